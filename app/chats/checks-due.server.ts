import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";

/** The chat checks that somebody was to make of a team's chats on these days (both inclusive), day by day: what was asked for, and what of it counts. One statement. */
export function checksDue(
  reader: Reader,
  of: { personId: string; teamId: string; from: PlainDate; to: PlainDate },
): Promise<{ day: PlainDate; done: number; due: number }[]> {
  return reader.execute(sql`
    select day::text, least(counted, quota) as done, quota as due from check_draw
    where supervisor_id = ${of.personId} and ${of.teamId}::uuid = any(team_ids) and day between ${of.from} and ${of.to} and quota > 0 order by day`);
}
