import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { partOf } from "../measures";

type About = { personId: string; month: PlainDate; storeId: string | null; metric: string | null };

/** Who entered the figures that a metric was reckoned from, or ordered their import; nobody where a dispute is about shares or days. */
export async function enteredBy(reader: Reader, { personId, month, storeId, metric }: About): Promise<string[]> {
  const part = metric === null ? null : partOf(metric);
  if (storeId === null || part === null) return [];
  const rows = await reader.execute<{ id: string }>(sql`
    select distinct entered_by as id from figure where person_id = ${personId} and store_id = ${storeId} and part = ${part}
      and from_day between ${month} and ${addDays(addMonths(month, 1), -1)} and entered_by is not null`);
  return rows.map(({ id }) => id);
}

/** Whether the team has a supervisor or manager who can sign in, beside these. */
export async function othersWhoAnswer(reader: Reader, now: Date, teamId: string, beside: readonly string[]): Promise<boolean> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await reader.execute<{ any: boolean }>(sql`
    select exists (select from role_grant g join person p on p.id = g.person_id where g.role in ('supervisor', 'manager')
      and (g.team_id is null or g.team_id = ${teamId}) and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at})
      and p.disabled_at is null and p.state is distinct from 'left' and g.person_id <> all(${sql.param([...beside])}::uuid[])) as any`);
  return row?.any ?? false;
}
