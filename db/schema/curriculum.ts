import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

/** A piece of content with a stable identity: a plan, a lesson, a question, a product, … */
export const contentItem = pgTable(
  "content_item",
  {
    id: id(),
    kind: text().notNull(),
    slug: text().notNull(),
    pack: text().notNull(),
    /** The version in force. */
    currentVersionId: uuid().notNull(),
    createdAt: instant().notNull(),
    archivedAt: instant(),
  },
  (t) => [uniqueIndex("content_item_slug").on(t.kind, t.slug)],
);

/** A published version. Never changes: the app's role may only insert and read. */
export const contentVersion = pgTable(
  "content_version",
  {
    id: id(),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    version: integer().notNull(),
    /** As `app/curriculum/pack.ts` says for the kind. */
    body: jsonb().notNull(),
    /** SHA-256 of the canonical body, and of the picture where it has one. */
    digest: text().notNull(),
    origin: text({ enum: ["pack", "edit"] }).notNull(),
    packVersion: integer(),
    material: boolean().notNull().default(false),
    note: text(),
    publishedBy: uuid(),
    publishedAt: instant().notNull(),
  },
  (t) => [uniqueIndex("content_version_number").on(t.itemId, t.version), index("content_version_digest").on(t.digest)],
);
