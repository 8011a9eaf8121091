import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { contentVersion } from "./curriculum";
import { person } from "./people";
import { grading } from "./probation";

/**
 * What somebody in probation thinks of themselves, by the checklist, before they are graded. Once it is submitted, or the grading that it comes before is, a trigger
 * refuses every change of it.
 */
export const selfAssessment = pgTable(
  "self_assessment",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    checklistVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    /** Before a retake of some areas: which. Null: the whole sheet. */
    areas: text().array(),
    /** Grades and remarks, by item slug. */
    draft: jsonb().$type<Record<string, { grade?: number; remark?: string }>>().notNull().default({}),
    draftRevision: integer().notNull().default(0),
    startedAt: instant().notNull(),
    submittedAt: instant(),
    /** When the grading came that it stands beside, or its time was over without one. */
    closedAt: instant(),
    gradingId: uuid()
      .unique()
      .references(() => grading.id),
  },
  (t) => [
    uniqueIndex("self_assessment_open")
      .on(t.personId)
      .where(sql`${t.closedAt} is null`),
    index("self_assessment_person").on(t.personId),
    check("self_assessment_closed", sql`${t.gradingId} is null or ${t.closedAt} is not null`),
  ],
);
