import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type { MaskedMeasures } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { closedFigures } from "./figure-locks.server";
import { monthOf, type Part } from "./measures";
import { lockFigures, renewMonths } from "./renew-months.server";

/** An agent's day in a store. */
export type StoreDay = { personId: string; storeId: string; day: string };
/** What chats yield of one. `conversion`: inquiries, paid; `reception`: received, effective, firstResponseWeighted, firstResponseWeight; `rating`: received, invited. */
export type ChatFigure = StoreDay & { part: Extract<Part, "conversion" | "reception" | "rating">; measures: MaskedMeasures };

/**
 * Put what chats yield in the place of what they yielded of these days; a day of which no figure is given has none any more. What is as it was is left alone, so that nothing is scored anew for it.
 * Renews the months. Days of closed months stay as they are and are returned.
 */
export async function writeChatFigures(tx: Tx, now: Date, days: readonly StoreDay[], figures: readonly ChatFigure[]): Promise<StoreDay[]> {
  await lockFigures(tx);
  const isClosed = await closedFigures(tx, days);
  const open = days.filter(({ personId, day }) => !isClosed(personId, day));
  if (open.length === 0) return [...days];
  const isOpen = new Set(open.map(keyOf));
  const told = new Map(figures.filter((one) => isOpen.has(keyOf(one))).map((one) => [`${keyOf(one)} ${one.part}`, one]));
  const kept = await tx.execute<ChatFigure & { id: string }>(sql`
    select f.id, f.person_id as "personId", f.store_id as "storeId", f.from_day::text as day, f.part, f.measures
    from unnest(${sql.param(open.map((d) => d.personId))}::uuid[], ${sql.param(open.map((d) => d.storeId))}::uuid[], ${sql.param(open.map((d) => d.day))}::text[]::date[]) d (person_id, store_id, day)
      join figure f on f.source = 'chats' and f.person_id = d.person_id and f.store_id = d.store_id and f.from_day = d.day`);
  const changed: (ChatFigure & { id: string })[] = [];
  const gone: (StoreDay & { id: string })[] = [];
  for (const row of kept) {
    const key = `${keyOf(row)} ${row.part}`;
    const one = told.get(key);
    if (!one) gone.push(row);
    else if (!isDeepStrictEqual(one.measures, row.measures)) changed.push({ ...one, id: row.id });
    told.delete(key);
  }
  const added = [...told.values()].map((one) => ({ ...one, id: newId() }));
  await store(tx, now, { gone: gone.map(({ id }) => id), changed, added });
  await renewMonths(
    tx,
    [...gone, ...changed, ...added].map(({ personId, storeId, day }) => ({ personId, storeId, month: monthOf(day) })),
  );
  return days.filter((day) => !isOpen.has(keyOf(day)));
}

type Stored = ChatFigure & { id: string };

async function store(
  tx: Tx,
  now: Date,
  { gone, changed, added }: { gone: readonly string[]; changed: readonly Stored[]; added: readonly Stored[] },
) {
  const at = now.toISOString();
  if (gone.length > 0) await tx.execute(sql`delete from figure where id = any(${sql.param([...gone])}::uuid[])`);
  if (changed.length > 0)
    await tx.execute(sql`
      update figure f set measures = r.measures, at = ${at} from json_to_recordset(${JSON.stringify(changed)}::json) as r(id uuid, measures jsonb) where f.id = r.id`);
  if (added.length > 0)
    await tx.execute(sql`
      insert into figure (id, person_id, store_id, part, source, from_day, to_day, measures, at)
      select r.id, r."personId", r."storeId", r.part, 'chats', r.day, r.day, r.measures, ${at}
      from json_to_recordset(${JSON.stringify(added)}::json) as r(id uuid, "personId" uuid, "storeId" uuid, part text, day date, measures jsonb)`);
}

function keyOf({ personId, storeId, day }: StoreDay): string {
  return `${personId} ${storeId} ${day}`;
}
