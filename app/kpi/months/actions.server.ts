import { and, eq, inArray } from "drizzle-orm";
import { kpiMonth, kpiScore } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeFigures, reopenFigures } from "~/results/figure-locks.server";
import { closeItem } from "~/work/actions.server";
import { managesTeam, type Reach } from "../led-teams";
import { settleSupervisors } from "../supervisor/settle.server";
import { disputeDays, renewTeam } from "./renewed.server";
import { activeIn, calendarOf, disputing, type LockedMonth, lockMonth, type TeamMonth } from "./month-row.server";
import { closableFrom, type MonthAct, monthRefusal, reasonRefusal } from "./month-rules";
import { paysOtherwise } from "./statement-difference";
import { newestStatements, tellOf, writeStatements } from "./statements.server";

type Scored = Awaited<ReturnType<typeof activeIn>>;

/** The month with its scores renewed, where the actor manages the team and the month may take this step; a refusal otherwise. */
async function begin(
  tx: Tx,
  ctx: WriteContext,
  reach: Reach,
  act: MonthAct,
  of: TeamMonth,
): Promise<Outcome<{ row: LockedMonth; scored: Scored }>> {
  const row = managesTeam(reach, of.teamId) ? await lockMonth(tx, ctx.now, of) : null;
  if (!row) return refuse("not_found");
  // Closed figures stand still: what was reckoned from them stays.
  if (row.state !== "closed") await renewTeam(tx, ctx.now, of);
  const scored = await activeIn(tx, of);
  const { state, month, today, closableOn } = row;
  const refusal = monthRefusal(act, { state, month, today, closableOn, people: scored.length });
  return refusal ? refuse(refusal.code, refusal) : accept({ row, scored });
}

async function setMonth(tx: Tx, row: LockedMonth, values: Partial<typeof kpiMonth.$inferInsert>): Promise<void> {
  await tx
    .update(kpiMonth)
    .set({ ...values, revision: row.revision + 1 })
    .where(and(eq(kpiMonth.teamId, row.teamId), eq(kpiMonth.month, row.month)));
}

async function setScores(tx: Tx, month: string, personIds: readonly string[], state: "published" | "closed"): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .update(kpiScore)
    .set({ state })
    .where(and(eq(kpiScore.month, month), inArray(kpiScore.personId, [...personIds])));
}

const monthText = (month: string) => month.slice(0, 7);
const subject = ({ teamId }: TeamMonth) => ({ type: "kpi_month", id: teamId });

/**
 * Publish a month of a team that the actor manages: everybody who was active in it gets a statement and is told, and may dispute it until the close. Refuses what `monthRefusal` names.
 */
export function publishMonth(ctx: WriteContext, reach: Reach, of: TeamMonth): Promise<Outcome<{ people: number; closableOn: string }>> {
  return write(ctx, async (tx) => {
    const begun = await begin(tx, ctx, reach, "publish", of);
    if (!begun.ok) return begun;
    const { row, scored } = begun.value;
    const days = await disputeDays(tx, of.month, scored);
    const closableOn = closableFrom(await calendarOf(tx, row.team, row.today), row.today, days);
    const personIds = scored.map(({ personId }) => personId);
    await setMonth(tx, row, { state: "published", publishedAt: ctx.now, publishedBy: ctx.actorId, closableOn });
    await setScores(tx, of.month, personIds, "published");
    await writeStatements(tx, ctx, { month: of.month, personIds, kind: "published" });
    await tellOf(tx, ctx, "months.published", of.month, personIds);
    await settleSupervisors(tx, ctx, { teamId: of.teamId, month: of.month }, "published");
    await closeItem(tx, ctx, "kpi_publish", of.teamId, "published");
    await audit(tx, ctx, {
      action: "kpi.month_published",
      subject: subject(of),
      after: { month: monthText(of.month), team: row.team.name, people: personIds.length, closable: closableOn },
    });
    return accept({ people: personIds.length, closableOn });
  });
}

/**
 * Close a published month: the last statement of everybody without an open dispute, whose figures are locked; the others close with the end of their disputes. After a re-opening only those are
 * told whose score or bonus is another than at the close before. Of two who close at once one is refused: it is closed.
 */
export function closeMonth(ctx: WriteContext, reach: Reach, of: TeamMonth): Promise<Outcome<{ closed: number; waiting: number }>> {
  return write(ctx, async (tx) => {
    const begun = await begin(tx, ctx, reach, "close", of);
    if (!begun.ok) return begun;
    const { row, scored } = begun.value;
    const open = scored.filter(({ state }) => state !== "closed").map(({ personId }) => personId);
    const disputed = await disputing(tx, of.month, open);
    const ready = open.filter((personId) => !disputed.has(personId));
    await setMonth(tx, row, { state: "closed", closedAt: ctx.now, closedBy: ctx.actorId });
    await closeFor(tx, ctx, of.month, ready);
    await settleSupervisors(tx, ctx, { teamId: of.teamId, month: of.month }, "closed");
    for (const kind of ["kpi_close", "kpi_publish"] as const) await closeItem(tx, ctx, kind, of.teamId, "closed");
    await audit(tx, ctx, {
      action: "kpi.month_closed",
      subject: subject(of),
      after: { month: monthText(of.month), team: row.team.name, people: ready.length, waiting: disputed.size },
    });
    return accept({ closed: ready.length, waiting: disputed.size });
  });
}

/** Close the month for these people: their last statement, locked figures, and a notice to those who are paid otherwise than they were told at an earlier close. */
export async function closeFor(tx: Tx, ctx: WriteContext, month: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  const before = await newestStatements(tx, month, personIds, "closed");
  await writeStatements(tx, ctx, { month, personIds, kind: "closed" });
  await setScores(tx, month, personIds, "closed");
  await closeFigures(tx, ctx.now, month, personIds);
  const after = await newestStatements(tx, month, personIds, "closed");
  const changed = personIds.filter((personId) => {
    const [was, is] = [before.get(personId), after.get(personId)];
    return was && is && paysOtherwise(was, is);
  });
  await tellOf(
    tx,
    ctx,
    "months.closed",
    month,
    personIds.filter((personId) => !before.has(personId)),
  );
  await tellOf(tx, ctx, "months.changed", month, changed);
}

/**
 * Open a closed month again, with a reason: figures can be corrected, statements disputed, for as many working days as after the first publishing. Everybody whom it was closed for gets a
 * version that says so and is told.
 */
export function reopenMonth(ctx: WriteContext, reach: Reach, of: TeamMonth, reason: string): Promise<Outcome<{ people: number }>> {
  return write(ctx, async (tx) => {
    const wrong = reasonRefusal(reason);
    if (wrong) return refuse(wrong.code, wrong);
    const begun = await begin(tx, ctx, reach, "reopen", of);
    if (!begun.ok) return begun;
    const { row, scored } = begun.value;
    const personIds = scored.filter(({ state }) => state === "closed").map(({ personId }) => personId);
    const days = await disputeDays(tx, of.month, scored);
    const closableOn = closableFrom(await calendarOf(tx, row.team, row.today), row.today, days);
    await setMonth(tx, row, {
      ...{ state: "published", closedAt: null, closedBy: null, closableOn },
      ...{ reopenedAt: ctx.now, reopenedBy: ctx.actorId, reopenReason: reason.trim() },
    });
    await setScores(tx, of.month, personIds, "published");
    await reopenFigures(tx, of.month, personIds);
    await renewTeam(tx, ctx.now, of);
    await writeStatements(tx, ctx, { month: of.month, personIds, kind: "reopened", reason: reason.trim() });
    await tellOf(tx, ctx, "months.reopened", of.month, personIds);
    await settleSupervisors(tx, ctx, { teamId: of.teamId, month: of.month }, "reopened", reason.trim());
    await audit(tx, ctx, {
      action: "kpi.month_reopened",
      subject: subject(of),
      after: { month: monthText(of.month), team: row.team.name, people: personIds.length, closable: closableOn },
      reason: reason.trim(),
    });
    return accept({ people: personIds.length });
  });
}
