import { type ByCharacter, byCharacter, changedAt, mayBegin } from "./by-looks";
import { endsBefore, type Folded, isPlainHan } from "./fold";
import { picturesIn } from "./pictures";
import { isSaidAlone } from "./said-alone";
import { isAccident, standsAlone } from "./segments";
import { looksLike } from "./shapes";
import { blurred, isCommon, isHan, isRare, mainSoundOf, soundIn, soundsOf, syllablesIn } from "./sounds";

/**
 * Words of which something was changed for what sounds the same: a character (「蕞火」, 「支付饱」), a syllable in letters (「防shui」, 「shenfenzheng号」), one letter
 * (「关我P事」), a pictograph (「天🌸板」). Whoever hides a word takes what nobody uses in its place; a common character gives itself away too, where the dictionary sees no
 * word in its place, and nobody says it by itself.
 */

/** A word to be found by its sound, with what is told of it. */
type Heard<T> = { word: string; of: T };
type Node<T> = { next: Map<string, Node<T>>; ends: Heard<T>[] };
/** Words as a tree of blurred sounds; `syllables` are the sounds that occur in them, as they are spelled. */
export type Sounds<T> = {
  root: Node<T>;
  syllables: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** The same words by their characters. */
  characters: ByCharacter<Heard<T>>;
};

/** A common character in the place of another gives itself away in words of so many; of two where nobody says it by itself. */
const LEAST_WITH_COMMON = 3;
/** Of so many characters all but one of which are there a word may lie across the changed one and its neighbours: 「漫无」 in 「手漫无」. */
const LEAST_SURE = { same: 3, near: 4 };
/** Characters that sellers put for others of their sound even in a word of two. */
const CUSTOM: Readonly<Record<string, string>> = {
  ...{ 群: "裙", 单: "丹", 评: "平萍坪苹屏", 返: "反饭", 仿: "访妨纺", 加: "嘉佳咖茄", 信: "芯", 码: "马玛", 宝: "饱堡", 私: "丝思司" },
  ...{ 账: "帐", 品: "拼", 唯: "惟维", 微: "威薇", 绝: "决", 价: "甲", 券: "劵", 定: "订", 最: "罪醉", 份: "分", 致: "至" },
};
/** Beside so many others a character that nobody uses may stand for any: 「没辧法」. */
const LEAST_WITH_RARE = 2;
/** Beside one of these any character stands by chance: 「骂的」, 「递一」. */
const WEAK = new Set("一的不没有");
const isCustomary = (text: string, character: string) => CUSTOM[character]?.includes(text) ?? false;

/** The tree of words by their sounds. Words of one character, or with anything but Chinese in them, are not heard. */
export function soundsIn<T>(words: readonly Heard<T>[]): Sounds<T> {
  const root: Node<T> = { next: new Map(), ends: [] };
  const [syllables, known] = [new Set<string>(), new Set<string>()];
  const chinese = words.filter(({ word }) => word.length > 1 && isHan(word));
  for (const heard of chinese) {
    known.add(heard.word);
    let nodes = [root];
    for (let at = 0; at < heard.word.length; at++) {
      const sounds = soundsAt(heard.word, at);
      for (const sound of sounds) syllables.add(sound);
      nodes = nodes.flatMap((node) => [...new Set(sounds.map(blurred))].map((key) => childOf(node, key)));
    }
    for (const node of nodes) node.ends.push(heard);
  }
  return { root, syllables, words: known, characters: byCharacter(chinese) };
}

/** How a character of a word may be said: as in the word, or as by itself (呗 in 「花呗」). */
function soundsAt(word: string, at: number): readonly string[] {
  const [inWord, alone] = [soundIn(word, at) ?? "", mainSoundOf(word.charAt(at)) ?? ""];
  return inWord === alone ? [inWord] : [inWord, alone];
}

function childOf<T>(node: Node<T>, key: string): Node<T> {
  let child = node.next.get(key);
  if (!child) node.next.set(key, (child = { next: new Map(), ends: [] }));
  return child;
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
  /** The blurred sounds that it may have. */
  keys: readonly string[];
};

/** Of so few Latin letters each may stand for a character by itself: 「Z付宝」, "zfb". */
const MOST_LETTERS = 3;
/** So many signs may stand between two characters of one word. */
const LONGEST_GAP = 8;

function tokensOf(folded: Folded, sounds: Sounds<unknown>): Token[] {
  const { source, words, from, to } = folded;
  const known = sounds.syllables;
  const pictures = picturesIn(source);
  const tokens: Token[] = [];
  let picture = 0;
  let apart = false;
  // Field by field: a text has a token for nearly every letter, and a copy of each takes longer than all that is done with it.
  const put = ({ kind, text, from, to, unit, first, last }: Omit<Token, "apart" | "keys">) => {
    tokens.push({ kind, text, from, to, unit, first, last, apart, keys: keysOf(kind, text) });
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
    if (isPlainHan(words.charCodeAt(unit))) {
      put({ kind: "character", text: character, from: from[unit] ?? 0, to: to[unit] ?? 0, unit, first: true, last: true });
      unit = end;
      continue;
    }
    if (/[a-z]/.test(character)) while (end < words.length && /[a-z]/.test(words.charAt(end)) && from[end] === to[end - 1]) end++;
    const run = words.slice(unit, end);
    const parts = /[a-z]/.test(character) ? (syllablesIn(run, known) ?? (run.length <= MOST_LETTERS ? [...run] : [run])) : [run];
    let at = unit;
    for (const [index, text] of parts.entries()) {
      const kind = isHan(text)
        ? "character"
        : isFigure(words, at)
          ? "picture"
          : known.has(text)
            ? "syllable"
            : /^[a-z]$/.test(text)
              ? "letter"
              : "other";
      const [first, last] = [index === 0, index === parts.length - 1];
      put({
        kind,
        text: kind === "picture" ? (SAID[text] ?? text) : text,
        from: from[at] ?? 0,
        to: to[at + text.length - 1] ?? 0,
        unit: at,
        first,
        last,
      });
      at += text.length;
    }
    unit = end;
  }
  picturesBefore(Infinity);
  return tokens;
}

/** What a token is to a character: itself, a disguise, a common character of its sound or nearly so, its first letter, one that nobody uses; null: another thing. */
type Likeness = "same" | "disguise" | "common" | "near" | "letter" | "rare" | null;
type Found = { token: Token; is: Likeness };

/** `sounds`: how the character may be said in its word. */
function likeness({ kind, text }: Token, character: string, sounds: readonly string[]): Likeness {
  if (kind === "letter") return sounds.some((sound) => sound.startsWith(text)) ? "letter" : null;
  if (kind === "syllable") return sounds.includes(text) ? "disguise" : null;
  if (kind === "picture")
    return [...text].some((r) => r === character || soundsOf(r).some((sound) => sounds.includes(sound))) ? "disguise" : null;
  if (kind !== "character") return null;
  if (isCustomary(text, character)) return "disguise";
  const isLike = looksLike(text, character);
  const isNear = () => soundsOf(text).some((sound) => sounds.some((other) => blurred(other) === blurred(sound)));
  if (!isCommon(text)) {
    if (isLike || soundsOf(text).some((sound) => sounds.includes(sound))) return "disguise";
    return isRare(text) ? "rare" : isNear() ? "near" : null;
  }
  const said = mainSoundOf(text) ?? "";
  if (sounds.includes(said)) return "common";
  return isLike || sounds.some((sound) => blurred(sound) === blurred(said)) ? "near" : null;
}

/** Of fewer letters the sounds of a whole word are too many other things; in Chinese four will do. */
const LEAST_LETTERS = { alone: 5, besideChinese: 4 };
/** Words of other languages that sound like a listed one. */
const OTHER_WORDS = new Set(["made", "gene", "wake"]);

/** Whether so much of a word is there that it is meant. */
function isMeant(found: readonly Found[], folded: Folded): boolean {
  const count = (is: Likeness) => found.filter((f) => f.is === is).length;
  const [same, near, letters] = [count("same"), count("near"), count("letter")];
  const common = count("common") + near;
  if (!found[0]?.token.first || !found.at(-1)?.token.last) return false;
  if (count("rare") > 0) return count("rare") === 1 && same >= LEAST_WITH_RARE && same === found.length - 1;
  // 「s单」: one small letter that touches the rest of a word of two.
  if (letters > 0) return common === 0 && (same >= 2 || (same === 1 && found.length === 2 && isSmallAndTouches(found, folded)));
  if (common > 0) return common === 1 && same + count("disguise") === found.length - 1 && givesItselfAway(found, folded, near > 0);
  if (same > 0) return true;
  const sounds = found.filter(({ token }) => token.kind === "syllable");
  if (sounds.length < found.length) return found.every(({ token }) => token.kind === "character");
  const spelled = sounds.map(({ token }) => token.text).join("");
  if (spelled.length >= LEAST_LETTERS.alone) return true;
  return spelled.length >= LEAST_LETTERS.besideChinese && /\p{Script=Han}/u.test(folded.words) && !OTHER_WORDS.has(spelled);
}

/** Whether a common character among those of a word has no business there but to stand for another. */
function givesItselfAway(found: readonly Found[], folded: Folded, isNear: boolean): boolean {
  const changed = found.filter(({ token, is }) => is !== "same" && token.kind === "character");
  const [first, last] = [found[0]?.token.unit ?? 0, found.at(-1)?.token.unit ?? 0];
  // In a word of four it may be a word with its neighbour: 「颠峰」 in 「颠峰之作」.
  const within = found.length >= (isNear ? LEAST_SURE.near : LEAST_SURE.same) ? { first, last } : undefined;
  if (!changed.every(({ token }) => standsAlone(folded, token.unit, within))) return false;
  if (found.length >= LEAST_WITH_COMMON) return !isNear || !changed.some(({ token }) => isSaidAlone(token.text));
  if (isNear) return false;
  if (changed.length > 1) return true;
  const isWeak = found.some(({ token, is }) => is === "same" && WEAK.has(token.text));
  return !isWeak && !changed.some(({ token }) => isSaidAlone(token.text));
}

/** Whether a word of two is a small letter and a character with nothing between. */
function isSmallAndTouches(found: readonly Found[], { source }: Folded): boolean {
  const [one, other] = found.map(({ token }) => token);
  const letter = found.find(({ is }) => is === "letter")?.token;
  return letter !== undefined && /^[a-z]$/.test(source.slice(letter.from, letter.to)) && one?.to === other?.from;
}

/** Figures that stand for what sounds the same: 「手慢5」, 「0压」. */
const SAID: Readonly<Record<string, string>> = { "0": "零", "2": "爱", "4": "是死", "5": "无我", "7": "其气", "8": "发吧", "9": "就久" };

/** Whether a figure stands by itself among characters. */
function isFigure(words: string, at: number): boolean {
  return SAID[words.charAt(at)] !== undefined && !/[a-z\d]/.test(`${words.charAt(at - 1)}${words.charAt(at + 1)}`);
}

const NONE: readonly string[] = [];

/** The sounds under which a token is looked for. */
function keysOf(kind: Token["kind"], text: string): readonly string[] {
  if (kind === "syllable") return [blurred(text)];
  return kind === "character" || kind === "picture" ? blursOf(text) : NONE;
}

const blurs = new Map<string, readonly string[]>();

/** The blurred sounds of some characters. */
function blursOf(characters: string): readonly string[] {
  let known = blurs.get(characters);
  if (!known) blurs.set(characters, (known = [...new Set([...characters].flatMap((character) => soundsOf(character).map(blurred)))]));
  return known;
}

/** Gathers the words whose sounds are those of the tokens from a place on, each with its tokens. `path`: those before the place; it is as it was afterwards. */
function gather<T>(tokens: readonly Token[], at: number, node: Node<T>, path: Token[], into: Gathered<T>[]): void {
  if (path.length > 1) for (const heard of node.ends) into.push({ heard, path: [...path] });
  const token = tokens[at];
  if (!token || token.kind === "other" || (token.apart && path.length > 0)) return;
  if (token.kind === "letter") {
    for (const [sound, child] of node.next) if (sound.startsWith(token.text)) follow(tokens, token, at, child, path, into);
    return;
  }
  for (const key of token.keys) {
    const child = node.next.get(key);
    if (child) follow(tokens, token, at, child, path, into);
  }
  // Decoration between two characters.
  if (token.kind === "picture" && path.length > 0) gather(tokens, at + 1, node, path, into);
}
type Gathered<T> = { heard: Heard<T>; path: readonly Token[] };

function follow<T>(tokens: readonly Token[], token: Token, at: number, child: Node<T>, path: Token[], into: Gathered<T>[]): void {
  path.push(token);
  gather(tokens, at + 1, child, path, into);
  path.pop();
}

/** The words from a place on of which one character is there by its looks, each with its tokens. */
function seenAt<T>(tokens: readonly Token[], start: number, { characters }: Sounds<T>): Gathered<T>[] {
  if (!mayBegin(tokens[start]?.text ?? "", characters)) return [];
  const characterAt = (at: number) => {
    const token = tokens[at];
    return token?.kind !== "character" || (token.apart && at > start) ? null : token.text;
  };
  return changedAt(characterAt, start, characters).map((heard) => ({ heard, path: tokens.slice(start, start + heard.word.length) }));
}

/** Where a text has one of the words in such a disguise: from and to in the source. Several may overlap. */
export function heardIn<T>(folded: Folded, sounds: Sounds<T>): { of: T; word: string; from: number; to: number }[] {
  const tokens = tokensOf(folded, sounds);
  const heard: { of: T; word: string; from: number; to: number }[] = [];
  const path: Token[] = [];
  const isOf = (kinds: readonly Token["kind"][], ...places: number[]) => places.some((at) => kinds.includes(tokens[at]?.kind ?? "other"));
  for (const [index, { kind }] of tokens.entries()) {
    // An English word that is a syllable by chance stands among English words.
    if (kind === "syllable" && !isOf(["character", "syllable"], index - 1, index + 1)) continue;
    if (kind === "letter" && !isOf(["character"], index + 1, index + 2, index + 3)) continue;
    const gathered: Gathered<T>[] = [];
    gather(tokens, index, sounds.root, path, gathered);
    if (kind === "character") gathered.push(...seenAt(tokens, index, sounds));
    for (const { heard: is, path } of gathered) {
      const found = path.map((token, at): Found => {
        const isSame = token.kind === "character" && token.text === is.word.charAt(at);
        return { token, is: isSame ? "same" : likeness(token, is.word.charAt(at), soundsAt(is.word, at)) };
      });
      if (found.every((f) => f.is === "same") || found.some((f) => f.is === null) || !isMeant(found, folded)) continue;
      const [first, last] = [path[0], path.at(-1)];
      if (!first || !last) continue;
      const [start, end] = [first.unit, last.unit < 0 ? -1 : last.unit + last.text.length];
      if (
        start >= 0 &&
        end >= 0 &&
        (sounds.words.has(folded.words.slice(start, end)) || isAccident(folded, { start, end, across: "word" }))
      )
        continue;
      heard.push({ of: is.of, word: is.word, from: first.from, to: last.to });
    }
  }
  return heard;
}
