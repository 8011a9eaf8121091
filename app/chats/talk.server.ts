import { and, desc, eq, isNull } from "drizzle-orm";
import { chat, chatCheck, checkDispute, checkReply, notice, person } from "@db/schema";
import { holidaysBetween, teamById } from "~/people/queries.server";
import { readSetting } from "~/people/settings.server";
import { isWorkingDay } from "~/people/working-days";
import type { Reader, Tx } from "~/platform/database.server";
import { addDays, type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { COMMENT_MAX, disputeRefusal, reasonRefusal, rulingRefusal } from "./check-rules";
import { cardVersions } from "./scorecards.server";
import { markRefusals, type Marks, scoreOf } from "./scorecard-rules";

const ZONE = "Asia/Shanghai";
const HORIZON = 120;

/** The last check of a chat; null: nobody has checked it. */
async function lastCheckOf(reader: Reader, chatId: string) {
  const [row] = await reader.select().from(chatCheck).where(eq(chatCheck.chatId, chatId)).orderBy(desc(chatCheck.number)).limit(1);
  return row ?? null;
}

/** Until when a check may be disputed: so many working days of the agent's team after it, as the shop has set it. */
export async function lastDisputeDay(reader: Reader, teamId: string | null, savedAt: Date): Promise<{ lastDay: PlainDate; zone: string }> {
  const [{ dispute_days: days }, team] = await Promise.all([
    readSetting(reader, "chat_checks"),
    teamId === null ? null : teamById(reader, teamId),
  ]);
  const zone = team?.zone ?? ZONE;
  const from = plainDateIn(zone, savedAt);
  if (!team) return { lastDay: addDays(from, days), zone };
  const holidays = (await holidaysBetween(reader, teamId, from, addDays(from, HORIZON))).map(({ day, kind }) => ({ day, kind, own: true }));
  let lastDay = from;
  for (let left = days, step = 0; left > 0 && step < HORIZON; step++) {
    lastDay = addDays(lastDay, 1);
    if (isWorkingDay({ workingWeek: team.workingWeek, holidays }, lastDay)) left--;
  }
  return { lastDay, zone };
}

/** The check of a chat, with the chat's row locked; null: it was not checked. */
async function lockCheck(tx: Tx, chatId: string) {
  await tx.select({ id: chat.id }).from(chat).where(eq(chat.id, chatId)).for("share");
  return lastCheckOf(tx, chatId);
}

async function nameOf(reader: Reader, personId: string): Promise<string> {
  const [row] = await reader.select({ name: person.name }).from(person).where(eq(person.id, personId));
  return row?.name ?? "";
}

/** Answer to a check: its agent and whoever scored it talk under it; the other one is told. Refuses others, and an empty text. */
export async function replyTo(ctx: WriteContext, chatId: string, said: string): Promise<Outcome<null>> {
  const text = said.trim();
  if (text === "") return refuse("reply_empty", { field: "reply" });
  if (text.length > COMMENT_MAX) return refuse("text_long", { field: "reply", params: { count: COMMENT_MAX } });
  return write(ctx, async (tx) => {
    const check = await lockCheck(tx, chatId);
    const { actorId } = ctx;
    if (!check || !actorId || (actorId !== check.personId && actorId !== check.supervisorId)) return refuse("reply_not_yours");
    await tx.insert(checkReply).values({ id: newId(ctx.now.getTime()), chatId, byId: actorId, text, at: ctx.now });
    const byAgent = actorId === check.personId;
    await tx.insert(notice).values({
      personId: byAgent ? check.supervisorId : check.personId,
      kind: byAgent ? "chats.replied" : "chats.answered",
      data: { chatId, name: await nameOf(tx, actorId) },
      createdAt: ctx.now,
    });
    return accept(null);
  });
}

/** Dispute one's own check, all of it or some criteria, with a reason: somebody who did not score it rules. Refuses what `disputeRefusal` and `reasonRefusal` name. */
export async function disputeCheck(
  ctx: WriteContext,
  chatId: string,
  { criteria, reason }: { criteria: readonly string[]; reason: string },
): Promise<Outcome<{ disputeId: string }>> {
  return write(ctx, async (tx) => {
    const check = await lockCheck(tx, chatId);
    if (!check) return refuse("dispute_not_own");
    const [about] = await tx.select({ teamId: chat.teamId }).from(chat).where(eq(chat.id, chatId));
    const [first] = await tx
      .select({ savedAt: chatCheck.savedAt })
      .from(chatCheck)
      .where(and(eq(chatCheck.chatId, chatId), eq(chatCheck.id, check.id)));
    const { lastDay, zone } = await lastDisputeDay(tx, about?.teamId ?? null, first?.savedAt ?? check.savedAt);
    const earlier = await tx.select({ outcome: checkDispute.outcome }).from(checkDispute).where(eq(checkDispute.chatId, chatId));
    const stands = earlier.filter(({ outcome }) => outcome !== "withdrawn");
    const disputed = stands.length === 0 ? null : stands.some(({ outcome }) => outcome === null) ? ("open" as const) : ("closed" as const);
    const wrong =
      disputeRefusal({ agentId: check.personId, lastDay, today: plainDateIn(zone, ctx.now), disputed }, ctx.actorId) ??
      reasonRefusal(reason);
    if (wrong) return refuse(wrong.code, wrong);
    const card = (await cardVersions(tx, [check.scorecardVersionId])).get(check.scorecardVersionId);
    const known = card?.body.criteria.map(({ slug }) => slug) ?? [];
    const disputeId = newId();
    await tx.insert(checkDispute).values({
      ...{ id: disputeId, chatId, personId: check.personId, checkId: check.id, criteria: known.filter((slug) => criteria.includes(slug)) },
      ...{ reason: reason.trim(), openedAt: ctx.now },
    });
    await openItem(tx, ctx, {
      ...{
        kind: "chat_dispute",
        subjectId: disputeId,
        personId: check.personId,
        teamId: about?.teamId ?? null,
        notFor: [check.supervisorId],
      },
      data: { chatId },
    });
    const data = { chatId, name: await nameOf(tx, check.personId) };
    await tx.insert(notice).values({ personId: check.supervisorId, kind: "chats.disputed", data, createdAt: ctx.now });
    await audit(tx, ctx, {
      action: "chats.check_disputed",
      subject: { type: "chat", id: chatId },
      personId: check.personId,
      reason: reason.trim(),
    });
    return accept({ disputeId });
  });
}

/** The open dispute of a chat with its row locked. */
async function lockDispute(tx: Tx, chatId: string) {
  const [row] = await tx
    .select()
    .from(checkDispute)
    .where(and(eq(checkDispute.chatId, chatId), isNull(checkDispute.closedAt)))
    .for("update");
  return row ?? null;
}

/** The agent takes their dispute back while nobody has ruled. */
export async function withdrawDispute(ctx: WriteContext, chatId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const open = await lockDispute(tx, chatId);
    if (!open || open.personId !== ctx.actorId) return refuse("dispute_not_own");
    await tx
      .update(checkDispute)
      .set({ closedAt: ctx.now, closedBy: ctx.actorId, outcome: "withdrawn" })
      .where(eq(checkDispute.id, open.id));
    await closeItem(tx, ctx, "chat_dispute", open.id, "withdrawn");
    await audit(tx, ctx, { action: "chats.dispute_withdrawn", subject: { type: "chat", id: chatId }, personId: open.personId });
    return accept(null);
  });
}

/**
 * Rule on a dispute, once, by somebody who neither chatted nor scored: the marks that stand after it, with a reason. Where one is another than before, the check gets a further row, and the
 * score that it gives holds. Agent and reader are told. Refuses what `rulingRefusal`, `reasonRefusal` and `markRefusals` name.
 */
export async function ruleDispute(
  ctx: WriteContext,
  chatId: string,
  { marks, reason }: { marks: Readonly<Record<string, string>>; reason: string },
): Promise<Outcome<{ changed: boolean }>> {
  const { actorId } = ctx;
  if (!actorId) return refuse("no_dispute");
  return write(ctx, async (tx) => {
    const open = await lockDispute(tx, chatId);
    const check = await lastCheckOf(tx, chatId);
    if (!open || !check) return refuse("no_dispute");
    const wrong =
      rulingRefusal({ agentId: check.personId, supervisorId: check.supervisorId, closed: false }, actorId) ?? reasonRefusal(reason);
    if (wrong) return refuse(wrong.code, wrong);
    const card = (await cardVersions(tx, [check.scorecardVersionId])).get(check.scorecardVersionId);
    if (!card) return refuse("no_dispute");
    const missing = markRefusals(card.body, marks);
    if (missing.length > 0) return refuseAll(missing);
    const given = Object.fromEntries(card.body.criteria.map(({ slug }) => [slug, marks[slug]])) as Marks;
    const isChanged = card.body.criteria.some(({ slug }) => given[slug] !== check.marks[slug]);
    const { score, criticalFailed } = scoreOf(card.body, given);
    if (isChanged)
      await tx.insert(chatCheck).values({
        ...check,
        ...{
          id: newId(),
          number: check.number + 1,
          cause: "ruling",
          savedBy: actorId,
          marks: given,
          score: score.toString(),
          criticalFailed,
          savedAt: ctx.now,
        },
      });
    const outcome = isChanged ? ("changed" as const) : ("kept" as const);
    await tx
      .update(checkDispute)
      .set({ closedAt: ctx.now, closedBy: actorId, outcome, ruling: reason.trim() })
      .where(eq(checkDispute.id, open.id));
    await closeItem(tx, ctx, "chat_dispute", open.id, outcome);
    for (const personId of [check.personId, check.supervisorId])
      await tx.insert(notice).values({ personId, kind: `chats.ruled_${outcome}`, data: { chatId }, createdAt: ctx.now });
    await audit(tx, ctx, {
      action: `chats.dispute_${outcome}`,
      subject: { type: "chat", id: chatId },
      personId: check.personId,
      before: { score: check.score },
      after: { score: isChanged ? score.toString() : check.score },
      reason: reason.trim(),
    });
    return accept({ changed: isChanged });
  });
}

/** Say what was done about a chat that somebody had without clearance: it waits no more. Refuses what nobody waits for, and an empty note. */
export async function settleBreach(ctx: WriteContext, chatId: string, note: string): Promise<Outcome<null>> {
  const wrong = reasonRefusal(note, "note");
  if (wrong) return refuse(wrong.code, wrong);
  return write(ctx, async (tx) => {
    const [about] = await tx.select({ personId: chat.personId }).from(chat).where(eq(chat.id, chatId)).for("share");
    if (!about || !(await closeItem(tx, ctx, "chat_breach", chatId, "settled"))) return refuse("no_breach");
    await audit(tx, ctx, {
      action: "chats.breach_settled",
      subject: { type: "chat", id: chatId },
      personId: about.personId,
      reason: note.trim(),
    });
    return accept(null);
  });
}
