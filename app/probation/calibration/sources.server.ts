import { sql } from "drizzle-orm";
import { contentBySlugs } from "~/curriculum/queries.server";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import type { Source } from "./rules";

/** Something recorded that may be graded again. */
export type Recorded = {
  source: Exclude<Source, "written">;
  id: string;
  personId: string;
  name: string;
  title: string;
  at: Date;
  /** Of a grading: the version of its checklist. */
  versionId: string | null;
};

/** So many of each kind are offered, the newest. */
const LAST = 30;

type Row = {
  source: Recorded["source"];
  id: string;
  personId: string;
  name: string;
  slug: string | null;
  title: LocalText | null;
  attempt: number | null;
  at: string;
  versionId: string | null;
};

/** The teams that a manager with these roles looks after: null where all. */
export function managedTeams(roles: readonly HeldRole[]): string[] | null {
  const held = roles.filter((r) => r.role === "manager");
  return held.some((r) => r.teamId === null) ? null : held.flatMap((r) => r.teamId ?? []);
}

/**
 * What a manager with these roles may let others grade again: decided gradings, accepted practicals with photos, simulated chats that are over, of people of their teams; `only`
 * that one. Two statements.
 */
export async function recordedThings(
  reader: Reader,
  roles: readonly HeldRole[],
  locale: Locale,
  only: string | null = null,
): Promise<Recorded[]> {
  const teams = managedTeams(roles);
  const mine = (column: string) =>
    teams
      ? sql`exists (select from enrolment e where e.person_id = ${sql.raw(column)} and e.team_id = any(${sql.param(teams)}::uuid[]))`
      : sql`true`;
  const that = (column: string) => (only === null ? sql`true` : sql`${sql.raw(column)} = ${only}::uuid`);
  const rows = await reader.execute<Row>(sql`
    select t.*, p.name from (
      (select 'grading' as source, g.id, g.person_id as "personId", null as slug, v.body -> 'title' as title, g.attempt, g.submitted_at as at,
          g.checklist_version_id as "versionId"
        from grading g join content_version v on v.id = g.checklist_version_id
        where g.submitted_at is not null and not second_waits(coalesce(g.first_grading_id, g.id)) and ${mine("g.person_id")} and ${that("g.id")}
        order by g.submitted_at desc limit ${LAST})
      union all
      (select 'practical', s.id, s.person_id, s.slug, null, s.attempt, s.submitted_at, null
        from practical_submission s join signoff d on d.submission_id = s.id and d.decision = 'accepted'
        where cardinality(s.file_ids) > 0 and ${mine("s.person_id")} and ${that("s.id")} order by s.submitted_at desc limit ${LAST})
      union all
      (select 'simulation', u.id, u.person_id, null, v.body -> 'title', null, u.ended_at, null
        from simulation_run u join content_version v on v.id = u.version_id
        where u.counts and u.ended_at is not null and exists (select from simulation_result r where r.run_id = u.id)
          and ${mine("u.person_id")} and ${that("u.id")} order by u.ended_at desc limit ${LAST})) t
      join person p on p.id = t."personId" order by t.source, t.at desc`);
  const titles = await contentBySlugs(
    reader,
    rows.flatMap(({ slug }) => (slug ? [{ kind: "practical" as const, slug }] : [])),
  );
  return rows.map(({ source, id, personId, name, slug, title, at, versionId }) => {
    const said = title ?? (slug ? ((titles.get(`practical ${slug}`)?.body as { title?: LocalText } | undefined)?.title ?? null) : null);
    return { source, id, personId, name, title: said ? pick(said, locale) : (slug ?? ""), at: new Date(at), versionId };
  });
}
