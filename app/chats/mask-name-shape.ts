import {
  COMMON_SURNAMES,
  COMPOUND_SURNAMES,
  EVERYDAY_SURNAMES,
  FREQUENT_EVERYDAY,
  GIVEN,
  NEVER,
  NO_GIVEN,
  NO_NAME,
  ONLY_GIVEN,
  SURE_SURNAMES,
  TRANSCRIBED,
} from "./mask-name-lists";
import { CITIES, PROVINCES } from "./mask-places";

/** Whether a few Chinese characters can be somebody's name, as far as what stands around them asks. Pure. */

/** How much is believed: `any`: whatever stands there; `surname`: what begins with one; `given`: a given name too; `strict`: a surname and characters of names. */
export type Asks = "any" | "surname" | "given" | "strict";

export const NO_SEGMENT =
  /^(?:收件人?|收货人?|收货地址|收件地址|地址|电话|手机|手机号|联系电话|联系人|姓名|邮编|谢谢|谢啦|麻烦|麻烦了|辛苦|辛苦了|好的|你好|您好|在吗|在么|亲|亲亲|尽快|加急|急用|快点|快递|顺丰|中通|圆通|韵达|申通|邮政|京东|极兔|包邮|改一下|改地址|换地址|新地址|旧地址|原地址|以前的|这个|那个|订单|单号|备注|家里|公司|单位|学校|工作日|周末|白天|晚上|上午|下午|中午|本人|本人签收|放门口|放驿站|门口|驿站|前台|门卫|电联|改成|改为|寄到|寄这里|发到|默认|黑色|白色|棕色|蓝色|红色|灰色|卡其|一个|两个|两件|一件|所在|地区|详细|街道|保密|礼物|礼品|送人|生日|不要|可以|没错|对的|是的|就是|就这个|还有|另外|或者|转|分机|座机|邮箱|微信|固话|发票|抬头|普票|专票|税号|开户行|账号|身份证|卡号|银行|工行|建行|农行|中行|招行|支付宝|收款|打款|退款|备用|同号|同上|户名|如下|以下|信息|已拍|拍了|下单|已下单|请查收|请核对|核对|正确|修改|更改|更新|变更|客服|老板|家庭|中国|加油|元|谢谢亲|麻烦您|麻烦改|麻烦寄|帮我改|请改成|帮我寄|帮忙改|请寄到|请发到|不用|稍等|好|嗯|嗯嗯|哦|就发|发这|送到|打电话|提前|联系|打给我|短信|通知|急|在家|没人|收|取|寄|发|楼下|楼上)$/u;
export const PLACE = new RegExp(`^(?:${PROVINCES}|${CITIES})`, "u");

/** Characters of given names that stand in any talk: a name of these alone is believed only where somebody is spoken of. */
export const ORDINARY = new Set(
  "大小少老阿妹弟哥姐仔长中东西南北人家生有来发成全正国风水时心思一可然如子以运先进世民方本加平安和金银石山田野森木树花海江河星月云雨雪春夏秋冬白青黑红绿紫蓝美好爱乐喜力量直立新开明天日光真火土米果叶根草心".split(
    "",
  ),
);

/** Whether what stands there can be somebody's name, as far as it is asked. Returns how much of it is one, in characters, or 0. */
export function nameLength(words: string, asks: Asks): number {
  if (/[·•‧・]/u.test(words)) return words.length;
  if (NO_NAME.has(words) || NO_SEGMENT.test(words) || (PLACE.test(words) && words.length < 4)) return 0;
  const surname = surnameOf(words);
  if (!surname) return givenLength(words, asks);
  const given = words.slice(surname.length);
  if (given === "") return asks === "surname" ? words.length : 0;
  if (surname.length === 1 && (NO_NAME.has(words.slice(0, 2)) || (NO_NAME.has(words.slice(1)) && !ONLY_GIVEN.has(words[1] ?? ""))))
    return 0;
  const isDoubled = given.length === 2 && given[0] === given[1] && given !== "谢谢";
  const wrong = isDoubled ? -1 : [...given].findIndex((one) => NO_GIVEN.has(one));
  if (wrong === 0) return 0;
  const length = wrong < 0 ? words.length : surname.length + wrong;
  const kept = words.slice(surname.length, length);
  const isGiven = isDoubled || [...kept].every((one) => GIVEN.has(one));
  const isSure = surname.length === 2 || (SURE_SURNAMES.has(surname) && !EVERYDAY_SURNAMES.has(surname));
  if (asks === "strict") {
    if (isGiven && isSure) return length;
    // Of a longer stretch the beginning may be one.
    if (isSure && kept.length === 2 && GIVEN.has(kept[0] ?? "") && !ORDINARY.has(kept[0] ?? "") && !GIVEN.has(kept[1] ?? ""))
      return surname.length + 1;
    return isGiven && FREQUENT_EVERYDAY.has(surname) && [...kept].some((one) => ONLY_GIVEN.has(one)) ? length : 0;
  }
  if (asks === "any" || isSure) return length;
  if (!isGiven) return 0;
  return asks === "surname" || [...kept].some((one) => ONLY_GIVEN.has(one)) || surelyNoWord(words.slice(0, length)) ? length : 0;
}

/** The same for what begins with no surname. */
function givenLength(words: string, asks: Asks): number {
  if (asks === "surname" || asks === "strict" || isRelation(words)) return 0;
  if (TRANSCRIBED.test(words)) return words.length;
  const wrong = [...words].findIndex((one) => NO_GIVEN.has(one) || (asks === "given" && !GIVEN.has(one)));
  const kept = wrong < 0 ? words : words.slice(0, wrong);
  if (kept.length < 2 || NO_NAME.has(kept) || NO_SEGMENT.test(kept) || isRelation(kept)) return 0;
  if (asks === "any") return wrong < 0 ? words.length : 0;
  if (![...kept].every((one) => GIVEN.has(one))) return 0;
  return [...kept].some((one) => ONLY_GIVEN.has(one)) || (kept.length === 2 && surelyNoWord(kept)) ? kept.length : 0;
}

export function surnameOf(words: string): string | null {
  const one = words.charAt(0);
  if (COMPOUND_BEGINS.has(one)) {
    const two = words.slice(0, 2);
    if (COMPOUND.has(two)) return two;
  }
  return COMMON_SURNAMES.has(one) || EVERYDAY_SURNAMES.has(one) ? one : null;
}

/** What is never somebody's name, whatever is around it: the desk's own words, things and places that look like one. */
export function isNoName(words: string): boolean {
  return NEVER.has(words) || NO_NAME.has(words) || NO_SEGMENT.test(words) || WHOLE_PLACE.test(words) || PEOPLE.test(words);
}
const WHOLE_PLACE = new RegExp(`^(?:${PROVINCES}|${CITIES})[省市]?$`, "u");
const PEOPLE =
  /^(?:班主任|小姐姐|小哥哥|快递小?哥|快递员|店家|卖家|买家|自提|真人|本人|自己|家人|老人|大人|客人|别人|姐妹|兄弟|闺蜜|同事|朋友|客服|仓库|老师|领导|师傅|司机|门卫|保安|前台)$/u;

const COMPOUND = new Set(COMPOUND_SURNAMES.split("|"));
const COMPOUND_BEGINS = new Set(Array.from(COMPOUND, (surname) => surname.charAt(0)));
const RELATION =
  /(?:友|们|家|户|妈|爸|姐|妹|弟|哥|婆|公|师|娘|辈|戚|己|家|人|孩|子|女|导|生|员|板|方|客|店|侣|夫|妻|爷|奶|姨|舅|姑|叔|伯)$/u;
/** People by what they are to somebody, and little words. */
export function isRelation(words: string): boolean {
  return (
    /^(?:我|你|您|他|她|它|大家|别人|人家|自己|老师|客户|长辈|领导|朋友|同事|亲友|对象|孩子|宝宝|家人|家里|学生|店家|卖家|买家|商家|厂家|老板|客服|快递|平台|公司|仓库|门店|官方|淘宝|天猫|京东|顺丰|售后|主管|经理|财务|同学|男生|女生|男士|女士|男人|女人|老人|小孩|小朋友|外国|闺女|亲戚|新人|新娘|新郎|爱人)/u.test(
      words,
    ) ||
    (RELATION.test(words) && !/[丽娜敏静]/u.test(words))
  );
}

let segmenter: Intl.Segmenter | null = null;
/** Signs between which a run of Chinese characters is divided the same wherever it stands. */
const DIVIDES_BY_RUNS = /^[\x20-\x7e\u3000-\u3002\u3008-\u3020\u4e00-\u9fff\u2026\u201c\u201d\u2460-\u2464\uff01-\uff0f\uff1a-\uff1f]*$/u;
const RUN = /[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+/gu;
/** What was divided lately: a line is asked for by the reader of names and by the tagger, and much of it was said before. */
const divided = new Map<string, readonly string[]>();
const MOST_DIVIDED = 5000;
const LONGEST_DIVIDED = 40;
/** What has a figure in it is seldom said twice; letters, figures and blanks need no dictionary. */
const FIGURE = /\d/;
const NO_DICTIONARY = /^[A-Za-z\d_ ]+$/;
const WRITTEN_APART = /[A-Za-z\d_]+| +/g;

/** Words of a text as the dictionary of the platform reads them. */
export function wordsOf(text: string): readonly string[] {
  if (!DIVIDES_BY_RUNS.test(text)) return segmented(text);
  const words: string[] = [];
  for (const run of text.match(RUN) ?? []) {
    let known = divided.get(run);
    if (!known) {
      known = NO_DICTIONARY.test(run) ? (run.match(WRITTEN_APART) ?? []) : segmented(run);
      if (divided.size >= MOST_DIVIDED) divided.clear();
      if (run.length <= LONGEST_DIVIDED && !FIGURE.test(run)) divided.set(run, known);
    }
    for (const word of known) words.push(word);
  }
  return words;
}

function segmented(text: string): string[] {
  segmenter ??= readyToDivide();
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) words.push(segment);
  return words;
}

/** The platform's dictionary, read in: until it was asked for a word it divides 「ー包」 otherwise than ever after. */
function readyToDivide(): Intl.Segmenter {
  const made = new Intl.Segmenter("zh", { granularity: "word" });
  made.segment("双肩包").containing(0);
  return made;
}

/** Whether the dictionary has no word for it. */
export function surelyNoWord(words: string): boolean {
  return wordsOf(words).length > 1;
}
