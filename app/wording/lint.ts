import { findDisguised } from "./disguise";
import { asksNothing, barePrice, hitsSaid } from "./reader/reader";
import type { Learned } from "./reader/weights";
import { openPlaceholders, shouting, type Stretch, walls } from "./signs";
import type { Term, TermHit } from "./terms";

/**
 * The linter: what a ten-year supervisor would mark in a message before it is sent (2-domain, "Scripts"). Pure; the same in the editor, on the server and in the simulator.
 */

export type LintRule = "prohibited" | "placeholder" | "style" | "length" | "price_without_value" | "no_question";
/** One thing found: where, by which rule, and for a prohibited term which one. `block`: it must not be sent so. */
export type LintFinding = Stretch & { rule: LintRule; severity: "block" | "warn"; found: string; term: LintTerm | null };
/** A prohibited term with the group that it belongs to. */
export type LintTerm = Term & { group: string };

export type LintRules = {
  terms: readonly LintTerm[];
  /** Where it is to be sent; null: anywhere, and then every platform's terms hold. */
  platform: string | null;
  /** Placeholders that may stand in it: they are filled when it is used. None for what is sent as it stands. */
  placeholders?: ReadonlySet<string>;
  /** Whether the customer is still to decide, as is taken for granted: after the sale a whole reply may well end without a question. */
  selling?: boolean;
  /** What the reader has learned, where it is not what the product was shipped with. */
  known?: Learned;
};

/** As long as the shortest limit of the platforms for one message. */
export const LONGEST = 500;
/** Beyond this nothing is looked at but the length: no reader comes so far, and no keystroke should wait for it. */
const LONGEST_READ = 20_000;

/** Everything to be marked in a text, in its order. */
export function lint(text: string, { terms, platform, placeholders = new Set(), selling = true, known }: LintRules): LintFinding[] {
  const finding = (
    rule: LintRule,
    severity: LintFinding["severity"],
    { from, to }: Stretch,
    term: LintTerm | null = null,
  ): LintFinding => ({
    ...{ rule, severity, from, to, found: text.slice(from, to), term },
  });
  const all = { from: 0, to: text.length };
  if (text.length > LONGEST_READ) return [finding("length", "block", all)];
  const told = barePrice(text, known);
  return [
    ...prohibitedIn(text, terms, platform, known).map((hit) => finding("prohibited", hit.term.severity, hit, hit.term)),
    ...openPlaceholders(text, placeholders).map((stretch) => finding("placeholder", "block", stretch)),
    ...[...shouting(text), ...walls(text)].map((stretch) => finding("style", "warn", stretch)),
    ...(text.length > LONGEST ? [finding("length", "block", { from: LONGEST, to: text.length })] : []),
    ...(told ? [finding("price_without_value", "warn", told)] : []),
    ...(selling && asksNothing(text, known) ? [finding("no_question", "warn", { from: text.length, to: text.length })] : []),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The prohibited terms that the text itself says: not those that it refuses, nor the customer's words that it repeats. */
export function prohibitedIn(
  text: string,
  terms: readonly LintTerm[],
  platform: string | null,
  known?: Learned,
): (Stretch & { term: LintTerm })[] {
  return hitsSaid(text, listedIn(text, terms, platform), known).map(({ hit: { from, to }, term }) => ({ from, to, term }));
}

/** The listed words that stand in a text, said or not. */
export function listedIn(text: string, terms: readonly LintTerm[], platform: string | null): { hit: TermHit; term: LintTerm }[] {
  const bySlug = slugs(terms);
  return findDisguised(text, terms, platform === null ? {} : { platform }).flatMap((hit) => {
    const term = bySlug.get(hit.termSlug);
    return term && !asksWhether(text, hit.from) ? [{ hit, term }] : [];
  });
}

/** Whether what begins at a place is the second half of a question such as 「有没有发票」, 「变不变形」: no listed word stands there. */
function asksWhether(text: string, from: number): boolean {
  if (from === 0 || !/^[不没]/u.test(text.slice(from))) return false;
  return text.charAt(from - 1) === text.charAt(from + 1) || text.slice(from - 1, from + 1) === "有没";
}

const slugsOf = new WeakMap<readonly LintTerm[], ReadonlyMap<string, LintTerm>>();

function slugs(terms: readonly LintTerm[]): ReadonlyMap<string, LintTerm> {
  let map = slugsOf.get(terms);
  if (!map) slugsOf.set(terms, (map = new Map(terms.map((term) => [term.slug, term]))));
  return map;
}
