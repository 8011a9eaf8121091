import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ItemBody } from "../../app/curriculum/pack";
import type { MonthTrace } from "../../app/kpi/trace";
import { id, instant } from "./columns";
import { person, store, team } from "./people";
import { file } from "./platform";

/** From when to when somebody was in a state, without gaps. Kept by a trigger on `person`: bonus is paid for the active part of a month. */
export const stateSpan = pgTable(
  "state_span",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    state: text({ enum: ["invited", "training", "probation", "active", "suspended", "left"] }).notNull(),
    from: instant("from_at").notNull(),
    to: instant("to_at"),
  },
  (t) => [index("state_span_person").on(t.personId, t.from)],
);

/**
 * How a month is scored, from a month on: for one store, or (store null) for the shop. Published before that month and never changed after. Where nothing
 * was published, the content's `kpi_rules` hold.
 */
export const kpiRuleSet = pgTable(
  "kpi_rule_set",
  {
    id: id(),
    storeId: uuid().references(() => store.id),
    /** First day of the first month. */
    fromMonth: date({ mode: "string" }).notNull(),
    /** Of this store and first month, from 1; 0 while it is a draft. */
    version: integer().notNull(),
    /** From this month on the store keeps to the shop's rules again, or the shop to the content's; the body says nothing then. */
    follows: boolean().notNull().default(false),
    body: jsonb().$type<ItemBody<"kpi_rules">>().notNull(),
    /** What a draft said before its last saves, the newest last: an undo takes them back. Empty once it is published. */
    past: jsonb().$type<ItemBody<"kpi_rules">[]>().notNull().default([]),
    reason: text().notNull().default(""),
    createdBy: uuid().references(() => person.id),
    createdAt: instant().notNull(),
    /** Null while it is a draft. */
    publishedAt: instant(),
    publishedBy: uuid().references(() => person.id),
    /** A draft that somebody threw away, and may take back. */
    discardedAt: instant(),
    revision: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("kpi_rule_set_version")
      .on(sql`coalesce(${t.storeId}, '00000000-0000-0000-0000-000000000000'::uuid)`, t.fromMonth, t.version)
      .where(sql`${t.publishedAt} is not null`),
    index("kpi_rule_set_published_by_store").on(t.storeId, t.fromMonth, t.version),
    check(
      "kpi_rule_set_draft",
      sql`(${t.publishedAt} is null) = (${t.version} = 0) and (${t.publishedAt} is null or ${t.discardedAt} is null)`,
    ),
    check("kpi_rule_set_month", sql`extract(day from ${t.fromMonth}) = 1`),
    check("kpi_rule_set_published", sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
  ],
);

/** What a store aims at in a month. The targets of price and items hold until others are set; a push task is of its own month only. */
export const kpiTarget = pgTable(
  "kpi_target",
  {
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    month: date({ mode: "string" }).notNull(),
    /** Price per customer. */
    priceFen: bigint({ mode: "number" }),
    /** Items per customer, in hundredths. */
    itemsHundredths: integer(),
    /** By which of the two this store is scored. */
    counts: text({ enum: ["price", "items"] })
      .notNull()
      .default("price"),
    /** Units of the named products that each agent is to sell in this month. */
    pushUnits: integer(),
    /** Slugs of the catalogue. */
    pushProducts: text().array().notNull().default([]),
    /** Net sales that are expected of an agent in this month. */
    quotaFen: bigint({ mode: "number" }),
    season: text({ enum: ["low", "peak"] })
      .notNull()
      .default("low"),
    revision: integer().notNull().default(1),
    changedBy: uuid().references(() => person.id),
    changedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storeId, t.month] }),
    check("kpi_target_month", sql`extract(day from ${t.month}) = 1`),
    check("kpi_target_range", sql`${t.priceFen} > 0 and ${t.itemsHundredths} > 0 and ${t.pushUnits} > 0 and ${t.quotaFen} >= 0`),
  ],
);

/** A month of a team: scored provisionally all along, published, then closed by a manager. */
export const kpiMonth = pgTable(
  "kpi_month",
  {
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    month: date({ mode: "string" }).notNull(),
    state: text({ enum: ["open", "published", "closed"] })
      .notNull()
      .default("open"),
    publishedAt: instant(),
    publishedBy: uuid().references(() => person.id),
    /** The first day on which it may be closed. */
    closableOn: date({ mode: "string" }),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    /** When it was last opened again after it had been closed, and why. */
    reopenedAt: instant(),
    reopenedBy: uuid().references(() => person.id),
    reopenReason: text(),
    revision: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.month] }),
    check("kpi_month_first", sql`extract(day from ${t.month}) = 1`),
    check("kpi_month_published", sql`${t.state} = 'open' or (${t.publishedAt} is not null and ${t.closableOn} is not null)`),
    check("kpi_month_closed", sql`(${t.state} = 'closed') = (${t.closedAt} is not null)`),
    check("kpi_month_reopened", sql`(${t.reopenedAt} is null) = (${t.reopenReason} is null)`),
  ],
);

/** How somebody's month stands at present: a summary that is renewed with its figures until the month is closed for them. */
export const kpiScore = pgTable(
  "kpi_score",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    month: date({ mode: "string" }).notNull(),
    /** Their team at the end of the month, or when they left. */
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    state: text({ enum: ["provisional", "published", "closed"] }).notNull(),
    /** Exact, of 100. Null: not scored. */
    score: numeric({ precision: 15, scale: 12 }),
    /** A manager's own score where nothing could be scored, with its reason in the audit trail. */
    decidedScore: numeric({ precision: 15, scale: 12 }),
    decidedBy: uuid().references(() => person.id),
    decidedReason: text(),
    bonusFen: bigint({ mode: "number" }),
    activeDays: integer().notNull(),
    workingDays: integer().notNull(),
    /** How it came about: see `MonthTrace`. */
    trace: jsonb().$type<MonthTrace>().notNull(),
    /** The newest statement, from 1; 0 before the first. */
    version: integer().notNull().default(0),
    /** Of the figures that it was reckoned from: another one asks for another score (`figuresRevision` of `app/kpi/inputs.server.ts`). */
    figuresRevision: integer().notNull().default(0),
    computedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.month] }),
    index("kpi_score_month").on(t.month),
    index("kpi_score_team").on(t.teamId, t.month),
    check("kpi_score_range", sql`${t.score} between 0 and 100 and ${t.decidedScore} between 0 and 100`),
    check("kpi_score_days", sql`${t.activeDays} between 0 and ${t.workingDays}`),
    check("kpi_score_decided", sql`(${t.decidedScore} is null) = (${t.decidedBy} is null)`),
  ],
);

/** What somebody was told of a month, whole: all that is needed to reckon it again. Append-only. */
export const kpiStatement = pgTable(
  "kpi_statement",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    month: date({ mode: "string" }).notNull(),
    version: integer().notNull(),
    kind: text({ enum: ["published", "corrected", "closed", "reopened"] }).notNull(),
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    score: numeric({ precision: 15, scale: 12 }),
    bonusFen: bigint({ mode: "number" }),
    trace: jsonb().$type<MonthTrace>().notNull(),
    reason: text().notNull().default(""),
    madeBy: uuid().references(() => person.id),
    madeAt: instant().notNull(),
  },
  (t) => [unique("kpi_statement_version").on(t.personId, t.month, t.version)],
);

/** An agent says that a figure of their statement is wrong. */
export const kpiDispute = pgTable(
  "kpi_dispute",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    month: date({ mode: "string" }).notNull(),
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    statementId: uuid()
      .notNull()
      .references(() => kpiStatement.id),
    /** A metric of a store, how the month is divided over stores, or the active part of the month. */
    about: text({ enum: ["metric", "shares", "days"] }).notNull(),
    storeId: uuid().references(() => store.id),
    metric: text(),
    claim: text().notNull(),
    /** A picture that the agent brings for it. */
    fileId: uuid().references(() => file.id),
    openedAt: instant().notNull(),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    outcome: text({ enum: ["kept", "corrected", "withdrawn"] }),
    answer: text(),
    /** The statement that followed, where the answer changed anything. */
    effectId: uuid().references(() => kpiStatement.id),
  },
  (t) => [
    index("kpi_dispute_person").on(t.personId, t.month),
    index("kpi_dispute_open")
      .on(t.teamId, t.month)
      .where(sql`${t.closedAt} is null`),
    // The same thing of the same statement is answered once; one that was taken back does not count.
    uniqueIndex("kpi_dispute_once")
      .on(t.statementId, t.about, sql`coalesce(${t.storeId}::text, '')`, sql`coalesce(${t.metric}, '')`)
      .where(sql`${t.outcome} is distinct from 'withdrawn'`),
    check("kpi_dispute_closed", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    check("kpi_dispute_about", sql`(${t.about} = 'metric') = (${t.metric} is not null and ${t.storeId} is not null)`),
    check("kpi_dispute_effect", sql`(${t.outcome} is not distinct from 'corrected') = (${t.effectId} is not null)`),
  ],
);
