import type { activityState } from "@db/schema";
import type { PlainDate } from "~/platform/dates";

export type ActivityKind = (typeof activityState.$inferSelect)["kind"];
export type ActivityStatus = (typeof activityState.$inferSelect)["status"];

/** One activity of a person's plan, as far as unlocking looks at it. */
export type ActivityFacts = {
  slug: string;
  day: number;
  position: number;
  kind: ActivityKind;
  status: ActivityStatus;
  mandatory: boolean;
  minutes: number;
  /** The exam that opens the desk gate: it waits for everything else. */
  deskExam: boolean;
  /** After a failed quiz or exam: the day on which it may be sat again, and whether attempts are left. Null without a failed attempt. */
  retake: { opensOn: PlainDate | null; left: number } | null;
};

/** One entry of the plan on the person's calendar: a day, or a week. */
export type DayFacts = {
  day: number;
  /** Its first training day; null when the calendar never reaches it. */
  date: PlainDate | null;
  /** The further training days of a week. */
  rest?: readonly PlainDate[];
  opensAfterAccepted: readonly string[];
};

/** The last training day of an entry: what belongs to it is late after that day. */
function lastDateOf(entry: Pick<DayFacts, "date" | "rest">): PlainDate | null {
  return entry.rest?.at(-1) ?? entry.date;
}

export type PlanFacts = {
  days: readonly DayFacts[];
  activities: readonly ActivityFacts[];
  /** What else of the desk gate the person has still to bring: the desk exam waits for it. */
  deskWork?: readonly DeskWork[];
};

/** What the desk gate asks for beside the plan: the bank's certificate, the required simulated chats, the scripts. */
export type DeskWork = "bank" | "simulations" | "scripts";

/** The last training day of a plan; null when the calendar never reaches it. */
export function lastDateOfPlan(plan: Pick<PlanFacts, "days">): PlainDate | null {
  const last = plan.days.at(-1);
  return last ? lastDateOf(last) : null;
}

/** Why an activity is not open yet; what mends it are the activities named. */
export type Lock =
  /** Its day comes then: nothing mends this but time. */
  | { code: "date"; date: PlainDate | null }
  /** The person's own work of an earlier day is not handed in. */
  | { code: "own_work"; day: number; slugs: string[] }
  /** A practical was handed in and must be accepted first. */
  | { code: "needs_acceptance"; slug: string }
  /** The desk exam waits for all other mandatory activities to be done, sign-offs included, and for what the gate asks beside the plan. */
  | { code: "desk_exam"; slugs: string[]; work: readonly DeskWork[] };

/** Whether the person's own part was done at least once. A return or a failed attempt marks late; it locks nothing. */
function isHandedIn(status: ActivityStatus): boolean {
  return status === "submitted" || status === "returned" || status === "done";
}

/** The day of what stands beside the plan, as a module that a level opened: after every day of a plan, and open at any time. */
export const BESIDE_PLAN = 1000;

/** Why a day is not open on `today`; empty: it is open. Own work is named for the earliest day that misses some. */
export function dayLocks(plan: PlanFacts, day: number, today: PlainDate): Lock[] {
  if (day === BESIDE_PLAN) return [];
  const facts = plan.days.find((d) => d.day === day);
  if (!facts) return [{ code: "date", date: null }];
  const locks: Lock[] = [];
  const missing = plan.activities.filter((a) => a.mandatory && a.day < day && !isHandedIn(a.status));
  const earliest = Math.min(...missing.map((a) => a.day));
  if (missing.length > 0)
    locks.push({ code: "own_work", day: earliest, slugs: missing.filter((a) => a.day === earliest).map((a) => a.slug) });
  for (const slug of facts.opensAfterAccepted) {
    const needed = plan.activities.find((a) => a.slug === slug);
    // What was not handed in at all is own work, named above.
    if (needed && needed.status !== "done" && !missing.includes(needed)) locks.push({ code: "needs_acceptance", slug });
  }
  if (facts.date === null || facts.date > today) locks.push({ code: "date", date: facts.date });
  return locks;
}

/**
 * Why an activity is not open on `today`; empty: it is open. What was begun stays open: leave or a moved holiday never takes work away.
 * Within a day the order is free.
 */
export function activityLocks(plan: PlanFacts, slug: string, today: PlainDate): Lock[] {
  const activity = plan.activities.find((a) => a.slug === slug);
  if (!activity) return [{ code: "date", date: null }];
  if (activity.status !== "open") return [];
  const locks = dayLocks(plan, activity.day, today);
  const undone = activity.deskExam ? undoneBefore(plan) : [];
  const work = activity.deskExam ? (plan.deskWork ?? []) : [];
  if (undone.length === 0 && work.length === 0) return locks;
  // Missing work of earlier days is a part of what is undone: one reason says it all.
  return [{ code: "desk_exam", slugs: undone.map((a) => a.slug), work }, ...locks.filter((l) => l.code === "date")];
}

/** What keeps the desk exam shut: every other mandatory activity that is not done. */
function undoneBefore<A extends ActivityFacts>(plan: { activities: readonly A[] }): A[] {
  return plan.activities.filter((a) => a.mandatory && !a.deskExam && a.status !== "done");
}

/** Whether the person can do something about it now: neither done nor with somebody else, open by the rules, and a retake's day has come. */
export function isDoable(plan: PlanFacts, activity: ActivityFacts, today: PlainDate): boolean {
  if (activity.status === "done" || activity.status === "submitted") return false;
  if (activity.retake && activity.status === "returned") {
    return activity.retake.left > 0 && activity.retake.opensOn !== null && activity.retake.opensOn <= today;
  }
  return activityLocks(plan, activity.slug, today).length === 0;
}

/** Whether the next step is somebody else's: a sign-off, a manager's leave to sit again, or (the desk exam) what is missing elsewhere. */
function waitsForOthers(plan: PlanFacts, activity: ActivityFacts): boolean {
  if (activity.status === "submitted") return true;
  if (activity.status === "returned" && activity.retake?.left === 0) return true;
  return activity.deskExam && activity.status === "open" && undoneBefore(plan).length > 0;
}

/** Where a person is late: mandatory activities of days that have passed. `own` wait for the person, `others` for somebody else. */
export type Lateness = { days: number; own: string[]; others: string[] };

/**
 * How late the person is on `today`: training days that have passed since the first on which something of their own was due and missing.
 * What belongs to a week is due on its last day.
 */
export function lateness(plan: PlanFacts, today: PlainDate): Lateness {
  const passed = new Set(plan.days.filter((d) => isOver(d, today)).map((d) => d.day));
  const undone = plan.activities.filter((a) => a.mandatory && passed.has(a.day) && a.status !== "done");
  const own = undone.filter((a) => !waitsForOthers(plan, a));
  const first = Math.min(...own.map((a) => a.day));
  return {
    days: own.length === 0 ? 0 : daysSince(plan, first, today),
    own: own.map((a) => a.slug),
    others: undone.filter((a) => waitsForOthers(plan, a)).map((a) => a.slug),
  };
}

function isOver(entry: DayFacts, today: PlainDate): boolean {
  const last = lastDateOf(entry);
  return last !== null && last < today;
}

/** The plan's training days before `today` from the one on which the entry `first` was due. */
function daysSince(plan: PlanFacts, first: number, today: PlainDate): number {
  const due = plan.days.find((d) => d.day === first);
  const from = due ? lastDateOf(due) : null;
  if (from === null) return 0;
  return plan.days.flatMap((d) => (d.date === null ? [] : [d.date, ...(d.rest ?? [])])).filter((date) => from <= date && date < today)
    .length;
}

/** `waiting`: all of the person's own part is done, somebody else's is not. `late`: the date has passed and own work is missing. */
export type DayState = "done" | "waiting" | "late" | "today" | "ahead";

/** How an entry stands on `today`. Optional activities do not count. */
export function dayState(plan: PlanFacts, day: number, today: PlainDate): DayState {
  const entry = plan.days.find((d) => d.day === day);
  if (!entry || entry.date === null || entry.date > today) return "ahead";
  const undone = plan.activities.filter((a) => a.day === day && a.mandatory && a.status !== "done");
  if (undone.length === 0) return "done";
  if (undone.every((a) => waitsForOthers(plan, a))) return "waiting";
  return isOver(entry, today) ? "late" : "today";
}

const kindOrder: Record<ActivityKind, number> = { lesson: 0, practical: 1, acknowledgement: 2, quiz: 3, exam: 4 };

/**
 * What the person can do now, in the order to suggest it: returned practicals first, then by day; within a day what was begun, then
 * lessons, practicals, signatures, and quizzes and exams as the day's exit check.
 */
export function suggestedOrder<A extends ActivityFacts>(
  plan: { days: readonly DayFacts[]; activities: readonly A[] },
  today: PlainDate,
): A[] {
  const keys = (a: A) => [
    a.status === "returned" && a.kind === "practical" ? 0 : 1,
    a.day,
    a.mandatory ? 0 : 1,
    a.status === "started" ? 0 : 1,
    kindOrder[a.kind],
    a.position,
  ];
  const doable = plan.activities.filter((a) => isDoable(plan, a, today)).map((a) => ({ a, key: keys(a) }));
  doable.sort((x, y) => {
    const at = x.key.findIndex((k, i) => k !== y.key[i]);
    return at < 0 ? 0 : (x.key[at] ?? 0) - (y.key[at] ?? 0);
  });
  return doable.map(({ a }) => a);
}
