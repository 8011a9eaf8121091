import { sql } from "drizzle-orm";
import type { Database } from "@db/client";
import { chat, type ChatLine, chatText, store } from "@db/schema";
import type { ChatFilter } from "~/chats/chat-list.server";
import { factsOf } from "~/chats/facts";
import { productFinder } from "~/chats/spoken-products";
import { wordsOf } from "~/chats/words";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";

type Values = Partial<typeof chat.$inferInsert> & { startedAt: Date; lines?: ChatLine[] };

const SAID: ChatLine[] = [
  { at: 0, who: "buyer", text: "晨线双肩包有现货吗" },
  { at: 12_000, who: "agent", text: "有的，黑色今天能发，您平时装多大的电脑？" },
  { at: 40_000, who: "buyer", text: "15.6 寸" },
  { at: 52_000, who: "agent", text: "放得下，现在拍今天就出库" },
];

/** A list of chats that asks for all of them. */
export const everyChat: ChatFilter = {
  ...{ agent: null, from: null, to: null, outcome: null, product: null, risk: null, checked: null },
  ...{ words: "", before: null },
};

/** Makes chats with their text, as an import leaves them. What can be counted of the lines is counted, unless a value is given. */
export function chatFactories(db: Database) {
  let serial = 0;
  let usual: Promise<string> | null = null;
  const usualStore = () =>
    (usual ??= db
      .insert(store)
      .values({ name: "Store of the chats", platform: "taobao", createdAt: new Date("2026-01-05T01:00:00.000Z") })
      .returning({ id: store.id })
      .then(([row]) => row?.id ?? ""));

  return {
    /** A paid inquiry that was answered well, of the cleared agent `personId` in the team `teamId`. */
    async chat({ lines = SAID, startedAt, ...values }: Values) {
      const id = values.id ?? newId(startedAt.getTime());
      const terms = values.terms ?? [];
      const outcome = values.outcome ?? "paid";
      const [row] = await db
        .insert(chat)
        .values({
          ...{
            id,
            storeId: values.storeId ?? (await usualStore()),
            platform: "taobao",
            sessionKey: `session-${++serial}-${id}`,
            importId: newId(),
          },
          ...{ account: "客服", day: plainDateIn("Asia/Shanghai", startedAt), startedAt },
          endedAt: new Date(startedAt.getTime() + Math.max(0, ...lines.map((line) => line.at))),
          ...factsOf(lines, {}, { products: productFinder([]), terms: [], platform: "taobao" }),
          ...{ products: ["dawn-backpack-nylon"], terms, hasTerms: terms.length > 0, askedForOrder: true, wasTransferred: false },
          ...{ isInquiry: true, outcome, outcomeFrom: outcome === "unknown" ? null : "file", exposures: [], clearance: "cleared" },
          ...values,
        })
        .returning();
      if (!row) throw new Error("nothing was inserted");
      await db.insert(chatText).values({ chatId: id, lines, words: sql`${wordsOf(lines)}::tsvector` });
      return row;
    },
  };
}
