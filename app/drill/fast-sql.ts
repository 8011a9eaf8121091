import { claimHolds } from "~/people/session-sql";

/** The hand-written statements of an answer: kept apart, so that the benchmark's floor runs the same. */

const CARD = `c.item_id, c.required, c.mending, c.revision, c.stage, c.stability, c.difficulty, c.step, c.reps, c.lapses, c.first_right_ms, c.second_right_ms,
  c.due_at, c.reviewed_at, c.plain_due_at, c.first_right_at, c.second_right_at, c.fluent_until`;

/** The statement of an answer; `more`: what must hold besides both revisions. */
const writeIf = (more: string) => `with moved as (
    update bank_card set due_at = $6, stability = $7, difficulty = $8, stage = $9, step = $10, reps = $11, lapses = $12, reviewed_at = $13,
      plain_due_at = $14, first_right_at = $15, first_right_ms = $16, second_right_at = $17, second_right_ms = $18, fluent_until = $19,
      revision = $20, begun_at = coalesce(begun_at, $26)
    where person_id = $1 and item_id = $3 and revision = $4 and (select number from content_revision) = $5${more}
    returning item_id
  ), kept as (
    insert into attempt (person_id, id, question_version_id, context, context_id, item_id, answer, correct, share, answer_ms, at, rating, offline)
    select $1, $21, $22, 'drill', item_id, item_id, $23, $24, $25, $27, $26, $28, $29 from moved
    returning id
  )
  select (select number from content_revision) as content, (select count(*)::int from kept) as kept, ${CARD} from (select 1) as one
  left join bank_card c on c.person_id = $1 and c.item_id = any($2::uuid[])`;

/**
 * $1 person, $2 items whose cards are wanted next, $3 item, $4 revision of the card, $5 revision of the content, $6–$20 the card's new state, $21–$29 the attempt.
 * Nothing is written unless both revisions hold; the cards that are read are as they were before.
 */
export const WRITE = writeIf("");

/** The same for a request that nobody has let in yet: $30 digest of its session, $31 the roles of which its holder needs one, $32 now. */
export const WRITE_CLAIMED = writeIf(` and ${claimHolds({ session: "$30", person: "$1", roles: "$31", now: "$32" })}`);

/** Required questions, besides the one, that are not fluent: four of them at most. */
export const LEFT = `select count(*)::int as n from (
    select from bank_card c join content_item i on i.id = c.item_id
    where c.person_id = $1 and c.item_id <> $2 and c.required and (c.fluent_until is null or c.fluent_until <= $3) and i.archived_at is null
    limit 4) as others`;
