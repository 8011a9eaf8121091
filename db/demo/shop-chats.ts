import { createHash } from "node:crypto";
import { inArray, like, sql } from "drizzle-orm";
import { type PersonDay, renewDayCounts } from "~/chats/day-counts.server";
import { factsOf } from "~/chats/facts";
import { productFinder } from "~/chats/spoken-products";
import { wordsOf } from "~/chats/words";
import { currentVersions } from "~/curriculum/queries.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import type { LintTerm } from "~/wording/lint";
import { chat, type ChatLine, chatText, person, store } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { learnedChats } from "./case-chats";
import { type WrittenChat, writtenChats } from "./chat-lines";
import { composed } from "./chat-talk";
import type { Stage } from "./stage";

/** Who served, how well, and since how many working days: who was away or came later has no chats of that time. */
const desks = [
  { login: "liuyang", account: "小洋", care: 0.92, from: 23, to: 0 },
  { login: "xulei", account: "阿磊", care: 0.45, from: 23, to: 0 },
  { login: "malin", account: "琳琳", care: 0.8, from: 23, to: 17 },
  { login: "gaoyuan", account: "远远", care: 0.82, from: 23, to: 0 },
  { login: "jiangxue", account: "小雪", care: 0.85, from: 12, to: 0 },
  { login: "fengtao", account: "涛涛", care: 0.35, from: 15, to: 0 },
  { login: "tangning", account: "宁宁", care: 0.6, from: 8, to: 0 },
  { login: "luojia", account: "佳佳", care: 0.55, from: 11, to: 0 },
] as const;
const ACCOUNTS: Readonly<Record<string, string>> = { ...Object.fromEntries(desks.map((d) => [d.login, d.account])), zhangqian: "倩倩" };
/** Whose clearance had lapsed when they chatted. */
const NOT_CLEARED = "zhangqian";

const USUAL = 4;
/** Yesterday the shop was on a list, and twice as many asked. */
const YESTERDAY = 10;
const DAYS = 24;
/** So many rows go in one statement. */
const AT_A_TIME = 100;
const SEED = "four weeks of chats";

type Told = Pick<WrittenChat, "key" | "login" | "product" | "outcome" | "rating"> & {
  day: PlainDate;
  minute: number;
  lines: ChatLine[];
};

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** Four weeks of the team's chats, the same in every demo: some written by hand, the others put together. Chats that are there already are left alone. */
export async function writeShopChats(stage: Pick<Stage, "db" | "now" | "today" | "calendar" | "teamId" | "stores">): Promise<void> {
  const { db, teamId, stores } = stage;
  const [people, platforms, terms] = await Promise.all([
    db
      .select({ id: person.id, login: person.login })
      .from(person)
      .where(inArray(person.login, Object.keys(ACCOUNTS))),
    db.select({ id: store.id, platform: store.platform }).from(store),
    currentVersions(db, "term").then((versions) => versions.map(({ body }): LintTerm => body)),
  ]);
  const ids = new Map(people.map(({ login, id }) => [login ?? "", id]));
  const products = (await currentVersions(db, "product")).map(({ slug, body }) => ({
    slug,
    code: body.code,
    names: Object.values(body.name),
    priceFen: Math.round(body.price_yuan * 100),
  }));
  const codes = new Map(products.map(({ slug, code }) => [slug, code]));
  const [first] = stores;
  const platform = platforms.find(({ id }) => id === first?.id)?.platform;
  if (!first || !platform) throw new Error("the demo's chats need its store");
  const ground = { products: productFinder(products), terms, platform };
  const importId = newId();
  await db.transaction(async (tx) => {
    const known = new Set(
      (await tx.select({ key: chat.sessionKey }).from(chat).where(like(chat.sessionKey, "demo-%"))).map(({ key }) => key),
    );
    const rows = allOf(stage).flatMap((told) => {
      const startedAt = at(told.day, told.minute);
      const sessionKey = `demo-${told.key}`;
      if (known.has(sessionKey) || startedAt >= stage.now) return [];
      const { lines } = told;
      const code = codes.get(told.product);
      const said = {
        isPaid: told.outcome === "unknown" ? undefined : told.outcome === "paid",
        rating: told.rating,
        skus: code ? [code] : [],
      };
      const id = newId(startedAt.getTime());
      const counted = {
        ...{ id, storeId: first.id, platform, sessionKey, importId, account: ACCOUNTS[told.login] ?? "", teamId, day: told.day },
        ...{ personId: ids.get(told.login) ?? null, buyer: digest(`buyer ${told.key}`), startedAt },
        endedAt: new Date(startedAt.getTime() + (lines.at(-1)?.at ?? 0)),
        ...factsOf(lines, said, ground),
        clearance: told.login === NOT_CLEARED ? ("not_cleared" as const) : ("cleared" as const),
      };
      return [{ counted, text: { chatId: id, lines, words: sql<string>`${wordsOf(lines)}::tsvector` } }];
    });
    for (const month of new Set(rows.map(({ counted: { day } }) => `${day.slice(0, 7)}-01`)))
      await tx.execute(sql`select make_chat_partition(${month}::date)`);
    for (let from = 0; from < rows.length; from += AT_A_TIME) {
      const some = rows.slice(from, from + AT_A_TIME);
      await tx.insert(chat).values(some.map(({ counted }) => counted));
      await tx.insert(chatText).values(some.map(({ text }) => text));
    }
    const touched = rows.flatMap(({ counted: { personId, day } }): PersonDay[] => (personId ? [{ personId, day }] : []));
    await renewDayCounts(tx, touched);
  });
}

/** Every chat with its moment, in the order in which they were had. */
function allOf({ calendar, today }: Pick<Stage, "calendar" | "today">): Told[] {
  const dayOf = (ago: number) => workingDayBefore(calendar, today, ago);
  const byHand = [...writtenChats, ...learnedChats].map(({ daysAgo, lines, ...told }): Told => {
    let now = 0;
    return {
      ...told,
      day: dayOf(daysAgo),
      lines: lines.map(([after, who, text]) => ({ at: (now += after) * 1000, who: who === "b" ? "buyer" : "agent", text })),
    };
  });
  const put = Array.from({ length: DAYS }, (_, ago) => ago).flatMap((ago) =>
    desks
      .filter(({ from, to }) => ago <= from && ago >= to)
      .flatMap(({ login, care }) =>
        Array.from({ length: ago === 1 ? YESTERDAY : USUAL }, (_unused, n): Told => {
          const random = seededRandom(`${SEED} ${login} ${ago} ${n}`);
          const minute = Math.floor(8.75 * 60 + random() * (ago === 0 ? 4 : 11.5) * 60) + random();
          return { key: `${login}-${ago}-${n}`, login, day: dayOf(ago), minute, ...composed(random, care) };
        }),
      ),
  );
  return [...byHand, ...put].sort((a, b) => a.day.localeCompare(b.day) || a.minute - b.minute);
}
