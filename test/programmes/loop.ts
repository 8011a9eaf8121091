import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Two months of a team's chats through the whole loop, on a database of their own and with a moving clock: files come in, fifty chats a day are read, cases are made, meetings decide, and what
 * they decided is done: a question, a script, a drill, a replay, a word to the warehouse. What was planted must be found in the second month, and of a placebo nothing. At a small scale files come in by the week.
 */
const scale = Number(process.env.TEST_SCALE ?? 1);
const isWhole = scale >= 1;
const PER_DAY = isWhole ? 16 : 4;
const OTHERS = isWhole ? 200 : 20;
const LEAST_HELD = 0.85;
/** Months that chance did not spoil; how often it does is counted in others. */
const SEED = "the spring of 1003";
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), "deskready-loop-"));
chmodSync(dataDir, 0o711);
// Before anything of the product is read: keys and uploads lie there too.
process.env.DATA_DIR = dataDir;
process.env.LOG_LEVEL ??= "error";
process.exitCode = 1;
const [{ live }, { coverage, planOf }] = await Promise.all([import("./loop/story"), import("./loop/plan")]);
try {
  const began = performance.now();
  const { lines, faults } = await live(dataDir, SEED, { perDay: PER_DAY, everyDay: isWhole });
  for (const line of lines) say(line);
  const { holds, helped, placebo } = coverage(planOf(PER_DAY), OTHERS);
  say(
    `\nof ${OTHERS} other pairs of months: the interval holds what the script adds in ${holds}, it is seen to help in ${helped}, a placebo did nothing in ${placebo}`,
  );
  if (holds < LEAST_HELD * OTHERS) faults.push("intervals of 95 % hold what was planted too seldom");
  if (placebo < LEAST_HELD * OTHERS) faults.push("placebos are said to have done something too often");
  for (const fault of faults) say(`- ${fault}`);
  say(`${((performance.now() - began) / 1000).toFixed(0)} s; ${faults.length} faults`);
  if (faults.length === 0) process.exitCode = 0;
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
