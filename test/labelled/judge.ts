import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readPack } from "~/curriculum/read-pack.server";
import { lint, type LintFinding, type LintRule, type LintTerm } from "~/wording/lint";
import type { Learned } from "~/wording/reader/weights";

/** Messages that were labelled apart from the linter, and how it is judged by them. */

export type Label = { kind: Exclude<LintRule, "length">; group?: string; words: string };
export type Message = { id: string; text: string; platform: "any" | "taobao" | "tmall" | "jd"; labels: Label[]; why: string };
type Count = { right: number; missed: number; wrong: number };

/** The messages of a part in one language. */
export function messagesOf(language: "zh" | "en", part: string): Message[] {
  return parse(readFileSync(join("test", "labelled", "linter", `${language}-${part}.yaml`), "utf8")) as Message[];
}

/** The prohibited terms of the pack. */
export async function termsOfPack(): Promise<LintTerm[]> {
  const { pack } = await readPack(join("content", "taobao-cs"));
  return (pack?.items ?? []).flatMap((item) => (item.kind === "term" ? [item.body as LintTerm] : []));
}

/** Where a message is sent, as the linter asks for it. */
export function platformOf({ platform }: Message): string | null {
  return platform === "any" ? null : platform;
}

/** Where a text has these words: what stands in it twice is labelled once. */
function placesOf(words: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at);
  return places;
}

/** Whether a finding is what a label asks for: of its kind and group, and where its words stand. */
export function meets(
  { rule, term, from, to }: Pick<LintFinding, "rule" | "from" | "to"> & { term: { group: string } | null },
  label: Label,
  text: string,
) {
  return (
    rule === label.kind &&
    (label.group === undefined || term?.group === label.group) &&
    (label.words === "" || placesOf(label.words, text).some((at) => from < at + label.words.length && at < to))
  );
}

/** What of one message was found, missed and wrongly alarmed. */
export function judge(message: Message, terms: readonly LintTerm[], known?: Learned): Count & { told: string[] } {
  const { text, labels } = message;
  const findings = lint(text, { terms, platform: platformOf(message), ...(known && { known }) }).filter(({ rule }) => rule !== "length");
  const missed = labels.filter((label) => !findings.some((finding) => meets(finding, label, text)));
  const wrong = findings.filter((finding) => !labels.some((label) => meets(finding, label, text)));
  return {
    right: labels.length - missed.length,
    missed: missed.length,
    wrong: wrong.length,
    told: [
      ...missed.map((l) => `missed ${l.kind} ${l.group ?? ""} ${l.words}`),
      ...wrong.map((f) => `alarm ${f.rule} ${f.term?.slug ?? ""} ${f.found}`),
    ],
  };
}

/** The figures of some messages. */
export function figures(messages: readonly Message[], terms: readonly LintTerm[], known?: Learned) {
  const sum = messages
    .map((message) => judge(message, terms, known))
    .reduce<Count>((a, b) => ({ right: a.right + b.right, missed: a.missed + b.missed, wrong: a.wrong + b.wrong }), {
      right: 0,
      missed: 0,
      wrong: 0,
    });
  return { ...sum, precision: sum.right / (sum.right + sum.wrong), recall: sum.right / (sum.right + sum.missed) };
}
