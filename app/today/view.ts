import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { isOnLeave, isTrainingDay, isWorkingDay, nextTrainingDay } from "~/training/calendar";
import type { Training, TrainingActivity } from "~/training/facts.server";
import { dayNumber, planLine, type PlanLine } from "~/training/line";
import { type ActivityLine, lineOf } from "~/training/next";
import { lateness, suggestedOrder } from "~/training/unlocking";

/** A practical that came back: what was said and by whom. */
export type Returned = { remark: string; by: string };
export type TodayLine = ActivityLine & {
  /** Never begun and not open. */
  locked: boolean;
  returned: Returned | null;
  /** After a failed attempt: the day of the next one. */
  retakeOn: PlainDate | null;
  usedUp: boolean;
};

/**
 * The kind of day it is. `before`: the plan has not begun. `leave`, `off`: no training day, though what is open may be done.
 * `work`: something is to do. `waiting`: nothing is, for other people's sake. `finished`: nothing is, this day is done.
 */
export type DayKind = "before" | "leave" | "off" | "work" | "waiting" | "finished" | "complete";

/** A trainee's day, in the reader's language. */
export type TodayView = {
  kind: DayKind;
  line: PlanLine;
  /** The number of the day that the calendar has reached, and the plan's length. */
  day: number;
  days: number;
  phase: string;
  planTitle: string;
  /** The day whose work is shown: an earlier one while its own work is missing. */
  shown: { day: number; title: string; goal: string } | null;
  lateDays: number;
  next: TodayLine | null;
  then: TodayLine[];
  /** Handed in, with whom it lies. */
  waiting: TodayLine[];
  supervisors: string[];
  minutesLeft: number;
  /** The next training day: when, and what it brings; null after the last. */
  upcoming: { day: number; title: string; date: PlainDate | null } | null;
  /** When a pause is over. */
  resumesOn: PlainDate | null;
  done: number;
  of: number;
};

/** What Today shows of a training, on the training's own today. Pure. */
export function todayView(training: Training, locale: Locale): TodayView {
  const { today, calendar, activities } = training;
  const day = dayNumber(training);
  const doable = suggestedOrder(training, today);
  const next = doable[0];
  // Later days stay shut until earlier work is handed in, so what was never handed in lies on one day: that is the one to work on.
  const neverHandedIn = doable.filter((a) => a.mandatory && a.status !== "returned");
  const shown = training.days.find((d) => d.day === Math.max(1, neverHandedIn[0]?.day ?? day));
  const mandatory = activities.filter((a) => a.mandatory);
  const waiting = activities.filter((a) => a.status === "submitted");
  // What can be done comes first, then the rest of the day shown: the list stays whole while one works through it.
  const restOfDay = activities.filter((a) => a.day === shown?.day && !doable.includes(a) && !waiting.includes(a));
  const rest = [...doable.slice(1), ...restOfDay.filter((a) => a.status !== "done"), ...restOfDay.filter((a) => a.status === "done")];
  const phase = training.plan.phases.find((p) => p.from <= Math.max(day, 1) && Math.max(day, 1) <= p.to);
  const upcoming = training.days.find((d) => d.day === day + 1);
  return {
    kind: kindOf(training, day, next !== undefined, waiting.length > 0),
    line: planLine(training, locale),
    day,
    days: training.days.length,
    phase: pick(phase?.short ?? training.plan.title, locale),
    planTitle: pick(training.plan.title, locale),
    shown: shown ? { day: shown.day, title: pick(shown.title, locale), goal: pick(shown.goal, locale) } : null,
    lateDays: lateness(training, today).days,
    next: next ? todayLine(next, false, locale) : null,
    then: rest.map((a) => todayLine(a, a.status === "open" && !doable.includes(a), locale)),
    waiting: waiting.map((a) => todayLine(a, false, locale)),
    supervisors: training.supervisors.map((s) => s.name),
    minutesLeft: doable.filter((a) => a.mandatory).reduce((sum, a) => sum + a.minutes, 0),
    upcoming: upcoming ? { day: upcoming.day, title: pick(upcoming.title, locale), date: upcoming.date } : null,
    resumesOn: isTrainingDay(calendar, today) ? null : nextTrainingDay(calendar, today),
    done: mandatory.filter((a) => a.status === "done").length,
    of: mandatory.length,
  };
}

function kindOf(training: Training, day: number, hasWork: boolean, hasWaiting: boolean): DayKind {
  const { today, calendar, activities } = training;
  if (activities.every((a) => !a.mandatory || a.status === "done")) return "complete";
  if (day === 0) return "before";
  if (isOnLeave(calendar, today)) return "leave";
  if (!isWorkingDay(calendar, today)) return "off";
  if (hasWork) return "work";
  return hasWaiting && day === training.days.length ? "waiting" : "finished";
}

function todayLine(activity: TrainingActivity, locked: boolean, locale: Locale): TodayLine {
  const { submission, status, retake } = activity;
  const returned =
    status === "returned" && submission?.decision === "returned" ? { remark: submission.remark ?? "", by: submission.by ?? "" } : null;
  return { ...lineOf(activity, locale), locked, returned, retakeOn: retake?.opensOn ?? null, usedUp: retake?.left === 0 };
}
