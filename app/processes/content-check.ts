import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { contentFaults } from "../curriculum/content-rules";
import { contentCounts } from "../curriculum/content-rules-counts";
import { packFaults, sharedSlugFaults } from "../curriculum/pack-rules";
import { readPack } from "../curriculum/read-pack.server";

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
  for (const { name, pack, faults } of read) {
    const items = pack?.items ?? [];
    if (pack) faults.push(...packFaults(items, (p) => existsSync(join(pack.dir, "products", p))), ...contentFaults(items));
    faults.push(...(shared.get(name) ?? []));
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
