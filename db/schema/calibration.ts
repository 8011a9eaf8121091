import { date, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { contentVersion } from "./curriculum";
import { id, instant } from "./columns";
import { person } from "./people";

/** The same thing, graded by several supervisors each for themselves, so that one sees how far they lie apart. Nobody is judged by it. */
export const calibrationSet = pgTable(
  "calibration_set",
  {
    id: id(),
    title: text().notNull(),
    checklistVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    /** What is graded: a recorded grading's evidence, a practical's photos, a simulated chat, or what a manager wrote. */
    source: text({ enum: ["grading", "practical", "simulation", "written"] }).notNull(),
    sourceId: uuid(),
    /** Who is seen in it: told to no grader. */
    shownId: uuid().references(() => person.id),
    /** Slugs of the checklist's items. */
    items: text().array().notNull(),
    /** What a manager wrote to an item, by its slug. */
    situations: jsonb().$type<Record<string, string>>().notNull(),
    teamIds: uuid().array().notNull(),
    dueOn: date({ mode: "string" }).notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => person.id),
    madeAt: instant().notNull(),
    /** From then on nobody grades any more, and the spread is shown. */
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
  },
  (t) => [index("calibration_set_made").on(t.madeAt)],
);

/** One supervisor's grading of a set, from the invitation on. */
export const calibrationGrading = pgTable(
  "calibration_grading",
  {
    id: id(),
    setId: uuid()
      .notNull()
      .references(() => calibrationSet.id),
    graderId: uuid()
      .notNull()
      .references(() => person.id),
    /** Grades and remarks, by item slug: what counts once it is submitted. */
    draft: jsonb().$type<Record<string, { grade?: number; remark?: string }>>().notNull().default({}),
    draftRevision: integer().notNull().default(0),
    submittedAt: instant(),
  },
  (t) => [unique("calibration_grading_once").on(t.setId, t.graderId), index("calibration_grading_grader").on(t.graderId)],
);

/** The grade on which a manager and the graders agreed afterwards, and why. Append-only. */
export const calibrationReference = pgTable(
  "calibration_reference",
  {
    setId: uuid()
      .notNull()
      .references(() => calibrationSet.id),
    item: text().notNull(),
    grade: integer().notNull(),
    reason: text().notNull(),
    enteredBy: uuid()
      .notNull()
      .references(() => person.id),
    enteredAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.setId, t.item] })],
);
