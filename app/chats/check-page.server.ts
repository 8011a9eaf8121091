import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { chat, chatCheck, checkDispute, checkReply, person, workItem } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import type { Locale } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";
import { disputeRefusal, rulingRefusal } from "./check-rules";
import { cardView, readChats } from "./reading.server";
import { cardVersions } from "./scorecards.server";
import type { Marks } from "./scorecard-rules";
import { lastDisputeDay } from "./talk.server";

/** Whose chat it is; undefined: no such chat; null: nobody knows yet. */
export async function agentOf(reader: Reader, chatId: string): Promise<string | null | undefined> {
  const [row] = await reader.select({ personId: chat.personId }).from(chat).where(eq(chat.id, chatId));
  return row?.personId;
}

/** One chat with its check, all that was said of it, and what this viewer may do. Null: no such chat. */
export async function chatPage(
  reader: Reader,
  chatId: string,
  viewer: { id: string; mayRule: boolean; mayBreach: boolean; now: Date },
  locale: Locale,
) {
  const read = (await readChats(reader, [chatId], locale)).get(chatId);
  if (!read) return null;
  const supervisor = alias(person, "supervisor");
  const saver = alias(person, "saver");
  const closer = alias(person, "closer");
  const [checks, replies, disputes, breaches] = await Promise.all([
    reader
      .select({ check: chatCheck, supervisor: supervisor.name, savedBy: saver.name })
      .from(chatCheck)
      .innerJoin(supervisor, eq(supervisor.id, chatCheck.supervisorId))
      .innerJoin(saver, eq(saver.id, chatCheck.savedBy))
      .where(eq(chatCheck.chatId, chatId))
      .orderBy(desc(chatCheck.number)),
    reader
      .select({ id: checkReply.id, byId: checkReply.byId, by: person.name, text: checkReply.text, at: checkReply.at })
      .from(checkReply)
      .innerJoin(person, eq(person.id, checkReply.byId))
      .where(eq(checkReply.chatId, chatId))
      .orderBy(asc(checkReply.at), asc(checkReply.id)),
    reader
      .select({ dispute: checkDispute, by: closer.name })
      .from(checkDispute)
      .leftJoin(closer, eq(closer.id, checkDispute.closedBy))
      .where(eq(checkDispute.chatId, chatId))
      .orderBy(desc(checkDispute.openedAt)),
    read.facts.clearance === "not_cleared" && viewer.mayBreach
      ? reader
          .select({ id: workItem.id })
          .from(workItem)
          .where(and(eq(workItem.kind, "chat_breach"), eq(workItem.subjectId, chatId), isNull(workItem.closedAt)))
      : [],
  ]);
  const [last] = checks;
  const base = { chat: read, isOwn: read.agent?.id === viewer.id, isBreachOpen: breaches.length > 0 };
  if (!last) return { ...base, check: null };
  const { check } = last;
  const card = (await cardVersions(reader, [check.scorecardVersionId])).get(check.scorecardVersionId);
  if (!card) throw new Error(`check ${check.id} names a version that is no scorecard`);
  const stands = disputes.find(({ dispute }) => dispute.outcome !== "withdrawn") ?? null;
  const disputed = stands ? (stands.dispute.closedAt ? ("closed" as const) : ("open" as const)) : null;
  const { lastDay, zone } = await lastDisputeDay(reader, read.teamId, check.savedAt);
  const today = plainDateIn(zone, viewer.now);
  const whyNot: Refusal | null = disputeRefusal({ agentId: check.personId, lastDay, today, disputed }, viewer.id);
  const rules = { agentId: check.personId, supervisorId: check.supervisorId, closed: disputed !== "open" };
  return {
    ...base,
    check: {
      card: cardView(card, locale),
      marks: check.marks as Marks,
      score: showScore(check.score),
      criticalFailed: check.criticalFailed,
      comment: check.comment,
      lines: check.lines,
      supervisor: { id: check.supervisorId, name: last.supervisor },
      savedAt: check.savedAt,
      counts: check.counts,
      earlier: checks
        .slice(1)
        .map(({ check: { number, score, cause, savedAt }, savedBy }) => ({ number, cause, savedAt, savedBy, score: showScore(score) })),
      ruledBy: check.cause === "ruling" ? last.savedBy : null,
      replies,
      dispute: stands && {
        reason: stands.dispute.reason,
        criteria: stands.dispute.criteria,
        openedAt: stands.dispute.openedAt,
        outcome: stands.dispute.outcome,
        ruling: stands.dispute.ruling,
        closedAt: stands.dispute.closedAt,
        by: stands.by,
      },
      mayReply: viewer.id === check.personId || viewer.id === check.supervisorId,
      mayDispute: whyNot === null,
      disputeUntil: lastDay,
      mayRule: viewer.mayRule && disputed === "open" && rulingRefusal(rules, viewer.id) === null,
    },
  };
}

export type ChatPage = NonNullable<Awaited<ReturnType<typeof chatPage>>>;
