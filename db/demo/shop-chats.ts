import { createHash } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { type PersonDay, renewDayCounts } from "~/chats/day-counts.server";
import { wordsOf } from "~/chats/words";
import { currentVersions } from "~/curriculum/queries.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import { type LintTerm, prohibitedIn } from "~/wording/lint";
import { chat, type ChatLine, chatText, person, store } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { countedIn } from "./chat-facts";
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
const SEED = "four weeks of chats";

type Told = Pick<WrittenChat, "key" | "login" | "product" | "outcome" | "rating"> & {
  day: PlainDate;
  minute: number;
  lines: ChatLine[];
  isInquiry: boolean;
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
  const prices = new Map((await currentVersions(db, "product")).map(({ slug, body }) => [slug, body.price_yuan * 100]));
  const [first] = stores;
  const platform = platforms.find(({ id }) => id === first?.id)?.platform;
  if (!first || !platform) throw new Error("the demo's chats need its store");
  const importId = newId();
  await db.transaction(async (tx) => {
    const touched: PersonDay[] = [];
    for (const told of allOf(stage)) {
      const startedAt = at(told.day, told.minute);
      const sessionKey = `demo-${told.key}`;
      const [known] = await tx.select({ id: chat.id }).from(chat).where(eq(chat.sessionKey, sessionKey));
      if (known || startedAt >= stage.now) continue;
      const chatId = newId(startedAt.getTime());
      await tx.execute(sql`select make_chat_partition(${told.day}::date)`);
      const { lines } = told;
      const found = termsIn(lines, terms, platform);
      await tx.insert(chat).values({
        ...{ id: chatId, storeId: first.id, platform, sessionKey, importId, account: ACCOUNTS[told.login] ?? "", teamId, day: told.day },
        ...{ personId: ids.get(told.login) ?? null, buyer: digest(`buyer ${told.key}`), startedAt },
        endedAt: new Date(startedAt.getTime() + (lines.at(-1)?.at ?? 0)),
        ...countedIn(lines),
        ...{
          products: told.product ? [told.product] : [],
          terms: found,
          hasTerms: found.length > 0,
          wasTransferred: says(lines, "agent", /转接|转给/),
        },
        askedForOrder: says(lines, "agent", /现在拍|您拍下|先给您留|定了就拍|今天下单|您拍这|您拍深|地址还是/),
        ...{
          rating: told.rating ?? null,
          isInquiry: told.isInquiry,
          outcome: told.outcome,
          outcomeFrom: told.outcome === "unknown" ? null : "file",
        },
        ...{ worthFen: told.isInquiry ? (prices.get(told.product) ?? null) : null, exposures: exposuresIn(lines) },
        clearance: told.login === NOT_CLEARED ? "not_cleared" : "cleared",
      });
      await tx.insert(chatText).values({ chatId, lines, words: sql`${wordsOf(lines)}::tsvector` });
      const personId = ids.get(told.login);
      if (personId) touched.push({ personId, day: told.day });
    }
    await renewDayCounts(tx, touched);
  });
}

/** Every chat with its moment, in the order in which they were had. */
function allOf({ calendar, today }: Pick<Stage, "calendar" | "today">): Told[] {
  const dayOf = (ago: number) => workingDayBefore(calendar, today, ago);
  const byHand = writtenChats.map(({ daysAgo, afterSale, lines, ...told }): Told => {
    let now = 0;
    return {
      ...told,
      day: dayOf(daysAgo),
      isInquiry: !afterSale,
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

const says = (lines: readonly ChatLine[], by: ChatLine["who"], what: RegExp) =>
  lines.some(({ who, text }) => who === by && what.test(text));

/** The prohibited terms that the agent says, by line. */
function termsIn(lines: readonly ChatLine[], terms: readonly LintTerm[], platform: string) {
  return lines.flatMap(({ who, text }, line) =>
    who === "agent" ? prohibitedIn(text, terms, platform).map(({ term }) => ({ line, group: term.group, severity: term.severity })) : [],
  );
}

/** What the buyer met in it. */
function exposuresIn(lines: readonly ChatLine[]): string[] {
  const asked = { asked_lower_price: /便宜|优惠|少[十二]|送点/, asked_stock: /有货|现货/, asked_delivery: /几天|能发|快递|来得及|能到/ };
  return Object.entries(asked).flatMap(([name, what]) => (says(lines, "buyer", what) ? [name] : []));
}
