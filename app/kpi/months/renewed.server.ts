import { sql } from "drizzle-orm";
import type { Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { lastOf } from "../month-days";
import { rulesFor } from "../rule-sets.server";
import { renewScores } from "../scores.server";
import type { MonthTrace } from "../trace";
import type { TeamMonth } from "./month-row.server";

const AT_ONCE = 1000;

/** Score the month of a team anew: of everybody who was a member on one of its days, or is counted there so far. Who is in another team at its end is counted there. */
export async function renewTeam(tx: Tx, now: Date, { teamId, month }: TeamMonth): Promise<void> {
  const rows = await tx.execute<{ id: string }>(sql`
    select m.person_id as id from team_membership m where m.team_id = ${teamId} and m.from_day <= ${lastOf(month)} and (m.to_day is null or m.to_day > ${month})
    union select s.person_id from kpi_score s where s.team_id = ${teamId} and s.month = ${month} order by 1`);
  const ids = rows.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += AT_ONCE) await renewScores(tx, month, ids.slice(at, at + AT_ONCE), now);
}

/** Score somebody's month anew. */
export async function renewPerson(tx: Tx, now: Date, { personId, month }: { personId: string; month: PlainDate }): Promise<void> {
  await renewScores(tx, month, [personId], now);
}

/** How many working days these people may dispute their statements: the longest time that the rules of one of their stores, or of the shop, give. */
export async function disputeDays(reader: Reader, month: PlainDate, scored: readonly { trace: MonthTrace }[]): Promise<number> {
  const storeIds = [...new Set(scored.flatMap(({ trace }) => trace.stores.map(({ storeId }) => storeId)))];
  const held = await rulesFor(reader, month, storeIds);
  return Math.max(0, ...[...held.values()].map(({ rules }) => rules.dispute_working_days));
}
