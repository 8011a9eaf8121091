import { endsBefore, type Folded } from "./fold";
import { picturesIn } from "./pictures";
import { isAccident, standsAlone } from "./segments";
import { isSaidAlone } from "./said-alone";
import { isCommon, isHan, mainSoundOf, soundIn, soundsOf, syllablesIn } from "./sounds";

/**
 * Words of which something was changed for what sounds the same: a character (「蕞火」, 「支付饱」), a syllable in letters (「防shui」, 「shenfenzheng号」), one letter
 * (「关我P事」), a pictograph (「天🌸板」). Whoever hides a word takes what nobody uses in its place; in a word of three and more a common character gives itself
 * away too, where the dictionary sees no word in its place.
 */

/** A word to be found by its sound, with what is told of it. */
type Heard<T> = { word: string; of: T };
type Place<T> = Heard<T> & { at: number };
type Index<T> = Map<string, Place<T>[]>;
/** Places by what may stand there: a sound; the first letter of one; a character put for it by custom; a common character of its sound beside one of the word's own. */
export type Sounds<T> = { bySound: Index<T>; byLetter: Index<T>; byCustom: Index<T>; besideOwn: Index<T>; words: Set<string> };

/** A common character in the place of another gives itself away in words of so many; of two where nobody says it by itself. */
const LEAST_WITH_COMMON = 3;
/** Characters that sellers put for others of their sound even in a word of two. */
const CUSTOM: Readonly<Record<string, string>> = {
  ...{ 群: "裙", 单: "丹", 评: "平萍坪苹屏", 返: "反饭", 仿: "访妨纺", 加: "嘉佳咖茄", 信: "芯", 码: "马玛", 宝: "饱堡", 私: "丝思司" },
  ...{ 账: "帐", 品: "拼", 唯: "惟维", 微: "威薇", 绝: "决", 价: "甲", 券: "劵", 定: "订", 最: "罪" },
};
/** Beside one of these any character stands by chance: 「骂的」, 「递一」. */
const WEAK = new Set("一的不没有");
const isCustomary = (text: string, character: string) => CUSTOM[character]?.includes(text) ?? false;

/** The key of a sound after (or, where nothing comes before, before) a character. */
const beside = (sound: string, character: string, isFirst: boolean) => `${sound}${isFirst ? ">" : "<"}${character}`;

/** Words by the sound of each of their characters. Words of one character, or with anything but Chinese in them, are not heard. */
export function soundsIn<T>(words: readonly Heard<T>[]): Sounds<T> {
  const index: Sounds<T> = { bySound: new Map(), byLetter: new Map(), byCustom: new Map(), besideOwn: new Map(), words: new Set() };
  const put = (map: Index<T>, key: string, place: Place<T>) => {
    const list = map.get(key);
    if (list) list.push(place);
    else map.set(key, [place]);
  };
  for (const { word, of } of words) {
    if (word.length < 2 || !isHan(word)) continue;
    index.words.add(word);
    for (const [at, character] of [...word].entries()) {
      const place = { word, at, of };
      const sounds = soundsOf(character);
      for (const sound of sounds) {
        put(index.bySound, sound, place);
        put(index.besideOwn, beside(sound, word.charAt(at === 0 ? 1 : at - 1), at === 0), place);
      }
      for (const letter of new Set(sounds.map((sound) => sound.charAt(0)))) put(index.byLetter, letter, place);
      for (const stand of CUSTOM[character] ?? "") put(index.byCustom, stand, place);
    }
  }
  return index;
}

/** One thing that may stand for a character. `unit`: its first letter in the folded text, -1 for a pictograph. */
type Token = {
  kind: "character" | "syllable" | "letter" | "picture" | "other";
  text: string;
  from: number;
  to: number;
  unit: number;
  /** The run of Latin letters that it belongs to, and whether it begins or ends it: a run is meant as a whole. */
  first: boolean;
  last: boolean;
  /** A clause ends before it. */
  apart: boolean;
};

/** Of so few Latin letters each may stand for a character by itself: 「Z付宝」, "zfb". */
const MOST_LETTERS = 3;
/** So many signs may stand between two characters of one word. */
const LONGEST_GAP = 8;

function tokensOf(folded: Folded, known: { has: (syllable: string) => boolean }): Token[] {
  const { source, words, from, to } = folded;
  const pictures = picturesIn(source);
  const tokens: Token[] = [];
  let picture = 0;
  let apart = false;
  const put = (token: Omit<Token, "apart">) => {
    tokens.push({ ...token, apart });
    apart = false;
  };
  const picturesBefore = (place: number) => {
    for (let next = pictures[picture]; next && next.at < place; next = pictures[++picture])
      put({ kind: "picture", text: next.readings, from: next.at, to: next.end, unit: -1, first: true, last: true });
  };
  for (let unit = 0; unit < words.length;) {
    apart ||= endsBefore(folded, unit) || (from[unit] ?? 0) - (to[unit - 1] ?? 0) > LONGEST_GAP;
    picturesBefore(from[unit] ?? 0);
    const character = words.charAt(unit);
    let end = unit + 1;
    if (/[a-z]/.test(character)) while (end < words.length && /[a-z]/.test(words.charAt(end)) && from[end] === to[end - 1]) end++;
    const run = words.slice(unit, end);
    const parts = /[a-z]/.test(character) ? (syllablesIn(run, known) ?? (run.length <= MOST_LETTERS ? [...run] : [run])) : [run];
    let at = unit;
    for (const [index, text] of parts.entries()) {
      const kind = isHan(text) ? "character" : known.has(text) ? "syllable" : /^[a-z]$/.test(text) ? "letter" : "other";
      const [first, last] = [index === 0, index === parts.length - 1];
      put({ kind, text, from: from[at] ?? 0, to: to[at + text.length - 1] ?? 0, unit: at, first, last });
      at += text.length;
    }
    unit = end;
  }
  picturesBefore(Infinity);
  return tokens;
}

/** What a token is to a character: itself, a disguise, a common character of its sound, its first letter; null: another thing. */
type Likeness = "same" | "disguise" | "common" | "letter" | null;

/** `sound`: how the character is said in its word. */
function likeness({ kind, text }: Token, character: string, sound: string | undefined): Likeness {
  if (kind === "character") {
    if (text === character) return "same";
    if (isCustomary(text, character)) return "disguise";
    if (isCommon(text)) return mainSoundOf(text) === sound ? "common" : null;
    return soundsOf(text).some((sound) => soundsOf(character).includes(sound)) ? "disguise" : null;
  }
  if (kind === "syllable") return soundsOf(character).includes(text) ? "disguise" : null;
  if (kind === "letter") return soundsOf(character).some((sound) => sound.startsWith(text)) ? "letter" : null;
  if (kind !== "picture") return null;
  const readings = [...text];
  return readings.some((r) => r === character || soundsOf(r).some((s) => soundsOf(character).includes(s))) ? "disguise" : null;
}

/** Whether a token beside a changed one may be its neighbour in the word: what most places fall out by, before anything is compared. */
function mayStand(token: Token | undefined, character: string): boolean {
  if (!token || token.kind === "other") return false;
  if (token.kind === "syllable") return soundsOf(character).includes(token.text);
  if (token.kind !== "character" || token.text === character) return true;
  return soundsOf(token.text).some((sound) => soundsOf(character).includes(sound));
}

/** The tokens, with what each is, that stand for the characters of a word if the one at `index` stands for the character at `at`; null: they do not. */
function alignedAt(tokens: readonly Token[], word: string, at: number, index: number): { token: Token; is: Likeness }[] | null {
  const found: { token: Token; is: Likeness }[] = [];
  const walk = (step: 1 | -1) => {
    let place = index;
    for (let character = at + step; character >= 0 && character < word.length; character += step) {
      for (place += step; ; place += step) {
        const token = tokens[place];
        if (!token || (step === 1 ? token : tokens[place + 1])?.apart) return false;
        const is = likeness(token, word.charAt(character), soundIn(word, character));
        if (is === null && token.kind === "picture") continue;
        if (is === null) return false;
        if (step === 1) found.push({ token, is });
        else found.unshift({ token, is });
        break;
      }
    }
    return true;
  };
  const token = tokens[index];
  const is = token ? likeness(token, word.charAt(at), soundIn(word, at)) : null;
  if (!token || is === null || is === "same") return null;
  found.push({ token, is });
  return walk(-1) && walk(1) ? found : null;
}

/** Of fewer letters the sounds of a whole word are too many other things; in Chinese four will do. */
const LEAST_LETTERS = { alone: 5, besideChinese: 4 };
/** Words of other languages that sound like a listed one. */
const OTHER_WORDS = new Set(["made", "gene", "wake"]);

/** Whether so much of a word is there that it is meant. */
function isMeant(found: readonly { token: Token; is: Likeness }[], folded: Folded): boolean {
  const count = (is: Likeness) => found.filter((f) => f.is === is).length;
  const [same, common, letters] = [count("same"), count("common"), count("letter")];
  if (!found[0]?.token.first || !found.at(-1)?.token.last) return false;
  // 「s单」: one small letter that touches the rest of a word of two.
  if (letters > 0) return common === 0 && (same >= 2 || (same === 1 && found.length === 2 && isSmallAndTouches(found, folded)));
  if (common > 0) {
    const changed = found.find((f) => f.is === "common")?.token;
    if (!changed || common > 1 || same + count("disguise") < found.length - 1) return false;
    const rare = found.filter(({ token, is }) => is === "disguise" && token.kind === "character");
    if (![changed, ...rare.map(({ token }) => token)].every(({ unit }) => standsAlone(folded, unit))) return false;
    if (found.length >= LEAST_WITH_COMMON || rare.length > 0) return true;
    return !isSaidAlone(changed.text) && !found.some(({ token, is }) => is === "same" && WEAK.has(token.text));
  }
  if (same > 0) return true;
  const sounds = found.filter(({ token }) => token.kind === "syllable");
  if (sounds.length < found.length) return found.every(({ token }) => token.kind === "character");
  const spelled = sounds.map(({ token }) => token.text).join("");
  if (spelled.length >= LEAST_LETTERS.alone) return true;
  return spelled.length >= LEAST_LETTERS.besideChinese && /\p{Script=Han}/u.test(folded.words) && !OTHER_WORDS.has(spelled);
}

/** Whether a word of two is a small letter and a character with nothing between. */
function isSmallAndTouches(found: readonly { token: Token; is: Likeness }[], { source }: Folded): boolean {
  const [one, other] = found.map(({ token }) => token);
  const letter = found.find(({ is }) => is === "letter")?.token;
  return letter !== undefined && /^[a-z]$/.test(source.slice(letter.from, letter.to)) && one?.to === other?.from;
}

/** Where a text has one of the words in such a disguise: from and to in the source. Several may overlap. */
export function heardIn<T>(folded: Folded, sounds: Sounds<T>): { of: T; word: string; from: number; to: number }[] {
  const tokens = tokensOf(folded, sounds.bySound);
  const heard: { of: T; word: string; from: number; to: number }[] = [];
  const hear = (index: number, places: readonly Place<T>[] | undefined) => {
    for (const { word, at, of } of places ?? []) {
      if (!mayStand(tokens[at > 0 ? index - 1 : index + 1], word.charAt(at > 0 ? at - 1 : 1))) continue;
      const found = alignedAt(tokens, word, at, index);
      const [first, last] = [found?.[0]?.token, found?.at(-1)?.token];
      if (!found || !first || !last || !isMeant(found, folded)) continue;
      const [start, end] = [first.unit, last.unit < 0 ? -1 : last.unit + last.text.length];
      if (start >= 0 && end >= 0 && (isAccident(folded, { start, end, across: "word" }) || sounds.words.has(folded.words.slice(start, end)))) continue;
      heard.push({ of, word, from: first.from, to: last.to });
    }
  };
  const isOf = (kinds: readonly Token["kind"][], ...places: number[]) => places.some((at) => kinds.includes(tokens[at]?.kind ?? "other"));
  for (const [index, { kind, text }] of tokens.entries()) {
    // An English word that is a syllable by chance stands among English words.
    if (kind === "other" || (kind === "syllable" && !isOf(["character", "syllable"], index - 1, index + 1))) continue;
    if (kind === "letter" && !isOf(["character"], index - 3, index - 2, index - 1, index + 1, index + 2, index + 3)) continue;
    if (kind === "letter") hear(index, sounds.byLetter.get(text));
    else if (kind === "syllable") hear(index, sounds.bySound.get(text));
    else if (kind === "picture" || (kind === "character" && !isCommon(text)))
      for (const sound of new Set([...text].flatMap((character) => soundsOf(character)))) hear(index, sounds.bySound.get(sound));
    else if (kind === "character") {
      hear(index, sounds.byCustom.get(text));
      const [before, after] = [tokens[index - 1]?.text, tokens[index + 1]?.text];
      for (const sound of soundsOf(text)) {
        if (before) hear(index, sounds.besideOwn.get(beside(sound, before, false)));
        if (after) hear(index, sounds.besideOwn.get(beside(sound, after, true)));
      }
    }
  }
  return heard;
}
