import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { checklistResult, dispute, disputeItem, grading, notice, ruledItem } from "@db/schema";
import { mayGrade } from "~/people/graders.server";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { translate } from "~/platform/messages";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { type Locked, lockGradings } from "./actions.server";
import { followResult, settleItems } from "./attempts.server";
import { gradesAfter, ruledItems, rulingRefusal, type Verdict } from "./dispute-rules";
import { closeDisputeItems, gradersOf, lockDispute, rulesAlone, withoutDispute } from "./disputes.server";
import { outcomeMessages } from "./messages.outcome";
import { checklistOf } from "./outcome.server";
import { gradeChecklist } from "./rules";

/** Whose dispute it is; null when there is none of this id. */
export async function disputedBy(reader: Reader, disputeId: string): Promise<string | null> {
  const [row] = await reader.select({ personId: dispute.personId }).from(dispute).where(eq(dispute.id, disputeId));
  return row?.personId ?? null;
}

/**
 * Rule on a dispute, once: on each item the grade stands or is another, with a reason. Where one changed, the attempt has one more result, and what follows from it is
 * done: a pass ends the remedial plan's open work and a retake that somebody has begun, a fail makes a plan. Of somebody who is active already nothing follows but the
 * flag that a sweep raises. Refuses what `rulingRefusal` and `ruledItems` name, and who may grade no more.
 */
export async function ruleDispute(
  ctx: WriteContext,
  personId: string,
  disputeId: string,
  posted: readonly Verdict[],
): Promise<Outcome<{ changed: boolean }>> {
  const actorId = ctx.actorId ?? "";
  return write(ctx, async (tx) => {
    const locked = await lockGradings(tx, personId);
    const row = locked && (await lockDispute(tx, personId, disputeId));
    if (!row) return refuse("no_such_dispute");
    if (locked.state === "left" || row.openedAt < locked.employedSince) return refuse("dispute_over");
    const graders = await gradersOf(tx, row.resultId);
    const alone = graders.includes(actorId) && (await rulesAlone(tx, ctx.now, { personId, graders, teamId: locked.teamId }));
    const refusal = rulingRefusal({ personId, graders, alone, outcome: row.outcome }, actorId);
    if (refusal) return refuse(refusal.code);
    if (!(await mayGrade(tx, actorId, ctx.now))) return refuse("no_ruler");
    const [[before], items] = await Promise.all([
      tx.select().from(checklistResult).where(eq(checklistResult.id, row.resultId)),
      tx.select({ item: disputeItem.item }).from(disputeItem).where(eq(disputeItem.disputeId, disputeId)),
    ]);
    if (!before) throw new Error(`dispute ${disputeId} is of no result`);
    const verdicts = items.map(({ item }) => posted.find((v) => v.item === item) ?? { item, verdict: "", reason: "" });
    const { ruled, refusals } = ruledItems(verdicts, before.grades);
    if (refusals.length > 0) return refuseAll(refusals);

    await tx.insert(ruledItem).values(ruled.map((r) => ({ disputeId, ...r })));
    const closed = { closedAt: ctx.now, closedBy: actorId, outcome: "ruled" as const, singleExaminer: graders.includes(actorId) };
    await tx.update(dispute).set(closed).where(eq(dispute.id, disputeId));
    await closeDisputeItems(tx, ctx, disputeId, "ruled");
    const found = withoutDispute(locked, "ruled");
    const { grades, changed } = gradesAfter(before.grades, ruled);
    const passed = changed ? await decideAnew(tx, ctx, found, before, grades) : before.passed;
    if (!changed && found.state === "probation")
      await settleItems(tx, ctx, found, { id: row.firstGradingId, graderId: before.graderId, passed });
    await tx.insert(notice).values({ personId, kind: "probation.dispute_ruled", data: { personId, disputeId }, createdAt: ctx.now });
    await audit(tx, ctx, {
      action: closed.singleExaminer ? "probation.dispute_ruled_alone" : "probation.dispute_ruled",
      subject: { type: "dispute", id: disputeId },
      personId,
      after: { count: ruled.length, changed: ruled.filter((r) => r.grade !== null).length, passed },
    });
    return accept({ changed });
  });
}

type Result = typeof checklistResult.$inferSelect;

/** One more result of the attempt, of the same gradings with the grades that count now. Returns whether they passed. */
async function decideAnew(tx: Tx, ctx: WriteContext, found: Locked, before: Result, grades: Record<string, string>): Promise<boolean> {
  const { personId } = found;
  const first = { id: before.firstGradingId, graderId: before.graderId };
  const { body } = await checklistOf(tx, first.id);
  const result = gradeChecklist(body, Object.fromEntries(Object.entries(grades).map(([slug, grade]) => [slug, Number(grade)])));
  const id = newId();
  const after = { ...before, ...result, id, number: before.number + 1, grades, decidedAt: ctx.now };
  await tx.insert(checklistResult).values(after);
  await audit(tx, ctx, {
    action: "probation.decided_anew",
    subject: { type: "checklist_result", id },
    personId,
    before: { total: before.total, passed: before.passed },
    after: { total: result.total, passed: result.passed, failed: result.failed },
  });
  if (found.state !== "probation") return result.passed;
  await followResult(tx, ctx, found, { first, body, result: { ...result, grades } });
  if (result.passed && !before.passed) await endRetakes(tx, ctx, found, first.id);
  return result.passed;
}

/** A retake that somebody has begun is asked no more; its draft stays with its row. */
async function endRetakes(tx: Tx, ctx: WriteContext, { personId, gradings, employedSince }: Locked, firstGradingId: string): Promise<void> {
  const attempt = gradings.find((g) => g.id === firstGradingId)?.attempt ?? 0;
  const reason = translate(outcomeMessages, "zh-CN")("ruled.retake_ended");
  const ended = await tx
    .update(grading)
    .set({ abandonedAt: ctx.now, abandonReason: reason })
    .where(
      and(
        eq(grading.personId, personId),
        gt(grading.attempt, attempt),
        sql`${grading.startedAt} >= ${employedSince.toISOString()}::timestamptz`,
        isNull(grading.firstGradingId),
        isNull(grading.submittedAt),
        isNull(grading.abandonedAt),
      ),
    )
    .returning({ id: grading.id, attempt: grading.attempt });
  const about = ended.map(({ id, attempt: n }) => ({ subject: { type: "grading", id }, after: { attempt: n } }));
  await audit(tx, ctx, ...about.map((one) => ({ ...one, action: "probation.grading_abandoned", personId, reason })));
}
