import { and, eq } from "drizzle-orm";
import { checklistResult, dispute, disputeItem, reconciliation } from "@db/schema";
import { othersWhoGrade } from "~/people/graders.server";
import { readSetting } from "~/people/settings.server";
import type { Reader, Tx } from "~/platform/database.server";
import { addDays, startOfDay } from "~/platform/dates";
import { storePicture } from "~/platform/files.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { trainingOf } from "~/training/facts.server";
import { closeItem, openItem } from "~/work/actions.server";
import { lockGradings } from "./actions.server";
import { settleItems } from "./attempts.server";
import { type Disputed, disputedRefusals } from "./dispute-rules";
import { checklistOf, countedAttempt, noteRead, outcomeFacts } from "./outcome.server";
import { disputeRefusal, lastDayOf } from "./outcome-rules";
import type { PersonGradings } from "./queries.server";
import { coveredBy } from "./retake-rules";

const ZONE = "Asia/Shanghai";

/** What the agent says of an item, with the picture that they bring for it. */
export type NewDisputed = Omit<Disputed, "picture"> & { picture: Blob | null };

/**
 * Dispute items of one's own result, each with a reason and, if wanted, a link and a picture: it goes to somebody who neither graded nor settled. A retake or a manager's
 * decision that waited waits no more until it is ruled. Refuses what `disputeRefusal` and `disputedRefusals` name.
 */
export async function openDispute(
  ctx: WriteContext,
  { personId, gradingId }: { personId: string; gradingId: string },
  disputed: readonly NewDisputed[],
): Promise<Outcome<{ disputeId: string }>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    const attempt = found && countedAttempt(found, gradingId);
    if (!attempt) return refuse("no_such_grading");
    const [training, { body, areas }] = await Promise.all([trainingOf(tx, personId, ctx.now), checklistOf(tx, gradingId)]);
    const facts = outcomeFacts(found, attempt, { training, days: body.dispute_days, read: false, now: ctx.now });
    const refusal = disputeRefusal(facts, ctx.actorId ?? "");
    if (refusal) return refuse(refusal.code, refusal);
    // What was carried over was disputed, or not, with the attempt in which it was given.
    const known = coveredBy(body, areas).areas.flatMap((area) => area.items.map((item) => item.slug));
    const wrong = disputedRefusals(
      disputed.map((d) => ({ ...d, picture: d.picture !== null })),
      known,
    );
    if (wrong.length > 0) return refuseAll(wrong);

    const disputeId = newId();
    const zone = training?.team.zone ?? ZONE;
    const due = training ? lastDayOf(training.calendar, facts.today, body.ruling_days) : addDays(facts.today, body.ruling_days);
    const { id: resultId } = attempt.result;
    await tx.insert(dispute).values({ id: disputeId, personId, resultId, firstGradingId: gradingId, openedAt: ctx.now, due });
    for (const { item, reason, link, picture } of disputed) {
      const stored = picture && (await storePicture(tx, personId, picture, ctx.now));
      if (stored && "refused" in stored) return refuse(stored.refused, { field: `picture:${item}` });
      const fileIds = stored ? [stored.id] : [];
      await tx.insert(disputeItem).values({ disputeId, item, reason: reason.trim(), link: link || null, fileIds });
    }
    await noteRead(tx, ctx, personId, resultId, "said");
    for (const kind of ["grading", "gradings_used"] as const) await closeItem(tx, ctx, kind, personId, "disputed");
    await waitForRuling(tx, ctx, found, { disputeId, graders: await gradersOf(tx, resultId), dueAt: startOfDay(addDays(due, 1), zone) });
    await audit(tx, ctx, {
      action: "probation.disputed",
      subject: { type: "dispute", id: disputeId },
      personId,
      after: { count: disputed.length, items: disputed.map((d) => d.item), due },
    });
    return accept({ disputeId });
  });
}

/**
 * The ruling waits for the team's supervisors and managers who neither graded nor settled; where the team has none for those of every team; where the shop has none for
 * whoever graded, in single-examiner mode, else for the managers of the whole shop and the administrators, who can appoint somebody.
 */
async function waitForRuling(
  tx: Tx,
  ctx: WriteContext,
  { personId, teamId, name }: PersonGradings,
  { disputeId, graders, dueAt }: { disputeId: string; graders: string[]; dueAt: Date },
): Promise<void> {
  const item = { kind: "dispute", personId, subjectId: disputeId, data: { name }, dueAt } as const;
  const others = await othersWhoGrade(tx, ctx.now, [personId, ...graders], teamId);
  if (others.any) return openItem(tx, ctx, { ...item, teamId: others.inTeam ? teamId : null, notFor: graders });
  if (await readSetting(tx, "single_examiner")) return openItem(tx, ctx, { ...item, teamId });
  return openItem(tx, ctx, { ...item, role: "manager", teamId: null, notFor: graders });
}

/** Everybody who graded the attempt of a result or settled where two gradings lay apart. */
export async function gradersOf(reader: Reader, resultId: string): Promise<string[]> {
  const [row] = await reader
    .select({ first: checklistResult.graderId, second: checklistResult.secondGraderId, settler: reconciliation.submittedBy })
    .from(checklistResult)
    .leftJoin(reconciliation, eq(reconciliation.id, checklistResult.reconciliationId))
    .where(eq(checklistResult.id, resultId));
  return [...new Set(row ? [row.first, row.second, row.settler].flatMap((id) => id ?? []) : [])];
}

/** Whether nobody but the graders could rule, and the shop has said that they do then. */
export async function rulesAlone(
  reader: Reader,
  now: Date,
  { personId, graders, teamId }: { personId: string; graders: readonly string[]; teamId: string | null },
): Promise<boolean> {
  if (!(await readSetting(reader, "single_examiner"))) return false;
  return !(await othersWhoGrade(reader, now, [personId, ...graders], teamId)).any;
}

/** A dispute of this person with its row locked; null when there is none. The caller holds the person's lock. */
export async function lockDispute(tx: Tx, personId: string, disputeId: string) {
  const [row] = await tx
    .select()
    .from(dispute)
    .where(and(eq(dispute.id, disputeId), eq(dispute.personId, personId)))
    .for("update");
  return row ?? null;
}

/** The dispute of a person's gradings as if it were closed: for what is decided in the transaction that closes it. */
export function withoutDispute<F extends PersonGradings>(found: F, outcome: "ruled" | null): F {
  const closed = (g: F["gradings"][number]) => (g.dispute?.outcome === null ? { ...g, dispute: outcome && { ...g.dispute, outcome } } : g);
  return { ...found, gradings: found.gradings.map(closed) };
}

/** Nobody waits for the ruling any more. */
export async function closeDisputeItems(tx: Tx, ctx: WriteContext, disputeId: string, outcome: string): Promise<void> {
  for (const kind of ["dispute", "dispute_overdue"] as const) await closeItem(tx, ctx, kind, disputeId, outcome);
}

/** The agent takes their dispute back while nobody has ruled: the result stands, and what waited before waits again. */
export async function withdrawDispute(ctx: WriteContext, personId: string, disputeId: string): Promise<Outcome<{ gradingId: string }>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    const row = found && (await lockDispute(tx, personId, disputeId));
    if (!row) return refuse("no_such_dispute");
    if (ctx.actorId !== personId) return refuse("dispute_not_own");
    if (row.outcome) return refuse(row.outcome === "ruled" ? "already_ruled" : "dispute_withdrawn");
    await tx.update(dispute).set({ closedAt: ctx.now, closedBy: ctx.actorId, outcome: "withdrawn" }).where(eq(dispute.id, disputeId));
    await closeDisputeItems(tx, ctx, disputeId, "withdrawn");
    const [stands] = await tx
      .select({ graderId: checklistResult.graderId, passed: checklistResult.passed })
      .from(checklistResult)
      .where(eq(checklistResult.id, row.resultId));
    if (stands && found.state === "probation")
      await settleItems(tx, ctx, withoutDispute(found, null), { id: row.firstGradingId, ...stands });
    await audit(tx, ctx, { action: "probation.dispute_withdrawn", subject: { type: "dispute", id: disputeId }, personId });
    return accept({ gradingId: row.firstGradingId });
  });
}
