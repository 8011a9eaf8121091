import { eq, inArray } from "drizzle-orm";
import { parse, stringify } from "yaml";
import { contentItem, contentPack, contentVersion } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { canonicalJson } from "./canonical";
import { type ItemBody, type ItemKind, itemSchemas, packFolders } from "./pack";
import { SHOP } from "./pack-basics";
import { ARCHIVED, type ArchivedItem, EDITED, MADE_FROM } from "./pack-standing";
import { pictureBytes } from "./picture.server";

/** A file of an export: its path (`<pack>/<folder>/<slug>.yaml`) and its bytes. */
export type ExportedFile = { path: string; bytes: Uint8Array };

const PORTION = 200;
const SHOP_ITSELF: { name: LocalText; description: LocalText } = {
  name: { "zh-CN": "本店内容", en: "This shop's content" },
  description: { "zh-CN": "本店自己添加的内容。", en: "What this shop added itself." },
};

type Row = {
  kind: ItemKind;
  slug: string;
  pack: string;
  archivedAt: Date | null;
  archivedBy: string | null;
  supersededBy: string | null;
  origin: "pack" | "edit";
  versionId: string;
  packVersion: number | null;
  madeFrom: string | null;
};

/**
 * The whole library as packs, file after file in a stable order: the same content always gives the same bytes. Read from versions, which never change, so
 * that an export is of one instant however long it takes. What is out of use goes along, named as such in `archived.yaml`.
 */
export async function* exportLibrary(reader: Reader): AsyncGenerator<ExportedFile> {
  const rows = (await reader
    .select({
      kind: contentItem.kind,
      slug: contentItem.slug,
      pack: contentItem.pack,
      archivedAt: contentItem.archivedAt,
      archivedBy: contentItem.archivedBy,
      supersededBy: contentItem.supersededBy,
      origin: contentVersion.origin,
      versionId: contentVersion.id,
      packVersion: contentVersion.packVersion,
      madeFrom: contentVersion.madeFrom,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))) as Row[];
  const heads = new Map((await reader.select().from(contentPack)).map((head) => [head.slug, head]));
  for (const pack of [...new Set(rows.map((row) => row.pack))].sort()) {
    const own = rows.filter((row) => row.pack === pack);
    const head = heads.get(pack);
    const itself = head ?? (pack === SHOP ? SHOP_ITSELF : { name: { "zh-CN": pack, en: pack }, description: { "zh-CN": pack, en: pack } });
    const version = head?.version ?? Math.max(1, ...own.map((row) => row.packVersion ?? 1));
    const days = {
      ...(typeof head?.retestDays === "number" ? { retest_days: head.retestDays } : {}),
      ...(typeof head?.bankCertificateDays === "number" ? { bank_certificate_days: head.bankCertificateDays } : {}),
    };
    yield textFile(`${pack}/pack.yaml`, {
      slug: pack,
      version,
      name: texts(itself.name),
      description: texts(itself.description),
      ...days,
    });
    for (const [file, said] of Object.entries(besides(own))) if (said) yield textFile(`${pack}/${file}`, said);
    yield* itemFiles(reader, pack, own);
  }
}

/** Both languages in the order in which packs have them. */
function texts(value: unknown): LocalText {
  const text = value as LocalText;
  return { "zh-CN": text["zh-CN"], en: text.en };
}

/**
 * What is said of the items beside their texts, file by file. What was edited in the app is named: where the export is loaded no pack writes over it. The
 * shop's own pack is known by nobody else.
 */
function besides(rows: readonly Row[]): Record<string, object | null> {
  const edited = byKind(rows, (row) => (row.origin === "edit" ? row.slug : null));
  const archived = byKind(rows, (row): [string, ArchivedItem] | null => {
    if (!row.archivedAt) return null;
    const said = {
      ...(row.archivedBy ? { by_hand: true as const } : {}),
      ...(row.supersededBy ? { superseded_by: row.supersededBy } : {}),
    };
    return [row.slug, said];
  });
  const madeFrom = byKind(rows, (row): [string, string] | null => (row.madeFrom === null ? null : [row.slug, row.madeFrom]));
  const named = <T>(kinds: Record<string, [string, T][]> | null) =>
    kinds && Object.fromEntries(Object.entries(kinds).map(([kind, entries]) => [kind, Object.fromEntries(entries)]));
  return { [EDITED]: edited, [ARCHIVED]: named(archived), [MADE_FROM]: named(madeFrom) };
}

/** What `said` finds of the rows by kind, both in the order of their names; null where it finds nothing. */
function byKind<T>(rows: readonly Row[], said: (row: Row) => T | null): Record<string, T[]> | null {
  const kinds = new Map<string, T[]>();
  const ordered = [...rows].sort((a, b) => (`${a.kind} ${a.slug}` < `${b.kind} ${b.slug}` ? -1 : 1));
  for (const row of ordered) {
    const found = said(row);
    if (found !== null) kinds.set(row.kind, [...(kinds.get(row.kind) ?? []), found]);
  }
  return kinds.size > 0 ? Object.fromEntries(kinds) : null;
}

async function* itemFiles(reader: Reader, pack: string, rows: readonly Row[]): AsyncGenerator<ExportedFile> {
  for (const [kind, folder] of Object.entries(packFolders) as [ItemKind, string][]) {
    const own = rows.filter((row) => row.kind === kind).sort((a, b) => (a.slug < b.slug ? -1 : 1));
    const pictures = new Set<string>();
    const inOneFile: unknown[] = [];
    for (let at = 0; at < own.length; at += PORTION) {
      const portion = own.slice(at, at + PORTION);
      const bodies = await bodiesOf(reader, portion);
      for (const { slug, versionId } of portion) {
        // What no longer fits the format goes along as it is stored: whoever loads it is told where.
        const stored = bodies.get(versionId) as ItemBody<ItemKind>;
        const body = itemSchemas[kind].safeParse(stored).data ?? stored;
        if (folder.endsWith(".yaml")) inOneFile.push(body);
        else yield textFile(`${pack}/${folder}/${slug}.yaml`, body);
        const picture = kind === "product" ? (body as ItemBody<"product">).picture : undefined;
        if (picture !== undefined) pictures.add(picture);
      }
    }
    if (inOneFile.length > 0) yield textFile(`${pack}/${folder}`, inOneFile.length === 1 ? inOneFile[0] : inOneFile);
    for (const picture of [...pictures].sort()) {
      const bytes = await pictureBytes(reader, pack, picture);
      if (bytes) yield { path: `${pack}/${folder}/${picture}`, bytes: new Uint8Array(bytes) };
    }
  }
}

async function bodiesOf(reader: Reader, rows: readonly Row[]): Promise<Map<string, unknown>> {
  const ids = rows.map((row) => row.versionId);
  const found = await reader
    .select({ id: contentVersion.id, body: contentVersion.body })
    .from(contentVersion)
    .where(inArray(contentVersion.id, ids));
  return new Map(found.map((row) => [row.id, row.body]));
}

/** YAML of one form: keys in the order of the pack format, long texts in blocks, no line wrapped. */
function textFile(path: string, value: unknown): ExportedFile {
  const options = { lineWidth: 0, aliasDuplicateObjects: false } as const;
  const plain = stringify(value, options);
  // A text that a block cannot carry as it is (an odd space at an end) is quoted.
  const sound = canonicalJson(parse(plain)) === canonicalJson(value);
  return { path, bytes: new TextEncoder().encode(sound ? plain : stringify(value, { ...options, defaultStringType: "QUOTE_DOUBLE" })) };
}
