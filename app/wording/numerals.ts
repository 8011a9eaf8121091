/** Numbers in words, as they are said: 三十, 一百六, "a hundred and sixty", "one sixty". */

const DIGITS = "零一二三四五六七八九";
const TENS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 万: 10_000 };

/** What a Chinese numeral counts: 三十 is 30, 十万 100000. Null for what counts nothing. */
export function countOf(numeral: string): number | null {
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

/** A numeral whose last unit goes without saying: 一百六 is 160, 两千五 2500. */
const CUT_SHORT = /([百千万])([一二三四五六七八九])$/u;

/** What a Chinese numeral counts as a price is said. */
export function saidCountOf(numeral: string): number | null {
  const short = CUT_SHORT.exec(numeral);
  const whole = countOf(short ? numeral.slice(0, -1) : numeral);
  if (whole === null || !short) return whole;
  return whole + ((countOf(short[2] ?? "") ?? 0) * (TENS[short[1] ?? ""] ?? 0)) / 10;
}

const UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const DOZENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const UNIT = UNITS.join("|");
const BELOW_HUNDRED = `(?:(?:${DOZENS.join("|")})(?:[- ](?:${UNIT}))?|${TEENS.join("|")})`;

/** English numbers in words from ten on; "one sixty" leaves the hundred out. */
export const ENGLISH_NUMBER = String.raw`\b(?:(?:a|${UNIT})[ -]hundred(?:(?: and)?[ -](?:${BELOW_HUNDRED}|${UNIT}))?|(?:${UNIT})[- ]${BELOW_HUNDRED}|${BELOW_HUNDRED})\b`;

/** What such a number counts. */
export function englishCountOf(words: string): number {
  const parts = words.toLowerCase().split(/[ -]+/);
  const valueOf = (part: string) =>
    part === "a" ? 1 : UNITS.indexOf(part) + 1 || (TEENS.includes(part) ? TEENS.indexOf(part) + 10 : (DOZENS.indexOf(part) + 2) * 10);
  const isUnit = (part: string | undefined) => part !== undefined && (part === "a" || UNITS.includes(part));
  const counted = parts.filter((part) => part !== "and" && part !== "hundred").map((part) => ({ part, value: valueOf(part) }));
  const [first, ...rest] = counted;
  const hundreds = isUnit(first?.part) && counted.length > 1 ? true : parts.includes("hundred");
  return (first?.value ?? 0) * (hundreds ? 100 : 1) + rest.reduce((sum, { value }) => sum + value, 0);
}
