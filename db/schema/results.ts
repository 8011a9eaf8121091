import { sql } from "drizzle-orm";
import { bigint, check, index, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { person, store } from "./people";

/** An order as a platform's file tells of it. Who bought is a pseudonym and the number a keyed digest: neither says anything outside this instance. */
export const shopOrder = pgTable(
  "shop_order",
  {
    id: id(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    platform: text().notNull(),
    /** HMAC-SHA256 of platform and order number under the instance's key, in hex. */
    orderKey: text().notNull(),
    /** The buyer's pseudonym, as chats carry it. Null once it is no longer kept. */
    buyer: text(),
    /** Slugs of the catalogue's products. */
    products: text().array().notNull(),
    amountFen: bigint({ mode: "number" }).notNull(),
    placedAt: instant().notNull(),
    paidAt: instant(),
    importId: uuid().notNull(),
  },
  (t) => [
    unique("shop_order_once").on(t.platform, t.orderKey),
    index("shop_order_store").on(t.storeId, t.placedAt),
    index("shop_order_buyer")
      .on(t.platform, t.buyer, t.placedAt)
      .where(sql`${t.buyer} is not null`),
  ],
);

/**
 * That an order is irregular: chats that it was paid after count only where a rule set leaves the filter off. It goes by platform and number, so that an order that comes in again keeps it. Lifted
 * once; never deleted.
 */
export const orderFlag = pgTable(
  "order_flag",
  {
    id: id(),
    storeId: uuid()
      .notNull()
      .references(() => store.id),
    platform: text().notNull(),
    /** As in `shop_order`. */
    orderKey: text().notNull(),
    reason: text().notNull(),
    flaggedBy: uuid()
      .notNull()
      .references(() => person.id),
    flaggedAt: instant().notNull(),
    liftedBy: uuid().references(() => person.id),
    liftedAt: instant(),
  },
  (t) => [
    uniqueIndex("order_flag_once")
      .on(t.platform, t.orderKey)
      .where(sql`${t.liftedAt} is null`),
    index("order_flag_store").on(t.storeId, t.flaggedAt),
    check("order_flag_lifted", sql`(${t.liftedBy} is null) = (${t.liftedAt} is null)`),
  ],
);
