import { pinyin } from "pinyin-pro";
import { fold } from "./fold";
import { plainReading, type Reading, withoutFillers } from "./plain-reading";
import { heardIn, type Sounds, soundsIn } from "./stand-ins";
import { findTerms, type Term, type TermHit, type TermQuery } from "./terms";

/**
 * Prohibited terms in the disguises that `findTerms` does not know by itself: in pinyin, whole (「jia wei xin」) or one character of it (「有bing」), with a character that
 * sounds the same (「蕞火」), with figures for numerals (「假一赔10」), in English with another ending ("guaranteed") or with its letters set apart ("B E S T").
 */

const HAN_ONLY = /^\p{Script=Han}+$/u;
/** Of fewer letters a sound is too many other things. */
const LEAST_LETTERS = 5;
/** An English word of fewer letters takes no ending: "bests" is nobody's disguise. */
const LEAST_STEM = 5;
const NUMERALS: Readonly<Record<string, string>> = {
  ...{ 零: "0", 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9", 十: "10", 百: "100" },
};
const NUMBER_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** `long`: the wordings that are long enough to be known without their fillers. */
type Disguised = { terms: readonly Term[]; long: readonly Term[]; sounds: Sounds<Term> };
const disguised = new WeakMap<readonly Term[], Disguised>();

function disguisesOf(terms: readonly Term[]): Disguised {
  let known = disguised.get(terms);
  if (!known) {
    const variants = (term: Term) => {
      const zh = term.words["zh-CN"].flatMap((word) => [...inPinyin(word), ...inFigures(word)]);
      const en = term.words.en.flatMap(otherForms);
      return { ...term, words: { "zh-CN": [...new Set([...term.words["zh-CN"], ...zh])], en: [...new Set([...term.words.en, ...en])] } };
    };
    const heard = terms.flatMap((term) => term.words["zh-CN"].map((word) => ({ word, of: term })));
    disguised.set(terms, (known = { terms: terms.map(variants), long: terms.map(longOnes), sounds: soundsIn(heard) }));
  }
  return known;
}

/** The wordings of four characters or three words and more, without their fillers. */
function longOnes(term: Term): Term {
  const bare = (word: string) => withoutFillers(word)?.text ?? word;
  const zh = term.words["zh-CN"].map(bare).filter((word) => word.length >= 4);
  return { ...term, words: { "zh-CN": zh, en: term.words.en.map(bare).filter((word) => word.split(" ").length >= 3) } };
}

/** A Chinese word in pinyin without tones: in one piece, syllable by syllable, and with each single character so. */
function inPinyin(word: string): string[] {
  if (word.length < 2 || !HAN_ONLY.test(word)) return [];
  const syllables = pinyin(word, { toneType: "none", type: "array" }).map((syllable) => syllable.replaceAll("ü", "v"));
  const whole = syllables.join("");
  const single = syllables.map((syllable, at) => word.slice(0, at) + syllable + word.slice(at + 1));
  return [...(whole.length < LEAST_LETTERS ? [] : [whole, syllables.join(" ")]), ...single];
}

/** A Chinese word with figures for its numerals, all of them or one. */
function inFigures(word: string): string[] {
  const places = [...word].flatMap((character, at) => (NUMERALS[character] === undefined ? [] : [at]));
  const change = (which: readonly number[]) =>
    [...word].map((character, at) => (which.includes(at) ? NUMERALS[character] : character)).join("");
  return places.length === 0 || word.length < 3 ? [] : [change(places), ...places.map((at) => change([at]))];
}

/** An English wording with other endings of its first and last word, and figures for its numbers. */
function otherForms(wording: string): string[] {
  const words = wording.split(" ");
  const last = words.at(-1) ?? "";
  const first = words.length > 1 ? (words[0] ?? "") : "";
  const figures = words.map((word) => (NUMBER_WORDS.includes(word) ? String(NUMBER_WORDS.indexOf(word)) : word)).join(" ");
  return [
    ...endings(last).map((form) => [...words.slice(0, -1), form].join(" ")),
    ...verbForms(first).map((form) => [form, ...words.slice(1)].join(" ")),
    ...(figures === wording ? [] : [figures]),
  ];
}

/** A word with the endings that it may take: guarantee, guarantees, guaranteed, guaranteeing. */
function endings(word: string): string[] {
  if (word.length < LEAST_STEM || !/^[a-z]+$/i.test(word) || /(?:s|ed|ing|ly|est)$/i.test(word)) return [];
  const root = word.replace(/e$/i, "");
  return [`${word}s`, word.endsWith("e") ? `${word}d` : `${word}ed`, word.endsWith("ee") ? `${word}ing` : `${root}ing`];
}

/** A verb that begins a wording, in its other forms: relieves, relieve, relieving, relieved. */
function verbForms(word: string): string[] {
  if (!/^[a-z]{4,}[^s]s$/.test(word)) return endings(word);
  const stem = word.slice(0, -1);
  return [stem, ...endings(stem).slice(1)];
}

/** What `findTerms` finds, and the same terms in disguise; none overlapping another. */
export function findDisguised(text: string, terms: readonly Term[], query: TermQuery = {}): TermHit[] {
  const known = disguisesOf(terms);
  const hits = findTerms(text, known.terms, query);
  const add = (hit: TermHit) => {
    if (!hits.some((other) => other.from < hit.to && hit.from < other.to)) hits.push(hit);
  };
  const read = (reading: Reading | null, among: readonly Term[]) => {
    for (const hit of reading ? findTerms(reading.text, among, query) : []) {
      const [from, to] = [reading?.from[hit.from] ?? 0, reading?.to[hit.to - 1] ?? 0];
      add({ ...hit, from, to, found: text.slice(from, to) });
    }
  };
  read(plainReading(text), known.terms);
  read(withoutFillers(text), known.long);
  const folded = fold(text);
  for (const { of, word, start, end } of heardIn(folded, known.sounds)) {
    if (query.platform !== undefined && !of.platforms.includes(query.platform)) continue;
    const [from, to] = [folded.from[start] ?? 0, folded.to[end - 1] ?? 0];
    add({ termSlug: of.slug, severity: of.severity, word, from, to, found: text.slice(from, to) });
  }
  return hits.sort((a, b) => a.from - b.from);
}
