import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { type Locale, pick } from "~/platform/locale";
import { ladderOf, moduleTitles } from "./ladder.server";
import type { LevelFinding } from "./level-rules";
import type { ProposalFilter } from "./proposal-filter";

/** How many proposals a page of the list holds. */
const A_PAGE = 30;

type Raw = {
  id: string;
  personId: string;
  name: string;
  team: string | null;
  kind: "up" | "down";
  from: string;
  to: string;
  month: PlainDate;
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  outcome: "confirmed" | "declined" | "lapsed" | null;
};

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** The titles of the ladder's levels by slug, in the reader's language, and of what it opens. */
async function titlesIn(reader: Reader, locale: Locale): Promise<{ level: (slug: string) => string; modules: Record<string, string> }> {
  const ladder = await ladderOf(reader);
  const levels = ladder?.body.levels ?? [];
  const level = (slug: string) => {
    const found = levels.find((one) => one.slug === slug);
    return found ? pick(found.title, locale) : slug;
  };
  return { level, modules: ladder ? moduleTitles(ladder, locale) : {} };
}

/** A page of the proposals about agents of these teams ("all": every team) but the viewer: the open ones, the oldest first, or the others, the newest first. One statement. */
export async function proposalList(
  reader: Reader,
  viewer: { id: string; teamIds: "all" | readonly string[] },
  filter: ProposalFilter,
  locale: Locale,
) {
  const { show, team, q, page } = filter;
  const reach = viewer.teamIds === "all" ? sql`true` : sql`l.team_id = any(${sql.param([...viewer.teamIds])}::uuid[])`;
  const wanted = sql`${reach} and l.person_id <> ${viewer.id} ${team ? sql`and l.team_id = ${team}` : sql``}
    ${q ? sql`and (p.name ilike ${like(q)} or p.pinyin ilike ${like(q)})` : sql``}`;
  const [titles, [row]] = await Promise.all([
    titlesIn(reader, locale),
    reader.execute<{ rows: Raw[]; open: number; teams: { id: string; name: string }[] }>(sql`
    select (select coalesce(json_agg(x.row), '[]') from (
      select json_build_object('id', l.id, 'personId', l.person_id, 'name', p.name, 'team', t.name, 'kind', l.kind, 'from', l.from_level, 'to', l.to_level, 'month', l.month,
        'openedAt', l.opened_at, 'closedAt', l.closed_at, 'closedBy', (select b.name from person b where b.id = l.closed_by), 'outcome', l.outcome) as row
      from level_proposal l join person p on p.id = l.person_id left join team t on t.id = l.team_id
      where ${wanted} and ${show === "open" ? sql`l.closed_at is null` : sql`l.closed_at is not null`}
      order by ${show === "open" ? sql`l.opened_at` : sql`l.closed_at desc`}, l.id limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}) x) as rows,
    (select count(*)::int from level_proposal l where ${reach} and l.person_id <> ${viewer.id} and l.closed_at is null) as open,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from team t
      where t.archived_at is null and ${viewer.teamIds === "all" ? sql`true` : sql`t.id = any(${sql.param([...viewer.teamIds])}::uuid[])`}) as teams`),
  ]);
  const rows = (row?.rows ?? []).slice(0, A_PAGE).map((r) => ({
    ...r,
    from: titles.level(r.from),
    to: titles.level(r.to),
    openedAt: new Date(r.openedAt),
    closedAt: r.closedAt ? new Date(r.closedAt) : null,
  }));
  return { rows, more: (row?.rows.length ?? 0) > A_PAGE, open: row?.open ?? 0, teams: row?.teams ?? [] };
}
export type ProposalRow = Awaited<ReturnType<typeof proposalList>>["rows"][number];

/** Whom a proposal is about; null: there is none. */
export async function proposedPerson(reader: Reader, proposalId: string): Promise<string | null> {
  const [row] = await reader.execute<{ personId: string }>(
    sql`select person_id as "personId" from level_proposal where id = ${proposalId}`,
  );
  return row?.personId ?? null;
}

/** A proposal with all that it rests on. Null: there is none. One statement. */
export async function proposalPage(reader: Reader, proposalId: string, locale: Locale) {
  const [[row], titles] = await Promise.all([
    reader.execute<Raw & { finding: LevelFinding; reason: string }>(sql`
      select l.id, l.person_id as "personId", p.name, t.name as team, l.kind, l.from_level as "from", l.to_level as "to", l.month::text as month, l.opened_at as "openedAt",
        l.closed_at as "closedAt", b.name as "closedBy", l.outcome, l.finding, l.reason
      from level_proposal l join person p on p.id = l.person_id left join team t on t.id = l.team_id left join person b on b.id = l.closed_by
      where l.id = ${proposalId}`),
    titlesIn(reader, locale),
  ]);
  if (!row) return null;
  return {
    ...row,
    from: titles.level(row.from),
    to: titles.level(row.to),
    openedAt: new Date(row.openedAt),
    closedAt: row.closedAt ? new Date(row.closedAt) : null,
    modules: titles.modules,
  };
}
export type ProposalPage = NonNullable<Awaited<ReturnType<typeof proposalPage>>>;
