import type { LossReason } from "~/cases/reasons";

/** A case of one of the written chats: who made it how many days ago, and what they wrote. */
export type CaseStory = {
  chat: string;
  /** An agent makes cases of their own chats only. */
  by: "wangjing" | "liqiang" | "luojia";
  daysAgo: number;
  minute: number;
  kind?: "excellent";
  title: string;
  reasons: readonly LossReason[];
  marked: readonly number[];
  better: string;
  why: string;
};

/** What the meeting of the week before last learned from. */
export const firstWeek: readonly CaseStory[] = [
  {
    ...{ chat: "dear-without-why", by: "wangjing", daysAgo: 16, minute: 17 * 60 + 12 },
    title: "公文包 399 嫌贵，问差在哪",
    reasons: ["price_objection"],
    marked: [1, 5],
    better: "您问到点子上了：399 这只是头层皮，越用越亮，蹭了擦一擦能回来；239 是二层压纹，两三年边上会起毛。您是天天背，还是见客户才背？",
    why: "客户自己问了差在哪，这是最好的机会，却只答了四个字。",
  },
  {
    ...{ chat: "should-be-there", by: "wangjing", daysAgo: 16, minute: 17 * 60 + 25 },
    title: "要 5 个，问周五前能不能发",
    reasons: ["stock_or_delivery"],
    marked: [1, 4],
    better: "您稍等两分钟，我现在就问仓库，问到确数再答您；不够的话我把雾灰的一起问好，绝不让您周六空着手走。",
    why: "“应该有”不是答复。库存要有一个能当场问到确数的人。",
  },
  {
    ...{ chat: "rain-and-books", by: "liqiang", daysAgo: 15, minute: 18 * 60, kind: "excellent" },
    title: "先说实话，再给办法",
    reasons: [],
    marked: [1, 3, 5],
    better: "",
    why: "不吹防水，先说大雨会透，客户反而信了；接着给了防雨罩，最后用颜色开口促单。",
  },
];

/** What last week's meeting learned from. */
export const secondWeek: readonly CaseStory[] = [
  {
    ...{ chat: "gone-is-gone", by: "liqiang", daysAgo: 10, minute: 9 * 60 + 20 },
    title: "想要的颜色没了，就没了下文",
    reasons: ["no_recommendation"],
    marked: [1, 3],
    better:
      "雾蓝这批已经卖完，补货还没有日子，不敢让您干等。同样大小的黑色今天就能发；想要蓝的话，贴行胸包有雾蓝，99。您平时装相机还是手机钱包？",
    why: "缺货不是结束，是推荐的开始。",
  },
  {
    ...{ chat: "may-i-return-it", by: "wangjing", daysAgo: 8, minute: 17 * 60 + 40 },
    title: "送人的钱包，不喜欢能退吗",
    reasons: ["after_sales_worry"],
    marked: [1, 5],
    better:
      "能退，签收后七天内都行，拆开看、摸一摸都不算影响，没有使用就可以。这款带运费险，退回的运费险里出。您选好颜色，我先给您留一只？",
    why: "三个顾虑，一句话能全说完；分三次答，每次都像在推。",
  },
  {
    ...{ chat: "two-questions-one-bag", by: "wangjing", daysAgo: 8, minute: 17 * 60 + 55, kind: "excellent" },
    title: "两个问题，推一只包",
    reasons: [],
    marked: [1, 3, 5],
    better: "",
    why: "先问两句再推荐，只推一只，缺点也说在前头，最后用“四点前今天走”开口。",
  },
];

/** What waits for the next meeting. */
export const openCases: readonly CaseStory[] = [
  {
    ...{ chat: "passed-around", by: "liqiang", daysAgo: 3, minute: 10 * 60 + 5 },
    title: "断了的肩带想单买，被转了两次",
    reasons: ["needless_transfer", "slow_follow_up"],
    marked: [1, 3, 5],
    better:
      "肩带可以单配，29 一根，我这边就能下单，不用转。您上次那只是快案对吗？黑色肩带今天发。您说想再给同事带一个，我把两样放一个包裹里？",
    why: "自己能办完的事转了出去，还丢了一个加购。",
  },
  {
    ...{ chat: "delivery-promise", by: "wangjing", daysAgo: 2, minute: 17 * 60 + 30 },
    title: "周五出差，周四能不能到",
    reasons: ["stock_or_delivery", "rule_or_term"],
    marked: [1, 5],
    better:
      "不敢跟您说死：广东到西安顺丰一般两天，今天四点前出库，正常周四到，遇上天气会晚一天。您要是非周四不可，我帮您加 12 元发特快，查得到轨迹。",
    why: "“百分百”“保证送达”不能说，说了客户也不信。",
  },
  {
    ...{ chat: "forgot-to-ask", by: "luojia", daysAgo: 1, minute: 9 * 60 + 6 },
    title: "问了三样都满意，没有请他下单",
    reasons: ["did_not_ask"],
    marked: [7, 9],
    better: "都对得上您要的。灰色和黑色都有现货，您看选哪个？现在拍，今天就出库。",
    why: "他说“挺好的”的时候就该开口，我回了“是的呢”。",
  },
  {
    ...{ chat: "price-then-silence", by: "wangjing", daysAgo: 0, minute: 9 * 60 + 2 },
    title: "头层和二层差在哪，三分钟才答一句",
    reasons: ["price_objection", "slow_follow_up"],
    marked: [3, 5],
    better:
      "您上班背，一周五天，我建议头层：蹭了擦护理膏能回来，越用越亮；二层是压的纹，两三年边上起毛。399 用五年，一天两毛多。要黑色还是咖色？",
    why: "和上次会上那单是同一款、同一个问题。",
  },
  {
    ...{ chat: "bargain-with-feeling", by: "wangjing", daysAgo: 0, minute: 9 * 60 + 9 },
    title: "晨线 199，要一点便宜的感觉",
    reasons: ["price_objection", "attitude"],
    marked: [1, 5, 7],
    better: "我懂，谁都想买得值。价格我真降不了，可以给您申请一支拉链蜡，梅雨天拉头不涩。您每天挤地铁吗？840D 的尼龙蹭一年不起毛。",
    why: "他要的是被当回事，不是那二十块。",
  },
  {
    ...{ chat: "wrong-laptop", by: "liqiang", daysAgo: 0, minute: 9 * 60 + 15 },
    title: "15.6 寸的电脑，说 14 寸的包能塞",
    reasons: ["wrong_product_fact"],
    marked: [1, 3],
    better: "15.6 的放不下这只，它到 14 寸。城行 16 放得下，169，电脑仓贴背。您平时还带别的大件吗？我帮您看装不装得开。",
    why: "尺寸不能猜。",
  },
  {
    ...{ chat: "wechat-offer", by: "wangjing", daysAgo: 0, minute: 9 * 60 + 22 },
    title: "公司买 12 个，被叫去加微信",
    reasons: ["rule_or_term"],
    marked: [1, 3],
    better: "12 个可以，平台上就能走对公，专票两天内开好。您把抬头和数量发我，我给您改好链接，付款后 24 小时内发出。颜色都要黑的吗？",
    why: "引到平台外，违规，单子也丢了：对公只认平台。",
  },
  {
    ...{ chat: "bargain-turned", by: "liqiang", daysAgo: 0, minute: 9 * 60 + 30, kind: "excellent" },
    title: "少二十，谈成了蹭一年不起毛",
    reasons: [],
    marked: [3, 5, 7],
    better: "",
    why: "承认二十块也是钱，把话从价格带到地铁，再用一个小东西给他便宜的感觉。和“晨线 199”那单正好对着看。",
  },
];
