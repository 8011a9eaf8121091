import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import type { LevelModule } from "./ladder.server";
import { finishedModules } from "./modules.server";
import type { ClosedMonth, Merits } from "./level-rules";

type Row = {
  level: string;
  track: "agent" | "management";
  countsFrom: PlainDate;
  since: string;
  name: string;
  state: string | null;
  teamId: string | null;
  zone: string;
  months: { month: PlainDate; score: string | null; version: number }[];
  reviewed: { month: PlainDate; version: number }[];
  scripts: number;
  mentored: number;
  modules: string[];
  seriousMonths: PlainDate[];
};

export type LevelFacts = {
  held: Pick<Row, "level" | "track" | "countsFrom"> & { since: Date };
  name: string;
  state: string | null;
  teamId: string | null;
  zone: string;
  /** Closed months from `countsFrom` on, with the version of the statement, and of it the one that was looked at. */
  months: (ClosedMonth & { version: number; reviewed: number | null })[];
  merits: Merits;
};

/**
 * What a level rests on of one person: the closed months since the last change, scripts approved since then, newcomers brought to their activation, months of serious conduct, modules that are finished. Null: they hold none. One statement.
 */
export async function levelFacts(reader: Reader, personId: string, modules: readonly LevelModule[]): Promise<LevelFacts | null> {
  const [row] = await reader.execute<Row>(sql`
    select a.level, a.track, a.counts_from::text as "countsFrom", a.since, p.name, p.state, m.team_id as "teamId", coalesce(t.zone, 'Asia/Shanghai') as zone,
      (select coalesce(json_agg(json_build_object('month', s.month, 'score', coalesce(s.decided_score, s.score)::text, 'version', s.version) order by s.month), '[]')
        from kpi_score s where s.person_id = a.person_id and s.month >= a.counts_from and s.state = 'closed') as months,
      (select coalesce(json_agg(json_build_object('month', r.month, 'version', r.version)), '[]')
        from level_review r where r.person_id = a.person_id and r.month >= a.counts_from) as reviewed,
      (select count(distinct r.draft_id)::int from script_review r
        where r.person_id = a.person_id and r.decision = 'approved' and r.at >= a.counts_from::timestamp at time zone coalesce(t.zone, 'Asia/Shanghai')) as scripts,
      (select count(distinct x.trainee_id)::int from mentorship x join gate_decision g on g.person_id = x.trainee_id and g.gate = 'activation'
        where x.mentor_id = a.person_id and g.decided_at >= x.at and (x.ended_at is null or g.decided_at <= x.ended_at)) as mentored,
      (${finishedModules(modules, personId)}) as modules,
      (select coalesce(json_agg(c.month order by c.month), '[]') from conduct_month c
        where c.person_id = a.person_id and c.serious and c.month >= a.counts_from) as "seriousMonths"
    from agent_level a join person p on p.id = a.person_id
      left join lateral (select y.team_id from team_membership y where y.person_id = a.person_id order by y.from_day desc limit 1) m on true
      left join team t on t.id = m.team_id
    where a.person_id = ${personId}`);
  if (!row) return null;
  const { name, state, teamId, zone, scripts, mentored } = row;
  const reviewed = new Map(row.reviewed.map(({ month, version }) => [month, version]));
  return {
    ...{ name, state, teamId, zone },
    held: { level: row.level, track: row.track, countsFrom: row.countsFrom, since: new Date(row.since) },
    months: row.months.map(({ month, score, version }) => ({
      month,
      score: score === null ? null : Decimal.parse(score),
      version,
      reviewed: reviewed.get(month) ?? null,
    })),
    merits: { scripts, mentored, seriousMonths: row.seriousMonths, modules: row.modules },
  };
}
