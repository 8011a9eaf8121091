import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { FileRow, RowFault } from "~/library/questions/rows";
import { id, instant } from "./columns";

/** A file of questions on its way into the library: kept until somebody has looked at it, then for a while beside the drafts that it made. */
export const questionImport = pgTable(
  "question_import",
  {
    id: id(),
    fileName: text().notNull(),
    format: text({ enum: ["sheet", "gift", "moodle_xml"] }).notNull(),
    /** The language of a file that has one only. */
    language: text({ enum: ["zh-CN", "en"] }).notNull(),
    rows: jsonb().$type<FileRow[]>().notNull(),
    /** What could not be read at all. */
    faults: jsonb().$type<RowFault[]>().notNull(),
    /** Example rows of a template, which were passed over. */
    examples: integer().notNull(),
    /** Where words of the file for topics and lessons lead, as somebody chose. */
    places: jsonb().$type<{ topic: [string, string][]; lesson: [string, string][] }>().notNull(),
    /** The rows that somebody left out, by their place. */
    leftOut: integer().array().notNull(),
    state: text({ enum: ["checked", "drafted", "discarded"] }).notNull(),
    /** The drafts that it made. */
    drafts: jsonb().$type<{ slug: string; draftId: string; isNew: boolean }[]>().notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    draftedAt: instant(),
  },
  (t) => [index("question_import_created").on(t.createdAt)],
);
