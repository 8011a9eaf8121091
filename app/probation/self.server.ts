import { and, eq, isNull, lt } from "drizzle-orm";
import { grading, selfAssessment } from "@db/schema";
import { type ContentVersion, versionById } from "~/curriculum/queries.server";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { type Locked, lockGradings } from "./actions.server";
import { applyChanges, type Changes } from "./draft";
import type { DraftState } from "./drafts.server";
import { checklistFor, standingOf } from "./queries.server";
import { coveredBy } from "./retake-rules";
import { retakeOf } from "./retake.server";
import { missingItems } from "./rules";
import { openSelfAssessment } from "./self-row.server";
import { selfRefusal } from "./self-rules";

/** Begin to assess oneself by the checklist on which the next grading goes; or go on. Refuses what `selfRefusal` names. */
export async function startSelfAssessment(ctx: WriteContext, personId: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    if (!found) return refuse("no_such_person");
    const open = await openSelfAssessment(tx, personId);
    if (open && open.startedAt >= found.employedSince) return accept({ id: open.id });
    const { checklist, areas } = await sheetAhead(tx, found);
    const refusal = selfRefusal(standingOf(found, checklist.body.retakes), ctx.actorId ?? "");
    if (refusal) return refuse(refusal.code, refusal);
    // One left open in an earlier employment stands beside nothing any more.
    await tx
      .update(selfAssessment)
      .set({ closedAt: ctx.now })
      .where(
        and(eq(selfAssessment.personId, personId), isNull(selfAssessment.closedAt), lt(selfAssessment.startedAt, found.employedSince)),
      );
    const id = newId();
    await tx.insert(selfAssessment).values({ id, personId, checklistVersionId: checklist.id, areas, startedAt: ctx.now });
    return accept({ id });
  });
}

/** The sheet of the next grading: of one that somebody has begun already, else of the one that would be begun now. */
async function sheetAhead(tx: Tx, found: Locked): Promise<{ checklist: ContentVersion<"checklist">; areas: string[] | null }> {
  const begun = found.gradings.find((g) => !g.firstGradingId && !g.submittedAt && !g.abandonedAt);
  const [row] = begun
    ? await tx.select({ versionId: grading.checklistVersionId, areas: grading.areas }).from(grading).where(eq(grading.id, begun.id))
    : [];
  const pinned = row && (await versionById(tx, row.versionId, "checklist"));
  if (row && pinned) return { checklist: pinned, areas: row.areas };
  const checklist = await checklistFor(tx, found);
  return { checklist, areas: (await retakeOf(tx, found, checklist))?.areas ?? null };
}

/** The actor's own open assessment, locked with its items; or why it may not be written to. */
async function lockOwn(tx: Tx, ctx: WriteContext, personId: string) {
  if (ctx.actorId !== personId) return refuse("self_not_own");
  const row = await openSelfAssessment(tx, personId);
  if (!row) return refuse("self_closed");
  if (row.submittedAt) return refuse("self_submitted");
  const checklist = await versionById(tx, row.checklistVersionId, "checklist");
  if (!checklist) throw new Error(`self-assessment ${row.id} names a version that is no checklist`);
  return accept({ row, sheet: sheetOf(checklist.body, row.areas) });
}

/** What somebody grades themselves on: the same items, and no picture of any. */
export function sheetOf(body: ContentVersion<"checklist">["body"], areas: readonly string[] | null) {
  const covered = coveredBy(body, areas);
  return {
    ...covered,
    areas: covered.areas.map((area) => ({ ...area, items: area.items.map((item) => ({ ...item, evidence: "none" as const })) })),
  };
}

/** Keep what a device changed since `revision`; when another has saved since, nothing is written and the newer draft comes back. */
export async function saveSelfAssessment(
  ctx: WriteContext,
  personId: string,
  revision: number,
  changes: Changes,
): Promise<Outcome<DraftState>> {
  return write<DraftState>(ctx, async (tx) => {
    const own = await lockOwn(tx, ctx, personId);
    if (!own.ok) return own;
    const { row, sheet } = own.value;
    if (row.draftRevision !== revision) return accept({ saved: false, revision: row.draftRevision, entries: row.draft });
    const known = new Set(sheet.areas.flatMap((area) => area.items.map((item) => item.slug)));
    if (Object.keys(changes).some((slug) => !known.has(slug))) return refuse("no_such_item");
    const entries = applyChanges(row.draft, changes);
    await tx
      .update(selfAssessment)
      .set({ draft: entries, draftRevision: revision + 1 })
      .where(eq(selfAssessment.id, row.id));
    return accept({ saved: true, revision: revision + 1, entries });
  });
}

/**
 * Hand in what one thinks of oneself, once. Refuses an incomplete sheet, a draft that another device has changed since, one whose grading is in already, and a person who
 * is no longer in probation.
 */
export async function submitSelfAssessment(ctx: WriteContext, personId: string, revision: number): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    if (!found) return refuse("no_such_person");
    const own = await lockOwn(tx, ctx, personId);
    if (!own.ok) return own;
    const { row, sheet } = own.value;
    if (found.state !== "probation" || row.startedAt < found.employedSince) return refuse("not_in_probation");
    if (revision !== row.draftRevision) return refuse("draft_newer");
    const missing = missingItems(sheet, row.draft);
    if (missing.length > 0) return refuse("incomplete", { params: { count: missing.length } });
    await tx.update(selfAssessment).set({ submittedAt: ctx.now }).where(eq(selfAssessment.id, row.id));
    await audit(tx, ctx, { action: "probation.self_assessed", subject: { type: "self_assessment", id: row.id }, personId });
    return accept(null);
  });
}
