import { createHash } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { contentDraft, contentItem, contentVersion } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { editingOf, type ItemKey, lockName } from "./drafts.server";
import { type Checked, checkChanges, faultsWith, parseDraft } from "./library-check.server";
import { canonicalJson } from "./canonical";
import { productDigest } from "./catalogue.server";
import { checkSuccessor, originFaults } from "./lineage.server";
import { decideOfferIn } from "./offers.server";
import type { ItemBody, ItemKind } from "./pack";
import { SHOP } from "./pack-basics";
import { indexItems, lockContent } from "./search.server";

/** A version that was just published. */
export type Published = ItemKey & { itemId: string; versionId: string; version: number; body: ItemBody<ItemKind> };

type NewVersion = ItemKey & {
  itemId: string | null;
  body: ItemBody<ItemKind>;
  material: boolean;
  note: string;
  origin: "pack" | "edit";
  packVersion: number | null;
  undoes: string | null;
  madeFrom: string | null;
  /** What becomes of an item that is out of use: somebody who publishes a draft of it wants it used again; who settles only its text does not. */
  archived: "back_in_use" | "stays";
};

/** SHA-256 of a body, as a load makes it. */
export function digestOfBody(body: unknown): string {
  return createHash("sha256").update(canonicalJson(body)).digest("hex");
}

async function digestOfProduct(tx: Tx, itemId: string, body: ItemBody<"product">): Promise<string> {
  const [item] = await tx.select({ pack: contentItem.pack }).from(contentItem).where(eq(contentItem.id, itemId));
  return productDigest(tx, item?.pack ?? SHOP, body);
}

/** Write one version and put it in force, with its audit row. The caller holds the lock of the content and has checked the body. */
export async function publishVersionIn(tx: Tx, ctx: WriteContext, input: NewVersion): Promise<Published> {
  const { kind, slug, body, material, note, origin, packVersion, undoes, madeFrom, archived } = input;
  const versionId = newId();
  const itemId = input.itemId ?? newId();
  const [last] = await tx
    .select({ version: sql<number>`coalesce(max(${contentVersion.version}), 0)::int` })
    .from(contentVersion)
    .where(eq(contentVersion.itemId, itemId));
  const version = (last?.version ?? 0) + 1;
  if (input.itemId)
    await tx
      .update(contentItem)
      .set({
        currentVersionId: versionId,
        ...(archived === "back_in_use" ? { archivedAt: null, archivedBy: null, supersededBy: null } : {}),
      })
      .where(eq(contentItem.id, itemId));
  // What is new in the app is the shop's: no pack is ever loaded over it. An item of a pack stays the pack's, edited.
  else await tx.insert(contentItem).values({ id: itemId, kind, slug, pack: SHOP, currentVersionId: versionId, createdAt: ctx.now });
  await tx.insert(contentVersion).values({
    id: versionId,
    itemId,
    version,
    body,
    digest: kind === "product" ? await digestOfProduct(tx, itemId, body as ItemBody<"product">) : digestOfBody(body),
    origin,
    packVersion,
    material,
    note: note || null,
    publishedBy: ctx.actorId,
    publishedAt: ctx.now,
    undoes,
    madeFrom,
  });
  await indexItems(tx, [itemId]);
  await audit(tx, ctx, {
    action: undoes ? "curriculum.publication_undone" : "curriculum.published",
    subject: { type: kind, id: slug },
    before: { version: version - 1 },
    after: { version, material, versionId },
    reason: note || null,
  });
  return { kind, slug, itemId, versionId, version, body };
}

const NOTE_LENGTH = 500;

/** Why a note cannot stand; null: it can. */
export function noteRefusal(note: string): { code: string; field: string } | null {
  if (note.length < 3) return { code: "note_missing", field: "note" };
  return note.length > NOTE_LENGTH ? { code: "note_too_long", field: "note" } : null;
}

type Asked = { items: readonly (ItemKey & { revision: number })[]; note: string; material: boolean };
type Ready = NewVersion & { draftId: string; offerId: string | null };

/** The drafts that somebody asks to publish: each must be the one that was seen, begun from the version in force, and sound in itself. `lock` takes each. */
async function readyDrafts(reader: Reader, input: Asked, lock: (key: ItemKey) => Promise<void>): Promise<Outcome<Ready[]>> {
  const ready: Ready[] = [];
  for (const { kind, slug, revision } of input.items) {
    await lock({ kind, slug });
    const found = await editingOf(reader, { kind, slug });
    if (!found?.draft) return refuse("draft_gone");
    const { item, draft } = found;
    if (draft.revision !== revision) return refuse("draft_stale");
    if ((item?.versionId ?? null) !== draft.baseVersionId) return refuse("base_moved");
    const parsed = parseDraft(kind, slug, draft.body);
    if ("faults" in parsed) return refuse("content_faults", { params: { count: parsed.faults.length } });
    if (item && canonicalJson(parsed.body) === canonicalJson(item.body) && !item.archived) return refuse("nothing_changed");
    const made = { itemId: item?.id ?? null, body: parsed.body, madeFrom: draft.madeFrom, draftId: draft.id, offerId: draft.offerId };
    const said = { material: input.material, note: input.note.trim() };
    ready.push({ kind, slug, ...made, ...said, origin: "edit", packVersion: null, undoes: null, archived: "back_in_use" });
  }
  return accept(ready);
}

/** Check drafts against the library, before the content's lock is taken to publish them. Null: they cannot be published anyway. */
export async function checkDrafts(reader: Reader, input: Asked): Promise<Checked | null> {
  if (noteRefusal(input.note.trim())) return null;
  const ready = await readyDrafts(reader, input, async () => undefined);
  return ready.ok ? checkChanges(reader, ready.value) : null;
}

/**
 * Publish drafts together: each must be the one that was seen, begun from the version in force, sound in itself and in the library (`checked`: what was
 * found before). Called inside the transaction of the publication; removes the drafts and settles the offers that they merged.
 */
export async function publishDraftsIn(tx: Tx, ctx: WriteContext, input: Asked, checked: Checked | null): Promise<Outcome<Published[]>> {
  const wrong = noteRefusal(input.note.trim());
  if (wrong) return { ok: false, refusals: [wrong] };
  await lockContent(tx);
  const drafts = await readyDrafts(tx, input, (key) => lockName(tx, key));
  if (!drafts.ok) return drafts;
  const ready = drafts.value;
  const faults = [...(await faultsWith(tx, ready, checked)), ...(await originFaults(tx, ready))];
  if (faults.length > 0) return refuse("content_faults", { params: { count: faults.length } });
  const published: Published[] = [];
  for (const { draftId, offerId, ...version } of ready) {
    published.push(await publishVersionIn(tx, ctx, version));
    if (offerId) await decideOfferIn(tx, { id: offerId, by: ctx.actorId, decision: "merged", now: ctx.now });
    await tx.delete(contentDraft).where(eq(contentDraft.id, draftId));
  }
  return accept(published);
}

/** Check, before the content's lock is taken, what an item's leaving or coming back breaks. Null: it cannot be done anyway. */
async function checkArchiving(reader: Reader, { kind, slug }: ItemKey, archive: boolean): Promise<Checked | null> {
  const item = (await editingOf(reader, { kind, slug }))?.item;
  if (!item || item.archived === archive) return null;
  const parsed = parseDraft(kind, slug, item.body);
  return "faults" in parsed ? null : checkChanges(reader, [{ kind, slug, body: archive ? null : parsed.body }]);
}

/**
 * Take an item out of use, or bring it back. What others rest on stays: the rules about the whole library say what would break. `successor`: what takes its
 * place, as somebody typed it.
 */
export async function setArchived(
  ctx: WriteContext,
  { kind, slug }: ItemKey,
  archive: boolean,
  reason: string,
  successor = "",
): Promise<Outcome<ItemKey>> {
  const checked = await checkArchiving(ctx.db, { kind, slug }, archive);
  return write(ctx, async (tx) => {
    if (reason.trim().length < 3) return refuse("archive_reason", { field: "reason" });
    await lockContent(tx);
    const found = await editingOf(tx, { kind, slug });
    if (!found?.item) return refuse("draft_gone");
    const { item } = found;
    if (item.archived === archive) return accept({ kind, slug });
    const supersededBy = archive ? await checkSuccessor(tx, { kind, slug }, successor) : accept(null);
    if (!supersededBy.ok) return supersededBy;
    const parsed = parseDraft(kind, slug, item.body);
    const change = (body: ItemBody<ItemKind>) => [{ kind, slug, body: archive ? null : body }];
    const faults = "faults" in parsed ? parsed.faults : await faultsWith(tx, change(parsed.body), checked);
    const first = faults[0];
    if (first)
      return refuse("archive_breaks", { params: { where: `${first.kind} ${first.slug}`, rule: first.rule, count: faults.length } });
    await tx
      .update(contentItem)
      .set({ archivedAt: archive ? ctx.now : null, archivedBy: archive ? ctx.actorId : null, supersededBy: supersededBy.value })
      .where(eq(contentItem.id, item.id));
    await indexItems(tx, [item.id]);
    await audit(tx, ctx, {
      action: archive ? "curriculum.item_archived" : "curriculum.item_restored",
      subject: { type: kind, id: slug },
      after: supersededBy.value ? { supersededBy: supersededBy.value } : null,
      reason: reason.trim(),
    });
    return accept({ kind, slug });
  });
}

/** A version as the history of its item shows it, newest first. */
export type HistoryRow = {
  id: string;
  version: number;
  body: Record<string, unknown>;
  origin: "pack" | "edit";
  packVersion: number | null;
  material: boolean;
  note: string | null;
  publishedBy: string | null;
  publishedAt: Date;
  undoes: string | null;
  madeFrom: string | null;
  pack: string;
  archived: boolean;
};

/** All versions of an item, newest first. One statement. */
export async function historyOf(reader: Reader, { kind, slug }: ItemKey): Promise<HistoryRow[]> {
  const rows = await reader
    .select({
      id: contentVersion.id,
      version: contentVersion.version,
      body: contentVersion.body,
      origin: contentVersion.origin,
      packVersion: contentVersion.packVersion,
      material: contentVersion.material,
      note: contentVersion.note,
      publishedBy: sql<string | null>`(select p.name from person p where p.id = ${contentVersion.publishedBy})`,
      publishedAt: contentVersion.publishedAt,
      undoes: contentVersion.undoes,
      madeFrom: contentVersion.madeFrom,
      pack: contentItem.pack,
      archivedAt: contentItem.archivedAt,
    })
    .from(contentVersion)
    .innerJoin(contentItem, eq(contentItem.id, contentVersion.itemId))
    .where(sql`${contentItem.kind} = ${kind} and ${contentItem.slug} = ${slug}`)
    .orderBy(sql`${contentVersion.version} desc`);
  return rows.map(({ archivedAt, ...row }) => ({ ...row, body: row.body as Record<string, unknown>, archived: archivedAt !== null }));
}

/** The bodies of versions by id, with the item they are of and the version before each. */
export async function versionsWithBefore(reader: Reader, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return reader
    .select({
      id: contentVersion.id,
      kind: contentItem.kind,
      slug: contentItem.slug,
      version: contentVersion.version,
      note: contentVersion.note,
      body: contentVersion.body,
      before: sql<Record<
        string,
        unknown
      > | null>`(select w.body from content_version w where w.item_id = ${contentVersion.itemId} and w.version = ${contentVersion.version} - 1)`,
    })
    .from(contentVersion)
    .innerJoin(contentItem, eq(contentItem.id, contentVersion.itemId))
    .where(inArray(contentVersion.id, [...ids]))
    .orderBy(contentItem.kind, contentItem.slug);
}
