import type { ItemBody } from "~/curriculum/pack";
import { daysBetween, type PlainDate, plainDateIn } from "~/platform/dates";
import { type Calendar, entryDates, entryOf, isOnLeave } from "~/training/calendar";
import { retakeOf } from "~/training/retakes";
import type { PersonState } from "~/training/state";
import { type ActivityFacts, type ActivityStatus, type DayState, dayState, lateness, type PlanFacts } from "~/training/unlocking";
import type { Standing } from "./trouble";

/** Attempts at a quiz whose content is gone. */
const ATTEMPTS = 3;

export type RawTeam = { id: string; name: string; zone: string; workingWeek: number[] };

/** A mandatory activity that is not done, as the database tells it. */
export type RawActivity = Pick<ActivityFacts, "slug" | "day" | "position" | "kind" | "minutes"> & {
  status: ActivityStatus;
  attempts: number;
  extra: number;
  submittedAt: string | null;
  exam: { role: string | null; attempts: number | null } | null;
};

export type RawLearner = {
  personId: string;
  name: string;
  teamId: string;
  teamName: string;
  state: PersonState;
  stateSince: string | null;
  probationEnd: PlainDate | null;
  accepted: boolean;
  enrolment: { planVersionId: string; startDate: PlainDate; undone: RawActivity[]; leaves: Calendar["leaves"] } | null;
};

/** A person on the way to the desk, as a row of the board. */
export type Learner = Standing & {
  teamId: string;
  teamName: string;
  stateSince: Date | null;
  /** The invitation was accepted: there is an account, perhaps without a plan yet. */
  accepted: boolean;
  planVersionId: string | null;
  /** First training day, while it is still ahead. */
  startsOn: PlainDate | null;
  /** The number of the plan's day or week that the calendar has reached; 0 before the plan. */
  entry: number;
  line: DayState[];
  /** How many things of days that have passed wait for somebody else. */
  waitingFor: number;
  /** What waits for a manager or supervisor besides sign-offs: the gate itself, a plan, an undecided probation. */
  holdup: "gate" | "plan" | "probation" | null;
  onLeave: boolean;
  probationEnd: PlainDate | null;
};

type Team = RawTeam & { holidays: Calendar["holidays"] };

/** A row of the board from what the database tells. `gateSince`: since when a gate that is met waits for a confirmation. */
export function learnerOf(raw: RawLearner, team: Team, plan: ItemBody<"plan"> | null, gateSince: Date | null, now: Date): Learner {
  const today = plainDateIn(team.zone, now);
  const { enrolment } = raw;
  const way = enrolment && plan ? wayOf(enrolment, team, plan, today) : null;
  const stateSince = raw.stateSince ? new Date(raw.stateSince) : null;
  const days = (since: Date) => Math.max(0, daysBetween(plainDateIn(team.zone, since), today));
  const overdue =
    raw.state === "probation" && raw.probationEnd !== null && raw.probationEnd < today ? daysBetween(raw.probationEnd, today) : null;
  const planMissing = raw.state === "invited" && raw.accepted && !enrolment;
  const holdup = gateSince ? "gate" : overdue !== null ? "probation" : planMissing ? "plan" : null;
  const atWork = raw.state === "training";
  const waits: number[] = [];
  if (gateSince) waits.push(days(gateSince));
  if (overdue !== null) waits.push(overdue);
  if (planMissing) waits.push(days(stateSince ?? now));
  if (atWork && way && way.waitingFor > 0) waits.push(days(way.waitingSince ?? now));
  return {
    personId: raw.personId,
    name: raw.name,
    state: raw.state,
    teamId: raw.teamId,
    teamName: raw.teamName,
    stateSince,
    accepted: raw.accepted,
    planVersionId: way ? (enrolment?.planVersionId ?? null) : null,
    startsOn: way && enrolment && way.day === 0 ? (way.firstDate ?? enrolment.startDate) : null,
    day: way?.day ?? 0,
    entry: way?.entry ?? 0,
    line: way?.line ?? [],
    lateDays: atWork ? (way?.lateDays ?? 0) : 0,
    waitingFor: atWork ? (way?.waitingFor ?? 0) : 0,
    waitingDays: waits.length > 0 ? Math.max(...waits) : null,
    holdup,
    onLeave: enrolment !== null && isOnLeave({ leaves: enrolment.leaves }, today),
    probationEnd: raw.probationEnd,
  };
}

function wayOf(enrolment: NonNullable<RawLearner["enrolment"]>, team: Team, plan: ItemBody<"plan">, today: PlainDate) {
  const calendar: Calendar = { workingWeek: team.workingWeek, holidays: team.holidays, leaves: enrolment.leaves };
  const dates = entryDates(calendar, enrolment.startDate, { step: plan.step, count: plan.days.length });
  const facts: PlanFacts = {
    days: plan.days.map((d, i) => ({
      day: d.day,
      date: dates[i]?.[0] ?? null,
      rest: dates[i]?.slice(1) ?? [],
      opensAfterAccepted: d.opens_after_accepted,
    })),
    activities: enrolment.undone.map((a) => activityOf(a, calendar, team.zone)),
  };
  const late = lateness(facts, today);
  const since = enrolment.undone
    .filter((a) => late.others.includes(a.slug) && a.submittedAt !== null)
    .map((a) => a.submittedAt ?? "")
    .sort()[0];
  const day = dates.flat().filter((d) => d <= today).length;
  return {
    day,
    entry: entryOf(plan.step, day),
    firstDate: dates[0]?.[0] ?? null,
    line: plan.days.map((d) => dayState(facts, d.day, today)),
    lateDays: late.days,
    waitingFor: late.others.length,
    waitingSince: since ? new Date(since) : null,
  };
}

function activityOf(raw: RawActivity, calendar: Calendar, zone: string): ActivityFacts {
  const { slug, day, position, kind, minutes, status, attempts, extra } = raw;
  const failed = (kind === "quiz" || kind === "exam") && status === "returned" && raw.submittedAt !== null;
  const rules = {
    used: attempts,
    allowed: raw.exam?.attempts ?? ATTEMPTS,
    extra,
    lastDay: failed ? plainDateIn(zone, new Date(raw.submittedAt ?? 0)) : "",
  };
  return {
    slug,
    day,
    position,
    kind,
    minutes,
    status,
    mandatory: true,
    deskExam: raw.exam?.role === "desk_exam",
    retake: failed ? retakeOf(calendar, rules) : null,
  };
}
