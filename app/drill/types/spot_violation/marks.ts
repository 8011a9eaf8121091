import type { Locale } from "~/platform/locale";
import type { QuestionOf } from "../question";

/** A stretch of a line; lines count from 1, `from` and `to` are places in the line's text, in UTF-16 units. */
export type Mark = { line: number; from: number; to: number };
export type Violation = QuestionOf<"spot_violation">["violations"][number];

const LETTERS = /[\p{L}\p{N}]/gu;
const lettersIn = (text: string) => text.match(LETTERS)?.length ?? 0;

/** Every place where the words of a violation stand. */
export function placesOf(question: QuestionOf<"spot_violation">, { line, words }: Violation, locale: Locale): Mark[] {
  const text = question.chat[line - 1]?.text[locale] ?? "";
  const places: Mark[] = [];
  for (let from = text.indexOf(words[locale]); from >= 0; from = text.indexOf(words[locale], from + 1))
    places.push({ line, from, to: from + words[locale].length });
  return places;
}

/** Marks in the order of the chat; those with no letter or digit go, those with none between them become one. */
export function merged(marks: readonly Mark[], textOf: (line: number) => string): Mark[] {
  const said = (line: number, from: number, to: number) => lettersIn(textOf(line).slice(from, to)) > 0;
  const sorted = marks
    .filter(({ line, from, to }) => said(line, from, to))
    .sort((a, b) => a.line - b.line || a.from - b.from || a.to - b.to);
  const joined: Mark[] = [];
  for (const mark of sorted) {
    const last = joined.at(-1);
    if (last?.line === mark.line && !said(mark.line, last.to, mark.from)) last.to = Math.max(last.to, mark.to);
    else joined.push({ ...mark });
  }
  return joined;
}

/** What the marks found. `stray`: those that touch no violation that was found. */
export type Findings = { found: boolean[]; stray: boolean[] };

/** So much of what the agent said under marks is no spotting, unless the violations themselves make up `MOSTLY_BAD`. */
const NEARLY_ALL = 0.8;
const MOSTLY_BAD = 0.6;

/**
 * A violation is found when a mark covers at least half of its letters and is no longer than three times its words and six characters.
 * Nothing is found where nearly everything is marked.
 */
export function findingsOf(question: QuestionOf<"spot_violation">, locale: Locale, marks: readonly Mark[]): Findings {
  const textOf = (line: number) => question.chat[line - 1]?.text[locale] ?? "";
  const places = question.violations.map((violation) => placesOf(question, violation, locale));
  const fits = (mark: Mark, place: Mark) => mark.line === place.line && mark.to - mark.from <= 3 * (place.to - place.from) + 6;
  const covered = (mark: Mark, place: Mark) =>
    mark.line === place.line
      ? lettersIn(textOf(place.line).slice(Math.max(mark.from, place.from), Math.max(0, Math.min(mark.to, place.to))))
      : 0;
  const whole = (place: Mark) => lettersIn(textOf(place.line).slice(place.from, place.to));

  const lettersOf = (stretches: readonly Mark[]) => stretches.reduce((sum, stretch) => sum + whole(stretch), 0);
  const said = question.chat.reduce((sum, { who, text }) => sum + (who === "agent" ? lettersIn(text[locale]) : 0), 0);
  const everything = lettersOf(marks) >= NEARLY_ALL * said && lettersOf(merged(places.flat(), textOf)) < MOSTLY_BAD * said;
  if (everything) return { found: places.map(() => false), stray: marks.map(() => true) };

  const found = places.map((list) =>
    list.some((place) => marks.some((mark) => fits(mark, place) && 2 * covered(mark, place) >= whole(place))),
  );
  const hits = places.flatMap((list, at) => (found[at] ? list : []));
  return { found, stray: marks.map((mark) => !hits.some((place) => fits(mark, place) && covered(mark, place) > 0)) };
}
