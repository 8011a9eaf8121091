import { and, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { parse, stringify } from "yaml";
import { contentItem, contentPack, contentVersion } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { canonicalJson } from "./canonical";
import { type ItemBody, type ItemKind, itemSchemas, packFolders } from "./pack";
import { SHOP } from "./pack-basics";
import { pictureBytes } from "./picture.server";
import { EDITED, RETIRED } from "./read-pack.server";

/** A file of an export: its path (`<pack>/<folder>/<slug>.yaml`) and its bytes. */
export type ExportedFile = { path: string; bytes: Uint8Array };

const PORTION = 200;
const SHOP_ITSELF: { name: LocalText; description: LocalText } = {
  name: { "zh-CN": "本店内容", en: "This shop's content" },
  description: { "zh-CN": "本店自己添加的内容。", en: "What this shop added itself." },
};

type Row = { kind: ItemKind; slug: string; pack: string; origin: "pack" | "edit"; versionId: string; packVersion: number | null };

/**
 * The whole library in force as packs, file after file in a stable order: the same content always gives the same bytes. Read from versions, which never
 * change, so that an export is of one instant however long it takes. What is archived stays behind, but for the questions made from products that
 * somebody took out of use: where the library is loaded they would be made again.
 */
export async function* exportLibrary(reader: Reader): AsyncGenerator<ExportedFile> {
  const rows = (await reader
    .select({
      kind: contentItem.kind,
      slug: contentItem.slug,
      pack: contentItem.pack,
      origin: contentVersion.origin,
      versionId: contentVersion.id,
      packVersion: contentVersion.packVersion,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(isNull(contentItem.archivedAt))) as Row[];
  const heads = new Map((await reader.select().from(contentPack)).map((head) => [head.slug, head]));
  const retired = await retiredDrills(reader);
  for (const pack of [...new Set([...rows.map((row) => row.pack), ...(retired.length > 0 ? [SHOP] : [])])].sort()) {
    const own = rows.filter((row) => row.pack === pack);
    const head = heads.get(pack);
    const itself = head ?? (pack === SHOP ? SHOP_ITSELF : { name: { "zh-CN": pack, en: pack }, description: { "zh-CN": pack, en: pack } });
    const version = head?.version ?? Math.max(1, ...own.map((row) => row.packVersion ?? 1));
    const retest = typeof head?.retestDays === "number" ? { retest_days: head.retestDays } : {};
    yield textFile(`${pack}/pack.yaml`, {
      slug: pack,
      version,
      name: texts(itself.name),
      description: texts(itself.description),
      ...retest,
    });
    const edited = editedIn(own);
    if (edited) yield textFile(`${pack}/${EDITED}`, edited);
    if (pack === SHOP && retired.length > 0) yield textFile(`${pack}/${RETIRED}`, retired);
    yield* itemFiles(reader, pack, own);
  }
}

async function retiredDrills(reader: Reader): Promise<ItemBody<"question">[]> {
  const rows = await reader
    .select({ slug: contentItem.slug, body: contentVersion.body })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(
      and(eq(contentItem.kind, "question"), isNotNull(contentItem.archivedBy), sql`${contentVersion.body} -> 'made_from' is not null`),
    );
  return rows.sort((a, b) => (a.slug < b.slug ? -1 : 1)).map((row) => itemSchemas.question.parse(row.body));
}

/** Both languages in the order in which packs have them. */
function texts(value: unknown): LocalText {
  const text = value as LocalText;
  return { "zh-CN": text["zh-CN"], en: text.en };
}

/** What was edited in the app, by kind. The shop's own pack is known by nobody else: nothing writes over it. */
function editedIn(rows: readonly Row[]): Record<string, string[]> | null {
  const edited = rows.filter((row) => row.origin === "edit");
  if (edited.length === 0) return null;
  const kinds = [...new Set(edited.map((row) => row.kind))].sort();
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      edited
        .filter((row) => row.kind === kind)
        .map((row) => row.slug)
        .sort(),
    ]),
  );
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
        const body = itemSchemas[kind].parse(bodies.get(versionId));
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
