import { asksSomething, isWholeReply, plainlySells } from "../asking";
import type { TermHit } from "../terms";
import { possiblePrices, type PossiblePrice } from "../price/told";
import { worthNamed } from "../price/worth";
import { cuesOf } from "./cues";
import { learned } from "./learned";
import { cuesOfPrice } from "./price-cues";
import { cuesOfReply, type ReplySeen } from "./reply-cues";
import { languageOf } from "./surroundings";
import { leaning, type Learned } from "./weights";
import type { Language } from "./word-classes";

/**
 * The second stage of the linter: whether what was found is said, told or left out, decided by what was learned from labelled messages (docs/decisions/031). It only lets go of a
 * finding or keeps it; which term it is and why it is forbidden the list says.
 */

/** What the reader is to know of the term of a hit. */
export type HitTerm = { group: string; allowed_in: readonly string[] };

/** A text with more listed words than this is no message; they are all taken as said, since nobody waits for so much reading. */
const MOST_HITS = 12;
/** A longer number is a code. */
const MOST_VALUE = 1e9;
/** From where on a decision is a yes. Prices and replies without a question are rare, and less is lost by one mark too many. */
const YES = { said: -1.1, price: -1.1, asks: -1.1 };

/** The hits that the text itself says. */
export function hitsSaid<T extends HitTerm>(
  text: string,
  hits: readonly { hit: TermHit; term: T }[],
  known: Learned = learned(),
): { hit: TermHit; term: T }[] {
  if (hits.length > MOST_HITS) return [...hits];
  const language = languageOf(text);
  return hits.filter(({ hit, term }) => leaning("said", cuesOfHit(text, hit, term, language, hits.length), known[language]) > YES.said);
}

/** The cues of one hit of several. */
export function cuesOfHit(text: string, hit: TermHit, term: HitTerm, language: Language, hits: number): string[] {
  const { from, to, word, severity } = hit;
  return cuesOf(text, { from, to, word, severity, group: term.group, ambiguity: term.allowed_in.length }, language, hits);
}

/** The amounts of a text that are worth a look: where something is named for which a price may be told, only those that the rules take for one. */
export function pricesToRead(text: string, named: readonly string[]): PossiblePrice[] {
  const prices = possiblePrices(text).filter(({ value }) => value < MOST_VALUE);
  if (prices.length > MOST_HITS) return [];
  return named.length === 0 ? prices : prices.filter(({ told }) => told);
}

/** The first price that is told and for which nothing is named; null: there is none. */
export function barePrice(text: string, known: Learned = learned()): PossiblePrice | null {
  const [named, language] = [worthNamed(text), languageOf(text)];
  const prices = pricesToRead(text, named);
  const leans = (price: PossiblePrice) =>
    leaning("price", cuesOfPrice(text, price, { named, language, others: prices.length }), known[language]);
  return prices.find((price) => leans(price) > YES.price) ?? null;
}

/** Whether a text is a whole reply of which only reading tells whether it sells: what the rules see asking asks. */
export function isReplyToRead(text: string): boolean {
  return isWholeReply(text) && !asksSomething(text);
}

/** Whether a text is a whole reply that sells and neither asks anything nor asks for the order. */
export function asksNothing(text: string, known: Learned = learned()): boolean {
  if (!isReplyToRead(text)) return false;
  const language = languageOf(text);
  return leaning("asks", cuesOfReply(text, replySeen(text), language), known[language]) > YES.asks;
}

/** What the rules see of a reply. */
export function replySeen(text: string): ReplySeen {
  const named = worthNamed(text);
  const tellsPrice = possiblePrices(text).some(({ told }) => told);
  return { asks: asksSomething(text), sells: plainlySells(text, { named, tellsPrice }), named, tellsPrice };
}
