import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, numeric, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { chat } from "./chats";
import { id, instant } from "./columns";
import { contentVersion } from "./curriculum";
import { person, team } from "./people";
import { file } from "./platform";

/** Something that somebody did against a rule of conduct, on a day, with what shows it. Append-only. */
export const conductEntry = pgTable(
  "conduct_entry",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** Their team on that day; null: they were in none. */
    teamId: uuid().references(() => team.id),
    day: date({ mode: "string" }).notNull(),
    /** A rule of the version of the rules by which the day's month is reckoned. */
    rule: text().notNull(),
    versionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    /** The rule suspends the clearance at once. */
    suspends: boolean().notNull().default(false),
    /** What happened, and what shows it: in words, and where there is one a picture or the chat. */
    note: text().notNull(),
    evidence: text().notNull(),
    fileId: uuid().references(() => file.id),
    chatId: uuid().references(() => chat.id),
    enteredBy: uuid()
      .notNull()
      .references(() => person.id),
    at: instant().notNull(),
  },
  (t) => [
    index("conduct_entry_person").on(t.personId, t.day),
    check("conduct_entry_not_oneself", sql`${t.enteredBy} <> ${t.personId}`),
    check("conduct_entry_shape", sql`length(trim(${t.note})) >= 10 and length(trim(${t.evidence})) >= 10`),
  ],
);

/** That an entry was a mistake: taken back by who made it or by a manager. Append-only. */
export const conductWithdrawal = pgTable("conduct_withdrawal", {
  entryId: uuid()
    .primaryKey()
    .references(() => conductEntry.id),
  withdrawnBy: uuid()
    .notNull()
    .references(() => person.id),
  at: instant().notNull(),
  reason: text().notNull(),
});

/** What the agent says against an entry, once, and the ruling of somebody who did not make it. Closed once. */
export const conductAppeal = pgTable(
  "conduct_appeal",
  {
    entryId: uuid()
      .primaryKey()
      .references(() => conductEntry.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    said: text().notNull(),
    at: instant().notNull(),
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    outcome: text({ enum: ["upheld", "taken_away", "changed", "entry_withdrawn"] }),
    /** The rule as which the entry counts since. */
    changedRule: text(),
    ruling: text().notNull().default(""),
    /** Who made the entry ruled, since there was nobody else. */
    singleExaminer: boolean().notNull().default(false),
  },
  (t) => [
    index("conduct_appeal_person").on(t.personId),
    index("conduct_appeal_open")
      .on(t.at)
      .where(sql`${t.closedAt} is null`),
    check("conduct_appeal_closed", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
    check("conduct_appeal_changed", sql`(${t.changedRule} is not null) = (${t.outcome} is not null and ${t.outcome} = 'changed')`),
  ],
);

/**
 * A month of somebody's ledger, summed up by whoever writes an entry, takes one back or rules. A month without a row has lost nothing. The version of the rules is that of the
 * month's first entry.
 */
export const conductMonth = pgTable(
  "conduct_month",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** Its first day. */
    month: date({ mode: "string" }).notNull(),
    versionId: uuid()
      .notNull()
      .references(() => contentVersion.id),
    balance: numeric().notNull(),
    /** Entries that count. */
    entries: integer().notNull(),
    /** Thresholds that the balance reaches, and whether one of them is of several months running. */
    reached: text().array().notNull().default([]),
    serious: boolean().notNull().default(false),
  },
  (t) => [
    unique("conduct_month_once").on(t.personId, t.month),
    index("conduct_month_month").on(t.month),
    check("conduct_month_shape", sql`extract(day from ${t.month}) = 1 and ${t.balance} >= 0 and ${t.entries} >= 0`),
  ],
);

/** That a month's balance reached a threshold, what was said about it, and what was decided. Lifted when an entry was taken away and it is reached no more. */
export const conductThreshold = pgTable(
  "conduct_threshold",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    month: date({ mode: "string" }).notNull(),
    threshold: text().notNull(),
    reachedAt: instant().notNull(),
    liftedAt: instant(),
    settledAt: instant(),
    settledBy: uuid().references(() => person.id),
    /** What the agent said to it, and what was agreed or decided. */
    heard: text().notNull().default(""),
    note: text().notNull().default(""),
  },
  (t) => [
    uniqueIndex("conduct_threshold_reached")
      .on(t.personId, t.month, t.threshold)
      .where(sql`${t.liftedAt} is null`),
    check("conduct_threshold_settled", sql`(${t.settledAt} is null) = (${t.settledBy} is null) and ${t.settledBy} <> ${t.personId}`),
  ],
);
