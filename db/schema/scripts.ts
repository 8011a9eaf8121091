import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { contentItem, contentVersion } from "./curriculum";
import { person } from "./people";

/** A script that somebody keeps at hand, whatever its version. */
export const scriptFavourite = pgTable(
  "script_favourite",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.itemId] })],
);

/** Somebody copied one of the ways to say it that a script offers, in that version. What came of it is joined from the chats. Append-only. */
export const scriptUse = pgTable(
  "script_use",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    itemId: uuid()
      .notNull()
      .references(() => contentItem.id),
    versionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    /** The slug of the variant. */
    variant: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [index("script_use_item").on(t.itemId, sql`${t.at} desc`), index("script_use_person").on(t.personId, sql`${t.at} desc`)],
);
