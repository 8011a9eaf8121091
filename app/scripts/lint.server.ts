import { sql } from "drizzle-orm";
import type { ScriptDraftBody } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { placeholders, sellingBranches } from "~/curriculum/pack-wording";
import { type ContentVersion, currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, locales, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { lint, type LintFinding, type LintRule, LONGEST } from "~/wording/lint";
import { type Fix, fixFor } from "./lint-fixes";
import { lintMessages } from "./messages.lint";

/** A finding as the editor shows it: where, what, why, what to say instead, and what mends it by one key. */
export type Marked = Pick<LintFinding, "rule" | "severity" | "from" | "to" | "found"> & {
  reason: string;
  instead: string | null;
  fix: Fix | null;
};
/** The findings of each wording. */
export type MarkedBody = Record<Locale, Marked[]>;

type TermBody = ItemBody<"term">;
type Terms = { versions: readonly string[]; all: readonly TermBody[]; by: Map<string, readonly TermBody[]> };
let kept: Terms | null = null;

/** The terms that hold on any of the platforms. The same list as long as the library has the same terms: what the check makes of a list is kept with it. */
async function termsFor(reader: Reader, platforms: readonly string[]): Promise<readonly TermBody[]> {
  const versions: ContentVersion<"term">[] = await currentVersions(reader, "term");
  const ids = versions.map(({ id }) => id);
  if (!kept || kept.versions.length !== ids.length || ids.some((id, at) => id !== kept?.versions[at]))
    kept = { versions: ids, all: versions.map(({ body }) => body), by: new Map() };
  const key = [...platforms].sort().join();
  const known = kept.by.get(key);
  if (known) return known;
  const those = kept.all.filter((term) => term.platforms.some((platform) => platforms.includes(platform)));
  kept.by.set(key, those);
  return those;
}

/** The placeholders that no product of the catalogue fills; none while there is no product at all. One statement. */
async function neverFilled(reader: Reader): Promise<string[]> {
  const [row] = await reader.execute<Record<string, boolean>>(sql`
    with product as not materialized (
      select v.body from content_item i join content_version v on v.id = i.current_version_id where i.kind = 'product' and i.archived_at is null)
    select exists (select from product) as product,
      exists (select from product where jsonb_typeof(body -> 'size') = 'object') as size,
      exists (select from product where jsonb_typeof(body -> 'material') = 'object') as material,
      exists (select from product where jsonb_typeof(body -> 'stock') = 'number') as stock,
      exists (select from product where jsonb_array_length(coalesce(body -> 'colours', '[]')) > 0) as colour,
      exists (select from product where jsonb_array_length(coalesce(body -> 'features', '[]')) > 0) as feature`);
  return row?.product ? Object.keys(row).filter((name) => !row[name]) : [];
}

const known: ReadonlySet<string> = new Set(placeholders);
type Asked = Pick<ScriptDraftBody, "branch" | "platforms">;

/** What the check finds in one text, in the reader's language. Two statements. */
export async function checkText(reader: Reader, asked: Asked & { text: string; locale: Locale }, readerLocale: Locale): Promise<Marked[]> {
  const [terms, never] = await Promise.all([termsFor(reader, asked.platforms), neverFilled(reader)]);
  return markedIn(asked, terms, never, readerLocale);
}

/** What the check finds in all wordings of a draft. Two statements. */
export async function checkBody(reader: Reader, body: ScriptDraftBody, readerLocale: Locale): Promise<MarkedBody> {
  const [terms, never] = await Promise.all([termsFor(reader, body.platforms), neverFilled(reader)]);
  const of = (locale: Locale) => {
    const text = body.text[locale] ?? "";
    return text.trim() === "" ? [] : markedIn({ ...body, text, locale }, terms, never, readerLocale);
  };
  return { "zh-CN": of("zh-CN"), en: of("en") };
}

/** The findings of all wordings in one row, the first language first. */
export function allMarked(marked: MarkedBody): (Marked & { locale: Locale })[] {
  return locales.flatMap((locale) => marked[locale].map((one) => ({ ...one, locale })));
}

function markedIn(
  { text, locale, branch }: Asked & { text: string; locale: Locale },
  terms: readonly TermBody[],
  never: readonly string[],
  readerLocale: Locale,
): Marked[] {
  const t = translate(lintMessages, readerLocale);
  const bySlug = new Map(terms.map((term) => [term.slug, term]));
  const selling = sellingBranches.some((one) => one === branch);
  const found = lint(text, { terms, platform: null, placeholders: known, selling }).map((finding): Marked => {
    const { rule, severity, from, to, found: words, term: hit } = finding;
    const term = hit && bySlug.get(hit.slug);
    return {
      ...{ rule, severity, from, to, found: shortened(words) },
      reason: term ? pick(term.reason, readerLocale) : t(`rule.${sortOf(rule, words)}`, { max: LONGEST }),
      instead: term ? pick(term.instead, locale) : null,
      fix: fixFor(text, finding, term ? pick(term.instead, locale) : null),
    };
  });
  const unfilled = never.flatMap((name) =>
    [...text.matchAll(new RegExp(`\\{\\{${name}\\}\\}`, "g"))].map((m): Marked => {
      const place = { from: m.index, to: m.index + m[0].length, found: m[0] };
      return { rule: "placeholder", severity: "warn", ...place, reason: t("rule.placeholder_never"), instead: null, fix: null };
    }),
  );
  return [...found, ...unfilled].sort((a, b) => a.from - b.from || a.to - b.to);
}

const LONG = 80;
const shortened = (words: string): string => (words.length > LONG ? `${words.slice(0, LONG)}…` : words);

type Sort = Exclude<LintRule, "prohibited"> | "placeholder_unknown" | "wall";

/** Which sentence says why: an unknown name is another fault than a gap, a wall of text another than shouting. */
function sortOf(rule: LintRule, words: string): Sort {
  if (rule === "placeholder" && /^\{\{\w+\}\}$/.test(words)) return "placeholder_unknown";
  if (rule === "style" && words.length > LONG) return "wall";
  return rule === "prohibited" ? "style" : rule;
}
