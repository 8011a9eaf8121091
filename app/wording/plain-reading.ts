import { nicknamesIn } from "./nicknames";
import { type Change, type Reading, readWith } from "./reading";

/**
 * A text as it is meant where letters were set apart, stretched or changed for figures and signs (「B E S T」, 「I.D.」, 「noooo」, 「c0ntrol」, 「1OO%」), and where a nickname
 * stands for a name (「绿泡泡」).
 */

const SPELLED = /(?<![\p{L}\p{N}'’])[A-Za-z](?:[ .·*_-]{1,2}[A-Za-z]){2,}(?![A-Za-z\d])/gu;
const INITIALS = /(?<![\p{L}\p{N}])(?:[A-Za-z]\. ?)+[A-Za-z]\.?(?![A-Za-z])/gu;
const STRETCHED = /([A-Za-z])\1{2,}/g;
/** A capital I that stands for an l: "nationaI". */
const CAPITAL_I = /(?<=[a-z]{2})I(?=[a-z-]|\b)/g;
const WITH_LETTER_O = /(?<!\d)\d{1,6}[Oo]{1,6}(?=[%\d\s]|$)/g;
/** A word with figures or signs for some of its letters. */
const LEET = /[A-Za-z0-9@$!|]+/g;
const HAS_LEET = /[0134578@$!|]/;
/** Three letters make a word; of fewer only a nought among them may be meant: 「n0」, but not 「600D」. */
const IS_WORD = /(?:[A-Za-z][^A-Za-z]*){3}|^[A-Za-z]*0[A-Za-z0]*$/;
const LETTERS: Readonly<Record<string, string>> = { "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", $: "s" };

/** The readings of a text; none where nothing was set apart or changed. Two where a figure may be two letters: 1 is l or i. */
export function plainReadings(source: string): Reading[] {
  const changes: Change[] = [
    ...[...source.matchAll(SPELLED), ...source.matchAll(INITIALS)].flatMap((m) => joined(m[0], m.index)),
    ...[...source.matchAll(STRETCHED)].map((m) => ({ at: m.index, was: m[0], now: m[1] ?? "" })),
    ...[...source.matchAll(WITH_LETTER_O)].map((m) => ({ at: m.index, was: m[0], now: m[0].replace(/o/gi, "0") })),
    ...[...source.matchAll(CAPITAL_I)].map((m) => ({ at: m.index, was: m[0], now: "l" })),
    ...nicknamesIn(source),
  ];
  const words = [...source.matchAll(LEET)].filter(([word]) => HAS_LEET.test(word) && IS_WORD.test(word));
  const spelled = (one: string) =>
    words.map((m): Change => ({
      at: m.index,
      was: m[0],
      now: m[0].replace(/[034578@$]/g, (sign) => LETTERS[sign] ?? sign).replace(/[1!|]/g, one),
    }));
  const readings = [readWith(source, [...changes, ...spelled("l")])];
  if (words.some(([word]) => /[1!|]/.test(word))) readings.push(readWith(source, [...changes, ...spelled("i")]));
  return readings.filter((reading) => reading !== null);
}

/** What stands between the letters is left out. */
function joined(was: string, at: number): Change[] {
  return [...was.matchAll(/[^A-Za-z]+/g)].map((m) => ({ at: at + m.index, was: m[0], now: null }));
}

/** Little words that change nothing and are put between others: 「尽快[给您]处理」, "don't tell [the] other customers". */
const LIGHT =
  /给您|给你|帮您|帮你|为您|替您|跟您|一下|[的了哈呢哦呀啊嘛啦]|\b(?:the|an?|any|our|your|my|this|that|these|those|it|them|you|very|really|so|just|please|small|little|some|all|always|also|still|quickly|actually|simply)\s+/giu;
/** Words that lend weight; a wording that has one itself means it. */
const WEIGHTY = /真的|可以|一定|肯定|这个|那个|[就也都可真个再要能会吧得]/gu;

const leaving = (source: string, ...words: RegExp[]) =>
  words.flatMap((word) => [...source.matchAll(word)]).map((m) => ({ at: m.index, was: m[0], now: null }));

/** A text without its fillers, and without its weighty words too; neither where it has none. */
export function withoutFillers(source: string, { weighty }: { weighty: boolean }): Reading | null {
  return readWith(source, leaving(source, LIGHT, ...(weighty ? [WEIGHTY] : [])));
}

/** A wording as it stands in a text without fillers; what it begins and ends with stays. `weighty`: it means a weighty word itself. */
export function bareWording(wording: string): { bare: string; weighty: boolean } {
  const inside = leaving(wording, LIGHT).filter(({ at, was }) => at > 0 && at + was.length < wording.length);
  return { bare: readWith(wording, inside)?.text ?? wording, weighty: leaving(wording, WEIGHTY).length > 0 };
}
