import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";

const WEAKEST = 10;

/**
 * The questions that these people know least, of what they have answered and do not hold now: what most of them lack comes first, then what was lost most often, then what is held shortest.
 * From their cards: bounded by the people and their banks.
 */
export async function weakestAmong(reader: Reader, people: readonly string[], now: Date): Promise<string[]> {
  if (people.length === 0) return [];
  const rows = await reader.execute<{ id: string }>(sql`
    select c.item_id as id from bank_card c join content_item i on i.id = c.item_id
    where c.person_id = any(${sql.param(people)}::uuid[]) and c.reviewed_at is not null and i.archived_at is null
      and (c.fluent_until is null or c.fluent_until <= ${now.toISOString()}::timestamptz)
    group by c.item_id order by count(*) desc, sum(c.lapses) desc, avg(c.stability), c.item_id limit ${WEAKEST}`);
  return rows.map(({ id }) => id);
}
