import { addressesIn } from "./mask-address";
import { chunkedAddressesIn } from "./mask-address-chunks";
import { englishAddressesIn } from "./mask-address-en";
import { toldPlaces } from "./mask-address-told";
import { namesIn, namesOfWords, publicPeople } from "./mask-names";
import { englishNamesIn } from "./mask-names-en";
import { readNames } from "./mask-name-reader";
import type { NameWeights } from "./mask-name-weights";
import { nicksIn } from "./mask-nicks";
import { buyerIn } from "./mask-nicks-buyer";
import { toldNicks } from "./mask-nicks-told";
import { numbersIn } from "./mask-numbers";
import { joined, type MaskKind, type MaskSpan, type Reading, readingOf, sourceSpan } from "./mask-text";

/**
 * The masker (2-domain, "Chat checks and the weekly meeting"; decision 033): what names a buyer gives way to a word for what it was, before a line is stored, shown or
 * logged. A number is known by its form, an address by its grammar, a name by what stands around it; where a parcel is said to go, doubt masks, in talk it does not. Pure.
 */

export type MaskContext = {
  /** The buyer's nick on the platform. */
  buyer?: string;
  /** The agent's desk name: no buyer's. */
  agent?: string;
  /** Words of the catalogue, as `catalogueWords` makes them: nothing personal stands in them. */
  catalogue?: RegExp | null;
  /** What the reader of names has learned, where it is not what the product was shipped with. */
  learned?: NameWeights;
};
export type Masked = { text: string; spans: MaskSpan[] };

const WORDS: Readonly<Record<MaskKind, { zh: string; en: string }>> = {
  name: { zh: "姓名", en: "name" },
  nick: { zh: "账号", en: "account" },
  phone: { zh: "电话", en: "phone" },
  address: { zh: "地址", en: "address" },
  order: { zh: "单号", en: "number" },
  id: { zh: "证件号", en: "id" },
  card: { zh: "卡号", en: "card" },
  email: { zh: "邮箱", en: "e-mail" },
  plate: { zh: "车牌", en: "plate" },
};
/** What stands for something masked. A second person of a chat is told from the first by a number. */
const MARK = new RegExp(
  `〔(?:${Object.values(WORDS)
    .flatMap(({ zh, en }) => [zh, en])
    .join("|")}|买家|buyer)\\d{0,3}〕`,
  "g",
);
/** So much of a line is read; what is beyond is not stored. */
export const LONGEST_LINE = 4000;

/** The words of the catalogue as one pattern; null where there are none. */
export function catalogueWords(words: readonly string[]): RegExp | null {
  const long = [...new Set(words.map((word) => word.normalize("NFKC").trim()))]
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  return long.length === 0 ? null : new RegExp(long.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "giu");
}

/** Mask one line by itself. `spans` are the stretches of `text` as it was given. Idempotent; never throws. */
export function maskLine(text: string, context: MaskContext = {}): Masked {
  return maskerOf(context)(text);
}

/**
 * A masker for the lines of one chat, in their order: a name that was said once in full is known from then on, and keeps its number.
 */
export function maskerOf(context: MaskContext = {}): (text: string) => Masked {
  const numbers = new Map<string, number>();
  const known = new Set<string>();
  return (line) => {
    const text = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
    const spans = spansIn(text, context, known);
    if (spans.length === 0) return { text, spans };
    let masked = written(text, spans, context, numbers);
    // What a mark uncovers, such as words that are alone now, is looked at again, until nothing is left.
    for (let round = 0; round < 6; round++) {
      const more = spansIn(masked, context, known);
      if (more.length === 0) break;
      masked = written(masked, more, context, numbers);
    }
    return { text: masked, spans };
  };
}

function written(text: string, spans: readonly MaskSpan[], { buyer }: MaskContext, numbers: Map<string, number>): string {
  const language = /[\u4e00-\u9fff]/u.test(text) ? "zh" : "en";
  let made = "";
  let at = 0;
  for (const { from, to, kind } of spans) {
    const words = text.slice(from, to);
    const isBuyer = kind === "nick" && buyer !== undefined && words.toLowerCase() === buyer.trim().toLowerCase();
    const mark = isBuyer ? (language === "zh" ? "买家" : "buyer") : `${WORDS[kind][language]}${numberOf(kind, words, numbers)}`;
    made += `${text.slice(at, from)}〔${mark}〕`;
    at = to;
  }
  return made + text.slice(at);
}

/** Nothing for the first of a kind in a chat, 2 for the second, so that two persons stay two. */
function numberOf(kind: MaskKind, words: string, numbers: Map<string, number>): string {
  const key = `${kind} ${words.toLowerCase().replace(/[\s-]/g, "")}`;
  let number = numbers.get(key);
  if (number === undefined) {
    number = 1 + [...numbers.keys()].filter((one) => one.startsWith(`${kind} `)).length;
    numbers.set(key, number);
  }
  return number === 1 || number > 999 ? "" : String(number);
}

function spansIn(text: string, { buyer = "", agent = "", catalogue = null, learned }: MaskContext, known: Set<string>): MaskSpan[] {
  if (text.trim() === "") return [];
  const reading = readingOf(text);
  const marks = stretches(reading.text, MARK);
  // Marks stay as they are: they are read as gaps that nothing crosses.
  const read: Reading =
    marks.length === 0 ? reading : { ...reading, text: without(reading.text, marks), digits: without(reading.digits, marks) };
  const goods = catalogue ? stretches(read.text, catalogue) : [];
  const isFree = (span: { from: number; to: number }) => !goods.some((g) => g.from <= span.from && span.to <= g.to);
  const numbers = numbersIn(read).filter(isFree);
  const places = longer(
    toldPlaces(read, [...addressesIn(read), ...englishAddressesIn(read), ...chunkedAddressesIn(read)].filter(isFree)),
    read.text,
  ).filter(isFree);
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
    ...readers.names.filter(
      ({ from, to }) => isNobodyElse(read.text.slice(from, to), agent) && !taken.some((t) => t.from < to && from < t.to),
    ),
    ...namesOfWords(read, taken),
    ...englishNamesIn(read, beside, { agent, taken }),
    ...knownNames(read.text, known, taken),
  ];
  for (const { from, to } of names) {
    const name = read.text.slice(from, to);
    if (/^[\u4e00-\u9fff]{3,4}$/u.test(name) || (/^[A-Z][a-z]+ [A-Z]/.test(name) && name.length > 6)) known.add(name);
  }
  const all = joined([...beside, ...names]);
  return joined(all.map((span) => sourceSpan(reading, span, text)));
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

function stretches(text: string, pattern: RegExp): { from: number; to: number }[] {
  return [...text.matchAll(pattern)].map((hit) => ({ from: hit.index, to: hit.index + hit[0].length }));
}

function without(text: string, marks: readonly { from: number; to: number }[]): string {
  let made = text;
  for (const { from, to } of marks) made = `${made.slice(0, from)}${"〓".repeat(to - from)}${made.slice(to)}`;
  return made;
}

function knownNames(text: string, known: ReadonlySet<string>, taken: readonly { from: number; to: number }[]): MaskSpan[] {
  const found: MaskSpan[] = [];
  for (const name of known)
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const to = at + name.length;
      if (!taken.some((t) => t.from < to && at < t.to)) found.push({ from: at, to, kind: "name" });
    }
  return found;
}
