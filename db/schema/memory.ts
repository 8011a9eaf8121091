import { doublePrecision, index, integer, pgTable, real, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person } from "./people";

/**
 * What came of fitting the parameters of memory (FSRS) to the shop's own answers. Append-only: the last row that is `adopted` or `published` says what is in
 * force.
 */
export const memoryFit = pgTable(
  "memory_fit",
  {
    id: id(),
    at: instant().notNull(),
    /** `published`: somebody went back to the parameters that FSRS was published with. */
    outcome: text({ enum: ["adopted", "no_better", "not_enough", "failed", "published"] }).notNull(),
    /** Answers that came a day or more after the one before to the same question, and people who gave them. */
    reviews: integer().notNull(),
    people: integer().notNull(),
    /** Of those, how many were left out of the fit and forecast by both. */
    forecast: integer().notNull(),
    /** How far the forecasts of what was left out were off (log-loss), by what was in force and by what was fitted. */
    lossBefore: real(),
    lossAfter: real(),
    weights: doublePrecision().array(),
    /** Who asked for it; null: it was its month. */
    requestedBy: uuid().references(() => person.id),
  },
  (t) => [index("memory_fit_at").on(t.at)],
);

/** The fit that is asked for or under way, for the page that waits. One row. */
export const memoryFitRun = pgTable("memory_fit_run", {
  name: text().primaryKey(),
  state: text({ enum: ["queued", "running", "idle"] }).notNull(),
  requestedBy: uuid().references(() => person.id),
  requestedAt: instant().notNull(),
  /** Per cent. */
  progress: integer().notNull(),
});
