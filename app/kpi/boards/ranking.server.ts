import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { Reach } from "../led-teams";
import type { Asked } from "./board.server";
import { rankedBy } from "./board-rules";

/** How far back a month can be chosen. */
const MONTHS_BACK = 24;

/** The teams `t` that show a ranking, of which somebody is a member now or which they lead. */
function rankedTeams({ personId, leads }: Reach, now: Date): SQL {
  const led = leads === "all" ? sql`true` : sql`t.id = any(${sql.param([...leads])}::uuid[])`;
  return sql`from team t where t.archived_at is null
    and t.id::text in (select jsonb_array_elements_text(x.value) from setting x where x.key = 'rankings')
    and (${led} or exists (select from team_membership m where m.team_id = t.id and m.person_id = ${personId}
      and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date))`;
}

/** Whether there is a ranking that somebody may see. One statement. */
export async function seesRanking(reader: Reader, reach: Reach, now: Date): Promise<boolean> {
  const [row] = await reader.execute<{ any: boolean }>(sql`select exists (select ${rankedTeams(reach, now)}) as any`);
  return row?.any ?? false;
}

type Found = {
  teams: { id: string; name: string }[];
  team: string | null;
  months: PlainDate[];
  rows: { personId: string; name: string; score: string; month: PlainDate }[];
};

/** A closed month of a team that shows its ranking, the newest unless another is asked for. Null: there is none that the reader may see. One statement. */
export async function rankingOf(reader: Reader, reach: Reach, asked: Asked, now: Date) {
  const [found] = await reader.execute<Found>(sql`
    with mine as (select t.id, t.name ${rankedTeams(reach, now)}),
    chosen as (select id from mine order by id is not distinct from ${asked.team}::uuid desc, name, id limit 1),
    months as (select month from kpi_month where team_id = (select id from chosen) and state = 'closed' order by month desc limit ${MONTHS_BACK}),
    one as (select month from months order by month is not distinct from ${asked.month}::date desc, month desc limit 1)
    select (select coalesce(json_agg(mine order by name), '[]') from mine) as teams, (select id from chosen) as team,
      (select coalesce(json_agg(month::text order by month desc), '[]') from months) as months,
      (select coalesce(json_agg(json_build_object('personId', p.id, 'name', p.name, 'month', s.month, 'score', coalesce(s.score, s.decided_score)::text) order by p.name), '[]')
        from kpi_score s join person p on p.id = s.person_id
        where s.team_id = (select id from chosen) and s.month = (select month from one) and s.state = 'closed' and s.active_days > 0
          and coalesce(s.score, s.decided_score) is not null and p.state is distinct from 'left') as rows`);
  if (!found?.team) return null;
  const { teams, team, months } = found;
  const month = months.find((one) => one === asked.month) ?? months[0] ?? null;
  return {
    ...{ teams, months },
    team: teams.find(({ id }) => id === team)?.name ?? "",
    chosen: month ? { teamId: team, month } : null,
    rows: rankedBy(found.rows.map(({ personId, name, score }) => ({ personId, name, score }))),
  };
}
