import { and, desc, eq, sql } from "drizzle-orm";
import { person, remedialPlan } from "@db/schema";
import { contentBySlugs } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { probationMessages } from "./messages";

/** One part of a remedial plan: the drill, a practical to show again, a simulated chat to pass again. */
export type RemedialPlanPart = {
  kind: "drill" | "practical" | "simulation";
  /** Slug, or of the drill its id. */
  ref: string;
  title: string;
  done: boolean;
  /** Of the drill: how many of how many questions. */
  mended: { k: number; n: number } | null;
  by: string | null;
  note: string;
};
export type RemedialPlanView = {
  id: string;
  gradingId: string;
  remedialId: string | null;
  due: PlainDate;
  done: number;
  of: number;
  parts: RemedialPlanPart[];
  /** A newer result has taken its place. */
  ended: boolean;
};

type Row = {
  id: string;
  gradingId: string;
  remedialId: string | null;
  due: PlainDate;
  practicals: string[];
  simulations: string[];
  drill: { outcome: string | null; k: number; n: number } | null;
  seen: { slug: string; by: string; note: string }[];
  passed: string[];
  ended: boolean;
};

/** The last remedial plan of somebody in this employment, or that of one grading; null: there is none. One statement, a second for titles never read. */
export async function remedialPlanOf(
  reader: Reader,
  personId: string,
  locale: Locale,
  gradingId: string | null = null,
): Promise<RemedialPlanView | null> {
  const [row] = await reader
    .select({
      id: remedialPlan.id,
      gradingId: remedialPlan.gradingId,
      remedialId: remedialPlan.remedialId,
      due: remedialPlan.due,
      practicals: remedialPlan.practicals,
      simulations: remedialPlan.simulations,
      drill: sql<Row["drill"]>`(select json_build_object('outcome', p.outcome,
          'k', (select count(q.mended_at) from remedial_question q where q.remedial_person_id = p.id),
          'n', (select count(*) filter (where q.dropped_at is null) from remedial_question q where q.remedial_person_id = p.id))
        from remedial_person p where p.remedial_id = ${remedialPlan.remedialId} and p.person_id = ${remedialPlan.personId})`,
      seen: sql<Row["seen"]>`(select coalesce(json_agg(json_build_object('slug', s.slug, 'by', b.name, 'note', s.note)), '[]')
        from remedial_practical s join person b on b.id = s.seen_by where s.plan_id = ${remedialPlan.id})`,
      passed: sql<
        string[]
      >`array(select distinct i.slug from simulation_run u join simulation_result r on r.run_id = u.id join content_item i on i.id = u.item_id
        where u.person_id = ${remedialPlan.personId} and u.counts and u.started_at >= ${remedialPlan.plannedAt} and r.passed
          and not exists (select from simulation_result n where n.run_id = r.run_id and n.number > r.number))`,
      ended: sql<boolean>`exists (select from checklist_result n where n.person_id = ${remedialPlan.personId} and n.decided_at >= ${remedialPlan.plannedAt}
        and (n.passed or n.first_grading_id <> ${remedialPlan.gradingId} and n.decided_at > ${remedialPlan.plannedAt}))`,
    })
    .from(remedialPlan)
    .innerJoin(person, eq(person.id, remedialPlan.personId))
    .where(
      and(
        eq(remedialPlan.personId, personId),
        gradingId === null ? sql`${remedialPlan.plannedAt} >= ${person.employedSince}` : eq(remedialPlan.gradingId, gradingId),
      ),
    )
    .orderBy(desc(remedialPlan.plannedAt))
    .limit(1);
  if (!row) return null;
  const named = [
    ...row.practicals.map((slug) => ({ kind: "practical" as const, slug })),
    ...row.simulations.map((slug) => ({ kind: "simulation" as const, slug })),
  ];
  const content = await contentBySlugs(reader, named);
  const parts: RemedialPlanPart[] = named.map(({ kind, slug }) => {
    const title = (content.get(`${kind} ${slug}`)?.body as { title?: LocalText } | undefined)?.title;
    const seen = row.seen.find((s) => s.slug === slug);
    const done = kind === "practical" ? seen !== undefined : row.passed.includes(slug);
    return { kind, ref: slug, title: title ? pick(title, locale) : slug, done, mended: null, by: seen?.by ?? null, note: seen?.note ?? "" };
  });
  if (row.remedialId && row.drill) {
    const { outcome, k, n } = row.drill;
    const title = translate(probationMessages, locale)("remedial.drill");
    parts.unshift({ kind: "drill", ref: row.remedialId, title, done: outcome !== null, mended: { k, n }, by: null, note: "" });
  }
  const { id, remedialId, due, ended } = row;
  return { id, gradingId: row.gradingId, remedialId, due, done: parts.filter((p) => p.done).length, of: parts.length, parts, ended };
}
