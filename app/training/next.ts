import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import type { Training, TrainingActivity } from "./facts.server";
import { type ActivityKind, type ActivityStatus, activityLocks, type DeskWork, type Lock, suggestedOrder } from "./unlocking";

/** An activity as a list shows it. */
export type ActivityLine = {
  slug: string;
  title: string;
  kind: ActivityKind;
  status: ActivityStatus;
  day: number;
  minutes: number;
  mandatory: boolean;
};

/** What a list shows of an activity, in the reader's language. */
export function lineOf(activity: TrainingActivity, locale: Locale): ActivityLine {
  const { slug, kind, status, day, minutes, mandatory } = activity;
  return { slug, title: pick(activity.title, locale), kind, status, day, minutes, mandatory };
}

/** The first thing to do now, other than `except`; null when nothing is open. */
export function nextUp(training: Training, except: string | null, locale: Locale): ActivityLine | null {
  const next = suggestedOrder(training, training.today).find((a) => a.slug !== except);
  return next ? lineOf(next, locale) : null;
}

/** A lock with the activities that mend it. `minutes`: how long the person's own part of it takes. */
export type LockView =
  | { code: "date"; date: PlainDate | null }
  | { code: "own_work"; day: number; own: ActivityLine[]; others: ActivityLine[]; minutes: number }
  | { code: "needs_acceptance"; own: ActivityLine[]; others: ActivityLine[]; minutes: number }
  | { code: "desk_exam"; own: ActivityLine[]; others: ActivityLine[]; minutes: number; work: readonly DeskWork[] };

/** Why an activity is not open, with what mends it; empty: it is open. */
export function locksOf(training: Training, slug: string, locale: Locale): LockView[] {
  return activityLocks(training, slug, training.today).map((lock) => viewOf(lock, training, locale));
}

function viewOf(lock: Lock, training: Training, locale: Locale): LockView {
  if (lock.code === "date") return lock;
  const slugs = lock.code === "needs_acceptance" ? [lock.slug] : lock.slugs;
  const lines = training.activities.filter((a) => slugs.includes(a.slug)).map((a) => lineOf(a, locale));
  const others = lines.filter((l) => l.status === "submitted");
  const own = lines.filter((l) => l.status !== "submitted");
  const parts = { own, others, minutes: own.reduce((sum, l) => sum + l.minutes, 0) };
  if (lock.code === "own_work") return { code: lock.code, day: lock.day, ...parts };
  return lock.code === "desk_exam" ? { code: lock.code, work: lock.work, ...parts } : { code: lock.code, ...parts };
}
