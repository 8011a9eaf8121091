import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { and, eq, isNull, notInArray } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import type { Db, Reader } from "~/platform/database.server";
import { renewDrillsAfterLoad } from "./drills.server";
import { type LoadedPack, type PackLoad, withDigests, writePack } from "./load.server";
import { knownRefs } from "./lineage-refs.server";
import { refText } from "./lineage-rules";
import { type ItemKind, itemSchemas } from "./pack";
import { lineageFaults, refsOf } from "./pack-lineage";
import { packFaults } from "./pack-rules";
import { storedDigest } from "./picture";
import { type Pack, type PackFault, type PackItem, readPack } from "./read-pack.server";
import { lockContent } from "./search.server";

export type FolderLoad = { folder: string; value: PackLoad };
/** What every pack did, or every fault of all of them: then nothing was loaded. */
export type TogetherOutcome = { ok: true; loads: FolderLoad[] } | { ok: false; faults: (PackFault & { folder: string })[] };

/** The packs in a folder: itself, or those of its folders that have a pack.yaml. */
async function packsIn(root: string): Promise<{ folder: string; dir: string }[]> {
  if (existsSync(join(root, "pack.yaml"))) return [{ folder: basename(root), dir: root }];
  const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((e) => e.isDirectory() && existsSync(join(root, e.name, "pack.yaml")))
    .map((e) => ({ folder: e.name, dir: join(root, e.name) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
}

/**
 * Load the packs of a folder, such as an export, all of them or none: they may name each other's items, and those of packs that were loaded before. With
 * any fault in any of them nothing is loaded. Their pictures are kept: the folder may go. Questions about products that bring none of their own are made.
 */
export async function loadTogether(db: Db, root: string, now: Date): Promise<TogetherOutcome> {
  const folders = await packsIn(root);
  if (folders.length === 0) return { ok: false, faults: [{ folder: root, file: "pack.yaml", path: "", rule: "there is no pack here" }] };
  const read = await Promise.all(folders.map(async (at) => ({ ...at, ...(await readPack(at.dir)) })));
  const faults = read.flatMap(({ folder, faults: own }) => own.map((fault) => ({ folder, ...fault })));
  const packs = read.flatMap(({ folder, pack }) => (pack ? [{ folder, pack }] : []));
  const known = await itemsElsewhere(
    db,
    packs.map(({ pack }) => pack.slug),
  );
  const there = await knownRefs(
    db,
    packs.flatMap(({ pack }) => refsOf(pack)),
  );
  const slugs = new Map<string, string>();
  for (const { folder, pack } of packs) {
    const twice = slugs.get(pack.slug);
    if (twice)
      faults.push({ folder, file: "pack.yaml", path: "slug", rule: `the pack "${pack.slug}" stands already in the folder ${twice}` });
    slugs.set(pack.slug, folder);
    const others = [...known, ...packs.flatMap((other) => (other.pack === pack ? [] : other.pack.items))];
    const pictureExists = (picture: string) => existsSync(join(pack.dir, "products", picture));
    const elsewhere = new Set([...packs.flatMap(({ pack: other }) => [...other.items, ...other.archived].map(refText)), ...there]);
    const found = [
      ...packFaults(pack.items, pictureExists, others),
      ...lineageFaults(pack, pictureExists, elsewhere),
      ...(await pictureFaults(pack)),
    ];
    faults.push(...found.map((fault) => ({ folder, ...fault })));
  }
  if (faults.length > 0) return { ok: false, faults };
  const loaded = await Promise.all(packs.map(async ({ folder, pack }) => ({ folder, pack: await withDigests(pack) })));
  try {
    return { ok: true, loads: await db.transaction((tx) => writeAll(tx, db, loaded, now)) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, faults: error.faults };
    throw error;
  }
}

/** Takes back what the packs before it wrote. */
class Refused extends Error {
  constructor(readonly faults: (PackFault & { folder: string })[]) {
    super("refused");
  }
}

async function writeAll(
  tx: Parameters<typeof writePack>[0],
  db: Db,
  packs: { folder: string; pack: LoadedPack }[],
  now: Date,
): Promise<FolderLoad[]> {
  await lockContent(tx);
  const loads: FolderLoad[] = [];
  const faults: (PackFault & { folder: string })[] = [];
  for (const { folder, pack } of packs) {
    const outcome = await writePack(tx, pack, now, "keep");
    if (outcome.ok) loads.push({ folder, value: outcome.value });
    else faults.push(...outcome.faults.map((fault) => ({ folder, ...fault })));
  }
  if (faults.length > 0) throw new Refused(faults);
  await renewDrillsAfterLoad(tx, db, now);
  return loads;
}

/** The items in force of all other packs, as far as rules ask about them. */
async function itemsElsewhere(reader: Reader, packs: string[]): Promise<PackItem[]> {
  const rows = await reader
    .select({ kind: contentItem.kind, slug: contentItem.slug, body: contentVersion.body })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(isNull(contentItem.archivedAt), notInArray(contentItem.pack, packs)));
  return rows.map(({ kind, slug, body }) => ({ kind, slug, file: "", body: itemSchemas[kind as ItemKind].parse(body) }) as PackItem);
}

/** A picture that is named by its digest holds the bytes of that digest. */
async function pictureFaults({ dir, items, archived }: Pack): Promise<PackFault[]> {
  const faults: PackFault[] = [];
  for (const item of [...items, ...archived]) {
    const picture = item.kind === "product" ? item.body.picture : undefined;
    const named = picture && storedDigest(picture);
    const bytes = named && (await readFile(join(dir, "products", picture)).catch(() => null));
    if (bytes && createHash("sha256").update(bytes).digest("hex") !== named)
      faults.push({ file: item.file, path: `${item.slug}.picture`, rule: `the bytes of ${picture} are not what its name says` });
  }
  return faults;
}
