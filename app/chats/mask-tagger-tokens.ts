import { FIRST_NAMES, NO_NAME_WORDS, PINYIN_GIVEN, PINYIN_SURNAMES, WORD_NAMES, WORD_SURNAMES } from "./mask-name-lists-en";
import { COMMON_SURNAMES, EVERYDAY_SURNAMES, GIVEN, NO_GIVEN, ONLY_GIVEN } from "./mask-name-lists";
import { plainWord, wordLists } from "./mask-lexicon";
import { CITIES, PLACES_IN_ENGLISH, PROVINCES } from "./mask-places";

/**
 * A line as the tagger reads it: Chinese characters one by one, Latin words, figures and signs each as one token, with what the lists say of them. All in whole numbers, kept in
 * tables that are used again for the next line. Pure but for those tables.
 */

/** As many tokens of a line are read at a time. */
export const MOST_TOKENS = 4096;

export type Tokens = {
  count: number;
  /** Where each begins and ends in the text. */ from: Int32Array;
  to: Int32Array;
  /** What it says: the same number for the same character or word; figures by their length. */ word: Int32Array;
  /** How it looks. */ shape: Int32Array;
  /** What it may be, as the lists say. */ lists: Int32Array;
  /** The same, coarsely, with how it looks. */ kind: Int32Array;
  /** Beginning and end of a Latin word or figure. */ head: Int32Array;
  tail: Int32Array;
};

const tokens: Tokens = {
  count: 0,
  from: new Int32Array(MOST_TOKENS),
  to: new Int32Array(MOST_TOKENS),
  word: new Int32Array(MOST_TOKENS),
  shape: new Int32Array(MOST_TOKENS),
  lists: new Int32Array(MOST_TOKENS),
  kind: new Int32Array(MOST_TOKENS),
  head: new Int32Array(MOST_TOKENS),
  tail: new Int32Array(MOST_TOKENS),
};

/** What a character of Chinese may be: 1 surname surely, 2 surname, 4 everyday, 8 only in given names, 16 in given names, 32 never in them; and what it is in an address. */
const HAN_LISTS = new Uint16Array(0xa000 - 0x4e00);
const put = (letters: Iterable<string>, bits: number) => {
  for (const one of letters) HAN_LISTS[one.charCodeAt(0) - 0x4e00] = (HAN_LISTS[one.charCodeAt(0) - 0x4e00] ?? 0) | bits;
};
put([...COMMON_SURNAMES].slice(0, 236), 1);
put([...COMMON_SURNAMES].slice(236), 2);
put(EVERYDAY_SURNAMES, 4);
put(ONLY_GIVEN, 8);
put(GIVEN, 16);
put(NO_GIVEN, 32);
put("省市区县旗盟州镇乡村屯寨组", 64);
put("路街道巷弄胡同里坊桥段", 128);
put("号幢栋座楼层室单元房院门厅铺柜", 256);
put("园苑庭府城邸湾厦场馆校院寓舍厂店站庄花湖墅", 512);
put("一二三四五六七八九十百零〇两甲乙丙丁东南西北中", 1024);

const towns = [...PROVINCES.split("|"), ...CITIES.split("|")];
const TOWNS = new Set(towns);
const TOWN_BEGINS = new Set(towns.map((town) => town.charCodeAt(0)));
const LONGEST_TOWN = Math.max(...towns.map((town) => town.length));
const TOWN = 2048;

const latin = new Map<string, number>();
function latinLists(word: string): number {
  let bits = latin.get(word);
  if (bits !== undefined) return bits;
  bits =
    (FIRST_NAMES.has(word) ? 1 : 0) |
    (WORD_NAMES.has(word) ? 2 : 0) |
    (NO_NAME_WORDS.has(word) ? 4 : 0) |
    (PINYIN_SURNAMES.has(word) ? 8 : 0) |
    (WORD_SURNAMES.has(word) ? 16 : 0) |
    (PLACES_IN_ENGLISH.has(word) ? 32 : 0) |
    (PINYIN_GIVEN.test(word) ? 64 : 0) |
    (wordLists(word) << 7);
  if (latin.size > 20_000) latin.clear();
  latin.set(word, bits);
  return bits;
}

const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;
const isDigit = (code: number) => code >= 48 && code <= 57;
const isUpper = (code: number) => code >= 65 && code <= 90;
const isLetter = (code: number) =>
  (code >= 97 && code <= 122) || isUpper(code) || (code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff);
/** What stands for something masked. */
export const GAP = 0x3013;

/** Shapes: Chinese 1, figures 2–9 by length, Latin 10–15, signs 16 and on. */
function signShape(code: number): number {
  if (code === GAP) return 30;
  if (code === 44 || code === 0xff0c || code === 0x3001) return 16;
  if (code === 46 || code === 0x3002 || code === 33 || code === 63 || code === 0xff01 || code === 0xff1f || code === 59 || code === 0xff1b)
    return 17;
  if (code === 58 || code === 0xff1a || code === 61) return 18;
  if (code === 45 || code === 95 || code === 47 || code === 0x2013 || code === 126) return 19;
  if (code === 40 || code === 0xff08 || code === 91 || code === 0x3010 || code === 0x300c || code === 0x201c) return 20;
  if (code === 41 || code === 0xff09 || code === 93 || code === 0x3011 || code === 0x300d || code === 0x201d) return 21;
  if (code === 64) return 22;
  if (code === 35) return 23;
  if (code === 39 || code === 0x2019) return 24;
  return code > 0x2000 ? 26 : 25;
}

/** The first that holds of what the lists say. */
function coarse(bits: number, isHanzi: boolean): number {
  if (isHanzi) {
    if (bits & TOWN) return 1;
    if (bits & 64) return 2;
    if (bits & 128) return 3;
    if (bits & 256) return 4;
    if (bits & 512) return 5;
    if (bits & 1024) return 6;
    const given = bits & 8 ? 0 : bits & 16 ? 1 : bits & 32 ? 3 : 2;
    return 8 + given * 4 + (bits & 4 ? 2 : bits & 1 ? 0 : bits & 2 ? 1 : 3);
  }
  const isCommon = (bits & 512) !== 0 || (bits & 4) !== 0;
  if (bits & 32) return 1;
  if (bits & 1) return 2;
  if (bits & 128) return isCommon ? 3 : 4;
  if (bits & 8) return isCommon ? 5 : 6;
  if (bits & 256) return isCommon ? 7 : 8;
  if (isCommon) return 9;
  return bits & 64 ? 10 : 11;
}

/** Read a text; what is beyond the most tokens is left out. */
export function tokenise(text: string): Tokens {
  const { from, to, word, shape, lists, kind, head, tail } = tokens;
  let count = 0;
  let blank = 0;
  for (let at = 0; at < text.length && count < MOST_TOKENS;) {
    const code = text.charCodeAt(at);
    if (code === 32) {
      at++;
      blank = 64;
      continue;
    }
    let end = at + 1;
    let said = code;
    let [looks, bits, first, last] = [0, 0, 0, 0];
    if (isHan(code)) {
      looks = 1;
      bits = HAN_LISTS[code - 0x4e00] ?? 0;
    } else if (isDigit(code)) {
      while (end < text.length && isDigit(text.charCodeAt(end))) end++;
      const length = end - at;
      looks = 1 + (length < 5 ? length : length < 7 ? 5 : length < 11 ? 6 : length === 11 ? 7 : 8);
      said = 0x10000 + Math.min(length, 20);
      first = length > 1 ? text.charCodeAt(at) * 64 + text.charCodeAt(at + 1) : code;
      last = length < 4 ? Number(text.slice(at, end)) + 1 : 0;
    } else if (isLetter(code)) {
      let upper = isUpper(code) ? 1 : 0;
      while (end < text.length && (isLetter(text.charCodeAt(end)) || (text.charCodeAt(end) === 39 && isLetter(text.charCodeAt(end + 1))))) {
        if (isUpper(text.charCodeAt(end))) upper++;
        end++;
      }
      const lower = plainWord(text.slice(at, end));
      const length = end - at;
      looks = length === 1 ? (upper ? 10 : 11) : upper === length ? 12 : isUpper(code) ? (upper > 1 ? 15 : 13) : upper > 0 ? 15 : 14;
      said = 0x20000;
      for (let i = 0; i < lower.length; i++) said = Math.imul(said ^ lower.charCodeAt(i), 0x01000193);
      bits = latinLists(lower.endsWith("'s") ? lower.slice(0, -2) : lower) | 4096;
      first = lower.charCodeAt(0) * 65536 + (lower.charCodeAt(1) || 0) * 256 + (lower.charCodeAt(2) || 0);
      last =
        (lower.charCodeAt(lower.length - 3) || 0) * 65536 +
        (lower.charCodeAt(lower.length - 2) || 0) * 256 +
        lower.charCodeAt(lower.length - 1);
    } else {
      looks = signShape(code);
      if (looks === 26 || looks === 30) {
        while (end < text.length && text.charCodeAt(end) === code) end++;
        said = looks;
      }
    }
    from[count] = at;
    to[count] = end;
    word[count] = said;
    shape[count] = looks + blank;
    lists[count] = bits;
    head[count] = first;
    tail[count] = last;
    count++;
    at = end;
    blank = 0;
  }
  for (let i = 0; i < count; i++) {
    const start = from[i] ?? 0;
    if ((shape[i] ?? 0) % 64 !== 1 || !TOWN_BEGINS.has(text.charCodeAt(start))) continue;
    for (let length = LONGEST_TOWN; length >= 2; length--)
      if (TOWNS.has(text.slice(start, start + length))) {
        for (let k = 0; k < length && i + k < count; k++) lists[i + k] = (lists[i + k] ?? 0) | TOWN;
        break;
      }
  }
  for (let i = 0; i < count; i++) kind[i] = (shape[i] ?? 0) * 32 + coarse(lists[i] ?? 0, (shape[i] ?? 0) % 64 === 1);
  tokens.count = count;
  return tokens;
}
