import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { id, instant } from "./columns";
import { store } from "./people";

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
    index("shop_order_buyer")
      .on(t.platform, t.buyer, t.placedAt)
      .where(sql`${t.buyer} is not null`),
  ],
);
