import { type SQL, sql } from "drizzle-orm";
import { planned, type Reader } from "~/platform/database.server";
import { addDays, type PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import type { WorkingDays } from "~/people/working-days";
import { lastOf, type ShareSet, type Span } from "./month-days";
import type { PersonMonth, StoreSums } from "./reckon";

/** What scoring needs of somebody in a month, and where they belonged at its end. */
export type ScoredPerson = PersonMonth & {
  personId: string;
  teamId: string;
  /** See `figuresRevision`; 0 without figures. */
  figuresRevision: number;
  /** The score that a manager gave where nothing could be scored. */
  decided: Decimal | null;
};

type Raw = {
  personId: string;
  teamId: string;
  workingWeek: number[];
  active: Span[] | null;
  sets: ShareSet[] | null;
  sums: Record<string, StoreSums> | null;
  figuresRevision: number;
  decided: string | null;
  /** Of all teams, in the first row only. */
  holidays: Holiday[] | null;
};
type Holiday = { day: string; kind: "off" | "working"; teamId: string | null };

/** What tells one state of somebody's figures of a month from any other: of the rows `m` of `figure_month`, which stores there are and at which revision. */
export function figuresRevision(m: SQL): SQL {
  return sql`hashtext(string_agg(${m}.store_id::text || ':' || ${m}.revision, ',' order by ${m}.store_id))`;
}

/**
 * The inputs of these people's month (its first day), in one statement. Days are those of the zone of the team in which they were last in that month; who was in none is left out.
 */
export async function monthInputs(reader: Reader, month: PlainDate, personIds: readonly string[]): Promise<ScoredPerson[]> {
  const last = lastOf(month);
  const rows = await planned<Raw>(
    reader,
    "kpi_inputs",
    sql`
    select p.id as "personId", t.id as "teamId", t.working_week as "workingWeek",
      (select json_agg(json_build_object('from', (s.from_at at time zone t.zone)::date, 'to', (s.to_at at time zone t.zone)::date) order by s.from_at)
        from state_span s where s.person_id = p.id and s.state = 'active') as active,
      (select json_agg(json_build_object('from', a.from_day, 'to', a.to_day, 'shares',
          (select json_agg(json_build_object('storeId', h.store_id, 'share', h.share) order by h.share desc, h.store_id) from store_share h where h.store_set_id = a.id)) order by a.from_day)
        from store_set a where a.person_id = p.id and a.from_day <= ${last} and (a.to_day is null or a.to_day > ${month})) as sets,
      f.sums, coalesce(f.revision, 0)::int as "figuresRevision", k.decided_score::text as decided,
      case when row_number() over () = 1 then (
        select json_agg(json_build_object('day', h.day, 'kind', h.kind, 'teamId', h.team_id)) from holiday h where h.day between ${month} and ${last}) end as holidays
    from person p
    cross join lateral (
      select m.team_id from team_membership m
      where m.person_id = p.id and m.from_day <= ${last} and (m.to_day is null or m.to_day > ${month}) order by m.from_day desc limit 1
    ) m
    join team t on t.id = m.team_id
    left join lateral (
      select json_object_agg(g.store_id, g.sums) as sums, ${figuresRevision(sql`g`)} as revision from figure_month g where g.person_id = p.id and g.month = ${month}
    ) f on true
    left join kpi_score k on k.person_id = p.id and k.month = ${month}
    where p.id = any(${sql.param([...personIds])}::uuid[])`,
  );
  const calendarOf = calendars(rows);
  return rows.map(({ personId, teamId, active, sets, sums, figuresRevision, decided }) => ({
    decided: decided === null ? null : Decimal.parse(decided),
    personId,
    teamId,
    month,
    figuresRevision,
    calendar: calendarOf(teamId),
    active: active ?? [],
    sets: sets ?? [],
    sums: new Map(Object.entries(sums ?? {})),
  }));
}

/** On which days of the month the teams of these rows work. */
function calendars(rows: readonly Raw[]): (teamId: string) => WorkingDays {
  const holidays = rows.flatMap((row) => row.holidays ?? []);
  const weeks = new Map(rows.map(({ teamId, workingWeek }) => [teamId, workingWeek]));
  const made = new Map<string, WorkingDays>();
  return (teamId) => {
    const known = made.get(teamId);
    if (known) return known;
    const own = holidays
      .filter((h) => h.teamId === null || h.teamId === teamId)
      .map(({ day, kind, teamId: of }) => ({ day, kind, own: of !== null }));
    const calendar = { workingWeek: weeks.get(teamId) ?? [], holidays: own };
    made.set(teamId, calendar);
    return calendar;
  };
}

/** Who was active on a day of the month, in the order of their ids after `after`, so many at most. */
export async function activeIn(reader: Reader, month: PlainDate, after: string | null, limit: number): Promise<string[]> {
  // A day more on either side: which day an instant belongs to is the team's matter, and is settled by the active part.
  const [from, to] = [addDays(month, -1), addDays(lastOf(month), 2)];
  const rows = await reader.execute<{ id: string }>(sql`
    select distinct s.person_id as id from state_span s
    where s.state = 'active' and s.from_at < ${to}::date and (s.to_at is null or s.to_at > ${from}::date) and (${after}::uuid is null or s.person_id > ${after}::uuid)
    order by 1 limit ${limit}`);
  return rows.map(({ id }) => id);
}
