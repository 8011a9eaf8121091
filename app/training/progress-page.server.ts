import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { sittingsOf } from "~/drill/queries.server";
import { type Locale, pick } from "~/platform/locale";
import { isOnLeave } from "./calendar";
import type { Training, TrainingActivity } from "./facts.server";
import { dayNumber, planLine } from "./line";
import { type ActivityLine, lineOf } from "./next";
import { type HandedIn, practicalHistory } from "./queries.server";
import { dayState, type DayState, lateness, lastDateOfPlan } from "./unlocking";

export type ProgressActivity = ActivityLine & {
  /** Since when it stands as it does. */
  since: Date | null;
  score: string | null;
  attempts: number;
  retakeOn: string | null;
  usedUp: boolean;
  history: HandedIn[];
  /** What was sat: each attempt at a quiz or exam. */
  sittings: { id: string; attempt: number; score: string | null; passed: boolean; focusLosses: number }[];
};
export type ProgressDay = {
  day: number;
  title: string;
  date: string | null;
  state: DayState;
  open: boolean;
  activities: ProgressActivity[];
};

/** A trainee's whole plan, as a supervisor looks at it. */
export async function progressPage(reader: Reader, training: Training, locale: Locale) {
  const [history, sat] = await Promise.all([practicalHistory(reader, training.enrolmentId), sittingsOf(reader, training.enrolmentId)]);
  const late = lateness(training, training.today);
  const mandatory = training.activities.filter((a) => a.mandatory);
  const leave = training.leaves.find((l) => l.from <= training.today && training.today <= l.to);
  return {
    name: training.person.name,
    planTitle: pick(training.plan.title, locale),
    teamName: training.team.name,
    startDate: training.startDate,
    lastDate: lastDateOfPlan(training),
    endedAt: training.endedAt,
    begun: dayNumber(training) > 0,
    line: planLine(training, locale),
    late: { days: late.days, others: late.others.length },
    done: mandatory.filter((a) => a.status === "done").length,
    of: mandatory.length,
    leaveUntil: isOnLeave(training.calendar, training.today) ? (leave?.to ?? null) : null,
    usedUp: training.activities.some((a) => a.status === "returned" && a.retake?.left === 0),
    days: training.days.map((d): ProgressDay => {
      const state = dayState(training, d.day, training.today);
      const activities = training.activities.filter((a) => a.day === d.day);
      return {
        day: d.day,
        title: pick(d.title, locale),
        date: d.date,
        state,
        // What is being worked on or is late stands open; what is over or still to come is folded.
        open: state === "today" || state === "late" || state === "waiting",
        activities: activities.map((a) => progressOf(a, history, sat, locale)),
      };
    }),
  };
}

function progressOf(
  activity: TrainingActivity,
  history: readonly HandedIn[],
  sat: Awaited<ReturnType<typeof sittingsOf>>,
  locale: Locale,
): ProgressActivity {
  const since = {
    open: null,
    started: activity.startedAt,
    submitted: activity.submittedAt,
    returned: activity.submittedAt,
    done: activity.doneAt,
  }[activity.status];
  return {
    ...lineOf(activity, locale),
    since,
    score: activity.score === null ? null : showScore(activity.score),
    attempts: activity.attempts,
    retakeOn: activity.retake?.opensOn ?? null,
    usedUp: activity.retake?.left === 0,
    history: history.filter((h) => h.slug === activity.slug),
    sittings: sat
      .filter((s) => s.slug === activity.slug)
      .map(({ id, attempt, score, passed, focusLosses }) => ({ id, attempt, score: score && showScore(score), passed, focusLosses })),
  };
}
