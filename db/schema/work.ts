import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

/** Something that waits for somebody. Written in the transaction that causes it, closed in the one that settles it. */
export const workItem = pgTable(
  "work_item",
  {
    id: id(),
    kind: text().notNull(),
    /** The team whose supervisors and managers see it; null: the whole shop's managers and administrators. */
    teamId: uuid(),
    /** Which role it waits for. */
    role: text({ enum: ["supervisor", "manager", "content_owner", "administrator"] }).notNull(),
    /** The person whom it is about. */
    personId: uuid(),
    /** Who would judge their own work by settling it: it is not in their inbox. */
    notFor: uuid().array().notNull().default([]),
    /** What it is about: the thing to open. Open items are unique by kind and subject. */
    subjectId: uuid().notNull(),
    /** What the list shows without reading the subject. */
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    urgent: text({ enum: ["no", "yes"] })
      .notNull()
      .default("no"),
    openedAt: instant().notNull(),
    dueAt: instant(),
    closedAt: instant(),
    closedBy: uuid(),
    outcome: text(),
  },
  (t) => [
    uniqueIndex("work_item_open_subject")
      .on(t.kind, t.subjectId)
      .where(sql`${t.closedAt} is null`),
    index("work_item_open")
      .on(t.teamId, t.openedAt)
      .where(sql`${t.closedAt} is null`),
    index("work_item_opened")
      .on(t.openedAt)
      .where(sql`${t.closedAt} is null`),
    index("work_item_person").on(t.personId),
  ],
);
