import { isLocale, type Locale, pick } from "~/platform/locale";
import { isRecord, type QuestionOf, type QuestionRules } from "../question";
import { findingsOf, type Mark, merged, placesOf } from "./marks";
import { piecesOf, type Piece } from "./pieces";
import { type Token, tokensOf } from "./tokens";

type Who = "customer" | "agent";

export type SpotViolation = {
  view: {
    type: "spot_violation";
    stem: string;
    locale: Locale;
    lines: { who: Who; text: string; /** Of the agent's lines. */ tokens: Token[] }[];
  };
  /** Marks on the text of that language, merged, in the order of the chat. */
  answer: { locale: Locale; marks: Mark[] };
  key: {
    /** In the language in which it was answered. */
    lines: { who: Who; text: string; pieces: Piece[] }[];
    violations: { words: string; rule: string; found: boolean }[];
    /** How many marks found nothing. */
    stray: number;
  };
};

/** More marks than lines of a chat have words; what posts more is no page of ours. */
const MOST_MARKS = 200;
const IN_FORM = /^(zh-CN|en):(\d{1,2}):(\d{1,4})-(\d{1,4})$/;

function markIn(question: QuestionOf<"spot_violation">, locale: Locale, raw: unknown): Mark | null {
  if (!isRecord(raw)) return null;
  const { line, from, to } = raw;
  if (typeof line !== "number" || typeof from !== "number" || typeof to !== "number") return null;
  if (![line, from, to].every(Number.isInteger)) return null;
  const at = question.chat[line - 1];
  return at?.who === "agent" && from >= 0 && from < to && to <= at.text[locale].length ? { line, from, to } : null;
}

/**
 * Mark the offending words of the agent's lines. A point for every violation that is found, and every mark that finds nothing takes one back;
 * never below nothing, and nothing for marking (nearly) everything. Right when all are found and no mark stray.
 */
export const spotViolation: QuestionRules<QuestionOf<"spot_violation">, SpotViolation> = {
  view: (question, locale) => ({
    type: "spot_violation",
    stem: pick(question.stem, locale),
    locale,
    lines: question.chat.map(({ who, text }) => {
      const line = pick(text, locale);
      return { who, text: line, tokens: who === "agent" ? tokensOf(line, locale) : [] };
    }),
  }),
  parse(question, raw) {
    if (!isRecord(raw) || !isLocale(raw.locale) || !Array.isArray(raw.marks) || raw.marks.length > MOST_MARKS) return null;
    const { locale } = raw;
    const marks = raw.marks.map((mark: unknown) => markIn(question, locale, mark));
    const whole = marks.filter((mark) => mark !== null);
    if (whole.length !== marks.length) return null;
    const together = merged(whole, (line) => question.chat[line - 1]?.text[locale] ?? "");
    return together.length > 0 ? { locale, marks: together } : null;
  },
  fromForm(values) {
    if (values.length === 0) return null;
    const parts = values.map((value) => IN_FORM.exec(value));
    // One page has one language; a value of another form makes the whole none.
    if (parts.some((part) => part?.[1] !== parts[0]?.[1])) return { locale: null };
    return {
      locale: parts[0]?.[1],
      marks: parts.map((part) => ({ line: Number(part?.[2]), from: Number(part?.[3]), to: Number(part?.[4]) })),
    };
  },
  grade(question, { locale, marks }) {
    const { found, stray } = findingsOf(question, locale, marks);
    const of = question.violations.length;
    const points = Math.max(0, found.filter(Boolean).length - stray.filter(Boolean).length);
    return { points, of, correct: points === of };
  },
  key(question, reader, answer) {
    const locale = answer?.locale ?? reader;
    const marks = answer?.marks ?? [];
    const { found, stray } = findingsOf(question, locale, marks);
    const places = question.violations.flatMap((violation, at) =>
      placesOf(question, violation, locale).map((place) => ({ ...place, found: found[at] ?? false })),
    );
    return {
      lines: question.chat.map(({ who, text }, at) => {
        const here = ({ line }: Mark) => line === at + 1;
        const mine = marks.map((mark, index) => ({ ...mark, stray: stray[index] ?? true }));
        return { who, text: text[locale], pieces: piecesOf(text[locale], places.filter(here), mine.filter(here)) };
      }),
      violations: question.violations.map(({ words, rule }, at) => ({
        words: words[locale],
        rule: pick(rule, reader),
        found: found[at] ?? false,
      })),
      stray: stray.filter(Boolean).length,
    };
  },
};
