import { sql } from "drizzle-orm";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { SHOP } from "~/curriculum/pack-basics";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import { findItems, type SearchFilter } from "~/curriculum/search-find.server";
import { excerpt, markedTitle, type Piece } from "~/curriculum/search-hit";
import { searchFields } from "~/curriculum/search-text";
import { suggestionsFor } from "~/curriculum/search-suggest.server";
import { phraseOf, type SearchWord, searchWords } from "~/curriculum/search-words";
import type { Flag } from "~/drill/statistics";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { isShownKind, type ShownKind, shownKinds } from "./kinds";
import { searchMessages } from "./messages.search";
import { isAsked, type NewDraft, newDrafts, withDraftCounts } from "./new-drafts.server";
import { flagsOf } from "./statistics.server";
import { summaryIn } from "./summary";

const PAGE = 25;
const states = ["current", "draft", "archived"] as const satisfies readonly SearchFilter["state"][];

/** What the address asks of the list. */
export type Asked = {
  search: string;
  kind: ShownKind | null;
  topic: string | null;
  pack: string | null;
  state: SearchFilter["state"];
  page: number;
};

const SLUG = /^[a-z0-9-]{1,100}$/;
const slugIn = (value: string | null) => (value && SLUG.test(value) ? value : null);

/** What is asked for, or null when nothing is: then the tree is shown. Whatever else stands in the address counts as nothing. */
export function askedIn(query: URLSearchParams): Asked | null {
  const search = (query.get("q") ?? "").trim().slice(0, 200);
  const kind = query.get("kind");
  const state = states.find((s) => s === query.get("state")) ?? "current";
  const topic = slugIn(query.get("topic"));
  const pack = slugIn(query.get("pack"));
  if (!search && !kind && !topic && !pack && state === "current") return null;
  const page = Math.min(10_000, Math.max(1, Math.trunc(Number(query.get("page"))) || 1));
  return { search, kind: isShownKind(kind) ? kind : null, topic, pack, state, page };
}

export type ListRow = {
  kind: ShownKind;
  slug: string;
  title: Piece[];
  /** The place of the hit; what the item is about where nothing was searched for. */
  about: Piece[];
  /** The language of `about` where it is not the reader's. */
  aboutLang: Locale | null;
  pack: string;
  /** Null: never published, a draft only. */
  version: number | null;
  critical: boolean;
  archived: boolean;
  draft: boolean;
  /** Its figures say that something is amiss: the gravest mark. */
  flag: Flag | null;
};
export type Choice = { value: string; label: string };
export type ListPage = {
  rows: ListRow[];
  counts: Record<ShownKind, number>;
  /** What may have been meant where nothing was found. */
  meant: string[];
  total: number;
  pages: number;
  topics: Choice[];
  packs: Choice[];
};

/**
 * A page of the items that are asked for, the counts by kind, and what can be filtered by. `withDrafts`: what was begun and never published comes first,
 * on the first page. Three statements, four with drafts, one more for what was never read; where nothing is found one more for what may have been meant.
 */
export async function listPage(reader: Reader, asked: Asked, locale: Locale, withDrafts: boolean): Promise<ListPage> {
  const single = searchWords(asked.search);
  // Syllables one after the other are a phrase first, and words by themselves only where nothing holds the phrase.
  const phrase = phraseOf(asked.search);
  const filter = { ...asked, words: phrase ? [phrase] : single, otherwise: phrase ? single : null, kinds: shownKinds };
  // Signs alone are no words: they stand nowhere.
  const nothing = asked.search !== "" && single.length === 0;
  const [found, { topics, packs }, begun] = await Promise.all([
    nothing ? { counts: {}, rows: [], by: "words" as const, near: null } : findItems(reader, filter, PAGE, (asked.page - 1) * PAGE),
    choices(reader, locale),
    withDrafts && !nothing ? newDrafts(reader) : [],
  ]);
  const words = found.by === "words" ? filter.words : single;
  const drafts = begun.filter((draft) => isAsked(draft, asked, words));
  const ids = found.rows.map((row) => row.versionId);
  const [versions, flags] = await Promise.all([versionsById(reader, ids), flagsOf(reader, ids)]);
  const published = countsOf(found.counts);
  const counts = withDraftCounts(published, drafts);
  const totalOf = (by: Record<ShownKind, number>) => (asked.kind ? by[asked.kind] : Object.values(by).reduce((sum, n) => sum + n, 0));
  const shown = asked.page > 1 ? [] : drafts.filter((draft) => !asked.kind || draft.kind === asked.kind);
  const rows = [
    ...shown.map((draft) => draftRow(draft, words, locale)),
    ...found.rows.flatMap(({ versionId, ...marks }) => {
      const version = versions.get(versionId);
      return version ? [{ ...rowOf(version, words, locale), ...marks, flag: flags.get(versionId)?.[0] ?? null }] : [];
    }),
  ];
  const isFound = Object.values(counts).some((n) => n > 0);
  return {
    rows,
    counts,
    meant: isFound || asked.page > 1 ? [] : await suggestionsFor(reader, filter, found.near ?? []),
    total: totalOf(counts),
    pages: Math.max(1, Math.ceil(totalOf(published) / PAGE)),
    topics,
    packs,
  };
}

/** The counts of all kinds that the library shows. */
export function countsOf(counts: Partial<Record<ItemKind, number>>): Record<ShownKind, number> {
  return Object.fromEntries(shownKinds.map((kind) => [kind, counts[kind] ?? 0])) as Record<ShownKind, number>;
}

function rowOf(version: ContentVersion, words: readonly SearchWord[], locale: Locale) {
  const { title, about, critical } = summaryIn(version, locale);
  const { kind, slug, pack, version: number } = version;
  return {
    kind: kind as ShownKind,
    slug,
    pack,
    version: number,
    critical,
    title: words.length > 0 ? markedTitle(title, words) : [{ text: title, hit: false }],
    ...aboutOf(version.body, words, { title, about }, locale),
  };
}

function draftRow({ kind, slug, body, title: named }: NewDraft, words: readonly SearchWord[], locale: Locale): ListRow {
  const title = named ? pick(named, locale) : slug;
  return {
    ...{ kind, slug, pack: SHOP, version: null, critical: false, archived: false, draft: true, flag: null },
    title: markedTitle(title, words),
    ...aboutOf(body, words, { title, about: "" }, locale),
  };
}

/** Where in an item the words stand, apart from the title that is shown anyway; else what it is about. */
function aboutOf(
  body: ItemBody<ItemKind>,
  words: readonly SearchWord[],
  shown: { title: string; about: string },
  locale: Locale,
): Pick<ListRow, "about" | "aboutLang"> {
  const { titles, texts } = searchFields(body);
  const fields = [...texts.filter((f) => f.text !== body.slug), ...titles.filter((f) => !shown.title.includes(f.text))];
  const place = words.length > 0 ? excerpt(fields, words, locale) : null;
  if (!place) return { about: [{ text: shown.about, hit: false }], aboutLang: null };
  return { about: place.pieces, aboutLang: place.locale === locale ? null : place.locale };
}

/** The topics in force by their titles, the packs that were loaded, and the shop's own content. One statement. */
export async function choices(reader: Reader, locale: Locale): Promise<{ topics: Choice[]; packs: Choice[] }> {
  const rows = await reader.execute<{ what: "topic" | "pack"; slug: string; name: LocalText }>(sql`
    select 'topic' as what, i.slug, v.body -> 'title' as name
      from content_item i join content_version v on v.id = i.current_version_id where i.kind = 'topic' and i.archived_at is null
    union all select 'pack', slug, name from content_pack`);
  const of = (what: "topic" | "pack") =>
    rows
      .filter((row) => row.what === what)
      .map(({ slug, name }) => ({ value: slug, label: pick(name, locale) }))
      .sort((a, b) => a.label.localeCompare(b.label, locale));
  const packs = of("pack");
  if (!packs.some((p) => p.value === SHOP)) packs.push({ value: SHOP, label: translate(searchMessages, locale)("pack.shop") });
  return { topics: of("topic"), packs };
}
