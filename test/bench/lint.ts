import { join } from "node:path";
import { readPack } from "~/curriculum/read-pack.server";
import { lint, type LintTerm } from "~/wording/lint";
import type { Figure } from "./run";

const MESSAGES = 1000;
const CHARACTERS = 200;
const RUNS = 5;

/** The linter on 1 000 messages of 200 characters, cut out of the scripts of the pack: the time of all of them, best of five, after the first that builds the terms. */
export async function linting(tell: (line: string) => void): Promise<Figure[]> {
  const { pack } = await readPack(join("content", "taobao-cs"));
  const items = pack?.items ?? [];
  const terms = items.flatMap((item) => (item.kind === "term" ? [item.body as LintTerm] : []));
  const said = items.flatMap((item) => (item.kind === "script" ? item.body.variants.flatMap(({ text }) => [text["zh-CN"], text.en]) : []));
  const whole = said.join("\n");
  const step = Math.floor((whole.length - CHARACTERS) / MESSAGES);
  const messages = Array.from({ length: MESSAGES }, (_, n) => whole.slice(n * step, n * step + CHARACTERS));
  const times: number[] = [];
  let found = 0;
  for (let run = 0; run <= RUNS; run++) {
    const began = performance.now();
    found = messages.reduce((sum, text) => sum + lint(text, { terms, platform: "taobao" }).length, 0);
    if (run > 0) times.push(performance.now() - began);
  }
  const best = Math.min(...times);
  tell(
    `${MESSAGES} messages of ${CHARACTERS} characters against ${terms.length} terms: ${best.toFixed(0)} ms (budget 1000), ${found} findings`,
  );
  const each = best / MESSAGES;
  return [
    {
      name: "lint a message",
      clients: 1,
      perSecond: 1000 / each,
      p50Ms: each,
      p95Ms: Math.max(...times) / MESSAGES,
      cpuMsPerOp: each,
      sqlPerOp: 0,
      peakMb: process.memoryUsage().rss / 1e6,
    },
  ];
}
