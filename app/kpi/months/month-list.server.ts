import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { addMonths, type PlainDate, plainDateIn } from "~/platform/dates";
import type { Reach } from "../led-teams";
import { firstDayAfter, type MonthState } from "./month-rules";

/** How many months of teams a page of the list holds, and how far back it reaches. */
const A_PAGE = 20;
const MONTHS_BACK = 24;

export type MonthFilter = { team: string | null; state: MonthState | null; page: number };

/** A month of a team, and what is missing in it. */
export type MonthRow = {
  teamId: string;
  team: string;
  month: PlainDate;
  state: MonthState;
  closableOn: PlainDate | null;
  publishedAt: string | null;
  closedAt: string | null;
  closedBy: string | null;
  reopenedAt: string | null;
  people: number;
  /** Neither scored nor given a score. */
  notScored: number;
  withoutFigures: number;
  /** Stores of these agents for which no target of the month is known. */
  storesWithoutTarget: number;
  openDisputes: number;
  /** Of a closed month: for whom it is not closed yet. */
  waiting: number;
  bonusFen: number | null;
  /** What can be done with it now; null: nothing but to wait. */
  next: "publish" | "close" | null;
};

type Raw = Omit<MonthRow, "next"> & { zone: string };

/** What a month needs to be told of: the same columns on the list and on its own page. `m` is the month, `t` the team, `k` the row of the month if there is one. */
const columns = sql`
  t.id as "teamId", t.name as team, t.zone, m.month::text as month, coalesce(k.state, 'open') as state, k.closable_on::text as "closableOn",
  k.published_at as "publishedAt", k.closed_at as "closedAt", k.reopened_at as "reopenedAt", (select p.name from person p where p.id = k.closed_by) as "closedBy",
  c.people, c."notScored", c."withoutFigures", c.waiting, c."bonusFen",
  (select count(*)::int from kpi_dispute d where d.team_id = t.id and d.month = m.month and d.closed_at is null) as "openDisputes",
  (select count(*)::int from (
    select distinct (x->>'storeId')::uuid as id from kpi_score s cross join jsonb_array_elements(s.trace->'stores') x
      where s.team_id = t.id and s.month = m.month and s.active_days > 0
  ) s where not exists (select from kpi_target g where g.store_id = s.id and g.month <= m.month and coalesce(g.price_fen, g.items_hundredths) is not null)) as "storesWithoutTarget"`;
const counts = sql`lateral (
  select count(*)::int as people, sum(s.bonus_fen)::float8 as "bonusFen",
    count(*) filter (where s.score is null and s.decided_score is null)::int as "notScored",
    count(*) filter (where s.state <> 'closed')::int as waiting,
    count(*) filter (where not exists (select from figure_month f where f.person_id = s.person_id and f.month = s.month))::int as "withoutFigures"
  from kpi_score s where s.team_id = t.id and s.month = m.month and s.active_days > 0) c on true`;

const within = (teams: Reach["leads"]) => (teams === "all" ? sql`` : sql`and t.id = any(${sql.param([...teams])}::uuid[])`);

function shaped({ zone, ...row }: Raw, now: Date): MonthRow {
  const today = plainDateIn(zone, now);
  const mayPublish = row.state === "open" && row.people > 0 && today >= firstDayAfter(row.month);
  const mayClose = row.state === "published" && row.closableOn !== null && today >= row.closableOn;
  return { ...row, next: mayPublish ? "publish" : mayClose ? "close" : null };
}

/** A page of the months of the teams that somebody leads, newest first, with what is missing in each; months in which nobody was active are left out. One statement. */
export async function monthList(reader: Reader, reach: Reach, { team, state, page }: MonthFilter, now: Date) {
  const last = `${plainDateIn("Asia/Shanghai", now).slice(0, 7)}-01`;
  const [row] = await reader.execute<{ rows: Raw[]; teams: { id: string; name: string }[] }>(sql`
    select (select coalesce(json_agg(x), '[]') from (
      select ${columns}
      from generate_series(${last}::date, ${addMonths(last, -MONTHS_BACK)}::date, interval '-1 month') g (at)
        cross join lateral (select g.at::date as month) m
        join team t on ${team ? sql`t.id = ${team}` : sql`true`} ${within(reach.leads)}
        left join kpi_month k on k.team_id = t.id and k.month = m.month
        left join ${counts}
      where ${state ? sql`coalesce(k.state, 'open') = ${state}` : sql`true`} and (k.team_id is not null
        or exists (select from kpi_score s where s.team_id = t.id and s.month = m.month and s.active_days > 0))
      order by m.month desc, t.name, t.id limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}) x) as rows,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from team t where t.archived_at is null ${within(reach.leads)}) as teams`);
  const rows = (row?.rows ?? []).map((raw) => shaped(raw, now));
  return { rows: rows.slice(0, A_PAGE), more: rows.length > A_PAGE, teams: row?.teams ?? [] };
}

/** One month of a team as the list has it, with why it was opened again; null: there is no such team. */
export async function monthHead(reader: Reader, { teamId, month }: { teamId: string; month: PlainDate }, now: Date) {
  const [raw] = await reader.execute<Raw & { reopenReason: string | null }>(sql`
    select ${columns}, k.reopen_reason as "reopenReason" from team t cross join (select ${month}::date as month) m
      left join kpi_month k on k.team_id = t.id and k.month = m.month left join ${counts} where t.id = ${teamId}`);
  return raw ? { ...shaped(raw, now), reopenReason: raw.reopenReason } : null;
}
export type MonthHead = NonNullable<Awaited<ReturnType<typeof monthHead>>>;
