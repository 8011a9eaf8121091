import { pinyin } from "pinyin-pro";

/** How Chinese characters sound, without tones, and which of them everybody uses. */

const HAN = /^\p{Script=Han}+$/u;
const syllables = new Map<string, readonly string[]>();

/** How a character may sound; nothing for anything but a Chinese character. */
export function soundsOf(character: string): readonly string[] {
  let known = syllables.get(character);
  if (!known) {
    const said = HAN.test(character) ? pinyin(character, { multiple: true, type: "array", toneType: "none" }) : [];
    syllables.set(character, (known = [...new Set(said.map((syllable) => syllable.replaceAll("ü", "v")))]));
  }
  return known;
}

/** Readings that the library gives otherwise. */
const SAID_NOW: Readonly<Record<string, string>> = { 呗: "bei" };
const said = new Map<string, readonly string[]>();
const MOST_SAID = 20_000;

/** How a character of a word is said in it: 传 is chuan in 「传家」. */
export function soundIn(word: string, at: number): string | undefined {
  let known = said.get(word);
  if (!known) {
    if (said.size >= MOST_SAID) said.clear();
    const syllables = pinyin(word, { type: "array", toneType: "none" });
    said.set(word, (known = syllables.map((syllable, place) => SAID_NOW[word.charAt(place)] ?? syllable.replaceAll("ü", "v"))));
  }
  return known[at];
}

/** How a character is said by itself. */
export function mainSoundOf(character: string): string | undefined {
  return soundIn(character, 0);
}

/** Sounds that many do not tell apart are one: 「盆友圈」 for 「朋友圈」. */
export function blurred(sound: string): string {
  let known = blurredSounds.get(sound);
  if (known === undefined) blurredSounds.set(sound, (known = sound.replace(/^([zcs])h/, "$1").replace(/([aei]n)g$/, "$1")));
  return known;
}

const blurredSounds = new Map<string, string>();

/** The characters of some rows of GB 2312. */
function rowsOf(first: number, last: number): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let row = first; row <= last; row++) for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) bytes.push(row, cell);
  return new Set(new TextDecoder("gbk").decode(new Uint8Array(bytes)));
}

let common: ReadonlySet<string> | undefined;
let used: ReadonlySet<string> | undefined;

/** Whether a character is one of the 3 755 that everybody uses: the first level of GB 2312, rows 16 to 55. */
export function isCommon(character: string): boolean {
  common ??= rowsOf(0xb0, 0xd7);
  return common.has(character);
}

/** Whether a character is none of the 6 763 of GB 2312: in a chat it is there for another, or in a name. */
export function isRare(character: string): boolean {
  used ??= rowsOf(0xb0, 0xf7);
  return !used.has(character);
}

/** Whether a text is Chinese characters and nothing else. */
export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** Letters taken for syllables out of `known`, as few as there can be; null where they are none. */
export function syllablesIn(letters: string, known: ReadonlySet<string>): string[] | null {
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end++) {
    best[end] = null;
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start++) {
      const before = best[start];
      const last = letters.slice(start, end);
      if (before && known.has(last) && before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, last];
    }
  }
  return best[letters.length] ?? null;
}

const LONGEST_SYLLABLE = 6;
