import { desc, eq } from "drizzle-orm";
import { contentMaterial, contentOffer, contentRetest } from "@db/schema";
import { excuseRetestsIn, openRetestsIn } from "~/activation/retests.server";
import { editingOf, insertDraft, type ItemKey, lockName } from "~/curriculum/drafts.server";
import { type Checked, checkChanges, faultsWith, parseDraft } from "~/curriculum/library-check.server";
import { inForce, libraryOf } from "~/curriculum/library.server";
import { renewDrills } from "~/curriculum/drills.server";
import { decideOfferIn, type OpenOffer, openOffers, passOffersIn } from "~/curriculum/offers.server";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { checkDrafts, historyOf, noteRefusal, publishDraftsIn, type Published, publishVersionIn } from "~/curriculum/publish.server";
import { retestDaysFor } from "~/curriculum/queries.server";
import { lockContent } from "~/curriculum/search.server";
import { resetFluencyIn } from "~/drill/bank.server";
import type { Tx } from "~/platform/database.server";
import { type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { replacePins } from "~/training/pins.server";
import { replacePlan } from "~/training/replace-plan.server";
import { closeItem, openItem } from "~/work/actions.server";
import { isEditable } from "./fields";
import { undoOf } from "./history-rules";
import { madeItems, restsOn } from "./rests-rules";
import { proposedDay, retestRefusal } from "./retest-rules";
import { summaryOf } from "./summary";
import { mergeBodies } from "./three-way";

/** What a publication made: the first item of it, and the page of its effects when it was material. */
export type Done = ItemKey & { materialId: string | null };

/**
 * Publish drafts as one publication. A minor one leaves those in the middle with the version that they began; a material one replaces it at once, notes
 * what rests on it and asks a manager for the day of the re-test.
 */
export async function publish(
  ctx: WriteContext,
  input: { items: readonly (ItemKey & { revision: number })[]; note: string; material: boolean },
  today: PlainDate,
): Promise<Outcome<Done>> {
  const checked = await checkDrafts(ctx.db, input);
  return write<Done>(ctx, async (tx) => {
    const published = await publishDraftsIn(tx, ctx, input, checked);
    return published.ok ? accept(await effectIn(tx, ctx, published.value, input.material, today)) : published;
  });
}

/** What follows from versions that were just put in force, in their transaction. */
async function effectIn(tx: Tx, ctx: WriteContext, published: readonly Published[], material: boolean, today: PlainDate): Promise<Done> {
  const [first] = published;
  if (!first) throw new Error("nothing was published");
  const done = { kind: first.kind, slug: first.slug, materialId: null };
  if (!material || ctx.actorId === null) return done;
  for (const item of published) {
    if (item.kind === "plan") await replacePlan(tx, item.itemId, item.versionId, item.body as ItemBody<"plan">);
    else await replacePins(tx, item, item.versionId);
  }
  const ofKind = (kind: ItemKind) => published.filter((item) => item.kind === kind);
  await resetFluencyIn(tx, { items: ofKind("question").map((q) => q.itemId), lessons: ofKind("lesson").map((l) => l.slug) }, ctx.now);
  const { items, made } = await libraryOf(tx, await inForce(tx), published);
  const days = await retestDaysFor(
    tx,
    published.map((p) => p.itemId),
  );
  const proposedOn = proposedDay(today, days);
  const materialId = newId();
  await tx.insert(contentMaterial).values({
    id: materialId,
    versionIds: published.map((p) => p.versionId),
    rests: restsOn([...items, ...madeItems(made, published)], published),
    proposedOn,
    publishedAt: ctx.now,
    publishedBy: ctx.actorId,
  });
  await openItem(tx, ctx, {
    kind: "content_material",
    subjectId: materialId,
    teamId: null,
    data: { title: summaryOf(first).title, more: published.length - 1, end: proposedOn },
  });
  return { ...done, materialId };
}

/** What taking a publication back would put in force, with all that says whether it may. */
async function undoing(reader: Tx | WriteContext["db"], key: ItemKey, versionId: string) {
  const [versions, editing] = [await historyOf(reader, key), await editingOf(reader, key)];
  const undone = versions.find((v) => v.id === versionId);
  if (!undone || !editing?.item) return refuse("version_unknown");
  const found = undoOf(versions, versionId);
  if ("refused" in found) return refuse(found.refused);
  const { restores } = found;
  const parsed = parseDraft(key.kind, key.slug, restores.body);
  if ("faults" in parsed) return refuse("undo_breaks", { params: { rule: parsed.faults[0]?.rule ?? "" } });
  // An item that is out of use stays so: its text is set right, and whether it fits the library is asked when somebody brings it back.
  const changes = key.kind === "product" || editing.item.archived ? [] : [{ ...key, body: parsed.body }];
  return accept({ undone, restores, item: editing.item, body: parsed.body, changes });
}

/** The check of what is to be put in force, before the content's lock is taken. Null: there is nothing to check. */
async function checkedBefore(
  db: WriteContext["db"],
  found: Outcome<{ changes: Parameters<typeof checkChanges>[1] }>,
): Promise<Checked | null> {
  return found.ok && found.value.changes.length > 0 ? checkChanges(db, found.value.changes) : null;
}

/**
 * Take a publication back: the body that stood before it is published again, minor or material as it was. Refused while a later one stands. Of a product
 * nobody asks why, as nobody does when it is edited; the questions made from it follow.
 */
export async function undoPublication(
  ctx: WriteContext,
  key: ItemKey,
  versionId: string,
  note: string,
  today: PlainDate,
): Promise<Outcome<Done>> {
  const isProduct = key.kind === "product";
  const wrong = isProduct && note.trim() === "" ? null : noteRefusal(note.trim());
  const checked = wrong ? null : await checkedBefore(ctx.db, await undoing(ctx.db, key, versionId));
  return write<Done>(ctx, async (tx) => {
    if (wrong) return refuseAll([wrong]);
    await lockContent(tx);
    await lockName(tx, key);
    const found = await undoing(tx, key, versionId);
    if (!found.ok) return found;
    const { undone, restores, item, body, changes } = found.value;
    const faults = changes.length > 0 ? await faultsWith(tx, changes, checked) : [];
    if (faults[0]) return refuse("undo_breaks", { params: { rule: faults[0].rule } });
    const published = await publishVersionIn(tx, ctx, {
      ...key,
      itemId: item.id,
      body,
      material: undone.material,
      note: note.trim(),
      // Taking an edit back leaves the item as its pack brought it, and later packs reach it again; taking back what a pack brought is an edit.
      origin: undone.origin === "edit" ? restores.origin : "edit",
      packVersion: undone.origin === "edit" ? restores.packVersion : null,
      undoes: undone.id,
      madeFrom: restores.madeFrom,
      archived: "stays",
    });
    // As the pack has it again, the item takes what its pack says by itself: an offer that was made against the edit is over.
    if (undone.origin === "edit" && restores.origin === "pack") await passOffersIn(tx, item.id, ctx.now);
    if (isProduct) await renewDrills(tx, ctx);
    return accept(await effectIn(tx, ctx, [published], undone.material, today));
  });
}

/** Lock an offer that waits for a decision; a refusal when somebody decided it, or is editing its item. */
async function lockOffer(tx: Tx, offerId: string) {
  await lockContent(tx);
  await tx.select({ id: contentOffer.id }).from(contentOffer).where(eq(contentOffer.id, offerId)).for("update");
  const [offer] = await openOffers(tx, offerId);
  if (!offer) return refuse("offer_decided");
  await lockName(tx, offer);
  return accept(offer);
}

/** What taking an offer would put in force. */
async function taking(reader: Tx | WriteContext["db"], { kind, slug, theirs }: Pick<OpenOffer, "kind" | "slug" | "theirs">) {
  const editing = await editingOf(reader, { kind, slug });
  if (editing?.draft) return refuse("draft_exists");
  const parsed = parseDraft(kind, slug, theirs);
  if ("faults" in parsed) return refuse("offer_breaks", { params: { rule: parsed.faults[0]?.rule ?? "" } });
  // As with an undoing: which text the item has is one question, whether it is used another.
  return accept({ body: parsed.body, changes: editing?.item?.archived ? [] : [{ kind, slug, body: parsed.body }] });
}

/** Take the newer pack's version of an edited item: it is published, and later packs reach the item again. */
export async function takeOffer(
  ctx: WriteContext,
  offerId: string,
  input: { note: string; material: boolean },
  today: PlainDate,
): Promise<Outcome<Done>> {
  const wrong = noteRefusal(input.note.trim());
  const [offer] = wrong ? [] : await openOffers(ctx.db, offerId);
  const checked = offer ? await checkedBefore(ctx.db, await taking(ctx.db, offer)) : null;
  return write<Done>(ctx, async (tx) => {
    if (wrong) return refuseAll([wrong]);
    const locked = await lockOffer(tx, offerId);
    if (!locked.ok) return locked;
    const { kind, slug, itemId, packVersion } = locked.value;
    const taken = await taking(tx, locked.value);
    if (!taken.ok) return taken;
    const { body, changes } = taken.value;
    const faults = changes.length > 0 ? await faultsWith(tx, changes, checked) : [];
    if (faults[0]) return refuse("offer_breaks", { params: { rule: faults[0].rule } });
    const published = await publishVersionIn(tx, ctx, {
      ...{ kind, slug, itemId, packVersion, body, material: input.material },
      ...{ note: input.note.trim(), origin: "pack", undoes: null, madeFrom: null, archived: "stays" },
    });
    if (kind === "product") await renewDrills(tx, ctx);
    await decideOfferIn(tx, { id: offerId, by: ctx.actorId, decision: "taken", now: ctx.now });
    return accept(await effectIn(tx, ctx, [published], input.material, today));
  });
}

/** Keep what the shop made of an item; the next pack is compared with this offer. */
export function keepOwn(ctx: WriteContext, offerId: string): Promise<Outcome<ItemKey>> {
  return write<ItemKey>(ctx, async (tx) => {
    const locked = await lockOffer(tx, offerId);
    if (!locked.ok) return locked;
    const { kind, slug, packVersion } = locked.value;
    await decideOfferIn(tx, { id: offerId, by: ctx.actorId, decision: "kept", now: ctx.now });
    await audit(tx, ctx, { action: "curriculum.offer_kept", subject: { type: kind, id: slug }, after: { packVersion } });
    return accept({ kind, slug });
  });
}

/** Begin a draft that merges the offer with what is in force; publishing it settles the offer. */
export function mergeOffer(ctx: WriteContext, offerId: string): Promise<Outcome<ItemKey>> {
  return write<ItemKey>(ctx, async (tx) => {
    const locked = await lockOffer(tx, offerId);
    if (!locked.ok) return locked;
    const { kind, slug, itemId, base, theirs, mine } = locked.value;
    // Products have a form of their own, without drafts.
    if (!isEditable(kind)) return refuse("merge_by_hand");
    const editing = await editingOf(tx, { kind, slug });
    if (editing?.draft?.offerId === offerId) return accept({ kind, slug });
    if (editing?.draft || !editing?.item) return refuse("draft_exists");
    const { body } = mergeBodies(base, theirs, mine);
    const draft = { itemId, baseVersionId: editing.item.versionId, offerId, body, madeFrom: null };
    await insertDraft(tx, ctx, { kind, slug }, draft);
    await audit(tx, ctx, { action: "curriculum.offer_merged", subject: { type: kind, id: slug } });
    return accept({ kind, slug });
  });
}

/** A manager's word on the re-test after a material publication: until when, or that none is needed. Said again, it takes the place of the earlier one. */
export function setRetest(
  ctx: WriteContext,
  materialId: string,
  word: { dueOn: string | null; reason: string },
  today: PlainDate,
): Promise<Outcome<{ materialId: string }>> {
  const by = ctx.actorId;
  return write(ctx, async (tx) => {
    const [material] = await tx.select().from(contentMaterial).where(eq(contentMaterial.id, materialId));
    if (!material || by === null) return refuse("version_unknown");
    await lockName(tx, { kind: "lesson", slug: materialId });
    const [before] = await tx
      .select({ dueOn: contentRetest.dueOn })
      .from(contentRetest)
      .where(eq(contentRetest.materialId, materialId))
      .orderBy(desc(contentRetest.id))
      .limit(1);
    const refusal = retestRefusal(word, before ?? null, today);
    if (refusal) return refuseAll([refusal]);
    const { dueOn } = word;
    await tx
      .insert(contentRetest)
      .values({ materialId, dueOn, reason: word.reason.trim(), lapses: true, decidedBy: by, decidedAt: ctx.now });
    if (dueOn === null) await excuseRetestsIn(tx, ctx, materialId);
    else await openRetestsIn(tx, ctx, materialId);
    await closeItem(tx, ctx, "content_material", materialId, dueOn === null ? "none_needed" : "set");
    await audit(tx, ctx, {
      action: dueOn === null ? "curriculum.retest_not_needed" : "curriculum.retest_set",
      subject: { type: "content_material", id: materialId },
      before: before ? { dueOn: before.dueOn } : null,
      after: { dueOn },
      reason: word.reason.trim() || null,
    });
    return accept({ materialId });
  });
}
