import { ENGLISH_NUMBER, englishCountOf, saidCountOf } from "../numerals";
import { simplified } from "../simplified";

/** The numbers of a text, in figures and in words, each with what its sentence says before and after it. */

export type Amount = {
  from: number;
  to: number;
  value: number;
  /** Said in words: 「一百六」, "one sixty". */
  inWords: boolean;
  before: string;
  after: string;
};

const FIGURES = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?/gu;
const NUMERAL =
  /(?<![分第])(?=[一二两三四五六七八九]?[十百千])(?![百千](?![来多]))(?:[一二两三四五六七八九]千)?(?:零?[一二两三四五六七八九]?百)?(?:零?[一二三四五六七八九]?十)?(?:零?[一二三四五六七八九](?![个只条款种份起件样百千万]))?/gu;
const IN_ENGLISH = new RegExp(ENGLISH_NUMBER, "giu");
/** Words that a numeral belongs to: 「百分百」, 「十分」, 「百搭」. */
const NO_NUMBER = /^(?:分之|来个|分(?!钟)|搭|货|家|姓|变|般|万|全十美|字)/u;
/** A number that is part of a longer word or code: SF139, BP-102-N, 138****4417. */
const IN_CODE = { before: /[A-Za-z_*#@]-?$|\d[-/:.]$/u, after: /^(?:[-_*][\w*]|[:/]\d|\.\d)/u };
const CURRENCY_BEFORE = /(?:rmb|cny|usd|us\$)\s?$/iu;

const SENTENCE_END = /[。！？!?;；\n]|\.(?=\s|$)/gu;

/** A text with half-width figures and simplified characters; every unit stays where it was. */
export function plainFigures(text: string): string {
  return simplified(text).replace(/[０-９Ａ-Ｚａ-ｚ．％＄￥]/gu, (c) => (c === "￥" ? "¥" : String.fromCharCode(c.charCodeAt(0) - 0xfee0)));
}

/** The numbers of a text that `plainFigures` gave, in their order. */
export function amountsIn(text: string): Amount[] {
  const ends = [...text.matchAll(SENTENCE_END)].map(({ index, 0: sign }) => index + sign.length);
  const put = (m: RegExpExecArray, value: number | null, inWords: boolean): Amount[] => {
    if (value === null) return [];
    const [from, to] = [m.index, m.index + m[0].length];
    // An area code, a code of a parcel.
    if (/^0\d/.test(m[0])) return [];
    const begin = ends.findLast((end) => end <= from) ?? 0;
    const end = ends.find((at) => at > to) ?? text.length;
    const [before, after] = [text.slice(begin, from), text.slice(to, end)];
    if (IN_CODE.after.test(after) || (IN_CODE.before.test(before) && !CURRENCY_BEFORE.test(before))) return [];
    return [{ from, to, value, inWords, before, after }];
  };
  return [
    ...[...text.matchAll(FIGURES)].flatMap((m) => put(m, Number(m[0].replaceAll(",", "")), false)),
    ...[...text.matchAll(NUMERAL)].flatMap((m) =>
      NO_NUMBER.test(text.slice(m.index + m[0].length)) ? [] : put(m, saidCountOf(m[0]), true),
    ),
    ...[...text.matchAll(IN_ENGLISH)].flatMap((m) => put(m, englishCountOf(m[0]), true)),
  ].sort((a, b) => a.from - b.from);
}
