import { bigint, boolean, integer, pgTable, primaryKey, real, smallint, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { contentItem } from "./curriculum";

/**
 * How questions do, counted from the attempts by a job (`app/drill/count.server.ts`). Derived: all of it can be made again from attempts and gradings. Whole
 * numbers that only ever have something added or taken away, so that it does not matter in which order, or in how many steps, the attempts are counted.
 */

/** Which answers a row is about: a version, where they were given, and whether it was somebody's first answer to the question, whatever its version. */
const answersTo = {
  versionId: uuid().notNull(),
  context: text({ enum: ["lesson", "sitting", "drill"] }).notNull(),
  first: boolean().notNull(),
};

/** How many answers, and how good they are by the grade that holds. */
export const questionStat = pgTable(
  "question_stat",
  {
    ...answersTo,
    /** Answers with a grade. */
    n: integer().notNull(),
    correct: integer().notNull(),
    /** Sum of the shares of full score, in ten-thousandths. */
    shares: bigint({ mode: "number" }).notNull(),
    /** Answers that wait for somebody to grade them; they count nowhere else. */
    waiting: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.versionId, t.context, t.first] })],
);

/** How long right answers took: how many in each step of `TIME_BOUNDS`. */
export const questionTime = pgTable("question_time", { ...answersTo, step: smallint().notNull(), n: integer().notNull() }, (t) => [
  primaryKey({ columns: [t.versionId, t.context, t.first, t.step] }),
]);

/** What was picked, by option; of written answers, the wrong ones as they read. */
export const questionPick = pgTable("question_pick", { ...answersTo, pick: text().notNull(), n: integer().notNull() }, (t) => [
  primaryKey({ columns: [t.versionId, t.context, t.first, t.pick] }),
]);

/** The sums from which the correlation with the rest of the sitting follows: right or not (x) against the share of all other questions, in ten-thousandths (y). */
export const questionRest = pgTable("question_rest", {
  versionId: uuid().primaryKey(),
  n: integer().notNull(),
  x: bigint({ mode: "number" }).notNull(),
  y: bigint({ mode: "number" }).notNull(),
  yy: bigint({ mode: "number" }).notNull(),
  xy: bigint({ mode: "number" }).notNull(),
});

/** Up to where attempts and gradings are counted: all that was stored before. One row. */
export const statisticsMark = pgTable("statistics_mark", { name: text().primaryKey(), countedTo: instant().notNull() });

/** What the counts say of each question as it stands: the list of the library reads this. Written by the same job. */
export const questionHealth = pgTable("question_health", {
  itemId: uuid()
    .primaryKey()
    .references(() => contentItem.id),
  versionId: uuid().notNull(),
  /** The rules of the drill by which the flags were set; null: the usual ones. */
  rulesId: uuid(),
  /** All answers with a grade, wherever and whenever given. */
  answers: integer().notNull(),
  /** First answers, and how many of them are right. */
  firsts: integer().notNull(),
  firstsCorrect: integer().notNull(),
  discrimination: real(),
  medianMs: integer(),
  flags: text().array().notNull(),
  /** How much is amiss: the list is sorted by it. */
  trouble: integer().notNull(),
});
