import { plain } from "./normalise";

/** What selling asks of a whole reply: that it turns to the customer, with a question or for the order. */

/** What the customer asked is no question of ours: 「您问『装得下吗』」, "you asked whether it fits?". */
const CUSTOMERS_QUESTION =
  /[「『“"][^「『“”"』」\n]{1,40}[?？吗呢]?[」』”"]|[您你亲](?:刚才?|之前|昨天)?问[^，。！？\n]{0,20}(?:吗|呢)?(?=[，,])|\byou (?:asked|wondered)[^.!?,\n]{0,60}[,.]/giu;

const QUESTION =
  /[?？]|[吗呢么](?=[\s。，,！!~～…）)]|$)|(?:要不要|好不好|行不行|可不可以|能不能|是不是|有没有|方便.{0,4}(?:说|告诉|发)|还是.{1,12}(?:呀|啊|哪))|哪(?:一?[款个种天位边])|多大|(?<!好)几[个件岁号寸](?!月)/u;

/** 「拍」 is to order; but one also photographs. */
const ORDERS =
  /拍(?!照|图|视频|张|一张|几张|两张|段|给您|给你|了?(?:照|图|视频)|的|得清|出来|摄|打|卖|子|档|单)(?<![实单双球自随抢偷补误错重]拍)/u;
const ASKS_FOR_ORDER = [
  ORDERS,
  /下单|下个单|付款(?=就|后|完|即|吧|了|以后)|(?:去|直接|先|您|就)付款|付一下|(?:去|直接)结[账算]|结[账算]吧|提交订单|点(?:一下)?(?:购买|提交|付)|加(?:进|到|入)?购物车|加购|(?:直接|就|可以|一起|先|放心)(?:带走|拿下|入手|收了)|[定订]下来?|[定订]哪|就[定订]这/u,
  /(?:给|帮|为|替)您?(?:先|也|再)?(?:留|备|锁|打包|装好|包好|安排|下|放)|留(?:着|一[只个件]|住|到|一下)|备好了?(?:就|，)|[就只]差您|等您(?:定|拍|下|点|付|一句|回|的?准)|今天就能(?:走|发)|马上(?:安排|打包)/u,
  /告诉我|[跟和给]我(?:说|讲|回)|(?<![给跟为向][您你])[说讲吱回](?:一?声|一?下|个数|[句个]话|我一)|[报发给]给?我|发来|[给回报][个句](?:准?话|数|尺寸|身高|型号|1|一)|[扣回]\s?1|[挑选][一个好中定](?!的)|麻烦您?(?:报|说|量|发|选|挑)|量一?[下量]/u,
] as const;
const ASKS_FOR_ORDER_IN_ENGLISH = [
  /\b(?:tell|let|send|give|show|drop|message|text) (?:me|us)\b(?! know (?:if|when|should) (?:you |there )?(?:need|have|is|are|want) any)|\b(?:just )?say (?:so|the word|yes|which|when)\b|\b(?:pick|choose|name|type|reply|measure|describe)\b(?! up)/iu,
  /\bplace (?:the|your|an) order|\bcheck out\b|\b(?:go|on|over) to (?:the )?checkout|\b(?:write|type|reply|press) (?:[a-z]|back|one word)\b|\badd (?:it|one|them|both) to\b|\border (?:it|now|today|before|by|this|one|here|when|and|whichever|whenever)\b|\b(?:go ahead|tap|click|press|hit) (?:and|the|on|buy|order)\b|\b(?:grab|take) (?:it|one|yours|this one) (?:home|now|today|while|before)\b/iu,
  /\b(?:shall|should|may|can|could) (?:i|we)\b|\b(?:would|could|can|will) you\b|\b(?:i|we)(?:'ll|'d| will| can| could| would)(?: \w+ly| gladly| then| also| happily)? (?:reserve|keep|set|hold|book|put|pack|wrap|save|place|block|note|lay)\b|\bhow about\b|\bwhy not\b/iu,
  /\b(?:is|are) yours\b|\bready (?:when|whenever) you\b|\bwaiting for you\b|\b(?:once|when|if|as soon as|the moment) you(?:'ve)? (?:order|pay|confirm|place|choose|decide|tell)|\bi(?:'d| would) (?:love|like) to (?:know|hear)\b|\bwaits? for your\b/iu,
] as const;

/** Whether a text asks the customer anything, the order included. */
export function asksSomething(text: string): boolean {
  const read = plain(text.replace(CUSTOMERS_QUESTION, "…"));
  return QUESTION.test(read) || [...ASKS_FOR_ORDER, ...ASKS_FOR_ORDER_IN_ENGLISH].some((asks) => asks.test(read));
}

/** Whether a text asks for the order itself: to take it, to pay, to let it be put aside. */
export function asksForOrder(text: string): boolean {
  const read = plain(text.replace(CUSTOMERS_QUESTION, "…"));
  return [...ASKS_FOR_ORDER.slice(0, 3), ASKS_FOR_ORDER_IN_ENGLISH[1], ASKS_FOR_ORDER_IN_ENGLISH[3]].some((asks) => asks.test(read));
}

/** From so many Chinese characters or English words on a text is a whole reply and not a passing word. */
const WHOLE = { characters: 40, words: 25 };

/** Whether a text is long enough to be a whole reply. */
export function isWholeReply(text: string): boolean {
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= WHOLE.characters || (text.match(/[a-z][a-z'’-]*/gi)?.length ?? 0) >= WHOLE.words;
}

/** After the sale: parcels, returns, faults, apologies, care of what the customer has. */
const AFTER_SALE: readonly RegExp[] = [
  /抱歉|对不起|不好意思|让您(?:久等|费心|失望|担心)|添麻烦|是我们的(?:错|疏忽)|我们的(?:错|责任)|apolog|\bsorry\b/iu,
  /退[货款回换]|换[货新回]|补[发寄偿]|赔|差评|评价|投诉|纠纷|refund|replacement|complain|dispute|\byour review/iu,
  /物流|快递|派[送件]|签收|单号|已发|发[出走]了?|出库|揽[收件]|驿站|快件|包裹|顺丰|圆通|中通|韵达|申通|邮政|parcel|courier|tracking|\bhas shipped|\bdispatched|delivered|on its way|\bleft (?:us|our|the)\b|customs/iu,
  /寄回|返修|维修|修好|破损|开线|划伤|掉了|坏了|污渍|发霉|异味|验货|检测|repair|\bmend|damage|broken|torn|scuff|stain|mould/iu,
  /收到(?:货|包|了|以后|后)|谢谢您的?(?:购买|支持|反馈|理解|认可|好评)|感谢您的(?:购买|支持|反馈|理解|认可|好评|耐心|等待)|用得|使用中|thank you for (?:your (?:order|purchase|patience)|buying|waiting|shopping)/iu,
  /擦[拭干一净]|阴干|晾|暴晒|通风|上油|打油|护理|保养|机洗|干洗|除湿|收纳|brush|wipe it|air it|radiator|leather (?:cream|care)|dry (?:it|in the shade)|store it/iu,
];
/** What is said only to somebody who is still to buy. */
const OFFERS =
  /适合|有货|现货|[两三四]色|都有|放得下|装得下|可[手单双斜]|推荐|性价比|[\p{N}]\s?升|[\p{N}]\s?寸|comes in\b|in stock|takes a\b|suits\b|holds a\b|room for|available in|recommend|\blit(?:re|er)s\b|\bcompartments?\b/iu;

/** The shop presents itself. */
const PRESENTS =
  /[小本我]店|主营|我们(?:主要|专门)?(?:卖|做的是)|欢迎(?:光临|选购)|\byou've reached\b|\bwe (?:sell|make|carry|stock|offer|have (?:the|it|this|these|both))\b|\bwelcome to\b|our (?:range|shop)\b/iu;
/** What speaks of the bag itself; service and reasons are named after the sale too. */
const OF_THE_BAG = new Set(["material", "craft", "room", "use", "quality"]);
/** Of so many kinds of these a text speaks that sells. */
const LEAST_NAMED = 2;

/** Whether a text plainly sells: it tells a price, presents the shop, or names what a bag is made of, holds and is for (`named`); and is no word after the sale. */
export function plainlySells(text: string, { named, tellsPrice }: { named: readonly string[]; tellsPrice: boolean }): boolean {
  const read = plain(text);
  const offers = OFFERS.test(read);
  const speaks = new Set(named.filter((what) => OF_THE_BAG.has(what))).size + (offers ? 1 : 0);
  if (!tellsPrice && speaks < LEAST_NAMED && !PRESENTS.test(read)) return false;
  return offers || !AFTER_SALE.some((words) => words.test(read));
}
