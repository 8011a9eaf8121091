import { and, desc, eq, gte, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { grading, gradingItem, gradingResult, person } from "@db/schema";
import { type ContentVersion, currentVersion, versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { Decimal, showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import type { GradingStanding } from "./rules";

/** The checklist by which people in probation are graded. */
const CHECKLIST = "probation";

/** The checklist in force. Throws when no pack brought one: the content check refuses such a pack. */
export async function checklistInForce(reader: Reader): Promise<ContentVersion<"checklist">> {
  const version = await currentVersion(reader, "checklist", CHECKLIST);
  if (!version) throw new Error(`there is no checklist "${CHECKLIST}"`);
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
  /** How many items have a grade so far. */
  graded: number;
  result: { total: string; passed: boolean; gradedAt: Date } | null;
};

/** A person's gradings in this employment, newest first, and what a new one depends on. */
export type PersonGradings = {
  personId: string;
  name: string;
  state: (typeof person.$inferSelect)["state"];
  enrolmentId: string | null;
  teamId: string | null;
  extra: number;
  gradings: GradingRow[];
};

const ofEnrolment = (column: "id" | "team_id") =>
  sql<
    string | null
  >`(select e.${sql.raw(column)} from enrolment e where e.person_id = ${person.id} and e.created_at >= ${person.employedSince} order by e.created_at desc limit 1)`;

/** See `PersonGradings`; null when there is no such person. One statement. */
export async function gradingsOf(reader: Reader, personId: string): Promise<PersonGradings | null> {
  const grader = alias(person, "grader");
  const rows = await reader
    .select({
      person: { id: person.id, name: person.name, state: person.state },
      enrolmentId: ofEnrolment("id"),
      teamId: ofEnrolment("team_id"),
      extra: sql<number>`(select count(*)::int from extra_attempt x where x.person_id = ${person.id} and x.slug = ${CHECKLIST} and x.granted_at >= ${person.employedSince})`,
      grading: {
        id: grading.id,
        attempt: grading.attempt,
        graderId: grading.graderId,
        startedAt: grading.startedAt,
        submittedAt: grading.submittedAt,
        abandonedAt: grading.abandonedAt,
        abandonReason: grading.abandonReason,
      },
      graded: sql<number>`(select count(*)::int from jsonb_each(${grading.draft}) d where d.value ? 'grade')`,
      graderName: grader.name,
      result: { total: gradingResult.total, passed: gradingResult.passed, gradedAt: gradingResult.gradedAt },
    })
    .from(person)
    .leftJoin(grading, and(eq(grading.personId, person.id), gte(grading.startedAt, person.employedSince)))
    .leftJoin(grader, eq(grader.id, grading.graderId))
    .leftJoin(gradingResult, eq(gradingResult.gradingId, grading.id))
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
    gradings: rows.flatMap((r) =>
      r.grading ? [{ ...r.grading, graderName: r.graderName ?? "", graded: r.graded, result: r.result }] : [],
    ),
  };
}

/** What `startRefusal` and `attemptsOf` decide on. */
export function standingOf(found: PersonGradings, retakes: number): GradingStanding {
  const results = found.gradings.flatMap((g) => (g.result ? [{ graderId: g.graderId, passed: g.result.passed }] : []));
  return { personId: found.personId, state: found.state, results, extra: found.extra, retakes };
}

/** A submitted grading: total, areas, critical items, and of every item the step reached and the next one. Null when there is none. */
export async function gradingResultOf(reader: Reader, personId: string, gradingId: string, locale: Locale) {
  const grader = alias(person, "grader");
  const [[row], items] = await Promise.all([
    reader
      .select({
        result: gradingResult,
        attempt: grading.attempt,
        versionId: grading.checklistVersionId,
        covered: grading.areas,
        carriedFrom: sql<number | null>`(select c.attempt from grading c where c.id = ${grading.carriedFrom})`,
        name: person.name,
        graderName: grader.name,
      })
      .from(gradingResult)
      .innerJoin(grading, eq(grading.id, gradingResult.gradingId))
      .innerJoin(person, eq(person.id, grading.personId))
      .innerJoin(grader, eq(grader.id, grading.graderId))
      .where(and(eq(gradingResult.gradingId, gradingId), eq(gradingResult.personId, personId))),
    reader.select().from(gradingItem).where(eq(gradingItem.gradingId, gradingId)),
  ]);
  if (!row) return null;
  const version = await versionById(reader, row.versionId, "checklist");
  if (!version) throw new Error(`grading ${gradingId} names a version that is no checklist`);
  const { result } = row;
  const graded = new Map(items.map((i) => [i.item, i]));
  return {
    gradingId,
    person: { id: personId, name: row.name },
    graderName: row.graderName,
    attempt: row.attempt,
    gradedAt: result.gradedAt,
    passed: result.passed,
    total: showScore(result.total),
    totalShort: !Decimal.parse(result.total).atLeast(Decimal.of(version.body.pass_total)),
    title: pick(version.body.title, locale),
    passTotal: version.body.pass_total,
    passArea: version.body.pass_area,
    passCritical: version.body.pass_critical,
    retakes: version.body.retakes,
    /** The attempt from which the areas that are not covered kept their grades; null: all were graded. */
    carriedFrom: row.carriedFrom,
    areas: version.body.areas.map((area) => {
      const percent = result.areas.find((a) => a.slug === area.slug)?.percent ?? "0";
      return {
        slug: area.slug,
        title: pick(area.title, locale),
        weight: area.weight,
        percent: showScore(percent),
        passed: !result.failed.areas.includes(area.slug),
        carried: row.covered !== null && !row.covered.includes(area.slug),
        items: area.items.map((item) => {
          const given = graded.get(item.slug);
          const grade = given?.grade ?? 0;
          return {
            slug: item.slug,
            title: pick(item.title, locale),
            critical: item.critical,
            failed: result.failed.critical.includes(item.slug),
            grade,
            descriptors: item.descriptors.map((d) => pick(d, locale)),
            remark: given?.remark ?? "",
            fileIds: given?.fileIds ?? [],
          };
        }),
      };
    }),
  };
}

export type GradingResultPage = NonNullable<Awaited<ReturnType<typeof gradingResultOf>>>;

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

/** Whether this file is evidence of a submitted grading of the person, or of one that `viewerId` is working on. */
export async function isEvidenceFor(reader: Reader, personId: string, fileId: string, viewerId: string): Promise<boolean> {
  const [row] = await reader
    .select({ id: grading.id })
    .from(grading)
    .where(
      and(
        eq(grading.personId, personId),
        sql`(exists (select from ${gradingItem} where ${gradingItem.gradingId} = ${grading.id} and ${fileId}::uuid = any(${gradingItem.fileIds}))
          or (${grading.graderId} = ${viewerId} and exists (select from jsonb_each(${grading.draft}) d where d.value -> 'fileIds' ? ${fileId})))`,
      ),
    )
    .limit(1);
  return row !== undefined;
}
