import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { addMonths, type PlainDate } from "~/platform/dates";
import type { TeamMonth } from "./month-row.server";

const A_PAGE = 50;
export const sorts = ["name", "score", "bonus", "change"] as const;
export const shows = ["all", "not_scored", "disputed", "no_figures"] as const;
export type PeopleFilter = { show: (typeof shows)[number]; sort: (typeof sorts)[number]; falling: boolean; q: string; page: number };

/** An agent in a month. `change`: against the score of the month before. */
export type MonthPerson = {
  personId: string;
  name: string;
  externalId: string | null;
  state: "provisional" | "published" | "closed";
  left: boolean;
  score: string | null;
  decided: boolean;
  decidedReason: string | null;
  baseYuan: number | null;
  bonusFen: number | null;
  activeDays: number;
  workingDays: number;
  change: string | null;
  disputes: number;
  openDisputes: number;
  hasFigures: boolean;
  version: number;
};

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
const score = sql`coalesce(s.score, s.decided_score)`;
const conditions: Record<PeopleFilter["show"], ReturnType<typeof sql>> = {
  all: sql`true`,
  not_scored: sql`s.score is null`,
  disputed: sql`d.disputes > 0`,
  no_figures: sql`not f.any`,
};
const orders: Record<PeopleFilter["sort"], ReturnType<typeof sql>> = {
  name: sql`p.name`,
  score,
  bonus: sql`s.bonus_fen`,
  change: sql`${score} - b.score`,
};

const people = ({ teamId, month }: TeamMonth) => sql`
  from kpi_score s join person p on p.id = s.person_id
    left join lateral (select coalesce(o.score, o.decided_score) as score from kpi_score o where o.person_id = s.person_id and o.month = ${addMonths(month, -1)}::date) b on true
    cross join lateral (select count(*)::int as disputes, count(*) filter (where d.closed_at is null)::int as open from kpi_dispute d
      where d.person_id = s.person_id and d.month = s.month and d.outcome is distinct from 'withdrawn') d
    cross join lateral (select exists (select from figure_month f where f.person_id = s.person_id and f.month = s.month) as any) f
  where s.team_id = ${teamId} and s.month = ${month}::date and s.active_days > 0`;

const columns = sql`s.person_id as "personId", p.name, p.external_id as "externalId", s.state, p.state is not distinct from 'left' as "left", ${score}::text as score,
  s.score is null and s.decided_score is not null as decided, s.decided_reason as "decidedReason", (s.trace->>'baseYuan')::int as "baseYuan", s.bonus_fen::float8 as "bonusFen",
  s.active_days as "activeDays", s.working_days as "workingDays", (${score} - b.score)::text as change, d.disputes, d.open as "openDisputes", f.any as "hasFigures", s.version`;

/** A page of the agents of a month of a team. One statement. */
export async function monthPeople(reader: Reader, of: TeamMonth, { show, sort, falling, q, page }: PeopleFilter) {
  const direction = falling ? sql`desc nulls last` : sql`asc nulls last`;
  const rows = await reader.execute<MonthPerson>(sql`
    select ${columns} ${people(of)} and ${conditions[show]} ${q ? sql`and (p.name ilike ${like(q)} or p.pinyin ilike ${like(q)} or p.external_id = ${q})` : sql``}
    order by ${orders[sort]} ${direction}, p.name, s.person_id limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}`);
  return { rows: rows.slice(0, A_PAGE), more: rows.length > A_PAGE };
}

/** Everybody of a month of a team, by name: the list for payroll. */
export async function payroll(reader: Reader, of: TeamMonth): Promise<{ team: string; rows: MonthPerson[] } | null> {
  const [team] = await reader.execute<{ name: string }>(sql`select name from team where id = ${of.teamId}`);
  if (!team) return null;
  return {
    team: team.name,
    rows: [...(await reader.execute<MonthPerson>(sql`select ${columns} ${people(of)} order by p.name, s.person_id`))],
  };
}

/** The month of an address, as its first day; null for anything else. */
export function monthIn(text: string | undefined): PlainDate | null {
  return /^20\d\d-(0[1-9]|1[0-2])$/.test(text ?? "") ? `${text}-01` : null;
}
