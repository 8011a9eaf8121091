import { isDeniedAround } from "../denial";
import type { Stretch } from "../signs";
import { type Amount, amountsIn, plainFigures } from "./amounts";

/**
 * Where a text tells a price or a discount. A number is a price when it is marked as money, or when it is as large as prices are and nothing beside it says that it
 * measures, counts, labels or dates something. Money that is no price of ours (refunds, postage, budgets, what somebody else asks) is none either.
 */

/** No bag costs less; a smaller number by itself is a size or a count. */
const LEAST_PRICE = 50;
/** Nor anything else of ours that is told as money. */
const LEAST_MONEY = 5;
/** A longer number by itself is an order, a parcel, a phone. */
const MOST_PRICE = 9999;
/** Numbers that are names: festivals, shops, telephones. */
const NAMES = new Set([315, 360, 365, 520, 618, 711, 996, 1111, 1212]);
const YEARS = { from: 1990, to: 2039 };

const MONEY_BEFORE = /(?:[¥$€£]|rmb|cny|usd)\s?$/iu;
const MONEY_AFTER =
  /^\s?(?:多|几|来|出头)?\s?(?:元|块(?![布皮板料表砖隔海电移屏硬湿污印地毛玻牌])|圆|rmb\b|cny\b|yuan\b|kuai\b|usd\b|dollars?\b|bucks\b)/iu;

/** What a number measures or counts, by the unit that follows it. */
const UNIT =
  /^[-\s]?(?:多|几|来)?\s?(?:["″”°%％‰]|厘米|毫米|公分|英寸|[米寸吋升斤克安度年月日号点时秒天周个件条根颗针码次遍位人名楼栋室房岁折字句款家瓶袋格通种步排列行台部本双对目支丹旦瓦伏层页张里倍成级班届期单票站分道针段片枚组类排样户套](?!拿|带)|毫升|公斤|千克|公里|小时|分钟|毫安|[Dd](?![A-Za-z])|人|只(?![要收卖需有售])|(?:cm|mm|km|kg|ml|lbs?|oz|mah|wh|gsm|gb|tb|mb|inch(?:es)?|lit(?:re|er)s?|gram(?:me)?s?|kilos?|met(?:re|er)s?|mil(?:e|li)\w*|ounces?|pounds|denier|degrees?|years?|months?|weeks?|days?|hours?|minutes?|mins?|seconds?|am|pm|o'clock|times|pieces?|pcs|bags?|wallets?|totes?|orders?|reviews?|customers?|people|buyers?|guests?|per ?cent|pages?|photos?|stitch\w*|rivets?|slots?|pockets?|cards?|steps?|sheets?|books?|bottles?|st|nd|rd|th|words?|characters?|units?|parcels?|left|in stock|on (?:the )?(?:shelf|shelves|rack)|of (?:them|these|those)|[gkmlvwcd])(?![\p{L}]))/iu;
/** 「80 到 140 厘米」: the unit of a range stands at its end. */
const RANGE_BEFORE = /(\d[\d.]*)\s?(?:[-–—~～]|到|至)\s?$/u;
/** 50×40×35 */
const DIMENSIONS = /^\s?[×x*]\s?\d/iu;
/** A number told in groups: 2711 0389 5527. */
const GROUPED = { before: /\d{3,}\s$/u, after: /^\s\d{3,}(?!\s?(?:元|块))/u };
const RANGE = /^(?:\s?(?:[-–—~～×x*/、+]|to|and|or|by|到|至|和|或|还是)\s?\d[\d.,]*)+/iu;

/** What a number is that follows such a word: a label, a measure, a count, a year. */
const OTHERWISE_BEFORE =
  /(?<![A-Za-z])(?:(?<!现)在|ext\.?|qq|vx|wx|微信|扣扣|[后末][三四]位|last (?:four|three|few)(?: digits)?|[这那]单|单号|尾号|订单号?|款号|编号|货号|批号|色号|电话|手机|工号|房间?|门牌|邮编|分机|货架|取件码|税号|抬头|型号|密度|评分|得分|满分|库存|还?剩下?|还有|现有|到了|身高|体重|净高|净宽|肩宽|腰围|胸围|[高宽长厚深重]|容量|口径|尺[码寸]|码数|承重|第|版本|序号|页|图|order|orders|number|tracking|parcel|room|flat|gate|flight|train|bus|route|exit|desk|row|seat|aisle|platform|counter|lane|unit|bin|hotel|code|photo|picture|step|page|line|size|shelf|bay|locker|model|version|iphone|ipad|macbook|height|weigh(?:s|t)?|tall|length|width|depth|reach(?:es)?|measures?|hangs? at|ending(?: in)?|no\.?|#|stock|score|level|street|road|building|block|(?:flight|train|meeting|bus|van|class|leaves?|arrives?|closes?|opens?|comes?|lunch) (?:at|by)|in|since|until|till|(?:he|she|who|mother|father|dad|mum|son) is|(?:he|she)'s|i(?:'m| am)|aged|turn(?:s|ed|ing)?)\s?(?:是|为|有|约|大概|大约|才|共|about|around|is|are|of|to|from|:|：)?\s?$/iu;
const OTHERWISE_AFTER =
  /^\s?(?:电话|(?:by|乘)\s?\d|your (?:limit|budget|maximum)|的?(?:个子|身高|个儿|体重)|[高宽长厚深重](?![于])|tall\b|high\b|wide\b|long\b|deep\b|or taller\b|前后?发|是哪家|那批|期间|当天|活动|大促|年中|节)/iu;
/** "The Relay 50", "the 14": two figures after a name are a size. */
const AFTER_NAME =
  /(?:\b(?!(?:Just|Only|Now|For|Yours|From|Sorry|Dear|At|Still|About|Around|Was|Then|And|But|So|Down|Is)\b)[A-Z][a-z]+|\b[Tt]he|[号款]|远驿|城行|行囊)\s?$/u;
const TWO_FIGURES = 100;

/** Such money is no price that the shop tells. */
const NOT_OURS = {
  /** It stands before the number, in its clause. */
  before: [
    /(?:多[扣收付算]的?|预算|想花|愿意花|控制在|不超过|不想超|运费|邮费|快递费|首重|续重|实付|实收|[您你](?:付|拍|买)(?:的|了)|金额|总额|不用(?:您|再|另)*[付出掏补]|付了|支付了|付款|花了|到账|退|赔|补|返还?|[拿进]\W?货\W?价|进\W?(?:价|jia)|[定订]金|奖励?|红包|佣金|手续费|会员费|税点|代付|垫付?|套现|充值|补贴|现金|一单|每条|成\W?本|批发价|发票|开票|票面|押金|(?:您|你|客户|别家|那家|隔壁|人家|对面|他家|外面|网上)(?:刚才?)?(?:说|出|报|开|还|花|问|讲|想|要(?!的话)|看[到中上]?|拍|砍|发|贴|截图?)(?:的|到|价)*|(?:开口|上来)就?要|[写标]着|图[里中上]那?)[^，。、：]{0,6}$/u,
    /\b(?:budget|spend(?:ing)?|(?:something|anything|keep(?:ing)?|stay(?:ing)?|looking for|want(?:s|ed)?|bags?|ones?|you have|choices?) (?:it |a bag )?(?:under|below|within|over|above|around|about)|(?<!\b(?:is|are|it's|they're|just|bit|touch|shade|hair|little|well|now|costs?|comes to|for|at|still)\s)(?<=\w\s)(?:under|below|over|above)|up to|within|at most|no more than|less than|more than|paid|pay(?:ing)?|postage|shipping|freight|delivery|refund(?:ed)?(?: of)?|invoice|receipt|deposit|reward|cash|bonus|commission|fee|ask(?:ing)? for|you (?:said|saw|offered|mentioned|named|asked for)|(?:your|their|his|her) (?:offer|price|figure)(?: of)?)\b[^,.:;]{0,12}$/iu,
  ],
  /** It stands after it. */
  after:
    /^\s?(?:元|块钱?|yuan|rmb)?\s?(?:one (?:be|is|was)\b|以内|以下|之内|以上|的?预算|这?个?价位|档|上下的?预算|(?:元|块)?的?(?:运费|邮费|快递费|首重|押金|差价|发票)|(?:这个)?(?:真的?|实在|确实|我)?(?:买的|那[只款个]|就?[包免]邮|拿不|给不|做不|下不|卖不|到不|砍不|不行|不能|没法|不够|谈不)|(?:的(?:东西|价))?(?:您说|是(?:该|不|有点|贵)|不是|确实|听(?:着|起来|上去)|对谁|不算?[小少便]|也?不便宜)|(?:(?:is|sounds?|seems?|feels?|does|may) ?(?:sound |seem |feel )?(?:like )?(?:handsome|real money|a lot|much|steep|high|fair|expensive|no small)|counts)|(?:one|bag) (?:you|in your|from your|on your)|(?:(?:each )?(?:come|comes|came) to \d+ )?in (?:this|your) order\b|(?:,? (?:i'd|i would|we have|there(?:'s| is| are)|look at|take))|is (?:what you|your|fine for|all you)|of (?:postage|shipping|freight)|postage|shipping|freight|back\b|refund|isn't|is not|can't|cannot|won't|as (?:your|a) budget|budget|comes? back|goes? back|will be (?:back|refunded|returned))/iu,
};
/** Money that goes back or was paid already: a whole sentence that speaks of it tells no price. */
const GOES_BACK =
  /退款|退[回给您你到好掉还]|原路|到账|差价|赔(?!钱|本)|补偿|补给|补您|返您|返给|返还|refund|\breturn(?:ed|s)? to\b|cash-?back|\bback to (?:you|your)\b|compensat|reimburs|yours again|you('ve)? paid|实付|开票|发票|invoice|运费|邮费|postage|freight/iu;
/** What was sold: 「换的那只 239 昨晚签收」, "two bags, 318 paid". */
const SOLD =
  /签收|代收|换的那|那单|[您你](?:那|之前|昨天|上次)[^，。！？]{0,4}[拍买付]|(?:^|[^不])退了|\b(?:\d+|yuan|it) (?:was )?paid\b|\bwent back\b|\bwas (?:refunded|charged|paid)\b|\b[Yy]our \d/u;
/** What others ask for theirs. */
const ELSEWHERE =
  /别家|那家|隔壁|人家|他家|别的店|二手|闲置|另一家|同行|外面(?:卖|那)|elsewhere|other (?:shop|seller|store)|another (?:shop|seller|store)|their price|you saw it/iu;

/** Discounts that need no amount, or whose number is their own. */
const DISCOUNTS =
  /(?:[一二三四五六七八九](?:点?[一二三四五六七八九])?|(?<![\d.])\d(?:\.\d)?|(?<![\d.])[1-9]\d)\s?折(?![叠痕边返断起好线成回中过])|满\s?[\d一二三四五六七八九十百两]+\s?(?:元|块)?\s?(?:立?减|省|打|返|送)|半价|对折(?:价|给|出|优惠|处理|卖)|买[一二两三]送[一二两]|\d+\s?(?:%|percent|per cent)\s?(?:off|discount|less|cheaper|reduction|lower)|\bhalf[- ](?:price|off)\b|\bbuy (?:one|two|1|2),? get (?:one|1)\b|\bspend \d+(?: yuan)?(?:,| and)? (?:you )?(?:save|get|take|\d+ (?:yuan )?(?:comes?|is|goes) off)|\b(?:two|three|2|3) for the price of\b/giu;
const CUT_BEFORE =
  /(?:立减|直减|减免|再?减|便宜|优惠|省|让利?|少(?:收|算|付|拿)?|直降|降|抹|砍)(?:了|掉|您|你|给您|给你|到|下|个|来|出)*\s?[¥]?$|\b(?:save|knock(?:ed)?|tak(?:e|ing)|took|shav(?:e|ed)|minus|less|off by|cheaper by|down by|reduced by|discount of|drop(?:ped)? by|cut by|down by|off:?)\s(?:you |another |a further |an extra |an? )?[¥$]?$/iu;
const CUT_AFTER =
  /^\s?(?:元|块钱?|yuan|rmb)?\s?(?:的?(?:优惠|折扣|券|红包|抵扣|立减)|off\b|less\b|cheaper\b|discount\b|lower\b|comes? off\b|goes off\b)/iu;
/** Fewer litres, fewer pounds: a cut of something else. */
const CUT_OF_MEASURE = UNIT;

/** 「8 折这种事我做不了主」 */
const REFUSED = /^[^，。！？\n]{0,8}(?:做不了主|不敢|没法|给不了?|做不到|不行|没有(?:了|的))/u;

/** A quotation that is spoken about tells no price: 「『五折』那条不是我们发的」. */
const QUOTED_AND_NAMED =
  /(?:「[^」\n]{1,24}」|『[^』\n]{1,24}』|“[^”\n]{1,40}”|"[^"\n]{1,60}")(?=[^。！？.!?\n]{0,10}(?:不是|没有|isn't|is not|wasn't))/gu;

/** Whether money that is told may be a price of ours. */
function isOurs({ before, after }: Amount): boolean {
  if (NOT_OURS.before.some((other) => other.test(before)) || NOT_OURS.after.test(after)) return false;
  if (SOLD.test(before) || SOLD.test(after)) return false;
  return !GOES_BACK.test(before) && !GOES_BACK.test(after) && !ELSEWHERE.test(before);
}

const isMoney = ({ before, after }: Amount) => MONEY_BEFORE.test(before) || MONEY_AFTER.test(after);

/** "200 boxes"; but "240 buys both". */
const COUNTS =
  /^\s(?:[a-z]+\s)?(?!(?:is|was|has|does|buys|gets|looks|goes|works|includes|covers|costs|stays|comes|makes|needs|sounds|seems|yes|unless|as|less|this|us|towards|always|besides)\b)[a-z]{2,}s\b/iu;

const isMeasured = ({ before, after }: Amount) =>
  DIMENSIONS.test(after) ||
  GROUPED.before.test(before) ||
  GROUPED.after.test(after) ||
  UNIT.test(after) ||
  COUNTS.test(after) ||
  UNIT.test(after.replace(RANGE, ""));

/** What a smaller number in words has about it when it is a price: 「一只八十出头」, 「九十九拿走」. */
const SAID_PRICE = {
  before: /(?:^|[\s，,、：:]|[只个]|的|价|包|托特|卖|要|才|就|算您|算你|收您|券后|折后|\b(?:is|at|for|only|just|'s|it))\s?$/iu,
  after: /^(?:出头|不到|左右|上下|多点|拿|带走|起|一[只个]|[跟和、][一二两三四五六七八九十百]|[。，！,.!]|$)/u,
};

/** 「赔钱卖了，腰包 49」: a small number behind what is sold, in a text that speaks of selling. */
const SMALL_PRICE = {
  before: /(?:[包夹袋]|卡套|挂件|肩带|另配)\s?$/u,
  after: /^\s?(?:起|[。！，,!.]|$)/u,
  sells: /卖|[特低]价|价格|处理|清仓|赔钱|亏本|便宜|拿走|带走/u,
};

/** Whether a number without a mark of money is a price by its size, and by what does not stand beside it. */
function isBarePrice(amount: Amount): boolean {
  const { value, before, after, inWords } = amount;
  if (value < LEAST_PRICE) return value >= LEAST_MONEY && SMALL_PRICE.before.test(before) && SMALL_PRICE.after.test(after);
  if (value > MOST_PRICE || !Number.isInteger(value)) return false;
  // 「65 到 110」 of a belt, of a waist: prices as low are not told by their range.
  if (value < TWO_FIGURES && RANGE.test(after)) return false;
  if (value > TWO_FIGURES && Number(RANGE_BEFORE.exec(before)?.[1] ?? Infinity) < TWO_FIGURES) return false;
  if (NAMES.has(value) || (value >= YEARS.from && value <= YEARS.to)) return false;
  if (isMeasured(amount) || OTHERWISE_BEFORE.test(before.replace(RANGE_BEFORE, "")) || OTHERWISE_AFTER.test(after)) return false;
  if (/[A-Za-z]$/u.test(before) || /^[A-Za-z]/u.test(after) || /(?:[×x*乘]|\bby)\s?$/u.test(before)) return false;
  if (value >= TWO_FIGURES) return true;
  return inWords ? SAID_PRICE.before.test(before) || SAID_PRICE.after.test(after) : !AFTER_NAME.test(before);
}

/** A number or a discount of a text that might be a price. `by`: how it is said; `told`: whether it is told to somebody who may buy, as far as the rules see. */
export type PossiblePrice = Stretch & { value: number; by: "figures" | "words" | "cut"; told: boolean };

/** Everything in a text that might be a price of ours, in its order. */
export function possiblePrices(source: string): PossiblePrice[] {
  const text = plainFigures(source).replace(QUOTED_AND_NAMED, (quote) => "　".repeat(quote.length));
  const cuts = [...text.matchAll(DISCOUNTS)].map((m): PossiblePrice => {
    const [from, to] = [m.index, m.index + m[0].length];
    const told =
      !isDeniedAround(text, from, to) && !REFUSED.test(text.slice(to)) && !ELSEWHERE.test(text.slice(Math.max(0, from - 12), from));
    return { from, to, value: 0, by: "cut", told };
  });
  const amounts = amountsIn(text).flatMap((amount): PossiblePrice[] => {
    const money = isMoney(amount);
    if (amount.value < LEAST_MONEY && !money) return [];
    const [mark, unit] = [MONEY_BEFORE.exec(amount.before)?.[0] ?? "", MONEY_AFTER.exec(amount.after)?.[0] ?? ""];
    const by = amount.inWords ? "words" : "figures";
    return [{ from: amount.from - mark.length, to: amount.to + unit.length, value: amount.value, by, told: isTold(text, amount, money) }];
  });
  return [...cuts, ...amounts].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Whether an amount is told as a price. */
function isTold(text: string, amount: Amount, money: boolean): boolean {
  const { from, to, before, after } = amount;
  const isCut = (CUT_BEFORE.test(before) || CUT_AFTER.test(after)) && (money || !CUT_OF_MEASURE.test(after));
  if (!isCut && !(money && amount.value >= LEAST_MONEY) && !isBarePrice(amount)) return false;
  if (amount.value < LEAST_PRICE && !money && !isCut && !SMALL_PRICE.sells.test(text)) return false;
  return isOurs(amount) && !(isCut && isDeniedAround(text, from, to));
}
