import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";

/** Items that were opened on a day and closed on a day (null: open), by the calendar of the team's zone. */
export type ItemDays = { opened: PlainDate; closed: PlainDate | null; count: number };

/**
 * What waited for the supervisors of a team and was opened on one of these days (both inclusive), counted by day. What somebody must not settle themself, or what ended by itself, is not
 * theirs to close. One statement.
 */
export function supervisorItems(
  reader: Reader,
  of: { teamId: string; personId: string; zone: string; from: PlainDate; to: PlainDate },
): Promise<ItemDays[]> {
  const day = (column: ReturnType<typeof sql>) => sql`(${column} at time zone ${of.zone}::text)::date`;
  return reader.execute<ItemDays>(sql`
    select opened::text, closed::text, count(*)::int as count from (
      select ${day(sql`w.opened_at`)} as opened, ${day(sql`w.closed_at`)} as closed from work_item w
      where w.team_id = ${of.teamId} and w.role = 'supervisor' and w.person_id is distinct from ${of.personId}::uuid and not ${of.personId}::uuid = any(w.not_for)
        and w.outcome is distinct from 'lapsed'
        and w.opened_at >= ${of.from}::date - 1 and w.opened_at < ${of.to}::date + 2) x
    where opened between ${of.from} and ${of.to} group by 1, 2 order by 1, 2`);
}
