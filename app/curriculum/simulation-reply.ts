import { isDeniedAround } from "~/wording/denial";
import { keyPointsIn } from "~/wording/key-points";
import { plain } from "~/wording/normalise";
import { findTerms, type Term } from "~/wording/terms";
import type { Customer } from "./pack-simulation";

/** A prohibited term with the group that it belongs to: rudeness is one. */
export type GroupedTerm = Term & { group: string };

/** What was found in one reply: `from` and `to` in UTF-16 units of it. What the reply denies is not in it. */
export type ReadReply = {
  points: { slug: string; from: number; to: number }[];
  terms: { slug: string; severity: "block" | "warn"; rude: boolean; from: number; to: number; found: string }[];
  price: boolean;
  shouting: boolean;
};

/** A message is a few lines long; of a pasted book the beginning is read, and not kept: it would hold the whole of it in memory. */
const LONGEST_READ = 1000;
/** As much around a term as can deny it. */
const AROUND = 60;
const MOST_KEPT = 2000;

// An amount with its currency. 「满 200 减 15」 names none, "15.6 inches" neither.
const PRICE = /(?:[¥￥]|rmb ?|cny ?)\d|\d ?(?:元|块(?!头)|yuan\b|rmb\b)/i;
const SIGNS_OF_SHOUTING = /[!！]\s*[!！]|[?？]\s*[?？]\s*[?？]/;
const LETTERS = /\p{L}/gu;
/** From so many letters on a text mostly in capitals shouts; a product's code does not. */
const ENOUGH_LETTERS = 12;

function isShouting(text: string): boolean {
  if (SIGNS_OF_SHOUTING.test(text)) return true;
  const latin = (text.match(LETTERS) ?? []).filter((letter) => letter.toLowerCase() !== letter.toUpperCase());
  return latin.length >= ENOUGH_LETTERS && latin.filter((letter) => letter === letter.toUpperCase()).length > 0.7 * latin.length;
}

function readNow(read: string, customer: Customer, terms: readonly GroupedTerm[], bySlug: ReadonlyMap<string, GroupedTerm>): ReadReply {
  const hits = findTerms(read, terms).filter(({ from, to }) => {
    const start = Math.max(0, from - AROUND);
    return !isDeniedAround(read.slice(start, to + AROUND), from - start, to - start);
  });
  return {
    points: keyPointsIn(read, customer.points).flatMap((found, at) => {
      const point = customer.points[at];
      return point && found && !found.negated ? [{ slug: point.slug, from: found.from, to: found.to }] : [];
    }),
    terms: hits.map(({ termSlug, severity, from, to, found }) => {
      const rude = bySlug.get(termSlug)?.group === "rude";
      return { slug: termSlug, severity, rude, from, to, found };
    }),
    price: PRICE.test(plain(read)),
    shouting: isShouting(read),
  };
}

/** Reads the replies to a customer. */
export type ReplyReader = (customer: Customer, text: string) => ReadReply;

const readers = new WeakMap<readonly GroupedTerm[], Map<string, ReplyReader>>();

/**
 * A reader for the terms of these platforms. What was read is kept as long as the customer's body and the list of terms: a chat is looked at again with every
 * step. Pass the same list again and again.
 */
export function readerFor(terms: readonly GroupedTerm[], platforms: readonly string[]): ReplyReader {
  const key = [...platforms].sort().join(" ");
  let ofTerms = readers.get(terms);
  if (!ofTerms) readers.set(terms, (ofTerms = new Map<string, ReplyReader>()));
  const known = ofTerms.get(key);
  if (known) return known;
  const own = terms.filter((term) => term.platforms.some((platform) => platforms.includes(platform)));
  const bySlug = new Map(own.map((term) => [term.slug, term]));
  const kept = new WeakMap<Customer, Map<string, ReadReply>>();
  const reader: ReplyReader = (customer, text) => {
    let read = kept.get(customer);
    if (!read) kept.set(customer, (read = new Map<string, ReadReply>()));
    if (text.length > LONGEST_READ) return readNow(text.slice(0, LONGEST_READ), customer, own, bySlug);
    const before = read.get(text);
    if (before) return before;
    if (read.size >= MOST_KEPT) read.clear();
    const made = readNow(text, customer, own, bySlug);
    read.set(text, made);
    return made;
  };
  ofTerms.set(key, reader);
  return reader;
}
