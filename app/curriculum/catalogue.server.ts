import { and, eq, inArray, sql } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import type { Product } from "./catalogue-rules";
import { itemDigest } from "./load.server";
import { itemSchemas } from "./pack";
import { storedDigest } from "./picture";
import { pictureBytes } from "./picture.server";
import { indexItems } from "./search.server";

/** A product of the catalogue in its version in force. */
export type CatalogueItem = {
  itemId: string;
  slug: string;
  pack: string;
  version: number;
  digest: string;
  archivedAt: Date | null;
  body: Product;
};

/** All products, archived ones too, by slug; `slug` only that one. One statement. */
export async function catalogueItems(reader: Reader, slug?: string): Promise<CatalogueItem[]> {
  const rows = await reader
    .select({
      itemId: contentItem.id,
      slug: contentItem.slug,
      pack: contentItem.pack,
      archivedAt: contentItem.archivedAt,
      version: contentVersion.version,
      digest: contentVersion.digest,
      body: contentVersion.body,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "product"), slug === undefined ? undefined : eq(contentItem.slug, slug)))
    .orderBy(contentItem.slug);
  const breathe = breather();
  const items: CatalogueItem[] = [];
  for (const { body, ...row } of rows) {
    items.push({ ...row, body: itemSchemas.product.parse(body) });
    await breathe();
  }
  return items;
}

/** Rows to a statement: well under the number of parameters that PostgreSQL takes. */
const AT_ONCE = 100;

/** A body that comes into force: of a known item, or of a new one. */
export type Publication = {
  kind: "product" | "question";
  itemId: string | null;
  pack: string;
  body: { slug: string };
  madeFrom: string | null;
};

/**
 * Publish many bodies, each as the next version of its item or the first of a new one; what was archived is back. The caller holds the content's lock.
 * `told` hears how many are written so far.
 */
export async function publishMany(
  tx: Tx,
  ctx: WriteContext,
  list: readonly Publication[],
  note: string | null,
  told: (written: number) => Promise<void> = async () => undefined,
): Promise<void> {
  for (let at = 0; at < list.length; at += AT_ONCE) {
    const some = list.slice(at, at + AT_ONCE);
    const latest = await latestVersions(
      tx,
      some.flatMap((one) => one.itemId ?? []),
    );
    const made = await Promise.all(
      some.map(async (one) => ({
        ...one,
        id: one.itemId ?? newId(),
        versionId: newId(),
        digest: itemDigest(one.body, await pictureOf(tx, one)),
        version: (one.itemId === null ? 0 : (latest.get(one.itemId) ?? 0)) + 1,
      })),
    );
    const fresh = made.filter((one) => one.itemId === null);
    if (fresh.length > 0)
      await tx.insert(contentItem).values(
        fresh.map(({ id, kind, body, pack, versionId }) => ({
          id,
          kind,
          slug: body.slug,
          pack,
          currentVersionId: versionId,
          createdAt: ctx.now,
        })),
      );
    const versions = made.map(({ id, versionId, version, body, digest, madeFrom }) => ({ id, versionId, version, body, digest, madeFrom }));
    // As one value: a parameter for each field of each row takes longer to write down than the row to make.
    await tx.execute(sql`
      insert into content_version (id, item_id, version, body, digest, origin, note, published_by, published_at, made_from)
      select "versionId", id, version, body, digest, 'edit', ${note}::text, ${ctx.actorId}::uuid, ${ctx.now.toISOString()}::timestamptz, "madeFrom"
      from json_to_recordset(${JSON.stringify(versions)}::json)
        as r(id uuid, "versionId" uuid, version integer, body jsonb, digest text, "madeFrom" text)`);
    const next = made.filter((one) => one.itemId !== null);
    if (next.length > 0)
      await tx.execute(sql`
        update content_item i set current_version_id = v.version_id, archived_at = null, archived_by = null, superseded_by = null
        from unnest(${sql.param(next.map((one) => one.id))}::uuid[], ${sql.param(next.map((one) => one.versionId))}::uuid[]) as v(item_id, version_id)
        where i.id = v.item_id`);
    await indexItems(
      tx,
      made.map((one) => one.id),
    );
    await told(at + some.length);
  }
}

async function latestVersions(tx: Tx, itemIds: readonly string[]): Promise<Map<string, number>> {
  if (itemIds.length === 0) return new Map();
  const rows = await tx
    .select({ itemId: contentVersion.itemId, latest: sql<number>`max(${contentVersion.version})` })
    .from(contentVersion)
    .where(inArray(contentVersion.itemId, [...itemIds]))
    .groupBy(contentVersion.itemId);
  return new Map(rows.map((row) => [row.itemId, row.latest]));
}

/** The bytes that count for the digest: of a picture that its name does not pin down. */
async function pictureOf(tx: Tx, { kind, pack, body }: Pick<Publication, "kind" | "pack" | "body">): Promise<Buffer | null> {
  const picture = kind === "product" ? (body as Product).picture : undefined;
  return picture === undefined || storedDigest(picture) ? null : pictureBytes(tx, pack, picture);
}

/** The digest of a product's body, with the bytes of a picture that its pack brought under a name of its own. */
export async function productDigest(tx: Tx, pack: string, body: Product): Promise<string> {
  return itemDigest(body, await pictureOf(tx, { kind: "product", pack, body }));
}

/** Take items out of use, or bring them back. `by`: who decided it; null: it follows from something else. */
export async function setArchived(tx: Tx, now: Date, itemIds: readonly string[], archived: boolean, by: string | null): Promise<void> {
  if (itemIds.length === 0) return;
  await tx
    .update(contentItem)
    .set(archived ? { archivedAt: now, archivedBy: by } : { archivedAt: null, archivedBy: null, supersededBy: null })
    .where(sql`${contentItem.id} = any(${sql.param([...itemIds])}::uuid[])`);
}
