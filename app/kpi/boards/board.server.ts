import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { addMonths, type PlainDate, plainDateIn } from "~/platform/dates";
import type { Tier } from "../bonus";
import type { Reach } from "../led-teams";
import type { MonthState } from "../months/month-rules";
import { barsOf, FEW, MONTHS_SHOWN, tiersOf, type TrendMonth, trendsOf } from "./board-rules";
import { measuredOf } from "./measured.server";

/** How far back a month can be chosen. */
const MONTHS_BACK = 24;

export type Asked = { team: string | null; month: PlainDate | null };

/** The present month's first day. */
const presentMonth = (now: Date) => `${plainDateIn("Asia/Shanghai", now).slice(0, 7)}-01`;

/**
 * The teams that somebody leads, the one that was asked for or the first with scores, and its months with scores, newest first. Without a month asked for, the newest that is over. Null
 * where nothing is scored yet. One statement.
 */
export async function boardChoice(reader: Reader, { leads }: Reach, asked: Asked, now: Date) {
  const present = presentMonth(now);
  const within = leads === "all" ? sql`true` : sql`t.id = any(${sql.param([...leads])}::uuid[])`;
  const [row] = await reader.execute<{ teams: { id: string; name: string }[]; team: string | null; months: PlainDate[] }>(sql`
    with led as (select t.id, t.name, t.archived_at from team t
      where ${within} and (t.archived_at is null or t.id = ${asked.team}::uuid)),
    chosen as (select l.id from led l
      order by l.id is not distinct from ${asked.team}::uuid desc,
        exists (select from kpi_score s where s.team_id = l.id and s.month >= ${addMonths(present, 1 - MONTHS_BACK)}::date) desc, l.name, l.id limit 1)
    select (select coalesce(json_agg(json_build_object('id', id, 'name', name) order by name), '[]') from led) as teams, (select id from chosen) as team,
      (select coalesce(json_agg(g.at::date::text order by g.at desc), '[]') from generate_series(${present}::date, ${addMonths(present, 1 - MONTHS_BACK)}::date, interval '-1 month') g (at)
        where exists (select from kpi_score s where s.team_id = (select id from chosen) and s.month = g.at::date and s.active_days > 0)) as months`);
  const { teams = [], team = null, months = [] } = row ?? {};
  const month = months.find((one) => one === asked.month) ?? months.find((one) => one < present) ?? months[0] ?? null;
  return { teams, months, chosen: team && month ? { teamId: team, team: teams.find(({ id }) => id === team)?.name ?? "", month } : null };
}

type Head = {
  state: MonthState;
  reopenedAt: string | null;
  scores: string[];
  notScored: number;
  waiting: number;
  tiers: Tier[] | null;
  rulesDiffer: boolean;
};

/** How many stand where in a month of a team, in which state it is, and how each metric went over the last months. Three statements with the choice. */
export async function boardOf(reader: Reader, reach: Reach, asked: Asked, now: Date) {
  const choice = await boardChoice(reader, reach, asked, now);
  if (!choice.chosen) return { ...choice, chosen: null, board: null };
  const { teamId, month } = choice.chosen;
  const [head, trend] = await Promise.all([monthScores(reader, teamId, month), teamTrend(reader, teamId, month)]);
  const { scores, tiers, ...rest } = head;
  return {
    ...choice,
    chosen: choice.chosen,
    board: {
      ...rest,
      n: scores.length,
      lines: (tiers ?? [])
        .map(({ from }) => from)
        .filter((from) => from > 0)
        .sort((a, b) => a - b),
      bars: barsOf(scores),
      tiers: tiersOf(scores, tiers ?? []),
      // Single points where bars would say nothing.
      single: scores.length < FEW ? scores : [],
      ...trend,
    },
  };
}
export type Board = NonNullable<Awaited<ReturnType<typeof boardOf>>["board"]>;

/** The scores of a month of a team, and whether a store of it was scored by other rules than in the month before. One statement. */
async function monthScores(reader: Reader, teamId: string, month: PlainDate): Promise<Head> {
  const rules = (of: PlainDate) => sql`select distinct x->>'storeId' as store, coalesce(x->>'ruleSetId', x->>'contentVersionId') as rules
    from kpi_score s cross join lateral jsonb_array_elements(s.trace->'stores') x where s.team_id = ${teamId} and s.month = ${of}::date and s.active_days > 0`;
  const tiers = (
    of: PlainDate,
  ) => sql`(select s.trace->'tiers' from kpi_score s where s.team_id = ${teamId} and s.month = ${of}::date and s.active_days > 0
    order by s.computed_at desc limit 1)`;
  const before = addMonths(month, -1);
  const [row] = await reader.execute<Head>(sql`
    select coalesce(k.state, 'open') as state, k.reopened_at as "reopenedAt", c.scores, c."notScored", c.waiting, ${tiers(month)} as tiers,
      exists (select from (${rules(month)}) a join (${rules(before)}) b using (store) where a.rules is distinct from b.rules)
        or ${tiers(month)} <> ${tiers(before)} is true as "rulesDiffer"
    from (select 1) one left join kpi_month k on k.team_id = ${teamId} and k.month = ${month}::date
    cross join lateral (
      select coalesce(json_agg(coalesce(s.score, s.decided_score)::text) filter (where coalesce(s.score, s.decided_score) is not null), '[]') as scores,
        count(*) filter (where s.score is null and s.decided_score is null)::int as "notScored", count(*) filter (where s.state <> 'closed')::int as waiting
      from kpi_score s where s.team_id = ${teamId} and s.month = ${month}::date and s.active_days > 0) c`);
  if (!row) throw new Error("an aggregate without a row");
  return row;
}

/** Median and middle half of a team by metric over the months up to this one. One statement. */
async function teamTrend(reader: Reader, teamId: string, month: PlainDate) {
  const months = Array.from({ length: MONTHS_SHOWN }, (_, i) => addMonths(month, i + 1 - MONTHS_SHOWN));
  const rows = await reader.execute<{ month: PlainDate; slug: string; values: number[]; provisional: boolean }>(sql`
    select s.month::text as month, v.slug, json_agg(v.value::float8) as values, bool_or(s.state = 'provisional') as provisional
    from kpi_score s cross join lateral ${measuredOf(sql`s`)} v
    where s.team_id = ${teamId} and s.month between ${months[0] ?? month}::date and ${month}::date and s.active_days > 0 and v.value is not null
    group by 1, 2`);
  const first = months.findIndex((one) => rows.some((row) => row.month === one));
  const shown: TrendMonth[] = months
    .slice(Math.max(0, first))
    .map((one) => ({ month: one, provisional: rows.some((row) => row.month === one && row.provisional) }));
  return { months: shown, trends: trendsOf(shown, [...rows]) };
}
