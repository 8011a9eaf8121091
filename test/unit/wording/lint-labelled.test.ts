import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readPack } from "~/curriculum/read-pack.server";
import { lint, type LintRule, type LintTerm } from "~/wording/lint";

/**
 * The linter against messages that were labelled apart from it. The open files are looked at while it is tuned, the sealed ones never: their figures count.
 * Each part has the least that it reached; what it is to reach is 0.97. What each part gave before anybody looked at it: third 0.79 of precision and 0.85 of recall, fourth 0.96
 * and 0.80, fifth (mostly prices) 0.94 and 0.78, sealed 0.91 and 0.96, last 0.98 and 0.97, fresh 0.93 and 0.97, seventh 0.93 and 0.98, eighth 0.93 and 0.98. All of them were opened
 * then, for their misses teach something. "final" and "ninth" were never looked at. In the parts from "fresh" on nearly every clean message holds a word of the list: they say how
 * the linter does where it is hardest, and there 0.97 of precision is not reached yet. Parts from "final" on were labelled twice, apart from each other and from the linter.
 * A label is found when a finding of its kind (and group) meets its words; a finding that meets no label is a false alarm.
 */

type Label = { kind: Exclude<LintRule, "length">; group?: string; words: string };
type Message = { id: string; text: string; platform: "any" | "taobao" | "tmall" | "jd"; labels: Label[]; why: string };
type Count = { right: number; missed: number; wrong: number };

const read = (name: string) => parse(readFileSync(join("test", "labelled", "linter", name), "utf8")) as Message[];
const terms = await termsOfPack();

async function termsOfPack(): Promise<LintTerm[]> {
  const { pack } = await readPack(join("content", "taobao-cs"));
  return (pack?.items ?? []).flatMap((item) => (item.kind === "term" ? [item.body as LintTerm] : []));
}

/** Parts whose messages nobody who tunes the linter reads. */
const SEALED = new Set(["final", "ninth"]);

/** Where a text has these words: what stands in it twice is labelled once. */
function placesOf(words: string, text: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at);
  return places;
}

/** What of one message was found, missed and wrongly alarmed. */
function judge({ text, platform, labels }: Message): Count & { told: string[] } {
  const findings = lint(text, { terms, platform: platform === "any" ? null : platform }).filter(({ rule }) => rule !== "length");
  const meets = (finding: (typeof findings)[number], label: Label) =>
    finding.rule === label.kind &&
    (label.group === undefined || finding.term?.group === label.group) &&
    (label.words === "" || placesOf(label.words, text).some((from) => finding.from < from + label.words.length && from < finding.to));
  const missed = labels.filter((label) => !findings.some((finding) => meets(finding, label)));
  const wrong = findings.filter((finding) => !labels.some((label) => meets(finding, label)));
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

function figures(messages: readonly Message[]) {
  const sum = messages
    .map(judge)
    .reduce<Count>((a, b) => ({ right: a.right + b.right, missed: a.missed + b.missed, wrong: a.wrong + b.wrong }), {
      right: 0,
      missed: 0,
      wrong: 0,
    });
  return { ...sum, precision: sum.right / (sum.right + sum.wrong), recall: sum.right / (sum.right + sum.missed) };
}

describe("the linter on labelled messages", () => {
  it.each([
    ["open", 0.99, 0.99],
    ["more", 0.99, 0.99],
    ["third", 0.99, 0.99],
    ["fourth", 0.99, 0.99],
    ["fifth", 0.99, 0.97],
    ["sealed", 0.98, 0.97],
    ["final", 0.97, 0.97],
    ["last", 0.99, 0.99],
    ["fresh", 0.99, 0.99],
    ["seventh", 0.99, 0.99],
    ["eighth", 0.97, 0.97],
    ["ninth", 0.92, 0.95],
  ])(
    "%s: a precision of %d and a recall of %d at least",
    (parts, leastPrecision, leastRecall) => {
      const messages = parts.split(" ").flatMap((part) => ["zh", "en"].flatMap((language) => read(`${language}-${part}.yaml`)));
      const { precision, recall, right, missed, wrong } = figures(messages);
      if (!parts.split(" ").some((part) => SEALED.has(part)))
        for (const message of messages) {
          const { told } = judge(message);
          if (told.length > 0 && process.env.TELL) process.stdout.write(`${message.id} ${message.text}\n    ${told.join("\n    ")}\n`);
        }
      process.stdout.write(
        `${parts}: ${messages.length} messages, ${right} labels found, ${missed} missed, ${wrong} false alarms: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n`,
      );
      expect(precision).toBeGreaterThanOrEqual(leastPrecision);
      expect(recall).toBeGreaterThanOrEqual(leastRecall);
    },
    30_000,
  );

  it("are 400 at least, half of them clean, and each label names what stands in its text", () => {
    const messages = ["open", "more", "third", "fourth", "fifth", "sealed", "last", "fresh", "seventh", "eighth", ...SEALED].flatMap(
      (part) => ["zh", "en"].flatMap((language) => read(`${language}-${part}.yaml`)),
    );
    expect(messages.length).toBeGreaterThanOrEqual(400);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    const clean = messages.filter(({ labels }) => labels.length === 0).length;
    expect(clean / messages.length).toBeGreaterThan(0.45);
    expect(clean / messages.length).toBeLessThan(0.55);
    for (const { text, labels } of messages) for (const { words } of labels) expect(text).toContain(words);
  });
});
