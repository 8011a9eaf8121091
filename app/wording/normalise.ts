import { simplified } from "./simplified";

/**
 * What two writings of the same words have in common. Pure; works in Node and in the browser.
 */

// Zero-width characters, direction marks, fillers, soft hyphens, variation selectors, controls: nobody sees them. Braille blank looks like a space.
export const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu;
const CONTROL = /[\p{Cc}\p{Cs}]/gu;
// Between two digits these carry meaning: 7.5 is not 75, 9:30 is not 930, 1/2 is not 12.
const MEANT_SIGN = /(?<=\d)[.:/](?=\d)/g;
const NOT_WORD = /[\p{P}\p{Z}\p{Extended_Pictographic}\p{Emoji_Modifier}~`^|\s]/gu;
const KEPT_PUNCTUATION = /[%‰#@&]/;

/** Characters that PostgreSQL or a reader cannot take (NUL, other controls, halves of a pair) become spaces. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, " ");
}

/** NFKC (full-width becomes ordinary), lower case, simplified characters, nothing unseen. */
export function plain(text: string): string {
  return simplified(withoutControls(text).normalize("NFKC").replace(UNSEEN, "").toLowerCase());
}

/**
 * The bare words of a text: as `plain`, without spaces, punctuation and pictographs. Signs between digits and per cent stay.
 * Two answers with the same bare words say the same.
 */
export function bareWords(text: string): string {
  const parts = plain(text).replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
  const meant = new Set([...parts.matchAll(MEANT_SIGN)].map((m) => m.index));
  return parts.replace(NOT_WORD, (sign, at: number) => (meant.has(at) || KEPT_PUNCTUATION.test(sign) ? sign : ""));
}

type Currency = "cny" | "usd" | "eur" | null;
// The yuan come last: 美元 ends with 元 too.
const SIGNS: [RegExp, Exclude<Currency, null>][] = [
  [/^(?:us\$|usd|\$|美元|美金)|(?:usd|us\$|\$|dollars?|美元|美金)$/u, "usd"],
  [/^(?:€|eur|欧元)|(?:€|eur|euros?|欧元)$/u, "eur"],
  [/^(?:¥|rmb|cny|人民币)|(?:¥|rmb|cny|人民币|元整?|块钱?|圆整?|yuan)$/u, "cny"],
];
const NUMBER = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

/**
 * The number that a text is, without the words and signs of a currency around it: "399", "399.00", "¥399元", "３９９ 块" and "1,299 yuan".
 * `value` is its shortest form. Null when the text is anything but one number.
 */
export function numberIn(text: string): { value: string; currency: Currency } | null {
  let rest = plain(text)
    .replace(/\s/gu, "")
    .replace(/[。.!?,;、]+$/u, "")
    .replace(/[−–—]/gu, "-");
  let currency: Currency = null;
  for (let peeled = true; peeled;) {
    peeled = false;
    for (const [sign, name] of SIGNS) {
      const shorter = rest.replace(sign, "");
      if (shorter === rest) continue;
      if (currency !== null && currency !== name) return null;
      currency = name;
      rest = shorter;
      peeled = true;
    }
  }
  const [, minus, whole, places = ""] = NUMBER.exec(rest) ?? [];
  if (whole === undefined) return null;
  const digits = whole.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const fraction = places.replace(/0+$/, "");
  const value = fraction === "" ? digits : `${digits}.${fraction}`;
  return { value: minus === "-" && value !== "0" ? `-${value}` : value, currency };
}

/** A text as it is compared. */
type Reading = { number: ReturnType<typeof numberIn>; words: string; signs: string };

/** What was read lately: the accepted answers of a question are compared with each answer to it. */
const read = new Map<string, Reading>();
const MOST_READ = 5000;
const LONGEST_READ = 100;

function readingOf(text: string): Reading {
  const known = read.get(text);
  if (known) return known;
  const reading = { number: numberIn(text), words: bareWords(text), signs: plain(text).trim() };
  if (text.length > LONGEST_READ) return reading;
  if (read.size >= MOST_READ) read.clear();
  read.set(text, reading);
  return reading;
}

/**
 * Whether an answer says what an accepted one says. Numbers are compared as numbers: "39.9" never passes for "399".
 * Prices in different currencies differ; where one names none, the amounts decide.
 */
export function saysTheSame(accepted: string, answer: string): boolean {
  const [wanted, given] = [readingOf(accepted), readingOf(answer)];
  if (wanted.number) {
    const [one, other] = [wanted.number, given.number];
    return other?.value === one.value && (other.currency === null || one.currency === null || other.currency === one.currency);
  }
  // An accepted answer of signs alone ("?!") has no words: then the signs themselves must be there.
  return wanted.words === "" ? given.signs === wanted.signs : given.words === wanted.words;
}
