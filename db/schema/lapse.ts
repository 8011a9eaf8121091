import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { contentMaterial } from "./curriculum";
import { person } from "./people";

/**
 * A clearance that lapsed, for one reason; it is live until it is ended, and while one is live the database refuses any clearance above none. The state of the person has nothing
 * to do with it. Ended once; what was written of either end never changes.
 */
export const clearanceLapse = pgTable(
  "clearance_lapse",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    reason: text({ enum: ["retest_overdue", "recertification_due", "conduct", "absence", "override_expired"] }).notNull(),
    /** What it lapsed by: the override, the material change, the leave; of a suspension for conduct the entry in the ledger, or its own id. */
    causeId: uuid().notNull(),
    /** Since when it counts: the date that came, however late the sweep was. */
    at: instant().notNull(),
    begunAt: instant().notNull(),
    /** Who suspended the clearance; null: it lapsed by itself. */
    begunBy: uuid().references(() => person.id),
    note: text().notNull().default(""),
    /** Where the evidence of a suspension is to be seen. */
    evidence: text(),
    endedAt: instant(),
    endedBy: uuid().references(() => person.id),
    /** `mended`: what was asked for is there; `excused`: it is asked for no more; `given_back`: a human decided; `left`: the person did. */
    outcome: text({ enum: ["mended", "excused", "given_back", "left"] }),
    endNote: text().notNull().default(""),
  },
  (t) => [
    uniqueIndex("clearance_lapse_live")
      .on(t.personId, t.reason, t.causeId)
      .where(sql`${t.endedAt} is null`),
    index("clearance_lapse_person").on(t.personId, t.begunAt),
  ],
);

/**
 * Somebody whom a material change concerns and who is tested again on it, since a manager said until when; that day is the manager's last word on the change. Closed once: done, or asked
 * for no more.
 */
export const retest = pgTable(
  "retest",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    materialId: uuid()
      .notNull()
      .references(() => contentMaterial.id),
    openedAt: instant().notNull(),
    closedAt: instant(),
    outcome: text({ enum: ["done", "excused"] }),
  },
  (t) => [
    uniqueIndex("retest_open")
      .on(t.personId, t.materialId)
      .where(sql`${t.closedAt} is null`),
    index("retest_material").on(t.materialId),
  ],
);

/** That somebody was warned of a date at which their clearance lapses: once for each date and stage (so many days before). Append-only. */
export const lapseWarning = pgTable(
  "lapse_warning",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    reason: text({ enum: ["retest_overdue", "recertification_due", "absence", "override_expired"] }).notNull(),
    causeId: uuid().notNull(),
    lapsesAt: instant().notNull(),
    days: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.reason, t.causeId, t.lapsesAt, t.days] })],
);
