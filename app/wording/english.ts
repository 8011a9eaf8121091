import { formsOf, isAdverb, isMisspelt, mayBeMisspelt, mayStandBetween, type SmallWord, smallWord } from "./english-words";

/**
 * English wordings as they are really written: in other forms of their words ("adding me on WeChat"), with small words between or other ones ("transfer it over
 * WeChat" for "transfer on WeChat"), and with a slip in a word ("guarranteed").
 */

/** A word of a wording; `small`: what kind of little word it is, null for one that tells. */
type Word = { said: string; small: SmallWord | null };
/** `first`: the first of its words that tells something, `telling`: how many do. `isPlain`: its words take no other form ("No ideas yet?" is not "no idea"). `isQuestion`: every word counts. */
type Phrase<T> = { words: readonly Word[]; first: number; telling: number; isPlain: boolean; isQuestion: boolean; wording: string; of: T };
/** What a word of a text may be of the words that the phrases have: one of them in some form, or one with a slip, by how many words its phrase has at least. */
type Meaning = { is: ReadonlySet<string>; slipOf: ReadonlyMap<string, number> };
/** Phrases by their first telling word, their words by their forms and by their first letters; `meanings` keeps what words of texts were found to mean. */
export type Phrases<T> = {
  byFirst: Map<string, Phrase<T>[]>;
  byForm: Map<string, Set<string>>;
  byLetter: Map<string, Set<string>>;
  meanings: Map<string, Meaning>;
};

type Token = { text: string; from: number; to: number; small: SmallWord | null; endsBefore: boolean };

const WORD = /[a-z]+(?:['’][a-z]+)*|\d+/giu;
const LATIN_ONLY = /^[\p{Script=Latin}\s'’.,%&-]+$/u;
/** What parts clauses: nothing is meant across it. */
const BREAK = /[.!?;:\n。！？；，]|,\s|\s[-–—]\s/u;

function tokensOf(text: string): Token[] {
  let last = 0;
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => {
    const said = word
      .toLowerCase()
      .replaceAll("’", "'")
      .replace(/n't$/, "nt")
      .replace(/^(i|we|you|they)'(?:ve|d)$/, "$1");
    const endsBefore = BREAK.test(text.slice(last, index));
    last = index + word.length;
    return { text: said, from: index, to: last, small: smallWord(said), endsBefore };
  });
}

/** "What is your problem" is not "what is the problem". */
const QUESTION = /^(?:what|who|how|are|can't|which)\b/i;
const NEGATION = /^(?:no|not)$/;
/** So many words of a phrase tell something; one is enough that is so long. */
const LEAST = { words: 2, letters: 4 };

/** The phrases of some wordings. */
export function phrasesIn<T>(wordings: readonly { wording: string; of: T }[]): Phrases<T> {
  const phrases: Phrases<T> = { byFirst: new Map(), byForm: new Map(), byLetter: new Map(), meanings: new Map() };
  for (const { wording, of } of wordings) {
    if (!LATIN_ONLY.test(wording)) continue;
    const words = tokensOf(wording.normalize("NFKD").replace(/\p{M}/gu, "")).map(({ text, small }): Word => ({ said: text, small }));
    const first = words.findIndex(({ small }) => small === null);
    const telling = words.filter(({ small }) => small === null).length;
    const said = words[first]?.said ?? "";
    if (first < 0 || (telling < LEAST.words && said.length < LEAST.letters)) continue;
    const phrase = { words, first, telling, isPlain: NEGATION.test(said), isQuestion: QUESTION.test(wording), wording, of };
    phrases.byFirst.set(said, [...(phrases.byFirst.get(said) ?? []), phrase]);
    for (const word of words) {
      if (word.small !== null) continue;
      put(phrases.byLetter, word.said.charAt(0), word.said);
      for (const form of formsOf(word.said)) put(phrases.byForm, form, word.said);
    }
  }
  return phrases;
}

function put(map: Map<string, Set<string>>, key: string, word: string): void {
  const words = map.get(key);
  if (words) words.add(word);
  else map.set(key, new Set([word]));
}

const MOST_KEPT = 20_000;

const NOTHING: ReadonlySet<string> = new Set();

function meaningOf(written: string, { byForm, byLetter, meanings }: Pick<Phrases<unknown>, "byForm" | "byLetter" | "meanings">): Meaning {
  let known = meanings.get(written);
  if (known) return known;
  const slipOf = new Map<string, number>();
  for (const word of (mayBeMisspelt(written) ? byLetter.get(written.charAt(0)) : null) ?? NOTHING) {
    const least = [1, 2, 3].find((count) => isMisspelt(formsOf(word), written, count));
    if (least !== undefined) slipOf.set(word, least);
  }
  if (meanings.size >= MOST_KEPT) meanings.clear();
  known = { is: byForm.get(written) ?? NOTHING, slipOf };
  meanings.set(written, known);
  return known;
}

/** So many small words may stand where the wording has none. */
const MOST_BETWEEN = 3;

/** The last token of a phrase whose first telling word stands at a token; -1: it is not there. */
function endOf<T>(
  { words, first, telling, isPlain, isQuestion }: Phrase<T>,
  phrases: Phrases<T>,
  tokens: readonly Token[],
  start: number,
): number {
  let [at, between, slips] = [start, 0, 0];
  for (let place = first; place < words.length; place++) {
    const word = words[place];
    // "edit your review", "edit that review", "edit reviews"
    if (!word || (word.small === "determiner" && telling > 1 && !isQuestion)) continue;
    for (; ; at++) {
      const token = tokens[at];
      if (!token || (at > start && token.endsBefore)) return -1;
      if (word.small !== null) {
        if (token.small === word.small && ((word.small !== "adverb" && !isQuestion) || token.text === word.said)) break;
      } else if (token.text === word.said) break;
      else if (token.small === null) {
        const { is, slipOf } = meaningOf(token.text, phrases);
        if (!isPlain && is.has(word.said)) break;
        if (words.length >= (slipOf.get(word.said) ?? Infinity) && ++slips <= 1) break;
      }
      const mayStand = telling === 1 ? isAdverb(token.text) : mayStandBetween(token.text, tokens[at - 1]?.text ?? "");
      if (at === start || !mayStand || ++between > MOST_BETWEEN) return -1;
    }
    at++;
  }
  return at - 1;
}

const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z\d]+/g, " ")
    .trim();

/** Where a text says one of the phrases otherwise than word for word: from and to in the text. Several may overlap. */
export function phrasesSaid<T>(text: string, phrases: Phrases<T>): { of: T; wording: string; from: number; to: number }[] {
  const tokens = tokensOf(text);
  const found: { of: T; wording: string; from: number; to: number }[] = [];
  for (const [start, token] of tokens.entries()) {
    if (token.small !== null) continue;
    const { is, slipOf } = meaningOf(token.text, phrases);
    if (is.size === 0 && slipOf.size === 0) continue;
    for (const said of new Set([...is, ...slipOf.keys()]))
      for (const phrase of phrases.byFirst.get(said) ?? []) {
        const { words, first, wording, of } = phrase;
        const begin = tokens[start - first];
        // What a wording begins with stands there: "our supplier" is not "your supplier".
        if (!begin || !words.slice(0, first).every((word, i) => tokens[start - first + i]?.text === word.said)) continue;
        const last = tokens[endOf(phrase, phrases, tokens, start)];
        if (last && lettersOf(text.slice(begin.from, last.to)) !== lettersOf(wording))
          found.push({ of, wording, from: begin.from, to: last.to });
      }
  }
  return found;
}
