import { pinyin } from "pinyin-pro";
import { remembered } from "~/platform/remembered";

/** How the Chinese of a text is spelled, and how what somebody types could be spelling. */

/** A stretch of Chinese: where it begins in the text, the syllable of each character, and at which characters a word begins. */
export type Run = { start: number } & Spelling;
/** `spoken`: the words of two to four characters as they are spelled. */
type Spelling = { characters: readonly string[]; syllables: readonly string[]; wordStarts: readonly number[]; spoken: readonly string[] };

const HAN_RUN = /\p{Script=Han}+/gu;
const words = new Intl.Segmenter("zh-CN", { granularity: "word" });
/** How many characters of a phrase its initials may name. */
const PHRASE = 6;

/** The stretches of Chinese in a searchable text. */
export function runsOf(text: string): Run[] {
  return [...text.matchAll(HAN_RUN)].map((found) => ({ start: found.index, ...spellingOf(found[0]) }));
}

/** Names of products and of what they are made of stand in many items. */
const spellingOf = remembered((run): Spelling => {
  const syllables = pinyin(run, { toneType: "none", type: "array", v: true }).map((s) => s.toLowerCase());
  const lengths = [...words.segment(run)].map((s) => Array.from(s.segment).length);
  return { characters: Array.from(run), syllables, wordStarts: wordStartsIn(lengths), spoken: spokenIn(lengths, syllables) };
});

/** The words as they are spelled; lone characters in pairs (「七」「天」 → "qitian"). */
function spokenIn(lengths: readonly number[], syllables: readonly string[]): string[] {
  const spoken: string[] = [];
  let at = 0;
  lengths.forEach((length, index) => {
    const joined = length === 1 && lengths[index + 1] === 1 ? 2 : length;
    if (joined > 1 && joined <= 4) spoken.push(syllables.slice(at, at + joined).join(""));
    at += length;
  });
  return spoken;
}

/** At which characters a phrase may begin: at words, but not at a lone character before a longer word (「的」 in 「我的订单」). */
function wordStartsIn(lengths: readonly number[]): number[] {
  const starts: number[] = [];
  let at = 0;
  lengths.forEach((length, index) => {
    if (length > 1 || lengths[index + 1] === 1) starts.push(at);
    at += length;
  });
  return starts;
}

const initialsFrom = (run: Run, start: number) =>
  run.syllables
    .slice(start, start + PHRASE)
    .map((s) => s.charAt(0))
    .join("");

/**
 * The spelling of a text as it is stored: " fa huo ti xing |" for each stretch, then " =fhtx" for each phrase. `everywhere`: a phrase may begin at
 * any character, as in a title.
 */
export function spelled(text: string, everywhere: boolean): string {
  const runs = runsOf(text);
  const phrases = new Set(
    runs.flatMap((run) => (everywhere ? run.characters.map((_, i) => i) : run.wordStarts).map((at) => initialsFrom(run, at))),
  );
  return `${runs.map((run) => ` ${run.syllables.join(" ")} |`).join("")}${[...phrases]
    .filter((p) => p.length > 1)
    .sort()
    .map((p) => ` =${p}`)
    .join("")}`;
}

const SYLLABLES = new Set(
  [
    ":a ai an ang ao e ei en eng er o ou",
    "b:a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p:a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m:a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f:a an ang ei en eng iao o ou u",
    "d:a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t:a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "n:a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "l:a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve",
    "g:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h:a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j:i ia ian iang iao ie in ing iong iu u uan ue un",
    "q:i ia ian iang iao ie in ing iong iu u uan ue un",
    "x:i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh:a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch:a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh:a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r:an ang ao e en eng i ong ou u ua uan ui un uo",
    "z:a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c:a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s:a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y:a an ang ao e i in ing o ong ou u uan ue un",
    "w:a ai an ang ao ei en eng o u",
  ].flatMap((line) => {
    const [initial = "", finals = ""] = line.split(":");
    return finals.split(" ").map((final) => initial + final);
  }),
);
const BEGINNINGS = new Set([...SYLLABLES].flatMap((s) => Array.from(s, (_, at) => s.slice(0, at + 1))));
const LONGEST = 6;
const TRIED = 24;
const SPELLINGS = 4;

/**
 * The likeliest ways in which typed letters could be syllables, the longest first: "xian" → [["xian"], ["xi","an"]]. The last may be
 * unfinished ("fahuot" → [["fa","huo","t"]]). Empty when they spell nothing.
 */
export function spellingsOf(letters: string): string[][] {
  if (!/^[a-z]{2,40}$/.test(letters)) return [];
  const found: string[][] = [];
  const go = (at: number, parts: string[]) => {
    if (found.length >= TRIED) return;
    if (at === letters.length) {
      found.push(parts);
      return;
    }
    for (let length = Math.min(LONGEST, letters.length - at); length > 0; length--) {
      const part = letters.slice(at, at + length);
      const isLast = at + length === letters.length;
      if (SYLLABLES.has(part) || (isLast && parts.length > 0 && BEGINNINGS.has(part))) go(at + length, [...parts, part]);
    }
  };
  go(0, []);
  // An unfinished syllable is tried only where nothing whole can be meant: the next letter will tell.
  const whole = found.filter((parts) => SYLLABLES.has(parts.at(-1) ?? ""));
  return (whole.length > 0 ? whole : found).sort((a, b) => a.length - b.length).slice(0, SPELLINGS);
}

/** The ways in which typed letters are whole syllables; of the last word of a phrase the end may be missing. */
export function syllablesOf(letters: string, isLast: boolean): string[][] {
  if (SYLLABLES.has(letters)) return [[letters]];
  if (isLast && BEGINNINGS.has(letters)) return [[letters]];
  const ways = spellingsOf(letters);
  return isLast ? ways : ways.filter((parts) => parts.every((part) => SYLLABLES.has(part)));
}

/** Whether typed letters could be the first letters of a phrase's syllables. */
export function couldBeInitials(letters: string): boolean {
  return /^[a-hj-tw-z]{2,6}$/.test(letters);
}

/** Where in a stretch a spelling stands, in characters; null when it does not. */
export function spellingIn(run: Run, parts: readonly string[]): { from: number; to: number } | null {
  const last = parts.length - 1;
  const from = run.syllables.findIndex((_, at) =>
    parts.every((part, i) => (i === last ? (run.syllables[at + i] ?? "").startsWith(part) : run.syllables[at + i] === part)),
  );
  return from < 0 ? null : { from, to: from + parts.length };
}

/** Where in a stretch a phrase with these initials begins. */
export function initialsIn(run: Run, letters: string, everywhere: boolean): { from: number; to: number } | null {
  const from = (everywhere ? run.characters.map((_, i) => i) : run.wordStarts).find((at) => initialsFrom(run, at).startsWith(letters));
  return from === undefined ? null : { from, to: from + letters.length };
}
