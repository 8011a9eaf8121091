import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";
import { isWorkingDay, type WorkingDays } from "~/people/working-days";

/** What happens to a month of a team (2-domain, "Monthly KPI"): scored provisionally all along, published, closed, and opened again with a reason. Pure. */

export type MonthState = "open" | "published" | "closed";
export const monthActs = ["publish", "close", "reopen"] as const;
export type MonthAct = (typeof monthActs)[number];

const steps: Record<MonthAct, { from: MonthState; to: MonthState }> = {
  publish: { from: "open", to: "published" },
  close: { from: "published", to: "closed" },
  reopen: { from: "closed", to: "published" },
};

/** How long the reason of a re-opening, of a decided score or of an answer is. */
export const REASON_MIN = 10;
export const REASON_MAX = 1000;

/** How far ahead working days are looked for: a calendar without any ends here instead of never. */
const HORIZON = 120;

/** What a step depends on. `month`: its first day; `today`: in the team's zone. */
export type MonthFacts = {
  state: MonthState;
  month: PlainDate;
  today: PlainDate;
  /** The first day on which it may be closed; null before it was published. */
  closableOn: PlainDate | null;
  /** Who was active in the team in this month. */
  people: number;
};

/** Where a step leads from here; null: it is no step of this state. */
export function stateAfter(state: MonthState, act: MonthAct): MonthState | null {
  return steps[act].from === state ? steps[act].to : null;
}

/** Why a month may not take this step now, or null. It is published from the first day after it, and closed once the days to dispute are over. */
export function monthRefusal(act: MonthAct, { state, month, today, closableOn, people }: MonthFacts): Refusal | null {
  if (stateAfter(state, act) === null) return { code: `not_now.${act}.${state}` };
  if (act === "publish" && today < firstDayAfter(month)) return { code: "month_runs", params: { day: firstDayAfter(month) } };
  if (act === "publish" && people === 0) return { code: "month_empty" };
  if (act === "close" && closableOn !== null && today < closableOn) return { code: "too_early", params: { day: closableOn } };
  return null;
}

/** Why a reason does not do, or null: 10 to 1000 characters. */
export function reasonRefusal(reason: string, field = "reason"): Refusal | null {
  const { length } = reason.trim();
  if (length < REASON_MIN) return { code: "reason_short", field, params: { count: REASON_MIN } };
  return length > REASON_MAX ? { code: "reason_long", field, params: { count: REASON_MAX } } : null;
}

/** The first day after a month. */
export function firstDayAfter(month: PlainDate): PlainDate {
  return addMonths(month, 1);
}

/** The first day on which a month may be closed that was published on `day`: the last of so many working days after it. */
export function closableFrom(calendar: WorkingDays, day: PlainDate, workingDays: number): PlainDate {
  let last = day;
  for (let left = workingDays, step = 0; left > 0 && step < HORIZON; step++) {
    last = addDays(last, 1);
    if (isWorkingDay(calendar, last)) left--;
  }
  return last;
}
