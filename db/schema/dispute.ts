import { sql } from "drizzle-orm";
import { boolean, date, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person } from "./people";
import { grading } from "./probation";
import { checklistResult } from "./second-grading";

/** That somebody has read what counts of an attempt, or let the time for it pass. Once for a result. Append-only. */
export const resultReading = pgTable(
  "result_reading",
  {
    resultId: uuid()
      .primaryKey()
      .references(() => checklistResult.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** They said so, or the time to dispute has passed. */
    how: text({ enum: ["said", "time"] }).notNull(),
    at: instant().notNull(),
  },
  (t) => [index("result_reading_person").on(t.personId)],
);

/** That an agent disputes items of a result. Closed once: by a ruling, by themselves, or because they left. */
export const dispute = pgTable(
  "dispute",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The result that is disputed, and the first grading of its attempt. A ruling that changes a grade makes the attempt's next result. */
    resultId: uuid()
      .notNull()
      .references(() => checklistResult.id),
    firstGradingId: uuid()
      .notNull()
      .references(() => grading.id),
    openedAt: instant().notNull(),
    /** The last day on which a ruling is in time, by the calendar of the agent's team. */
    due: date({ mode: "string" }).notNull(),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    outcome: text({ enum: ["ruled", "withdrawn", "left"] }),
    /** Somebody who had graded ruled, since there was nobody else. */
    singleExaminer: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("dispute_attempt")
      .on(t.firstGradingId)
      .where(sql`${t.outcome} is null or ${t.outcome} = 'ruled'`),
    index("dispute_result").on(t.resultId),
    index("dispute_person").on(t.personId),
    index("dispute_open")
      .on(t.openedAt)
      .where(sql`${t.closedAt} is null`),
    index("dispute_closed").on(t.closedAt),
  ],
);

/** One item that is disputed, why, and what the agent brings for it. Append-only. */
export const disputeItem = pgTable(
  "dispute_item",
  {
    disputeId: uuid()
      .notNull()
      .references(() => dispute.id),
    item: text().notNull(),
    reason: text().notNull(),
    link: text(),
    fileIds: uuid().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.disputeId, t.item] })],
);

/** The ruling on one item, and why. Append-only. */
export const ruledItem = pgTable(
  "ruled_item",
  {
    disputeId: uuid().notNull(),
    item: text().notNull(),
    /** The grade that counts from now on; null: the one before stands. */
    grade: integer(),
    reason: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.disputeId, t.item] }),
    foreignKey({ name: "ruled_item_disputed", columns: [t.disputeId, t.item], foreignColumns: [disputeItem.disputeId, disputeItem.item] }),
  ],
);
