import { sql } from "drizzle-orm";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { USUAL_TIME } from "./agenda";
import type { Reach } from "./reach";

const LAST = 40;

/** A meeting in the list. */
export type MeetingLine = {
  id: string;
  team: string;
  week: PlainDate;
  plannedAt: Date;
  isHeld: boolean;
  /** It is presented: everybody of the team may follow. */
  isOn: boolean;
  /** Whether the reader leads it. */
  isLead: boolean;
  cases: number;
  decided: number;
  openActions: number;
};

/** The meetings of the teams that somebody leads; to agents those of their team that were held, or are on. The newest first; with when each led team meets. Three statements. */
export async function meetingList(reader: Reader, reach: Reach) {
  const { leads, teamId } = reach;
  const isLead = leads === "all" || leads.length > 0;
  const seen =
    leads === "all"
      ? sql`true`
      : sql`(m.team_id = any(${sql.param([...leads])}::uuid[]) or m.team_id = ${teamId}::uuid and (m.closed_at is not null or l.meeting_id is not null))`;
  const [rows, teams, times] = await Promise.all([
    reader.execute<Omit<MeetingLine, "plannedAt"> & { plannedAt: string }>(sql`
      select m.id, t.name as team, m.week::text as week, m.planned_at as "plannedAt", m.closed_at is not null as "isHeld",
        m.closed_at is null and l.meeting_id is not null as "isOn", ${leads === "all" ? sql`true` : sql`m.team_id = any(${sql.param([...leads])}::uuid[])`} as "isLead",
        (select count(*)::int from meeting_case g where g.meeting_id = m.id) as cases,
        (select count(*)::int from meeting_case g where g.meeting_id = m.id and (g.decided_at is not null or exists (
          select from case_action a where a.meeting_id = m.id and a.case_id = g.case_id))) as decided,
        (select count(*)::int from case_action a where a.meeting_id = m.id and a.closed_at is null) as "openActions"
      from meeting m join team t on t.id = m.team_id left join meeting_live l on l.meeting_id = m.id where ${seen} order by m.week desc, t.name limit ${LAST}`),
    isLead ? openTeams(reader, leads) : [],
    isLead
      ? reader.execute<{ teamId: string; weekday: number; hour: number; cases: number }>(
          sql`select team_id as "teamId", weekday, hour, cases from meeting_time`,
        )
      : [],
  ]);
  return {
    meetings: rows.map((row) => ({ ...row, plannedAt: new Date(row.plannedAt) })),
    teams: teams.map(({ id, name }) => {
      const said = times.find((time) => time.teamId === id);
      return { id, name, time: said ? { weekday: said.weekday, hour: said.hour, cases: said.cases } : { ...USUAL_TIME } };
    }),
  };
}
