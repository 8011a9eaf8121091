import { keyPointsIn } from "~/wording/key-points";
import { type LintTerm, prohibitedIn } from "~/wording/lint";
import { plain } from "~/wording/normalise";
import { platforms as allPlatforms } from "./pack-basics";
import type { Customer } from "./pack-simulation";
import { refusedIn, withoutStretches, wordingsOf } from "./simulation-refusals";

/**
 * What was found in one reply: `from` and `to` in UTF-16 units of it. What the reply denies is not in it. Prohibited terms are those that the linter finds, disguised
 * ones among them: the editor and the customer read alike.
 */
export type ReadReply = {
  points: { slug: string; from: number; to: number }[];
  terms: { slug: string; group: string; severity: "block" | "warn"; from: number; to: number; found: string }[];
  price: boolean;
  shouting: boolean;
};

/** A message is a few lines long; of a pasted book the beginning is read, and kept as a text of its own: a part would hold the whole of it in memory. */
const LONGEST_READ = 1000;
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

type Refused = ReturnType<typeof refusedIn>;
const beginsIn = (stretches: Refused, place: number) => stretches.some(({ from, to }) => from <= place && place < to);

/** The terms of these platforms; null: of any. Of those that overlap on different platforms the longest. */
function termsIn(read: string, terms: readonly LintTerm[], platforms: readonly string[] | null): ReadReply["terms"] {
  const hits = (platforms ?? [null])
    .flatMap((platform) => prohibitedIn(read, terms, platform))
    .sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  const kept: typeof hits = [];
  for (const hit of hits) if (!kept.some(({ from, to }) => from < hit.to && hit.from < to)) kept.push(hit);
  return kept
    .sort((a, b) => a.from - b.from)
    .map(({ term: { slug, group, severity }, from, to }) => ({ slug, group, severity, from, to, found: read.slice(from, to) }));
}

function pointsIn(read: string, refused: Refused, customer: Customer): ReadReply["points"] {
  const { plain: wordings, negative } = wordingsOf(customer);
  const said = keyPointsIn(withoutStretches(read, refused), wordings);
  const denying = keyPointsIn(read, negative);
  return customer.points.flatMap(({ slug }, at) => {
    const [one, other] = [said[at], denying[at]];
    const places = [one && !one.negated ? one : null, other && !beginsIn(refused, other.from) ? other : null].filter(
      (found) => found !== null,
    );
    const [first] = places.sort((a, b) => a.from - b.from);
    return first ? [{ slug, from: first.from, to: first.to }] : [];
  });
}

/** Reads the replies to a customer. */
export type ReplyReader = (customer: Customer, text: string) => ReadReply;

/** The platforms without those that have the same terms as one before them. */
function differing(platforms: readonly string[], terms: readonly LintTerm[]): string[] {
  const holds = (platform: string) => terms.map((term) => Number(term.platforms.includes(platform))).join("");
  return platforms.filter((platform, at) => platforms.findIndex((other) => holds(other) === holds(platform)) === at);
}

const readers = new WeakMap<readonly LintTerm[], Map<string, ReplyReader>>();

/**
 * A reader for the terms of these platforms. What was read is kept as long as the customer's body and the list of terms: a chat is looked at again with every
 * step. Pass the same list again and again: what is made of a list to find its terms is kept with it, and is the same for all platforms.
 */
export function readerFor(terms: readonly LintTerm[], platforms: readonly string[]): ReplyReader {
  const key = [...platforms].sort().join(" ");
  let ofTerms = readers.get(terms);
  if (!ofTerms) readers.set(terms, (ofTerms = new Map<string, ReplyReader>()));
  const known = ofTerms.get(key);
  if (known) return known;
  const on = allPlatforms.every((platform) => platforms.includes(platform)) ? null : differing(platforms, terms);
  const readNow = (read: string, customer: Customer): ReadReply => {
    const refused = refusedIn(read);
    return {
      points: pointsIn(read, refused, customer),
      terms: termsIn(read, terms, on),
      price: PRICE.test(plain(read)),
      shouting: isShouting(read),
    };
  };
  const kept = new WeakMap<Customer, Map<string, ReadReply>>();
  const reader: ReplyReader = (customer, text) => {
    let read = kept.get(customer);
    if (!read) kept.set(customer, (read = new Map<string, ReadReply>()));
    const beginning = text.length > LONGEST_READ ? [...text.slice(0, LONGEST_READ)].join("") : text;
    const before = read.get(beginning);
    if (before) return before;
    if (read.size >= MOST_KEPT) read.clear();
    const made = readNow(beginning, customer);
    read.set(beginning, made);
    return made;
  };
  ofTerms.set(key, reader);
  return reader;
}
