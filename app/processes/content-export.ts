import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { exportLibrary } from "~/curriculum/export.server";
import { libraryFaults } from "~/curriculum/library-check.server";
import type { Db } from "~/platform/database.server";
import { db } from "~/platform/database.server";
import { openDatabase } from "./database";

/** `npm run content:export -- <folder>`: the whole library as packs, one folder a pack; says what is wrong with it, if anything is. */
export async function contentExport(args: string[]): Promise<void> {
  const [folder] = args;
  if (!folder) throw new Error("Say where to: npm run content:export -- <folder>.");
  const database = await openDatabase(2);
  try {
    const { packs, files } = await writeExport(db(), resolve(folder));
    process.stdout.write(`Exported ${packs} packs with ${files} files to ${resolve(folder)}\n`);
    for (const line of faultLines(await libraryFaults(db()))) process.stdout.write(`${line}\n`);
  } finally {
    await database.stop();
  }
}

const FIRST = 10;

/** What is to be said of the faults of the library that was exported; nothing of a sound one. */
export function faultLines({ faults, refused }: Awaited<ReturnType<typeof libraryFaults>>): string[] {
  if (faults.length === 0) return [];
  return [
    `The library has ${faults.length} ${faults.length === 1 ? "fault" : "faults"}; ${refused === 0 ? "none keeps" : `${refused} of them ${refused === 1 ? "keeps" : "keep"}`} this export from being loaded elsewhere.`,
    ...faults.slice(0, FIRST).map(({ kind, slug, path, rule }) => `  ${[`${kind}/${slug}`, path, rule].filter(Boolean).join("  ")}`),
    ...(faults.length > FIRST ? [`  and ${faults.length - FIRST} more`] : []),
  ];
}

/** Write the export beside `folder` and put it there once it is whole. The folder must be empty or not there. */
export async function writeExport(reader: Db, folder: string): Promise<{ packs: number; files: number }> {
  const partial = `${folder}.${process.pid}.part`;
  if (existsSync(folder)) {
    const isEmpty = await readdir(folder).then(
      (names) => names.length === 0,
      () => false,
    );
    if (!isEmpty) throw new Error(`${folder} is there already and not empty: name another folder.`);
    await rmdir(folder);
  }
  const packs = new Set<string>();
  let files = 0;
  try {
    await mkdir(partial, { recursive: true });
    for await (const { path, bytes } of exportLibrary(reader)) {
      await mkdir(dirname(join(partial, path)), { recursive: true });
      await writeFile(join(partial, path), bytes);
      packs.add(path.split("/")[0] ?? "");
      files++;
    }
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  return { packs: packs.size, files };
}
