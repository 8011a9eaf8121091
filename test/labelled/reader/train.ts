import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LintTerm } from "~/wording/lint";
import type { Language } from "~/wording/reader/word-classes";
import type { Learned } from "~/wording/reader/weights";
import { figures, messagesOf, termsOfPack } from "../judge";
import { examplesOf } from "./examples";
import { type Example, learn } from "./learn";
import { FIRM, OPENED, TO_LEARN } from "./parts";

/**
 * Teaches the reader anew from the labelled messages and writes its weights: `npx tsx test/labelled/reader/train.ts`. With `--leave-out` it only measures: each part that was written
 * to learn from is read by what the others teach.
 */

const LANGUAGES = ["zh", "en"] as const;
type Part = { part: string; language: Language; examples: Example[] };

/** The examples of all parts, by the language that each message is read in. */
function partsOf(terms: readonly LintTerm[]): Part[] {
  const of = (part: string, trusted: boolean) =>
    LANGUAGES.map((language) => ({
      part,
      language,
      examples: messagesOf(language, part).flatMap((message) => examplesOf(message, terms, trusted)),
    }));
  const firm = of(FIRM.part, true);
  return [
    ...OPENED.flatMap((part) => of(part, false)),
    ...TO_LEARN.flatMap((part) => of(part, true)),
    ...Array.from({ length: FIRM.times }, () => firm).flat(),
  ];
}

/** What all parts but one teach. */
function taught(parts: readonly Part[], without: string | null): Learned {
  const of = (language: Language) =>
    learn(parts.filter((part) => part.language === language && part.part !== without).flatMap(({ examples }) => examples));
  return { zh: of("zh"), en: of("en") };
}

const tell = (line: string) => process.stdout.write(`${line}\n`);
const terms = await termsOfPack();
const parts = partsOf(terms);

if (process.argv.includes("--leave-out")) {
  for (const part of TO_LEARN) {
    const known = taught(parts, part);
    for (const language of LANGUAGES) {
      const { precision, recall, wrong, missed } = figures(messagesOf(language, part), terms, known);
      tell(`${language}-${part}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${wrong} false alarms, ${missed} missed`);
    }
  }
} else {
  const known = taught(parts, null);
  for (const language of LANGUAGES) {
    const of = parts.filter((part) => part.language === language);
    const about = "What the reader of the linter has learned; written by test/labelled/reader/train.ts, see docs/decisions/031.";
    const from = { parts: [...new Set(of.map(({ part }) => part))], examples: of.reduce((sum, { examples }) => sum + examples.length, 0) };
    const places = Buffer.from(known[language].places.buffer).toString("base64");
    writeFileSync(
      join("app", "wording", "reader", `weights-${language}.json`),
      `${JSON.stringify({ about, from, step: known[language].step, places }, null, 2)}\n`,
    );
    tell(`${language}: ${from.examples} examples`);
  }
}
