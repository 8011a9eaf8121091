import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueOfPack, judge, linesOf, printed } from "../masking";
import { learnTagger } from "./crf";
import { lessonsOf, PARTS } from "./lessons";

/**
 * Teaches the masker's tagger anew and writes its weights: `npx tsx test/labelled/masker/teach.ts`. With `--leave-out PART …` it only measures: the parts named are read by what the others
 * teach. Some minutes, and the same weights every time.
 */

const tell = (line: string) => process.stdout.write(`${line}\n`);
const catalogue = await catalogueOfPack();
const at = process.argv.indexOf("--leave-out");
const out = at < 0 ? [] : process.argv.slice(at + 1);
const lessons = lessonsOf(
  PARTS.filter((part) => !out.includes(part)),
  { catalogue },
);
tell(`${lessons.length} examples`);
const learned = learnTagger(lessons, tell);

for (const part of out) {
  tell(printed(`${part}, by the rules alone`, judge(linesOf(part), catalogue, { tagger: null })));
  tell(printed(`${part}, left out`, judge(linesOf(part), catalogue, { tagger: learned })));
}
if (out.length === 0) {
  const { step, transitions, places } = learned;
  const about = "What the masker's tagger has learned; written by test/labelled/masker/teach.ts.";
  const from = { parts: PARTS, examples: lessons.length };
  const kept = {
    step,
    transitions: [...transitions].map((one) => Math.round(one * 1000) / 1000),
    places: Buffer.from(places.buffer).toString("base64"),
  };
  writeFileSync(join("app", "chats", "mask-tagger-weights.json"), `${JSON.stringify({ about, from, ...kept })}\n`);
}
