import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { SupervisorTrace } from "./supervisor-rules";

type State = "provisional" | "published" | "closed";
export type SupervisorMonth = {
  personId: string;
  name: string;
  teamId: string;
  team: string;
  state: State;
  score: string | null;
  bonusFen: number | null;
  activeDays: number;
  workingDays: number;
  trace: SupervisorTrace;
  computedAt: string;
  versions: {
    version: number;
    kind: "published" | "closed" | "reopened";
    score: string | null;
    bonusFen: number | null;
    reason: string;
    at: string;
  }[];
};

/** A supervisor's month, team by team, with what they were told of it. One statement. */
export function supervisorMonths(reader: Reader, personId: string, month: PlainDate): Promise<SupervisorMonth[]> {
  return reader.execute<SupervisorMonth>(sql`
    select s.person_id as "personId", p.name, s.team_id as "teamId", t.name as team, s.state, s.score::text, s.bonus_fen::float8 as "bonusFen", s.active_days as "activeDays",
      s.working_days as "workingDays", s.trace, s.computed_at as "computedAt",
      coalesce((select json_agg(json_build_object('version', v.version, 'kind', v.kind, 'score', v.score::text, 'bonusFen', v.bonus_fen, 'reason', v.reason, 'at', v.made_at) order by v.version desc)
        from supervisor_statement v where v.person_id = s.person_id and v.month = s.month and v.team_id = s.team_id), '[]') as versions
    from supervisor_score s join person p on p.id = s.person_id join team t on t.id = s.team_id
    where s.person_id = ${personId} and s.month = ${month} order by t.name`);
}

/** The supervisors of a team's month with their scores, for its managers; of the others only oneself. One statement. */
export function supervisorsOf(reader: Reader, { teamId, month }: { teamId: string; month: PlainDate }, only: string | null) {
  return reader.execute<Pick<SupervisorMonth, "personId" | "name" | "state" | "score" | "bonusFen">>(sql`
    select s.person_id as "personId", p.name, s.state, s.score::text, s.bonus_fen::float8 as "bonusFen" from supervisor_score s join person p on p.id = s.person_id
    where s.team_id = ${teamId} and s.month = ${month} and (${only}::uuid is null or s.person_id = ${only}::uuid) order by p.name, s.person_id`);
}
