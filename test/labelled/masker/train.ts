import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { maskLine } from "~/chats/mask";
import { nameCandidates } from "~/chats/mask-name-cues";
import { marked } from "~/chats/mask-name-reader";
import type { NameWeights } from "~/chats/mask-name-weights";
import { readingOf } from "~/chats/mask-text";
import { catalogueOfPack, judge, type LabelledLine, linesOf, placesOf, printed } from "../masking";
import { learn, type NameExample } from "./learn";
import { makingOf, type Spec } from "./making";
import { NOBODY } from "./said";

/**
 * Teaches the masker's reader of names anew and writes its weights: `npx tsx test/labelled/masker/train.ts`. With `--leave-out` it only measures: each part is read by what the
 * others teach. It learns from labelled lines and variants of them, from made lines, and from messages and lessons of the repository, in which no buyer is named.
 */

const PARTS = ["own", "learn-a-zh", "learn-b-zh", "learn-c-zh"];
const [MADE, VARIANTS] = [20000, 5];
const making = makingOf(42);
const catalogue = await catalogueOfPack();
const tell = (line: string) => process.stdout.write(`${line}\n`);

/** A line as the reader meets it: with signs where something else than a name was labelled. */
function specOf(line: LabelledLine): Spec | null {
  const { text } = readingOf(line.text);
  if (text.length !== line.text.length) return null;
  const places = placesOf(line);
  const names = places.filter(({ kind }) => kind === "name");
  const goods = catalogue
    ? [...text.matchAll(catalogue)]
        .map((hit) => ({ from: hit.index, to: hit.index + hit[0].length }))
        .filter((g) => !names.some((n) => n.from < g.to && g.from < n.to))
    : [];
  return {
    text: marked(
      text,
      places.filter(({ kind }) => kind !== "name"),
      goods,
    ),
    names,
    agent: line.context?.agent,
  };
}

function examplesOf(spec: Spec, weight: number, kept = 1): NameExample[] {
  return nameCandidates(spec.text).flatMap(({ from, to, places }) => {
    const yes = spec.names.some((name) => name.from === from && name.to === to);
    const isNear = spec.names.some((name) => name.from < to && from < name.to);
    if (spec.text.slice(from, to) === spec.agent || (!yes && !isNear && making.next() > kept)) return [];
    return [{ places: Int32Array.from(places), yes, weight }];
  });
}

/** Every string of Chinese in the files of a folder. */
function sentencesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/[\u4e00-\u9fff][^"\n〔]{4,70}/gu)].map(([words]) => words));
}

function shared(): NameExample[] {
  const folder = join("test", "labelled", "linter");
  const messages = readdirSync(folder)
    .filter((file) => file.startsWith("zh-"))
    .sort()
    .flatMap((file) => (parse(readFileSync(join(folder, file), "utf8")) as { text: string }[]).map(({ text }) => text))
    .filter((text) => maskLine(text, { catalogue }).spans.length === 0);
  const clauses = messages.flatMap((text) => text.split(/[，。！？]/u)).filter((one) => one.length > 3 && one.length < 16);
  const nobody = NOBODY.flatMap((one) => [one, `${one}，${making.pick(clauses)}`, `${making.pick(clauses)}，${one}`]);
  const none = (text: string): Spec => specOf({ id: "", text, spans: [] }) ?? { text, names: [] };
  return [
    ...messages.flatMap((text) => examplesOf(none(text), 0.6, 0.9)),
    ...Array.from({ length: MADE }, () => making.line(clauses)).flatMap((spec) => examplesOf(spec, 0.5, 0.3)),
    ...nobody.flatMap((text) => examplesOf(none(text), 0.7)),
    ...sentencesIn("content").flatMap((text) => examplesOf(none(text), 0.4, 0.6)),
  ];
}

function examplesOfPart(part: string): NameExample[] {
  return linesOf(part).flatMap((line) => {
    const spec = specOf(line);
    if (!spec) return [];
    const variants = Array.from({ length: VARIANTS }, () => making.varied(spec)).filter((one) => one !== null);
    return [...examplesOf(spec, 1), ...examplesOf(spec, 1), ...variants.flatMap((one) => examplesOf(one, 1, 0.3))];
  });
}

const common = shared();
const parts = PARTS.map((part) => ({ part, examples: examplesOfPart(part) }));
const taught = (without: string | null): NameWeights =>
  learn([...common, ...parts.filter(({ part }) => part !== without).flatMap(({ examples }) => examples)]);

if (process.argv.includes("--leave-out"))
  for (const part of PARTS) tell(printed(`${part}, left out`, judge(linesOf(part), catalogue, { learned: taught(part) })));
else {
  const { step, places } = taught(null);
  const about = "What the masker's reader of names has learned; written by test/labelled/masker/train.ts.";
  const examples = common.length + parts.reduce((sum, part) => sum + part.examples.length, 0);
  writeFileSync(
    join("app", "chats", "mask-name-weights.json"),
    `${JSON.stringify({ about, from: { parts: PARTS, examples }, step, places: Buffer.from(places.buffer).toString("base64") }, null, 2)}\n`,
  );
  tell(`${examples} examples`);
}
