import { pinyin } from "pinyin-pro";
import type { Folded } from "./fold";
import { standsAlone } from "./segments";

/**
 * Words with one character changed for another that sounds the same: 「蕞火」 for 「最火」, 「支付饱」 for 「支付宝」. Whoever hides a word takes a character that nobody uses;
 * in a word of three and more a common one gives itself away too, where the dictionary sees no word in its place.
 */

/** A word to be found by its sound, with what is told of it. */
type Heard<T> = { word: string; of: T };
export type Sounds<T> = ReadonlyMap<string, readonly { word: string; at: number; of: T }[]>;

const HAN = /^\p{Script=Han}+$/u;
const LEAST_WITH_COMMON = 3;

const syllables = new Map<string, readonly string[]>();

/** How a character may sound, without tones. */
function soundsOf(character: string): readonly string[] {
  let known = syllables.get(character);
  if (!known)
    syllables.set(
      character,
      (known = HAN.test(character) ? [...new Set(pinyin(character, { multiple: true, type: "array", toneType: "none" }))] : []),
    );
  return known;
}

let common: ReadonlySet<string> | undefined;

/** Whether a character is one of the 3 755 that everybody uses: the first level of GB 2312, rows 16 to 55. */
function isCommon(character: string): boolean {
  if (!common) {
    const bytes: number[] = [];
    for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
    common = new Set(new TextDecoder("gbk").decode(new Uint8Array(bytes)));
  }
  return common.has(character);
}

/** Words by the sound of each of their characters. Words of one character, or with anything but Chinese in them, are not heard. */
export function soundsIn<T>(words: readonly Heard<T>[]): Sounds<T> {
  const index = new Map<string, { word: string; at: number; of: T }[]>();
  for (const { word, of } of words) {
    if (word.length < 2 || !HAN.test(word)) continue;
    for (const [at, character] of [...word].entries())
      for (const sound of soundsOf(character)) {
        const list = index.get(sound) ?? [];
        list.push({ word, at, of });
        index.set(sound, list);
      }
  }
  return index;
}

/** Where a text has one of the words with one character changed: `start` and `end` are units of its letters. */
export function* heardIn<T>({ words, ...rest }: Folded, sounds: Sounds<T>): Generator<{ of: T; word: string; start: number; end: number }> {
  for (let at = 0; at < words.length; at++) {
    const written = words.charAt(at);
    const rare = HAN.test(written) && !isCommon(written);
    for (const sound of soundsOf(written))
      for (const { word, at: place, of } of sounds.get(sound) ?? []) {
        const start = at - place;
        if (word.charAt(place) === written || start < 0 || (!rare && word.length < LEAST_WITH_COMMON)) continue;
        const others =
          words.slice(start, at) === word.slice(0, place) && words.slice(at + 1, start + word.length) === word.slice(place + 1);
        if (others && (rare || standsAlone({ words, ...rest }, at))) yield { of, word, start, end: start + word.length };
      }
  }
}
