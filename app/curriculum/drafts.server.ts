import { and, eq, lt, or, sql } from "drizzle-orm";
import { contentDraft, contentDraftPast, contentItem, contentVersion, person } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { canonicalJson } from "./canonical";
import type { ItemKind } from "./pack";

type Body = Record<string, unknown>;
export type ItemKey = { kind: ItemKind; slug: string };

/** An item as its editor finds it: what is in force, and what somebody is changing. */
export type Editing = {
  item: { id: string; pack: string; archived: boolean; versionId: string; version: number; body: Body } | null;
  draft: {
    id: string;
    body: Body;
    baseVersionId: string | null;
    offerId: string | null;
    madeFrom: string | null;
    revision: number;
    editorId: string;
    editorName: string | null;
    updatedAt: Date;
  } | null;
};

/** What stands of an item and its draft; null when there is neither. One statement. */
export async function editingOf(reader: Reader, { kind, slug }: ItemKey): Promise<Editing | null> {
  const [row] = await reader
    .select({
      id: contentItem.id,
      pack: contentItem.pack,
      archivedAt: contentItem.archivedAt,
      versionId: contentVersion.id,
      version: contentVersion.version,
      body: contentVersion.body,
      draft: contentDraft,
      editorName: person.name,
    })
    .from(sql`(select ${kind}::text as kind, ${slug}::text as slug) as asked`)
    .leftJoin(contentItem, sql`${contentItem.kind} = asked.kind and ${contentItem.slug} = asked.slug`)
    .leftJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .leftJoin(contentDraft, sql`${contentDraft.kind} = asked.kind and ${contentDraft.slug} = asked.slug`)
    .leftJoin(person, eq(person.id, contentDraft.editorId));
  if (!row || (!row.id && !row.draft)) return null;
  const { id, pack, versionId, version, draft } = row;
  return {
    item:
      id && pack && versionId && version
        ? { id, pack, archived: row.archivedAt !== null, versionId, version, body: row.body as Body }
        : null,
    draft: draft && { ...draft, editorName: row.editorName },
  };
}

/** Drafts as lists name them: who has what in progress, since when. */
export type InProgress = ItemKey & { isNew: boolean; editor: string | null; editorId: string; updatedAt: Date; body: Body };

/** All drafts, or those of some items, the latest first. One statement. */
export async function draftsInProgress(reader: Reader, of: readonly ItemKey[] | null = null): Promise<InProgress[]> {
  if (of?.length === 0) return [];
  const rows = await reader
    .select({
      kind: contentDraft.kind,
      slug: contentDraft.slug,
      itemId: contentDraft.itemId,
      editor: person.name,
      editorId: contentDraft.editorId,
      updatedAt: contentDraft.updatedAt,
      body: contentDraft.body,
    })
    .from(contentDraft)
    .leftJoin(person, eq(person.id, contentDraft.editorId))
    .where(of ? or(...of.map((k) => isDraftOf(k))) : undefined)
    .orderBy(sql`${contentDraft.updatedAt} desc`, contentDraft.id)
    .limit(500);
  return rows.map(({ itemId, ...row }) => ({ ...row, kind: row.kind as ItemKind, isNew: itemId === null }));
}

function isDraftOf({ kind, slug }: ItemKey) {
  return and(eq(contentDraft.kind, kind), eq(contentDraft.slug, slug));
}

/** Lock an item's name for this transaction: two first saves at once wait for each other, where there is no row yet to lock. */
export async function lockName(tx: Tx, { kind, slug }: ItemKey): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`content draft ${kind} ${slug}`}))`);
}

/** What a window shows, and what a save from it must have seen: a draft at one of its saves, or without one (revision 0) a version in force. */
export type Seen = { draftId: string | null; revision: number; baseVersionId: string | null };

/** What stands now, as a window would see it. */
export function seenNow({ item, draft }: Editing): Seen {
  return { draftId: draft?.id ?? null, revision: draft?.revision ?? 0, baseVersionId: item?.versionId ?? null };
}

/**
 * Keep what somebody typed as the draft of an item; `draftId`, `revision` and `baseVersionId` say what their window has seen (no `draftId`: the caller
 * knows of one draft only). Where somebody else saved, or published, since, nothing is written: `draft_stale`, unless it would change nothing anyway.
 */
export function saveDraft(
  ctx: WriteContext,
  key: ItemKey,
  input: Omit<Seen, "draftId"> & { draftId?: string | null; body: Body; madeFrom: string | null },
): Promise<Outcome<Seen>> {
  return write<Seen>({ ...ctx, submissionId: null }, async (tx) => {
    await lockName(tx, key);
    const found = await editingOf(tx, key);
    if (!found || ctx.actorId === null) return refuse("draft_stale");
    const { item, draft } = found;
    const { body, madeFrom } = input;
    const isStored = (stored: { body: Body; madeFrom?: string | null } | null) =>
      stored !== null && canonicalJson(body) === canonicalJson(stored.body) && madeFrom === (stored.madeFrom ?? null);
    // The answer to an earlier save may have been lost, and what was opened and saved without a change is at work for nobody.
    if (isStored(draft ?? item)) return accept(seenNow(found));
    if (draft) {
      if (draft.revision !== input.revision || (input.draftId !== undefined && input.draftId !== draft.id)) return refuse("draft_stale");
      const revision = draft.revision + 1;
      await tx
        .update(contentDraft)
        .set({ body, madeFrom, editorId: ctx.actorId, revision, updatedAt: ctx.now })
        .where(eq(contentDraft.id, draft.id));
      await keepPast(tx, ctx, { draftId: draft.id, revision, body, madeFrom });
      return accept({ ...seenNow(found), revision });
    }
    if (!item || input.revision !== 0 || input.baseVersionId !== item.versionId) return refuse("draft_stale");
    const draftId = await insertDraft(tx, ctx, key, { baseVersionId: item.versionId, body, madeFrom, itemId: item.id, offerId: null });
    return accept({ draftId, revision: 1, baseVersionId: item.versionId });
  });
}

const PAST_DAYS = 7;
type Past = { draftId: string; revision: number; body: Body; madeFrom: string | null };

/** Keep what a draft said at a save, and forget what is long past. */
async function keepPast(tx: Tx, ctx: WriteContext, past: Past): Promise<void> {
  await tx.delete(contentDraftPast).where(lt(contentDraftPast.savedAt, new Date(ctx.now.getTime() - PAST_DAYS * 86_400_000)));
  await tx.insert(contentDraftPast).values({ ...past, savedAt: ctx.now });
}

/** What a draft said at one of its saves, published or discarded since or not; null once that is forgotten. One statement. */
export async function pastDraft(
  reader: Reader,
  draftId: string,
  revision: number,
): Promise<{ body: Body; madeFrom: string | null } | null> {
  const [row] = await reader
    .select({ body: contentDraftPast.body, madeFrom: contentDraftPast.madeFrom })
    .from(contentDraftPast)
    .where(and(eq(contentDraftPast.draftId, draftId), eq(contentDraftPast.revision, revision)));
  return row ?? null;
}

type NewDraft = { itemId: string | null; baseVersionId: string | null; offerId: string | null; body: Body; madeFrom: string | null };

/** Write a first draft. The caller has locked the name and made sure that there is none. */
export async function insertDraft(tx: Tx, ctx: WriteContext, key: ItemKey, draft: NewDraft): Promise<string> {
  const [row] = await tx
    .insert(contentDraft)
    .values({ ...key, ...draft, editorId: ctx.actorId ?? "", revision: 1, createdAt: ctx.now, updatedAt: ctx.now })
    .returning({ id: contentDraft.id });
  const draftId = row?.id ?? "";
  await keepPast(tx, ctx, { draftId, revision: 1, body: draft.body, madeFrom: draft.madeFrom });
  return draftId;
}

/** A draft that is made together with others: of an item in force, or (no `itemId`) of a new one. */
export type MadeDraft = { slug: string; itemId: string | null; baseVersionId: string | null; body: Body; madeFrom: string | null };

/**
 * Write many first drafts of a kind. Null when one of the items has a draft already: the caller refuses, and none is kept. Two statements, and one to clear
 * up, however many they are.
 */
export async function insertDrafts(
  tx: Tx,
  ctx: WriteContext,
  kind: ItemKind,
  drafts: readonly MadeDraft[],
): Promise<{ slug: string; draftId: string }[] | null> {
  if (drafts.length === 0) return [];
  const slugs = drafts.map((draft) => draft.slug).sort();
  const names = slugs.map((slug) => `content draft ${kind} ${slug}`);
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtext(name)) from unnest(${sql.param(names)}::text[]) with ordinality as n(name, at) order by at`,
  );
  const made = await tx
    .insert(contentDraft)
    .values(drafts.map((draft) => ({ kind, ...draft, editorId: ctx.actorId ?? "", revision: 1, createdAt: ctx.now, updatedAt: ctx.now })))
    .onConflictDoNothing()
    .returning({ slug: contentDraft.slug, draftId: contentDraft.id });
  if (made.length < drafts.length) return null;
  const idOf = new Map(made.map(({ slug, draftId }) => [slug, draftId]));
  await tx
    .insert(contentDraftPast)
    .values(drafts.map(({ slug, body, madeFrom }) => ({ draftId: idOf.get(slug) ?? "", revision: 1, body, madeFrom, savedAt: ctx.now })));
  return made;
}

/** Give up drafts as they were made: what somebody saved since, or published, stays. Returns the names of those that are gone now. */
export async function discardUntouched(tx: Tx, draftIds: readonly string[]): Promise<string[]> {
  if (draftIds.length === 0) return [];
  const gone = await tx
    .delete(contentDraft)
    .where(and(sql`${contentDraft.id} = any(${sql.param([...draftIds])}::uuid[])`, eq(contentDraft.revision, 1)))
    .returning({ slug: contentDraft.slug });
  return gone.map(({ slug }) => slug);
}

/** Begin a new item under a slug that nothing of its kind has. */
export function beginItem(ctx: WriteContext, key: ItemKey, body: Body): Promise<Outcome<ItemKey>> {
  return write(ctx, async (tx) => {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key.slug) || key.slug.length > 100) return refuse("slug_form", { field: "slug" });
    await lockName(tx, key);
    if (await editingOf(tx, key)) return refuse("slug_taken", { field: "slug" });
    await insertDraft(tx, ctx, key, { itemId: null, baseVersionId: null, offerId: null, body, madeFrom: null });
    await audit(tx, ctx, { action: "curriculum.item_begun", subject: { type: key.kind, id: key.slug } });
    return accept(key);
  });
}

/** Give a draft up. `revision` is the one that was seen, of `draftId` where that is known: what somebody saved since is not thrown away unseen. */
export function discardDraft(ctx: WriteContext, key: ItemKey, revision: number, draftId: string | null = null): Promise<Outcome<ItemKey>> {
  return write(ctx, async (tx) => {
    await lockName(tx, key);
    const [draft] = await tx.select().from(contentDraft).where(isDraftOf(key)).for("update");
    if (!draft) return accept(key);
    if (draft.revision !== revision || (draftId !== null && draftId !== draft.id)) return refuse("draft_stale");
    await tx.delete(contentDraft).where(eq(contentDraft.id, draft.id));
    await audit(tx, ctx, { action: "curriculum.draft_discarded", subject: { type: key.kind, id: key.slug }, before: { revision } });
    return accept(key);
  });
}

/** Set a draft upon the version in force, with the body that a merge made of both. */
export function rebaseDraft(
  ctx: WriteContext,
  key: ItemKey,
  input: { revision: number; baseVersionId: string; body: Body },
): Promise<Outcome<ItemKey>> {
  return write(ctx, async (tx) => {
    await lockName(tx, key);
    const found = await editingOf(tx, key);
    if (!found?.draft || found.draft.revision !== input.revision || found.item?.versionId !== input.baseVersionId)
      return refuse("draft_stale");
    const { id: draftId, madeFrom } = found.draft;
    const { body, baseVersionId } = input;
    const revision = input.revision + 1;
    await tx
      .update(contentDraft)
      .set({ body, baseVersionId, itemId: found.item.id, revision, updatedAt: ctx.now })
      .where(eq(contentDraft.id, draftId));
    await keepPast(tx, ctx, { draftId, revision, body, madeFrom });
    return accept(key);
  });
}
