import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { QuotaMonth } from "../../app/kpi/quota/quota-rules";
import { id, instant } from "./columns";
import { person, team } from "./people";

/** How the closed months of an agent stand against the quota: a summary, renewed when a month is closed anew. */
export const quotaMonth = pgTable(
  "quota_month",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    month: date({ mode: "string" }).notNull(),
    /** Of the statement that it rests on. */
    version: integer().notNull(),
    verdict: text({ enum: ["met", "below", "none"] }).notNull(),
    facts: jsonb().$type<QuotaMonth>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.month] }), check("quota_month_first", sql`extract(day from ${t.month}) = 1`)],
);

/** Months running with net sales below the quota: a human looks at it and says what follows. Nothing follows by itself. */
export const quotaReview = pgTable(
  "quota_review",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    teamId: uuid().references(() => team.id),
    /** The last of the months. */
    month: date({ mode: "string" }).notNull(),
    months: jsonb().$type<QuotaMonth[]>().notNull(),
    openedAt: instant().notNull(),
    closedAt: instant(),
    /** Null where it lapsed: a month was closed anew, or they left. */
    closedBy: uuid().references(() => person.id),
    outcome: text({ enum: ["talk", "training", "other_stores", "quota_wrong", "nothing", "lapsed"] }),
    note: text().notNull().default(""),
  },
  (t) => [
    uniqueIndex("quota_review_open")
      .on(t.personId)
      .where(sql`${t.closedAt} is null`),
    uniqueIndex("quota_review_once")
      .on(t.personId, t.month)
      .where(sql`${t.outcome} is distinct from 'lapsed'`),
    index("quota_review_team").on(t.teamId, t.openedAt),
    check(
      "quota_review_closed",
      sql`(${t.closedAt} is null) = (${t.outcome} is null) and (${t.closedBy} is null) = (${t.outcome} is null or ${t.outcome} = 'lapsed')`,
    ),
    check("quota_review_others", sql`${t.closedBy} is distinct from ${t.personId}`),
  ],
);
