import { sql } from "drizzle-orm";
import { figure, type MaskedMeasures } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { closedFigures } from "./figure-locks.server";
import { monthOf, type Part } from "./measures";
import { lockFigures, renewMonths } from "./renew-months.server";

/** An agent's day in a store. */
export type StoreDay = { personId: string; storeId: string; day: string };
/** What chats yield of one. `conversion`: inquiries, paid; `reception`: received, effective, firstResponseWeighted, firstResponseWeight; `rating`: received, invited. */
export type ChatFigure = StoreDay & { part: Extract<Part, "conversion" | "reception" | "rating">; measures: MaskedMeasures };

const ROWS = 1000;

/**
 * Put what chats yield in the place of what they yielded of these days; a day of which no figure is given has none any more. Renews the months. Days of closed months stay as they are and are
 * returned.
 */
export async function writeChatFigures(tx: Tx, now: Date, days: readonly StoreDay[], figures: readonly ChatFigure[]): Promise<StoreDay[]> {
  await lockFigures(tx);
  const isClosed = await closedFigures(tx, days);
  const open = days.filter(({ personId, day }) => !isClosed(personId, day));
  const isOpen = new Set(open.map(keyOf));
  if (open.length > 0)
    await tx.execute(sql`
      delete from figure f using unnest(${sql.param(open.map((d) => d.personId))}::uuid[], ${sql.param(open.map((d) => d.storeId))}::uuid[], ${sql.param(open.map((d) => d.day))}::text[]::date[]) d (person_id, store_id, day)
      where f.source = 'chats' and f.person_id = d.person_id and f.store_id = d.store_id and f.from_day = d.day`);
  const rows = figures
    .filter((row) => isOpen.has(keyOf(row)))
    .map(({ day, ...row }) => ({ ...row, source: "chats" as const, from: day, to: day, at: now }));
  for (let at = 0; at < rows.length; at += ROWS) await tx.insert(figure).values(rows.slice(at, at + ROWS));
  await renewMonths(
    tx,
    open.map(({ personId, storeId, day }) => ({ personId, storeId, month: monthOf(day) })),
  );
  return days.filter((day) => !isOpen.has(keyOf(day)));
}

function keyOf({ personId, storeId, day }: StoreDay): string {
  return `${personId} ${storeId} ${day}`;
}
