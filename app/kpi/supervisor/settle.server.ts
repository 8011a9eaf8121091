import { and, eq, sql } from "drizzle-orm";
import { kpiScore, notice, supervisorScore, supervisorStatement } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { addMonths, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import { monthOf } from "~/results/measures";
import { openTeams } from "~/people/queries.server";
import { stateOf, type TeamMonth } from "../months/month-row.server";
import { rulesFor } from "../rule-sets.server";
import { supervisorFacts } from "./facts.server";
import { scoreSupervisor } from "./supervisor-rules";

const rowsOf = ({ teamId, month }: TeamMonth) => and(eq(supervisorScore.teamId, teamId), eq(supervisorScore.month, month));

/** Score the supervisors of a team's month anew; what is closed stays. Nothing happens where the rules of the month score no supervisors. */
export async function renewSupervisors(tx: Tx | Db, now: Date, of: TeamMonth): Promise<void> {
  const shop = (await rulesFor(tx, of.month, [])).get(null)?.rules;
  if (!shop?.supervisor) return;
  const { item_working_days: itemDays } = shop.supervisor;
  for (const { personId, facts } of await supervisorFacts(tx, of, itemDays, now)) {
    const { score, bonusFen, trace } = scoreSupervisor(shop.supervisor, shop.bonus, facts);
    const row = {
      ...{ score: score?.toString() ?? null, bonusFen: bonusFen === null ? null : Number(bonusFen), trace },
      ...{ activeDays: facts.activeDays, workingDays: facts.workingDays, computedAt: now },
    };
    await tx
      .insert(supervisorScore)
      .values({ personId, ...of, state: "provisional", ...row })
      .onConflictDoUpdate({
        target: [supervisorScore.personId, supervisorScore.month, supervisorScore.teamId],
        set: row,
        setWhere: sql`${supervisorScore.state} <> 'closed'`,
      });
  }
}

/**
 * Take the supervisors of a team along with its month, in the transaction that publishes, closes or opens it, or that closes it for the last agent. With the month closed, theirs closes once it is
 * closed for every agent of the team: until then the average can change.
 */
export async function settleSupervisors(
  tx: Tx,
  ctx: WriteContext,
  of: TeamMonth,
  kind: "published" | "closed" | "reopened",
  reason = "",
): Promise<void> {
  if (kind === "reopened") await tx.update(supervisorScore).set({ state: "published" }).where(rowsOf(of));
  await renewSupervisors(tx, ctx.now, of);
  if (kind === "closed" && ((await stateOf(tx, of)) !== "closed" || (await isAnyOpen(tx, of)))) return;
  const rows = await tx
    .update(supervisorScore)
    .set({ state: kind === "closed" ? "closed" : "published", version: sql`${supervisorScore.version} + 1` })
    .where(and(rowsOf(of), sql`${supervisorScore.state} <> 'closed'`))
    .returning();
  for (const { personId, teamId, month, version, score, bonusFen, trace } of rows) {
    await tx.insert(supervisorStatement).values({
      ...{ id: newId(ctx.now.getTime()), personId, teamId, month, version, kind, score, bonusFen, trace, reason },
      ...{ madeBy: ctx.actorId, madeAt: ctx.now },
    });
    await tx
      .insert(notice)
      .values({ personId, kind: `months.supervisor_${kind}`, data: { personId, month: month.slice(0, 7) }, createdAt: ctx.now });
  }
}

/** Whether the month is still open for an agent of the team. */
async function isAnyOpen(tx: Tx, { teamId, month }: TeamMonth): Promise<boolean> {
  const rows = await tx
    .select({ personId: kpiScore.personId })
    .from(kpiScore)
    .where(and(eq(kpiScore.teamId, teamId), eq(kpiScore.month, month), sql`${kpiScore.state} <> 'closed' and ${kpiScore.activeDays} > 0`))
    .limit(1);
  return rows.length > 0;
}

/** Once a day, after the agents': score the supervisors of every team, in this month and the last. */
export async function sweepSupervisors(db: Db, now: Date): Promise<void> {
  for (const { id: teamId, zone } of await openTeams(db)) {
    const month = monthOf(plainDateIn(zone, now));
    for (const each of [addMonths(month, -1), month]) await db.transaction((tx) => renewSupervisors(tx, now, { teamId, month: each }));
  }
}
