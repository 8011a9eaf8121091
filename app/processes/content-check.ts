import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { contentFaults } from "../curriculum/content-rules";
import { contentCounts } from "../curriculum/content-rules-counts";
import { refText } from "../curriculum/lineage-rules";
import { SHOP } from "../curriculum/pack-basics";
import { lineageFaults } from "../curriculum/pack-lineage";
import { packFaults, sharedSlugFaults } from "../curriculum/pack-rules";
import { type Pack, type PackFault, readPack } from "../curriculum/read-pack.server";

type Read = { name: string; pack: Pack | null; faults: PackFault[] };

/**
 * The faults of the packs, by folder. Each is checked by itself, as it is loaded when the product starts; an export (it holds the shop's own pack) is one
 * library whose packs name each other's items and are loaded together.
 */
function checked(read: readonly Read[]): Map<string, PackFault[]> {
  const faults = new Map(read.map(({ name, faults: own }) => [name, [...own]]));
  const packs = read.flatMap(({ name, pack }) => (pack ? [{ name, pack }] : []));
  const isExport = packs.some(({ pack }) => pack.slug === SHOP);
  const there = new Set(packs.flatMap(({ pack }) => [...pack.items, ...pack.archived].map(refText)));
  for (const { name, pack } of packs) {
    const pictureExists = (picture: string) => existsSync(join(pack.dir, "products", picture));
    const others = isExport ? packs.flatMap(({ pack: other }) => (other === pack ? [] : other.items)) : [];
    faults.get(name)?.push(...packFaults(pack.items, pictureExists, others), ...lineageFaults(pack, pictureExists, there));
    if (!isExport) faults.get(name)?.push(...contentFaults(pack.items));
  }
  // Where the packs are one library, the rules about the whole of it speak of all of them; each fault stands at the pack that holds its item.
  const all = isExport ? packs.flatMap(({ name, pack }) => pack.items.map((item) => ({ ...item, file: `${name}/${item.file}` }))) : [];
  for (const { file, ...fault } of contentFaults(all)) {
    const [name = "", ...path] = file.split("/");
    faults.get(name)?.push({ file: path.join("/"), ...fault });
  }
  return faults;
}

/**
 * `npm run content:check [-- --json]`: checks every pack under content/, prints the faults and the counts, exits 1 on any fault. With `--json`
 * one line of JSON for each pack.
 */
async function main() {
  const root = resolve(process.env.CONTENT_DIR ?? "content");
  const asJson = process.argv.includes("--json");
  let faultCount = 0;
  const folders = readdirSync(root)
    .filter((name) => existsSync(join(root, name, "pack.yaml")))
    .sort();
  const read = await Promise.all(folders.map(async (name) => ({ name, ...(await readPack(join(root, name))) })));
  const shared = sharedSlugFaults(read.map(({ name, pack }) => ({ folder: name, items: pack?.items ?? [] })));
  const found = checked(read);
  for (const { name, pack } of read) {
    const items = pack?.items ?? [];
    const faults = [...(found.get(name) ?? []), ...(shared.get(name) ?? [])];
    faultCount += faults.length;
    const counts = contentCounts(items);
    if (asJson) process.stdout.write(`${JSON.stringify({ pack: name, version: pack?.version ?? null, ...counts, faults })}\n`);
    else {
      for (const { file, path, rule } of faults) process.stdout.write(`${[`${name}/${file}`, path, rule].filter(Boolean).join("  ")}\n`);
      const kinds = Object.entries(counts.counts).filter(([, n]) => n > 0);
      process.stdout.write(`${name}: ${kinds.map(([kind, n]) => `${n} ${kind}`).join(", ")}; ${faults.length} faults\n`);
    }
  }
  if (folders.length === 0) process.stdout.write(`there is no pack under ${root}\n`);
  process.exitCode = faultCount > 0 || folders.length === 0 ? 1 : 0;
}

await main();
