import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

/** A sheet of products between its upload and its import: what was read, how its columns are understood, how far the writing is. Swept after a week. */
export const catalogueImport = pgTable(
  "catalogue_import",
  {
    id: id(),
    fileName: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    /** Headings and rows as the file has them. */
    sheet: jsonb().notNull(),
    /** The field that each column means, in their order; null: passed over. */
    mapping: jsonb().$type<(string | null)[]>().notNull(),
    /** The archive that came with it: pictures with the names under which they would be stored, and what is none. Null: none came. */
    pictures: jsonb().$type<{ found: { name: string; stored: string }[]; bad: { name: string; code: string }[] }>(),
    state: text({ enum: ["checked", "queued", "running", "done", "failed"] }).notNull(),
    /** Products to write, and how many are. */
    total: integer().notNull().default(0),
    written: integer().notNull().default(0),
    result: jsonb(),
    orderedBy: uuid(),
    orderedAt: instant(),
    finishedAt: instant(),
  },
  (t) => [index("catalogue_import_created").on(t.createdAt)],
);
