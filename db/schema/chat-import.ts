import { bigint, boolean, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { store } from "./people";

/** A fault of a file: at which line or row, by which rule, and the masked words that it concerns. */
export type ImportFault = { at: number; code: string; value: string };
/** One part of a session as it was read, masked. */
export type StagedLine = { at: number | null; who: "buyer" | "agent" | "system"; text: string };

/**
 * A file of chats or orders on its way in. The file itself lies outside the database, under DATA_DIR/uploads by this id, and is gone when the import ends, or after a day. Nothing of it is
 * kept here but what has passed the masker.
 */
export const chatImport = pgTable(
  "chat_import",
  {
    id: id(),
    kind: text({ enum: ["chats", "orders"] }).notNull(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    fileName: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    /** HMAC of the file's bytes: the same file does not come in twice. */
    digest: text().notNull(),
    format: text({ enum: ["json", "tsv", "csv", "xlsx"] }).notNull(),
    encoding: text({ enum: ["utf-8", "utf-16le", "gb18030"] }).notNull(),
    /** What heads the columns of a table; none for JSON. */
    headings: text().array().notNull(),
    /** Whether the first row heads the others. */
    hasHeading: boolean().notNull(),
    /** The field that each column means, in their order; null: passed over. */
    mapping: jsonb().$type<(string | null)[]>().notNull(),
    /** The day of chats whose file tells no time. */
    day: date({ mode: "string" }),
    state: text({ enum: ["checked", "queued", "reading", "counting", "moving", "done", "failed", "cancelled", "undone"] }).notNull(),
    /** Why it failed: a refusal's code. */
    failure: text(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    orderedBy: uuid(),
    finishedAt: instant(),
    /** How far the reading is: bytes of the file for whoever waits, records for whoever goes on. */
    bytesRead: bigint({ mode: "number" }).notNull().default(0),
    records: integer().notNull().default(0),
    /** What it brought. */
    lines: integer().notNull().default(0),
    added: integer().notNull().default(0),
    known: integer().notNull().default(0),
    parked: integer().notNull().default(0),
    faultCount: integer().notNull().default(0),
    faults: jsonb().$type<ImportFault[]>().notNull().default([]),
  },
  (t) => [index("chat_import_created").on(t.createdAt), index("chat_import_digest").on(t.digest)],
);

/** What was read of a session, or of an order, in one go; parts of an import, emptied when it ends. */
export const chatImportPart = pgTable(
  "chat_import_part",
  {
    importId: uuid().notNull(),
    /** A keyed digest of the session's or the order's name. */
    key: text().notNull(),
    /** The record at which it begins: parts follow each other by it. */
    record: integer().notNull(),
    body: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.key, t.record] })],
);

/** A chat that is counted and waits to be moved, as a whole row and its lines; emptied when the import ends. */
export const chatImportRow = pgTable(
  "chat_import_row",
  {
    importId: uuid().notNull(),
    key: text().notNull(),
    row: jsonb().notNull(),
    lines: jsonb().notNull(),
    words: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.key] })],
);

/** An account that nobody serves by hand: its chats are no agent's. */
export const chatRobot = pgTable(
  "chat_robot",
  {
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    account: text().notNull(),
    saidBy: uuid().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeId, t.account] })],
);
