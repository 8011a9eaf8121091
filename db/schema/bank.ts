import { sql } from "drizzle-orm";
import { boolean, date, doublePrecision, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { contentItem } from "./curriculum";
import { person } from "./people";

/**
 * One question in one person's bank: what is remembered of it and when it comes again. A summary, kept by whoever writes an attempt of the context
 * "drill"; a test rebuilds it from the attempts.
 */
export const bankCard = pgTable(
  "bank_card",
  {
    personId: uuid().notNull(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    /** Must be fluent before the desk. */
    required: boolean().notNull(),
    /** When its lesson was done. */
    enteredAt: instant().notNull(),
    /** When it was answered first: what a day's share of new ones is counted by. */
    begunAt: instant(),
    dueAt: instant().notNull(),
    /** From here on null until the first answer: FSRS's memory of it. Days. */
    stability: doublePrecision(),
    difficulty: doublePrecision(),
    stage: text({ enum: ["learning", "review", "relearning"] }),
    step: integer(),
    reps: integer().notNull().default(0),
    lapses: integer().notNull().default(0),
    reviewedAt: instant(),
    /** When FSRS itself would ask again; `dueAt` may be bent to the gate. */
    plainDueAt: instant(),
    /** The last two right answers at least ten minutes apart: what fluency rests on. */
    firstRightAt: instant(),
    firstRightMs: integer(),
    secondRightAt: instant(),
    secondRightMs: integer(),
    /** Until when it is fluent; null: it is not. */
    fluentUntil: instant(),
    /** When a material change last took its fluency back: what was asked before counts for it no more. */
    countsSince: instant(),
    /** Counts the changes of what an answer rests on: whoever decided on an older state finds it out by this. */
    revision: integer().notNull().default(0),
    /** An open remedial drill may ask for it: its answers are looked at for that. */
    mending: boolean().notNull().default(false),
  },
  // No index on what every answer changes: the row is then written in its own page alone (fillfactor in the migration).
  (t) => [
    primaryKey({ columns: [t.personId, t.itemId] }),
    index("bank_card_item").on(t.itemId),
    index("bank_card_mending")
      .on(t.personId)
      .where(sql`${t.mending}`),
  ],
);

/** The first moment of an employment at which every required question was fluent, and each later one after the one before ran out. Append-only. */
export const bankCertificate = pgTable(
  "bank_certificate",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid().notNull(),
    /** How many questions were required, all of them fluent. */
    questions: integer().notNull(),
    issuedAt: instant().notNull(),
  },
  (t) => [index("bank_certificate_person").on(t.personId, sql`${t.issuedAt} desc`)],
);

/**
 * How the required part of a bank stood when a day of somebody in training was over: what the forecast's pace is measured by. Append-only, written once by the minute
 * sweep after midnight in the team's zone; today is not here, it is the bank itself.
 */
export const bankDay = pgTable(
  "bank_day",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    day: date().notNull(),
    required: integer().notNull(),
    fluent: integer().notNull(),
    /** How many questions were answered on it, required or not. */
    answered: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.day] })],
);
