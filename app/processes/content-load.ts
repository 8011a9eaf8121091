import { resolve } from "node:path";
import { loadTogether } from "~/curriculum/load-together.server";
import { rebuildSearch, refreshSearch } from "~/curriculum/search.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { openDatabase } from "./database";

/** `npm run content:load -- <folder>`: load a pack, or a folder of packs such as an export; all of it or nothing. */
export async function contentLoad(args: string[]): Promise<void> {
  const [folder] = args;
  if (!folder) throw new Error("Say what: npm run content:load -- <folder with a pack, or with folders of packs>.");
  const database = await openDatabase(2);
  try {
    const outcome = await loadTogether(db(), resolve(folder), clock.now());
    if (!outcome.ok) {
      for (const fault of outcome.faults) process.stdout.write(`${fault.folder}/${fault.file}  ${fault.path}  ${fault.rule}\n`);
      throw new Error(`Nothing was loaded: ${outcome.faults.length} faults stand above. Mend them and run it again.`);
    }
    for (const { folder: pack, value } of outcome.loads) {
      process.stdout.write(
        `${pack}: ${value.created} new, ${value.changed} changed, ${value.unchanged} as before, ${value.archived} archived, ${value.kept.length} kept as edited here\n`,
      );
      for (const { kind, slug } of value.kept) process.stdout.write(`  kept: ${kind} ${slug}\n`);
    }
    await refreshSearch(db());
  } finally {
    await database.stop();
  }
}

/** `npm run content:index`: make the searchable summary of the library again. */
export async function contentIndex(): Promise<void> {
  const database = await openDatabase(2);
  try {
    process.stdout.write(`Indexed ${await rebuildSearch(db())} items\n`);
  } finally {
    await database.stop();
  }
}
