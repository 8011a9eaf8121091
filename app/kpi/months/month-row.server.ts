import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { kpiDispute, kpiMonth, kpiScore, team } from "@db/schema";
import { holidaysBetween } from "~/people/queries.server";
import type { WorkingDays } from "~/people/working-days";
import type { Reader, Tx } from "~/platform/database.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { lockFigures } from "~/results/renew-months.server";
import type { MonthState } from "./month-rules";

/** A month of a team, by its first day. */
export type TeamMonth = { teamId: string; month: PlainDate };

const AHEAD_DAYS = 120;

/** The month of a team with its row locked, made where there was none; null: there is no such team. Whoever closes, corrects or disputes goes one after the other; figures stand still meanwhile. */
export async function lockMonth(tx: Tx, now: Date, { teamId, month }: TeamMonth) {
  await lockFigures(tx);
  const [of] = await tx.select().from(team).where(eq(team.id, teamId));
  if (!of) return null;
  await tx.insert(kpiMonth).values({ teamId, month }).onConflictDoNothing();
  const [row] = await tx
    .select()
    .from(kpiMonth)
    .where(and(eq(kpiMonth.teamId, teamId), eq(kpiMonth.month, month)))
    .for("update");
  if (!row) throw new Error("a month that was just made is not there");
  return { ...row, team: of, today: plainDateIn(of.zone, now) };
}
export type LockedMonth = NonNullable<Awaited<ReturnType<typeof lockMonth>>>;

/** In which state the month of a team is: open where nobody has done anything to it. */
export async function stateOf(reader: Reader, { teamId, month }: TeamMonth): Promise<MonthState> {
  const [row] = await reader
    .select({ state: kpiMonth.state })
    .from(kpiMonth)
    .where(and(eq(kpiMonth.teamId, teamId), eq(kpiMonth.month, month)));
  return row?.state ?? "open";
}

/** Who was active in the team in this month. */
export function activeIn(reader: Reader, { teamId, month }: TeamMonth) {
  return reader
    .select()
    .from(kpiScore)
    .where(and(eq(kpiScore.teamId, teamId), eq(kpiScore.month, month), gt(kpiScore.activeDays, 0)))
    .orderBy(kpiScore.personId);
}

/** Whose disputes of this month are open. */
export async function disputing(reader: Reader, month: PlainDate, personIds: readonly string[]): Promise<Set<string>> {
  const rows = await reader
    .select({ personId: kpiDispute.personId })
    .from(kpiDispute)
    .where(and(eq(kpiDispute.month, month), inArray(kpiDispute.personId, [...personIds]), isNull(kpiDispute.closedAt)));
  return new Set(rows.map(({ personId }) => personId));
}

/** The working days of a team from a day on. */
export async function calendarOf(reader: Reader, { id, workingWeek }: LockedMonth["team"], from: PlainDate): Promise<WorkingDays> {
  const holidays = await holidaysBetween(reader, id, from, addDays(from, AHEAD_DAYS));
  return { workingWeek, holidays: holidays.map(({ day, kind }) => ({ day, kind, own: true })) };
}
