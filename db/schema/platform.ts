import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { newId } from "../../app/platform/ids";
import { id, instant } from "./columns";

/** Who did what, on whom, when and why. Append-only; partitioned by the month inside `id` (see the hand-written migration). */
export const audit = pgTable(
  "audit",
  {
    id: uuid().notNull().$defaultFn(newId),
    /** The product's clock. */
    at: instant().notNull(),
    /** The database's clock. */
    recordedAt: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
    actorId: uuid(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** The person whom it concerns, if any: a person's timeline is the audit of that person. */
    personId: uuid(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    requestId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.id] }),
    index("audit_person").on(t.personId, t.id),
    index("audit_subject").on(t.subjectType, t.subjectId),
    index("audit_at").on(t.at, t.id),
  ],
);

/** One row per form submission: a double click, a retry and a replay do one thing and get the first result. Kept 90 days. */
export const submission = pgTable("submission", {
  id: uuid().primaryKey(),
  personId: uuid(),
  result: jsonb(),
  createdAt: instant().notNull(),
});

/** Events for the world outside, written in the transaction that causes them. */
export const outbox = pgTable(
  "outbox",
  {
    id: id(),
    kind: text().notNull(),
    /** Events of one subject are told in the order of `sequence`. */
    subjectId: uuid().notNull(),
    sequence: integer().notNull(),
    payload: jsonb().notNull(),
    createdAt: instant().notNull(),
    /** When it was handed out to whoever is told; null: it waits for that. */
    toldAt: instant(),
  },
  (t) => [
    uniqueIndex("outbox_order").on(t.subjectId, t.sequence),
    index("outbox_untold")
      .on(t.createdAt)
      .where(sql`${t.toldAt} is null`),
  ],
);

/** Settings of the whole shop. */
export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  updatedAt: instant().notNull(),
});

/** A date that causes something; the minute sweep handles each row once when it has come. */
export const dueDate = pgTable(
  "due_date",
  {
    id: id(),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    personId: uuid(),
    at: instant().notNull(),
    handledAt: instant(),
  },
  (t) => [uniqueIndex("due_date_subject").on(t.kind, t.subjectId), index("due_date_open").on(t.at)],
);

/** A stored file: its bytes lie under DATA_DIR/files by digest. */
export const file = pgTable(
  "file",
  {
    id: id(),
    ownerId: uuid().notNull(),
    sha256: text().notNull(),
    mediaType: text().notNull(),
    bytes: integer().notNull(),
    createdAt: instant().notNull(),
    /** Set when the bytes were erased on request; the digest stays, so that evidence still verifies. */
    erasedAt: instant(),
  },
  (t) => [index("file_owner").on(t.ownerId)],
);
