import { sql } from "drizzle-orm";
import { bigint, boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, store } from "./people";

/** What belongs together in a formula, so that its numerator and its denominator come from one source. */
const part = () => text({ enum: ["conversion", "reception", "sales", "rating", "push"] });
const source = () => text({ enum: ["reported", "chats"] });

/** Whole numbers by measure: people, units, fen, milliseconds. None is negative but net sales: a day can bring back more than it sold. */
export type Measures = Record<string, number>;
/** What chats yield, by the mask of anti-gaming filters that hit: bit n is the nth filter of the rule set. */
export type MaskedMeasures = { masks: Record<string, Measures> };

/**
 * What is known of an agent in a store on a stretch of days, of one part. Stretches of one source do not overlap (exclusion constraint) and lie inside one month; what chats yield is kept
 * by the day. A correction changes the row and leaves the old values in `figure_past`.
 */
export const figure = pgTable(
  "figure",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    part: part().notNull(),
    source: source().notNull(),
    from: date("from_day").notNull(),
    to: date("to_day").notNull(),
    measures: jsonb().$type<Measures | MaskedMeasures>().notNull(),
    /** The import that last said so, and its row in the file; null where somebody entered it or chats yield it. */
    importId: uuid().references(() => figureImport.id),
    importRow: integer(),
    /** Who entered it, or ordered the import; null: computed from chats. */
    enteredBy: uuid(),
    at: instant().notNull(),
  },
  (t) => [
    index("figure_person").on(t.personId, t.from),
    index("figure_import_brought").on(t.importId),
    check(
      "figure_stretch",
      sql`${t.from} <= ${t.to} and date_trunc('month', ${t.from}::timestamp) = date_trunc('month', ${t.to}::timestamp)`,
    ),
    check("figure_origin", sql`(${t.source} = 'chats') = (${t.enteredBy} is null) and (${t.importId} is null) = (${t.importRow} is null)`),
    check(
      "figure_whole",
      sql`not jsonb_path_exists(${t.measures} - 'netFen', '$.** ? (@.type() == "number" && (@ < 0 || @.floor() != @))')`,
    ),
    check("figure_chats_by_day", sql`${t.source} <> 'chats' or (${t.from} = ${t.to} and ${t.importId} is null)`),
  ],
);

/** What a figure said before it was corrected or taken back, and who changed it, when and why. Append-only. */
export const figurePast = pgTable(
  "figure_past",
  {
    id: id(),
    figureId: uuid().notNull(),
    personId: uuid().notNull(),
    storeId: uuid().notNull(),
    part: part().notNull(),
    source: source().notNull(),
    from: date("from_day").notNull(),
    to: date("to_day").notNull(),
    measures: jsonb().$type<Measures | MaskedMeasures>().notNull(),
    importId: uuid(),
    importRow: integer(),
    enteredBy: uuid(),
    at: instant().notNull(),
    /** What ended it. */
    ending: text({ enum: ["corrected", "removed", "taken_back"] }).notNull(),
    endedBy: uuid(),
    endedAt: instant().notNull(),
    /** The import that corrected it, or that was taken back. */
    endedByImport: uuid(),
    reason: text(),
  },
  (t) => [
    index("figure_past_figure").on(t.figureId, t.endedAt),
    index("figure_past_person").on(t.personId, t.from),
    index("figure_past_import").on(t.endedByImport),
  ],
);

/** The summary of a month that scoring reads. `chats`: by part and mask, of the days that nothing reported covers. */
export type MonthSums = { [part: string]: Measures } & { chats?: { [part: string]: Record<string, Measures> } };
/** How many days of the month are known, by part. */
export type MonthDays = { [part: string]: number } & { chats?: { [part: string]: number } };

/** The figures of an agent, store and month summed up by whoever writes them (`app/results/renew-months.server.ts`). */
export const figureMonth = pgTable(
  "figure_month",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The month's first day. */
    month: date().notNull(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    sums: jsonb().$type<MonthSums>().notNull(),
    days: jsonb().$type<MonthDays>().notNull(),
    /** Grows with every renewal. */
    revision: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.month, t.storeId] }),
    index("figure_month_month").on(t.month),
    check("figure_month_first", sql`extract(day from ${t.month}) = 1`),
  ],
);

/** A month of somebody that is closed: its reported figures stay as they are (trigger) until it is opened again. */
export const figureLock = pgTable(
  "figure_lock",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The month's first day. */
    month: date().notNull(),
    lockedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.month] }), check("figure_lock_first", sql`extract(day from ${t.month}) = 1`)],
);

/** A fault of a file: at which row and in which column, by which rule, and the value that breaks it. A warning holds nothing up. */
export type FigureFault = {
  row: number;
  column: string;
  code: string;
  value: string;
  part?: string;
  params?: Record<string, string | number>;
  isWarning?: true;
};
/** What a row would change: what stands there and what the file says. */
export type FigureChange = {
  row: number;
  personId: string;
  storeId: string;
  part: string;
  from: string;
  to: string;
  before: Measures;
  after: Measures;
};
/** What a file does not say and whoever imports it does. */
export type FigureAnswers = {
  storeId?: string;
  personId?: string;
  from?: string;
  to?: string;
  dates?: "day-first" | "month-first";
};
/** What the rows of a file come to. */
export type FigureCounts = {
  rows: number;
  totals: number;
  peers: number;
  notes: number;
  storeRows: number;
  blank: number;
  faulty: number;
  fresh: number;
  same: number;
  corrected: number;
};

/** A merchant's export on its way in, and afterwards what it brought. */
export const figureImport = pgTable(
  "figure_import",
  {
    id: id(),
    fileName: text().notNull(),
    /** SHA-256 of the file's bytes. */
    digest: text().notNull(),
    sheet: text(),
    layout: text().notNull(),
    headings: text().array().notNull(),
    /** The field that each column means, in their order; null: passed over. */
    mapping: jsonb().$type<(string | null)[]>().notNull(),
    answers: jsonb().$type<FigureAnswers>().notNull().default({}),
    /** What must be answered before it can be imported. */
    questions: text().array().notNull().default([]),
    state: text({ enum: ["checked", "queued", "done", "failed", "cancelled", "taken_back"] }).notNull(),
    failure: text(),
    counts: jsonb().$type<FigureCounts>().notNull(),
    faultCount: integer().notNull().default(0),
    /** The first thousand. */
    faults: jsonb().$type<FigureFault[]>().notNull().default([]),
    changes: jsonb().$type<FigureChange[]>().notNull().default([]),
    /** Whether whoever ordered it left the faulty rows out. */
    withoutFaulty: boolean().notNull().default(false),
    rowsDone: integer().notNull().default(0),
    bytes: bigint({ mode: "number" }).notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    orderedBy: uuid(),
    finishedAt: instant(),
    takenBackBy: uuid(),
    takenBackAt: instant(),
    takenBackReason: text(),
    revision: integer().notNull().default(1),
  },
  (t) => [index("figure_import_created").on(t.createdAt), index("figure_import_digest").on(t.digest)],
);

/** The rows of a file until its import ends: the cells as text. */
export const figureImportRow = pgTable(
  "figure_import_row",
  {
    importId: uuid()
      .notNull()
      .references(() => figureImport.id),
    row: integer().notNull(),
    cells: text().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] })],
);

/** What the columns of a layout mean that is not among the known ones: said once, remembered by its headings. */
export const figureMapping = pgTable("figure_mapping", {
  /** SHA-256 of the headings as they are compared. */
  key: text().primaryKey(),
  headings: text().array().notNull(),
  mapping: jsonb().$type<(string | null)[]>().notNull(),
  savedBy: uuid().notNull(),
  at: instant().notNull(),
});
