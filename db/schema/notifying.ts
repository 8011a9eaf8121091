import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, team } from "./people";

/** A notice, or something that waits, of which it was decided who is told outside the app. Each once. */
export const notified = pgTable(
  "notified",
  {
    /** The notice or the item of work. */
    sourceId: uuid().primaryKey(),
    at: instant().notNull(),
  },
  (t) => [index("notified_at").on(t.at)],
);

/** How somebody wants to be told of what. No row: the usual. */
export const noticePreference = pgTable("notice_preference", {
  personId: uuid()
    .primaryKey()
    .references(() => person.id),
  /** By kind, what was chosen; of the others the usual holds. */
  modes: jsonb().$type<Record<string, string>>().notNull(),
  /** The kinds of notices that are switched off: the frame of every page leaves them out. */
  muted: text().array().notNull(),
  /** Times of the day, HH:MM, in the zone of the person's team. */
  digestAt: text().notNull(),
  quietFrom: text(),
  quietTo: text(),
  urgentBreaks: boolean().notNull(),
  updatedAt: instant().notNull(),
});

/** Where somebody gets e-mail: only an address that answered. */
export const noticeAddress = pgTable("notice_address", {
  personId: uuid()
    .primaryKey()
    .references(() => person.id),
  email: text().notNull(),
  /** When its confirmation was last asked for: the link in that letter is good, and no earlier one. */
  askedAt: instant().notNull(),
  confirmedAt: instant(),
  /** Since when no e-mail is wanted at all, as by the link in each of them. */
  offAt: instant(),
  /** The day of the last digest that was made. */
  digestDay: date(),
});

/** A robot in a group of DingTalk, WeCom or Feishu. Address and secret are encrypted under the instance's key. */
export const notificationRobot = pgTable("notification_robot", {
  id: id(),
  vendor: text({ enum: ["dingtalk", "wecom", "feishu"] }).notNull(),
  name: text().notNull(),
  /** The host of the address, which says nothing secret. */
  host: text().notNull(),
  address: text().notNull(),
  secret: text(),
  /** It tells of what waits in this team; null: in the whole shop. */
  teamId: uuid().references(() => team.id),
  /** Whose inboxes it tells of. */
  roles: text().array().notNull(),
  locale: text({ enum: ["zh-CN", "en"] }).notNull(),
  /** At once as things come, or once a day. */
  rhythm: text({ enum: ["at_once", "digest"] }).notNull(),
  digestAt: text().notNull(),
  quietFrom: text(),
  quietTo: text(),
  digestDay: date(),
  state: text({ enum: ["active", "paused"] })
    .notNull()
    .default("active"),
  lastSuccessAt: instant(),
  lastFailureAt: instant(),
  lastFault: text(),
  failingSince: instant(),
  /** Not before this, by the machine's clock: vendors take so many messages a minute. */
  freeAt: instant(),
  revision: integer().notNull().default(1),
  createdBy: uuid()
    .notNull()
    .references(() => person.id),
  createdAt: instant().notNull(),
  removedAt: instant(),
});

/** Something that is to be sent to a person by e-mail, or to a group by its robot: of each thing once. Kept 90 days. */
export const notificationDelivery = pgTable(
  "notification_delivery",
  {
    id: id(),
    personId: uuid().references(() => person.id),
    robotId: uuid().references(() => notificationRobot.id),
    what: text({ enum: ["notice", "item", "digest", "confirm", "test"] }).notNull(),
    /** What makes it one: the thing, or the day of a digest. */
    key: text().notNull(),
    /** The notice or the item. */
    sourceId: uuid(),
    urgent: boolean().notNull().default(false),
    /** It waits for the next digest and goes with it. */
    inDigest: boolean().notNull().default(false),
    state: text({ enum: ["waiting", "sent", "dropped", "given_up"] })
      .notNull()
      .default("waiting"),
    attempts: integer().notNull().default(0),
    nextAt: instant().notNull(),
    giveUpAt: instant().notNull(),
    /** Somebody is sending it until then, by the machine's clock. */
    busyUntil: instant(),
    createdAt: instant().notNull(),
    settledAt: instant(),
    /** What the last try failed on, and what was answered. */
    fault: text(),
    answer: text(),
  },
  (t) => [
    uniqueIndex("notification_delivery_person").on(t.personId, t.key),
    uniqueIndex("notification_delivery_robot").on(t.robotId, t.key),
    index("notification_delivery_due")
      .on(t.nextAt)
      .where(sql`${t.state} = 'waiting'`),
    index("notification_delivery_age").on(t.createdAt),
    check("notification_delivery_target", sql`(${t.personId} is null) <> (${t.robotId} is null)`),
  ],
);
