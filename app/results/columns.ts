import { measuresByPart } from "./measures";

/** What the columns of merchants' exports mean, known by their headings (2-domain, "Imports"). Pure. */

const kept = Object.entries(measuresByPart).flatMap(([part, measures]) => measures.map((measure) => `${part}.${measure}`));
const GROUPS = ["", ".invited", ".own"] as const;
const STARS = ["stars5", "stars4", "stars3", "stars2", "stars1", "returned"] as const;
/** By whom ratings were asked for: of all (no group), by invitation, on the customer's own. */
const ratings = STARS.flatMap((stars) => GROUPS.map((group) => `rating.${stars}${group}`));
const rates = {
  "rate.paid": ["conversion.paid", "conversion.inquiries"],
  "rate.price": ["sales.salesFen", "sales.buyers"],
  "rate.items": ["sales.units", "sales.buyers"],
  "rate.unit_price": ["sales.salesFen", "sales.units"],
  "rate.answers": ["reception.agentMessages", "reception.buyerMessages"],
  "rate.invited": ["rating.invited", "rating.received"],
} as const;

/** Columns whose numbers follow from others: what a rate is of what. */
export const rateParts: Record<string, readonly [string, string]> = rates;
/** Rates of money: yuan where their parts are fen. */
export const moneyRates: readonly string[] = ["rate.price", "rate.unit_price"];
/** Who, where and when. */
const keys = ["date", "from", "to", "agent", "person", "number", "store"] as const;
/** Whatever a column can mean. */
export const fields: readonly string[] = [...new Set([...keys, ...kept, ...ratings, ...Object.keys(rates)])];

/** What each column means, in their order; null: passed over. */
export type Mapping = (string | null)[];

const known: Record<string, string> = {
  ...{
    日期: "date",
    统计日期: "date",
    时间: "date",
    统计时间: "date",
    date: "date",
    day: "date",
    开始日期: "from",
    起始日期: "from",
    from: "from",
  },
  ...{
    结束日期: "to",
    截止日期: "to",
    to: "to",
    旺旺昵称: "agent",
    旺旺: "agent",
    客服昵称: "agent",
    客服旺旺: "agent",
    子账号: "agent",
    账号: "agent",
  },
  ...{
    account: "agent",
    客服: "agent",
    姓名: "person",
    客服姓名: "person",
    name: "person",
    agent: "person",
    工号: "number",
    员工编号: "number",
  },
  ...{ 店铺: "store", 店铺名称: "store", store: "store", 询单人数: "conversion.inquiries", 最终付款人数: "conversion.paid" },
  ...{
    全额退款人数: "conversion.refunded",
    询单最终付款转化率: "rate.paid",
    咨询人数: "reception.consulted",
    接待人数: "reception.received",
  },
  ...{ 有效接待人数: "reception.effective", 未回复人数: "reception.unanswered", 首次响应时长: "reception.firstResponseMs" },
  ...{ 平均响应时长: "reception.averageResponseMs", 平均接待时长: "reception.averageReceptionMs", 慢响应人数: "reception.slow" },
  ...{
    总消息数: "reception.messages",
    买家消息条数: "reception.buyerMessages",
    客服消息条数: "reception.agentMessages",
    客服字数: "reception.characters",
  },
  ...{
    答问比: "rate.answers",
    销售额: "sales.salesFen",
    销售量: "sales.units",
    销售人数: "sales.buyers",
    客单价: "rate.price",
    客件数: "rate.items",
  },
  ...{
    件均价: "rate.unit_price",
    下单人数: "sales.ordered",
    下单金额: "sales.orderedFen",
    订单量: "sales.orders",
    成功退款金额: "sales.refundFen",
  },
  ...{ 净销售额: "sales.netFen", 推广件数: "push.pushUnits", 任务销量: "push.pushUnits", 指定商品销量: "push.pushUnits" },
};
const ratingWords: Record<string, (typeof STARS)[number] | "sent" | "rate"> = {
  ...{
    很满意: "stars5",
    满意: "stars4",
    一般: "stars3",
    不满: "stars2",
    不满意: "stars2",
    很不满: "stars1",
    很不满意: "stars1",
    收到: "returned",
  },
  ...{ 发出: "sent", 发送率: "rate", 返回率: "rate", 满意率: "rate" },
};
const groupWords: Record<string, (typeof GROUPS)[number]> = { 总: "", 邀请: ".invited", 自主: ".own", "": "" };

/** A heading as it is compared: without width, case, blanks, brackets, what joins two rows of headings, and its unit. */
export function plainHeading(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\((?:元|秒|s|分钟|毫秒|ms|人|件|条|个|单|次|%|字)\)/g, "")
    .replace(/[\s*_·:()/[\]【】|-]/g, "");
}

/** Milliseconds of a bare number below a heading of times: seconds, unless the heading names another unit. */
export function unitOf(heading: string): number {
  const text = heading.normalize("NFKC");
  return /毫秒|\(ms\)/i.test(text) ? 1 : /\(分(?:钟)?\)|\(min\)/i.test(text) ? 60_000 : 1000;
}

/** What a rating's column means: 总很满意, 邀请发出, 自主（收到）. `hasInvited`: whether a column says how many invitations went out. */
function ratingField(heading: string, hasInvited: boolean): string | null {
  const [, group = "", word = ""] =
    /^(总|邀请|自主|)(很满意|满意|一般|不满意?|很不满意?|收到|发出|发送率|返回率|满意率)$/.exec(heading) ?? [];
  const means = ratingWords[word];
  const of = groupWords[group];
  if (!means || of === undefined) return null;
  if (means === "sent") return group === "邀请" || (group !== "自主" && !hasInvited) ? "rating.invited" : null;
  if (means === "rate") return word === "发送率" && (group === "邀请" || (group === "总" && !hasInvited)) ? "rate.invited" : null;
  return `rating.${means}${of}`;
}

/** What the headings of a known layout mean. In a file of ratings those received are the ratings' own; a meaning is taken once, by the first column that has it. */
export function knownColumns(headings: readonly string[]): Mapping {
  const plain = headings.map(plainHeading);
  const hasInvited = plain.includes("邀请发出");
  const isRating = plain.some((heading) => /很满意$/.test(heading));
  const taken = new Set<string>();
  return plain.map((heading) => {
    const own = Object.hasOwn(known, heading) ? (known[heading] ?? null) : ratingField(heading, hasInvited);
    const field = isRating && own === "reception.received" ? "rating.received" : own;
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

/** Whose columns a mapping has: its one part, "agents" for several, "other" for none. */
export function layoutOf(mapping: Mapping): string {
  const parts = new Set(mapping.flatMap((field) => (field && kept.includes(field) ? [field.split(".")[0] ?? ""] : [])));
  return parts.size === 1 ? ([...parts][0] ?? "other") : parts.size > 1 ? "agents" : "other";
}
