import { and, eq } from "drizzle-orm";
import { attempt, bankCard } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, type Outcome, refuse, type WriteContext } from "~/platform/write.server";
import { askableById, type AskableVersion } from "./askable.server";
import { afterGrading } from "./card";
import { answerMs } from "./exam";
import { guessedRight } from "./judged";
import type { RatingName } from "./memory";
import { isRecognised, targetMs } from "./targets";
import { tuningInForce } from "./tuning.server";
import { type GivenAnswer, readTicket, type Ticket } from "./ticket.server";
import { gradeOf, parseAnswer, shareOf, type Verdict, verdictOf } from "./types/registry";
import { openWaitingIn } from "./waiting.server";

const DAY_MS = 86_400_000;
/** As long as an answer may wait in a phone: as long as submissions are honoured. */
const OLDEST_MS = 90 * DAY_MS;

export type Drilled = {
  attemptId: string;
  itemId: string;
  verdict: Verdict;
  rating: RatingName;
  /** It is fluent by this answer and was not before. */
  turnedFluent: boolean;
  /** False: this ticket had been answered before, and this is how. */
  first: boolean;
};

/** When an answer was given: now, or for one that waited, so long after its ticket as the browser says, never before the ticket and never after now. */
function answeredAt(ticket: Pick<Ticket, "issuedAt">, after: unknown, now: Date): { at: Date; offline: boolean } {
  if (typeof after !== "number" || !Number.isFinite(after)) return { at: now, offline: false };
  const at = Math.min(now.getTime(), ticket.issuedAt.getTime() + Math.max(0, after));
  return { at: new Date(at), offline: true };
}

/**
 * Grade one answer of a drill, keep it and move the card. The ticket says which question was asked of whom; a second answer with the same ticket changes
 * nothing and gets the first one's verdict. Call it inside `write` without a submission id: the attempt is its own. Refuses a ticket that is none of ours, another's or too old,
 * an answer that is none to this question, and a question that left the bank.
 */
export async function answerIn(tx: Tx, ctx: WriteContext, personId: string, given: GivenAnswer, locale: Locale): Promise<Outcome<Drilled>> {
  const ticket = readTicket(given.ticket);
  if (ticket?.personId !== personId) return refuse("ticket_unknown");
  const { attemptId, itemId, versionId } = ticket;
  if (ctx.now.getTime() - ticket.issuedAt.getTime() > OLDEST_MS) return refuse("ticket_old");
  const asked = await askableById(tx, versionId);
  if (!asked) return refuse("not_found");
  const answer = parseAnswer(asked.body, given.answer);
  if (answer === null) return refuse("answer_malformed");

  const [card] = await tx
    .select()
    .from(bankCard)
    .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)))
    .for("update");
  const before = await firstAnswer(tx, personId, attemptId);
  if (before) return accept(again(asked, ticket, before, locale));
  if (!card) return refuse("not_in_bank");

  const { at, offline } = answeredAt(ticket, given.after, ctx.now);
  const grade = gradeOf(asked, answer);
  const ms = answerMs(given.ms, ticket.issuedAt, offline ? at : ctx.now);
  const { targets } = await tuningInForce(tx, ctx.now);
  const target = targetMs(asked.body, locale, targets);
  const share = shareOf(grade);
  const pending = grade.undecided ?? false;
  const correct = pending ? guessedRight(share) : grade.correct;
  const grading = { correct, pending, ms, targetMs: target, recognised: isRecognised(asked.body.type), at, offline };
  const road = ticket.readyBy && ticket.readyBy > ctx.now ? { readyBy: ticket.readyBy, daysLeft: 1 } : null;
  const { row, rating } = afterGrading(card, grading, road);
  await tx.insert(attempt).values({
    personId,
    id: attemptId,
    questionVersionId: versionId,
    context: "drill",
    contextId: itemId,
    itemId,
    answer,
    correct: grade.correct,
    share,
    answerMs: ms,
    at,
    rating,
    offline,
    undecided: pending,
  });
  if (pending)
    await openWaitingIn(tx, ctx, personId, [
      { attemptId, itemId, questionVersionId: versionId, context: "drill", contextId: itemId, share },
    ]);
  await tx
    .update(bankCard)
    .set(row)
    .where(and(eq(bankCard.personId, personId), eq(bankCard.itemId, itemId)));
  const wasFluent = card.fluentUntil !== null && card.fluentUntil > ctx.now;
  return accept({
    attemptId,
    itemId,
    verdict: verdictOf(asked, answer, locale),
    rating,
    turnedFluent: !wasFluent && row.fluentUntil !== null,
    first: true,
  });
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
    first: false,
  };
}
