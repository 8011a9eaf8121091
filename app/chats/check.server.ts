import { and, asc, desc, eq, sql } from "drizzle-orm";
import { chat, chatCheck, checkDispute, checkOpening, checkSkip, notice } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { COMMENT_MAX, neededMs, onScreenMs } from "./check-rules";
import { lockDraw, nextOpen, noteOpened, placeOf, recount } from "./draw-row.server";
import { cardInForce, cardVersions, ensureHouseCard } from "./scorecards.server";
import { markRefusals, type Marks, scoreOf } from "./scorecard-rules";

/** What a reader says of a chat. */
export type CheckValues = { marks: Readonly<Record<string, string>>; comment: string; lines: readonly number[] };

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
