import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { newId } from "../../app/platform/ids";
import { contentVersion } from "./curriculum";
import { id, instant } from "./columns";
import { person } from "./people";

/**
 * One answer to one question. Append-only. The id is the submission id (UUIDv7 made by the client), so that a replay finds the first.
 * Partitioned by the month inside `id` (hand-written migration).
 */
export const attempt = pgTable(
  "attempt",
  {
    personId: uuid().notNull(),
    id: uuid().notNull().$defaultFn(newId),
    questionVersionId: uuid().notNull(),
    /** Where it was answered: a lesson's check, a quiz or exam sitting, a drill. */
    context: text({ enum: ["lesson", "sitting", "drill"] }).notNull(),
    contextId: uuid().notNull(),
    answer: jsonb().notNull(),
    correct: boolean().notNull(),
    /** Share of full score, 0–1, exact. */
    share: numeric().notNull(),
    answerMs: integer().notNull(),
    at: instant().notNull(),
    /** Of a drill: the question whatever its version, how the schedule took the answer, and whether it was given without a connection. */
    itemId: uuid(),
    rating: text({ enum: ["again", "hard", "good", "easy"] }),
    offline: boolean().notNull().default(false),
    /** A machine cannot tell whether it is right: `correct` and `share` are its guess until a supervisor's grading. */
    undecided: boolean().notNull().default(false),
    /** When the server took it: what arrives late is found by it. */
    storedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.id] }),
    index("attempt_context").on(t.contextId),
    index("attempt_stored").using("brin", t.storedAt),
    // Drills are found by their item, which is their context.
    index("attempt_question")
      .on(t.questionVersionId)
      .where(sql`${t.context} <> 'drill'`),
  ],
);

/** One sitting of a quiz or exam: what was drawn, in which order, until when. */
export const sitting = pgTable(
  "sitting",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid().notNull(),
    /** The activity of the plan. */
    slug: text().notNull(),
    /** quiz, rules_exam or desk_exam: what the gates ask for. */
    role: text({ enum: ["quiz", "rules_exam", "desk_exam"] }).notNull(),
    /** The quiz's or exam's version. */
    contentVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    attempt: integer().notNull(),
    /** Seed of the draw and of the options' order. */
    seed: text().notNull(),
    /** Question versions in order. */
    drawn: uuid().array().notNull(),
    /** Answers so far by question version id; replaced by attempts on submission. */
    answers: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    answersRevision: integer().notNull().default(0),
    startedAt: instant().notNull(),
    deadlineAt: instant(),
    submittedAt: instant(),
    /** How often the window lost the focus: noted for the supervisor, never failing anybody. */
    focusLosses: integer().notNull().default(0),
    /** When, the first of them. */
    focusLostAt: instant().array().notNull().default([]),
    examCodeId: uuid(),
  },
  (t) => [
    uniqueIndex("sitting_attempt").on(t.enrolmentId, t.slug, t.attempt),
    uniqueIndex("sitting_open")
      .on(t.enrolmentId, t.slug)
      .where(sql`${t.submittedAt} is null`),
    index("sitting_person").on(t.personId),
    index("sitting_due")
      .on(t.deadlineAt)
      .where(sql`${t.submittedAt} is null`),
  ],
);

/** The result of a sitting. Append-only: a regrade adds a row with the next number. */
export const sittingResult = pgTable(
  "sitting_result",
  {
    id: id(),
    sittingId: uuid()
      .notNull()
      .references(() => sitting.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    number: integer().notNull(),
    /** Share of full score, 0–100, exact to 12 decimals. */
    score: numeric().notNull(),
    criticalWrong: integer().notNull(),
    passed: boolean().notNull(),
    gradedAt: instant().notNull(),
    /** What made this row: handing in, the last grading that it waited for, or an accepted appeal. */
    cause: text({ enum: ["submission", "grading", "appeal"] })
      .notNull()
      .default("submission"),
    appealId: uuid(),
  },
  (t) => [
    uniqueIndex("sitting_result_number").on(t.sittingId, t.number),
    index("sitting_result_person").on(t.personId),
    index("sitting_result_appeal")
      .on(t.appealId)
      .where(sql`${t.appealId} is not null`),
    // What was regraded: few, whatever the size of the shop.
    index("sitting_result_regraded")
      .on(t.gradedAt)
      .where(sql`${t.number} > 1`),
  ],
);

/** A supervisor's one-time code that starts the desk exam: evidence of presence. */
export const examCode = pgTable(
  "exam_code",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    slug: text().notNull(),
    codeHash: text().notNull(),
    issuedBy: uuid()
      .notNull()
      .references(() => person.id),
    issuedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    failures: integer().notNull().default(0),
  },
  (t) => [index("exam_code_person").on(t.personId)],
);

/** A manager's leave to sit again after the attempts are used up. Append-only. */
export const extraAttempt = pgTable(
  "extra_attempt",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid().notNull(),
    slug: text().notNull(),
    grantedBy: uuid()
      .notNull()
      .references(() => person.id),
    reason: text().notNull(),
    grantedAt: instant().notNull(),
  },
  (t) => [index("extra_attempt_enrolment").on(t.enrolmentId, t.slug)],
);
