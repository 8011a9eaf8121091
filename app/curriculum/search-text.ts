import type { Locale } from "~/platform/locale";
import { fold, gapBefore, gapKind } from "~/wording/fold";
import type { ItemBody, ItemKind } from "./pack";

/**
 * What of an item is searched, and in which form. Pure. The stored text and the words that somebody types go through the same folding, so that case,
 * width, accents and traditional characters make no difference.
 */

/** A text of an item in one language; null: in none, such as a code. */
export type SearchField = { locale: Locale | null; text: string };

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const strings = (value: unknown): string[] => (typeof value === "string" ? [value] : Array.isArray(value) ? value.flatMap(strings) : []);

/** Keys whose plain values people look for. */
const PLAIN = new Set(["slug", "code", "shelf", "where", "allowed_in", "rows", "price_yuan"]);
const MARKDOWN = /^\s*#{1,6}\s+|^\s*[-*>]\s+|\|(?:\s*:?-+:?\s*\|)*/gm;
const EMPHASIS = /\*\*|`/g;
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

/** A text without the signs that Markdown draws with. */
function withoutMarks(text: string): string {
  return text
    .replace(LINK, "$1")
    .replace(EMPHASIS, "")
    .replace(MARKDOWN, " ")
    .replace(/[ \t]+/g, " ")
    .trim();
}

function isText(value: Node): boolean {
  return "zh-CN" in value && "en" in value;
}

function* walk(value: unknown, key: string): Generator<SearchField> {
  if (typeof value === "string" || typeof value === "number") {
    if (PLAIN.has(key)) yield { locale: null, text: String(value) };
  } else if (Array.isArray(value)) for (const one of value) yield* walk(one, key);
  else if (isNode(value)) {
    if (isText(value))
      for (const locale of ["zh-CN", "en"] as const) for (const text of strings(value[locale])) yield { locale, text: withoutMarks(text) };
    else for (const [inner, one] of Object.entries(value)) yield* walk(one, inner === "slug" ? "" : inner);
  }
}

/** The keys under which the kinds keep what they are called by. */
const NAMES = ["code", "title", "name", "stem", "words"] as const;

/** Every text of an item that is searched: those that it is called by first, each once. */
export function searchFields(body: ItemBody<ItemKind>): { titles: SearchField[]; texts: SearchField[] } {
  const entries: Node = body;
  const titles = NAMES.flatMap((name) => (name in entries ? [...walk(entries[name], name)] : []));
  const rest = Object.entries(entries).filter(([key]) => !(NAMES as readonly string[]).includes(key));
  return { titles, texts: rest.flatMap(([key, value]) => [...walk(value, key)]) };
}

/** A text as it is searched; each of its units remembers where it stood in the source. */
export type Searchable = { words: string; from: number[]; to: number[] };

const HAN = /\p{Script=Han}/u;

/**
 * A text reduced to letters and digits. Words of letters stay apart by a space, clauses by a line; what stands between Chinese characters goes,
 * so that 「发 货」 is found too.
 */
export function searchable(source: string): Searchable {
  const folded = fold(source);
  const out: Searchable = { words: "", from: [], to: [] };
  for (let at = 0; at < folded.words.length; at++) {
    const from = folded.from[at] ?? 0;
    const before = folded.to[at - 1] ?? 0;
    if (at > 0 && from > before) {
      const gap = gapKind(gapBefore(folded, at));
      const ends = gap === "clause" || gap === "sentence";
      const apart = ends || (gap === "space" && !(HAN.test(folded.words.charAt(at - 1)) && HAN.test(folded.words.charAt(at))));
      if (apart) {
        out.words += ends ? "\n" : " ";
        out.from.push(before);
        out.to.push(from);
      }
    }
    out.words += folded.words.charAt(at);
    out.from.push(from);
    out.to.push(folded.to[at] ?? from);
  }
  return out;
}
