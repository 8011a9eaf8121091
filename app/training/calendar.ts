import { isWorkingDay, type WorkingDays } from "~/people/working-days";
import { addDays, daysBetween, type PlainDate } from "~/platform/dates";

/** On which days somebody trains or works. */
export type Calendar = WorkingDays & {
  /** Leave pauses the plan; both days inclusive. */
  leaves: readonly { from: PlainDate; to: PlainDate }[];
};

/** Nobody plans further ahead: a calendar without any working day ends here instead of never. */
const HORIZON_DAYS = 3660;

export { isWorkingDay };

/** Whether the person is on leave on `day`. */
export function isOnLeave(calendar: Pick<Calendar, "leaves">, day: PlainDate): boolean {
  return calendar.leaves.some((l) => l.from <= day && day <= l.to);
}

/** Whether `day` counts for the person: the team works and the person is not on leave. */
export function isTrainingDay(calendar: Calendar, day: PlainDate): boolean {
  return isWorkingDay(calendar, day) && !isOnLeave(calendar, day);
}

/** The training days from `from` on, in order. Ends after ten years. */
function* trainingDaysFrom(calendar: Calendar, from: PlainDate): Generator<PlainDate> {
  for (let i = 0; i < HORIZON_DAYS; i++) {
    const day = addDays(from, i);
    if (isTrainingDay(calendar, day)) yield day;
  }
}

/** The dates of training days 1 to `count` of a plan that starts on `start` (or on the first training day after it). Fewer only when the calendar has no more. */
export function trainingDates(calendar: Calendar, start: PlainDate, count: number): PlainDate[] {
  const dates: PlainDate[] = [];
  if (count <= 0) return dates;
  for (const day of trainingDaysFrom(calendar, start)) {
    dates.push(day);
    if (dates.length === count) break;
  }
  return dates;
}

/** What an entry of a plan stands for. */
export type Step = "day" | "week";
const STEP_DAYS: Record<Step, number> = { day: 1, week: 5 };

/**
 * The training days that each of `count` entries of a plan covers: one, or for a plan by weeks five in a row, whatever days of the week they are.
 * Empty where the calendar ends before.
 */
export function entryDates(calendar: Calendar, start: PlainDate, plan: { step: Step; count: number }): PlainDate[][] {
  const size = STEP_DAYS[plan.step];
  const dates = trainingDates(calendar, start, plan.count * size);
  return Array.from({ length: plan.count }, (_, i) => dates.slice(i * size, (i + 1) * size));
}

/** The number of the entry to which a training day belongs; 0 before the plan. */
export function entryOf(step: Step, trainingDay: number): number {
  return Math.ceil(trainingDay / STEP_DAYS[step]);
}

/** How many training days have begun from `start` up to and including `date`: the number of the plan's day; 0 before the plan. */
export function trainingDayOn(calendar: Calendar, start: PlainDate, date: PlainDate): number {
  let count = 0;
  for (let i = 0; i <= Math.min(daysBetween(start, date), HORIZON_DAYS); i++) if (isTrainingDay(calendar, addDays(start, i))) count++;
  return count;
}

/** The first training day after `date`, e.g. for a retake; null when the calendar has none. */
export function nextTrainingDay(calendar: Calendar, date: PlainDate): PlainDate | null {
  return trainingDaysFrom(calendar, addDays(date, 1)).next().value ?? null;
}

/** Training days after `from`, up to and including `to`: how long somebody has worked since. 0 when `to` is not later. */
export function workingDaysAfter(calendar: Calendar, from: PlainDate, to: PlainDate): number {
  return trainingDayOn(calendar, addDays(from, 1), to);
}
