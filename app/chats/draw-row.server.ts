import { and, eq, sql } from "drizzle-orm";
import { checkDraw, checkOpening, checkPlace } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";

/** The draw of a reader's day with its row locked; null when none was made. */
export async function lockDraw(tx: Tx, supervisorId: string | null, day: PlainDate) {
  const [row] = await tx
    .select()
    .from(checkDraw)
    .where(and(eq(checkDraw.supervisorId, supervisorId ?? ""), eq(checkDraw.day, day)))
    .for("update");
  return row ?? null;
}

/** A place of a draw; null: there is none with that number. */
export async function placeOf(reader: Reader, drawId: string, place: number) {
  const [row] = await reader
    .select({ chatId: checkPlace.chatId, kind: checkPlace.kind })
    .from(checkPlace)
    .where(and(eq(checkPlace.drawId, drawId), eq(checkPlace.place, place)));
  return row ?? null;
}

/** The next place that is neither checked nor passed over, after `place`, else from the beginning; null: none is left. */
export async function nextOpen(reader: Reader, drawId: string, place: number): Promise<number | null> {
  const [row] = await reader.execute<{ place: number }>(sql`
    select p.place from check_place p
    where p.draw_id = ${drawId} and not exists (select from chat_check k where k.chat_id = p.chat_id)
      and not exists (select from check_skip s where s.draw_id = p.draw_id and s.chat_id = p.chat_id)
    order by p.place <= ${place}, p.place limit 1`);
  return row?.place ?? null;
}

/** Note that the chat of a place came on the screen; null: none did. */
export async function noteOpened(tx: Tx, ctx: WriteContext, drawId: string, place: number | null): Promise<void> {
  const opened = place === null ? null : await placeOf(tx, drawId, place);
  if (opened) await tx.insert(checkOpening).values({ id: newId(ctx.now.getTime()), drawId, chatId: opened.chatId, at: ctx.now });
}

/** Keep the summary of a draw. The caller holds its row. */
export async function recount(
  tx: Tx,
  drawId: string,
  change: { counted?: number; quick?: number; skipped?: number; quota?: number },
): Promise<void> {
  const { counted = 0, quick = 0, skipped = 0, quota = 0 } = change;
  await tx
    .update(checkDraw)
    .set({
      counted: sql`${checkDraw.counted} + ${counted}`,
      quick: sql`${checkDraw.quick} + ${quick}`,
      skipped: sql`${checkDraw.skipped} + ${skipped}`,
      quota: sql`${checkDraw.quota} + ${quota}`,
    })
    .where(eq(checkDraw.id, drawId));
}
