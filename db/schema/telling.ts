import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, team } from "./people";
import { outbox } from "./platform";

/** A key by which another system reads clearances and gates. The key itself is shown once and kept nowhere: only its digest is. */
export const apiKey = pgTable(
  "api_key",
  {
    id: id(),
    name: text().notNull(),
    /** The beginning of the key, by which people tell keys apart. */
    prefix: text().notNull(),
    /** SHA-256 of the whole key. */
    hash: text().notNull().unique(),
    scopes: text().array().notNull(),
    /** It reads the agents of this team alone; null: of the whole shop. */
    teamId: uuid().references(() => team.id),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
    createdAt: instant().notNull(),
    expiresAt: instant(),
    /** Never taken back (see the hand-written migration). */
    revokedAt: instant(),
    revokedBy: uuid(),
    /** Written at most once a minute. */
    lastUsedAt: instant(),
  },
  (t) => [index("api_key_created").on(t.createdAt)],
);

/** Where another system is told of changes. Its secret is derived from `secretId` under the instance's key, and kept nowhere. */
export const webhookEndpoint = pgTable("webhook_endpoint", {
  id: id(),
  name: text().notNull(),
  url: text().notNull(),
  events: text().array().notNull(),
  /** It is told of the agents of this team alone; null: of the whole shop. */
  teamId: uuid().references(() => team.id),
  secretId: uuid().notNull(),
  /** The secret before the last change signs too, until then. */
  previousSecretId: uuid(),
  previousUntil: instant(),
  state: text({ enum: ["active", "paused"] })
    .notNull()
    .default("active"),
  pausedAt: instant(),
  /** By whom it was paused: by somebody, or by the product after days of failures. */
  pausedFor: text({ enum: ["hand", "failures"] }),
  /** The first failure since something last got through. */
  failingSince: instant(),
  /** Somebody is delivering until then, by the machine's clock: only one at a time, and nobody waits for one that was killed. */
  busyUntil: instant(),
  revision: integer().notNull().default(1),
  createdBy: uuid()
    .notNull()
    .references(() => person.id),
  createdAt: instant().notNull(),
  removedAt: instant(),
});

/** An event for one endpoint. Of one subject the next is not sent before the one before is delivered or given up. Kept 90 days. */
export const webhookDelivery = pgTable(
  "webhook_delivery",
  {
    id: id(),
    endpointId: uuid()
      .notNull()
      .references(() => webhookEndpoint.id),
    /** Null: a test event. */
    outboxId: uuid().references(() => outbox.id),
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    sequence: integer().notNull(),
    /** The very bytes that are signed and sent, at every attempt. */
    body: text().notNull(),
    state: text({ enum: ["waiting", "delivered", "given_up"] })
      .notNull()
      .default("waiting"),
    attempts: integer().notNull().default(0),
    nextAt: instant().notNull(),
    giveUpAt: instant().notNull(),
    createdAt: instant().notNull(),
    settledAt: instant(),
  },
  (t) => [
    uniqueIndex("webhook_delivery_once").on(t.endpointId, t.outboxId),
    index("webhook_delivery_log").on(t.endpointId, t.id.desc()),
    index("webhook_delivery_lane")
      .on(t.endpointId, t.subjectId, t.sequence)
      .where(sql`${t.state} = 'waiting'`),
    index("webhook_delivery_due")
      .on(t.nextAt)
      .where(sql`${t.state} = 'waiting'`),
    index("webhook_delivery_age").on(t.createdAt),
  ],
);

/** One try of a delivery and what came of it. Never changed; goes with its delivery. */
export const webhookAttempt = pgTable(
  "webhook_attempt",
  {
    id: id(),
    deliveryId: uuid()
      .notNull()
      .references(() => webhookDelivery.id, { onDelete: "cascade" }),
    at: instant().notNull(),
    ms: integer().notNull(),
    /** What was answered; null when nothing was, and `fault` says why. */
    status: integer(),
    fault: text(),
    /** The first 1 000 characters of the answer. */
    answer: text(),
  },
  (t) => [index("webhook_attempt_delivery").on(t.deliveryId)],
);
