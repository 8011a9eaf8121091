import { isWorkingDay, type WorkingDays } from "~/people/working-days";
import { addDays, type PlainDate } from "~/platform/dates";
import type { Done } from "./supervisor-rules";

/** How far ahead a deadline is looked for: longer than any holiday. */
const HORIZON = 60;

/** The last day on which an item is closed in time: so many working days after the day on which it was opened. */
export function lastDayInTime(opened: PlainDate, calendar: WorkingDays, days: number): PlainDate {
  let [day, left] = [opened, days];
  for (let i = 0; i < HORIZON && left > 0; i++) {
    day = addDays(day, 1);
    if (isWorkingDay(calendar, day)) left--;
  }
  return day;
}

/** Of these items those that were closed in time; due are all but those that are open and still have time. Pure. */
export function itemsInTime(
  items: readonly { opened: PlainDate; closed: PlainDate | null; count: number }[],
  calendar: WorkingDays,
  days: number,
  today: PlainDate,
): Done {
  let [done, due] = [0, 0];
  for (const { opened, closed, count } of items) {
    const last = lastDayInTime(opened, calendar, days);
    if (closed === null && today <= last) continue;
    due += count;
    if (closed !== null && closed <= last) done += count;
  }
  return { done, due };
}
