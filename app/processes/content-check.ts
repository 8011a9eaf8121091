import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { contentFaults } from "../curriculum/content-rules";
import { contentCounts } from "../curriculum/content-rules-counts";
import { packFaults } from "../curriculum/pack-rules";
import { readPack } from "../curriculum/read-pack.server";

/**
 * `npm run content:check [-- --json]`: checks every pack under content/, prints the faults and the counts, exits 1 on any fault. With `--json`
 * one line of JSON for each pack.
 */
async function main() {
  const root = resolve(process.env.CONTENT_DIR ?? "content");
  const asJson = process.argv.includes("--json");
  let faultCount = 0;
  let packCount = 0;
  for (const name of readdirSync(root)) {
    if (!existsSync(join(root, name, "pack.yaml"))) continue;
    packCount++;
    const { pack, faults } = await readPack(join(root, name));
    const items = pack?.items ?? [];
    if (pack) faults.push(...packFaults(items, (p) => existsSync(join(pack.dir, "products", p))), ...contentFaults(items));
    faultCount += faults.length;
    const counts = contentCounts(items);
    if (asJson) process.stdout.write(`${JSON.stringify({ pack: name, version: pack?.version ?? null, ...counts, faults })}\n`);
    else {
      for (const { file, path, rule } of faults) process.stdout.write(`${[`${name}/${file}`, path, rule].filter(Boolean).join("  ")}\n`);
      const kinds = Object.entries(counts.counts).filter(([, n]) => n > 0);
      process.stdout.write(`${name}: ${kinds.map(([kind, n]) => `${n} ${kind}`).join(", ")}; ${faults.length} faults\n`);
    }
  }
  if (packCount === 0) process.stdout.write(`there is no pack under ${root}\n`);
  process.exitCode = faultCount > 0 || packCount === 0 ? 1 : 0;
}

await main();
