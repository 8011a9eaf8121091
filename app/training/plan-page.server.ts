import { currentVersions } from "~/curriculum/queries.server";
import { holidaysBetween, leavesOf, peopleFacts } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { nextTrainingDay } from "./calendar";
import { trainingOf } from "./facts.server";
import { lastDateOfPlan } from "./unlocking";

const AHEAD_DAYS = 60;

/** What a manager needs to assign a plan, enter leave, or allow another attempt; null when there is no such person. */
export async function planPage(reader: Reader, personId: string, locale: Locale, now: Date) {
  const [facts, training, plans, leaves] = await Promise.all([
    peopleFacts(reader, personId, now),
    trainingOf(reader, personId, now),
    currentVersions(reader, "plan"),
    leavesOf(reader, [personId]),
  ]);
  if (!facts) return null;
  const running = training && !training.endedAt ? training : null;
  const today = plainDateIn(facts.team?.zone ?? "Asia/Shanghai", now);
  const begun = running?.activities.some((a) => a.status !== "open") ?? false;
  return {
    name: facts.name,
    hasTeam: facts.team !== null,
    mayHavePlan: facts.state === "invited" || facts.state === "training",
    today,
    suggestedStart: facts.team ? await nextWorkingDay(reader, facts.team, today) : addDays(today, 1),
    plans: plans.map((p) => ({ slug: p.slug, title: pick(p.body.title, locale), step: p.body.step, days: p.body.days.length })),
    running: running && {
      title: pick(running.plan.title, locale),
      slug: running.plan.slug,
      startDate: running.startDate,
      started: running.startDate <= running.today,
      lastDate: lastDateOfPlan(running),
      begun,
    },
    leaves: leaves.map(({ id, from, to, reason }) => ({ id, from, to, reason, past: to < today })),
    usedUp: (running?.activities ?? [])
      .filter((a) => a.status === "returned" && a.retake?.left === 0)
      .map((a) => ({ slug: a.slug, title: pick(a.title, locale), attempts: a.attempts })),
  };
}

async function nextWorkingDay(reader: Reader, team: { id: string; workingWeek: number[] }, today: string): Promise<string> {
  const holidays = await holidaysBetween(reader, team.id, today, addDays(today, AHEAD_DAYS));
  const calendar = { workingWeek: team.workingWeek, holidays: holidays.map((h) => ({ ...h, own: true })), leaves: [] };
  return nextTrainingDay(calendar, today) ?? addDays(today, 1);
}
