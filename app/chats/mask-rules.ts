import { allOf } from "~/wording/reading";
import { addressesIn } from "./mask-address";
import { toldPlaces } from "./mask-address-told";
import { namesIn } from "./mask-names";
import { namesOfWords, publicPeople } from "./mask-names-free";
import { englishNamesIn } from "./mask-names-en";
import { readNames } from "./mask-name-reader";
import type { NameWeights } from "./mask-name-weights";
import { nicksIn } from "./mask-nicks";
import { buyerIn } from "./mask-nicks-buyer";
import { toldNicks } from "./mask-nicks-told";
import { numbersIn } from "./mask-numbers";
import type { Found, TaggerWeights } from "./mask-tagger";
import { joined, type MaskSpan, type Reading } from "./mask-text";

/** What the rules of the masker find in a line, before the tagger reads it: numbers by form, addresses by grammar, accounts and names by what stands around them. Pure. */

export type MaskContext = {
  /** The buyer's nick on the platform. */
  buyer?: string;
  /** The agent's desk name: no buyer's. */
  agent?: string;
  /** Words of the catalogue, as `catalogueWords` makes them: nothing personal stands in them. */
  catalogue?: RegExp | null;
  /** What the reader of names has learned, where it is not what the product was shipped with. */
  learned?: NameWeights;
  /** What the tagger has learned, where it is not what the product was shipped with; null where the rules are asked alone. */
  tagger?: TaggerWeights | null;
};

/** What the rules find in a reading of a line, in its places. */
export function foundByRules(read: Reading, { buyer = "", agent = "", catalogue = null, learned }: MaskContext): Found {
  const goods = catalogue ? stretches(read.text, catalogue) : [];
  const isFree = (span: { from: number; to: number }) => !goods.some((g) => g.from <= span.from && span.to <= g.to);
  const numbers = numbersIn(read).filter(isFree);
  const places = longer(toldPlaces(read, addressesIn(read).filter(isFree)), read.text).filter(isFree);
  const bought = buyerIn(read, buyer);
  // Where the nick of this chat's buyer stands whole, no rule takes what follows it for a part of it: 「tb_momo77您好」.
  const whole = bought.filter(({ from, to }) => to - from === buyer.trim().length);
  const others = [...nicksIn(read), ...toldNicks(read)].filter((span) => !whole.some(({ from, to }) => span.from <= from && to <= span.to));
  const nicks = [...bought, ...others].filter((span) => agent === "" || read.text.slice(span.from, span.to) !== agent);
  const beside = joined([...numbers, ...places, ...nicks]);
  const taken = [...beside, ...goods];
  const readers = readNames(read, beside, goods, learned);
  const names = [
    ...namesIn(read, beside, { agent, taken }).filter(({ from, to }) => !readers.isNone(from, to)),
    ...namesOfWords(read, taken),
    ...englishNamesIn(read, beside, { agent, taken }),
  ];
  const byReader = readers.names.filter(
    ({ from, to }) => isNobodyElse(read.text.slice(from, to), agent) && !taken.some((t) => t.from < to && from < t.to),
  );
  return { sure: [...numbers, ...bought], beside, goods, names, read: byReader };
}

/** Addresses with the road and the door in Latin letters that follow them: 「三里屯路19号院 Unit 1608」. */
function longer(places: readonly MaskSpan[], text: string): MaskSpan[] {
  return places.map((place) => ({ ...place, to: place.to + (DOOR_IN_LATIN.exec(text.slice(place.to))?.[0].length ?? 0) }));
}
const DOOR_IN_LATIN =
  /^(?:[ ,，]{1,2}(?:(?:Unit|Room|Rm|Apt|Flat|Floor|Suite|Block|Building|Tower) ?[A-Z]?\d*[A-Z]?(?:-\d+)?|(?:[A-Z][a-z]+ ){1,4}(?:Road|Street|Rd|Avenue|Lu|Jie)(?: \d{1,5}号?)?|\d{1,2}\/F)(?![A-Za-z\d]))+/;

/** No agent, and nobody whom everybody knows. */
function isNobodyElse(name: string, agent: string): boolean {
  return name !== agent && !publicPeople(name).some(({ from, to }) => to - from === name.length);
}

export function stretches(text: string, pattern: RegExp): { from: number; to: number }[] {
  return allOf(text, pattern).map((hit) => ({ from: hit.index, to: hit.index + hit[0].length }));
}
