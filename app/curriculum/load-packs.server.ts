import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { contentItem } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { renewDrillsAfterLoad } from "./drills.server";
import { type LoadOutcome, loadRead } from "./load.server";
import { readPack } from "./read-pack.server";
import { lockContent } from "./search.server";

/** What became of the pack in a folder. */
export type FolderOutcome = { folder: string; outcome: LoadOutcome };

/**
 * Load every pack under `root`: every folder that has a pack.yaml. Each stands for itself: a broken one loads nothing and keeps no other from loading.
 * A slug belongs to one pack: where two bring the same, the one that the database knows keeps it, else the bigger one (a small addition never
 * displaces what a shop rests on), and the other is refused with a fault that names it. In the end the questions made from products follow.
 */
export async function loadPacks(db: Db, root: string, now: Date): Promise<FolderOutcome[]> {
  const folders = (await readdir(root)).filter((name) => existsSync(join(root, name, "pack.yaml"))).sort();
  const read = await Promise.all(folders.map(async (folder) => ({ folder, ...(await readPack(join(root, folder))) })));
  const known = new Set((await db.selectDistinct({ pack: contentItem.pack }).from(contentItem)).map((row) => row.pack));
  const rank = ({ pack }: (typeof read)[number]) => (pack && known.has(pack.slug) ? 0 : 1);
  const size = ({ pack }: (typeof read)[number]) => pack?.items.length ?? 0;
  read.sort((a, b) => rank(a) - rank(b) || size(b) - size(a));

  const outcomes: FolderOutcome[] = [];
  const folderOf = new Map<string, string>();
  for (const { folder, pack, faults } of read) {
    const other = pack && folderOf.get(pack.slug);
    // Two folders of one slug would archive each other's items at every start.
    const twice = other ? [{ file: "pack.yaml", path: "slug", rule: `the pack "${pack.slug}" stands already in the folder ${other}` }] : [];
    const outcome = await loadRead(db, join(root, folder), { pack, faults: [...faults, ...twice] }, now);
    if (pack && !other) folderOf.set(pack.slug, folder);
    outcomes.push({ folder, outcome });
  }
  await db.transaction(async (tx) => {
    await lockContent(tx);
    await renewDrillsAfterLoad(tx, db, now);
  });
  return outcomes;
}
