import { plain } from "./normalise";

/** What selling asks of a whole reply: that it asks something, and tells no price without its value. */

const QUESTION =
  /[?？]|[吗呢么](?=[\s。，,！!~～…）)]|$)|(?:要不要|好不好|行不行|可不可以|能不能|是不是|有没有|方便.{0,4}(?:说|告诉|发)|还是.{1,12}(?:呀|啊|哪))|哪(?:一?[款个种天位边])|多大|几[个件岁号寸]/u;
const ASKS_FOR_ORDER =
  /告诉我|跟我说|和我说|说一声|发我看|报给我|tell me|let me know|send me|give me|拍下|下单|付款|去拍|直接拍|帮您留|给您留|为您留|留一[只个件]|我这边给您备注|place (?:the|your|an) order|check ?out|shall i|should i|would you|could you|can i (?:reserve|keep|set)|i(?:'ll| will) (?:keep|reserve|hold|set)|order (?:it|now|today|before)/i;

/** Whether a text asks the customer anything, the order included. */
export function asksSomething(text: string): boolean {
  const read = plain(text);
  return QUESTION.test(read) || ASKS_FOR_ORDER.test(read);
}

/** From so many Chinese characters or English words on a text is a whole reply and not a passing word. */
const WHOLE = { characters: 40, words: 25 };

/** Whether a text is long enough to be a whole reply. */
export function isWholeReply(text: string): boolean {
  return (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= WHOLE.characters || (text.match(/[a-z][a-z'’-]*/gi)?.length ?? 0) >= WHOLE.words;
}

const NUMBER = String.raw`\d[\d,]*(?:\.\d+)?`;
const PRICE = new RegExp(
  [
    String.raw`[¥￥$€]\s?${NUMBER}`,
    String.raw`${NUMBER}\s?(?:元|块钱?|rmb|cny|yuan|usd|dollars?)`,
    String.raw`(?:打|有|给您|给你)?[一二三四五六七八九\d.]+\s?折`,
    String.raw`\d+\s?%\s?(?:off|discount)`,
    String.raw`(?:便宜|优惠|立减|减|off by)\s?${NUMBER}`,
  ].join("|"),
  "giu",
);

/** A number that stands by itself, as prices are told in passing: 「老城 379」, "It's 139." */
const BARE =
  /(?<![A-Za-z\d#号第:：./-])(?:[3-9]\d|\d{3,4})(?=\s?(?:[,，。.!！?？;；]|$|拿走|到手|起|包邮|一[只个件条套对]|[两三][只个件]|[/／]?只|哈|亲|左右|搞定|带走|呢|吧|哦|啦|for (?:one|two|the|both|it|you)\b|apiece|each|now\b|only\b|each\b|today\b|all in\b))(?![.,]\d)/giu;
/** What makes a number by itself another thing than a price. */
const OTHER_NUMBER =
  /(?:\b(?:under|over|above|below|against|than|about|around|until|till|at|from)|开口就?要|实付|付了|身高|体重|尺码|宽|厚|容量|口径|至多|最多|不到|不超过|第)\s*$|(?:单号|尾号|订单|款号|编号|货号|电话|手机|工号|房|楼|栋|门牌|邮编|分机|货架|取件码|抬头|order|number|tracking|parcel|room|gate|flight|code|photo|step|page|size|shelf|bay|no)[^，。,.!?！？]{0,8}$/iu;
/** "The Relay 50", "the 14": two figures after a name are a size. */
const SIZE = /(?:\b[A-Z][a-z]+|\bthe|\bThe)\s$/;
/** Money that goes back is no price. */
const GOES_BACK =
  /返\s?[\d一二三五十]|yours again|退款|退回|退给|原路|到账|差价|赔|补给|返给|返现|refund|return(?:ed|s)? to|cash-?back|back to you|compensat/iu;

/** What a bag is worth its price for, and why a price is what it is: material, craft, use, service, a reason. */
const VALUE =
  /头层|二层|牛皮|羊皮|皮料|真皮|植鞣|帆布|尼龙|面料|材质|里布|五金|拉链|走线|针脚|缝|车线|油边|手工|工艺|做工|厚|耐磨|耐用|防水|防泼|承重|不变形|挺|轻|容量|\d\s?升|扣带|多一[条个层]|装得下|放得下|装下|放下|口袋|隔层|肩带|搭|百搭|通勤|上班|出差|送礼|礼盒|质保|保修|保养|换新|退换|运费险|包邮|免邮|运费|来回|七天|7\s?天|维修|售后|赠|送您|因为|是因为|所以|活动|满减|满\d|会员|券|换季|划算在|用\w{0,3}年|反光|卡位|卡槽|分袋|分隔|立得住|手提|双肩|斜挎|能擦|可擦|水洗|机洗|装电脑|放电脑|放手机|手机钥匙|slots?\b|reflect|handle|wipes?\b|sleeve|suitcase|leather|grain|canvas|nylon|cotton|lining|hardware|zip|stitch|seam|hand-?(?:made|sewn)|craft|water(?:proof|-resistant|resistant)|durab|holds?\b|fits?\b|pocket|strap|room for|capacity|commut|travel|gift|warranty|repair|exchange|return|free shipping|shipping is|postage|because|since\b|that's why|promotion|sale\b|member|coupon|bundle|lasts?\b|years?\b|comes with|includ/iu;

/** Where a price or discount is told in a text that names neither what it is for nor why; null: nowhere. */
export function priceWithoutValue(text: string): { from: number; to: number } | null {
  if (VALUE.test(text) || GOES_BACK.test(text)) return null;
  const found =
    [...text.matchAll(PRICE)][0] ??
    [...text.matchAll(BARE)].find(({ index, 0: number }) => {
      const before = text.slice(0, index);
      return !OTHER_NUMBER.test(before) && !(number.length <= 2 && SIZE.test(before));
    });
  if (!found) return null;
  return { from: found.index, to: found.index + found[0].length };
}
