import type { Claim } from "~/people/guard.server";
import { type Db, isPool, prepared } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, type Outcome, refuse } from "~/platform/refusal";
import type { Drilled } from "./answer.server";
import { gradeAnswer, moveCard } from "./answering";
import type { CardState } from "./card";
import { cardFrom } from "./card-fields";
import { LEFT, WRITE, WRITE_CLAIMED } from "./fast-sql";
import { askedById, shelfRevision, turnShelf } from "./shelf.server";
import { type GivenAnswer, ticketOf } from "./ticket.server";
import { tuningInForce } from "./tuning.server";

/**
 * The ordinary answer of a drill in one hand-written statement (docs/decisions/011): the ticket brings the card as it stood, the answer is graded and the card
 * moved by the same pure rules as in `answerIn`, and the statement writes both if card and content still stand so. Anything else is for the plain way.
 */

/** As PostgreSQL writes a card's columns, its times as text. */
type CardRow = {
  item_id: string | null;
  required: boolean;
  mending: boolean;
  revision: number;
  stage: string | null;
  stability: number | null;
  difficulty: number | null;
  step: number | null;
  reps: number;
  lapses: number;
  first_right_ms: number | null;
  second_right_ms: number | null;
  due_at: string;
  reviewed_at: string | null;
  plain_due_at: string | null;
  first_right_at: string | null;
  second_right_at: string | null;
  fluent_until: string | null;
};
/** So many may turn fluent at the same instant without any of them seeing that the bank is. */
const AT_ONCE = 4;

export type FastAnswer = { outcome: Outcome<Drilled>; cards: Map<string, CardState> };

/**
 * An answer on its ticket's word, and the cards of the items that come `next`. Null, with nothing written, when it needs the plain way: the card has moved since, content was
 * published, a person must decide, it may be the one that makes the bank fluent, or a remedial drill asks for it. With a `claim` nobody has asked yet whether the person may: the
 * statement does, and where the claim does not hold the answer is null as well.
 */
export async function answerFast(
  db: Db,
  personId: string,
  given: GivenAnswer,
  next: readonly string[],
  { now, locale, claim }: { now: Date; locale: Locale; claim?: Claim },
): Promise<FastAnswer | null> {
  if (!isPool(db)) return null;
  const read = ticketOf(personId, given.ticket, now);
  if (!read.ok) return { outcome: read, cards: new Map() };
  const ticket = read.value;
  const { attemptId, itemId, versionId, card } = ticket;
  const asked = card && (await askedById(db, versionId));
  if (!card || !asked || card.mending) return null;
  const tuning = await tuningInForce(db, now);
  const graded = gradeAnswer(asked, ticket, given, { now, locale, ...tuning });
  if (!graded) return { outcome: refuse("answer_malformed"), cards: new Map() };
  if (graded.pending) return null;
  // As long as its revision holds, no change of content has taken anything back since the ticket.
  const { row, ...move } = moveCard(card, graded, ticket, null, now);
  if (move.standing === 1 && (await leftBesides(db, personId, itemId, now)) < AT_ONCE) return null;

  const written = await prepared<CardRow & { content: number; kept: number }>(db, claim ? WRITE_CLAIMED : WRITE, [
    ...[personId, uuids(next), itemId, card.revision, shelfRevision(db)],
    ...[time(row.dueAt), row.stability, row.difficulty, row.stage, row.step, row.reps, row.lapses, time(row.reviewedAt)],
    ...[time(row.plainDueAt), time(row.firstRightAt), row.firstRightMs, time(row.secondRightAt), row.secondRightMs, time(row.fluentUntil)],
    ...[row.revision, attemptId, versionId, JSON.stringify(graded.answer), graded.grade.correct, graded.share],
    ...[time(graded.at), graded.ms, move.rating, graded.offline],
    ...(claim ? [claim.session, `{${claim.roles.join(",")}}`, time(now)] : []),
  ]);
  turnShelf(db, written[0]?.content ?? 0);
  if (written[0]?.kept !== 1) return null;
  return { outcome: accept({ attemptId, itemId, verdict: graded.verdict, ...move, first: true }), cards: cardsOf(written) };
}

async function leftBesides(db: Db, personId: string, itemId: string, now: Date): Promise<number> {
  const [row] = await prepared<{ n: number }>(db, LEFT, [personId, itemId, time(now)]);
  return row?.n ?? 0;
}

function cardsOf(rows: readonly CardRow[]): Map<string, CardState> {
  return new Map(rows.flatMap((row) => (row.item_id === null ? [] : [[row.item_id, stateOf(row)] as const])));
}

function stateOf(row: CardRow): CardState {
  return cardFrom((column) => row[column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as keyof CardRow]);
}

function time(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function uuids(ids: readonly string[]): string {
  return `{${ids.join(",")}}`;
}
