import { ensureBuilt } from "../../app/processes/upkeep.mjs";
import { chats } from "./chats";
import { chatsBeside } from "./chats-beside";
import { chatsDraw } from "./chats-draw";
import { drill } from "./drill";
import { kpiScore } from "./kpi-score";
import { kpiImport } from "./kpi-import";
import { linting } from "./lint";
import { pages } from "./pages";
import { publishing } from "./publishing";
import { search } from "./search";
import { simulator } from "./simulator";

/** One measured figure set, as `--json` prints it. */
export type Figure = {
  name: string;
  clients: number;
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  cpuMsPerOp: number;
  sqlPerOp: number;
  floorRatio?: number;
  growthRatio?: number;
  peakMb: number;
};

const programmes: Record<string, (tell: (line: string) => void) => Promise<Figure[]>> = {
  chats,
  "chats-beside": chatsBeside,
  "chats-draw": chatsDraw,
  drill,
  "kpi-score": kpiScore,
  "kpi-import": kpiImport,
  lint: linting,
  pages,
  publishing,
  search,
  simulator,
};

/** `npm run bench -- chats | drill | kpi | lint | pages | publishing | search | simulator [--json]`: a table for people; with --json the last line is one JSON array. */
async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((a) => !a.startsWith("--"));
  // "chats" runs all whose name begins so.
  const named = (name: string) => Object.keys(programmes).filter((one) => one === name || one.startsWith(`${name}-`));
  const names = asked.length > 0 ? asked.flatMap((name) => (named(name).length > 0 ? named(name) : [name])) : Object.keys(programmes);
  const figures: Figure[] = [];
  const tell = (line: string) => process.stdout.write(`${line}\n`);
  // What is measured is what stands here, not what was built some time ago.
  await ensureBuilt();
  for (const name of names) {
    const programme = programmes[name];
    if (!programme) throw new Error(`there is no benchmark "${name}"; there are ${Object.keys(programmes).join(", ")}`);
    figures.push(...(await programme(tell)));
  }
  tell("\nname                    clients   per s   p50 ms   p95 ms   CPU ms/op   SQL/op   peak MB");
  for (const f of figures) {
    tell(
      [
        f.name.padEnd(22),
        String(f.clients).padStart(8),
        f.perSecond.toFixed(0).padStart(7),
        f.p50Ms.toFixed(1).padStart(8),
        f.p95Ms.toFixed(1).padStart(8),
        f.cpuMsPerOp.toFixed(2).padStart(11),
        f.sqlPerOp.toFixed(1).padStart(8),
        f.peakMb.toFixed(0).padStart(9),
      ].join(" "),
    );
  }
  if (process.argv.includes("--json")) tell(JSON.stringify(figures));
}

await main();
