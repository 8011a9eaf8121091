import { and, eq, inArray, sql } from "drizzle-orm";
import { chat, chatCheck, type checkDraw, checkPlace, checkSkip } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { type SkipReason, skipRefusal } from "./check-rules";
import { eligibleChats } from "./draw.server";
import { lockDraw, nextOpen, noteOpened, placeOf, recount } from "./draw-row.server";
import { type Eligible, type Held, instead, oneMore, type PlaceKind, placesOf } from "./draw-rules";
import { dutyOf } from "./duty.server";

/** Pass a chat over, with a reason: another takes its place, of the same agent where there is one; where none is left, one less is asked for. Refuses what was checked, and a reason that says nothing. */
export async function skipPlace(
  ctx: WriteContext,
  day: PlainDate,
  place: number,
  said: { reason: string; note: string },
): Promise<Outcome<{ next: number | null }>> {
  const wrong = skipRefusal(said.reason, said.note);
  if (wrong) return refuse(wrong.code, wrong);
  return write(ctx, async (tx) => {
    const draw = await lockDraw(tx, ctx.actorId, day);
    const placed = draw && (await placeOf(tx, draw.id, place));
    if (!draw || !placed) return refuse("no_place");
    const [checked] = await tx.select({ id: chatCheck.id }).from(chatCheck).where(eq(chatCheck.chatId, placed.chatId)).limit(1);
    if (checked) return refuse("check_there");
    const inserted = await tx
      .insert(checkSkip)
      .values({ drawId: draw.id, chatId: placed.chatId, reason: said.reason as SkipReason, note: said.note.trim(), at: ctx.now })
      .onConflictDoNothing()
      .returning({ chatId: checkSkip.chatId });
    if (inserted.length === 0) return refuse("no_place");
    const [agent] = await tx.select({ id: chat.personId }).from(chat).where(eq(chat.id, placed.chatId));
    const isFilled = await fillPlace(tx, ctx, draw, { agentId: agent?.id ?? null, kind: placed.kind });
    await recount(tx, draw.id, { skipped: 1, quota: isFilled ? 0 : -1 });
    const next = await nextOpen(tx, draw.id, place);
    await noteOpened(tx, ctx, draw.id, next);
    return accept({ next });
  });
}

type Draw = typeof checkDraw.$inferSelect;

/** Put what comes instead of a chat that was passed over into the draw, as `instead` says of the chats that the day was drawn from; false: nothing is left. */
async function fillPlace(
  tx: Tx,
  ctx: WriteContext,
  draw: Draw,
  { agentId, kind }: { agentId: string | null; kind: PlaceKind },
): Promise<boolean> {
  const pool = new Set(draw.pool);
  const left = (await leftOf(tx, ctx, draw)).filter(({ chatId }) => pool.has(chatId));
  const held = await tx.execute<Held>(sql`
    select p.chat_id as "chatId", c.person_id as "agentId", p.risks, p.kind from check_place p join chat c on c.id = p.chat_id
    where p.draw_id = ${draw.id} and p.kind <> 'random' and not exists (select from check_skip s where s.draw_id = p.draw_id and s.chat_id = p.chat_id)`);
  const place = (await lastPlace(tx, draw.id)) + 1;
  const { turned, added, isFilled } = instead(kind, { left, held }, agentId, `${draw.seed} ${place}`);
  if (turned.length > 0)
    await tx
      .update(checkPlace)
      .set({ kind: "random" })
      .where(and(eq(checkPlace.drawId, draw.id), inArray(checkPlace.chatId, turned)));
  if (added) await addPlace(tx, ctx, draw, { ...added, place, left });
  return isFilled;
}

/** The chats of the draw's days that nobody has. */
async function leftOf(tx: Tx, ctx: WriteContext, draw: Draw): Promise<Eligible[]> {
  const duty = await dutyOf(tx, draw.supervisorId, ctx.now);
  if (!duty) return [];
  return eligibleChats(tx, draw.supervisorId, { ...duty, teamIds: draw.teamIds, from: draw.chatsFrom, to: draw.chatsTo });
}

async function addPlace(
  tx: Tx,
  ctx: WriteContext,
  draw: Draw,
  { chatId, kind, place, left }: { chatId: string; kind: PlaceKind; place: number; left: readonly Eligible[] },
): Promise<void> {
  const risks = [...(left.find((one) => one.chatId === chatId)?.risks ?? [])];
  await tx.insert(checkPlace).values({ drawId: draw.id, place, chatId, kind, risks, addedAt: ctx.now });
}

async function lastPlace(tx: Tx, drawId: string): Promise<number> {
  const [row] = await tx
    .select({ last: sql<number>`coalesce(max(${checkPlace.place}), 0)::int` })
    .from(checkPlace)
    .where(eq(checkPlace.drawId, drawId));
  return row?.last ?? 0;
}

/** How many places of one's own choice are still to fill. */
async function ownLeft(tx: Tx, draw: Draw): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from check_place p where p.draw_id = ${draw.id} and p.kind = 'own'
      and not exists (select from check_skip s where s.draw_id = p.draw_id and s.chat_id = p.chat_id)`);
  return placesOf(draw.asked).own - (row?.n ?? 0);
}

/** Put a chat of one's own choice into today's draw, as far as places of that kind are left: of one's own teams, with its text, that nobody has checked. Refuses others. */
export async function choosePlace(ctx: WriteContext, day: PlainDate, chatId: string): Promise<Outcome<{ place: number }>> {
  return write(ctx, async (tx) => {
    const draw = await lockDraw(tx, ctx.actorId, day);
    if (!draw) return refuse("no_draw");
    if ((await ownLeft(tx, draw)) < 1) return refuse("own_full");
    const duty = await dutyOf(tx, draw.supervisorId, ctx.now);
    const [found] = await tx.select({ day: chat.day }).from(chat).where(eq(chat.id, chatId));
    if (!duty || !found) return refuse("not_eligible");
    const could = await eligibleChats(tx, draw.supervisorId, { ...duty, from: found.day, to: found.day });
    const chosen = could.find((one) => one.chatId === chatId);
    if (!chosen) return refuse("not_eligible");
    const place = (await lastPlace(tx, draw.id)) + 1;
    await tx.insert(checkPlace).values({ drawId: draw.id, place, chatId, kind: "own", risks: [...chosen.risks], addedAt: ctx.now });
    return accept({ place });
  });
}

/** Leave the rest of one's own choice to chance. Refuses where no place is left. */
export async function fillByChance(ctx: WriteContext, day: PlainDate): Promise<Outcome<{ added: number }>> {
  return write(ctx, async (tx) => {
    const draw = await lockDraw(tx, ctx.actorId, day);
    if (!draw) return refuse("no_draw");
    const wanted = await ownLeft(tx, draw);
    let left = wanted < 1 ? [] : await leftOf(tx, ctx, draw);
    let added = 0;
    for (let place = (await lastPlace(tx, draw.id)) + 1; added < wanted; place++, added++) {
      const chatId = oneMore(left, `${draw.seed} ${place}`);
      if (!chatId) break;
      await addPlace(tx, ctx, draw, { chatId, kind: "own", place, left });
      left = left.filter((one) => one.chatId !== chatId);
    }
    if (added === 0) return refuse(wanted < 1 ? "own_full" : "nothing_to_draw");
    return accept({ added });
  });
}
