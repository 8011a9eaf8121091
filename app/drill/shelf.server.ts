import { inArray } from "drizzle-orm";
import { contentItem, contentRevision } from "@db/schema";
import { versionsById } from "~/curriculum/queries.server";
import type { Db } from "~/platform/database.server";
import { askable, type AskableVersion } from "./askable.server";

/**
 * Questions as they stand, kept in memory while nothing of the content in force changes: `content_revision` counts the changes, and each statement of the drill
 * reads or checks the number. `inForce`: of an item the version that is asked now; null: it is out of use.
 */
type Shelf = { revision: number; versions: Map<string, AskableVersion | null>; inForce: Map<string, string | null> };

const shelves = new WeakMap<Db, Shelf>();
const MOST = 5000;

const empty = (revision: number): Shelf => ({ revision, versions: new Map(), inForce: new Map() });

function shelfOf(db: Db): Shelf {
  const shelf = shelves.get(db) ?? empty(0);
  shelves.set(db, shelf);
  return shelf;
}

/** The revision of the content that what is in memory holds for. */
export function shelfRevision(db: Db): number {
  return shelfOf(db).revision;
}

/** A statement has read this revision: what was kept of another is forgotten. */
export function turnShelf(db: Db, revision: number): void {
  const shelf = shelfOf(db);
  if (shelf.revision !== revision || shelf.versions.size > MOST || shelf.inForce.size > MOST) shelves.set(db, empty(revision));
}

/** Read the revision. For whoever has no statement of their own that brings it. */
export async function checkShelf(db: Db): Promise<void> {
  const [row] = await db.select({ number: contentRevision.number }).from(contentRevision);
  turnShelf(db, row?.number ?? 0);
}

/** One version of a question, in force or not; null when there is none. */
export async function askedById(db: Db, id: string): Promise<AskableVersion | null> {
  return (await versionsOnShelf(db, [id])).get(id) ?? null;
}

async function versionsOnShelf(db: Db, ids: readonly string[]): Promise<Shelf["versions"]> {
  const { versions } = shelfOf(db);
  const missing = ids.filter((id) => !versions.has(id));
  if (missing.length > 0) {
    const found = await askable(db, [...(await versionsById(db, missing)).values()]);
    for (const id of missing) versions.set(id, null);
    for (const version of found) versions.set(version.id, version);
  }
  return versions;
}

/** The questions in force of these items; those that are out of use are missing. */
export async function askedNow(db: Db, items: readonly string[]): Promise<Map<string, AskableVersion>> {
  const { inForce } = shelfOf(db);
  const missing = items.filter((item) => !inForce.has(item));
  if (missing.length > 0) {
    const rows = await db
      .select({ id: contentItem.id, versionId: contentItem.currentVersionId, archivedAt: contentItem.archivedAt })
      .from(contentItem)
      .where(inArray(contentItem.id, missing));
    for (const item of missing) inForce.set(item, null);
    for (const row of rows) inForce.set(row.id, row.archivedAt === null ? row.versionId : null);
  }
  const ids = items.flatMap((item) => inForce.get(item) ?? []);
  const versions = await versionsOnShelf(db, ids);
  return new Map(
    ids.flatMap((id) => {
      const version = versions.get(id);
      return version ? [[version.itemId, version] as const] : [];
    }),
  );
}
