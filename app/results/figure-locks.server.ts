import { and, eq, inArray } from "drizzle-orm";
import { figureLock } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { monthOf } from "./measures";
import { lockFigures } from "./renew-months.server";

/** Close the figures of these people for a month, as whoever closes the month does in the same transaction. Whom it is closed for already stays as they are. */
export async function closeFigures(tx: Tx, now: Date, month: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await lockFigures(tx);
  await tx
    .insert(figureLock)
    .values(personIds.map((personId) => ({ personId, month, lockedAt: now })))
    .onConflictDoNothing();
}

/** Open the figures of these people for a month again. */
export async function reopenFigures(tx: Tx, month: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return;
  await lockFigures(tx);
  await tx.delete(figureLock).where(and(eq(figureLock.month, month), inArray(figureLock.personId, [...personIds])));
}

/** Whose months are closed, of the months of these days: a function that says so of a person and a day. */
export async function closedFigures(
  reader: Reader,
  days: readonly { personId: string; day: string }[],
): Promise<(personId: string, day: string) => boolean> {
  if (days.length === 0) return () => false;
  const people = [...new Set(days.map(({ personId }) => personId))];
  const months = [...new Set(days.map(({ day }) => monthOf(day)))];
  const rows = await reader
    .select()
    .from(figureLock)
    .where(and(inArray(figureLock.personId, people), inArray(figureLock.month, months)));
  const closed = new Set(rows.map(({ personId, month }) => `${personId} ${month}`));
  return (personId, day) => closed.has(`${personId} ${monthOf(day)}`);
}
