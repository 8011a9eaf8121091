import { and, eq, isNull } from "drizzle-orm";
import { kpiDispute, kpiScore, notice, person } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { startOfDay } from "~/platform/dates";
import { storePicture } from "~/platform/files.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { monthTitles } from "../month-title";
import { closeFor } from "../months/actions.server";
import { settleSupervisors } from "../supervisor/settle.server";
import { renewPerson } from "../months/renewed.server";
import { disputing, type LockedMonth, lockMonth } from "../months/month-row.server";
import { reasonRefusal } from "../months/month-rules";
import { differences } from "../months/statement-difference";
import { newestStatements, writeStatements } from "../months/statements.server";
import { leadsTeam, type Reach } from "../led-teams";
import { enteredBy, othersWhoAnswer } from "./answering.server";
import { answerRefusal, disputable, disputedKey, openingRefusal } from "./dispute-rules";

export type DisputeRow = typeof kpiDispute.$inferSelect;
type Claim = { key: string; claim: string; picture: Blob | null };

/** How somebody's month stands, to find its team by; null: there is no month of them. */
async function scoreOf(reader: Reader, personId: string, month: string) {
  const [row] = await reader
    .select()
    .from(kpiScore)
    .where(and(eq(kpiScore.personId, personId), eq(kpiScore.month, month)));
  return row ?? null;
}

/**
 * Dispute one thing of one's own newest statement, with a reason and, if wanted, a picture: it waits for somebody who leads the team and did not enter the figure. Refuses what
 * `openingRefusal` names: after the close nothing is disputed.
 */
export function openDispute(
  ctx: WriteContext,
  { personId, month }: { personId: string; month: string },
  { key, claim, picture }: Claim,
): Promise<Outcome<{ disputeId: string }>> {
  return write(ctx, async (tx) => {
    const score = await scoreOf(tx, personId, month);
    const row = score && (await lockMonth(tx, ctx.now, { teamId: score.teamId, month }));
    const statement = row && (await newestStatements(tx, month, [personId])).get(personId);
    if (!row || !statement) return refuse("dispute_shut.open");
    const earlier = await tx.select().from(kpiDispute).where(eq(kpiDispute.statementId, statement.id));
    const taken = earlier.filter(({ outcome }) => outcome !== "withdrawn").map(disputedKey);
    const things = disputable(statement.trace);
    const refusal = openingRefusal({ personId, state: row.state, taken }, ctx.actorId ?? "", key, things.map(disputedKey), claim);
    if (refusal) return refuse(refusal.code, refusal);
    const thing = things.find((one) => disputedKey(one) === key);
    if (!thing) return refuse("dispute_what", { field: "about" });
    const stored = picture && (await storePicture(tx, personId, picture, ctx.now));
    if (stored && "refused" in stored) return refuse(stored.refused, { field: "picture" });

    const disputeId = newId(ctx.now.getTime());
    await tx.insert(kpiDispute).values({
      ...{ id: disputeId, personId, month, teamId: row.teamId, statementId: statement.id, ...thing },
      ...{ claim: claim.trim(), fileId: stored?.id ?? null, openedAt: ctx.now },
    });
    await waitForAnswer(tx, ctx, row, { disputeId, personId, storeId: thing.storeId, metric: thing.metric });
    await audit(tx, ctx, {
      action: "kpi.disputed",
      subject: { type: "kpi_dispute", id: disputeId },
      personId,
      after: { month: month.slice(0, 7) },
      reason: claim.trim(),
    });
    return accept({ disputeId });
  });
}

/** The answer waits for whoever leads the team and did not enter the figure; where nobody else does, for them too. */
async function waitForAnswer(
  tx: Tx,
  ctx: WriteContext,
  { teamId, month, team, closableOn }: LockedMonth,
  { disputeId, ...about }: { disputeId: string; personId: string; storeId: string | null; metric: string | null },
): Promise<void> {
  const entered = await enteredBy(tx, { ...about, month });
  const others = await othersWhoAnswer(tx, ctx.now, teamId, [about.personId, ...entered]);
  const [of] = await tx.select({ name: person.name }).from(person).where(eq(person.id, about.personId));
  await openItem(tx, ctx, {
    ...{ kind: "kpi_dispute", subjectId: disputeId, personId: about.personId, teamId },
    notFor: others ? entered : [],
    data: { name: of?.name ?? "", month: month.slice(0, 7), title: monthTitles(month) },
    dueAt: closableOn === null ? null : startOfDay(closableOn, team.zone),
  });
}

/** A dispute with its month and its row locked; null: there is none of this id. */
async function lockDispute(tx: Tx, now: Date, disputeId: string): Promise<{ row: DisputeRow; month: LockedMonth } | null> {
  const [found] = await tx.select().from(kpiDispute).where(eq(kpiDispute.id, disputeId));
  const month = found && (await lockMonth(tx, now, found));
  if (!month) return null;
  const [row] = await tx.select().from(kpiDispute).where(eq(kpiDispute.id, disputeId)).for("update");
  return row ? { row, month } : null;
}

/** The statement by which a correction shows: a new one where the month is another than the newest says, else one that came after what is disputed. Null: nothing was corrected. */
async function effectOf(tx: Tx, ctx: WriteContext, { personId, month, statementId }: DisputeRow, reason: string): Promise<string | null> {
  await renewPerson(tx, ctx.now, { personId, month });
  const [newest, score] = [(await newestStatements(tx, month, [personId])).get(personId), await scoreOf(tx, personId, month)];
  if (!newest || !score) return null;
  const stands = { score: score.score ?? score.decidedScore, bonusFen: score.bonusFen, trace: score.trace };
  if (differences(newest, stands).length > 0) {
    const [made] = await writeStatements(tx, ctx, { month, personIds: [personId], kind: "corrected", reason });
    return made?.id ?? null;
  }
  // Two disputes of one figure: the first answer has brought the correction.
  return newest.kind === "corrected" && newest.id !== statementId ? newest.id : null;
}

/** A month that is closed but for this person closes for them with their last dispute. */
async function closeWithLast(tx: Tx, ctx: WriteContext, { row, month }: { row: DisputeRow; month: LockedMonth }): Promise<void> {
  if (month.state !== "closed" || (await disputing(tx, row.month, [row.personId])).size > 0) return;
  await renewPerson(tx, ctx.now, row);
  await closeFor(tx, ctx, row.month, [row.personId]);
  await settleSupervisors(tx, ctx, { teamId: month.teamId, month: month.month }, "closed");
}

async function end(tx: Tx, ctx: WriteContext, disputeId: string, values: Partial<DisputeRow>): Promise<void> {
  await tx
    .update(kpiDispute)
    .set({ closedAt: ctx.now, closedBy: ctx.actorId, ...values })
    .where(and(eq(kpiDispute.id, disputeId), isNull(kpiDispute.closedAt)));
  for (const kind of ["kpi_dispute", "kpi_dispute_late"] as const) await closeItem(tx, ctx, kind, disputeId, values.outcome ?? "");
}

/**
 * Answer a dispute, once, with a reason: the statement stands (`kept`), or what was wrong is corrected by now (`corrected`) and a further statement shows the effect. Where the month is closed it
 * closes for the agent too. Refuses what `answerRefusal` names, and `corrected` while nothing was.
 */
export function answerDispute(
  ctx: WriteContext,
  reach: Reach,
  disputeId: string,
  { outcome, reason }: { outcome: string; reason: string },
): Promise<Outcome<{ effectId: string | null }>> {
  return write(ctx, async (tx) => {
    const found = await lockDispute(tx, ctx.now, disputeId);
    if (!found || !leadsTeam(reach, found.row.teamId)) return refuse("not_found");
    const { row } = found;
    const actorId = ctx.actorId ?? "";
    const entered = await enteredBy(tx, row);
    const alone = !(await othersWhoAnswer(tx, ctx.now, row.teamId, [row.personId, ...entered]));
    const refusal = answerRefusal({ personId: row.personId, outcome: row.outcome, enteredBy: entered, alone }, actorId);
    if (refusal) return refuse(refusal.code, refusal);
    if (outcome !== "kept" && outcome !== "corrected") return refuse("answer_missing", { field: "outcome" });
    const wrong = reasonRefusal(reason, "answer");
    if (wrong) return refuse(wrong.code, wrong);
    const effectId = outcome === "corrected" ? await effectOf(tx, ctx, row, reason.trim()) : null;
    if (outcome === "corrected" && effectId === null) return refuse("nothing_corrected", { field: "outcome" });

    await end(tx, ctx, disputeId, { outcome, answer: reason.trim(), effectId });
    await tx.insert(notice).values({
      personId: row.personId,
      kind: `months.dispute_${outcome}`,
      data: { disputeId, month: row.month.slice(0, 7) },
      createdAt: ctx.now,
    });
    await audit(tx, ctx, {
      action: `kpi.dispute_${outcome}`,
      subject: { type: "kpi_dispute", id: disputeId },
      personId: row.personId,
      after: { month: row.month.slice(0, 7) },
      reason: reason.trim(),
    });
    await closeWithLast(tx, ctx, found);
    return accept({ effectId });
  });
}

/** The agent takes a dispute back while nobody has answered. */
export function withdrawDispute(ctx: WriteContext, disputeId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockDispute(tx, ctx.now, disputeId);
    if (!found || found.row.personId !== ctx.actorId) return refuse("not_found");
    const { row } = found;
    if (row.outcome) return refuse(row.outcome === "withdrawn" ? "dispute_withdrawn" : "already_answered");
    await end(tx, ctx, disputeId, { outcome: "withdrawn" });
    await audit(tx, ctx, {
      action: "kpi.dispute_withdrawn",
      subject: { type: "kpi_dispute", id: disputeId },
      personId: row.personId,
      after: { month: row.month.slice(0, 7) },
    });
    await closeWithLast(tx, ctx, found);
    return accept(null);
  });
}
