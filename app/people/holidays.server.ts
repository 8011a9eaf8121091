import chineseDays from "chinese-days";
import { and, asc, eq, gte, isNull, lt, or } from "drizzle-orm";
import { holiday, team } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { addDays, type PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

type PublicDay = { day: PlainDate; kind: "off" | "working"; name: LocalText };

/** The public holidays of mainland China in a year, with the weekends worked in their place. Empty while they are not announced. */
export function publicHolidays(year: number): PublicDay[] {
  const days: PublicDay[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    // "Spring Festival,春节,4" for a day that the state council named; the weekday's name for every other.
    const detail = chineseDays.getDayDetail(day);
    const [en, zh, rest] = detail.name.split(",");
    if (en && zh && rest) days.push({ day, kind: detail.work ? "working" : "off", name: { en, "zh-CN": zh } });
  }
  return days;
}

/** Write a year's public holidays for the whole shop; days that are there already stay as they are. Returns how many were added. */
export async function seedHolidays(reader: Reader, year: number): Promise<number> {
  const days = publicHolidays(year);
  if (days.length === 0) return 0;
  const rows = await reader.insert(holiday).values(days).onConflictDoNothing().returning({ id: holiday.id });
  return rows.length;
}

/** The holidays of a year: the shop's, and with `teamId` those of one team too. */
export function holidaysOfYear(reader: Reader, year: number, teamId: string | null) {
  return reader
    .select({ id: holiday.id, day: holiday.day, kind: holiday.kind, name: holiday.name, teamId: holiday.teamId, teamName: team.name })
    .from(holiday)
    .leftJoin(team, eq(team.id, holiday.teamId))
    .where(
      and(
        gte(holiday.day, `${year}-01-01`),
        lt(holiday.day, `${year + 1}-01-01`),
        teamId === null ? undefined : or(isNull(holiday.teamId), eq(holiday.teamId, teamId)),
      ),
    )
    .orderBy(asc(holiday.day), asc(team.name));
}

export type NewHoliday = { day: PlainDate; kind: "off" | "working"; name: LocalText; teamId: string | null };

/** Add a day off or an extra working day. A day that is already there for the same team is refused. */
export function addHoliday(ctx: WriteContext, values: NewHoliday): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    if (!(await teamStands(tx, values.teamId))) return refuse("team_unknown", { field: "teamId" });
    const [row] = await tx.insert(holiday).values(values).onConflictDoNothing().returning({ id: holiday.id });
    if (!row) return refuse("holiday_exists", { field: "day" });
    await audit(tx, ctx, { action: "people.holiday_added", subject: { type: "holiday", id: row.id }, after: values });
    return accept({ id: row.id });
  });
}

/** Take a day out of the table. One that is gone already is no fault. */
export function removeHoliday(ctx: WriteContext, id: string): Promise<Outcome<{ removed: boolean }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx.delete(holiday).where(eq(holiday.id, id)).returning();
    if (row) {
      const { day, kind, name, teamId } = row;
      await audit(tx, ctx, { action: "people.holiday_removed", subject: { type: "holiday", id }, before: { day, kind, name, teamId } });
    }
    return accept({ removed: row !== undefined });
  });
}

/** Put a year's public holidays into the table, audited. */
export function loadPublicHolidays(ctx: WriteContext, year: number): Promise<Outcome<{ added: number }>> {
  return write(ctx, async (tx) => {
    if (publicHolidays(year).length === 0) return refuse("holidays_not_announced", { params: { year } });
    const added = await seedHolidays(tx, year);
    if (added > 0)
      await audit(tx, ctx, { action: "people.holidays_loaded", subject: { type: "holiday", id: String(year) }, after: { year, added } });
    return accept({ added });
  });
}

async function teamStands(tx: Tx, teamId: string | null): Promise<boolean> {
  if (teamId === null) return true;
  const rows = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.id, teamId), isNull(team.archivedAt)));
  return rows.length === 1;
}
