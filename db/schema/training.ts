import { sql } from "drizzle-orm";
import { boolean, date, index, integer, jsonb, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { contentVersion } from "./curriculum";
import { id, instant } from "./columns";
import { person, team } from "./people";

/** A person's way through one version of a plan. */
export const enrolment = pgTable(
  "enrolment",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    planVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    /** First training day, on the team's calendar. */
    startDate: date().notNull(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex("enrolment_open")
      .on(t.personId)
      .where(sql`${t.endedAt} is null`),
  ],
);

/** Where a person stands with one activity. A summary of the evidence below, written with it. */
export const activityState = pgTable(
  "activity_state",
  {
    enrolmentId: uuid()
      .notNull()
      .references(() => enrolment.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    slug: text().notNull(),
    day: integer().notNull(),
    position: integer().notNull(),
    kind: text({ enum: ["lesson", "quiz", "practical", "acknowledgement", "exam"] }).notNull(),
    /** Slug of the lesson, quiz, practical, … */
    ref: text().notNull(),
    /** The version which the person began; null before. */
    contentVersionId: uuid().references(() => contentVersion.id),
    minutes: integer().notNull(),
    mandatory: boolean().notNull(),
    /** open → submitted (the person's own part is done) → done; a return or a failed attempt leads back to `returned`. */
    status: text({ enum: ["open", "started", "submitted", "returned", "done"] })
      .notNull()
      .default("open"),
    startedAt: instant(),
    submittedAt: instant(),
    doneAt: instant(),
    /** Score of the best or accepted attempt, 0–100, exact. */
    score: numeric(),
    attempts: integer().notNull().default(0),
    /** Autosaved work: reading position, answers so far. */
    draft: jsonb().$type<Record<string, unknown>>(),
    draftRevision: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.enrolmentId, t.slug] }), index("activity_state_person").on(t.personId)],
);

/** What a person handed in for a practical. Append-only. */
export const practicalSubmission = pgTable(
  "practical_submission",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid()
      .notNull()
      .references(() => enrolment.id),
    slug: text().notNull(),
    contentVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    attempt: integer().notNull(),
    note: text().notNull().default(""),
    fileIds: uuid().array().notNull(),
    submittedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("practical_submission_attempt").on(t.enrolmentId, t.slug, t.attempt),
    index("practical_submission_person").on(t.personId),
  ],
);

/** A supervisor's decision on a practical. Append-only, one per submission. */
export const signoff = pgTable(
  "signoff",
  {
    id: id(),
    submissionId: uuid()
      .notNull()
      .unique()
      .references(() => practicalSubmission.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    decidedBy: uuid()
      .notNull()
      .references(() => person.id),
    decision: text({ enum: ["accepted", "returned"] }).notNull(),
    remark: text().notNull().default(""),
    decidedAt: instant().notNull(),
  },
  (t) => [index("signoff_person").on(t.personId)],
);

/** A signed acknowledgement: exactly this version, by this typed name. Append-only. */
export const acknowledgementSignature = pgTable(
  "acknowledgement_signature",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid()
      .notNull()
      .references(() => enrolment.id),
    slug: text().notNull(),
    contentVersionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    typedName: text().notNull(),
    signedAt: instant().notNull(),
  },
  (t) => [uniqueIndex("acknowledgement_once").on(t.enrolmentId, t.slug, t.contentVersionId)],
);

/**
 * Somebody who passed a test or signed a document has to do so again: what they begin from `since` on counts. A higher floor opens it; the pass, the signature, or whoever
 * opened it closes it, once. One open per activity.
 */
export const renewal = pgTable(
  "renewal",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    enrolmentId: uuid()
      .notNull()
      .references(() => enrolment.id),
    slug: text().notNull(),
    since: instant().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    outcome: text({ enum: ["done", "withdrawn"] }),
    /** The sitting or the signature by which it is done. */
    evidenceId: uuid(),
  },
  (t) => [
    uniqueIndex("renewal_open")
      .on(t.enrolmentId, t.slug)
      .where(sql`${t.closedAt} is null`),
    index("renewal_person").on(t.personId),
  ],
);
