import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, team } from "./people";

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
