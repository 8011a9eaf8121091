import { sql } from "drizzle-orm";
import { meetingsDue } from "~/cases/meetings-due.server";
import { checksDue } from "~/chats/checks-due.server";
import { holidaysBetween } from "~/people/queries.server";
import type { WorkingDays } from "~/people/working-days";
import type { Reader } from "~/platform/database.server";
import { Decimal } from "~/platform/decimal";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { supervisorItems } from "~/work/closed-in-time.server";
import { activePart, lastOf, type Span } from "../month-days";
import type { TeamMonth } from "../months/month-row.server";
import { itemsInTime } from "./items-in-time";
import type { Done, SupervisorFacts, TeamMember } from "./supervisor-rules";

type Lead = { personId: string; zone: string; workingWeek: number[]; spans: Span[]; teams: number; members: TeamMember[] };

/**
 * Who led a team as supervisor in a month, with the facts of their score. Of the duties those days count on which they led it, and none that is still to come. The supervisor's own score, where
 * they serve customers too, is not in the team's average. Two statements, and three for each of them.
 */
export async function supervisorFacts(
  reader: Reader,
  { teamId, month }: TeamMonth,
  itemDays: number,
  now: Date,
): Promise<{ personId: string; facts: SupervisorFacts }[]> {
  const last = lastOf(month);
  const leads = await reader.execute<Lead>(sql`
    with g as (
      select r.person_id, r.team_id, (r.from_at at time zone t.zone)::date as "from", (r.to_at at time zone t.zone)::date as "to"
      from role_grant r join team t on t.id = ${teamId} where r.role = 'supervisor'
    ), held as (select * from g where "from" <= ${last} and ("to" is null or "to" > ${month}))
    select h.person_id as "personId", t.zone, t.working_week as "workingWeek",
      json_agg(json_build_object('from', h."from", 'to', h."to")) as spans,
      (select count(distinct x.id)::int from team x join held o on o.person_id = h.person_id and (o.team_id = x.id or o.team_id is null) where x.archived_at is null or x.id = ${teamId}) as teams,
      (select coalesce(json_agg(json_build_object('personId', s.person_id, 'name', p.name, 'score', coalesce(s.score, s.decided_score)::text, 'activeDays', s.active_days) order by p.name, s.person_id), '[]')
        from kpi_score s join person p on p.id = s.person_id
        where s.team_id = ${teamId} and s.month = ${month} and s.active_days > 0 and s.person_id <> h.person_id and coalesce(s.score, s.decided_score) is not null) as members
    from held h join team t on t.id = ${teamId} where h.team_id = ${teamId} or h.team_id is null
    group by h.person_id, t.id order by h.person_id`);
  const [first] = leads;
  if (!first) return [];
  const holidays = await holidaysBetween(reader, teamId, month, addDays(last, 60));
  const calendar: WorkingDays = { workingWeek: first.workingWeek, holidays: holidays.map(({ day, kind }) => ({ day, kind, own: true })) };
  const today = plainDateIn(first.zone, now);
  const through = addDays(today, -1) < last ? addDays(today, -1) : last;
  const result = [];
  for (const { personId, zone, spans, teams, members } of leads) {
    const days = activePart(calendar, month, spans);
    const led = (day: PlainDate) => spans.some(({ from, to }) => from <= day && (to === null || day < to));
    const of = { personId, teamId, zone, from: month, to: through };
    const checks = (await checksDue(reader, of)).filter(({ day }) => led(day));
    const meetings = (await meetingsDue(reader, of)).filter(({ day }) => led(day));
    const items = (await supervisorItems(reader, { ...of, to: today < last ? today : last })).filter(({ opened }) => led(opened));
    result.push({
      personId,
      facts: {
        members: members.map((member) => ({ ...member, score: Decimal.parse(member.score).toString() })),
        duties: {
          checks: sumOf(checks),
          meetings: { done: meetings.filter(({ held }) => held).length, due: meetings.length },
          items: itemsInTime(items, calendar, itemDays, today),
        },
        ...{ activeDays: days.active, workingDays: days.working, teams },
      },
    });
  }
  return result;
}

const sumOf = (days: readonly Done[]): Done => ({
  done: days.reduce((sum, { done }) => sum + done, 0),
  due: days.reduce((sum, { due }) => sum + due, 0),
});
