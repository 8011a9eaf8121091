import { and, eq, isNull, or, sql } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Reader } from "~/platform/database.server";
import { type ItemBody, type ItemKind, itemSchemas } from "./pack";

/** A published version of one item. It never changes and is shared between requests: its body is frozen. */
export type ContentVersion<K extends ItemKind = ItemKind> = {
  id: string;
  itemId: string;
  kind: K;
  slug: string;
  pack: string;
  version: number;
  digest: string;
  body: ItemBody<K>;
};

const KEPT = 5000;
/** By version id. Versions are immutable, so what was parsed once holds for the life of the process. */
const cache = new Map<string, ContentVersion>();

function deepFreeze(value: unknown): void {
  if (value === null || typeof value !== "object" || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
}

/** The versions of `ids` by id, those that exist. One statement, none when all are in the cache. */
export async function versionsById(reader: Reader, ids: readonly string[]): Promise<Map<string, ContentVersion>> {
  const found = new Map<string, ContentVersion>();
  const missing: string[] = [];
  for (const id of new Set(ids)) {
    const cached = cache.get(id);
    if (cached) found.set(id, cached);
    else missing.push(id);
  }
  if (missing.length === 0) return found;
  const breathe = breather();
  const rows = await reader
    .select({
      id: contentVersion.id,
      itemId: contentVersion.itemId,
      kind: contentItem.kind,
      slug: contentItem.slug,
      pack: contentItem.pack,
      version: contentVersion.version,
      digest: contentVersion.digest,
      body: contentVersion.body,
    })
    .from(contentVersion)
    .innerJoin(contentItem, eq(contentItem.id, contentVersion.itemId))
    .where(sql`${contentVersion.id} = any(${sql.param(missing)}::uuid[])`);
  for (const row of rows) {
    await breathe();
    const kind = row.kind as ItemKind;
    const body = itemSchemas[kind].parse(row.body);
    deepFreeze(body);
    const version = { ...row, kind, body } as ContentVersion;
    if (cache.size >= KEPT) for (const oldest of cache.keys()) if (cache.delete(oldest)) break;
    cache.set(row.id, version);
    found.set(row.id, version);
  }
  return found;
}

/** One version, of the kind that the caller expects, or null. */
export async function versionById<K extends ItemKind>(reader: Reader, id: string, kind: K): Promise<ContentVersion<K> | null> {
  const version = (await versionsById(reader, [id])).get(id);
  return version?.kind === kind ? (version as ContentVersion<K>) : null;
}

/** The version in force of one item, or null when there is no such item. An archived item is still found: running plans name it. */
export async function currentVersion<K extends ItemKind>(reader: Reader, kind: K, slug: string): Promise<ContentVersion<K> | null> {
  const found = await contentBySlugs(reader, [{ kind, slug }]);
  return (found.get(`${kind} ${slug}`) as ContentVersion<K> | undefined) ?? null;
}

/** The versions in force of all items of a kind that are not archived, by slug. */
export async function currentVersions<K extends ItemKind>(reader: Reader, kind: K): Promise<ContentVersion<K>[]> {
  const rows = await reader
    .select({ versionId: contentItem.currentVersionId })
    .from(contentItem)
    .where(and(eq(contentItem.kind, kind), isNull(contentItem.archivedAt)))
    .orderBy(contentItem.slug);
  const versions = await versionsById(
    reader,
    rows.map((row) => row.versionId),
  );
  return rows.flatMap((row) => (versions.get(row.versionId) as ContentVersion<K> | undefined) ?? []);
}

/**
 * The versions in force of the items named, under the key "kind slug"; those that do not exist are missing.
 * `since`: for somebody who began then, and so keeps what was in force at that time unless a material version took its place.
 * One statement, two where some were never read in this process.
 */
export async function contentBySlugs(
  reader: Reader,
  wanted: readonly { kind: ItemKind; slug: string }[],
  since: Date | null = null,
): Promise<Map<string, ContentVersion>> {
  const byKey = new Map<string, ContentVersion>();
  if (wanted.length === 0) return byKey;
  const kinds = new Map<ItemKind, string[]>();
  // What is no slug (it may come from a URL) names nothing, and never reaches the database.
  for (const { kind, slug } of wanted) if (/^[a-z0-9-]{1,100}$/.test(slug)) kinds.set(kind, [...(kinds.get(kind) ?? []), slug]);
  if (kinds.size === 0) return byKey;
  const rows = await reader
    .select({ versionId: since ? begunVersion(since) : contentItem.currentVersionId })
    .from(contentItem)
    .where(or(...[...kinds].map(([kind, slugs]) => and(eq(contentItem.kind, kind), sql`${contentItem.slug} = any(${sql.param(slugs)})`))));
  for (const version of (
    await versionsById(
      reader,
      rows.map((row) => row.versionId),
    )
  ).values())
    byKey.set(`${version.kind} ${version.slug}`, version);
  return byKey;
}

/**
 * How many days the packs of these items give for a re-test, the fewest of several; for what the shop made itself, the fewest that any pack gives. Null: no
 * pack says. One statement.
 */
export async function retestDaysFor(reader: Reader, itemIds: readonly string[]): Promise<number | null> {
  const [row] = await reader.execute<{ days: number | null }>(sql`select coalesce(
    (select min(p.retest_days) from content_item i join content_pack p on p.slug = i.pack where i.id = any(${sql.param([...itemIds])}::uuid[])),
    (select min(retest_days) from content_pack)) as days`);
  return row?.days ?? null;
}

/** The version of an item for who began at `since`: the last that was published by then or is material; the first where all came later. */
function begunVersion(since: Date) {
  const at = sql`${since.toISOString()}::timestamptz`;
  return sql<string>`coalesce(
    (select v.id from content_version v where v.item_id = content_item.id and (v.published_at <= ${at} or v.material) order by v.version desc limit 1),
    (select v.id from content_version v where v.item_id = content_item.id order by v.version limit 1))`;
}
