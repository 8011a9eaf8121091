import { publicHolidays } from "~/people/holidays.server";
import { addDays, type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import { type Calendar, isTrainingDay } from "~/training/calendar";

/** Where the demo's shop works, and on which days of the week. */
export const ZONE = "Asia/Shanghai";
export const WORKING_WEEK = [1, 2, 3, 4, 5, 6];

const MINUTE_MS = 60_000;
const OPENS = 14 * 60;
const CLOSES = 17 * 60;
/** As far back as somebody of the cast was hired. */
const YEARS = [-1, 0, 1];

/** The instant at `minutes` after midnight of a day in the shop's zone. */
export function at(day: PlainDate, minutes: number): Date {
  return new Date(startOfDay(day, ZONE).getTime() + Math.round(minutes * MINUTE_MS));
}

/** Week and public holidays, without the shop's own days. */
function publicCalendar(today: PlainDate): Calendar {
  const year = Number(today.slice(0, 4));
  const holidays = YEARS.flatMap((offset) => publicHolidays(year + offset)).map(({ day, kind }) => ({ day, kind, own: false }));
  return { workingWeek: WORKING_WEEK, holidays, leaves: [] };
}

/**
 * When the demo begins: now, if it is a working afternoon; else two o'clock of the afternoon that comes. So the visitor never finds a shop asleep,
 * and everybody's day is the one that their story tells.
 */
export function openingMoment(now: Date): Date {
  const calendar = publicCalendar(plainDateIn(ZONE, now));
  for (let day = plainDateIn(ZONE, now); ; day = addDays(day, 1)) {
    if (!isTrainingDay(calendar, day)) continue;
    if (now < at(day, OPENS)) return at(day, OPENS);
    if (now < at(day, CLOSES)) return now;
  }
}

/** The working day that lies `count` working days before `day` (0: `day` itself, which must be one). */
export function workingDayBefore(calendar: Calendar, day: PlainDate, count: number): PlainDate {
  let found = day;
  for (let left = count; left > 0;) {
    found = addDays(found, -1);
    if (isTrainingDay(calendar, found)) left--;
  }
  return found;
}

/** The first working day on or after `day`. */
export function workingDayFrom(calendar: Calendar, day: PlainDate): PlainDate {
  let found = day;
  while (!isTrainingDay(calendar, found)) found = addDays(found, 1);
  return found;
}

/** The shop's days around `today`: week, public holidays, and one day of its own on which everybody counts stock. */
export function shopCalendar(today: PlainDate): { calendar: Calendar; stockDay: PlainDate } {
  const calendar = publicCalendar(today);
  const stockDay = workingDayBefore(calendar, today, 3);
  return { calendar: { ...calendar, holidays: [...calendar.holidays, { day: stockDay, kind: "off", own: true }] }, stockDay };
}
