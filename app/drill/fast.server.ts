import { type Db, isPool, prepared } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, type Outcome, refuse } from "~/platform/refusal";
import type { Drilled } from "./answer.server";
import { gradeAnswer, moveCard } from "./answering";
import type { CardState } from "./card";
import { cardFrom } from "./card-fields";
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
const CARD = `c.item_id, c.required, c.revision, c.stage, c.stability, c.difficulty, c.step, c.reps, c.lapses, c.first_right_ms, c.second_right_ms,
  c.due_at, c.reviewed_at, c.plain_due_at, c.first_right_at, c.second_right_at, c.fluent_until`;

/**
 * $1 person, $2 items whose cards are wanted next, $3 item, $4 revision of the card, $5 revision of the content, $6–$20 the card's new state, $21–$29 the attempt.
 * Nothing is written unless both revisions hold; the cards that are read are as they were before.
 */
const WRITE = `with moved as (
    update bank_card set due_at = $6, stability = $7, difficulty = $8, stage = $9, step = $10, reps = $11, lapses = $12, reviewed_at = $13,
      plain_due_at = $14, first_right_at = $15, first_right_ms = $16, second_right_at = $17, second_right_ms = $18, fluent_until = $19,
      revision = $20, begun_at = coalesce(begun_at, $26)
    where person_id = $1 and item_id = $3 and revision = $4 and (select number from content_revision) = $5
    returning item_id
  ), kept as (
    insert into attempt (person_id, id, question_version_id, context, context_id, item_id, answer, correct, share, answer_ms, at, rating, offline)
    select $1, $21, $22, 'drill', item_id, item_id, $23, $24, $25, $27, $26, $28, $29 from moved
    returning id
  )
  select (select number from content_revision) as content, (select count(*)::int from kept) as kept, ${CARD} from (select 1) as one
  left join bank_card c on c.person_id = $1 and c.item_id = any($2::uuid[])`;

/** Required questions, besides the one, that are not fluent: four of them at most. */
const LEFT = `select count(*)::int as n from (
    select from bank_card c join content_item i on i.id = c.item_id
    where c.person_id = $1 and c.item_id <> $2 and c.required and (c.fluent_until is null or c.fluent_until <= $3) and i.archived_at is null
    limit 4) as others`;
/** So many may turn fluent at the same instant without any of them seeing that the bank is. */
const AT_ONCE = 4;

export type FastAnswer = { outcome: Outcome<Drilled>; cards: Map<string, CardState> };

/**
 * An answer on its ticket's word, and the cards of the items that come `next`. Null, with nothing written, when it needs the plain way: the card has moved since, content was
 * published, a person must decide, or it may be the one that makes the bank fluent.
 */
export async function answerFast(
  db: Db,
  personId: string,
  given: GivenAnswer,
  next: readonly string[],
  { now, locale }: { now: Date; locale: Locale },
): Promise<FastAnswer | null> {
  if (!isPool(db)) return null;
  const read = ticketOf(personId, given.ticket, now);
  if (!read.ok) return { outcome: read, cards: new Map() };
  const ticket = read.value;
  const { attemptId, itemId, versionId, card } = ticket;
  const asked = card && (await askedById(db, versionId));
  if (!card || !asked) return null;
  const tuning = await tuningInForce(db, now);
  const graded = gradeAnswer(asked, ticket, given, { now, locale, ...tuning });
  if (!graded) return { outcome: refuse("answer_malformed"), cards: new Map() };
  if (graded.pending) return null;
  // As long as its revision holds, no change of content has taken anything back since the ticket.
  const { row, ...move } = moveCard(card, graded, ticket, null, now);
  if (move.standing === 1 && (await leftBesides(db, personId, itemId, now)) < AT_ONCE) return null;

  const written = await prepared<CardRow & { content: number; kept: number }>(db, WRITE, [
    ...[personId, uuids(next), itemId, card.revision, shelfRevision(db)],
    ...[time(row.dueAt), row.stability, row.difficulty, row.stage, row.step, row.reps, row.lapses, time(row.reviewedAt)],
    ...[time(row.plainDueAt), time(row.firstRightAt), row.firstRightMs, time(row.secondRightAt), row.secondRightMs, time(row.fluentUntil)],
    ...[row.revision, attemptId, versionId, JSON.stringify(graded.answer), graded.grade.correct, graded.share],
    ...[time(graded.at), graded.ms, move.rating, graded.offline],
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
