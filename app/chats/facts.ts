import type { chat, ChatLine } from "@db/schema";
import { asksForOrder } from "~/wording/asking";
import { type LintTerm, prohibitedIn } from "~/wording/lint";
import { plain } from "~/wording/normalise";
import { exposuresIn } from "./exposures";
import { type ProductFinder, productsIn } from "./spoken-products";

/** What is counted of a chat when it comes in (2-domain, "Chat checks and the weekly meeting"; decision 032). Pure. */

/** What the file itself says of it; undefined where it says nothing. */
export type Said = {
  rating?: number;
  isPaid?: boolean;
  paidFen?: number;
  wasTransferred?: boolean;
  invited?: boolean;
  skus?: readonly string[];
};
/** What chats are read against: the catalogue, and the prohibited terms of the platform. */
export type Ground = { products: ProductFinder; terms: readonly LintTerm[]; platform: string };

type Row = typeof chat.$inferSelect;
export type Facts = Pick<
  Row,
  | "buyerLines"
  | "agentLines"
  | "robotLines"
  | "rounds"
  | "firstResponseMs"
  | "averageResponseMs"
  | "longestGapMs"
  | "products"
  | "terms"
  | "hasTerms"
  | "askedForOrder"
  | "wasTransferred"
  | "invited"
  | "rating"
  | "isInquiry"
  | "outcome"
  | "outcomeFrom"
  | "worthFen"
  | "exposures"
>;

/** Platforms whose own terms the packs know; elsewhere all terms hold. */
const KNOWN_PLATFORMS: ReadonlySet<string> = new Set(["taobao", "tmall", "jd"]);

/** How long the buyer waited: from the first line that waits for an answer to the agent's next one. A line out of time counts as said when the one before it was. */
export function waitsIn(lines: readonly ChatLine[]): number[] {
  const waits: number[] = [];
  let since: number | null = null;
  let now = 0;
  for (const { who, at } of lines) {
    now = Math.max(now, at);
    if (who === "buyer") since ??= now;
    if (who !== "agent" || since === null) continue;
    waits.push(now - since);
    since = null;
  }
  return waits;
}

/** Nobody types a greeting so fast. */
const ROBOT_MS = 2000;
const CANNED =
  /欢迎光临|欢迎来到|(?:很|非常)?高兴为[您你]服务|竭诚为[您你]服务|有什么可以(?:帮|为)[您你]|welcome to|thanks? (?:you )?for (?:contacting|reaching)|how (?:can|may) (?:i|we) help/u;
const AUTOMATIC = /^[[【〔(（]?(?:自动回复|智能客服|机器人回复|auto(?:matic)?[- ]?reply|automated (?:message|reply))/u;

/** The agent's lines that no person wrote, from 0: what calls itself automatic, and a ready greeting that comes before the buyer has said anything or at once after it. */
function robotLinesIn(lines: readonly ChatLine[]): Set<number> {
  const robot = new Set<number>();
  const asked = lines.find(({ who }) => who === "buyer")?.at ?? Infinity;
  let isFirst = true;
  for (const [at, { who, at: ms, text }] of lines.entries()) {
    if (who !== "agent") continue;
    const words = plain(text).trim();
    if (AUTOMATIC.test(words) || (isFirst && ms - asked < ROBOT_MS && CANNED.test(words))) robot.add(at);
    else isFirst = false;
  }
  return robot;
}

/** The platform's invitation to rate the service: not a wish for a good review of the goods. */
const INVITED =
  /邀请[您你亲]?.{0,6}(?:评价|评分|打分)|(?:评价|邀评)邀请|(?:发起|发送)了?(?:服务)?(?:邀评|评价)|服务评价卡片?|(?:请|麻烦)[您你亲]?.{0,4}(?:对|为|给).{0,8}(?:服务|客服).{0,8}(?:评价|评分|打分)|invit(?:ed?|ation).{0,24}(?:rate|rating|review)|(?:please|could you) rate (?:this|our|my|the) (?:chat|service|conversation)/u;

const TRANSFERRED =
  /转接|转给(?:我们)?(?:同事|售后|其他|别的|另)|为您转|帮您转|转人工|transfer(?:red|ring)? (?:you|to)|pass you (?:on|over) to/u;
const RATED: readonly [RegExp, number][] = [
  [/很不满|非常不满|very (?:dissatisfied|unhappy)/u, 1],
  [/很满意|非常满意|very satisfied/u, 5],
  [/不满|dissatisfied/u, 2],
  [/一般|neutral/u, 3],
  [/满意|satisfied/u, 4],
];
const RATING_LINE = /评价|评分|满意度|rated|rating/u;

const GREETING =
  /^(?:在吗?|在不在|在么|你好|您好|亲|hello|hi|hey|嗨|哈喽|有人吗|请问|客服|人呢|anyone there|good (?:morning|afternoon|evening)|[\p{P}\p{S}\s?？]|哦|嗯|好的?|ok|谢谢|thanks?|thank you)*$/u;
const AFTER_SALE =
  /退货|退款|换货|退回|售后|坏了|破了|开线|掉色了|破损|少发|漏发|发错|没收到|收到(?:了|货)|签收|物流|快递(?:到|怎么|没|还|员)|单号|催|到哪|怎么还没|还没(?:发|到|收)|已经拍|我拍的|拍了|我买的|买的那|上次买|下单了|付款了|改地址|改一下地址|改电话|发票|补发|投诉|差评|refund|return(?:ed)? (?:it|the)|replacement|broken|damaged|not (?:arrived|received)|where is my|my (?:order|parcel|package)|tracking|already (?:paid|ordered)|invoice/u;
const BEFORE_SALE =
  /多少钱|价格|有货|现货|优惠|便宜|打折|尺寸|多大|装得下|放得下|能装|能放|推荐|哪款|选哪|区别|适合|颜色有|什么颜色|材质|真皮|防水|几天能到|多久能到|包邮|什么时候发|想买|想要|准备买|买一个|要一个|拍一个|这款|那款|这个包|库存|还有吗|怎么买|活动|how much|price|in stock|available|discount|recommend|which one|looking for|want to buy|does it (?:fit|come)|size|colou?rs?\b|material|waterproof|ship (?:today|to)|how long/u;

/** Whether the buyer wanted to buy: not a word after the sale only, nor an empty greeting. */
export function isInquiryIn(lines: readonly ChatLine[], products: readonly string[]): boolean {
  const said = lines.filter(({ who }) => who === "buyer").map(({ text }) => plain(text).trim());
  const meant = said.filter((text) => !GREETING.test(text));
  if (meant.length === 0) return false;
  if (meant.some((text) => BEFORE_SALE.test(text) && !AFTER_SALE.test(text))) return true;
  return products.length > 0 && !meant.some((text) => AFTER_SALE.test(text));
}

/** All that is counted of a chat. The outcome is `unknown` where the file does not say it: the orders may, later. */
export function factsOf(lines: readonly ChatLine[], said: Said, { products: finder, terms, platform }: Ground): Facts {
  const robot = robotLinesIn(lines);
  const waits = waitsIn(robot.size === 0 ? lines : lines.filter((_, at) => !robot.has(at)));
  const listed = (said.skus ?? []).flatMap((sku) => finder.byCode.get(sku.trim().toLowerCase()) ?? []);
  const products = [...new Set([...productsIn(lines, finder), ...listed])];
  const found = lines.flatMap(({ who, text }, line) =>
    who === "agent" ? termsIn(text, terms, platform).map((hit) => ({ line, ...hit })) : [],
  );
  const wasTransferred = said.wasTransferred ?? lines.some(({ who, text }) => who !== "buyer" && TRANSFERRED.test(plain(text)));
  const firstResponseMs = waits[0] ?? null;
  const longestGapMs = waits.length > 0 ? waits.reduce((most, one) => Math.max(most, one), 0) : null;
  const isInquiry = said.isPaid !== undefined || isInquiryIn(lines, products);
  const price = products.length > 0 ? (finder.bySlug.get(products[0] ?? "")?.priceFen ?? null) : null;
  return {
    buyerLines: lines.filter(({ who }) => who === "buyer").length,
    agentLines: lines.filter(({ who }) => who === "agent").length,
    robotLines: robot.size,
    rounds: waits.length,
    firstResponseMs,
    averageResponseMs: waits.length > 0 ? Math.round(waits.reduce((sum, wait) => sum + wait, 0) / waits.length) : null,
    longestGapMs,
    products,
    terms: found,
    hasTerms: found.length > 0,
    askedForOrder: lines.some(({ who, text }) => who === "agent" && asksForOrder(text)),
    wasTransferred,
    invited: said.invited ?? lines.some(({ who, text }) => who !== "buyer" && INVITED.test(plain(text))),
    rating: said.rating ?? ratingIn(lines),
    isInquiry,
    outcome: said.isPaid === undefined ? "unknown" : said.isPaid ? "paid" : "unpaid",
    outcomeFrom: said.isPaid === undefined ? null : "file",
    worthFen: isInquiry ? (said.paidFen ?? price) : null,
    exposures: exposuresIn({ lines, firstResponseMs, longestGapMs, wasTransferred }),
  };
}

type Hit = { group: string; severity: string };
const read = new WeakMap<readonly LintTerm[], Map<string, Hit[]>>();
const MOST_READ = 20_000;

/** The prohibited terms in what an agent says. Most of it is said again and again: what was read lately is known. */
function termsIn(text: string, terms: readonly LintTerm[], platform: string): Hit[] {
  let known = read.get(terms);
  if (!known || known.size >= MOST_READ) read.set(terms, (known = new Map()));
  const key = `${platform} ${text}`;
  let hits = known.get(key);
  if (!hits) {
    const listed = prohibitedIn(text, terms, KNOWN_PLATFORMS.has(platform) ? platform : null);
    known.set(key, (hits = listed.map(({ term }) => ({ group: term.group, severity: term.severity }))));
  }
  return hits;
}

function ratingIn(lines: readonly ChatLine[]): number | null {
  const line = lines.findLast(({ who, text }) => who === "system" && RATING_LINE.test(text));
  return line ? (RATED.find(([pattern]) => pattern.test(line.text))?.[1] ?? null) : null;
}
