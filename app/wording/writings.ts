import { isHan } from "./sounds";

/** Other ways to write a listed wording that say the same: figures for numerals, 「你」 for 「您」, English with another ending. */

/** An English word of fewer letters takes no ending: "bests" is nobody's disguise. */
const LEAST_STEM = 5;
const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const DIGITS = "零一二三四五六七八九";
const FORMAL = "零壹贰叁肆伍陆柒捌玖";
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 万: 10_000 };
const NUMERAL = /[零一二两三四五六七八九十百千万]+/gu;

/** What a Chinese numeral counts: 三十 is 30, 十万 100000. Null for what counts nothing. */
function countOf(numeral: string): number | null {
  let [sum, part, digit] = [0, 0, 0];
  for (const character of numeral) {
    const value = character === "两" ? 2 : DIGITS.indexOf(character);
    const ten = TENS[character];
    if (ten === undefined) digit = value;
    else if (ten === 10_000) [sum, part, digit] = [(sum + part + digit || 1) * ten, 0, 0];
    else [part, digit] = [part + (digit || 1) * ten, 0];
  }
  const count = sum + part + digit;
  return Number.isSafeInteger(count) ? count : null;
}

/** A Chinese wording with figures for its numerals, all of them or one, and with the numerals of a cheque. */
function inFigures(word: string): string[] {
  const numerals = [...word.matchAll(NUMERAL)];
  if (numerals.length === 0 || (word.length < 3 && !/^[第唯独]/u.test(word))) return [];
  const change = (which: (at: number) => boolean, write: (numeral: string) => string) =>
    word.replace(NUMERAL, (numeral, at: number) => (which(at) ? write(numeral) : numeral));
  const figures = (numeral: string) => String(countOf(numeral) ?? numeral);
  const formal = (numeral: string) =>
    numeral.replace(/[零一二三四五六七八九十百]/gu, (c) => (c === "十" ? "拾" : c === "百" ? "佰" : (FORMAL[DIGITS.indexOf(c)] ?? c)));
  return [change(() => true, figures), change(() => true, formal), ...numerals.map((m) => change((at) => at === m.index, figures))];
}

/** Words for which others say the same. */
const SAME: readonly (readonly [said: string, others: readonly string[]])[] = [
  ["您", ["你"]],
  ["扣扣", ["QQ"]],
  ["QQ", ["扣扣"]],
  ["没办法", ["没有办法"]],
  ["没法", ["没有办法"]],
  ["终身", ["终生"]],
];
/** Who speaks for the shop: 「我们不知道」 for 「我不知道」. */
const SPEAKERS = ["我们", "咱们", "咱", "俺"];

/** A Chinese wording in its other writings. */
export function chineseWritings(word: string): string[] {
  const same = SAME.flatMap(([said, others]) => (word.includes(said) ? others.map((other) => word.replaceAll(said, other)) : []));
  const spoken = isHan(word) && word.length >= 3 && /我(?!们)/u.test(word) ? SPEAKERS.map((who) => word.replace("我", who)) : [];
  return [...same, ...spoken, ...inFigures(word)].filter((writing) => writing !== word);
}

/** An English wording with other endings of its first and last word, and figures for its numbers. */
export function englishWritings(wording: string): string[] {
  const words = wording.split(" ");
  const last = words.at(-1) ?? "";
  const first = words.length > 1 ? (words[0] ?? "") : "";
  const figures = words.map((word) => (NUMBER_WORDS.includes(word) ? String(NUMBER_WORDS.indexOf(word)) : word)).join(" ");
  return [
    ...endings(last).map((form) => [...words.slice(0, -1), form].join(" ")),
    ...verbForms(first).map((form) => [form, ...words.slice(1)].join(" ")),
    ...(figures === wording ? [] : [figures]),
    ...(wording.includes("you're") ? [wording.replace("you're", "you are")] : []),
    ...(/ your /.test(wording) ? ["the", "that", "this"].map((one) => wording.replace(" your ", ` ${one} `)) : []),
  ];
}

/** A word with the endings that it may take: guarantee, guarantees, guaranteed, guaranteeing. */
function endings(word: string): string[] {
  if (word.length < LEAST_STEM || !/^[a-z]+$/i.test(word) || /(?:s|ed|ing|ly|est)$/i.test(word)) return [];
  const root = word.replace(/e$/i, "");
  return [`${word}s`, word.endsWith("e") ? `${word}d` : `${word}ed`, word.endsWith("ee") ? `${word}ing` : `${root}ing`];
}

/** A verb that begins a wording, in its other forms: relieves, relieve, relieving, relieved. */
function verbForms(word: string): string[] {
  if (!/^[a-z]{4,}[^s]s$/.test(word)) return endings(word);
  const stem = word.slice(0, -1);
  return [stem, ...endings(stem).slice(1)];
}
