import { and, eq } from "drizzle-orm";
import { attempt, bankCard } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { gradeAnswer, moveCard } from "./answering";
import { askableById, type AskableVersion } from "./askable.server";
import type { RatingName } from "./memory";
import { settleMendingIn } from "./mending.server";
import { type GivenAnswer, type Ticket, ticketOf } from "./ticket.server";
import { tuningInForce } from "./tuning.server";
import { type Verdict, verdictOf } from "./types/registry";
import { openWaitingIn } from "./waiting.server";

export type Drilled = {
  attemptId: string;
  itemId: string;
  verdict: Verdict;
  rating: RatingName;
  /** It is fluent by this answer and was not before. */
  turnedFluent: boolean;
  /** By how many this answer changed the required questions that are fluent. */
  standing: -1 | 0 | 1;
  /** When the question comes again within this go; null: not in this one. */
  stepAt: Date | null;
  /** False: this ticket had been answered before, and this is how. */
  first: boolean;
};

/**
 * Grade one answer of a drill, keep it and move the card. The ticket says which question was asked of whom; a second answer with the same ticket changes
 * nothing and gets the first one's verdict. Call it inside `write` without a submission id: the attempt is its own. Refuses a ticket that is none of ours, another's or too old,
 * an answer that is none to this question, and a question that left the bank.
 * The plain way, which can do everything; `answerFast` does the same for the ordinary answer in one statement.
 */
export async function answerIn(tx: Tx, ctx: WriteContext, personId: string, given: GivenAnswer, locale: Locale): Promise<Outcome<Drilled>> {
  const read = ticketOf(personId, given.ticket, ctx.now);
  if (!read.ok) return read;
  const ticket = read.value;
  const { attemptId, itemId, versionId } = ticket;
  const asked = await askableById(tx, versionId);
  if (!asked) return refuse("not_found");
  const tuning = await tuningInForce(tx, ctx.now);
  const graded = gradeAnswer(asked, ticket, given, { now: ctx.now, locale, ...tuning });
  if (!graded) return refuse("answer_malformed");

  const [card] = await tx
    .select()
    .from(bankCard)
    .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)))
    .for("update");
  const before = await firstAnswer(tx, personId, attemptId);
  if (before) return accept(again(asked, ticket, before, locale));
  if (!card) return refuse("not_in_bank");

  const { row, ...move } = moveCard(card, graded, ticket, card.countsSince, ctx.now);
  await tx.insert(attempt).values({
    personId,
    id: attemptId,
    questionVersionId: versionId,
    context: "drill",
    contextId: itemId,
    itemId,
    answer: graded.answer,
    correct: graded.grade.correct,
    share: graded.share,
    answerMs: graded.ms,
    at: graded.at,
    rating: move.rating,
    offline: graded.offline,
    undecided: graded.pending,
  });
  if (graded.pending)
    await openWaitingIn(tx, ctx, personId, [
      { attemptId, itemId, questionVersionId: versionId, context: "drill", contextId: itemId, share: graded.share },
    ]);
  await tx
    .update(bankCard)
    .set({ ...row, begunAt: card.begunAt ?? graded.at })
    .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)));
  if (card.mending) await settleMendingIn(tx, ctx, personId, itemId);
  return accept({ attemptId, itemId, verdict: graded.verdict, ...move, first: true });
}

type Kept = { answer: unknown; rating: RatingName | null };

async function firstAnswer(tx: Tx, personId: string, attemptId: string): Promise<Kept | null> {
  const [row] = await tx
    .select({ answer: attempt.answer, rating: attempt.rating })
    .from(attempt)
    .where(and(eq(attempt.personId, personId), eq(attempt.id, attemptId)));
  return row ?? null;
}

function again(asked: AskableVersion, { attemptId, itemId }: Ticket, kept: Kept, locale: Locale): Drilled {
  return {
    attemptId,
    itemId,
    verdict: verdictOf(asked, kept.answer, locale),
    rating: kept.rating ?? "again",
    turnedFluent: false,
    standing: 0,
    stepAt: null,
    first: false,
  };
}
