import { inArray, sql } from "drizzle-orm";
import { person } from "@db/schema";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import { isWorkingDay, type Step, workingDaysAfter } from "~/training/calendar";
import { certificateAge } from "~/training/certificate";
import { stretchesOf } from "./absence-rules";
import { type RawRetest, retestOf, retestsColumn } from "./retest-facts";
import type {
  ActivityFact,
  ApprovalFact,
  AwayFact,
  CertificateFact,
  ConductFact,
  DecisionFact,
  GateFacts,
  GradingFact,
  LiveLapse,
  OverrideFact,
  ResultFact,
  SimulationFact,
} from "./gate-facts";

type Raw = {
  enrolment: { id: string; createdAt: string; step: Step } | null;
  activities: (Omit<ActivityFact, "title" | "doneAt" | "role"> & { ref: string; version: string | null; doneAt: string | null })[];
  signoffs: { id: string; slug: string; byName: string; decidedAt: string }[];
  results: (Omit<ResultFact, "gradedAt" | "startedAt"> & { gradedAt: string; startedAt: string })[];
  signatures: { id: string; slug: string; typedName: string; signedAt: string }[];
  bank: { required: number; fluent: number };
  certificates: { id: string; questions: number; issuedAt: string }[];
  simulations: (Omit<SimulationFact, "passed"> & { passed: { id: string; runId: string; gradedAt: string } | null })[];
  approved: (Omit<ApprovalFact, "at"> & { at: string })[];
  prepared: number[];
  gradings: (Omit<GradingFact, "gradedAt"> & { gradedAt: string })[];
  secondWaits: boolean;
  dispute: { id: string; openedAt: string } | null;
  conduct: (Omit<ConductFact, "at"> & { at: string })[];
  probationMonth: PlainDate | null;
  decisions: (Omit<DecisionFact, "decidedAt"> & { decidedAt: string })[];
  overrides: (Omit<OverrideFact, "givenAt" | "expiresAt"> & { givenAt: string; expiresAt: string })[];
  lapses: (Omit<LiveLapse, "at"> & { at: string })[];
  retests: RawRetest[];
  away: { leaves: AwayFact[]; closed: { id: string; from: string; until: string | null }[] };
  calendar: {
    zone: string;
    workingWeek: number[];
    holidays: { day: PlainDate; kind: "off" | "working"; own: boolean }[];
    leaves: { from: PlainDate; to: PlainDate }[];
  } | null;
};

/** The zone of a day while somebody belongs to no plan. */
const HOUSE_ZONE = "Asia/Shanghai";

const rows = (columns: string, from: string, order = "") =>
  sql.raw(`(select coalesce(json_agg(json_build_object(${columns})${order && ` order by ${order}`}), '[]'::json) ${from})`);

/** See `GateFacts`; with what pages show and work items need of the person. */
export type PersonGateFacts = GateFacts & {
  name: string;
  /** The team that they are in, by whose policy their gates go. */
  teamId: string | null;
  probationEnd: PlainDate | null;
  rehired: boolean;
};

/**
 * What the gates of these people rest on, by person id: one statement, however many people (a second where a title was never read).
 * Only what belongs to the present employment counts.
 */
export async function gateFacts(reader: Reader, personIds: readonly string[], now: Date): Promise<Map<string, PersonGateFacts>> {
  const found = new Map<string, PersonGateFacts>();
  if (personIds.length === 0) return found;
  const at = `'${now.toISOString()}'::timestamptz`;
  const e =
    "(select e.id from enrolment e where e.person_id = person.id and e.created_at >= person.employed_since order by e.created_at desc limit 1)";
  // Of a sitting the last result counts; one on which a gate was decided goes on counting for it, whatever a regrade makes of it: that is flagged, not undone.
  const holds =
    "not exists (select from sitting_result n where n.sitting_id = r.sitting_id and n.number > r.number) or " +
    "exists (select from gate_decision d join gate_evidence v on v.decision_id = d.id where d.person_id = person.id and v.evidence_id = r.id)";
  // Of an attempt at the checklist the last result counts, and none while its second grading is outstanding; what was decided on one stands likewise.
  const graded =
    "not second_waits(g.first_grading_id) and not exists (select from checklist_result n where n.first_grading_id = g.first_grading_id and n.number > g.number) or " +
    "exists (select from gate_decision d join gate_evidence v on v.decision_id = d.id where d.person_id = person.id and v.evidence_id = g.id)";
  const people = await reader
    .select({
      id: person.id,
      name: person.name,
      state: person.state,
      stateBefore: person.stateBefore,
      probationEnd: person.probationEnd,
      rehiredAt: person.rehiredAt,
      teamId: sql<string | null>`gate_team(${sql.raw("person.id")}, ${sql.raw(at)})`,
      raw: sql<Raw>`json_build_object(
        'enrolment', (select json_build_object('id', e.id, 'createdAt', e.created_at,
            'step', coalesce((select v.body->>'step' from content_version v where v.id = e.plan_version_id), 'day')) from enrolment e where e.id = ${sql.raw(e)}),
        'activities', ${rows(
          "'slug', a.slug, 'day', a.day, 'kind', a.kind, 'ref', a.ref, 'version', i.current_version_id, 'status', a.status, 'mandatory', a.mandatory, 'minutes', a.minutes, 'doneAt', a.done_at",
          `from activity_state a left join content_item i on i.kind = a.kind and i.slug = a.ref where a.enrolment_id = ${e}`,
          "a.day, a.position",
        )},
        'signoffs', ${rows(
          "'id', s.id, 'slug', p.slug, 'byName', b.name, 'decidedAt', s.decided_at",
          `from practical_submission p join signoff s on s.submission_id = p.id and s.decision = 'accepted' join person b on b.id = s.decided_by where p.enrolment_id = ${e}`,
        )},
        'results', ${rows(
          "'id', r.id, 'sittingId', s.id, 'slug', s.slug, 'role', s.role, 'passed', r.passed, 'score', r.score::text, 'startedAt', s.started_at, 'gradedAt', r.graded_at, 'codeByName', (select b.name from exam_code c join person b on b.id = c.issued_by where c.id = s.exam_code_id)",
          `from sitting s join sitting_result r on r.sitting_id = s.id where s.enrolment_id = ${e} and s.role <> 'quiz' and (${holds})`,
        )},
        'signatures', ${rows("'id', k.id, 'slug', k.slug, 'typedName', k.typed_name, 'signedAt', k.signed_at", `from acknowledgement_signature k where k.enrolment_id = ${e}`)},
        'bank', (select json_build_object('required', count(*)::int, 'fluent', (count(*) filter (where c.fluent_until > ${sql.raw(at)}))::int)
          from bank_card c join content_item q on q.id = c.item_id
          where c.person_id = person.id and c.required and q.archived_at is null),
        'certificates', ${rows(
          "'id', b.id, 'questions', b.questions, 'issuedAt', b.issued_at",
          `from bank_certificate b where b.person_id = person.id and b.enrolment_id = ${e}`,
          "b.issued_at desc",
        )},
        'simulations', ${rows(
          "'slug', i.slug, 'title', v.body -> 'title', 'passed', (" +
            "select json_build_object('id', r.id, 'runId', r.run_id, 'gradedAt', r.graded_at) from simulation_result r " +
            `where r.person_id = person.id and r.item_id = i.id and simulation_result_holds(r.id, person.id, ${at}) order by r.graded_at limit 1)`,
          `from content_item i join content_version v on v.id = i.current_version_id
          where i.kind = 'simulation' and i.archived_at is null and (v.body ->> 'required')::boolean`,
          "(v.body ->> 'level')::int, i.slug",
        )},
        'approved', ${rows(
          "'id', r.id, 'draftId', r.draft_id, 'title', d.body ->> 'title', 'byName', b.name, 'at', r.at",
          `from script_review r join script_draft d on d.id = r.draft_id join person b on b.id = r.reviewer_id
          where r.person_id = person.id and r.decision = 'approved' and r.at between person.employed_since and ${at}`,
          "r.at",
        )},
        'prepared', (select coalesce(json_agg(distinct d.prepared), '[]'::json) from script_draft d
          where d.author_id = person.id and d.prepared is not null and d.state <> 'withdrawn'
            and exists (select from script_draft_version v where v.draft_id = d.id and v.submitted_at between person.employed_since and ${sql.raw(at)})),
        'gradings', ${rows(
          "'id', g.id, 'gradingId', g.first_grading_id, 'graderId', g.grader_id, 'graderName', b.name, 'secondGraderId', g.second_grader_id, " +
            "'secondGraderName', (select s.name from person s where s.id = g.second_grader_id), 'singleExaminer', g.single_examiner, " +
            "'passed', g.passed, 'total', g.total::text, 'gradedAt', g.decided_at",
          `from checklist_result g join person b on b.id = g.grader_id where g.person_id = person.id and g.decided_at >= person.employed_since and (${graded})`,
          "g.decided_at desc",
        )},
        'secondWaits', exists (select from second_request q where q.person_id = person.id and q.asked_at >= person.employed_since and second_waits(q.grading_id)),
        'dispute', (select json_build_object('id', x.id, 'openedAt', x.opened_at) from dispute x
          where x.person_id = person.id and x.closed_at is null and x.opened_at >= person.employed_since
            and not exists (select from gate_decision d where d.person_id = person.id and d.gate = 'activation' and d.decided_at between person.employed_since and x.opened_at)
          order by x.opened_at limit 1),
        'conduct', ${rows(
          "'id', c.id, 'month', c.month, 'balance', c.balance::text, 'entries', c.entries, 'at', " +
            "(select max(x.at) from conduct_entry x where x.person_id = c.person_id and x.day >= c.month and x.day < c.month + interval '1 month')",
          "from conduct_month c where c.person_id = person.id and c.month >= date_trunc('month', person.employed_since)::date",
          "c.month desc",
        )},
        'probationMonth', probation_month(person.id),
        'decisions', ${rows(
          "'id', d.id, 'gate', d.gate, 'policyId', d.policy_id, 'decidedBy', d.decided_by, 'decidedByName', b.name, 'decidedAt', d.decided_at, 'singleExaminer', d.single_examiner",
          "from gate_decision d join person b on b.id = d.decided_by where d.person_id = person.id and d.decided_at >= person.employed_since",
          "d.decided_at desc",
        )},
        'overrides', ${rows(
          "'id', o.id, 'gate', o.gate, 'requirement', o.requirement, 'reason', o.reason, 'givenBy', o.given_by, 'givenByName', b.name, 'givenAt', o.given_at, 'expiresAt', o.expires_at",
          "from gate_override o join person b on b.id = o.given_by where o.person_id = person.id and o.given_at >= person.employed_since",
          "o.given_at desc",
        )},
        'lapses', ${rows(
          "'id', l.id, 'reason', l.reason, 'causeId', l.cause_id, 'at', l.at, 'note', l.note, 'evidence', l.evidence, 'byName', (select b.name from person b where b.id = l.begun_by)",
          "from clearance_lapse l where l.person_id = person.id and l.ended_at is null",
          "l.at, l.id",
        )},
        'retests', ${retestsColumn(e, at)},
        'away', json_build_object(
          'leaves', ${rows(
            "'id', l.id, 'from', l.from_day, 'to', l.to_day",
            "from leave l where l.person_id = person.id and l.cancelled_at is null and l.to_day >= person.employed_since::date",
          )},
          'closed', ${rows(
            "'id', c.id, 'from', c.at, 'until', (select n.at from clearance_change n where n.person_id = c.person_id and n.sequence = c.sequence + 1)",
            "from clearance_change c where c.person_id = person.id and c.to_level = 'none' and c.at >= person.employed_since",
          )}),
        'calendar', (select json_build_object('zone', t.zone, 'workingWeek', t.working_week,
            'holidays', (select coalesce(json_agg(json_build_object('day', h.day, 'kind', h.kind, 'own', h.team_id is not null)), '[]'::json) from holiday h
              where (h.team_id is null or h.team_id = t.id) and h.day >= person.employed_since::date),
            'leaves', (select coalesce(json_agg(json_build_object('from', l.from_day, 'to', l.to_day)), '[]'::json) from leave l where l.person_id = person.id and l.cancelled_at is null))
          from enrolment e join team t on t.id = e.team_id where e.id = ${sql.raw(e)}))`,
    })
    .from(person)
    .where(inArray(person.id, [...personIds]));

  const content = await versionsById(
    reader,
    people.flatMap((p) => p.raw.activities.flatMap((a) => a.version ?? [])),
  );
  for (const { id, name, state, stateBefore, probationEnd, rehiredAt, teamId, raw } of people) {
    const decisions = raw.decisions.map((d) => ({ ...d, decidedAt: new Date(d.decidedAt) }));
    const desk = decisions.find((d) => d.gate === "desk");
    found.set(id, {
      personId: id,
      name,
      teamId,
      state,
      stateBefore,
      probationEnd,
      rehired: rehiredAt !== null,
      zone: raw.calendar?.zone ?? HOUSE_ZONE,
      enrolmentId: raw.enrolment?.id ?? null,
      step: raw.enrolment?.step ?? "day",
      enrolledAt: raw.enrolment ? new Date(raw.enrolment.createdAt) : null,
      activities: raw.activities.map(({ ref, version, doneAt, ...a }) => ({
        ...a,
        doneAt: doneAt ? new Date(doneAt) : null,
        role: roleOf(version === null ? undefined : content.get(version)),
        title: titleOf(version && content.get(version)?.body, ref),
      })),
      acceptedSignoffs: raw.signoffs.map((s) => ({ ...s, decidedAt: new Date(s.decidedAt) })),
      results: raw.results.map((r) => ({ ...r, startedAt: new Date(r.startedAt), gradedAt: new Date(r.gradedAt) })),
      signatures: raw.signatures.map((s) => ({ ...s, signedAt: new Date(s.signedAt) })),
      bank: raw.bank,
      certificates: raw.certificates.map(({ issuedAt, ...c }) => certificateFact({ ...c, issuedAt: new Date(issuedAt) }, raw, desk, now)),
      simulations: raw.simulations.map((s) => ({ ...s, passed: s.passed && { ...s.passed, gradedAt: new Date(s.passed.gradedAt) } })),
      scripts: { approved: raw.approved.map((r) => ({ ...r, at: new Date(r.at) })), prepared: raw.prepared },
      gradings: raw.gradings.map((g) => ({ ...g, gradedAt: new Date(g.gradedAt) })),
      secondWaits: raw.secondWaits,
      dispute: raw.dispute && { ...raw.dispute, openedAt: new Date(raw.dispute.openedAt) },
      conduct: raw.conduct.map((c) => ({ ...c, at: new Date(c.at) })),
      probationMonth: raw.probationMonth,
      decisions,
      overrides: raw.overrides.map((o) => ({ ...o, givenAt: new Date(o.givenAt), expiresAt: new Date(o.expiresAt) })),
      probationWorkingDays:
        desk && raw.calendar
          ? workingDaysAfter(raw.calendar, plainDateIn(raw.calendar.zone, desk.decidedAt), plainDateIn(raw.calendar.zone, now))
          : 0,
      retests: raw.retests.map((r) => retestOf(r, raw.calendar?.zone ?? HOUSE_ZONE, now)),
      away: awayOf(raw),
      lapses: raw.lapses.map((l) => ({ ...l, at: new Date(l.at) })),
    });
  }
  return found;
}

function certificateFact(
  certificate: Omit<CertificateFact, "age">,
  { calendar }: Raw,
  desk: DecisionFact | undefined,
  now: Date,
): CertificateFact {
  const { issuedAt } = certificate;
  const until = !desk ? now : issuedAt <= desk.decidedAt ? desk.decidedAt : issuedAt;
  return { ...certificate, age: calendar ? certificateAge(calendar, issuedAt, until) : 0 };
}

/** Leave counts by its days; without a clearance somebody is from the day after it went to the day before it came back. */
function awayOf({ away, calendar }: Raw): AwayFact[] {
  const zone = calendar?.zone ?? HOUSE_ZONE;
  const closed = away.closed.map(({ id, from, until }) => ({
    id,
    from: addDays(plainDateIn(zone, new Date(from)), 1),
    to: until && addDays(plainDateIn(zone, new Date(until)), -1),
  }));
  return stretchesOf([...away.leaves, ...closed], (day) => calendar !== null && !isWorkingDay(calendar, day));
}

function roleOf(version: ContentVersion | undefined): ActivityFact["role"] {
  return version?.kind === "exam" ? (version as ContentVersion<"exam">).body.role : null;
}

function titleOf(body: unknown, slug: string): LocalText {
  return (body as { title?: LocalText } | null | undefined)?.title ?? { "zh-CN": slug, en: slug };
}
