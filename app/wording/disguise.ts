import { pinyin } from "pinyin-pro";
import { findTerms, type Term, type TermHit, type TermQuery } from "./terms";

/**
 * Prohibited terms in the disguises that `findTerms` does not know by itself: written as they sound, in Latin letters (「jia wei xin」) or with other characters
 * (「加薇信」), and in English with an ending ("guaranteed").
 */

const HAN_ONLY = /^\p{Script=Han}+$/u;
/** Of fewer letters a sound is too many other things. */
const LEAST_LETTERS = 5;
/** An English word of fewer letters takes no ending: "bests" is nobody's disguise. */
const LEAST_STEM = 5;

const disguised = new WeakMap<readonly Term[], readonly Term[]>();

/** The same terms with what their Chinese words look like in pinyin, as wordings of Latin letters. */
function withDisguises(terms: readonly Term[]): readonly Term[] {
  let known = disguised.get(terms);
  if (!known) {
    known = terms.map((term) => ({
      ...term,
      words: {
        "zh-CN": term.words["zh-CN"],
        en: [...term.words.en, ...term.words.en.flatMap(withEndings), ...term.words["zh-CN"].flatMap(inPinyin)],
      },
    }));
    disguised.set(terms, known);
  }
  return known;
}

/** A Chinese word in pinyin without tones, in one piece and syllable by syllable. */
function inPinyin(word: string): string[] {
  if (word.length < 2 || !HAN_ONLY.test(word)) return [];
  const syllables = pinyin(word, { toneType: "none", type: "array" }).map((syllable) => syllable.replaceAll("ü", "v"));
  const whole = syllables.join("");
  return whole.length < LEAST_LETTERS ? [] : [whole, syllables.join(" ")];
}

/** An English word or its last one with the endings that it may take: guarantee, guarantees, guaranteed, guaranteeing. */
function withEndings(word: string): string[] {
  const stem = /[a-z]+$/i.exec(word)?.[0] ?? "";
  if (stem.length < LEAST_STEM || /(?:s|ed|ing|ly|est)$/i.test(stem)) return [];
  const root = word.replace(/e$/i, "");
  return [`${word}s`, word.endsWith("e") ? `${word}d` : `${word}ed`, word.endsWith("ee") ? `${word}ing` : `${root}ing`];
}

/** What `findTerms` finds, and the same terms as they are written by their sound and with English endings. */
export function findDisguised(text: string, terms: readonly Term[], query: TermQuery = {}): TermHit[] {
  return findTerms(text, withDisguises(terms), query);
}
