import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { contentVersion } from "./curriculum";
import { id, instant } from "./columns";
import { person } from "./people";
import { remedial } from "./remedial";

/** One grading of the probation checklist by one grader. */
export const grading = pgTable(
  "grading",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    checklistVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    graderId: uuid()
      .notNull()
      .references(() => person.id),
    attempt: integer().notNull(),
    /** The grading of the same attempt that somebody else made before: this one is the second, and blind. */
    firstGradingId: uuid().references((): AnyPgColumn => grading.id),
    /** Seed of the products drawn, and the slugs drawn, by item. */
    seed: text().notNull(),
    drawn: jsonb().$type<Record<string, string[]>>().notNull(),
    /** A retake of some areas: which this sheet covers, and the grading whose grades the others keep. Null: all of it. */
    areas: text().array(),
    carriedFrom: uuid().references((): AnyPgColumn => grading.id),
    /** Grades, remarks and file ids so far, by item slug. Emptied of meaning by the submission. */
    draft: jsonb().$type<Record<string, { grade?: number; remark?: string; fileIds?: string[] }>>().notNull().default({}),
    draftRevision: integer().notNull().default(0),
    startedAt: instant().notNull(),
    submittedAt: instant(),
    /** Given up without a result, with the reason. */
    abandonedAt: instant(),
    abandonReason: text(),
  },
  (t) => [
    uniqueIndex("grading_open")
      .on(t.personId, t.graderId)
      .where(sql`${t.submittedAt} is null and ${t.abandonedAt} is null`),
    uniqueIndex("grading_second")
      .on(t.firstGradingId)
      .where(sql`${t.abandonedAt} is null`),
    index("grading_second_submitted")
      .on(t.submittedAt)
      .where(sql`${t.firstGradingId} is not null`),
    index("grading_person").on(t.personId),
    check("grading_carried", sql`(${t.areas} is null) = (${t.carriedFrom} is null)`),
  ],
);

/** A submitted grade of one item. Append-only. */
export const gradingItem = pgTable(
  "grading_item",
  {
    gradingId: uuid()
      .notNull()
      .references(() => grading.id),
    item: text().notNull(),
    area: text().notNull(),
    grade: integer().notNull(),
    remark: text().notNull().default(""),
    fileIds: uuid().array().notNull(),
    /** The grading in which this grade was given; null: in this one. */
    carriedFrom: uuid().references(() => grading.id),
    /** Of a grade that was carried over: what counted of it, where a second grader or a ruling made it another one. Null: the grade itself. */
    counted: numeric(),
  },
  (t) => [primaryKey({ columns: [t.gradingId, t.item] })],
);

/** What one grader found. Whether it counts says `checklist_result`. Append-only. */
export const gradingResult = pgTable(
  "grading_result",
  {
    id: id(),
    gradingId: uuid()
      .notNull()
      .unique()
      .references(() => grading.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    graderId: uuid()
      .notNull()
      .references(() => person.id),
    /** 0–100, exact. */
    total: numeric().notNull(),
    areas: jsonb().$type<{ slug: string; percent: string }[]>().notNull(),
    failed: jsonb().$type<{ areas: string[]; critical: string[] }>().notNull(),
    passed: boolean().notNull(),
    singleExaminer: boolean().notNull().default(false),
    gradedAt: instant().notNull(),
  },
  (t) => [index("grading_result_person").on(t.personId)],
);

/** What a failed grading asks to be mended before the next one: what was missed, the drill, practicals to show again, chats to pass again. Append-only. */
export const remedialPlan = pgTable(
  "remedial_plan",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    gradingId: uuid()
      .notNull()
      .references(() => grading.id),
    /** Slugs of the checklist's items. */
    missed: text().array().notNull(),
    /** Null: the missed items name no question. */
    remedialId: uuid().references(() => remedial.id),
    practicals: text().array().notNull(),
    simulations: text().array().notNull(),
    due: date({ mode: "string" }).notNull(),
    plannedBy: uuid()
      .notNull()
      .references(() => person.id),
    plannedAt: instant().notNull(),
  },
  (t) => [index("remedial_plan_person").on(t.personId, t.plannedAt), index("remedial_plan_grading").on(t.gradingId)],
);

/** A practical of a remedial plan that was shown again and is right now. Append-only. */
export const remedialPractical = pgTable(
  "remedial_practical",
  {
    planId: uuid()
      .notNull()
      .references(() => remedialPlan.id),
    slug: text().notNull(),
    seenBy: uuid()
      .notNull()
      .references(() => person.id),
    note: text().notNull().default(""),
    seenAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.slug] })],
);
