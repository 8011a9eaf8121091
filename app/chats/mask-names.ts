import { allOf } from "~/wording/reading";
import {
  COMMON_SURNAMES,
  COMPOUND_SURNAMES,
  EVERYDAY_SURNAMES,
  GIVEN,
  NEVER,
  NO_GIVEN,
  NO_NAME,
  SURE_SURNAMES,
  TRANSCRIBED,
} from "./mask-name-lists";
import { type Asks, isRelation, nameLength, NO_SEGMENT, PLACE, surnameOf } from "./mask-name-shape";
import { aloneNames, freeNames, publicPeople } from "./mask-names-free";
import type { MaskSpan, Reading } from "./mask-text";

/**
 * Chinese names: by what is said before and after them, by forms of address, in the lines in which somebody says where a parcel goes, and, where surname and characters
 * are those of names and the dictionary sees no other word, without any of these. Pure.
 */

const H = "[\\u4e00-\\u9fff]";
/** A surname and one or two characters, or a name of a minority. */
const NAME = `(?:(?:${COMPOUND_SURNAMES})${H}{1,2}|${H}{2,7}(?:[·•‧・]${H}{1,7}){1,3}|${H}{2,3})`;
const END = `(?=$|[^\\u4e00-\\u9fff]|[收的吧啊呀哦呢哈，。]|签收|代收|亲收|先生|女士|小姐|同学|老师|电话|手机|谢谢|您好|你好|这个|那个|下的|去|就|来|不|没|已|也|都|还|等|会|帮|买的|拍的|寄的|就行|就好|就可以|即可|和|跟|在|说|要|他|她|来)`;

type Rule = { found: RegExp; asks: Asks };

const LABELS =
  "(?:收件人?|收货人?|联系人|姓名|名字|寄件人?|寄方|收方|户名|开户名?|持卡人|签收人|取件人|提货人|机主|车主|署名|落款|抬头|代收人|法人|经办人|领取人|用户名?|客户名?|真名|实名|持有人|投诉人|申请人|receiver|recipient|consignee|name)";
const KIN =
  "(?:我?(?:老公|老婆|妈妈?|爸爸?|妈|爸|婆婆|公公|岳母|岳父|儿子|女儿|闺女|弟弟|哥哥|姐姐|妹妹|表姐|表妹|表哥|表弟|堂姐|堂哥|堂弟|堂妹|嫂子|姐夫|妹夫|舅舅|舅妈|姑姑|姑妈|姨妈|小姨|叔叔|婶婶|伯伯|爷爷|奶奶|外公|外婆|姥姥|姥爷|侄子|侄女|外甥女?|对象|女朋友|男朋友|女友|男友|未婚妻|未婚夫|先生|太太|媳妇|爱人|闺蜜|朋友|同事|同学|室友|邻居|领导|老板|助理|秘书|前台|客户|顾客|买家|财务|人事|行政|主管|经理|店长|仓管|家长|孩子|宝宝|学姐|学长|学弟|学妹|干妈|干爸|队友|会计|保姆|月嫂|阿婆|阿公|嫂嫂|弟妹|小姑|小叔|学生|徒弟|师傅|班主任|导师|老师|房东|阿姨)|快递员|快递小哥|派件员|骑手|配送员|司机师傅|驿站老板)";

const RULES: readonly Rule[] = [
  {
    found: new RegExp(
      `${LABELS}(?:的?(?:姓名|名字|名|人))?(?:\\s*(?:是|叫|为|写成?了?|填|其实是|改成|改为|改|换成|换|就是|[:：=_\\-/|「“"(（【\\s]|应该是|应为|to|is)){1,4}(${NAME})${END}`,
      "giu",
    ),
    asks: "any",
  },
  { found: new RegExp(`${LABELS}(${NAME})${END}`, "gu"), asks: "strict" },
  { found: new RegExp(`(?:^|[^\\u4e00-\\u9fff])收[:：]\\s?(${NAME})${END}`, "gu"), asks: "any" },
  { found: new RegExp(`(?:^|[^\\u4e00-\\u9fff])我(?:本人)?(${NAME})(?=$|[^\\u4e00-\\u9fff])`, "gu"), asks: "strict" },
  {
    found: new RegExp(`(?:^|[^\\u4e00-\\u9fff]|应该|名字|不|就)是[:：\\s]?(${NAME})(?=$|[^\\u4e00-\\u9fff]|不是|收|的|下|买|拍)`, "gu"),
    asks: "strict",
  },
  {
    found: new RegExp(
      `(?:^|[^\\u4e00-\\u9fff])(${NAME})(?=那边|这边|说|的(?:订单|那单|那个|包裹|快递|号|名字|电话|地址|件)|她|他|本人|收|签|打|去|来|要|拿|让|问|下单|下的|买|拍|订|也)`,
      "gu",
    ),
    asks: "strict",
  },
  {
    found: new RegExp(
      `(?:我叫|叫我|名叫|名字叫|他叫|她叫|就叫|本人叫?|全名叫?|大名叫?|真名叫?|这里是|我就是|署名|落款|名字[写填改]|改名为|名字换成)[:：\\s]?(${NAME})${END}`,
      "gu",
    ),
    asks: "given",
  },
  {
    found: new RegExp(`(?:^|[，。！,!\\s])(?:您好|你好)?[，,]?我是[:：\\s]?(${NAME})(?=$|[^\\u4e00-\\u9fff]|的|啊|呀)`, "gu"),
    asks: "surname",
  },
  {
    found: new RegExp(
      `(?:免贵姓|我姓|本人姓|他姓|她姓|姓)[:：\\s]?((?:${COMPOUND_SURNAMES})|${H})(?=$|[^\\u4e00-\\u9fff]|的|呢|呀|啊|先生|女士)`,
      "gu",
    ),
    asks: "surname",
  },
  {
    found: new RegExp(`(${NAME})\\s?(?:收(?![到藏纳货费口入款据缩拾回件好])|签收|代收|亲收|本人收|启(?=$|[^\\u4e00-\\u9fff]))`, "gu"),
    asks: "given",
  },
  {
    found: new RegExp(
      `(?:改成|改为|换成|写成?|转给|寄给|送给|发给|交给|留给|带给|买给|捎给|给到|送|给|替|帮|找|由|让|请|叫|问下?|联系|@|艾特|通知)[:：\\s]?(${NAME})(?=$|[^\\u4e00-\\u9fff]|的|收|吧|签|就|帮|会|来|不|没|已|也|都|还|等|说|那|这|看|查|问|改|退|换|补|当|做|过|用|买|拍|下单|拿|取|去|代|生日|结婚|一个|作|留|打)`,
      "gu",
    ),
    asks: "given",
  },
  { found: new RegExp(`${KIN}(?:是|叫|名叫|的?名字[是叫]?|[:：，,（(\\s])?\\s?(${NAME})${END}`, "gu"), asks: "given" },
  { found: new RegExp(`(${H}{2,7}(?:[·•‧・]${H}{1,7}){1,3})`, "gu"), asks: "any" },
  { found: new RegExp(`(?<=[（(「“"【])(${NAME})(?=[）)」”"】])`, "gu"), asks: "surname" },
];

const TITLE =
  "(?:女士|先生|小姐姐?|太太|老师|阿姨|叔叔|大叔|姨(?!妈)|叔|爷(?!们)|师傅|经理|总监|总(?=$|[^\\u4e00-\\u9fff]|的|要|说|好|那|您)|同学|大姐|大哥|奶奶|爷爷|老板娘?|主任|医生|大夫|护士|警官|律师|教授|校长|院长|站长|店长|工(?=$|[^\\u4e00-\\u9fff])|伯伯|婶|嫂子?|局长|科长|处长|姐(?!妹|夫|弟)|哥(?!哥|们)|妈妈|爸爸|家长|女生|美女|帅哥|司机|快递员)";
const TITLED = new RegExp(`((?:${COMPOUND_SURNAMES})|${H})(${H}{0,2}?)\\s?${TITLE}`, "gu");
const LATIN_TITLE = new RegExp(
  `(?<![A-Za-z])(?:Mr|Ms|Mrs|Miss|Dr)\\.?\\s?((?:${COMPOUND_SURNAMES})|${H})(${H}{0,2})|((?:${COMPOUND_SURNAMES})|${H})\\s?(?:[Ss]ir|SIR|Mr|Miss)(?![A-Za-z])`,
  "gu",
);
/** One who is called by a surname only: 「老张」, 「小李说」. */
const CALLED = new RegExp(
  `(?:(?<=^|[^\\u4e00-\\u9fff]|[找叫给让是问跟和请])([小老阿])(${H})(?=$|[^\\u4e00-\\u9fff]|说|师傅|那边|帮|签|收(?![到藏纳])|送|打|去|来的)|([小老阿])(${H})(?=师傅|同学|姐|哥))`,
  "gu",
);
const COURIER =
  /(?:快递员?|快递小哥|派件员?|师傅|骑手|配送员|司机|同事|室友|同学|朋友|邻居|保安|老公|老婆|闺蜜|表弟|表妹|弟弟|妹妹|姐姐|哥哥|客服部?|店里的?|你们家?的?)[，, ]?((?:小|老|阿|大)([\u4e00-\u9fff]))(?=$|[^\u4e00-\u9fff]|[的说打给送收要在来去帮他她那]|电话)/gu;

const BEFORE_PHONE = new RegExp(`(${NAME})[，,、:：\\s/|-]{0,3}$`, "u");
const AFTER_ADDRESS = new RegExp(`^[，,、:：;；\\s/|（(-]{0,4}(${NAME})(?=$|[^\\u4e00-\\u9fff]|收|签)`, "u");
const SAYS_OUTRIGHT = /名字|真名|真叫|真的叫|有人叫|收件人|收货人|姓名|户名|身份证|户口|本名/u;
/** Where it is said outright that these words are a name, any words are. */
const OUTRIGHT = new RegExp(
  `(?:收件人|收货人|姓名|真名|户名)(?:[是叫填写]|[:：])[:： ]?(${H}{2,3})(?=$|[\\s,，;；]|电话|联系|手机)|(?:^|[，。,\\s])[帮找让]?(${H}{2,3}?)(?:，|,)?(?:就?是我的?名字|这?是真名|真名|收，(?:是真名|户口本|身份证)|对，身份证|身份证上就|是我本名|这名字|名字怪)|(?:真有人叫|名字就叫|真的叫|真叫)(${H}{2,3})(?=$|[，。,！!\\s])`,
  "gu",
);

export type NameContext = {
  /** The agent's desk name. */ agent: string;
  /** Stretches in which nothing is a name: products, what is masked. */ taken: readonly { from: number; to: number }[];
};

/** Every Chinese name in a line. `beside`: the telephones and addresses that were found in it. */
export function namesIn({ text }: Reading, beside: readonly MaskSpan[], { agent, taken }: NameContext): MaskSpan[] {
  if (!/[\u4e00-\u9fff]{2}|[\u4e00-\u9fff]$/u.test(text)) return [];
  const spans: MaskSpan[] = [];
  let publics: { from: number; to: number }[] | null = null;
  const add = (from: number, to: number) => {
    if (to <= from || NEVER.has(text.slice(from, to)) || (agent !== "" && text.slice(from, to) === agent)) return;
    publics ??= publicPeople(text);
    if ([...taken, ...publics].some((t) => t.from < to && from < t.to)) return;
    spans.push({ from, to, kind: "name" });
  };
  for (const { found, asks } of RULES) {
    for (const hit of allOf(text, found)) {
      const words = hit[1];
      if (words === undefined) continue;
      const length = nameLength(words, asks);
      const from = hit.index + hit[0].lastIndexOf(words);
      if (length > 0) add(from, from + length);
    }
  }
  for (const hit of SAYS_OUTRIGHT.test(text) ? allOf(text, OUTRIGHT) : []) {
    const words = hit[1] ?? hit[2] ?? hit[3] ?? "";
    const from = hit.index + hit[0].indexOf(words);
    if (!NO_SEGMENT.test(words) && !isRelation(words) && !/[我你您他她它这那的]/u.test(words)) add(from, from + words.length);
  }
  titled(text, add);
  for (const pattern of [LATIN_TITLE, CALLED])
    for (const hit of allOf(text, pattern)) {
      const surname = pattern === LATIN_TITLE ? (hit[1] ?? hit[3] ?? "") : (hit[2] ?? hit[4] ?? "");
      if (surname.length === 2 || (SURE_SURNAMES.has(surname) && !(pattern === CALLED && EVERYDAY_SURNAMES.has(surname))))
        add(hit.index, hit.index + hit[0].length);
    }
  for (const hit of allOf(text, COURIER)) {
    const [whole, name = "", surname = ""] = hit;
    if (COMMON_SURNAMES.has(surname) && name !== agent) add(hit.index + whole.indexOf(name), hit.index + whole.indexOf(name) + name.length);
  }
  const delivery = beside.filter(({ kind }) => kind !== "nick");
  if (delivery.length > 0) deliveryNames(text, delivery, beside, add);
  for (const { from, to } of aloneNames(text)) add(from, to);
  for (const { from, to } of freeNames(text)) if (!/^(?:同款|代言|演唱会|粉丝|明星|老师课)/u.test(text.slice(to))) add(from, to);
  return spans;
}

function titled(text: string, add: (from: number, to: number) => void): void {
  TITLED.lastIndex = 0;
  for (let hit = TITLED.exec(text); hit; hit = TITLED.exec(text)) {
    const [whole, surname = "", given = ""] = hit;
    const before = text[hit.index - 1] ?? "";
    const isName = surname.length === 2 || COMMON_SURNAMES.has(surname) || EVERYDAY_SURNAMES.has(surname);
    if (surname === "谢" && (before === "谢" || given.startsWith("谢") || /[哥姐妹弟]/u.test(given))) continue;
    const isWord =
      (given !== "" && [...given].some((one) => NO_GIVEN.has(one))) ||
      NO_NAME.has((surname + given).slice(0, 2)) ||
      (given === "" && NO_NAME.has(before + surname)) ||
      NO_NAME.has(surname + whole.slice((surname + given).length, (surname + given).length + 1));
    const isPlace =
      given === "" && /[\u4e00-\u9fff]/u.test(before) && EVERYDAY_SURNAMES.has(surname) && !/[找叫给问请是和跟让谢的好，]/u.test(before);
    if (isName && !isWord && !isPlace && (given === "" || [...given].every((one) => GIVEN.has(one)) || !EVERYDAY_SURNAMES.has(surname)))
      add(hit.index, hit.index + whole.length);
    else TITLED.lastIndex = hit.index + 1;
  }
}

/** Names in a line that says where a parcel goes: before and behind telephone and address, and alone between two commas. */
function deliveryNames(
  text: string,
  delivery: readonly MaskSpan[],
  beside: readonly MaskSpan[],
  add: (from: number, to: number) => void,
): void {
  for (const { from, to, kind } of delivery) {
    const before = BEFORE_PHONE.exec(text.slice(Math.max(0, from - 12), from));
    const after = AFTER_ADDRESS.exec(text.slice(to, to + 12));
    for (const [hit, start] of [
      [before, Math.max(0, from - 12)],
      [after, to],
    ] as const) {
      const words = hit?.[1];
      if (!hit || words === undefined) continue;
      const at = start + hit.index + hit[0].indexOf(words);
      const length = nameLength(words, "given");
      if (length > 0) add(at, at + length);
      else if (hit === before && kind === "phone" && !NO_SEGMENT.test(words)) {
        // Words before it: the name is the end of what stands there.
        const two = words.length === 3 && nameLength(words.slice(1), "given");
        if (two) add(at + 1, at + 1 + two);
      }
    }
  }
  let at = 0;
  for (const piece of cut(text, beside)) {
    at = piece.from;
    const words = piece.words;
    if (!/^[\u4e00-\u9fff]{2,6}$/u.test(words)) continue;
    if (TRANSCRIBED.test(words)) {
      add(at, at + words.length);
      continue;
    }
    const surname = surnameOf(words);
    if (surname ? words.length - surname.length > 2 : words.length > 3) continue;
    if (
      NO_NAME.has(words) ||
      NO_SEGMENT.test(words) ||
      PLACE.test(words) ||
      isRelation(words) ||
      [...words].some((one) => NO_GIVEN.has(one))
    )
      continue;
    if (!surname && ![...words].every((one) => GIVEN.has(one))) continue;
    if (
      surname?.length === 1 &&
      (EVERYDAY_SURNAMES.has(surname) || !SURE_SURNAMES.has(surname)) &&
      ![...words].slice(1).every((one) => GIVEN.has(one))
    )
      continue;
    add(at, at + words.length);
  }
}

/** What stands between blanks, commas and what is masked already. */
function* cut(text: string, beside: readonly MaskSpan[]): Generator<{ from: number; words: string }> {
  let chars = text;
  for (const { from, to } of beside) chars = chars.slice(0, from) + " ".repeat(to - from) + chars.slice(to);
  for (const piece of chars.matchAll(/[^\s,，、。.;；:：/|!！?？（）()「」“”"'~～+\-—_=*#&]+/gu)) {
    const words = piece[0].replace(/收$/u, "");
    yield { from: piece.index, words };
  }
}
