import { boolean, index, integer, jsonb, numeric, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person } from "./people";
import { grading } from "./probation";

/** That a second person grades what one has graded, and why. Once for a first grading. Append-only. */
export const secondRequest = pgTable(
  "second_request",
  {
    id: id(),
    /** The first grading. */
    gradingId: uuid()
      .notNull()
      .unique()
      .references(() => grading.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The total lay near the line, or the agent asked. */
    cause: text({ enum: ["borderline", "agent"] }).notNull(),
    reason: text(),
    askedAt: instant().notNull(),
  },
  (t) => [index("second_request_person").on(t.personId)],
);

/** Where two gradings lie two steps or more apart: somebody settles each of those items. */
export const reconciliation = pgTable(
  "reconciliation",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    firstGradingId: uuid()
      .notNull()
      .references(() => grading.id),
    secondGradingId: uuid()
      .notNull()
      .unique()
      .references(() => grading.id),
    /** Grades and reasons so far, by item slug. Emptied of meaning by the submission. */
    draft: jsonb().$type<Record<string, { grade?: number; remark?: string }>>().notNull().default({}),
    draftRevision: integer().notNull().default(0),
    openedAt: instant().notNull(),
    submittedAt: instant(),
    submittedBy: uuid().references(() => person.id),
  },
  (t) => [index("reconciliation_person").on(t.personId)],
);

/** What was settled for one item, and why. Append-only. */
export const reconciledItem = pgTable(
  "reconciled_item",
  {
    reconciliationId: uuid()
      .notNull()
      .references(() => reconciliation.id),
    item: text().notNull(),
    grade: integer().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.reconciliationId, t.item] })],
);

/** What counts of an attempt at the checklist: one grading, or two and what became of their differences. The last number counts. Append-only. */
export const checklistResult = pgTable(
  "checklist_result",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    firstGradingId: uuid()
      .notNull()
      .references(() => grading.id),
    number: integer().notNull(),
    graderId: uuid()
      .notNull()
      .references(() => person.id),
    secondGradingId: uuid().references(() => grading.id),
    secondGraderId: uuid().references(() => person.id),
    reconciliationId: uuid().references(() => reconciliation.id),
    /** The grade that counts, by item slug: whole, or a half between two graders. */
    grades: jsonb().$type<Record<string, string>>().notNull(),
    /** 0–100, exact. */
    total: numeric().notNull(),
    areas: jsonb().$type<{ slug: string; percent: string }[]>().notNull(),
    failed: jsonb().$type<{ areas: string[]; critical: string[] }>().notNull(),
    passed: boolean().notNull(),
    /** A second person should have graded, and there was nobody else. */
    singleExaminer: boolean().notNull().default(false),
    decidedAt: instant().notNull(),
  },
  (t) => [
    unique("checklist_result_number").on(t.firstGradingId, t.number),
    index("checklist_result_person").on(t.personId),
    index("checklist_result_decided").on(t.decidedAt),
  ],
);
