import type { ChatLine } from "@db/schema";
import { plain } from "~/wording/normalise";

/**
 * What a buyer met in a chat, so that a reason for lost orders has a denominator: of the inquiries in which somebody asked for a lower price, how many were paid?
 * (2-domain, "Chat checks and the weekly meeting"). A chat keeps the names of those that hold; whoever measures an effect counts by them. Pure.
 */

/** What the rules look at: what the buyer said, and how long they waited. */
export type Exposed = {
  lines: readonly Pick<ChatLine, "who" | "text">[];
  firstResponseMs: number | null;
  longestGapMs: number | null;
  wasTransferred: boolean;
};

/** As the KPI bands have it: 60 s for a first reply is what costs points, 180 s all of them. */
const LATE_FIRST_MS = 60_000;
const LATE_FOLLOWING_MS = 180_000;

/** A chat with what the buyer said as patterns read it: made plain once for all of them. */
type Read = Exposed & { said: readonly string[] };
const says =
  (pattern: RegExp) =>
  ({ said }: Read) =>
    said.some((text) => pattern.test(text));

const RULES = {
  /** For the reason "slow first reply". */
  waited_first_reply: ({ firstResponseMs, lines }) =>
    firstResponseMs === null ? lines.some(({ who }) => who === "buyer") : firstResponseMs > LATE_FIRST_MS,
  /** For "slow follow-up". */
  waited_follow_up: ({ longestGapMs }) => longestGapMs !== null && longestGapMs > LATE_FOLLOWING_MS,
  /** For "price objection unanswered". */
  asked_lower_price: says(
    /便宜[点些一]|便宜吗|能便宜|再便宜|优惠|打[几个]?折|折扣|少[一二两十点些]|抹[零个掉]|降[点一价]|最低价|太贵|贵了|有点贵|砍价|包邮吗|送点|满减|券|划算|预算|别家.{0,6}(?:才|便宜)|cheaper|discount|too (?:expensive|much|pricey)|lower (?:the )?price|best price|deal\b|coupon|expensive|knock .* off|\d+ ?% off/u,
  ),
  /** For "stock or delivery promise". */
  asked_stock: says(/有货|现货|有没有货|缺货|断货|没货|补货|库存|还有吗|还有没|in stock|out of stock|restock|available|sold out/u),
  asked_delivery: says(
    /几天(?:能)?到|多久(?:能)?到|什么时候(?:能)?(?:发|到)|今天(?:能)?发|能发吗|发货|发什么快递|什么快递|顺丰|来得及|赶得上|加急|运费|包邮|how long.{0,20}(?:ship|deliver|take|arrive)|deliver(?:y|ed)?\b|shipping|ship (?:today|to)|arrive/u,
  ),
  /** For "wrong product fact". */
  asked_product_fact: says(
    /多大|尺寸|多重|重量|材质|什么(?:料|皮|面料)|真皮|头层|防水|掉色|褪色|装[得不]?[下进了]|放[得不]?[下进]|能[装放]|几个(?:袋|层|格)|隔层|内胆|拉链|容量|电脑|a4|颜色|色差|味道|what size|how (?:big|large|heavy|wide|long|many)|fits?\b|material|leather|waterproof|weigh|dimensions?|pockets?|colou?rs?\b|laptop/u,
  ),
  /** For "no recommendation": the buyer did not know which. */
  asked_recommendation: says(
    /推荐|哪[款个种一](?:款|个|种)?(?:好|合适|适合|比较)|哪款|选哪|怎么选|有什么区别|区别|适合(?:我|什么|多|学生|男|女|上班)|送(?:人|女|男|朋友|领导|爸|妈|老师)|帮我(?:选|挑|看)|which (?:one|bag|size)|recommend|suggest|difference between|suitable|what would you/u,
  ),
  /** For "after-sales worry". */
  asked_after_sales: says(
    /能退|可以退|退换|七天|7天|无理由|运费险|保修|质保|坏了(?:怎么|能)|质量(?:怎么|好|有)|售后|正品|假的|耐用|能用(?:几|多)|不合适(?:能|可以|怎么)|return (?:it|policy)|refund (?:if|policy)|warranty|guarantee|genuine|if it breaks|exchange it/u,
  ),
  /** For "platform or payment". */
  asked_payment: says(
    /花呗|分期|货到付款|怎么付|付不了|付款失败|支付(?:不|失败|方式)|微信(?:能|可以)?付|信用卡|发票|红包用不了|券用不了|优惠券(?:怎么|不能|用不)|pay(?:ment)? (?:by|method|fail)|instal?ments|cash on delivery|invoice|checkout (?:fails|error)/u,
  ),
  /** For "needless transfer". */
  was_transferred: ({ wasTransferred }) => wasTransferred,
} as const satisfies Record<string, (chat: Read) => boolean>;

export type Exposure = keyof typeof RULES;
/** Every exposure that there is a rule for. */
export const exposureNames = Object.keys(RULES) as Exposure[];

/** What the buyer met in a chat, in the order of the rules. */
export function exposuresIn(chat: Exposed): Exposure[] {
  const said = chat.lines.flatMap(({ who, text }) => (who === "buyer" ? [plain(text)] : []));
  return exposureNames.filter((name) => RULES[name]({ ...chat, said }));
}

/** What two rules see together, counted once where both hold: the name under which days are counted, and the rules. For "stock or delivery promise". */
export const jointExposures = { asked_stock_or_delivery: ["asked_stock", "asked_delivery"] } as const satisfies Record<
  string,
  readonly Exposure[]
>;
