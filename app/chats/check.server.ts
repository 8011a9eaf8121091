import { and, asc, desc, eq, sql } from "drizzle-orm";
import { chat, chatCheck, checkDispute, checkDraw, checkOpening, checkPlace, checkSkip, notice } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { COMMENT_MAX, neededMs, onScreenMs, type SkipReason, skipRefusal } from "./check-rules";
import { eligibleChats } from "./draw.server";
import { oneMore, placesOf } from "./draw-rules";
import { dutyOf } from "./duty.server";
import { cardInForce, cardVersions, ensureHouseCard } from "./scorecards.server";
import { markRefusals, type Marks, scoreOf } from "./scorecard-rules";

/** What a reader says of a chat. */
export type CheckValues = { marks: Readonly<Record<string, string>>; comment: string; lines: readonly number[] };

/** The draw of a reader's day with its row locked; null when none was made. */
async function lockDraw(tx: Tx, supervisorId: string | null, day: PlainDate) {
  const [row] = await tx
    .select()
    .from(checkDraw)
    .where(and(eq(checkDraw.supervisorId, supervisorId ?? ""), eq(checkDraw.day, day)))
    .for("update");
  return row ?? null;
}

async function placeOf(reader: Reader, drawId: string, place: number) {
  const [row] = await reader
    .select({ chatId: checkPlace.chatId, kind: checkPlace.kind })
    .from(checkPlace)
    .where(and(eq(checkPlace.drawId, drawId), eq(checkPlace.place, place)));
  return row ?? null;
}

/** The next place that is neither checked nor passed over, after `place`, else from the beginning; null: none is left. */
async function nextOpen(reader: Reader, drawId: string, place: number): Promise<number | null> {
  const [row] = await reader.execute<{ place: number }>(sql`
    select p.place from check_place p
    where p.draw_id = ${drawId} and not exists (select from chat_check k where k.chat_id = p.chat_id)
      and not exists (select from check_skip s where s.draw_id = p.draw_id and s.chat_id = p.chat_id)
    order by p.place <= ${place}, p.place limit 1`);
  return row?.place ?? null;
}

async function noteOpened(tx: Tx, ctx: WriteContext, drawId: string, place: number | null): Promise<void> {
  const opened = place === null ? null : await placeOf(tx, drawId, place);
  if (opened) await tx.insert(checkOpening).values({ id: newId(ctx.now.getTime()), drawId, chatId: opened.chatId, at: ctx.now });
}

/** A chat of today's draw comes on the reader's screen (`place` null: the next that is open). From here the server reckons its time. Refuses what was not drawn. */
export async function openPlace(ctx: WriteContext, day: PlainDate, place: number | null): Promise<Outcome<{ place: number | null }>> {
  return write(ctx, async (tx) => {
    const draw = await lockDraw(tx, ctx.actorId, day);
    if (!draw) return refuse("no_draw");
    const to = place ?? (await nextOpen(tx, draw.id, 0));
    if (to !== null && !(await placeOf(tx, draw.id, to))) return refuse("no_place");
    await noteOpened(tx, ctx, draw.id, to);
    return accept({ place: to });
  });
}

export type Saved = { counts: boolean; onScreenMs: number; neededMs: number; next: number | null };

/**
 * Score a chat of today's draw, or correct one's own score of it the same day: a row more, the highest number holds. What was on screen for too short a time is kept and does not count. The next chat comes on
 * the screen in the same transaction. The agent is told where there is a comment or a critical failure. Refuses what was not drawn for the reader, missing marks, and a check that is disputed.
 */
export async function saveCheck(ctx: WriteContext, day: PlainDate, place: number, values: CheckValues): Promise<Outcome<Saved>> {
  const { actorId } = ctx;
  if (!actorId) return refuse("no_draw");
  return write(ctx, async (tx) => {
    const draw = await lockDraw(tx, actorId, day);
    const placed = draw && (await placeOf(tx, draw.id, place));
    if (!draw || !placed) return refuse("no_place");
    const { chatId, kind } = placed;
    const [about] = await tx
      .select({
        personId: chat.personId,
        teamId: chat.teamId,
        lines: sql<number>`(select jsonb_array_length(lines) from chat_text where chat_id = chat.id)`,
      })
      .from(chat)
      .where(eq(chat.id, chatId));
    const [skipped] = await tx
      .select({ at: checkSkip.at })
      .from(checkSkip)
      .where(and(eq(checkSkip.drawId, draw.id), eq(checkSkip.chatId, chatId)));
    if (!about?.personId || skipped) return refuse("no_place");
    const [before] = await tx.select().from(chatCheck).where(eq(chatCheck.chatId, chatId)).orderBy(desc(chatCheck.number)).limit(1);
    if (before && (before.supervisorId !== actorId || before.cause === "ruling" || (await isDisputed(tx, chatId))))
      return refuse("check_settled");
    await ensureHouseCard(tx, ctx.now);
    const card =
      (before && (await cardVersions(tx, [before.scorecardVersionId])).get(before.scorecardVersionId)) ??
      (await cardInForce(tx, about.teamId));
    const wrong = markRefusals(card.body, values.marks);
    if (wrong.length > 0) return refuseAll(wrong);
    const comment = values.comment.trim();
    if (comment.length > COMMENT_MAX) return refuse("text_long", { field: "comment", params: { count: COMMENT_MAX } });
    const given = Object.fromEntries(card.body.criteria.map(({ slug }) => [slug, values.marks[slug]])) as Marks;
    const { score, criticalFailed } = scoreOf(card.body, given);
    const openings = await tx
      .select({ chatId: checkOpening.chatId, at: checkOpening.at })
      .from(checkOpening)
      .where(eq(checkOpening.drawId, draw.id))
      .orderBy(asc(checkOpening.at), asc(checkOpening.id));
    const seen = onScreenMs(openings, chatId, ctx.now);
    const needed = neededMs(about.lines ?? 0);
    const counts = seen >= needed;
    const id = newId();
    await tx.insert(chatCheck).values({
      ...{
        id,
        chatId,
        number: (before?.number ?? 0) + 1,
        cause: before ? ("correction" as const) : ("check" as const),
        personId: about.personId,
      },
      ...{
        supervisorId: actorId,
        savedBy: actorId,
        drawId: draw.id,
        kind,
        scorecardVersionId: card.id,
        marks: given,
        score: score.toString(),
        criticalFailed,
      },
      ...{ comment, lines: linesOf(values.lines, about.lines ?? 0), onScreenMs: seen, neededMs: needed, counts, savedAt: ctx.now },
    });
    await recount(tx, draw.id, {
      counted: Number(counts) - Number(before?.counts ?? false),
      quick: Number(!counts) - Number(before ? !before.counts : false),
    });
    if (before)
      await audit(tx, ctx, {
        action: "chats.check_corrected",
        subject: { type: "chat", id: chatId },
        personId: about.personId,
        before: { score: before.score },
        after: { score: score.toString() },
      });
    if (comment || criticalFailed)
      await tx.insert(notice).values({
        personId: about.personId,
        kind: criticalFailed ? "chats.checked_critical" : "chats.checked",
        data: { chatId },
        createdAt: ctx.now,
      });
    const next = await nextOpen(tx, draw.id, place);
    await noteOpened(tx, ctx, draw.id, next);
    return accept({ counts, onScreenMs: seen, neededMs: needed, next });
  });
}

/** Whether somebody waits for a ruling on a check. */
async function isDisputed(tx: Tx, chatId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: checkDispute.id })
    .from(checkDispute)
    .where(and(eq(checkDispute.chatId, chatId), sql`${checkDispute.closedAt} is null`));
  return rows.length > 0;
}

const linesOf = (lines: readonly number[], count: number) =>
  [...new Set(lines.filter((line) => Number.isInteger(line) && line >= 0 && line < count))].sort((a, b) => a - b);

async function recount(
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
    const instead = placed.kind === "own" ? true : await addPlace(tx, ctx, draw, { agentId: agent?.id ?? null, kind: placed.kind });
    await recount(tx, draw.id, { skipped: 1, quota: instead ? 0 : -1 });
    const next = await nextOpen(tx, draw.id, place);
    await noteOpened(tx, ctx, draw.id, next);
    return accept({ next });
  });
}

type Draw = typeof checkDraw.$inferSelect;

/** One more chat of the draw's days for a place; false: none is left. */
async function addPlace(
  tx: Tx,
  ctx: WriteContext,
  draw: Draw,
  { agentId, kind }: { agentId: string | null; kind: "random" | "risk" | "own" },
): Promise<boolean> {
  const duty = await dutyOf(tx, draw.supervisorId, ctx.now);
  if (!duty) return false;
  const left = await eligibleChats(tx, draw.supervisorId, { ...duty, teamIds: draw.teamIds, from: draw.chatsFrom, to: draw.chatsTo });
  const place = (await lastPlace(tx, draw.id)) + 1;
  const chatId = oneMore(left, agentId, `${draw.seed} ${place}`);
  if (!chatId) return false;
  const risks = [...(left.find((one) => one.chatId === chatId)?.risks ?? [])];
  await tx
    .insert(checkPlace)
    .values({ drawId: draw.id, place, chatId, kind: kind === "risk" && risks.length === 0 ? "random" : kind, risks, addedAt: ctx.now });
  return true;
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
    const left = await ownLeft(tx, draw);
    let added = 0;
    while (added < left && (await addPlace(tx, ctx, draw, { agentId: null, kind: "own" }))) added++;
    if (added === 0) return refuse(left < 1 ? "own_full" : "nothing_to_draw");
    return accept({ added });
  });
}
