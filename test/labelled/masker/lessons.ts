import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type MaskContext, maskLine } from "~/chats/mask";
import { type LabelledLine, linesOf } from "../masking";
import type { Tagged } from "./crf";
import { example } from "./tagging";
import { varying } from "./variants";

/** What the tagger learns from: labelled lines and variants of them, made lines, and messages and lessons of the repository, in which no buyer is named. */

/** Parts in whose sight the rules were made: what the rules find there says more than it does elsewhere, so much of it is kept from the tagger. */
const SEEN_BY_RULES = ["own", "learn-a-zh", "learn-b-zh", "learn-c-zh", "learn-a-en", "learn-b-en", "learn-c-en"];
export const PARTS = [
  ...SEEN_BY_RULES,
  ...["learn-d-mix-zh", "learn-d-address-zh", "learn-d-names-zh", "learn-d-mix-en", "learn-d-address-en"],
  ...["learn-e-mix-zh-2", "learn-e-mix-zh-3", "learn-e-mix-zh-4", "learn-e-mix-en-2", "learn-e-mix-en-3"],
  ...["learn-f-mix-zh-5", "learn-f-names-zh-6", "learn-f-mix-zh-7", "learn-f-mix-en-4", "learn-f-names-en-5"],
  ...["learn-g-en-1", "learn-g-en-2", "learn-g-en-3", "learn-g-en-4", "learn-g-en-5"],
];

const [VARIANTS, MESSAGES, SENTENCES] = [3, 3000, 5000];
const [MADE_CHINESE, MADE_LATIN] = [4000, 2500];
const WEIGHTS = { line: 1, variant: 0.6, nobody: 1, made: 0.3 };

/** Lines of the repository in which the rules find nobody: messages of the linter's parts, texts of the pack. */
function nobodys(context: MaskContext, next: () => number): LabelledLine[] {
  const folder = join("test", "labelled", "linter");
  const messages = readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .flatMap((file) => (parse(readFileSync(join(folder, file), "utf8")) as { text: string }[]).map(({ text }) => text));
  const sentences = readdirSync("content", { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => textsIn(parse(readFileSync(path, "utf8"))));
  const some = (list: readonly string[], most: number) =>
    list
      .map((text) => ({ text, at: next() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, most)
      .map(({ text }) => text);
  return [...some(messages, MESSAGES), ...some(sentences, SENTENCES)]
    .filter((text) => maskLine(text, { ...context, tagger: null }).spans.length === 0)
    .map((text) => ({ id: "nobody", text, spans: [] }));
}

/** Every line of text in what a file holds. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value.split("\n").filter((line) => line.length > 11 && line.length < 200);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every example that the parts teach; the same every time. */
export function lessonsOf(parts: readonly string[], context: MaskContext): Tagged[] {
  const lines = new Map(parts.map((part) => [part, linesOf(part)]));
  const varied = varying(11, [...lines.values()].flat());
  const nobody = nobodys(context, varied.next);
  const clauses = nobody
    .filter(({ text }) => /[\u4e00-\u9fff]/u.test(text))
    .flatMap(({ text }) => text.split(/[，。！？]/u))
    .filter((one) => one.length > 3 && one.length < 16);
  const phrases = nobody
    .filter(({ text }) => !/[\u4e00-\u9fff]/u.test(text))
    .flatMap(({ text }) => text.split(/[,.!?;]/u).map((one) => one.trim()))
    .filter((one) => one.length > 5 && one.length < 50);
  const examples: Tagged[] = [];
  const add = (line: LabelledLine, weight: number, dropped: number) => {
    const made = example(line, context, weight, dropped, varied.next);
    if (made) examples.push(made);
  };
  for (const [part, own] of lines) {
    const isSeen = SEEN_BY_RULES.includes(part);
    for (const line of own) {
      add(line, WEIGHTS.line, isSeen ? 0.15 : 0);
      for (let variant = 0; variant < (line.spans.length > 0 ? VARIANTS : 1); variant++)
        add(varied.variant(line), WEIGHTS.variant, isSeen ? 0.25 : 0.1);
    }
  }
  for (const line of nobody) add(line, WEIGHTS.nobody, 0);
  for (let i = 0; i < MADE_CHINESE; i++) add(varied.made(clauses), WEIGHTS.made, 0.3);
  for (let i = 0; i < MADE_LATIN; i++) add(varied.madeLatin(phrases), WEIGHTS.made, 0.4);
  return examples;
}
