import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, store, team } from "./people";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * A chat that was really had, and what is counted of it. The id is a UUIDv7 of its beginning, so that chats sort by it. Of the buyer there is a pseudonym; what was
 * said stands apart, masked, and is deleted before this row is: the counts outlive it.
 */
export const chat = pgTable(
  "chat",
  {
    id: id(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    platform: text().notNull(),
    /** The platform's own name of the session: with it, a chat comes in once. */
    sessionKey: text().notNull(),
    importId: uuid().notNull(),
    /** The agent's account as the file names it, without the store. */
    account: text().notNull(),
    /** Whose account it was on that day; null while nobody has said. */
    personId: uuid().references(() => person.id),
    /** The person's team on that day. */
    teamId: uuid().references(() => team.id),
    /** HMAC-SHA256 of platform and nick under the instance's key. Null once the text is deleted. */
    buyer: text(),
    /** The day on which the customer first said something, or else of its beginning, in the team's zone. */
    day: date({ mode: "string" }).notNull(),
    startedAt: instant().notNull(),
    endedAt: instant().notNull(),

    buyerLines: integer().notNull(),
    agentLines: integer().notNull(),
    /** Those of the agent's lines that no person wrote: greetings and automatic replies. */
    robotLines: integer().notNull().default(0),
    /** Turns of the buyer that were answered. */
    rounds: integer().notNull(),
    /** From the buyer's first line to the agent's first; null: never answered, or nobody asked. */
    firstResponseMs: integer(),
    averageResponseMs: integer(),
    /** The longest that the buyer waited for a reply. */
    longestGapMs: integer(),
    /** Slugs of the catalogue's products that were spoken of, in the order in which they came up. */
    products: text().array().notNull(),
    /** Prohibited terms that the agent said: which line, from 0, and of which group. */
    terms: jsonb().$type<{ line: number; group: string; severity: string }[]>().notNull(),
    hasTerms: boolean().notNull(),
    askedForOrder: boolean().notNull(),
    wasTransferred: boolean().notNull(),
    /** The customer was invited to rate the service; null: the file says it of no chat, or it came in before that was read. */
    invited: boolean(),
    /** 1–5, as the buyer rated it. */
    rating: smallint(),
    /** The buyer wanted to buy: not a word after the sale only, nor an empty greeting. */
    isInquiry: boolean().notNull(),
    /** Whether the inquiry was paid: as the file says, or else as the orders do. */
    outcome: text({ enum: ["paid", "unpaid", "unknown"] }).notNull(),
    outcomeFrom: text({ enum: ["file", "orders"] }),
    /** What was paid, or what would have been: of the first product spoken of. */
    worthFen: bigint({ mode: "number" }),
    /** What the buyer met in it, by the names of the exposure rules. */
    exposures: text().array().notNull(),
    /** Whether the agent was cleared for the desk when it began. */
    clearance: text({ enum: ["cleared", "not_cleared", "unknown"] }).notNull(),
  },
  (t) => [
    unique("chat_once").on(t.platform, t.sessionKey),
    index("chat_person").on(t.personId, t.day),
    index("chat_team").on(t.teamId, t.day),
    index("chat_lost")
      .on(t.teamId, t.day)
      .where(sql`${t.isInquiry} and ${t.outcome} = 'unpaid'`),
    index("chat_unmapped")
      .on(t.storeId, t.account)
      .where(sql`${t.personId} is null`),
    index("chat_buyer")
      .on(t.platform, t.buyer, t.startedAt)
      .where(sql`${t.buyer} is not null`),
    index("chat_import_rows").on(t.importId),
    check("chat_whole", sql`${t.endedAt} >= ${t.startedAt}`),
    check("chat_outcome_from", sql`(${t.outcome} = 'unknown') = (${t.outcomeFrom} is null)`),
    check("chat_has_terms", sql`${t.hasTerms} = (jsonb_array_length(${t.terms}) > 0)`),
    check("chat_rating", sql`${t.rating} between 1 and 5`),
  ],
);

/** One line of a chat, masked; `at` in milliseconds since the chat began. */
export type ChatLine = { at: number; who: "buyer" | "agent" | "system"; text: string };

/** What was said in a chat, masked before it came here. One row a chat, partitioned by the month inside its id; deleted when its time has come. */
export const chatText = pgTable(
  "chat_text",
  {
    chatId: uuid().primaryKey(),
    lines: jsonb().$type<ChatLine[]>().notNull(),
    /** Words of Latin script and pairs of Chinese characters, to be found by; a find is checked against the lines. */
    words: tsvector().notNull(),
  },
  (t) => [index("chat_text_words").using("gin", t.words)],
);

/** Days whose figures are to be computed anew from chats (`chat-figures.server.ts`): whoever changes what they rest on notes them in the same transaction, as often as it happens. */
export const chatFigureDue = pgTable(
  "chat_figure_due",
  {
    sequence: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    day: date({ mode: "string" }).notNull(),
  },
  (t) => [index("chat_figure_due_day").on(t.storeId, t.personId, t.day)],
);

/**
 * How many inquiries of an agent's day met an exposure rule, and how many of those were paid; of inquiries of which nobody knows that, none. `exposure` and `product` empty: whatever they
 * met, whatever they were about. A summary of `chat`, renewed by whatever writes chats.
 */
export const chatDayCount = pgTable(
  "chat_day_count",
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    day: date({ mode: "string" }).notNull(),
    exposure: text().notNull(),
    product: text().notNull(),
    teamId: uuid().references(() => team.id),
    inquiries: integer().notNull(),
    paid: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.personId, t.day, t.exposure, t.product] }),
    index("chat_day_count_team").on(t.exposure, t.product, t.teamId, t.day),
    check("chat_day_count_part", sql`${t.paid} between 0 and ${t.inquiries}`),
  ],
);
