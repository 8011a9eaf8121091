import { FIRST_NAMES, NO_NAME_WORDS, PINYIN_GIVEN, PINYIN_SURNAMES, WORD_NAMES, WORD_SURNAMES } from "./mask-name-lists-en";
import { PLACES_IN_ENGLISH } from "./mask-places";

/** Whether words in Latin letters can be somebody's name, as far as what stands around them asks. Pure. */

export type Asks = "any" | "person" | "weak" | "cap";

export const words = (text: string) => text.split(/\s+/).map((word) => word.replace(/[.'’]$/, ""));
export const lower = (word: string) => word.toLowerCase().replace(/['’]s$/, "");
export const isFirst = (word: string) => FIRST_NAMES.has(lower(word)) && !NO_NAME_WORDS.has(lower(word));
const isPinyin = (word: string) => PINYIN_GIVEN.test(word) && word.length >= 2;
export const isPlace = (word: string) => PLACES_IN_ENGLISH.has(lower(word));

/** Whether words are a whole name of pinyin: a surname and a given name, in either order. */
export function isPinyinName(list: readonly string[]): boolean {
  if (list.length < 2 || list.length > 3 || list.some((word) => NO_NAME_WORDS.has(lower(word)) || isPlace(word))) return false;
  if (PLACES_IN_ENGLISH.has(list.join("").toLowerCase())) return false;
  const [first = "", ...rest] = list;
  const last = list.at(-1) ?? "";
  const surname = (word: string) => PINYIN_SURNAMES.has(lower(word));
  return (surname(first) && rest.every(isPinyin)) || (surname(last) && list.slice(0, -1).every(isPinyin));
}

/** A surname of pinyin that is a word of English too, with a given name: 「SUN XIAOYU」. */
export function isPinyinPair([first = "", second = "", ...rest]: readonly string[]): boolean {
  return (
    rest.length === 0 &&
    PINYIN_SURNAMES.has(lower(first)) &&
    second.length >= 4 &&
    PINYIN_GIVEN.test(second) &&
    !isPlace(second) &&
    !NO_NAME_WORDS.has(lower(second))
  );
}

/** How many characters of the words are somebody's name, as far as it is asked; 0: none. */
export function nameLength(text: string, asks: Asks): number {
  const list = words(text);
  if (asks !== "weak" && isPinyinPair(list)) return lengthOf(text, 2);
  let keep = list.findIndex(
    (word, i) =>
      NO_NAME_WORDS.has(lower(word)) && !(i > 0 && (WORD_NAMES.has(lower(word)) || WORD_SURNAMES.has(lower(word))) && /^[A-Z]/.test(word)),
  );
  if (keep < 0) keep = list.length;
  if (keep === 0 && asks === "any" && WORD_NAMES.has(lower(list[0] ?? "")) && /^[A-Z]/.test(list[0] ?? "")) keep = 1;
  if (keep === 0) {
    // A word that is a name too, in a place where a person is named.
    const first = lower(list[0] ?? "");
    if (!(
      asks !== "any" &&
      WORD_NAMES.has(first) &&
      list.length > 1 &&
      !NO_NAME_WORDS.has(lower(list[1] ?? "")) &&
      /^[A-Z]/.test(list[1] ?? "")
    ))
      return 0;
    keep = 2;
  }
  const kept = list.slice(0, keep);
  const [first = ""] = kept;
  if (asks === "person" || asks === "weak") {
    const named = isFirst(first) || isPinyinName(kept) || (asks === "person" && WORD_NAMES.has(lower(first)) && kept.length > 1);
    const single = kept.length === 1 && (PINYIN_SURNAMES.has(lower(first)) ? false : isTwoSyllables(first));
    if (!named && !single) return 0;
    if (isPlace(first) && !(kept.length > 1 && isFirst(first))) return 0;
  } else if (asks === "cap") {
    if (isPlace(first) || first.length < 2) return 0;
  } else if (isPlace(first) && kept.length === 1) return 0;
  return lengthOf(text, keep);
}

/** A given name as pinyin writes it: Xiaoli, Jianguo. */
export function isTwoSyllables(word: string): boolean {
  return (
    word.length >= 5 &&
    /^[A-Z]/.test(word) &&
    PINYIN_GIVEN.test(word) &&
    !isPlace(word) &&
    /^(?:xiao|jian|mei|li|zhi|yu|hai|guo|wen|xue|jing|hong|ming|yan|ying|shu|zi|si|yi|jia|xin|hui|qing|chun|dong|fang|hua|jun|lan|lei|ling|na|ping|qi|rui|shan|ting|wei|xia|ya|yun|zhen|zhong|cheng|da|feng|gui|hao|jie|kai|lin|long|min|ning|peng|quan|ruo|sheng|tian|xi|xiang|yong|yuan|ze|bo|bing|chang|chen)/i.test(
      word,
    )
  );
}

function lengthOf(text: string, count: number): number {
  let at = 0;
  let seen = 0;
  for (const piece of text.matchAll(/\S+/g)) {
    if (seen++ >= count) break;
    at = piece.index + piece[0].replace(/[.'’]$/, "").replace(/['’]s$/, "").length;
  }
  return at;
}
