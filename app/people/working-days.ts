import { type PlainDate, weekdayOf } from "~/platform/dates";

/** On which days a team works. */
export type WorkingDays = {
  /** ISO weekdays of the team, 1 = Monday. */
  workingWeek: readonly number[];
  /** Days that differ from the week. `own`: the team's own entry, which wins over the whole shop's. */
  holidays: readonly { day: PlainDate; kind: "off" | "working"; own: boolean }[];
};

/** Whether the team works on `day`: the team's own exception first, then the shop's, then the week. */
export function isWorkingDay(calendar: WorkingDays, day: PlainDate): boolean {
  const exceptions = calendar.holidays.filter((h) => h.day === day);
  const exception = exceptions.find((h) => h.own) ?? exceptions[0];
  return exception ? exception.kind === "working" : calendar.workingWeek.includes(weekdayOf(day));
}
