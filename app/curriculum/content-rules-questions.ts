import { keyPointsIn } from "~/wording/key-points";
import { alikePairs } from "~/wording/alike";
import { type Bigrams, bigramsOf } from "~/wording/similarity";
import type { Ground } from "./content-ground";
import {
  type ContentLocale,
  faultOf,
  grouped,
  type ItemOf,
  locales,
  optionsWithOneRight,
  percent,
  type Question,
  rightPosition,
  textsIn,
} from "./content-rules-items";
import type { PackFault } from "./read-pack.server";

/** At most this share of the questions may have the right option as the longest. */
const LONGEST_SHARE = 0.35;
/** From this similarity on two questions are the same. */
const SAME_QUESTION = 0.85;
/** Below these numbers chance alone breaks the rules about shares. */
const ENOUGH_FOR_LENGTH = 20;
const ENOUGH_FOR_POSITIONS = 12;

/** In how many questions with one right option that one alone is the longest, by language. */
export function longestIsRight(questions: readonly ItemOf<"question">[], locale: ContentLocale): { n: number; of: number } {
  const count = { n: 0, of: 0 };
  for (const { body } of questions) {
    const options = optionsWithOneRight(body);
    if (!options) continue;
    count.of++;
    const lengthOf = (option: (typeof options)[number]) => [...option.text[locale]].length;
    const wrong = Math.max(...options.filter((o) => !o.correct).map(lengthOf));
    if (options.some((o) => o.correct && lengthOf(o) > wrong)) count.n++;
  }
  return count;
}

/** How often the right option stands at each place, by number of options; `true` and `false` as the places of true_false. */
export function answerPositions(questions: readonly ItemOf<"question">[]): { kind: string; counts: number[] }[] {
  const placed = questions.flatMap(({ body }) => rightPosition(body) ?? []);
  const positions = [...grouped(placed, (p) => p.of)].map(([of, group]) => ({
    kind: `${of} options`,
    counts: Array.from({ length: of }, (_, at) => group.filter((p) => p.at === at).length),
  }));
  const truths = questions.flatMap(({ body }) => (body.type === "true_false" ? [body.answer] : []));
  if (truths.length > 0) positions.push({ kind: "true/false", counts: [true, false].map((t) => truths.filter((a) => a === t).length) });
  return positions;
}

/** The right answers stand at each place about equally often: within 40 % of an even share, or what chance would do in so few. */
function positionFaults(questions: readonly ItemOf<"question">[]): PackFault[] {
  const faults: PackFault[] = [];
  for (const { kind, counts } of answerPositions(questions)) {
    const of = counts.reduce((a, b) => a + b, 0);
    const even = 1 / counts.length;
    const slack = Math.max(0.4 * even, 2.5 * Math.sqrt((even * (1 - even)) / of));
    if (of < ENOUGH_FOR_POSITIONS || counts.every((n) => Math.abs(n / of - even) <= slack)) continue;
    const places = counts.map((n, at) => `${String.fromCharCode(97 + at)} ${n}`).join(", ");
    faults.push({
      file: "questions",
      path: "",
      rule: `right answers of questions with ${kind} are not balanced over the places: ${places}`,
    });
  }
  return faults;
}

/** What a reader of the question sees before the answer, of one language. */
function asked(question: Question, locale: ContentLocale): string {
  const { stem } = question;
  const chat = "chat" in question ? question.chat : null;
  const shown: unknown[] = [stem, chat, optionsWithOneRight(question)?.map((o) => o.text)];
  if (question.type === "multiple_choice") shown.push(question.options.map((o) => o.text));
  if (question.type === "image_choice") return [...textsIn(shown, locale), ...question.options.map((o) => o.product)].join(" ");
  if (question.type === "find_product") return [...textsIn(shown, locale), ...question.products].join(" ");
  if (question.type === "rewrite") shown.push(question.poor);
  if (question.type === "fill_blanks") shown.push(question.body);
  if (question.type === "order_steps") shown.push(question.steps);
  if (question.type === "match") shown.push(question.pairs);
  return [...textsIn(shown, locale)].join(" ");
}

const known = new WeakMap<Question, Record<ContentLocale, Bigrams>>();

/** What a question asks, ready to be compared. Kept as long as the body: those of published versions are shared and never change. */
export function askedIn(question: Question): Record<ContentLocale, Bigrams> {
  const before = known.get(question);
  if (before) return before;
  const made = { "zh-CN": bigramsOf(asked(question, "zh-CN")), en: bigramsOf(asked(question, "en")) };
  known.set(question, made);
  return made;
}

/**
 * Questions that ask the same: of two the shorter one has the fault, of two as long the one that comes first. `changed`: only those pairs in which one of
 * these questions (their slugs) has a part; null: all pairs.
 */
export function alikeFaults(questions: readonly ItemOf<"question">[], changed: ReadonlySet<string> | null): PackFault[] {
  return locales.flatMap((locale) => {
    const ordered = questions
      .map((question) => ({ question, bigrams: askedIn(question.body)[locale] }))
      .sort((a, b) => a.bigrams.size - b.bigrams.size);
    const texts = ordered.map((one) => one.bigrams);
    const some = changed && new Set(ordered.flatMap(({ question }, at) => (changed.has(question.slug) ? [at] : [])));
    return alikePairs(texts, SAME_QUESTION, some).flatMap(({ first, second, similarity: alike }) => {
      const [one, other] = [ordered[first]?.question, ordered[second]?.question];
      if (!one || !other) return [];
      return [faultOf(one, locale, `asks the same as "${other.slug}" in ${other.file} (similarity ${alike.toFixed(2)})`)];
    });
  });
}

/** Model answers say what must be said and nothing that must not; the poor text of a rewrite would not pass. */
export function replyFaults(question: ItemOf<"question">): PackFault[] {
  const { body } = question;
  if (body.type !== "free_reply" && body.type !== "rewrite") return [];
  const faults: PackFault[] = [];
  for (const locale of locales) {
    body.model_answers[locale].forEach((answer, index) => {
      const path = `model_answers.${locale}.${index}`;
      keyPointsIn(answer, body.must_say).forEach((found, at) => {
        const point = body.must_say[at]?.point[locale] ?? "";
        if (!found) faults.push(faultOf(question, path, `holds no wording of must_say.${at} (${point})`));
        else if (found.negated) faults.push(faultOf(question, path, `denies must_say.${at} (${point}): "${found.found}"`));
      });
      keyPointsIn(answer, body.must_not_say).forEach((found, at) => {
        if (found && !found.negated) faults.push(faultOf(question, path, `says "${found.found}" of must_not_say.${at}`));
      });
    });
    if (body.type !== "rewrite") continue;
    const allSaid = keyPointsIn(body.poor[locale], body.must_say).every((found) => found && !found.negated);
    const nothingWrong = keyPointsIn(body.poor[locale], body.must_not_say).every((found) => !found || found.negated);
    if (allSaid && nothingWrong)
      faults.push(faultOf(question, `poor.${locale}`, "the poor reply says all that must be said and nothing wrong"));
  }
  return faults;
}

/** What is wrong with all questions together: what their right options have in common gives them away. */
export function shareFaults(ground: Ground): PackFault[] {
  const faults: PackFault[] = [];
  for (const locale of locales) {
    const { n, of } = longestIsRight(ground.written, locale);
    if (of >= ENOUGH_FOR_LENGTH && n / of > LONGEST_SHARE)
      faults.push({
        file: "questions",
        path: locale,
        rule: `the right option is the longest in ${n} of ${of} choice questions (${percent(n / of)}); at most ${percent(LONGEST_SHARE)} may be`,
      });
  }
  return [...faults, ...positionFaults(ground.written)];
}
