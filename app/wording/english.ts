import { formsOf, isMisspelt, mayStandBetween, type SmallWord, smallWord } from "./english-words";

/**
 * English wordings as they are really written: in other forms of their words ("adding me on WeChat"), with small words between or other ones ("transfer it over
 * WeChat" for "transfer on WeChat"), and with a slip in a word ("guarranteed").
 */

/** A word of a wording; `small`: what kind of little word it is, null for one that tells. */
type Word = { said: string; forms: ReadonlySet<string>; small: SmallWord | null };
type Phrase<T> = { words: readonly Word[]; wording: string; of: T };
/** Phrases by the first letter of the first word that is not small. */
export type Phrases<T> = Map<string, Phrase<T>[]>;

type Token = { text: string; from: number; to: number; small: SmallWord | null; endsBefore: boolean };

const WORD = /[a-z]+(?:['’][a-z]+)*|\d+/giu;
const LATIN_ONLY = /^[\p{Script=Latin}\d\s'’.,%&-]+$/u;
/** What parts clauses: nothing is meant across it. */
const BREAK = /[.!?;:\n。！？；，]|,\s|\s[-–—]\s/u;

function tokensOf(text: string): Token[] {
  let last = 0;
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => {
    const said = word.toLowerCase().replaceAll("’", "'").replace(/n't$/, "nt");
    const endsBefore = BREAK.test(text.slice(last, index));
    last = index + word.length;
    return { text: said, from: index, to: last, small: smallWord(said), endsBefore };
  });
}

const NEGATION = /^(?:no|not)$/;
/** So many words of a phrase tell something; one is enough that is so long. */
const LEAST = { words: 2, letters: 6 };

/** The phrases of some wordings. */
export function phrasesIn<T>(wordings: readonly { wording: string; of: T }[]): Phrases<T> {
  const phrases: Phrases<T> = new Map();
  for (const { wording, of } of wordings) {
    if (!LATIN_ONLY.test(wording) || /\d/.test(wording)) continue;
    const words = tokensOf(wording.normalize("NFKD").replace(/\p{M}/gu, "")).map(({ text, small }, _, all) => ({
      ...{ said: text, small },
      // "No ideas yet?" is not "no idea".
      forms: NEGATION.test(all[0]?.text ?? "") ? new Set([text]) : formsOf(text),
    }));
    const telling = words.filter(({ small }) => small === null);
    const first = telling[0];
    if (!first || (telling.length < LEAST.words && first.said.length < LEAST.letters)) continue;
    const key = first.said.charAt(0);
    phrases.set(key, [...(phrases.get(key) ?? []), { words, wording, of }]);
  }
  return phrases;
}

/** So many small words may stand where the wording has none. */
const MOST_BETWEEN = 3;

/** The last token of a phrase whose first telling word, the one at `first`, stands at a token; -1: it is not there. */
function endOf(words: readonly Word[], first: number, tokens: readonly Token[], start: number): number {
  const telling = words.filter(({ small }) => small === null).length;
  let [at, between, slips] = [start, 0, 0];
  const isThere = (word: Word, token: Token) => {
    if (word.small !== null) return token.small === word.small && (word.small !== "adverb" || token.text === word.said);
    if (word.forms.has(token.text)) return true;
    slips++;
    return isMisspelt(word.forms, token.text, telling);
  };
  for (const word of words.slice(first)) {
    // "edit your review", "edit that review", "edit reviews"
    if (word.small === "determiner" && telling > 1) continue;
    for (; ; at++) {
      const token = tokens[at];
      if (!token || (at > start && token.endsBefore)) return -1;
      const before = slips;
      if (isThere(word, token)) break;
      slips = before;
      if (at === start || telling === 1 || !mayStandBetween(token.text, tokens[at - 1]?.text ?? "") || ++between > MOST_BETWEEN) return -1;
    }
    if (slips > 1) return -1;
    at++;
  }
  return at - 1;
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^a-z\d]+/g, " ").trim();

/** Where a text says one of the phrases otherwise than word for word: from and to in the text. Several may overlap. */
export function phrasesSaid<T>(text: string, phrases: Phrases<T>): { of: T; wording: string; from: number; to: number }[] {
  const tokens = tokensOf(text);
  const found: { of: T; wording: string; from: number; to: number }[] = [];
  for (const [start, token] of tokens.entries()) {
    if (token.small !== null) continue;
    for (const { words, wording, of } of phrases.get(token.text.charAt(0)) ?? []) {
      const first = words.findIndex(({ small }) => small === null);
      const begin = tokens[start - first];
      // What a wording begins with stands there: "our supplier" is not "your supplier".
      if (!begin || !words.slice(0, first).every(({ said }, i) => tokens[start - first + i]?.text === said)) continue;
      const last = tokens[endOf(words, first, tokens, start)];
      if (last && lettersOf(text.slice(begin.from, last.to)) !== lettersOf(wording)) found.push({ of, wording, from: begin.from, to: last.to });
    }
  }
  return found;
}
