import { and, desc, eq, gte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { checklistResult, grading, gradingItem, person } from "@db/schema";
import { type ContentVersion, currentVersion } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { GradingStanding } from "./rules";
import { SHOP_CHECKLIST } from "./shop-checklist";

/** The version in force of the checklist by which somebody is graded. Throws when there is none: no pack and no draft may name one that is not there. */
export async function checklistFor(reader: Reader, { checklist }: Pick<PersonGradings, "checklist">): Promise<ContentVersion<"checklist">> {
  const version = await currentVersion(reader, "checklist", checklist);
  if (!version) throw new Error(`there is no checklist "${checklist}"`);
  return version;
}

/** One grading of a person, as a list shows it. */
export type GradingRow = {
  id: string;
  attempt: number;
  graderId: string;
  graderName: string;
  startedAt: Date;
  submittedAt: Date | null;
  abandonedAt: Date | null;
  abandonReason: string | null;
  /** The first grading of the same attempt, when this is the second. */
  firstGradingId: string | null;
  /** The areas that a retake looks at; null: the whole sheet. */
  areas: string[] | null;
  /** How many items have a grade so far. */
  graded: number;
  /** A second grading was asked for, at any time. */
  asked: boolean;
  /** A second grading was asked for and nothing is decided: nobody is shown what this one found. */
  waits: boolean;
  /** The second grading with which this one is being reconciled. */
  reconciles: string | null;
  /** Items of what it came to are disputed and wait for a ruling, or were ruled on. */
  dispute: { id: string; outcome: "ruled" | null } | null;
  /** What counts of the attempt; of a second grading always null. */
  result: {
    id: string;
    total: string;
    passed: boolean;
    gradedAt: Date;
    secondGraderId: string | null;
    secondGraderName: string | null;
    singleExaminer: boolean;
  } | null;
};

/** A person's gradings in this employment, newest first, and what a new one depends on. */
export type PersonGradings = {
  personId: string;
  name: string;
  state: (typeof person.$inferSelect)["state"];
  enrolmentId: string | null;
  teamId: string | null;
  extra: number;
  /** The checklist that the team has chosen for people of their role, else the shop's: by it the next grading goes. */
  checklist: string;
  /** What the person has begun to think of themselves before the next grading: that it exists, and nothing of it. */
  self: { submittedAt: Date | null } | null;
  gradings: GradingRow[];
};

const ofEnrolment = (column: "id" | "team_id") =>
  sql<
    string | null
  >`(select e.${sql.raw(column)} from enrolment e where e.person_id = ${person.id} and e.created_at >= ${person.employedSince} order by e.created_at desc limit 1)`;

/** Nothing newer counts of the attempt, and no second grading is outstanding. */
const countsNow = sql`not second_waits(${grading.id})
  and not exists (select from checklist_result n where n.first_grading_id = ${grading.id} and n.number > ${checklistResult.number})`;

/** See `PersonGradings`; null when there is no such person. One statement. */
export async function gradingsOf(reader: Reader, personId: string): Promise<PersonGradings | null> {
  const grader = alias(person, "grader");
  const second = alias(person, "second_grader");
  const rows = await reader
    .select({
      person: { id: person.id, name: person.name, state: person.state },
      enrolmentId: ofEnrolment("id"),
      teamId: ofEnrolment("team_id"),
      extra: sql<number>`(select count(*)::int from extra_attempt x where x.person_id = ${person.id} and x.granted_at >= ${person.employedSince}
        and exists (select from content_item i where i.kind = 'checklist' and i.slug = x.slug))`,
      checklist: sql<string>`coalesce((select c.slug from team_checklist c join content_item i on i.kind = 'checklist' and i.slug = c.slug and i.archived_at is null
        where c.team_id = ${ofEnrolment("team_id")} and (c.role = 'agent' or exists (
          select from role_grant g where g.person_id = ${person.id} and g.role = c.role and g.to_at is null and coalesce(g.team_id, c.team_id) = c.team_id))
        order by c.role = 'agent' limit 1), ${SHOP_CHECKLIST})`,
      self: sql<{ submittedAt: string | null } | null>`(select json_build_object('submittedAt', s.submitted_at) from self_assessment s
        where s.person_id = ${person.id} and s.closed_at is null and s.started_at >= ${person.employedSince})`,
      grading: {
        id: grading.id,
        attempt: grading.attempt,
        graderId: grading.graderId,
        firstGradingId: grading.firstGradingId,
        areas: grading.areas,
        startedAt: grading.startedAt,
        submittedAt: grading.submittedAt,
        abandonedAt: grading.abandonedAt,
        abandonReason: grading.abandonReason,
      },
      graded: sql<number>`(select count(*)::int from jsonb_each(${grading.draft}) d where d.value ? 'grade')`,
      asked: sql<boolean>`exists (select from second_request q where q.grading_id = ${grading.id})`,
      waits: sql<boolean>`second_waits(${grading.id})`,
      reconciles: sql<
        string | null
      >`(select c.second_grading_id from reconciliation c where c.first_grading_id = ${grading.id} and c.submitted_at is null)`,
      dispute: sql<
        GradingRow["dispute"]
      >`(select json_build_object('id', d.id, 'outcome', d.outcome) from dispute d where d.first_grading_id = ${grading.id} and (d.closed_at is null or d.outcome = 'ruled'))`,
      graderName: grader.name,
      secondGraderName: second.name,
      result: {
        id: checklistResult.id,
        total: checklistResult.total,
        passed: checklistResult.passed,
        gradedAt: checklistResult.decidedAt,
        secondGraderId: checklistResult.secondGraderId,
        singleExaminer: checklistResult.singleExaminer,
      },
    })
    .from(person)
    .leftJoin(grading, and(eq(grading.personId, person.id), gte(grading.startedAt, person.employedSince)))
    .leftJoin(grader, eq(grader.id, grading.graderId))
    .leftJoin(checklistResult, and(eq(checklistResult.firstGradingId, grading.id), countsNow))
    .leftJoin(second, eq(second.id, checklistResult.secondGraderId))
    .where(eq(person.id, personId))
    .orderBy(desc(grading.startedAt), desc(grading.id));
  const first = rows[0];
  if (!first) return null;
  return {
    personId: first.person.id,
    name: first.person.name,
    state: first.person.state,
    enrolmentId: first.enrolmentId,
    teamId: first.teamId,
    extra: first.extra,
    checklist: first.checklist,
    self: first.self && { submittedAt: first.self.submittedAt === null ? null : new Date(first.self.submittedAt) },
    gradings: rows.flatMap(({ grading, graderName, secondGraderName, result, ...row }) =>
      grading
        ? [
            {
              ...grading,
              ...{ graded: row.graded, asked: row.asked, waits: row.waits, reconciles: row.reconciles, dispute: row.dispute },
              graderName: graderName ?? "",
              result: result && { ...result, secondGraderName },
            },
          ]
        : [],
    ),
  };
}

/** What `startRefusal` and `attemptsOf` decide on. */
export function standingOf(found: PersonGradings, retakes: number): GradingStanding {
  const results = found.gradings.flatMap(({ graderId, result }) =>
    result ? [{ graderId, secondGraderId: result.secondGraderId, passed: result.passed }] : [],
  );
  const waiting = found.gradings.some((g) => g.waits);
  const disputed = found.gradings.some((g) => g.dispute?.outcome === null);
  return { personId: found.personId, state: found.state, results, waiting, disputed, extra: found.extra, retakes };
}

/** Somebody in probation whom a change of a checklist concerns: being graded by it, or graded. */
export type GradedPerson = { personId: string; name: string; team: string; isOpen: boolean };

/**
 * The people in probation whose gradings began before `before` by one of these checklists, those with one still open first; at most `limit`, and how many
 * there are. One statement, none without a checklist.
 */
export async function gradedBefore(
  reader: Reader,
  checklists: readonly string[],
  before: Date,
  limit: number,
): Promise<{ people: GradedPerson[]; total: number }> {
  if (checklists.length === 0) return { people: [], total: 0 };
  const rows = await reader.execute<GradedPerson & { total: number }>(sql`
    select person.id as "personId", person.name, coalesce((select t.name from team t where t.id = ${ofEnrolment("team_id")}), '') as team,
      bool_or(g.submitted_at is null) as "isOpen", (count(*) over ())::int as total
    from grading g
      join person on person.id = g.person_id
      join content_version v on v.id = g.checklist_version_id
      join content_item i on i.id = v.item_id
    where i.slug = any(${sql.param([...checklists])}::text[]) and g.abandoned_at is null and g.started_at <= ${before.toISOString()}::timestamptz
      and g.started_at >= person.employed_since and person.state = 'probation'
    group by person.id order by 4 desc, person.name limit ${limit}`);
  return { people: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/**
 * Whether this file is evidence that the viewer may see: of a grading that counts, of a dispute, of one of their own, or, while two gradings are being reconciled, to their
 * graders and to whoever else `settles` them.
 */
export async function isEvidenceFor(
  reader: Reader,
  personId: string,
  fileId: string,
  viewer: { id: string; settles: boolean },
): Promise<boolean> {
  const first = sql`coalesce(${grading.firstGradingId}, ${grading.id})`;
  const settling = sql`exists (select from reconciliation c join grading f on f.id = c.first_grading_id join grading s on s.id = c.second_grading_id
    where c.first_grading_id = ${first} and (${viewer.settles} or ${viewer.id}::uuid in (f.grader_id, s.grader_id)))`;
  const own = sql`${grading.graderId} = ${viewer.id}`;
  const [row] = await reader
    .select({ id: grading.id })
    .from(grading)
    .where(
      and(
        eq(grading.personId, personId),
        sql`(exists (select from ${gradingItem} where ${gradingItem.gradingId} = ${grading.id} and ${fileId}::uuid = any(${gradingItem.fileIds}))
            and (not second_waits(${first}) or ${settling} or ${own})
          or exists (select from dispute d join dispute_item i on i.dispute_id = d.id
            where d.first_grading_id = ${grading.id} and ${fileId}::uuid = any(i.file_ids))
          or (${own} and exists (select from jsonb_each(${grading.draft}) d where d.value -> 'fileIds' ? ${fileId})))`,
      ),
    )
    .limit(1);
  return row !== undefined;
}
