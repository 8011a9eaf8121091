import { sql } from "drizzle-orm";
import { boolean, check, index, integer, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { contentItem } from "./curriculum";
import { person } from "./people";

/**
 * What was said of an attempt after the machine: a supervisor's grade of a written answer, or what an accepted appeal made of it. Append-only; of an attempt the
 * row with the highest number holds, and without any the attempt's own columns do.
 */
export const attemptGrading = pgTable(
  "attempt_grading",
  {
    id: id(),
    /** Who answered. */
    personId: uuid().notNull(),
    attemptId: uuid().notNull(),
    number: integer().notNull(),
    cause: text({ enum: ["person", "appeal"] }).notNull(),
    /** 0–4 as a person gave it; null for what came from an appeal. */
    grade: integer(),
    /** Share of full score, 0–1, exact. */
    share: numeric().notNull(),
    correct: boolean().notNull(),
    remark: text().notNull().default(""),
    gradedBy: uuid()
      .notNull()
      .references(() => person.id),
    /** Graded without seeing whose answer it was. */
    blind: boolean().notNull().default(false),
    appealId: uuid().references(() => appeal.id),
    gradedAt: instant().notNull(),
    /** When the server took it: the statistics find by it what they have not counted yet. */
    storedAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index("attempt_grading_stored").using("brin", t.storedAt),
    uniqueIndex("attempt_grading_number").on(t.personId, t.attemptId, t.number),
    index("attempt_grading_appeal").on(t.appealId),
    check("attempt_grading_range", sql`${t.grade} is null or ${t.grade} between 0 and 4`),
    check("attempt_grading_not_self", sql`${t.gradedBy} <> ${t.personId}`),
  ],
);

/** An answer that no machine can decide and that waits for a supervisor. Written with the attempt, closed with its grading. */
export const attemptWaiting = pgTable(
  "attempt_waiting",
  {
    personId: uuid().notNull(),
    attemptId: uuid().notNull(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    questionVersionId: uuid().notNull(),
    context: text({ enum: ["sitting", "drill"] }).notNull(),
    contextId: uuid().notNull(),
    /** The team of the person when it was answered. */
    teamId: uuid(),
    openedAt: instant().notNull(),
    /** The machine's guess: right or wrong. */
    guess: boolean().notNull(),
    closedAt: instant(),
    /** Whether the person who graded it says what the machine guessed; null: not graded yet. */
    agreed: boolean(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.attemptId] }),
    index("attempt_waiting_attempt").on(t.attemptId),
    index("attempt_waiting_open")
      .on(t.itemId, t.openedAt)
      .where(sql`${t.closedAt} is null`),
    index("attempt_waiting_team")
      .on(t.teamId, t.openedAt)
      .where(sql`${t.closedAt} is null`),
    index("attempt_waiting_confusing")
      .on(t.itemId, sql`${t.closedAt} desc`)
      .where(sql`not ${t.agreed}`),
    index("attempt_waiting_context")
      .on(t.contextId)
      .where(sql`${t.closedAt} is null`),
  ],
);

/**
 * How often machine and person say the same of one version of a question. A summary, kept by whoever writes a person's grading; a test counts it anew from
 * the gradings.
 */
export const questionAgreement = pgTable(
  "question_agreement",
  {
    questionVersionId: uuid().primaryKey(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    bothRight: integer().notNull().default(0),
    machineRight: integer().notNull().default(0),
    personRight: integer().notNull().default(0),
    bothWrong: integer().notNull().default(0),
  },
  (t) => [index("question_agreement_item").on(t.itemId)],
);

/** A sentence that graders say often, in the language of those who read it. */
export const remark = pgTable(
  "remark",
  {
    id: id(),
    locale: text({ enum: ["zh-CN", "en"] }).notNull(),
    text: text().notNull(),
    /** How often it stood in a grading. */
    used: integer().notNull().default(0),
    /** Null: it came with the product. */
    createdBy: uuid().references(() => person.id),
    createdAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [uniqueIndex("remark_text").on(t.locale, t.text)],
);

/** "This was marked wrongly": somebody's word on one of their attempts, and what became of it. Decided once. */
export const appeal = pgTable(
  "appeal",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    attemptId: uuid().notNull(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    questionVersionId: uuid().notNull(),
    /** Where it was answered; null: in a drill or a lesson. */
    sittingId: uuid(),
    reason: text().notNull(),
    openedAt: instant().notNull(),
    decidedAt: instant(),
    decidedBy: uuid().references(() => person.id),
    /** `also_right`: the same answer counts for everybody; `all_right`: the question was at fault and counts for everybody; `rejected`. */
    ruling: text({ enum: ["also_right", "all_right", "rejected"] }),
    rulingReason: text(),
  },
  (t) => [
    uniqueIndex("appeal_once").on(t.personId, t.attemptId),
    index("appeal_open")
      .on(t.openedAt)
      .where(sql`${t.decidedAt} is null`),
    index("appeal_item").on(t.itemId),
    check("appeal_not_self", sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.personId}`),
  ],
);
