import type { PlainDate } from "~/platform/dates";
import { noteBankDays } from "~/training/bank-days.server";
import { trainingDates } from "~/training/calendar";
import { at } from "./calendar";
import type { Today } from "./cast";
import type { Activity, PlanDay } from "./curriculum";
import { drill, drillToFluency } from "./drilling";
import { begin, decide, handIn, type HandedIn, learn, type Learner, practise, sign, sit } from "./learning";
import { SECOND_NOTE } from "./lines";

export const LAST_DAY = 15;
const MORNING = 8 * 60 + 35;
const EVENING = 17 * 60 + 35;
const LUNCH_FROM = 11 * 60 + 45;
const LUNCH_TO = 12 * 60 + 45;
const MIDNIGHT = 24 * 60;
const AFTER_LUNCH = 13 * 60 + 25;

/** How far the walk goes, and what of it stays undone. */
export type Walk = {
  start: PlainDate;
  /** Whole days 1 to `days`; of the day after that there is `today` only. */
  days: number;
  today?: Today;
  missing?: readonly string[];
  unsigned?: readonly string[];
};

/** What waits from one day for the next: practicals to hand in again, tests to sit again. */
type Open = { practicals: Activity[]; tests: Activity[] };

/** Walk somebody through the days of the plan as they worked: day by day, in working hours. Returns the instant of the last thing done. */
export async function walk(learner: Learner, plan: Walk): Promise<Date> {
  const { body } = learner.stage.curriculum.plan;
  const dates = trainingDates(learner.stage.calendar, plan.start, body.days.length);
  const open: Open = { practicals: [], tests: [] };
  let last = at(plan.start, MORNING);
  for (const [i, day] of body.days.entries()) {
    const date = dates[i];
    if (!date || day.day > plan.days + 1) break;
    const from = morning(learner, date);
    last =
      day.day <= plan.days
        ? await workDay(learner, day, date, from, plan, open)
        : await today(learner, day, date, from, plan.today ?? {}, last);
  }
  return last;
}

function morning({ random }: Learner, date: PlainDate): Date {
  return at(date, MORNING + random() * 14);
}

/** Whoever is at lunch begins after it; between two things there are a few minutes. */
function next({ random }: Learner, date: PlainDate, now: Date): Date {
  const free = new Date(now.getTime() + (2 + random() * 6) * 60_000);
  return free >= at(date, LUNCH_FROM) && free < at(date, LUNCH_TO) ? at(date, LUNCH_TO + random() * 8) : free;
}

async function workDay(learner: Learner, day: PlanDay, date: PlainDate, from: Date, plan: Walk, open: Open): Promise<Date> {
  const { agent } = learner;
  const waiting: { handedIn: HandedIn; activity: Activity; again: boolean }[] = [];
  let now = from;
  for (const activity of open.practicals.splice(0)) {
    const handedIn = await handIn(learner, activity, new Date(now.getTime() + 20 * 60_000), SECOND_NOTE);
    waiting.push({ handedIn, activity, again: true });
    now = next(learner, date, handedIn.at);
  }
  for (const activity of open.tests.splice(0)) now = next(learner, date, await sit(learner, activity, now, "pass"));
  let drilled = from;
  const lastLesson = day.activities.findLast((a) => a.kind === "lesson");
  for (const activity of day.activities) {
    if (plan.missing?.includes(activity.slug)) continue;
    if (activity.kind === "lesson") {
      now = await learn(learner, activity, now);
      // What the day taught is drilled in the pauses of what follows. On the last day everything has to be fluent before the exam.
      if (activity === lastLesson)
        drilled = await (day.day === LAST_DAY ? drillToFluency : drill)(learner, new Date(now.getTime() + 60_000));
      now = next(learner, date, now);
    } else if (activity.kind === "practical") {
      const handedIn = await practise(learner, activity, now);
      waiting.push({ handedIn, activity, again: false });
      now = next(learner, date, handedIn.at);
    } else if (activity.kind === "quiz" || activity.kind === "exam") {
      // The supervisor who sits by at the desk exam has signed off everything before it.
      if (activity.slug === "desk-exam")
        now = next(learner, date, await signOff(learner, waiting, now > drilled ? now : drilled, plan, open));
      const fails = agent.failed?.includes(activity.slug);
      now = next(learner, date, await sit(learner, activity, now, fails ? "fail" : "pass"));
      if (fails) open.tests.push(activity);
    } else now = next(learner, date, await sign(learner, activity, now));
  }
  const evening = at(date, EVENING + learner.random() * 20);
  const over = await signOff(learner, waiting, evening > now ? evening : now, plan, open);
  await noteBankDays(learner.stage.db, at(date, MIDNIGHT), learner.personId);
  return over;
}

/** The supervisor's round: accepts what waits, or sends it back for tomorrow. */
async function signOff(
  learner: Learner,
  waiting: { handedIn: HandedIn; activity: Activity; again: boolean }[],
  from: Date,
  plan: Walk,
  open: Open,
): Promise<Date> {
  let now = from;
  for (const { handedIn, activity, again } of waiting.splice(0)) {
    if (plan.unsigned?.includes(activity.slug)) continue;
    const back = !again && learner.agent.returned?.includes(activity.slug);
    await decide(learner, handedIn, back ? "returned" : "accepted", now);
    if (back) open.practicals.push(activity);
    now = new Date(now.getTime() + (3 + learner.random() * 4) * 60_000);
  }
  return now;
}

/** Today, so far. */
async function today(learner: Learner, day: PlanDay, date: PlainDate, from: Date, done: Today, last: Date): Promise<Date> {
  let now = from;
  for (const activity of day.activities) {
    const state = done[activity.slug];
    if (!state) continue;
    last = now;
    if (state === "begun") await begin(learner, activity.slug, now);
    else if (activity.kind === "practical") {
      const handedIn = await practise(learner, activity, now);
      last = handedIn.at;
      if (state === "returned") await decide(learner, handedIn, "returned", at(date, AFTER_LUNCH));
    } else last = await learn(learner, activity, now);
    now = next(learner, date, last);
  }
  return last;
}
