import { and, eq, sql } from "drizzle-orm";
import { contentItem, scriptDraft, type ScriptDraftBody, scriptDraftVersion } from "@db/schema";
import { platforms } from "~/curriculum/pack-basics";
import { versionById } from "~/curriculum/queries.server";
import { settleNotices } from "~/people/notices.server";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { type Locale, pick } from "~/platform/locale";
import { type Translate, translate } from "~/platform/messages";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { type DraftMove, emptyBody, missingIn, NOTE_LENGTH, preparedBranches, sameBody, saveRefusals, stateAfter } from "./draft-rules";
import { allMarked, checkBody } from "./lint.server";
import { draftMessages } from "./messages.drafts";

type Row = typeof scriptDraft.$inferSelect;

/** What a new draft begins from: a prepared message, a wording of the library, or nothing. */
export type Beginning = { prepared: number | null; better: { slug: string; versionId: string; variant: string } | null };

/** So many may lie about unfinished: a hand that got stuck on a key makes no thousand. */
const MOST_OPEN = 200;

/** Begin a draft. A prepared message that is being written already, and a new one in which nothing stands yet, are opened instead of begun twice. */
export function beginDraft(
  ctx: WriteContext,
  authorId: string,
  { prepared, better }: Beginning,
  locale: Locale,
): Promise<Outcome<{ draftId: string }>> {
  return write(ctx, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`script drafts ${authorId}`}))`);
    const open = await tx
      .select()
      .from(scriptDraft)
      .where(and(eq(scriptDraft.authorId, authorId), sql`${scriptDraft.state} in ('draft', 'returned', 'submitted')`));
    const same = open.find((row) =>
      prepared !== null ? row.prepared === prepared : better ? false : row.prepared === null && row.itemId === null && row.revision === 0,
    );
    if (same) return accept({ draftId: same.id });
    if (open.length >= MOST_OPEN) return refuse("too_many", { params: { max: MOST_OPEN } });
    const start = better ? await revised(tx, better, locale) : newOne(prepared, locale);
    if (!start) return refuse("not_found");
    const draftId = newId();
    await tx.insert(scriptDraft).values({ id: draftId, authorId, ...start, createdAt: ctx.now, updatedAt: ctx.now });
    return accept({ draftId });
  });
}

type Start = Pick<Row, "itemId" | "baseVersionId" | "variant" | "prepared" | "body">;

/** A new one; a prepared message is called by its name until its author calls it otherwise. */
function newOne(prepared: number | null, locale: Locale): Start | null {
  const branch = prepared === null ? "greeting" : preparedBranches[prepared - 1];
  if (!branch) return null;
  const title = prepared === null ? "" : (translate(draftMessages, locale) as Translate)(`slot.${prepared}`);
  return { itemId: null, baseVersionId: null, variant: null, prepared, body: { ...emptyBody(branch, platforms), title } };
}

/** A wording of the library as the first state of a draft; why it is better is for its author to say. */
async function revised(tx: Tx, { slug, versionId, variant }: NonNullable<Beginning["better"]>, locale: Locale): Promise<Start | null> {
  const version = await versionById(tx, versionId, "script");
  const wording = version?.body.variants.find((one) => one.slug === variant);
  if (!version || version.slug !== slug || !wording) return null;
  const [item] = await tx.select({ archivedAt: contentItem.archivedAt }).from(contentItem).where(eq(contentItem.id, version.itemId));
  if (item?.archivedAt !== null) return null;
  const { title, branch, situation, picture } = version.body;
  const body: ScriptDraftBody = {
    ...{ branch, platforms: [...version.body.platforms], picture: picture ?? null, text: { ...wording.text }, why: "" },
    ...{ title: pick(title, locale), customer: pick(wording.customer, locale), situation: pick(situation, locale) },
  };
  return { itemId: version.itemId, baseVersionId: versionId, variant, prepared: null, body };
}

/** Lock a draft of this author for a move that its state allows; a refusal otherwise. */
async function lockOwn(tx: Tx, draftId: string, authorId: string, move: DraftMove) {
  const [row] = await tx.select().from(scriptDraft).where(eq(scriptDraft.id, draftId)).for("update");
  if (!row || row.authorId !== authorId) return refuse("not_found");
  const state = stateAfter(row.state, move);
  return state ? accept({ row, state }) : refuse(`not_now.${row.state}`);
}

type Typed = { draftId: string; authorId: string; revision: number; body: ScriptDraftBody };

/** Keep what was typed. `revision`: the one that the window shows; where another window saved since, nothing is written. */
export function saveDraft(ctx: WriteContext, { draftId, authorId, revision, body }: Typed): Promise<Outcome<{ revision: number }>> {
  return write({ ...ctx, submissionId: null }, async (tx) => {
    const found = await lockOwn(tx, draftId, authorId, "save");
    if (!found.ok) return found;
    const { row } = found.value;
    // The answer to an earlier save may have been lost.
    if (sameBody(row.body, body)) return accept({ revision: row.revision });
    if (row.revision !== revision) return refuse("stale");
    const wrong = saveRefusals(body);
    if (wrong.length > 0) return refuseAll(wrong);
    await tx
      .update(scriptDraft)
      .set({ body, revision: revision + 1, updatedAt: ctx.now })
      .where(eq(scriptDraft.id, draftId));
    return accept({ revision: revision + 1 });
  });
}

/**
 * Hand a draft in: what is typed is kept as its next version and waits for the supervisors of the author's team. Refused where the check finds what must not be
 * sent; what is only to be thought about needs the author's word.
 */
export async function handIn(
  ctx: WriteContext,
  typed: Typed,
  { note, teamId, locale }: { note: string; teamId: string | null; locale: Locale },
): Promise<Outcome<{ number: number }>> {
  const { draftId, authorId, revision, body } = typed;
  const wrong = [...saveRefusals(body), ...missingIn(body)];
  const marked = wrong.length > 0 ? [] : allMarked(await checkBody(ctx.db, body, locale));
  const said = note.trim();
  return write(ctx, async (tx) => {
    const found = await lockOwn(tx, draftId, authorId, "hand_in");
    if (!found.ok) return found;
    const { row, state } = found.value;
    if (row.revision !== revision && !sameBody(row.body, body)) return refuse("stale");
    if (wrong.length > 0) return refuseAll(wrong);
    const blocked = marked.filter(({ severity }) => severity === "block");
    if (blocked.length > 0)
      return refuseAll(
        blocked.map((one) => ({
          code: "blocked",
          field: `text.${one.locale}`,
          params: { found: one.found, at: one.from + 1, reason: one.reason },
        })),
      );
    if (marked.length > 0 && said === "") return refuse("note_missing", { field: "note", params: { count: marked.length } });
    if (said.length > NOTE_LENGTH) return refuse("too_long", { field: "note", params: { max: NOTE_LENGTH, length: said.length } });
    const number = row.versions + 1;
    const versionId = newId();
    await tx.insert(scriptDraftVersion).values({
      id: versionId,
      draftId,
      number,
      body,
      findings: marked.map(({ rule, locale: of, from, to, found: words }) => ({ rule, locale: of, from, to, found: words })),
      note: said,
      submittedAt: ctx.now,
    });
    await tx
      .update(scriptDraft)
      .set({ state, body, versions: number, revision: row.revision + 1, updatedAt: ctx.now })
      .where(eq(scriptDraft.id, draftId));
    const title = { "zh-CN": body.title, en: body.title };
    await openItem(tx, ctx, { kind: "script", subjectId: draftId, teamId, personId: authorId, data: { title, number } });
    await settleNotices(tx, authorId, { kind: "scripts.returned", about: { draftId } }, ctx.now);
    await auditMove(tx, ctx, "handed_in", { draftId, authorId, title: body.title, number });
    return accept({ number });
  });
}

/** Take back what nobody decided on yet, give a draft up, or bring it back. */
export function moveDraft(
  ctx: WriteContext,
  { draftId, authorId, move }: { draftId: string; authorId: string; move: "take_back" | "withdraw" | "restore" },
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockOwn(tx, draftId, authorId, move);
    if (!found.ok) return found;
    const { row, state } = found.value;
    await tx
      .update(scriptDraft)
      .set({ state, revision: row.revision + 1, updatedAt: ctx.now })
      .where(eq(scriptDraft.id, draftId));
    if (move === "take_back") await closeItem(tx, ctx, "script", draftId, "taken_back");
    await auditMove(tx, ctx, AUDITED[move], { draftId, authorId, title: row.body.title, number: row.versions });
    return accept(null);
  });
}

const AUDITED = { take_back: "taken_back", withdraw: "withdrawn", restore: "restored" } as const;

async function auditMove(
  tx: Tx,
  ctx: WriteContext,
  what: "handed_in" | (typeof AUDITED)[keyof typeof AUDITED],
  { draftId, authorId, title, number }: { draftId: string; authorId: string; title: string; number: number },
): Promise<void> {
  const about = { subject: { type: "script_draft", id: draftId }, personId: authorId };
  await audit(tx, ctx, { action: `scripts.${what}`, ...about, after: { title, number } });
}
