import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";

export const person = pgTable(
  "person",
  {
    id: id(),
    /** The shop's own number of the person: the key of imports and of the clearance API. */
    externalId: text().unique(),
    name: text().notNull(),
    /** Full pinyin and initials of the name, for search. */
    pinyin: text().notNull().default(""),
    /** Lower case. Null until the invitation is accepted. */
    login: text().unique(),
    email: text().unique(),
    /** Argon2id; null until a password is set. */
    passwordHash: text(),
    locale: text(),
    theme: text(),
    /** Null for people who are no agents (supervisors, managers, …). Changed only by a human's decision. */
    state: text({ enum: ["invited", "training", "probation", "active", "suspended", "left"] }),
    /** The state to which a reinstatement returns. */
    stateBefore: text({ enum: ["invited", "training", "probation", "active"] }),
    stateSince: instant(),
    /** Since when this employment runs: a rehire starts anew, and gate decisions of an earlier employment no longer count. */
    employedSince: instant().notNull(),
    /** The gate decision on which `probation` or `active` rests. */
    stateDecisionId: uuid(),
    clearance: text({ enum: ["none", "supervised", "full"] })
      .notNull()
      .default("none"),
    clearanceSince: instant(),
    hireDate: date(),
    contractTerm: text({ enum: ["under_3_months", "under_1_year", "under_3_years", "3_years_or_longer"] }),
    /** Agreed last day of probation, never past the legal limit from the hire date. */
    probationEnd: date(),
    /** When they were last taken back: the law allows no second probation then. */
    rehiredAt: instant(),
    /** Accounts of people who left or were switched off cannot sign in. */
    disabledAt: instant(),
    createdAt: instant().notNull(),
    /** Grows with each edit: a stale form is refused. */
    revision: integer().notNull().default(1),
  },
  (t) => [index("person_state").on(t.state), index("person_name").on(t.name)],
);

/** A later end agreed for a running probation. Append-only. */
export const probationExtension = pgTable(
  "probation_extension",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    fromEnd: date().notNull(),
    toEnd: date().notNull(),
    /** What the law allowed at that time: the last day, reckoned from hire date and contract term. */
    limitDay: date().notNull(),
    reason: text().notNull(),
    /** The day of the agent's written consent: the agreement is changed by both. */
    consentOn: date().notNull(),
    extendedBy: uuid()
      .notNull()
      .references(() => person.id),
    at: instant().notNull(),
  },
  (t) => [
    index("probation_extension_person").on(t.personId),
    check("probation_extension_shape", sql`${t.fromEnd} < ${t.toEnd} and ${t.toEnd} <= ${t.limitDay} and ${t.extendedBy} <> ${t.personId}`),
  ],
);

/** That somebody was warned of an agreed end of probation: once for each end and stage. Append-only. */
export const probationWarning = pgTable(
  "probation_warning",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    probationEnd: date().notNull(),
    stage: text({ enum: ["two_weeks", "one_week", "over"] }).notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.probationEnd, t.stage] })],
);

export const team = pgTable("team", {
  id: id(),
  name: text().notNull().unique(),
  zone: text().notNull().default("Asia/Shanghai"),
  /** ISO weekdays, 1 = Monday. */
  workingWeek: integer().array().notNull(),
  createdAt: instant().notNull(),
  archivedAt: instant(),
  revision: integer().notNull().default(1),
});

/** A day off or an extra working day, for one team or (team null) for all. */
export const holiday = pgTable(
  "holiday",
  {
    id: id(),
    teamId: uuid().references(() => team.id),
    day: date().notNull(),
    kind: text({ enum: ["off", "working"] }).notNull(),
    name: jsonb().$type<{ "zh-CN": string; en: string }>().notNull(),
  },
  (t) => [uniqueIndex("holiday_day").on(sql`coalesce(${t.teamId}, '00000000-0000-0000-0000-000000000000'::uuid)`, t.day)],
);

/** Leave pauses the plan. Both days inclusive. */
export const leave = pgTable(
  "leave",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    from: date("from_day").notNull(),
    to: date("to_day").notNull(),
    reason: text().notNull(),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    cancelledAt: instant(),
  },
  (t) => [index("leave_person").on(t.personId), check("leave_order", sql`${t.from} <= ${t.to}`)],
);

/** A role held by a person, in a team or (team null) in the whole shop. */
export const roleGrant = pgTable(
  "role_grant",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    role: text({ enum: ["agent", "supervisor", "manager", "content_owner", "administrator"] }).notNull(),
    teamId: uuid().references(() => team.id),
    from: instant("from_at").notNull(),
    to: instant("to_at"),
    grantedBy: uuid(),
  },
  (t) => [index("role_grant_person").on(t.personId), index("role_grant_team").on(t.teamId)],
);

/** An agent's team, dated: [from, to). Without overlaps (exclusion constraint in the hand-written migration). */
export const teamMembership = pgTable(
  "team_membership",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    teamId: uuid()
      .notNull()
      .references(() => team.id),
    from: date("from_day").notNull(),
    to: date("to_day"),
  },
  (t) => [index("team_membership_person").on(t.personId), index("team_membership_team").on(t.teamId)],
);

export const store = pgTable("store", {
  id: id(),
  name: text().notNull().unique(),
  platform: text({ enum: ["taobao", "tmall", "jd", "pdd", "douyin", "other"] }).notNull(),
  createdAt: instant().notNull(),
  archivedAt: instant(),
  revision: integer().notNull().default(1),
});

/** One dated assignment of an agent to stores. The shares of one set sum to 100; a third store needs a reason. */
export const storeSet = pgTable(
  "store_set",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    from: date("from_day").notNull(),
    to: date("to_day"),
    reason: text(),
    createdBy: uuid(),
  },
  (t) => [index("store_set_person").on(t.personId)],
);
export const storeShare = pgTable(
  "store_share",
  {
    storeSetId: uuid()
      .notNull()
      .references(() => storeSet.id),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    /** Whole percent. */
    share: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.storeSetId, t.storeId] }), check("store_share_range", sql`${t.share} between 1 and 100`)],
);

/** A sub-account of a chat platform, passed between people over time. Without overlaps (exclusion constraint). */
export const platformAccount = pgTable(
  "platform_account",
  {
    id: id(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    nick: text().notNull(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    from: date("from_day").notNull(),
    to: date("to_day"),
  },
  (t) => [index("platform_account_person").on(t.personId)],
);

/** A signed-in browser. The id is the SHA-256 of the cookie's token. */
export const session = pgTable(
  "session",
  {
    id: text().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    expiresAt: instant().notNull(),
    createdAt: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
    lastSeenAt: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
    userAgent: text().notNull().default(""),
    address: text().notNull().default(""),
  },
  (t) => [index("session_person").on(t.personId)],
);

/** A single-use link: invitation, password reset, the demo's sign-in, the first set-up. Only its digest is stored. */
export const accountLink = pgTable(
  "account_link",
  {
    id: id(),
    tokenHash: text().notNull().unique(),
    kind: text({ enum: ["invitation", "reset", "sign_in", "set_up"] }).notNull(),
    /** Null for the set-up link: its person does not exist yet. */
    personId: uuid().references(() => person.id),
    createdBy: uuid(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [index("account_link_person").on(t.personId)],
);

/** Failures of sign-in by account and by address; the database's clock. */
export const throttle = pgTable("throttle", {
  key: text().primaryKey(),
  failures: integer().notNull(),
  windowStart: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  lastFailure: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

/** Something a person must be told in the app: a password was reset, a practical came back. */
export const notice = pgTable(
  "notice",
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    kind: text().notNull(),
    data: jsonb().$type<Record<string, string | number>>().notNull(),
    createdAt: instant().notNull(),
    seenAt: instant(),
    important: boolean().notNull().default(false),
  },
  (t) => [
    index("notice_person").on(t.personId, t.seenAt),
    index("notice_unseen")
      .on(t.createdAt)
      .where(sql`${t.seenAt} is null`),
  ],
);
