import { inArray, sql } from "drizzle-orm";
import { enrolment, person, team } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { SCRIPTS_NEEDED } from "~/scripts/progress-rules";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import { activitiesColumn, type ActivityRow } from "./activity-rows.server";
import { type Calendar, entryDates, type Step } from "./calendar";
import { CERTIFICATE_DAYS, certificateAge } from "./certificate";
import { retakeOf } from "./retakes";
import type { PersonState } from "./state";
import type { ActivityFacts, DayFacts, DeskWork } from "./unlocking";

/** An activity of a person's plan: what unlocking looks at, and what pages show. */
export type TrainingActivity = ActivityFacts & {
  ref: string;
  title: LocalText;
  /** The version that the person works with: pinned when begun, else the one in force. Null when its content is gone. */
  versionId: string | null;
  startedAt: Date | null;
  submittedAt: Date | null;
  doneAt: Date | null;
  score: string | null;
  attempts: number;
  attemptsAllowed: number;
  /** Done once, and to be done again: what is begun from here on counts. Null: nothing is asked again. */
  renewSince: Date | null;
  /** The last thing handed in for a practical, and what was said about it. */
  submission: {
    id: string;
    attempt: number;
    at: Date;
    decision: "accepted" | "returned" | null;
    remark: string | null;
    by: string | null;
  } | null;
};

export type TrainingDay = DayFacts & { title: LocalText; goal: LocalText; phase: string };

/** A person's way through a plan, whole: enrolment, calendar, days and activities. */
export type Training = {
  enrolmentId: string;
  endedAt: Date | null;
  startDate: PlainDate;
  person: { id: string; name: string; state: PersonState | null };
  /** The team of the plan's calendar. */
  team: { id: string; name: string; zone: string };
  /** The team where the person is now: its supervisors sign off. */
  currentTeamId: string;
  supervisors: { id: string; name: string }[];
  leaves: { id: string; from: PlainDate; to: PlainDate; reason: string }[];
  calendar: Calendar;
  /** The day it is in the team's zone. */
  today: PlainDate;
  plan: {
    versionId: string;
    slug: string;
    title: LocalText;
    /** What an entry of `days` stands for. */
    step: Step;
    phases: { slug: string; title: LocalText; short: LocalText; from: number; to: number }[];
  };
  days: TrainingDay[];
  activities: TrainingActivity[];
  /** The last bank certificate: how many training days ago it was issued, and for how many it counts. */
  certificate: { issuedAt: Date; age: number; days: number } | null;
  /** Whether every required question of the bank was fluent so lately that it counts. */
  certified: boolean;
  /** What the desk gate asks beside the plan and the person has not brought: nothing where the policy does not ask, or a live override stands for it. */
  deskWork: DeskWork[];
};

/** The training of one person: the open enrolment, else the last one; null when there was none. One statement. */
export async function trainingOf(reader: Reader, personId: string, now: Date): Promise<Training | null> {
  return (await trainingsOf(reader, [personId], now)).get(personId) ?? null;
}

/** The trainings of several people by person id: one statement, however many people (a second where content was never read). */
export async function trainingsOf(reader: Reader, personIds: readonly string[], now: Date): Promise<Map<string, Training>> {
  const found = new Map<string, Training>();
  if (personIds.length === 0) return found;
  const heads = await enrolmentRows(reader, personIds, now);
  const versions = await versionsById(reader, [
    ...heads.map((h) => h.planVersionId),
    ...heads.flatMap((h) => h.activities.flatMap((a) => a.versionId ?? [])),
  ]);
  for (const head of heads) {
    const plan = versions.get(head.planVersionId) as ContentVersion<"plan"> | undefined;
    if (plan) found.set(head.personId, build(head, plan, versions, now));
  }
  return found;
}

type Head = Awaited<ReturnType<typeof enrolmentRows>>[number];

/** The open enrolment of each person, else the last, with its activities, the team's calendar, leave, and who signs off. */
function enrolmentRows(reader: Reader, personIds: readonly string[], now: Date) {
  const at = sql`${now.toISOString()}::timestamptz`;
  const currentTeam = sql<string>`coalesce((select m.team_id from team_membership m join team ct on ct.id = m.team_id
    where m.person_id = ${enrolment.personId} and daterange(m.from_day, m.to_day) @> (${at} at time zone ct.zone)::date limit 1), ${enrolment.teamId})`;
  return reader
    .selectDistinctOn([enrolment.personId], {
      id: enrolment.id,
      personId: enrolment.personId,
      planVersionId: enrolment.planVersionId,
      startDate: enrolment.startDate,
      endedAt: enrolment.endedAt,
      name: person.name,
      state: person.state,
      teamId: team.id,
      teamName: team.name,
      zone: team.zone,
      workingWeek: team.workingWeek,
      currentTeamId: currentTeam,
      activities: activitiesColumn,
      holidays: sql<
        Calendar["holidays"]
      >`(select coalesce(json_agg(json_build_object('day', h.day, 'kind', h.kind, 'own', h.team_id is not null)), '[]')
        from holiday h where (h.team_id is null or h.team_id = ${team.id}) and h.day >= ${enrolment.startDate})`,
      leaves: sql<
        Training["leaves"]
      >`(select coalesce(json_agg(json_build_object('id', l.id, 'from', l.from_day, 'to', l.to_day, 'reason', l.reason) order by l.from_day), '[]')
        from leave l where l.person_id = ${enrolment.personId} and l.cancelled_at is null and l.to_day >= ${enrolment.startDate})`,
      bank: sql<{ issuedAt: string | null; days: number | null; asked: boolean }>`json_build_object(
        'issuedAt', (select max(b.issued_at) from bank_certificate b
          where b.person_id = ${enrolment.personId} and b.enrolment_id = ${enrolment.id} and b.issued_at <= ${at}),
        'days', (select min(k.bank_certificate_days) from content_pack k),
        'asked', exists (select from bank_card c join content_item q on q.id = c.item_id
          where c.person_id = ${enrolment.personId} and c.required and q.archived_at is null))`,
      desk: sql<DeskFacts>`json_build_object(
        'policy', (select g.requirements from gate_policy g where g.id = gate_policy_in_force('desk', gate_team(${enrolment.personId}, ${at}))),
        'waived', (select coalesce(json_agg(o.requirement), '[]') from gate_override o where o.person_id = ${enrolment.personId} and o.gate = 'desk'
          and o.given_at <= ${at} and o.expires_at > ${at}),
        'approved', (select count(distinct r.draft_id)::int from script_review r where r.person_id = ${enrolment.personId}
          and r.decision = 'approved' and r.at between ${person.employedSince} and ${at}),
        'prepared', (select count(distinct d.prepared)::int from script_draft d where d.author_id = ${enrolment.personId} and d.state <> 'withdrawn'
          and exists (select from script_draft_version v where v.draft_id = d.id and v.submitted_at between ${person.employedSince} and ${at})),
        'chatsLeft', (select count(*)::int from content_item i join content_version v on v.id = i.current_version_id
          where i.kind = 'simulation' and i.archived_at is null and (v.body ->> 'required')::boolean
            and not exists (select from simulation_result r where r.item_id = i.id and r.person_id = ${enrolment.personId}
              and simulation_result_holds(r.id, r.person_id, ${at}))))`,
      leaders: sql<
        { id: string; name: string; role: string }[]
      >`(select coalesce(json_agg(distinct jsonb_build_object('id', p.id, 'name', p.name, 'role', g.role)), '[]')
        from role_grant g join person p on p.id = g.person_id
        where g.role in ('supervisor', 'manager') and (g.team_id is null or g.team_id = ${currentTeam}) and g.person_id <> ${enrolment.personId}
          and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at}) and p.disabled_at is null)`,
    })
    .from(enrolment)
    .innerJoin(person, sql`${person.id} = ${enrolment.personId}`)
    .innerJoin(team, sql`${team.id} = ${enrolment.teamId}`)
    .where(inArray(enrolment.personId, [...personIds]))
    .orderBy(enrolment.personId, sql`${enrolment.endedAt} desc nulls first`, sql`${enrolment.createdAt} desc`);
}

function build(head: Head, plan: ContentVersion<"plan">, versions: Map<string, ContentVersion>, now: Date): Training {
  const calendar: Calendar = { workingWeek: head.workingWeek, holidays: head.holidays, leaves: head.leaves };
  const dates = entryDates(calendar, head.startDate, { step: plan.body.step, count: plan.body.days.length });
  const supervisors = head.leaders.filter((l) => l.role === "supervisor");
  const { issuedAt, days, asked } = head.bank;
  const issued = instant(issuedAt);
  const asksBank = head.desk.policy?.find(({ id }) => id === "bank_certificate");
  const certificate = issued && {
    issuedAt: issued,
    age: certificateAge({ ...calendar, zone: head.zone }, issued, now),
    days: asksBank?.trainingDays ?? days ?? CERTIFICATE_DAYS,
  };
  const certified = certificate !== null && certificate.age <= certificate.days;
  const signers = supervisors.length > 0 ? supervisors : head.leaders;
  return {
    enrolmentId: head.id,
    endedAt: head.endedAt,
    startDate: head.startDate,
    person: { id: head.personId, name: head.name, state: head.state },
    team: { id: head.teamId, name: head.teamName, zone: head.zone },
    currentTeamId: head.currentTeamId,
    supervisors: signers.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, "zh-CN")),
    leaves: head.leaves,
    calendar,
    today: plainDateIn(head.zone, now),
    plan: { versionId: plan.id, slug: plan.slug, title: plan.body.title, step: plan.body.step, phases: plan.body.phases },
    days: plan.body.days.map((day, i) => ({
      day: day.day,
      date: dates[i]?.[0] ?? null,
      rest: dates[i]?.slice(1) ?? [],
      opensAfterAccepted: day.opens_after_accepted,
      title: day.title,
      goal: day.goal,
      phase: plan.body.phases.find((p) => p.from <= day.day && day.day <= p.to)?.slug ?? "",
    })),
    activities: head.activities.map((row) => activityOf(row, calendar, head.zone, versions)),
    certificate,
    certified,
    deskWork: deskWorkOf(head.desk, (head.desk.policy === null || asksBank !== undefined) && asked && !certified),
  };
}

type DeskFacts = {
  /** The policy of the desk gate that is in force for the team; null: none was published yet. */
  policy: { id: string; approved?: number; prepared?: number; trainingDays?: number }[] | null;
  waived: string[];
  approved: number;
  prepared: number;
  chatsLeft: number;
};

function deskWorkOf({ policy, waived, approved, prepared, chatsLeft }: DeskFacts, bankOpen: boolean): DeskWork[] {
  const entry = (id: string) => (waived.includes(id) ? undefined : policy?.find((one) => one.id === id));
  const scripts = entry("scripts");
  const unwritten =
    scripts && (approved < (scripts.approved ?? SCRIPTS_NEEDED.approved) || prepared < (scripts.prepared ?? SCRIPTS_NEEDED.prepared));
  const open: Record<DeskWork, boolean | undefined> = {
    bank: bankOpen && !waived.includes("bank_certificate"),
    simulations: entry("simulations") && chatsLeft > 0,
    scripts: unwritten,
  };
  return (["bank", "simulations", "scripts"] as const).filter((work) => open[work]);
}

function activityOf(row: ActivityRow, calendar: Calendar, zone: string, versions: Map<string, ContentVersion>): TrainingActivity {
  const { extraAttempts, submission, ...rest } = row;
  const body = row.versionId === null ? null : (versions.get(row.versionId)?.body ?? null);
  const exam = row.kind === "exam" ? (body as ItemBody<"exam"> | null) : null;
  const quiz = row.kind === "quiz" ? (body as ItemBody<"quiz"> | null) : null;
  const allowed = (exam ?? quiz)?.attempts ?? 0;
  const submittedAt = instant(row.submittedAt);
  const failed = (exam ?? quiz) && row.status === "returned" ? submittedAt : null;
  return {
    ...rest,
    startedAt: instant(row.startedAt),
    submittedAt,
    doneAt: instant(row.doneAt),
    renewSince: instant(row.renewSince),
    submission: submission && { ...submission, at: new Date(submission.at) },
    title: titleOf(body, row.ref),
    deskExam: exam?.role === "desk_exam",
    attemptsAllowed: allowed + extraAttempts,
    retake: failed && retakeOf(calendar, { used: row.attempts, allowed, extra: extraAttempts, lastDay: plainDateIn(zone, failed) }),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

function titleOf(body: unknown, slug: string): LocalText {
  return (body as { title?: LocalText } | null)?.title ?? { "zh-CN": slug, en: slug };
}
