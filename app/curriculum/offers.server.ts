import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { contentItem, contentOffer, contentVersion } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import type { ItemKind } from "./pack";

/** What a pack says about an item that was edited in the app. */
export type Offered = { itemId: string; body: unknown; digest: string };

/**
 * Keep what a loaded pack says about edited items as offers. Nothing new is offered where the pack says what it said before: what the edit began from,
 * or what was offered already. An offer that nobody decided gives way to a later one.
 */
export async function offerIn(tx: Tx, packVersion: number, offered: readonly Offered[], now: Date): Promise<void> {
  if (offered.length === 0) return;
  const ids = offered.map((o) => o.itemId);
  const [known, open] = await Promise.all([
    tx
      .select({ itemId: contentVersion.itemId, digest: contentVersion.digest })
      .from(contentVersion)
      .where(and(inArray(contentVersion.itemId, ids), eq(contentVersion.origin, "pack")))
      .union(
        tx
          .select({ itemId: contentOffer.itemId, digest: contentOffer.digest })
          .from(contentOffer)
          .where(and(inArray(contentOffer.itemId, ids), sql`${contentOffer.decision} is distinct from 'passed'`)),
      ),
    tx
      .select({ id: contentOffer.id, itemId: contentOffer.itemId, digest: contentOffer.digest })
      .from(contentOffer)
      .where(and(inArray(contentOffer.itemId, ids), isNull(contentOffer.decidedAt))),
  ]);
  const seen = new Set(known.map((k) => `${k.itemId} ${k.digest}`));
  const saidNow = new Map(offered.map((o) => [o.itemId, o.digest]));
  const passed = open.filter((o) => saidNow.get(o.itemId) !== o.digest).map((o) => o.id);
  if (passed.length > 0) await tx.update(contentOffer).set({ decidedAt: now, decision: "passed" }).where(inArray(contentOffer.id, passed));
  const fresh = offered.filter((o) => !seen.has(`${o.itemId} ${o.digest}`));
  if (fresh.length > 0) await tx.insert(contentOffer).values(fresh.map((o) => ({ ...o, packVersion, offeredAt: now })));
}

/** Close the open offer of an item that stands as its pack has it again. */
export async function passOffersIn(tx: Tx, itemId: string, now: Date): Promise<void> {
  await tx
    .update(contentOffer)
    .set({ decidedAt: now, decision: "passed" })
    .where(and(eq(contentOffer.itemId, itemId), isNull(contentOffer.decidedAt)));
}

/** What of an offer decides: what the edit began from, what the pack says now, and what is in force. */
export type OpenOffer = {
  id: string;
  itemId: string;
  kind: ItemKind;
  slug: string;
  pack: string;
  packVersion: number;
  offeredAt: Date;
  /** Null: the pack brings for the first time what was made in the app. */
  base: Record<string, unknown> | null;
  theirs: Record<string, unknown>;
  mine: Record<string, unknown>;
  mineVersion: number;
};

/**
 * The offers that wait for a decision, by kind and slug; `id` only that one. The base is what the pack said when the item was last brought in line with
 * it: the later of the last offer that was taken, kept or merged and the last version that came from the pack. One statement.
 */
export async function openOffers(reader: Reader, id: string | null = null): Promise<OpenOffer[]> {
  const base = sql<Record<string, unknown> | null>`(
    select last.body from (
      select o.decided_at as at, o.body from content_offer o where o.item_id = ${contentOffer.itemId} and o.decision in ('taken', 'kept', 'merged')
      union all
      select v.published_at, v.body from content_version v where v.item_id = ${contentOffer.itemId} and v.origin = 'pack'
    ) last order by last.at desc limit 1)`;
  const rows = await reader
    .select({
      id: contentOffer.id,
      itemId: contentOffer.itemId,
      kind: contentItem.kind,
      slug: contentItem.slug,
      pack: contentItem.pack,
      packVersion: contentOffer.packVersion,
      offeredAt: contentOffer.offeredAt,
      base,
      theirs: contentOffer.body,
      mine: contentVersion.body,
      mineVersion: contentVersion.version,
    })
    .from(contentOffer)
    .innerJoin(contentItem, eq(contentItem.id, contentOffer.itemId))
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(isNull(contentOffer.decidedAt), id ? eq(contentOffer.id, id) : undefined))
    .orderBy(contentItem.kind, contentItem.slug);
  return rows.map((row) => ({
    ...row,
    kind: row.kind as ItemKind,
    theirs: row.theirs as Record<string, unknown>,
    mine: row.mine as Record<string, unknown>,
  }));
}

/** Note what was decided about an offer. False: it was decided before. */
export async function decideOfferIn(
  tx: Tx,
  offer: { id: string; by: string | null; decision: "taken" | "kept" | "merged"; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(contentOffer)
    .set({ decidedAt: offer.now, decidedBy: offer.by, decision: offer.decision })
    .where(and(eq(contentOffer.id, offer.id), isNull(contentOffer.decidedAt)))
    .returning({ id: contentOffer.id });
  return rows.length > 0;
}
