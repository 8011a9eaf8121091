import { sql } from "drizzle-orm";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { SHOP } from "~/curriculum/pack-basics";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import { findItems, type SearchFilter } from "~/curriculum/search-find.server";
import { excerpt, markedTitle, type Piece } from "~/curriculum/search-hit";
import { searchFields } from "~/curriculum/search-text";
import { type SearchWord, searchWords } from "~/curriculum/search-words";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { isShownKind, type ShownKind, shownKinds } from "./kinds";
import { searchMessages } from "./messages.search";
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
  pack: string;
  version: number;
  critical: boolean;
  archived: boolean;
  draft: boolean;
};
export type Choice = { value: string; label: string };
export type ListPage = {
  rows: ListRow[];
  counts: Record<ShownKind, number>;
  total: number;
  pages: number;
  topics: Choice[];
  packs: Choice[];
};

/** A page of the items that are asked for, the counts by kind, and what can be filtered by. Two statements, one more for what was never read. */
export async function listPage(reader: Reader, asked: Asked, locale: Locale): Promise<ListPage> {
  const words = searchWords(asked.search);
  // Signs alone are no words: they stand nowhere.
  const nothing = asked.search !== "" && words.length === 0;
  const [found, { topics, packs }] = await Promise.all([
    nothing ? { counts: {}, rows: [] } : findItems(reader, { ...asked, words, kinds: shownKinds }, PAGE, (asked.page - 1) * PAGE),
    choices(reader, locale),
  ]);
  const versions = await versionsById(
    reader,
    found.rows.map((row) => row.versionId),
  );
  const counts = countsOf(found.counts);
  const total = asked.kind ? counts[asked.kind] : Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    rows: found.rows.flatMap(({ versionId, ...marks }) => {
      const version = versions.get(versionId);
      return version ? [{ ...rowOf(version, words, locale), ...marks }] : [];
    }),
    counts,
    total,
    pages: Math.max(1, Math.ceil(total / PAGE)),
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
    about: placeOf(version.body, words, title, locale) ?? [{ text: about, hit: false }],
  };
}

/** Where in an item the words stand, apart from the title that is shown anyway. */
function placeOf(body: ItemBody<ItemKind>, words: readonly SearchWord[], shownTitle: string, locale: Locale): Piece[] | null {
  if (words.length === 0) return null;
  const { titles, texts } = searchFields(body);
  return excerpt([...texts.filter((f) => f.text !== body.slug), ...titles.filter((f) => !shownTitle.includes(f.text))], words, locale);
}

/** The topics in force by their titles, the packs that were loaded, and the shop's own content. One statement. */
async function choices(reader: Reader, locale: Locale): Promise<{ topics: Choice[]; packs: Choice[] }> {
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
