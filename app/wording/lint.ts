import { isDeniedAround } from "./denial";
import { findDisguised } from "./disguise";
import { asksSomething, isWholeReply, priceWithoutValue } from "./selling";
import { openPlaceholders, shouting, type Stretch, walls } from "./signs";
import type { Term } from "./terms";

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

/** Groups that stay an offence when they are denied: 「你不是有病吗」. */
const NEVER_DENIED = new Set(["rude"]);
/** Groups that what follows makes no better: 「快递弄丢的我们没办法」. */
const NEVER_TAKEN_BACK = new Set(["passing_on"]);
/** What is not said, done or asked for: 「不能叫全皮」, 「不会请您删评」; 「这样的话我们不说」, 「要验证码都别给」, "is it the cheapest? I can't say that". */
const REFUSED_BEFORE =
  /(?:不能|不可以|不会|不敢|不便|不该|从不|从来不|也不|别|不)(?:随便|乱|跟您|给您|对您|用)?(?:叫|说|讲|写|称|算|做|搞|请您?|催您?|让您|要您|承诺|打包票|夸)(?:它|这|成|个|什么)*[^，。！？；,.!?;\n]{0,4}$|(?:can't|cannot|can not|won't|don't|never|not) (?:say|call|tell|promise|write|ask|claim|use)(?: \w+){0,5}\s*$/iu;
const REFUSED_AFTER =
  /^[^，。！？；,.!?;\n]{0,8}(?:我们|咱|我|店里)?(?:不说|不讲|不写|不做|不敢说|不能说|不敢写|不搞|不收|不要|不碰)|^[^。！!\n]{0,12}都?(?:别|不要|不用)(?:给|信|发|说|填|报)|^[^。！!\n?？]{0,30}[?？]\s*(?:我|这个|那个|这|we|i)?[^。！!\n]{0,4}(?:不敢|不能|没法|说不|can't|cannot|can not|won't|don't|not )/iu;
/** 「有没有发票」, 「掉不掉色」 ask; what they hold is not said. */
const ASKS_WHETHER = /^[不没]/u;
const QUOTED = /「[^」\n]{1,24}」|『[^』\n]{1,24}』|“[^”\n]{1,40}”|(?<![\p{L}\p{N}])['‘][^'’\n]{1,40}['’](?![\p{L}\p{N}])|"[^"\n]{1,40}"/gu;
/** Words of the customer, or words that are spoken about: not what the agent says. */
const SPEAKS_OF =
  /(?:您|你|亲|客户|顾客|有人|别家|别人)?(?:刚?才?说|问|提|讲|写|看|听|要求|指)(?:的|到|过|了)*[是，,:：\s]*$|you (?:said|asked|mentioned|wrote|saw|read|heard|call)(?: about| it| of)?[\s,:]*$|(?:the words?|called|asked|says?|phrase)\s*$/iu;

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
  const price = priceWithoutValue(text);
  return [
    ...prohibitedIn(text, terms, platform).map((hit) => finding("prohibited", hit.term.severity, hit, hit.term)),
    ...openPlaceholders(text, placeholders).map((stretch) => finding("placeholder", "block", stretch)),
    ...[...shouting(text), ...walls(text)].map((stretch) => finding("style", "warn", stretch)),
    ...(text.length > LONGEST ? [finding("length", "block", { from: LONGEST, to: text.length })] : []),
    ...(price ? [finding("price_without_value", "warn", price)] : []),
    ...(selling && isWholeReply(text) && !asksSomething(text)
      ? [finding("no_question", "warn", { from: text.length, to: text.length })]
      : []),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The prohibited terms that the text itself says: not those that it refuses, nor the customer's words that it repeats. */
function prohibitedIn(text: string, terms: readonly LintTerm[], platform: string | null): (Stretch & { term: LintTerm })[] {
  const bySlug = slugs(terms);
  const quotes = [...text.matchAll(QUOTED)].filter(
    (m) =>
      SPEAKS_OF.test(text.slice(0, m.index)) ||
      REFUSED_BEFORE.test(text.slice(0, m.index)) ||
      isDeniedAround(text, m.index, m.index + m[0].length),
  );
  return findDisguised(text, terms, platform === null ? {} : { platform }).flatMap(({ termSlug, from, to }) => {
    const term = bySlug.get(termSlug);
    if (!term) return [];
    const quoted = quotes.some((m) => m.index <= from && to <= m.index + m[0].length);
    if (quoted || asksWhether(text, from)) return [];
    const heard = NEVER_TAKEN_BACK.has(term.group) ? text.slice(0, to) : text;
    const refused = isDeniedAround(heard, from, to) || REFUSED_BEFORE.test(text.slice(0, from)) || REFUSED_AFTER.test(heard.slice(to));
    return refused && !NEVER_DENIED.has(term.group) ? [] : [{ from, to, term }];
  });
}

/** Whether what begins at `from` is the second half of a question such as 「有没有」. */
function asksWhether(text: string, from: number): boolean {
  return ASKS_WHETHER.test(text.slice(from)) && from > 0 && text.charAt(from - 1) === text.charAt(from + 1);
}

const known = new WeakMap<readonly LintTerm[], ReadonlyMap<string, LintTerm>>();

function slugs(terms: readonly LintTerm[]): ReadonlyMap<string, LintTerm> {
  let map = known.get(terms);
  if (!map) known.set(terms, (map = new Map(terms.map((term) => [term.slug, term]))));
  return map;
}
