import { type Locale, pick } from "~/platform/locale";
import { formatDay } from "~/platform/format";
import { entryOf, type Step, trainingDayOn } from "./calendar";
import type { Training } from "./facts.server";
import { dayState, type DayState } from "./unlocking";

/** The plan as the line that people look at: a mark a day (or a week), the desk gate behind the last. Fits the kit's `ProgressLine`. */
export type PlanLine = {
  step: Step;
  days: { day: number; phase: string; state: DayState; label: string }[];
  gates: { afterDay: number; passed: boolean }[];
  /** The number of the day or week that the calendar has reached; 0 before the plan. */
  today: number;
};

/** The line of a training on its own today. */
export function planLine(training: Training, locale: Locale): PlanLine {
  const { days, plan, person, today } = training;
  const phases = new Map(plan.phases.map((p) => [p.slug, pick(p.short, locale)]));
  return {
    step: plan.step,
    days: days.map(({ day, phase, title, date }) => ({
      day,
      phase,
      state: dayState(training, day, today),
      label: [`${day} · ${pick(title, locale)}`, phases.get(phase), date && formatDay(date, locale)].filter(Boolean).join(" · "),
    })),
    gates: [{ afterDay: days.length, passed: person.state === "probation" || person.state === "active" }],
    today: dayNumber(training),
  };
}

/** The number of the plan's entry that the calendar has reached, at most its last; 0 before it begins. */
export function dayNumber(
  training: Pick<Training, "calendar" | "startDate" | "today" | "days"> & { plan: Pick<Training["plan"], "step"> },
): number {
  const { calendar, startDate, today, days, plan } = training;
  return Math.min(entryOf(plan.step, trainingDayOn(calendar, startDate, today)), days.length);
}
