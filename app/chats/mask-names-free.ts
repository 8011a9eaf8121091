import { allOf } from "~/wording/reading";
import {
  COMPOUND_SURNAMES,
  EVERYDAY_SURNAMES,
  FREQUENT_EVERYDAY,
  GIVEN,
  NAME_WORDS,
  NAME_WORDS_ALONE,
  NO_GIVEN,
  NO_NAME,
  ONLY_GIVEN,
  PUBLIC_PEOPLE,
  SURE_SURNAMES,
} from "./mask-name-lists";
import { isRelation, NO_SEGMENT, ORDINARY, surnameOf, wordsOf } from "./mask-name-shape";
import type { MaskSpan, Reading } from "./mask-text";

/** Chinese names without anything around them that says so, and whom everybody knows. Pure. */

const H = "[\\u4e00-\\u9fff]";

/** Names of peoples who have no surnames: two of their words, or one that is nothing else. */
const MADE_OF_WORDS = new RegExp(`(?:${NAME_WORDS}){2,4}|(?:${NAME_WORDS_ALONE})(?!花|酒店|路|街|机场|小学)`, "gu");

const BEGINS_A_WORD = new RegExp(
  [
    ...new Set(
      NAME_WORDS_ALONE.split("|")
        .concat(NAME_WORDS.split("|"))
        .map((word) => word.slice(0, 2)),
    ),
  ].join("|"),
  "u",
);

const RUN = new RegExp(`${H}{2,}`, "gu");

/** Names without anything around that says so: a common surname and two characters of names which the dictionary reads as no other words. */
export function* freeNames(text: string): Generator<{ from: number; to: number }> {
  for (const run of allOf(text, RUN)) {
    let words: { from: number; to: number }[] | null = null;
    for (let at = 0; at + 2 <= run[0].length; at++) {
      const surname = surnameOf(run[0].slice(at, at + 2));
      let name = run[0].slice(at, at + (surname?.length === 2 ? 4 : 3));
      // Of two characters where the third belongs to what follows.
      if (
        surname?.length === 1 &&
        name.length === 3 &&
        !GIVEN.has(name[2] ?? "") &&
        ONLY_GIVEN.has(name[1] ?? "") &&
        !EVERYDAY_SURNAMES.has(surname)
      )
        name = name.slice(0, 2);
      if (
        !surname ||
        (surname.length === 1 && (EVERYDAY_SURNAMES.has(surname) ? !FREQUENT_EVERYDAY.has(surname) : !SURE_SURNAMES.has(surname)))
      )
        continue;
      if (surname.length === 2 && name.length === 4 && !GIVEN.has(name[3] ?? "")) name = name.slice(0, 3);
      const given = [...name.slice(surname.length)];
      if (
        given.length === 0 ||
        (given.length === 1 &&
          !(surname.length === 1 && SURE_SURNAMES.has(surname) && !EVERYDAY_SURNAMES.has(surname) && ONLY_GIVEN.has(given[0] ?? "")))
      )
        continue;
      if (
        !given.every((one) => GIVEN.has(one) && !NO_GIVEN.has(one)) ||
        NO_NAME.has(name) ||
        NO_NAME.has(name.slice(0, 2)) ||
        isRelation(name)
      )
        continue;
      if (NO_NAME.has(name.slice(-2)) || (surname.length === 1 && given.every((one) => ORDINARY.has(one)))) continue;
      words ??= placed(wordsOf(run[0]));
      const [from, to] = [at, at + name.length];
      // A word of the dictionary that lies across either end, or is two characters within it, says that something else is meant.
      const crosses = words.some((w) => w.to - w.from > 1 && ((w.from < from && w.to > from) || (w.from < to && w.to > to)));
      const within = words.filter((w) => w.from >= from && w.to <= to && w.to - w.from > 1);
      if (crosses || (within.length > 0 && surname.length === 1 && within.some((w) => w.from === from && w.to - w.from === 2))) continue;
      yield { from: run.index + from, to: run.index + to };
      at = to - 1;
    }
  }
}

/** Three characters that stand by themselves, begin with a sure surname and are no words of the dictionary. */
export function* aloneNames(text: string): Generator<{ from: number; to: number }> {
  for (const hit of allOf(text, ALONE)) {
    const name = hit[1] ?? "";
    const surname = surnameOf(name);
    if (!surname || (surname.length === 1 && (!SURE_SURNAMES.has(surname) || EVERYDAY_SURNAMES.has(surname)))) continue;
    if (
      NO_NAME.has(name.slice(0, 2)) ||
      NO_NAME.has(name.slice(1)) ||
      NO_SEGMENT.test(name) ||
      isRelation(name) ||
      [...name].some((one) => NO_GIVEN.has(one))
    )
      continue;
    const list = wordsOf(name);
    if (list.every((word) => word.length === 1) || (list.length > 1 && [...name.slice(surname.length)].every((one) => GIVEN.has(one))))
      yield { from: hit.index + hit[0].indexOf(name), to: hit.index + hit[0].indexOf(name) + name.length };
  }
}
const ALONE = new RegExp(`(?<=^|[^\\u4e00-\\u9fff])(${H}{3}|(?:${COMPOUND_SURNAMES})${H}{1,2})(?=$|[^\\u4e00-\\u9fff])`, "gu");

function placed(words: readonly string[]): { from: number; to: number }[] {
  let at = 0;
  return words.map((word) => ({ from: at, to: (at += word.length) }));
}

/** Where people stand whom everybody knows. */
export function publicPeople(text: string): { from: number; to: number }[] {
  return allOf(text, PUBLIC_PEOPLE).map((hit) => ({ from: hit.index, to: hit.index + hit[0].length }));
}

/** Names that are made of words of peoples who have no surnames, wherever they stand. */
export function namesOfWords({ text }: Reading, taken: readonly { from: number; to: number }[]): MaskSpan[] {
  if (!BEGINS_A_WORD.test(text)) return [];
  return allOf(text, MADE_OF_WORDS)
    .map((hit) => ({ from: hit.index, to: hit.index + hit[0].length, kind: "name" as const }))
    .filter(({ from, to }) => !taken.some((t) => t.from < to && from < t.to));
}
