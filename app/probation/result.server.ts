import { desc, eq, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { checklistResult, grading, person } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { Decimal, showScore } from "~/platform/decimal";
import { type Locale, pick } from "~/platform/locale";
import { retakeAreas } from "./retake-rules";
import { type Agreed, agreedGrade } from "./second-rules";
import { besideOf } from "./self-rules";

type Found = { total: string; areas: { slug: string; percent: string }[] };
type Given = { gradingId: string; item: string; grade: number; remark: string; fileIds: string[] };
type Own = { submittedAt: string; entries: Record<string, { grade?: number; remark?: string }> };
type Settled = { item: string; grade: number; reason: string };
type RawDispute = {
  id: string;
  outcome: "ruled" | null;
  due: PlainDate;
  items: { item: string; ruled: { grade: number | null; reason: string } | null }[];
};

const foundBy = (column: "first_grading_id" | "second_grading_id") =>
  sql<Found | null>`(select json_build_object('total', r.total::text, 'areas', r.areas) from grading_result r where r.grading_id = checklist_result.${sql.raw(column)})`;

/**
 * What counts of an attempt, by its first or its second grading: total, areas, critical items, and of every item the step reached and the next one, with what each
 * grader gave. Null when there is none, or when a second grading is outstanding: then nobody is shown anything.
 */
export async function gradingResultOf(reader: Reader, personId: string, gradingId: string, locale: Locale) {
  const [grader, second, settler] = [alias(person, "grader"), alias(person, "second_grader"), alias(person, "settler")];
  const [row] = await reader
    .select({
      result: checklistResult,
      attempt: grading.attempt,
      versionId: grading.checklistVersionId,
      covered: grading.areas,
      isInForce: sql<boolean>`exists (select from content_item i where i.kind = 'checklist' and i.current_version_id = ${grading.checklistVersionId})`,
      carriedFrom: sql<number | null>`(select c.attempt from grading c where c.id = grading.carried_from)`,
      name: person.name,
      graderName: grader.name,
      secondGraderName: second.name,
      settledBy: settler.name,
      own: sql<Own | null>`(select json_build_object('submittedAt', s.submitted_at, 'entries', s.draft) from self_assessment s
        where s.grading_id = checklist_result.first_grading_id and s.submitted_at is not null)`,
      first: foundBy("first_grading_id"),
      second: foundBy("second_grading_id"),
      given: sql<
        Given[]
      >`(select coalesce(json_agg(json_build_object('gradingId', i.grading_id, 'item', i.item, 'grade', i.grade, 'remark', i.remark, 'fileIds', i.file_ids)), '[]'::json)
        from grading_item i where i.grading_id in (checklist_result.first_grading_id, checklist_result.second_grading_id))`,
      dispute: sql<RawDispute | null>`(select json_build_object('id', d.id, 'outcome', d.outcome, 'due', d.due, 'items',
          (select json_agg(json_build_object('item', i.item, 'ruled', (select json_build_object('grade', r.grade, 'reason', r.reason)
            from ruled_item r where r.dispute_id = i.dispute_id and r.item = i.item))) from dispute_item i where i.dispute_id = d.id))
        from dispute d where d.first_grading_id = checklist_result.first_grading_id and (d.closed_at is null or d.outcome = 'ruled'))`,
      settled: sql<
        Settled[]
      >`(select coalesce(json_agg(json_build_object('item', i.item, 'grade', i.grade, 'reason', i.reason)), '[]'::json)
        from reconciled_item i where i.reconciliation_id = checklist_result.reconciliation_id)`,
    })
    .from(checklistResult)
    .innerJoin(grading, eq(grading.id, checklistResult.firstGradingId))
    .innerJoin(person, eq(person.id, checklistResult.personId))
    .innerJoin(grader, eq(grader.id, checklistResult.graderId))
    .leftJoin(second, eq(second.id, checklistResult.secondGraderId))
    .leftJoin(settler, sql`${settler.id} = (select c.submitted_by from reconciliation c where c.id = checklist_result.reconciliation_id)`)
    .where(
      sql`${checklistResult.personId} = ${personId} and not second_waits(${grading.id})
        and ${or(eq(checklistResult.firstGradingId, gradingId), eq(checklistResult.secondGradingId, gradingId))}`,
    )
    .orderBy(desc(checklistResult.number))
    .limit(1);
  if (!row) return null;
  const version = await versionById(reader, row.versionId, "checklist");
  if (!version) throw new Error(`grading ${gradingId} names a version that is no checklist`);
  const { result, first, second: found } = row;
  const { body } = version;
  const given = new Map(row.given.map((g) => [`${g.gradingId} ${g.item}`, g]));
  const settled = new Map(row.settled.map((s) => [s.item, s]));
  const disputed = new Map(row.dispute?.items.map((d) => [d.item, d]));
  const percentOf = (of: Found | null, slug: string) => showScore(of?.areas.find((a) => a.slug === slug)?.percent ?? "0");

  const itemOf = (item: ItemBody<"checklist">["areas"][number]["items"][number]) => {
    const a = given.get(`${result.firstGradingId} ${item.slug}`);
    const b = given.get(`${result.secondGradingId} ${item.slug}`);
    const reconciled = settled.get(item.slug);
    const agreed: Agreed = b ? agreedGrade(a?.grade ?? 0, b.grade, reconciled?.grade) : { grade: a?.grade ?? 0, how: "same" };
    const { ruled } = disputed.get(item.slug) ?? {};
    return {
      slug: item.slug,
      title: pick(item.title, locale),
      critical: item.critical,
      failed: result.failed.critical.includes(item.slug),
      grade: Number(result.grades[item.slug] ?? a?.grade ?? 0),
      how: agreed.how,
      /** What the gradings alone came to: a ruling may have made another grade of it. */
      agreed: agreed.grade,
      disputed: disputed.has(item.slug),
      ruled: ruled ?? null,
      given: [a, b].flatMap((g) => (g ? [{ grade: g.grade, remark: g.remark, fileIds: g.fileIds }] : [])),
      reason: reconciled?.reason ?? null,
      descriptors: item.descriptors.map((d) => pick(d, locale)),
    };
  };
  const areas = body.areas.map((area) => ({
    slug: area.slug,
    title: pick(area.title, locale),
    weight: area.weight,
    percent: percentOf({ total: result.total, areas: result.areas }, area.slug),
    apart: found && { first: percentOf(first, area.slug), second: percentOf(found, area.slug) },
    passed: !result.failed.areas.includes(area.slug),
    carried: row.covered !== null && !row.covered.includes(area.slug),
    items: area.items.map(itemOf),
  }));
  const grades = Object.fromEntries(areas.flatMap((area) => area.items.map((item) => [item.slug, item.grade])));
  const again = row.isInForce ? retakeAreas(body, grades, result) : null;
  return {
    gradingId: result.firstGradingId,
    checklist: version.slug,
    person: { id: personId, name: row.name },
    graderName: row.graderName,
    secondGraderName: row.secondGraderName,
    settledBy: row.settledBy,
    singleExaminer: result.singleExaminer,
    attempt: row.attempt,
    gradedAt: result.decidedAt,
    passed: result.passed,
    total: showScore(result.total),
    /** What each of two graders alone would have come to. */
    apart: first && found ? { first: showScore(first.total), second: showScore(found.total) } : null,
    totalShort: !Decimal.parse(result.total).atLeast(Decimal.of(body.pass_total)),
    title: pick(body.title, locale),
    passTotal: body.pass_total,
    passArea: body.pass_area,
    passCritical: body.pass_critical,
    retakes: body.retakes,
    /** The attempt from which the areas that are not covered kept their grades; null: all were graded. */
    carriedFrom: row.carriedFrom,
    dispute: row.dispute && {
      ...{ id: row.dispute.id, outcome: row.dispute.outcome, due: row.dispute.due, items: row.dispute.items.length },
    },
    requestDays: body.second.request_days,
    disputeDays: body.dispute_days,
    areas,
    /** The areas that a retake by this checklist would look at, by their titles; null: all of them. */
    again: again && areas.filter((area) => again.includes(area.slug)).map((area) => area.title),
    /** How the person saw themselves beforehand; null: they handed nothing in. */
    beside:
      row.own &&
      besideOf(
        areas.filter((area) => !area.carried).flatMap((area) => area.items),
        row.own.entries,
      ),
  };
}

export type GradingResultPage = NonNullable<Awaited<ReturnType<typeof gradingResultOf>>>;
