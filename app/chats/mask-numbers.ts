import { allOf } from "~/wording/reading";
import type { MaskKind, MaskSpan, Reading } from "./mask-text";

/**
 * Numbers by which somebody is found: telephones, cards, identity papers, orders, parcels, car plates. Known by their form, by a check digit where there is one, and by
 * the words before them; a price, a size, a date or a barcode is none. Pure.
 */

/** Digits of a number may stand apart by one or two of these. */
const GAP = String.raw`[ \-.·_—–]{0,2}`;
const digitsOf = (n: string) => String.raw`\d(?:${GAP}\d)${n}`;

type Rule = {
  kind: MaskKind;
  /** So many digits has whatever it finds. */ least?: number;
  found: RegExp;
  /** The group that is masked, else all. */ group?: number;
  unless?: (hit: string, before: string, after: string) => boolean;
};

const ORDER_WORD = String.raw`(?:订单编?号?|单号|运单号?|快递号|物流单?号?|流水号|交易号|凭证号|支付单|包裹号|取件码|取货码|提货码|提取码|验证码|order(?: ?(?:no|number|id|num))?|tracking(?: ?(?:no|number|id|code))?|waybill(?: ?(?:no|number))?|parcel(?: ?(?:no|number))?|pick-?up code|awb|ref(?:erence)?(?: ?(?:no|number))?|transaction(?: ?(?:no|number|id))?)`;
const LINK = String.raw`[ .#]*(?:是|为|is|was|:|,|，|=|「|"|“|号|→|叫|发你|给你|看下|也给你|这个|you have is|here)*[ #:]*`;
const CARD_WORD = /卡|银行|工行|农行|建行|中行|招行|交行|邮储|储蓄|信用社|账户|账号|开户|card|bank|account|visa|master/;

/** EAN-13 or UPC-A with a right check digit. */
export function isBarcode(digits: string): boolean {
  if (digits.length !== 13 && digits.length !== 12) return false;
  const padded = digits.padStart(13, "0");
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += Number(padded[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10 === Number(padded[12]);
}

/** Whether a number passes Luhn's check, as bank cards do. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

const bare = (hit: string) => hit.replace(/\D/g, "");
const BARCODE_WORD =
  /(?:条形?码|货号|款号|商品码|商品编[码号]|barcode|ean|upc|sku|isbn|item (?:no|code)|article|型号|编码|goods id|商品id)[^\d]{0,6}$/;
const isDateTime = (digits: string) =>
  /^20[0-3]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d){1,2})?$/.test(digits);

const RULES: readonly Rule[] = [
  { kind: "email", found: /[\w.+-]+ ?@ ?[\w-]+(?: ?\. ?[a-z\d-]+)+/g },
  {
    kind: "email",
    found:
      /[\w.+-]{2,} ?(?:[([{【] ?(?:at|艾特|a) ?[)\]}】]|艾特|＠| at ) ?[\w-]+ ?(?:\.|[([{【] ?(?:dot|点) ?[)\]}】]|点| dot ) ?(?:com|cn|net|org|co|io|me|edu|qq)(?:\.[a-z]{2})?/g,
  },
  // Identity cards, old and new; the tax number of a company; passports and permits.
  {
    kind: "id",
    least: 17,
    found:
      /(?<![\da-z])[1-9](?:[ -]?\d){5}[ -]?(?:1[89]|20)(?:[ -]?\d){2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])(?:[ -]?\d){3}[ -]?[\dx](?![\da-z])/g,
  },
  {
    kind: "id",
    least: 15,
    found: /(?<![\da-z])\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\da-z])/g,
    unless: (hit) => isDateTime(hit),
  },
  {
    kind: "id",
    least: 7,
    found: /(?<![\da-z])(?:9[1-9]|[1-8y][1-9])\d{6}[\da-hj-npqrtuwxy]{9}[\da-z](?![\da-z])/g,
    unless: (hit) => /^\d+$/.test(hit),
  },
  {
    kind: "id",
    least: 6,
    found: /(?<![\da-z])[1-9]\d{5}[\da-z]{8,12}(?![\da-z])/g,
    unless: (hit, before) => !/税号|纳税人|识别号|信用代码|tax|vat/.test(before),
  },
  {
    kind: "id",
    least: 6,
    found:
      /(?:护照|passport|通行证|回乡证|台胞证|居住证|身份证|证件|id card|identity card|id no|id number)[^\da-z]{0,8}(?:(?:no|number|is|号|号码|是|为|:)[^\da-z]{0,4}){0,3}([a-z]{0,2} ?\d{6,18}[\dx]?)(?![\da-z])/g,
    group: 1,
  },
  { kind: "id", least: 8, found: /(?<![\da-z-])[edghpsk][a-z]?\d{8}(?![\da-z])/g },
  { kind: "id", least: 7, found: /(?:passport|护照|通行证|证件)[^\n]{0,40}?(?<![\da-z-])([a-z]{1,2} ?\d{7,8})(?![\da-z])/g, group: 1 },
  {
    kind: "id",
    least: 4,
    found: /(?:身份证|id card)[^\d]{0,10}(?:后[4-8四六]位|尾号|last (?:four|4|six|6)(?: digits)?)[^\d]{0,6}(\d{4,8}[\dx]?)(?!\d)/g,
    group: 1,
  },
  {
    kind: "order",
    least: 8,
    found:
      /(?<![a-z\d])(?:sf|yt|yto|zto|sto|jd[a-z]{0,2}|jt|dpk?|db|ems|yd|ht|tt|cn|yz|yunda|best|ane|uc|lp|lx|ld|rb|ra|rr|kf|fedex|ups|dhl)[ :-]?\d(?:[ -]?\d){7,21}(?:[a-z]{2})?(?:-\d{1,3}){0,3}(?![\da-z])/g,
  },
  {
    kind: "order",
    least: 9,
    found: /(?<![a-z\d])(?!(?:tel|phone|call|qq|vx|wx|tb|mob|user|dy)\d)[a-z]{1,5}\d{9,22}(?:[a-z]{1,2})?(?![\da-z])/g,
  },
  { kind: "card", least: 13, found: /(?<![\d.])(?:\d{4}[ -]){3}\d{1,4}(?:[ -]?\d{1,3})?(?![\d])/g },
  // Telephones.
  {
    kind: "phone",
    least: 11,
    found: new RegExp(
      String.raw`(?<![\d.])(?:(?:\(? ?(?:\+|00)? ?86 ?\)?|86)${GAP})?1${GAP}[3-9]${GAP}\d(?:${GAP}\d){8}(?!\d)(?:[ ,，;-]{0,2}(?:转|分机|ext\.?|extension|x|#)[ :]{0,2}\d{2,6}|-\d{3,4}(?!\d))?`,
      "g",
    ),
  },
  {
    kind: "phone",
    least: 7,
    found: /(?<![\da-z])[1l](?=[3-9])[3-9](?:[ \-.]{0,2}[\dol]){9}(?![\da-z])/g,
    unless: (hit) => bare(hit).length < 7,
  },
  { kind: "phone", least: 7, found: /(?<!\d)[1][3-9]\d[^\d]{0,2}[\dx*]{4}[^\d]{0,2}\d{4}(?!\d)/g, unless: (hit) => bare(hit).length < 7 },
  {
    kind: "phone",
    least: 10,
    found:
      /(?<!\d[ .-]?|[a-z])\(?0\d{2,3}\)?[ \-–—]{0,3}[2-8]\d{2,3}[ -]?\d{4}(?!\d)(?:[ ,，-]{0,2}(?:转|分机|ext\.?|extension|x)?[ :]{0,2}\d{2,6}(?!\d))?/g,
  },
  { kind: "phone", least: 9, found: /(?<![\d+])(?:00|\+ ?)[1-9]\d{0,2}[ -]?(?:\(?\d\)?[ -]?){7,11}\d(?!\d)/g },
  {
    kind: "phone",
    least: 11,
    found: /(?<!\d)1 ?[3-9] ?\d[^\d\n]{1,4}\d{4}[ -]?\d{4}(?!\d)|(?<!\d)1[3-9]\d{5}[^\d\n]{1,5}\d{4}(?!\d)/g,
    unless: (hit) => /[元块件款年]|￥|¥/.test(hit),
  },
  {
    kind: "phone",
    least: 8,
    found: /(?:香港|澳门|新加坡|hk|macau|hong kong|singapore)[^\d\n]{0,8}([2-9]\d{3}[ -]?\d{4})(?!\d)/g,
    group: 1,
  },
  { kind: "phone", least: 10, found: /(?<![\d.-])09\d{2}[ -]?\d{3}[ -]?\d{3}(?!\d)/g },
  {
    kind: "phone",
    least: 4,
    found:
      /(?:手机号?码?|电话|号码|预留号?|手机尾)(?:的|是)*(?:最后|末尾|后面|尾巴|结尾|末)?(?:[4四]位|4个)?(?:数字?|号码?)?[ 是为:,，]*(\d(?: ?\d){3})(?!\d|[元块年款折件个天+])/g,
    group: 1,
  },
  { kind: "phone", least: 4, found: /(?<![\d.])(\d{4}) at the end(?! of (?:the )?(?:month|year|day|week))/g, group: 1 },
  { kind: "phone", least: 3, found: /分机[ :号]{0,2}(\d{3,4})(?!\d)/g, group: 1 },
  { kind: "order", least: 5, found: /后[5-8五六七八]位(?:数字?|号)?[ 是为:]*(\d{5,8})(?!\d)/g, group: 1 },
  { kind: "order", least: 10, found: /(?<!\d)(\d{10,15})[^\d]{0,4}(?:就?是)?(?:我的)?(?:快递|运单|订单|物流|单号)/g, group: 1 },
  { kind: "phone", least: 6, found: /(?<![\w])\+ ?\d{1,3}[ \-.]?\(?\d{1,4}\)?(?:[ \-.]?\d{2,4}){2,4}(?!\d)/g },
  { kind: "phone", least: 10, found: /(?<![\d.-])0[1-9]\d{2,3} ?\d{3} ?\d{3,4}(?!\d)/g },
  {
    kind: "phone",
    least: 10,
    found: /(?<![\d.])(?:1[ -])?\(?[2-9]\d{2}\)?[ \-.]{1,2}\d{3}[ \-.]\d{4}(?!\d)/g,
    unless: (hit) => /^(?:1[ -])?\(?[48]00/.test(hit),
  },
  {
    kind: "phone",
    least: 7,
    found:
      /(?:电话|手机号?|座机|固话|号码|tel|phone|mobile|cell|landline|call me (?:on|at)|reach me (?:on|at)|text me (?:on|at)|whats ?app)[ 是为:.号码也还机number]{0,10}(?:is |on |at |under )?(\(?\d[\d() -]{5,14}\d)(?!\d)/g,
    group: 1,
    unless: (hit) => bare(hit).length < 7 || /^400/.test(hit),
  },
  {
    kind: "phone",
    least: 3,
    found: /(?:转|分机|ext\.?|extension)[ :号]{0,2}(\d{3,6})(?!\d)(?=[^元块%个件天]|$)/g,
    group: 1,
    unless: (_hit, before) => !/\d/.test(before.slice(-30)),
  },
  {
    kind: "phone",
    least: 4,
    found:
      /(?:尾号|尾数|尾4位|尾四位|末尾|(?:最?后|末尾?|最后的?)[4四]位(?:数字?|号码?)?|后4个?数|手机尾|last (?:four|4)(?: digits?)?(?: of (?:my|the|his|her) (?:phone|mobile|number|card|order|cell)(?: number)?)?|end(?:s|ing)? (?:in|with))[ 是为:,，号]*(?:(?:is|are|were|being) )?(\d(?: ?\d){3})(?!\d)/g,
    group: 1,
  },
  {
    kind: "phone",
    least: 4,
    found:
      /(?:ending|ends|finish(?:es|ing)|tail(?: number| digits)?|last digits|final (?:four|4)(?: digits)?|last 4|last four)(?: in| with| is| are| on|:| digits)* (\d{4})(?!\d)/g,
    group: 1,
  },
  {
    kind: "phone",
    found:
      /(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|(?:double|triple) (?:zero|oh|one|two|three|four|five|six|seven|eight|nine))[ ,.-]{1,2}){6,}(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b/g,
  },
  { kind: "phone", least: 7, found: /(?:phone|call|ring|mobile|cell|tel|number)[^\d\n]{0,20}(\d{3}[ -]\d{4})(?![\d-])/g, group: 1 },
  { kind: "phone", least: 4, found: /(?<![\d.])(\d{4})[ 的]?(?:结尾|收尾|尾号|做尾)/g, group: 1 },
  // Parcels and orders.
  {
    kind: "order",
    least: 4,
    found: new RegExp(
      String.raw`${ORDER_WORD}${LINK}(?:尾号|后[四4六6]位|ending(?: in| with)?|ends (?:in|with))?[ :是]*([a-z]{0,4}-?${digitsOf("{3,34}")})(?![\da-z])`,
      "g",
    ),
    group: 1,
    unless: (hit, before, after) =>
      bare(hit).length < 8 &&
      (/^(?:元|块|%|分钟|天|年|月|号|日|小时|件|个|yuan|rmb|days?|hours?| yuan| days?| items?| pieces?)/.test(after) ||
        !/(?:尾号|位|end\w* (?:in|with)|码|code)[^\d]{0,5}$/.test(before)),
  },
  { kind: "order", least: 1, found: /(?:取件码|取货码|提货码|验证码|pick-?up code)[ 是为:]*([a-z]?\d+(?:-\d+){0,3}(?!\d))/g, group: 1 },
  {
    kind: "card",
    least: 15,
    found: new RegExp(String.raw`(?<![\d.])${digitsOf("{14,18}")}(?!\d)`, "g"),
    unless: (hit, before) =>
      /\d{5} \d{1,3} /.test(hit) ||
      !(CARD_WORD.test(before.slice(-14)) || (/^62/.test(hit) && passesLuhn(bare(hit)) && bare(hit).length >= 16)) ||
      /订单|单号|order|tracking|运单/.test(before.slice(-10)),
  },
  {
    kind: "card",
    least: 10,
    found: /(?:卡号|卡|银行账?号|account(?: ?(?:no|number))?|card(?: ?(?:no|number))?)[ 是为:.号]*(?:is )?(\d(?:[ -]?\d){9,21})(?!\d)/g,
    group: 1,
  },
  {
    kind: "order",
    least: 14,
    found: new RegExp(String.raw`(?<![\d.,/a-z-])\d(?:[ -]?\d){13,33}(?![\d])`, "g"),
    unless: (hit, before) => !isLong(hit) || isDateTime(bare(hit)) || BARCODE_WORD.test(before),
  },
  {
    kind: "order",
    least: 12,
    found: /(?<![\d.,/a-z-])\d{12,13}(?![\da-z.])/g,
    unless: (hit, before, after) =>
      (isBarcode(hit) &&
        !/^ ?(?:这|那)?个?[单件]|^ (?:is bei|was|has|got)/.test(after) &&
        !/(?:单|京东|jd|order|tracking|waybill)[^\d]{0,6}$/.test(before)) ||
      BARCODE_WORD.test(before) ||
      isDateTime(hit),
  },
  { kind: "order", least: 12, found: /(?<![\d.,/a-z-])\d{4}[ -]\d{4}[ -]\d{4}(?![\d -]*\d)/g },
  // Accounts by number.
  {
    kind: "nick",
    least: 5,
    found: /(?<![a-z])(?:qq|扣扣|企鹅号?|q)(?:号码?|是|为|number|no|id|加我?|我|[ :,.，]|is|on)*(\d{5,11})(?!\d)/g,
    group: 1,
  },
  // Car plates.
  {
    kind: "plate",
    least: 1,
    found:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领] ?[a-hj-np-z][ ·•\-.]{0,2}(?=[a-hj-np-z\d]*\d)[a-hj-np-z\d]{4,5}[a-hj-np-z\d挂学警港澳](?![a-z\d])/g,
  },
  {
    kind: "plate",
    least: 1,
    found:
      /(?:plates?|licen[cs]e(?: number)?|registration|车牌号?)[ :，,]*(?:is|号|no\.?|number|reads|reading|'s)*[ :]*((?=[a-z \d·-]{0,9}\d)[a-z]{1,4}[ ·-]?[a-z]?[ ·-]?[a-z\d]{2,7}(?:[ -][a-z]{3})?)(?![a-z\d])/g,
    group: 1,
  },
  {
    kind: "plate",
    least: 1,
    found:
      /(?<![a-z])(?:jing|jin|hu|yu|ji|yun|liao|hei|xiang|wan|lu|xin|su|zhe|gan|e|gui|gan|jin|meng|shan|ji|min|yue|qing|chuan|ning|qiong)[ -]?[a-hj-np-z][ ·-]?(?=[a-z\d]*\d)[a-hj-np-z\d]{5,6}(?![a-z\d])/g,
  },
];

/** A long number is one, and not several that stand beside each other: no group but the last has fewer than three digits. */
function isLong(hit: string): boolean {
  const groups = hit.split(/[ -]/);
  return bare(hit).length >= 14 && groups.slice(0, -1).every((group) => group.length >= 3);
}

/** Addresses of goods: their numbers are no customer's. */
const GOODS_LINK =
  /(?:https?:\/\/)?(?:item|detail|mobile|h5|m|www)\.[a-z.]*(?:taobao|tmall|jd|yangkeduo|pinduoduo)\.[a-z]{2,3}\/\S*?(?:id=\d+|\/\d+\.html|goods_id=\d+)/g;

/** How many digits a text has: most have too few for most rules. */
function digitsIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) count++;
  }
  return count;
}

/** Every number that finds somebody; overlapping ones may be among them. */
export function numbersIn({ digits }: Reading): MaskSpan[] {
  if (!/[\d@艾]| at |(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)[ ,-]/.test(digits)) return [];
  const goods = allOf(digits, GOODS_LINK).map((link) => ({ from: link.index, to: link.index + link[0].length }));
  const spans: MaskSpan[] = [];
  const isTaken = (from: number, to: number) =>
    spans.some((s) => s.from < to && from < s.to) || goods.some((g) => g.from < to && from < g.to);
  const count = digitsIn(digits);
  for (const { kind, least = 0, found, group, unless } of RULES) {
    if (count < least) continue;
    for (const hit of allOf(digits, found)) {
      const words = hit[group ?? 0];
      if (words === undefined) continue;
      const from = group === undefined ? hit.index : hit.index + hit[0].lastIndexOf(words);
      const to = from + words.length;
      if (isTaken(from, to) || unless?.(words, digits.slice(Math.max(0, from - 30), from), digits.slice(to, to + 8))) continue;
      spans.push({ from, to, kind });
    }
  }
  return spans;
}
