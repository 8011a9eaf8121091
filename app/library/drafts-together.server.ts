import { eq, sql } from "drizzle-orm";
import { contentDraft, contentItem, contentVersion } from "@db/schema";
import type { ItemKey } from "~/curriculum/drafts.server";
import type { ItemKind } from "~/curriculum/pack";
import { nameKey } from "~/curriculum/references";
import type { Reader } from "~/platform/database.server";
import type { DraftBody } from "./form-body";

/** A draft as it is compared before it is published. `item`: what is in force; null: it is new. */
export type Drafted = ItemKey & {
  revision: number;
  baseVersionId: string | null;
  madeFrom: string | null;
  body: DraftBody;
  item: { versionId: string; version: number; archived: boolean; body: DraftBody } | null;
};

const MOST_OTHERS = 60;
const MOST_TOGETHER = 20;

/**
 * The draft of an item, those that are to be published together with it, and the others, which could be. Null: the item has no draft. One statement; of
 * what is in force only the bodies that are compared are read.
 */
export async function draftsTogether(reader: Reader, key: ItemKey, together: readonly ItemKey[]) {
  const asked = [key, ...together.slice(0, MOST_TOGETHER)].map(nameKey);
  const isAsked = sql`(${contentDraft.kind} || ' ' || ${contentDraft.slug}) = any(${sql.param(asked)})`;
  const rows = await reader
    .select({
      kind: contentDraft.kind,
      slug: contentDraft.slug,
      revision: contentDraft.revision,
      baseVersionId: contentDraft.baseVersionId,
      madeFrom: contentDraft.madeFrom,
      body: contentDraft.body,
      versionId: contentItem.currentVersionId,
      archivedAt: contentItem.archivedAt,
      version: contentVersion.version,
      inForce: sql<DraftBody | null>`case when ${isAsked} then ${contentVersion.body} end`,
    })
    .from(contentDraft)
    .leftJoin(contentItem, sql`${contentItem.kind} = ${contentDraft.kind} and ${contentItem.slug} = ${contentDraft.slug}`)
    .leftJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .orderBy(sql`not ${isAsked}`, contentDraft.kind, contentDraft.slug)
    .limit(MOST_OTHERS);
  const drafts = rows.map(({ kind, versionId, version, archivedAt, inForce, ...row }): Drafted => {
    const item = versionId && version !== null ? { versionId, version, archived: archivedAt !== null, body: inForce ?? {} } : null;
    return { ...row, kind: kind as ItemKind, item };
  });
  const own = drafts.find((draft) => nameKey(draft) === nameKey(key));
  if (!own) return null;
  const others = drafts.filter((draft) => draft !== own).sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1));
  return { own, picked: others.filter((draft) => asked.includes(nameKey(draft))), others };
}
