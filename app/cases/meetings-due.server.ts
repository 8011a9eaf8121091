import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";

/** The meetings of a team that were planned for these days (both inclusive), and whether each was held. One statement. */
export function meetingsDue(
  reader: Reader,
  of: { teamId: string; zone: string; from: PlainDate; to: PlainDate },
): Promise<{ day: PlainDate; held: boolean }[]> {
  return reader.execute(sql`
    select x.day::text, x.held from (
      select (m.planned_at at time zone ${of.zone}::text)::date as day, m.closed_at is not null as held from meeting m where m.team_id = ${of.teamId}) x
    where x.day between ${of.from} and ${of.to} order by x.day`);
}
