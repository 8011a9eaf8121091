import { eq, inArray } from "drizzle-orm";
import { chat, chatCase, checkPlace } from "@db/schema";
import { editCase, makeCase } from "~/cases/actions.server";
import { chatToRead } from "~/cases/chat.server";
import { lostInquiries, periodOf } from "~/cases/lost.server";
import type { LossReason } from "~/cases/reasons";
import { openPlace, saveCheck } from "~/chats/check.server";
import { fillByChance } from "~/chats/places.server";
import { drawDay } from "~/chats/draw.server";
import type { Exposure } from "~/chats/exposures";
import { houseCard } from "~/chats/scorecard-default";
import type { Mark } from "~/chats/scorecard-rules";
import type { Told, Topic } from "@test/factories/month/plan";
import { ANSWER_AT, BETTER, ENDING_AT } from "@test/factories/month/talk";
import { done, type Shop } from "./shop";

/** What a supervisor does of a day: reads and scores what was drawn, and makes cases of what was lost. */

/** The reason that a chat of a topic is lost for, and the rule that sees it. */
export const REASONS: Record<Exclude<Topic, "plain">, { reason: LossReason; exposure: Exposure }> = {
  price: { reason: "price_objection", exposure: "asked_lower_price" },
  after_sales: { reason: "after_sales_worry", exposure: "asked_after_sales" },
  stock: { reason: "stock_or_delivery", exposure: "asked_stock" },
  recommend: { reason: "no_recommendation", exposure: "asked_recommendation" },
};
const reasonOf = (topic: Topic): LossReason[] => (topic === "plain" ? [] : [REASONS[topic].reason]);

/** A chat lost in which nobody asked for the order. */
const isLostUnasked = ({ paid, isAsked }: Told): boolean => paid === false && !isAsked;

const READ_SECONDS = 12;
/** One chat in so many is clicked through in a second: that is no check. */
const CLICKED_THROUGH = 0.05;

/** What was read: how many counted, how many cases came of it, and what the random ones showed. */
export type DayRead = { counted: number; lost: number; excellent: number; random: { day: string; isLostUnasked: boolean }[] };

/** Draw the day's chats, read and score each, and make cases; null: there is no duty today. `toldOf`: what is known of a chat by its stored name. */
export async function readDay(shop: Shop, toldOf: ReadonlyMap<string, Told>): Promise<DayRead | null> {
  const { db, supervisor } = shop;
  const drawn = await drawDay(shop.ctx(supervisor.id), supervisor.id);
  if (!drawn.ok) {
    if (drawn.refusals.some(({ code }) => code === "no_duty")) return null;
    throw new Error(`nothing was drawn: ${JSON.stringify(drawn.refusals)}`);
  }
  const { drawId } = drawn.value;
  await fillByChance(shop.ctx(supervisor.id), shop.today());
  const places = await db.select().from(checkPlace).where(eq(checkPlace.drawId, drawId));
  const stored = await db
    .select({ id: chat.id, sessionKey: chat.sessionKey, day: chat.day })
    .from(chat)
    .where(
      inArray(
        chat.id,
        places.map(({ chatId }) => chatId),
      ),
    );
  const chats = new Map(stored.map((row) => [row.id, row]));
  const read: DayRead = { counted: 0, lost: 0, excellent: 0, random: [] };
  let { place } = done("opening", await openPlace(shop.ctx(supervisor.id), shop.today(), null));
  while (place !== null) {
    const { chatId, kind } = places.find((one) => one.place === place) ?? { chatId: "", kind: "own" };
    const row = chats.get(chatId);
    const told = toldOf.get(row?.sessionKey ?? "");
    if (!row || !told) throw new Error(`nobody told of the chat on place ${place}`);
    const isRead = told.flavour >= CLICKED_THROUGH;
    shop.pass(isRead ? READ_SECONDS : 1);
    const comment = isLostUnasked(told) ? "客户已经有意了，要请他下单。" : "";
    const values = { marks: marksOf(told), comment, lines: comment ? [ENDING_AT] : [] };
    const saved = done("a check", await saveCheck(shop.ctx(supervisor.id), shop.today(), place, values));
    if (saved.counts !== isRead) throw new Error("a check counts that was too quick, or one does not that was read");
    place = saved.next;
    if (!isRead) continue;
    read.counted++;
    if (kind === "random") read.random.push({ day: row.day, isLostUnasked: isLostUnasked(told) });
    if (isLostUnasked(told)) {
      await caseOf(shop, chatId, told, "check", [...reasonOf(told.topic), "did_not_ask"]);
      read.lost++;
    } else if (told.paid && told.isAsked && told.topic === "price" && read.excellent === 0) {
      await excellentOf(shop, chatId);
      read.excellent++;
    }
  }
  return read;
}

function marksOf(told: Told): Record<string, Mark> {
  const poor: Record<string, Mark> = {
    ...(told.isSlow && { "first-reply": "none" }),
    ...(!told.isAsked && { "asks-for-order": "none" }),
    ...(told.topic === "price" && !told.paid && { "value-before-price": "none" }),
    ...(told.topic === "after_sales" && !told.paid && { facts: "half" }),
  };
  return Object.fromEntries(houseCard.criteria.map(({ slug }) => [slug, poor[slug] ?? "full"]));
}

/** A case of a lost chat with its reasons, the lines that lost it, and what should have been said. */
async function caseOf(
  shop: Shop,
  chatId: string,
  { topic }: Told,
  source: "check" | "list",
  reasons: readonly LossReason[],
): Promise<void> {
  const { db, reach, supervisor } = shop;
  const seen = await chatToRead(db, reach, chatId);
  if (!seen?.lines) throw new Error("a chat cannot be read by who leads its team");
  const made = done("a case", await makeCase(shop.ctx(supervisor.id), reach, { chatId, source, kind: "lost" }));
  if (!made.isNew) return;
  const marked = [ANSWER_AT, ...(reasons.includes("did_not_ask") ? [ENDING_AT] : [])];
  const title = `${seen.lines[2]?.text ?? ""}：${seen.lines[ANSWER_AT]?.text ?? ""}`.slice(0, 60);
  const values = {
    kind: "lost" as const,
    title,
    reasons,
    worthFen: seen.worthFen,
    marked,
    better: BETTER[topic],
    why: "客户问到点上，没有接住。",
  };
  done("an edit", await editCase(shop.ctx(supervisor.id), reach, { caseId: made.caseId, revision: 0, values }));
}

async function excellentOf(shop: Shop, chatId: string): Promise<void> {
  const { reach, supervisor } = shop;
  const made = done("a case", await makeCase(shop.ctx(supervisor.id), reach, { chatId, source: "check", kind: "excellent" }));
  const why = "先讲值在哪里，再请客户下单。";
  const values = { kind: "excellent" as const, title: "嫌贵也成交", reasons: [], worthFen: null, marked: [ANSWER_AT], better: "", why };
  done("an edit", await editCase(shop.ctx(supervisor.id), reach, { caseId: made.caseId, revision: 0, values }));
}

/** Make cases from the list of lost inquiries: of each rule the dearest that is none yet. Returns how many. */
export async function listLost(shop: Shop, toldOf: ReadonlyMap<string, Told>, each: number): Promise<number> {
  const { db, reach } = shop;
  const period = periodOf({ from: null, to: null }, shop.today());
  let made = 0;
  const rules = [...Object.values(REASONS), { reason: "slow_first_reply" as const, exposure: "waited_first_reply" as const }];
  for (const { reason, exposure } of rules) {
    const filter = { from: null, to: null, personId: null, product: null, exposure, sort: "worth" as const, all: false, before: null };
    const { rows } = await lostInquiries(db, reach, filter, period);
    for (const { chatId } of rows.slice(0, each)) {
      const [row] = await db.select({ sessionKey: chat.sessionKey }).from(chat).where(eq(chat.id, chatId));
      const told = toldOf.get(row?.sessionKey ?? "");
      if (!told || told.paid !== false) throw new Error(`the list of lost inquiries holds one that was not lost`);
      await caseOf(shop, chatId, told, "list", [reason]);
      made++;
    }
  }
  return made;
}

/** An agent's case about a chat of their own. */
export async function ownCase(shop: Shop): Promise<number> {
  const { db } = shop;
  const [agent] = shop.agents;
  if (!agent) throw new Error("there is no agent");
  const reach = shop.reachOf(agent.id, "agent");
  const filter = { from: null, to: null, personId: null, product: null, exposure: null, sort: "new" as const, all: false, before: null };
  const { rows } = await lostInquiries(db, reach, filter, periodOf(filter, shop.today()));
  const chatId = rows[0]?.chatId ?? "";
  const made = done("an own case", await makeCase(shop.ctx(agent.id), reach, { chatId, source: "own", kind: "lost" }));
  const [row] = await db.select({ state: chatCase.state, source: chatCase.source }).from(chatCase).where(eq(chatCase.id, made.caseId));
  if (row?.source !== "own") throw new Error("an agent's case says that it is another's");
  return made.number;
}
