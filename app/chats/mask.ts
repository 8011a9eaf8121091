import { foundByRules, type MaskContext, stretches } from "./mask-rules";
import { isBarcode } from "./mask-numbers";
import { publicPeople } from "./mask-names-free";
import { isNoName } from "./mask-name-shape";
import { type Found, type Lean, tagged } from "./mask-tagger";
import { taggerOfProduct } from "./mask-tagger-weights";
import { joined, type MaskKind, type MaskSpan, type Reading, readingOf, sourceSpan } from "./mask-text";

/**
 * The masker (2-domain, "Chat checks and the weekly meeting"; decision 033): what names a buyer gives way to a word for what it was, before a line is stored, shown or
 * logged. A number is known by its form, an address by its grammar, a name by what stands around it; where a parcel is said to go, doubt masks, in talk it does not. Pure.
 */

export type { MaskContext };
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

function spansIn(text: string, context: MaskContext, known: Set<string>): MaskSpan[] {
  if (text.trim() === "") return [];
  const reading = readingOf(text);
  const read = withoutMarks(reading);
  const found = foundByRules(read, context);
  const taken = [...found.beside, ...found.goods];
  const all = joined([...judged(read.text, found, context), ...knownNames(read.text, known, taken)]);
  for (const { from, to, kind } of all) {
    const name = read.text.slice(from, to);
    if (kind === "name" && (/^[\u4e00-\u9fff]{3,4}$/u.test(name) || (/^[A-Z][a-z]+ [A-Z]/.test(name) && name.length > 6))) known.add(name);
  }
  return joined(all.map((span) => sourceSpan(reading, span, text)));
}

/** How far the tagger leans by itself, for where an address that was found ends, and before what rules have seen is let go. */
const BY_ITSELF: Lean = { begin: 0, goOn: 0 };
const GOING_ON: Lean = { begin: 2, goOn: 2 };
const AT_ALL: Lean = { begin: 3, goOn: 0 };

/** What the rules found, but for what the tagger sees nothing in at all, and what it reads by itself; an address as far as it may reach. */
function judged(text: string, found: Found, { agent = "", tagger = taggerOfProduct() }: MaskContext): MaskSpan[] {
  const byRules = [...found.beside, ...found.names, ...found.read];
  if (!tagger || SHORT_FIGURES.test(text)) return byRules;
  const reader = tagged(text, found, tagger);
  const touches = (span: MaskSpan, others: readonly MaskSpan[]) => others.some((one) => one.from < span.to && span.from < one.to);
  const doubted = byRules.some(({ kind }) => IN_DOUBT.has(kind)) ? reader(AT_ALL) : [];
  const kept = byRules.filter((span) => !IN_DOUBT.has(span.kind) || touches(span, doubted));
  let publics: { from: number; to: number }[] | null = null;
  const added = reader(BY_ITSELF)
    .map((span) => ({ ...span, kind: found.sure.find((one) => one.from < span.to && span.from < one.to)?.kind ?? span.kind }))
    .filter(({ from, to, kind }) => {
      const words = text.slice(from, to);
      if (to - from > LONGEST_READ || words === agent || found.goods.some((g) => g.from <= from && to <= g.to)) return false;
      if (kind === "phone" || kind === "order") return !(words.length > 12 && isBarcode(words.replace(/[ -]/g, "")));
      if (kind !== "name") return true;
      publics ??= publicPeople(text);
      return !isNoName(words) && !publics.some((one) => one.from < to && from < one.to);
    });
  const addresses = [...kept, ...added].filter(({ kind }) => kind === "address");
  const wide = addresses.length > 0 ? reader(GOING_ON).filter((span) => span.kind === "address" && touches(span, addresses)) : [];
  return [...found.sure, ...kept, ...added, ...wide];
}
/** Nothing but a price, a year, a quantity: the end of a telephone number is said to be one. */
const SHORT_FIGURES = /^\s*\d{1,4}(\s*\/\s*\d{1,4})*\s*$/;
/** Longer ones are no reading of anything. */
const LONGEST_READ = 200;
const IN_DOUBT: ReadonlySet<MaskKind> = new Set(["name", "address", "nick"]);

/** Marks stay as they are: they are read as gaps that nothing crosses. */
export function withoutMarks(reading: Reading): Reading {
  const marks = stretches(reading.text, MARK);
  return marks.length === 0 ? reading : { ...reading, text: without(reading.text, marks), digits: without(reading.digits, marks) };
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
