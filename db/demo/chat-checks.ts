import { eq, inArray, sql } from "drizzle-orm";
import { openBreaches } from "~/chats/breaches.server";
import { openPlace, saveCheck } from "~/chats/check.server";
import { choosePlace } from "~/chats/places.server";
import { neededMs } from "~/chats/check-rules";
import { drawDay } from "~/chats/draw.server";
import { dayOf } from "~/chats/reading.server";
import { houseCard } from "~/chats/scorecard-default";
import type { Mark } from "~/chats/scorecard-rules";
import { disputeCheck, replyTo } from "~/chats/talk.server";
import { chat, chatCheck } from "../schema";
import { at, workingDayBefore } from "./calendar";
import { as, done, idOf, type Stage } from "./stage";

type Read = { by: "wangjing" | "liqiang"; daysAgo: number; count: number };
/** Who read how many of which day's draw: Wang keeps her days, and is in the middle of today's; Li gets what is left of a busy day. */
const read: readonly Read[] = [
  { by: "wangjing", daysAgo: 3, count: 50 },
  { by: "wangjing", daysAgo: 2, count: 50 },
  { by: "wangjing", daysAgo: 1, count: 50 },
  { by: "wangjing", daysAgo: 0, count: 32 },
  { by: "liqiang", daysAgo: 0, count: 8 },
];

/** What Wang chose herself today, and what she wrote. */
const chosen: Readonly<
  Record<string, { marks: Record<string, Mark>; comment: string; lines: number[]; reply?: string; dispute?: string }>
> = {
  "price-then-silence": {
    marks: {
      "first-reply": "half",
      needs: "none",
      facts: "none",
      "value-before-price": "none",
      "asks-for-order": "none",
      tone: "half",
      ending: "half",
    },
    comment: "他都说了一周背五天，这就是给你递的梯子。头层和二层差在哪，卡片上三条，说一条他就不走了。",
    lines: [4, 5],
    reply: "当时手上四个窗口，我想先回完再细说，回头他就走了。卡片我今天重背一遍。",
  },
  "bargain-turned": {
    marks: {},
    comment: "问出一号线这一句值钱。还主动给了 139 的退路，客户反而信你。这段我拿去早会念。",
    lines: [3, 5],
    reply: "谢谢静姐！暗袋那句是上周地铁上自己试出来的。",
  },
  "wechat-offer": {
    marks: {
      "first-reply": "half",
      needs: "half",
      facts: "na",
      "value-before-price": "na",
      "asks-for-order": "none",
      rules: "none",
      tone: "half",
      ending: "none",
    },
    comment: "加微信、私下报价，两条红线一起踩。对公在平台上十分钟就能走完，流程我发你了，今天下班前来找我。",
    lines: [1, 3],
  },
  "wrong-laptop": {
    marks: { "first-reply": "half", needs: "half", facts: "none", "value-before-price": "na", "asks-for-order": "half", ending: "none" },
    comment: "14 寸的包装不下 15.6，尺寸表第一页就是。「应该能塞下」是在赌。让客户等三分钟去问仓库，他就不等了。",
    lines: [1, 3],
    dispute: "开口要单这项我第一句就说了“放心拍”，应该算做到了；后面没再提是因为客户已经在问尺寸。",
  },
};

const PACE_MS = 40_000;
/** From one chat to the next. */
const STEP_MS = 2000;

/** What somebody would find of a chat from what is counted of it. */
function marksOf(row: typeof chat.$inferSelect): Record<string, Mark> {
  const first = row.firstResponseMs ?? 0;
  const isSale = row.isInquiry;
  const graded: Record<string, Mark> = {
    "first-reply": first > 90_000 ? "none" : first > 25_000 ? "half" : "full",
    needs: isSale ? (row.outcome === "paid" ? "full" : "half") : "na",
    facts: (row.rating ?? 5) <= 2 ? "half" : "full",
    "value-before-price": isSale && row.exposures.includes("asked_lower_price") ? (row.outcome === "paid" ? "full" : "half") : "na",
    "asks-for-order": isSale ? (row.askedForOrder ? "full" : "none") : "na",
    rules: row.terms.some(({ severity }) => severity === "block") ? "none" : row.hasTerms ? "half" : "full",
    tone: (row.longestGapMs ?? 0) > 180_000 ? "half" : "full",
    ending: row.outcome === "unpaid" ? "half" : "full",
  };
  return graded;
}

/** Some days of checks by the product's own actions: a streak, a day half done, comments with answers, a dispute that waits, and a breach. Nothing when a check is there. */
export async function writeChatChecks(stage: Stage): Promise<void> {
  const { db } = stage;
  const [known] = await db.select({ id: chatCheck.id }).from(chatCheck).limit(1);
  if (known) return;
  await breach(stage);
  for (const one of read) await readDay(stage, one);
}

async function breach(stage: Stage): Promise<void> {
  const rows = await stage.db.select().from(chat).where(eq(chat.clearance, "not_cleared"));
  const breaches = rows.flatMap(({ id, personId, teamId, day }) => (personId ? [{ chatId: id, personId, teamId, day }] : []));
  await stage.db.transaction((tx) => openBreaches(tx, as(stage, null, at(stage.today, 8 * 60 + 5)), breaches));
}

async function readDay(stage: Stage, { by, daysAgo, count }: Read): Promise<void> {
  const { db, calendar, today } = stage;
  const day = workingDayBefore(calendar, today, daysAgo);
  const reader = idOf(stage, by);
  const start = at(day, by === "wangjing" ? 8 * 60 + 40 : 10 * 60 + 5);
  const drawn = await drawDay(as(stage, reader, start), reader);
  if (!drawn.ok) return;
  const keys = daysAgo === 0 && by === "wangjing" ? await chosenPlaces(stage, reader, start) : new Map<string, string>();
  const draw = await dayOf(db, reader, day);
  const places = (draw?.places ?? []).filter(({ state }) => state === "open");
  const first = places.filter(({ chatId }) => keys.has(chatId));
  const others = places.filter(({ chatId }) => !keys.has(chatId)).slice(0, count);
  const rows = await db
    .select({ chat, lines: sql<number>`(select jsonb_array_length(t.lines) from chat_text t where t.chat_id = ${chat.id})` })
    .from(chat)
    .where(
      inArray(
        chat.id,
        places.map(({ chatId }) => chatId),
      ),
    );
  let now = start;
  for (const { place, chatId } of [...first, ...others]) {
    const row = rows.find((one) => one.chat.id === chatId);
    if (!row) continue;
    const said = chosen[keys.get(chatId) ?? ""];
    now = new Date(now.getTime() + STEP_MS);
    await done(`opening place ${place}`, openPlace(as(stage, reader, now), day, place));
    now = new Date(now.getTime() + Math.max(PACE_MS, neededMs(row.lines)));
    const marks = said ? { ...Object.fromEntries(houseCard.criteria.map(({ slug }) => [slug, "full"])), ...said.marks } : marksOf(row.chat);
    await done(
      `checking place ${place}`,
      saveCheck(as(stage, reader, now), day, place, { marks, comment: said?.comment ?? "", lines: said?.lines ?? [] }),
    );
    const agent = row.chat.personId;
    if (!said || !agent) continue;
    const later = new Date(now.getTime() + 45 * 60_000);
    if (said.reply) await done("replying to a check", replyTo(as(stage, agent, later), chatId, said.reply));
    if (said.dispute)
      await done(
        "disputing a check",
        disputeCheck(as(stage, agent, later), chatId, { criteria: ["asks-for-order"], reason: said.dispute }),
      );
  }
}

/** The chats that Wang reads by her own choice, in the draw already or put into it; by chat, which story it is. */
async function chosenPlaces(stage: Stage, reader: string, now: Date): Promise<Map<string, string>> {
  const keys = Object.keys(chosen).map((key) => `demo-${key}`);
  const rows = await stage.db.select({ id: chat.id, key: chat.sessionKey }).from(chat).where(inArray(chat.sessionKey, keys));
  for (const { id } of rows) await choosePlace(as(stage, reader, now), stage.today, id);
  return new Map(rows.map(({ id, key }) => [id, key.replace("demo-", "")]));
}
