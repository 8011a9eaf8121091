import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eq, inArray, sql } from "drizzle-orm";
import { audit as auditTable, contentItem, contentPack, contentVersion } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { canonicalJson } from "./canonical";
import { knownRefs } from "./lineage-refs.server";
import { type Offered, offerIn } from "./offers.server";
import { SHOP } from "./pack-basics";
import { lineageFaults, refsOf } from "./pack-lineage";
import { packFaults } from "./pack-rules";
import { storedDigest } from "./picture";
import { type BroughtPicture, forgetPictures, keepPictures } from "./picture.server";
import { type Pack, type PackFault, type PackItem, readPack } from "./read-pack.server";
import { indexItems, lockContent } from "./search.server";

/** Nobody here: somebody who took an item out of use where the library was exported. */
const SOMEBODY_ELSEWHERE = "00000000-0000-0000-0000-000000000000";

/** What a load did, by number of items. `kept`: items edited in the app, which a pack never overwrites. */
export type PackLoad = { created: number; changed: number; unchanged: number; archived: number; kept: { kind: string; slug: string }[] };

/** What was loaded, or every reason why nothing was. */
export type LoadOutcome = { ok: true; value: PackLoad } | { ok: false; faults: PackFault[] };

/** SHA-256 of an item's canonical body, followed by the bytes of a picture that its name does not pin down: a redrawn picture is a new version too. */
export function itemDigest(body: unknown, picture: Uint8Array | null): string {
  const hash = createHash("sha256").update(canonicalJson(body));
  if (picture) hash.update(picture);
  return hash.digest("hex");
}

async function digestOf(item: PackItem, dir: string): Promise<string> {
  const picture = item.kind === "product" ? item.body.picture : undefined;
  return itemDigest(item.body, picture && !storedDigest(picture) ? await readFile(join(dir, "products", picture)) : null);
}

/**
 * Load the pack in `dir`: every item gets its current version, in one transaction. With any fault nothing is loaded and the faults are returned.
 * Loading the same pack again changes nothing; a changed item gets its next version; an item edited in the app keeps its edit;
 * an item that left the pack is archived. Two loads at once wait for each other.
 */
export async function loadPack(db: Reader, dir: string, now: Date): Promise<LoadOutcome> {
  return loadRead(db, dir, await readPack(dir), now);
}

/** The same for a pack that was read from `dir` already. */
export async function loadRead(
  db: Reader,
  dir: string,
  { pack, faults }: { pack: Pack | null; faults: PackFault[] },
  now: Date,
): Promise<LoadOutcome> {
  const pictureExists = (picture: string) => existsSync(join(dir, "products", picture));
  const all = [...faults];
  if (pack) all.push(...packFaults(pack.items, pictureExists), ...lineageFaults(pack, pictureExists, await knownRefs(db, refsOf(pack))));
  if (!pack || all.length > 0) return { ok: false, faults: all };
  const loaded = await withDigests(pack);
  return db.transaction(async (tx) => {
    await lockContent(tx);
    return writePack(tx, loaded, now, "stay");
  });
}

/** A pack whose items know their digests. */
type LoadedItem = PackItem & { digest: string };
export type LoadedPack = Omit<Pack, "items" | "archived"> & { items: LoadedItem[]; archived: LoadedItem[] };

/** Work out the digests of a pack's items. */
export async function withDigests(pack: Pack): Promise<LoadedPack> {
  const digested = (items: readonly PackItem[]) =>
    Promise.all(items.map(async (item) => ({ ...item, digest: await digestOf(item, pack.dir) })));
  return { ...pack, items: await digested(pack.items), archived: await digested(pack.archived) };
}

/**
 * Write a pack that was checked. The caller holds the lock of the content. `pictures`: those of a pack under CONTENT_DIR stay there, those of another
 * folder are kept with the uploaded files.
 */
export async function writePack(tx: Tx, pack: LoadedPack, now: Date, pictures: "stay" | "keep"): Promise<LoadOutcome> {
  const rows = await tx
    .select({
      id: contentItem.id,
      kind: contentItem.kind,
      slug: contentItem.slug,
      pack: contentItem.pack,
      archivedAt: contentItem.archivedAt,
      archivedBy: contentItem.archivedBy,
      digest: contentVersion.digest,
      origin: contentVersion.origin,
      latest: sql<number>`(select max(v.version) from content_version v where v.item_id = ${contentItem.id})`,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId));
  const adopted = await adoptFromShop(tx, pack, rows);
  const existing = new Map(rows.map((row) => [`${row.kind} ${row.slug}`, adopted.has(row.id) ? { ...row, pack: pack.slug } : row]));
  const foreign = pack.items.filter((item) => (existing.get(`${item.kind} ${item.slug}`)?.pack ?? pack.slug) !== pack.slug);
  if (foreign.length > 0) {
    const owner = (item: PackItem) => existing.get(`${item.kind} ${item.slug}`)?.pack;
    return {
      ok: false,
      faults: foreign.map((item) => ({
        file: item.file,
        path: item.slug,
        rule: `the ${item.kind} "${item.slug}" belongs to the pack "${owner(item)}"`,
      })),
    };
  }

  const load: PackLoad = { created: 0, changed: 0, unchanged: 0, archived: 0, kept: [] };
  const newItems: (typeof contentItem.$inferInsert & { id: string })[] = [];
  const brought: BroughtPicture[] = [];
  const newVersions: (typeof contentVersion.$inferInsert & { id: string })[] = [];
  const version = (item: LoadedItem, itemId: string, number: number) => {
    const row = {
      id: newId(),
      itemId,
      version: number,
      body: item.body,
      digest: item.digest,
      origin: pack.edited.has(`${item.kind} ${item.slug}`) ? ("edit" as const) : ("pack" as const),
      packVersion: pack.version,
      publishedAt: now,
      madeFrom: pack.madeFrom.get(`${item.kind} ${item.slug}`) ?? null,
    };
    newVersions.push(row);
    if (item.kind === "product" && item.body.picture !== undefined) brought.push({ itemId, picture: item.body.picture });
    return row.id;
  };
  const changed: { itemId: string; versionId: string }[] = [];
  const revived: string[] = [];
  const offered: Offered[] = [];
  for (const item of pack.items) {
    const found = existing.get(`${item.kind} ${item.slug}`);
    if (!found) {
      const itemId = newId();
      newItems.push({
        id: itemId,
        kind: item.kind,
        slug: item.slug,
        pack: pack.slug,
        currentVersionId: version(item, itemId, 1),
        createdAt: now,
      });
      load.created++;
      continue;
    }
    // What somebody took out of use in the app stays out of use.
    if (found.archivedAt && !found.archivedBy) revived.push(found.id);
    if (found.origin === "edit") offered.push({ itemId: found.id, body: item.body, digest: item.digest });
    if (found.digest === item.digest) load.unchanged++;
    else if (found.origin === "edit") load.kept.push({ kind: item.kind, slug: item.slug });
    else {
      changed.push({ itemId: found.id, versionId: version(item, found.id, found.latest + 1) });
      load.changed++;
    }
  }
  const settled: { id: string; by: string | null; successor: string | null }[] = [];
  for (const item of pack.archived) {
    const found = existing.get(`${item.kind} ${item.slug}`);
    const { by_hand, superseded_by: successor = null } = pack.standing.get(`${item.kind} ${item.slug}`) ?? {};
    const by = by_hand ? SOMEBODY_ELSEWHERE : null;
    if (!found) {
      const itemId = newId();
      newItems.push({
        ...{ id: itemId, kind: item.kind, slug: item.slug, pack: pack.slug, currentVersionId: version(item, itemId, 1), createdAt: now },
        ...{ archivedAt: now, archivedBy: by, supersededBy: successor },
      });
      load.created++;
      // What another pack has here, or what was edited here, stays as it is; nothing is brought back, and what is in use goes the way of all that left.
    } else if (found.pack === pack.slug && found.origin === "pack") {
      if (found.digest !== item.digest) {
        changed.push({ itemId: found.id, versionId: version(item, found.id, found.latest + 1) });
        load.changed++;
      }
      if (by !== null || successor !== null) settled.push({ id: found.id, by: found.archivedBy ?? by, successor });
    }
  }
  const inPack = new Set(pack.items.map((item) => `${item.kind} ${item.slug}`));
  const gone = rows.filter(
    (row) => row.pack === pack.slug && !row.archivedAt && row.origin === "pack" && !inPack.has(`${row.kind} ${row.slug}`),
  );
  load.archived = gone.length;

  for (const some of portions(newItems)) await tx.insert(contentItem).values(some);
  for (const some of portions(newVersions)) await tx.insert(contentVersion).values(some);
  for (const { itemId, versionId } of changed)
    await tx.update(contentItem).set({ currentVersionId: versionId }).where(eq(contentItem.id, itemId));
  if (revived.length > 0)
    await tx.update(contentItem).set({ archivedAt: null, supersededBy: null }).where(inArray(contentItem.id, revived));
  if (gone.length > 0)
    await tx
      .update(contentItem)
      .set({ archivedAt: now })
      .where(
        inArray(
          contentItem.id,
          gone.map((row) => row.id),
        ),
      );
  for (const { id, by, successor } of settled)
    await tx
      .update(contentItem)
      .set({ archivedBy: by, ...(successor === null ? {} : { supersededBy: successor }) })
      .where(eq(contentItem.id, id));
  await offerIn(tx, pack.version, offered, now);
  if (pictures === "keep") await keepPictures(tx, pack.slug, pack.dir, brought, now);
  else await forgetPictures(tx, pack.slug, brought);
  await indexItems(tx, [...newItems.map((item) => item.id), ...changed.map(({ itemId }) => itemId)]);
  const about = {
    version: pack.version,
    name: pack.name,
    description: pack.description,
    retestDays: pack.retest_days ?? null,
    bankCertificateDays: pack.bank_certificate_days ?? null,
    loadedAt: now,
  };
  await tx
    .insert(contentPack)
    .values({ slug: pack.slug, ...about })
    .onConflictDoUpdate({ target: contentPack.slug, set: about });
  if (newVersions.length + revived.length + gone.length > 0) {
    const after = { version: pack.version, created: load.created, changed: load.changed, archived: load.archived, revived: revived.length };
    await tx.insert(auditTable).values({ at: now, action: "curriculum.pack_loaded", subjectType: "pack", subjectId: pack.slug, after });
  }
  return { ok: true, value: load };
}

/** Rows to a statement: well under the number of parameters that PostgreSQL takes. */
const AT_ONCE = 1000;

function* portions<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += AT_ONCE) yield rows.slice(at, at + AT_ONCE);
}

/**
 * A pack that brings what the shop made under the same name takes it over, as edited here: what the pack says of it waits as an offer. Products stay the
 * shop's, since their codes and pictures do not become another's by chance. Returns the ids.
 */
async function adoptFromShop(
  tx: Tx,
  pack: LoadedPack,
  rows: readonly { id: string; kind: string; slug: string; pack: string; origin: string }[],
): Promise<ReadonlySet<string>> {
  if (pack.slug === SHOP) return new Set();
  const brought = new Set(pack.items.map((item) => `${item.kind} ${item.slug}`));
  const ids = rows.flatMap((row) =>
    row.pack === SHOP && row.origin === "edit" && row.kind !== "product" && brought.has(`${row.kind} ${row.slug}`) ? [row.id] : [],
  );
  if (ids.length > 0) await tx.update(contentItem).set({ pack: pack.slug }).where(inArray(contentItem.id, ids));
  return new Set(ids);
}
