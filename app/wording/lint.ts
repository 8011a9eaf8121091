import { asksSomething, isWholeReply, plainlySells } from "./asking";
import { findDisguised } from "./disguise";
import { priceTold } from "./price/told";
import { worthNamed } from "./price/worth";
import { openPlaceholders, shouting, type Stretch, walls } from "./signs";
import type { Term } from "./terms";
import { isUnsaid, quotesIn } from "./unsaid";

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
};

/** As long as the shortest limit of the platforms for one message. */
export const LONGEST = 500;
/** Beyond this nothing is looked at but the length: no reader comes so far, and no keystroke should wait for it. */
const LONGEST_READ = 20_000;

/** Everything to be marked in a text, in its order. */
export function lint(text: string, { terms, platform, placeholders = new Set(), selling = true }: LintRules): LintFinding[] {
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
  const [named, told] = [worthNamed(text), priceTold(text)];
  const asksNothing = selling && isWholeReply(text) && !asksSomething(text) && plainlySells(text, { named, tellsPrice: told !== null });
  return [
    ...prohibitedIn(text, terms, platform).map((hit) => finding("prohibited", hit.term.severity, hit, hit.term)),
    ...openPlaceholders(text, placeholders).map((stretch) => finding("placeholder", "block", stretch)),
    ...[...shouting(text), ...walls(text)].map((stretch) => finding("style", "warn", stretch)),
    ...(text.length > LONGEST ? [finding("length", "block", { from: LONGEST, to: text.length })] : []),
    ...(told && named.length === 0 ? [finding("price_without_value", "warn", told)] : []),
    ...(asksNothing ? [finding("no_question", "warn", { from: text.length, to: text.length })] : []),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The prohibited terms that the text itself says: not those that it refuses, nor the customer's words that it repeats. */
export function prohibitedIn(text: string, terms: readonly LintTerm[], platform: string | null): (Stretch & { term: LintTerm })[] {
  const bySlug = slugs(terms);
  const quotes = quotesIn(text);
  return findDisguised(text, terms, platform === null ? {} : { platform }).flatMap(({ termSlug, from, to }) => {
    const term = bySlug.get(termSlug);
    return !term || isUnsaid(text, { from, to }, term.group, quotes) ? [] : [{ from, to, term }];
  });
}

const known = new WeakMap<readonly LintTerm[], ReadonlyMap<string, LintTerm>>();

function slugs(terms: readonly LintTerm[]): ReadonlyMap<string, LintTerm> {
  let map = known.get(terms);
  if (!map) known.set(terms, (map = new Map(terms.map((term) => [term.slug, term]))));
  return map;
}
