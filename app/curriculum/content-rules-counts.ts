import { answerPositions, longestIsRight } from "./content-rules-questions";
import { grouped, itemsOf, locales, textsIn } from "./content-rules-items";
import { lengthOf } from "./content-rules-plans";
import { scriptMarks, wordsToThinkAbout } from "./content-rules-wording";
import { type ItemKind, itemSchemas } from "./pack";
import type { PackItem } from "./read-pack.server";

/** Types whose answer is written, or made in several steps. */
const WRITTEN_OR_SEVERAL_STEPS = new Set([
  "short_text",
  "free_reply",
  "rewrite",
  "fill_blanks",
  "order_steps",
  "match",
  "spot_violation",
  "true_false",
]);

function tally(list: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...grouped(list, (key) => key)].map(([key, group]) => [key, group.length] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What a pack holds: items and texts per kind and language, questions per type and topic, and how the rules about shares stand. */
export function contentCounts(items: readonly PackItem[]) {
  const kinds = Object.keys(itemSchemas) as ItemKind[];
  const questions = itemsOf(items, "question");
  const written = questions.filter((q) => q.body.made_from === undefined);
  const counts = Object.fromEntries(kinds.map((kind) => [kind, items.filter((item) => item.kind === kind).length]));
  const languages = Object.fromEntries(
    locales.map((locale) => [
      locale,
      Object.fromEntries(
        kinds.map((kind) => {
          const texts = itemsOf(items, kind).map((item) => [...textsIn(item.body, locale)]);
          const length = texts.flat().reduce((sum, text) => sum + lengthOf(text, locale), 0);
          return [kind, { items: texts.filter((list) => list.length > 0).length, texts: texts.flat().length, length }];
        }),
      ),
    ]),
  );
  return {
    counts,
    /** `length`: characters in Chinese, words in English. */
    languages,
    questionTypes: tally(questions.map((q) => q.body.type)),
    questionTopics: tally(questions.map((q) => q.body.topic)),
    questionQualities: tally(questions.map((q) => q.body.quality)),
    critical: questions.filter((q) => q.body.critical).length,
    writtenOrSeveralSteps: { n: questions.filter((q) => WRITTEN_OR_SEVERAL_STEPS.has(q.body.type)).length, of: questions.length },
    scriptVariants: itemsOf(items, "script").reduce((sum, s) => sum + s.body.variants.length, 0),
    termGroups: tally(itemsOf(items, "term").map((t) => t.body.group)),
    longestIsRight: Object.fromEntries(locales.map((locale) => [locale, longestIsRight(written, locale)])),
    answerPositions: answerPositions(written),
    wordsToThinkAbout: wordsToThinkAbout(items),
    scriptMarks: scriptMarks(items),
  };
}
