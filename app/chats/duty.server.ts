import { sql } from "drizzle-orm";
import { leavesOf } from "~/people/queries.server";
import { readSetting, type SettingValue } from "~/people/settings.server";
import { isWorkingDay } from "~/people/working-days";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";

export type CheckTerms = SettingValue<"chat_checks">;
/** That somebody reads chats today: of which teams, and of which days. */
export type Duty = { today: PlainDate; teamIds: string[]; from: PlainDate; to: PlainDate; terms: CheckTerms };

/** A working week without any working day in so long has no duty. */
const LOOK_BACK = 31;

type Row = { id: string; zone: string; workingWeek: number[]; holidays: { day: PlainDate; kind: "off" | "working"; own: boolean }[] };

/** The teams that somebody leads in one of these roles, with their days of the last month; a role in the whole shop leads every team. */
function teamsLed(reader: Reader, personId: string, roles: readonly string[], now: Date): Promise<Row[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return reader.execute<Row>(sql`
    select t.id, t.zone, t.working_week as "workingWeek",
      (select coalesce(json_agg(json_build_object('day', h.day, 'kind', h.kind, 'own', h.team_id is not null)), '[]') from holiday h
        where (h.team_id is null or h.team_id = t.id) and h.day between (${at})::date - ${LOOK_BACK + 2}::int and (${at})::date + 2) as holidays
    from team t
    where t.archived_at is null and exists (select from role_grant g where g.person_id = ${personId} and g.role = any(${sql.param([...roles])}::text[])
      and (g.team_id = t.id or g.team_id is null) and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at}))
    order by t.name`);
}

/**
 * What somebody's duty is on the day of `now`: chats of the teams that they lead, from the last day on which one of them worked before today to yesterday. Null: none is theirs by role, no
 * team of theirs works today, or they are on leave.
 */
export async function dutyOf(reader: Reader, personId: string, now: Date): Promise<Duty | null> {
  const terms = await readSetting(reader, "chat_checks");
  const [teams, leaves] = await Promise.all([teamsLed(reader, personId, terms.roles, now), leavesOf(reader, [personId])]);
  const [first] = teams;
  if (!first) return null;
  const today = plainDateIn(first.zone, now);
  const isWorked = (day: PlainDate) => teams.some((team) => isWorkingDay(team, day));
  if (!isWorked(today) || leaves.some(({ from, to }) => from <= today && today <= to)) return null;
  for (let back = 1; back <= LOOK_BACK; back++) {
    const from = addDays(today, -back);
    if (isWorked(from)) return { today, teamIds: teams.map(({ id }) => id), from, to: addDays(today, -1), terms };
  }
  return null;
}
