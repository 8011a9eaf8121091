import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { itemSchemas } from "../curriculum/pack";
import { longestIsRight, packFaults } from "../curriculum/pack-rules";
import { readPack } from "../curriculum/read-pack.server";

/** `npm run content:check [-- --json]`: checks every pack under content/, prints the faults and the counts, exits 1 on any fault. */
async function main() {
  const root = resolve(process.env.CONTENT_DIR ?? "content");
  let faultCount = 0;
  for (const name of readdirSync(root)) {
    if (!existsSync(join(root, name, "pack.yaml"))) continue;
    const { pack, faults } = await readPack(join(root, name));
    const all = [...faults, ...(pack ? packFaults(pack.items, (p) => existsSync(join(pack.dir, "products", p))) : [])];
    const counts = Object.fromEntries(
      Object.keys(itemSchemas).map((kind) => [kind, pack?.items.filter((i) => i.kind === kind).length ?? 0]),
    );
    const [longest, of] = longestIsRight(pack?.items ?? []);
    if (of > 0 && longest / of > 0.35)
      all.push({
        file: "questions",
        path: "",
        rule: `the right option is the longest in ${longest} of ${of} single-choice questions; at most 35 % may be`,
      });
    faultCount += all.length;
    if (process.argv.includes("--json"))
      process.stdout.write(`${JSON.stringify({ pack: name, counts, longestIsRight: { n: longest, of }, faults: all })}\n`);
    else {
      for (const fault of all) process.stdout.write(`${name}/${fault.file}  ${fault.path}  ${fault.rule}\n`);
      process.stdout.write(
        `${name}: ${Object.entries(counts)
          .map(([k, n]) => `${n} ${k}`)
          .join(", ")}; right option longest in ${longest} of ${of}; ${all.length} faults\n`,
      );
    }
  }
  process.exitCode = faultCount > 0 ? 1 : 0;
}

await main();
