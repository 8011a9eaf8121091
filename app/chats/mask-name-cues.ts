import {
  COMMON_SURNAMES,
  EVERYDAY_SURNAMES,
  GIVEN,
  NEVER,
  NO_GIVEN,
  NO_NAME,
  ONLY_GIVEN,
  SURE_SURNAMES,
  TRANSCRIBED_CHARACTERS,
} from "./mask-name-lists";
import { CITIES, PROVINCES } from "./mask-places";
import { namePlace } from "./mask-name-weights";
import { NO_SEGMENT, ORDINARY, surnameOf, wordsOf } from "./mask-name-shape";

/** What may be a Chinese name in talk, and what tells whether it is one: how it is made, and the characters and kinds of words around it. Pure. */

/** `places`: of its cues in the table of weights. */
export type NameCandidate = { from: number; to: number; places: number[] };

const HAN = /[\u4e00-\u9fff]/u;
const isHan = (code: number) => code >= 0x4e00 && code <= 0x9fff;
/** So many characters from its beginning decide what a stretch is. */
const LONGEST_RUN = 7;
const TITLE =
  /^(?:女士|先生|小姐姐?|太太|老师|阿姨|叔叔?|大叔|师傅|师父|经理|总监|总|同学|大姐|大哥|奶奶|爷爷|老板娘?|主任|医生|大夫|护士|警官|律师|教授|校长|院长|站长|店长|工|伯伯?|婶婶?|嫂子?|局长|科长|处长|部长|班长|队长|组长|所长|厂长|行长|董事?长?|秘书|助理|会计|出纳|教练|博士|导演|编辑|记者|姨妈?|姑姑?|舅舅?|妈妈?|爸爸?|姐姐?|哥哥?|大爷|大妈|大娘|老|家长|美女|帅哥|司机|主播|团长|妹子?|弟弟?)/u;
/** What follows a given name alone. */
const AFTER_GIVEN = /^(?:姐姐?|哥哥?|妹妹?|总|老师|阿姨|同学|师傅|叔叔?|宝宝|宝贝|妈妈?|爸爸?)/u;
const BEGINS_AFTER_GIVEN = new Set("姐哥妹总老阿同师叔宝妈爸");
const CALLED = new Set("小老阿大");
/** What stands before somebody who may be called by any word. */
const SOMEBODY =
  /(?:闺女|女儿|儿子|[弟哥姐妹]|老公|老婆|同桌|同事|朋友|闺蜜|室友|舍友|同学|侄女|侄子|外甥女?|孙子|孙女|媳妇|邻居|叫我|叫|名字是|真名|替|帮|给|送)$/u;

const ENDS_SOMEBODY = new Set("女儿子弟哥姐妹公婆桌事友蜜学甥妇居我叫是名替帮给送");
const isSomebody = (text: string, at: number) =>
  ENDS_SOMEBODY.has(text.charAt(at - 1)) && SOMEBODY.test(text.slice(Math.max(0, at - 3), at));

/** Classes of what stands before: the first that ends there. */
const BEFORE: readonly [string, RegExp][] = [
  [
    "label",
    /(?:收件人?|收货人?|联系人|姓名|名字|寄件人?|户名|开户名?|持卡人|签收人|取件人|机主|车主|署名|落款|抬头|代收人|真名|实名|实名认证|投诉人|申请人|名称|收款人|户主|学员)(?:[写填是叫为改成:： ]|就是|应该是)*$/u,
  ],
  ["called", /(?:叫做?|名叫|大名|全名|本名|小名|姓名是|喊我?|称呼我?)[:： ]?$/u],
  [
    "kin",
    /(?:老公|老婆|妈妈?|爸爸?|婆婆|公公|岳母|岳父|儿子|女儿|闺女|[弟哥姐妹]{1,2}|舅舅?|舅妈|姑姑?|姑妈|姨妈?|叔叔?|婶婶?|伯伯?|爷爷?|奶奶?|外公|外婆|姥姥|姥爷|侄子|侄女|外甥女?|对象|[男女]朋?友|未婚[妻夫]|先生|太太|媳妇|爱人|闺蜜|朋友|同事|同学|室友|舍友|邻居|领导|老板|助理|秘书|前台|客户|顾客|买家|财务|主管|经理|店长|家长|孩子|宝宝|娃|学姐|学长|学弟|学妹|队友|会计|学生|徒弟|师傅|班主任|导师|老师|房东|阿姨|发小|死党|团长|主播|博主|搭档|前男友|前女友|干妈|干爸|兄弟|保安|门卫|双胞胎|新娘|新郎|老[大二三四])(?:叫|是|[:：，, ])?$/u,
  ],
  ["courier", /(?:快递员?|小哥|派件员?|派送员?|骑手|配送员|司机|客服|仓库|驿站|售后|售前|物流)(?:叫|是|[:：，, ])?$/u],
  ["give", /(?:改成|改为|换成|写成?|填|转给|寄给|送给|发给|交给|留给|带给|买给|捎给|给到|送|给|打给|刻|印|绣)[上个:： 「“"']?$/u],
  ["ask", /(?:替|帮忙?|找|由|让|请|问下?|联系|通知|喊|告诉|麻烦|认准|@|艾特)$/u],
  ["and", /(?:和|跟|与|同|、|或者?|还有|以及)$/u],
  ["from", /(?:是|被|把|从|向|对|用|为)$/u],
  ["dear", /(?:亲爱的|祝|爱你的|致|to|TO|To)[ :：]?$/u],
  ["my", /(?:我|我们|你|你们|您|他|她|咱)家?$/u],
];
/** Classes of what stands behind: the first that begins there. */
const BEHIND: readonly [string, RegExp][] = [
  ["takes", /^ ?(?:收(?![到藏纳货费口入款据缩拾回件好])|签收|代收|亲收|亲启|启(?=$|\W)|代领|来?取|来?拿|自提|领|签)/u],
  ["name", /^(?:这个名字?|这?[两二三四]个字|的名字|名字|名下|是真名|真名|不是|是我)/u],
  ["own", /^(?:的(?:订单|那单|那个|那份|包裹|快递|号码?|名字|电话|手机|地址|件|单|包|账号)|那单|那份|那边|这边)/u],
  [
    "says",
    /^(?:也|还|就|都|又|已经?|昨天|今天|明天|刚才?|下午|上午|晚上|早上|周.|去年|上回|上次)?(?:说|讲|问|喊|介绍|推荐|告诉|回复|答应|打电话|打的?|给我|买|拍|订|下单|下的|送|签|收|来|去|要|用|有|在|想|喜欢|过生日|生日|结婚|背|管|跑|等|住|搬)/u,
  ],
  ["is", /^(?:是|叫|她|他|本人|自己|一人|今年|刚|没|不|会|能|可以|和|跟)/u],
  ["title", TITLE],
  ["phone", /^[,，:： 的]?(?:电话|手机|号码|tel|①)/u],
  ["wish", /^(?:生日|新婚|毕业|节日|周岁|永远|天天|快乐|宝贝|亲启)/u],
  ["word", /^(?:款|色|风|牌|版|包|系列|同款|码|皮|布|箱)/u],
];

function kindOf(words: string, classes: readonly [string, RegExp][]): string {
  for (const [name, found] of classes) if (found.test(words)) return name;
  return "-";
}

/** Of what kind one character of a name is. */
function letter(one: string): string {
  if (ONLY_GIVEN.has(one)) return "o";
  if (NO_GIVEN.has(one)) return "n";
  if (ORDINARY.has(one)) return GIVEN.has(one) ? "r" : "q";
  return GIVEN.has(one) ? "g" : "x";
}

function family(surname: string): string {
  if (surname.length === 2) return "2";
  return `${SURE_SURNAMES.has(surname) ? "s" : COMMON_SURNAMES.has(surname) ? "c" : "w"}${EVERYDAY_SURNAMES.has(surname) ? "e" : ""}`;
}

const TOWN = new RegExp(`^(?:${PROVINCES}|${CITIES})$`, "u");

/** The shapes that begin at a place: where each ends, and what it is called. */
function shapesAt(text: string, at: number): [number, string][] {
  const made: [number, string][] = [];
  let till = at;
  while (till < at + LONGEST_RUN && isHan(text.charCodeAt(till))) till++;
  if (till < at + 2) return made;
  const run = text.slice(at, till);
  const surname = surnameOf(run);
  const [one = "", two = "", three = ""] = run;
  if (surname) {
    for (const given of [1, 2])
      if (run.length >= surname.length + given && !NO_GIVEN.has(run[surname.length] ?? ""))
        made.push([at + surname.length + given, `s${surname.length}g${given}`]);
    for (const given of [0, 1, 2]) {
      const title = run.length > surname.length + given ? TITLE.exec(run.slice(surname.length + given)) : null;
      if (title && (given === 0 || !NO_GIVEN.has(run[surname.length] ?? "")))
        made.push([at + surname.length + given + title[0].length, `t${given}`]);
    }
  }
  const behindTwo = BEGINS_AFTER_GIVEN.has(three) ? (AFTER_GIVEN.exec(run.slice(2))?.[0] ?? "") : "";
  if (behindTwo !== "" && !NO_GIVEN.has(two) && (CALLED.has(one) || (GIVEN.has(one) && GIVEN.has(two))))
    made.push([at + 2 + behindTwo.length, CALLED.has(one) ? "ct" : "gt"]);
  if (CALLED.has(one) && !NO_GIVEN.has(two)) {
    made.push([at + 2, COMMON_SURNAMES.has(two) ? `c${one}s` : `c${one}`]);
    if (three !== "" && two === three) made.push([at + 3, `c${one}d`]);
  } else if (!surname || (GIVEN.has(one) && GIVEN.has(two))) {
    if (one === two && !NO_GIVEN.has(one)) made.push([at + 2, "d"]);
    else if ((GIVEN.has(one) || ONLY_GIVEN.has(one)) && GIVEN.has(two)) made.push([at + 2, "g"]);
  }
  // Whoever is said to be somebody's: any two characters may be what they are called.
  if (!made.some(([to]) => to === at + 2) && !NO_GIVEN.has(one) && !NO_GIVEN.has(two) && isSomebody(text, at)) made.push([at + 2, "k"]);
  if (TRANSCRIBED_CHARACTERS.has(one)) {
    let end = 1;
    while (end < run.length && TRANSCRIBED_CHARACTERS.has(run[end] ?? "")) end++;
    for (let length = 2; length <= end; length++) made.push([at + length, `m${length}`]);
  }
  return made;
}

/** The classes of what stands before and behind the places of a text, as far as they were asked for. */
type Kinds = { left: string[]; right: string[] };

/** Every stretch of a text that may be a name, with its cues. `text` has marks (①…) where something else was found. */
export function nameCandidates(text: string): NameCandidate[] {
  const found: NameCandidate[] = [];
  let crossing: Int8Array | null = null;
  const kinds: Kinds = { left: [], right: [] };
  const line = [
    /①/u.test(text) ? "phone" : "",
    /②/u.test(text) ? "place" : "",
    /名字|真名|身份证|户口|姓|叫|称呼/u.test(text) ? "name" : "",
    /收|签|寄|送/u.test(text) ? "parcel" : "",
    text.length < 12 ? "short" : "",
  ].filter(Boolean);
  for (let at = 0; at + 2 <= text.length; at++) {
    if (!isHan(text.charCodeAt(at))) continue;
    for (const [to, shape] of shapesAt(text, at)) {
      const words = text.slice(at, to);
      if (NO_SEGMENT.test(words) || NEVER.has(words) || TOWN.test(words)) continue;
      crossing ??= startsOfWords(text);
      found.push({ from: at, to, places: cuesOf(text, at, to, shape, line, crossing, kinds) });
    }
  }
  return found;
}

/** 1 where a word of the dictionary begins. */
function startsOfWords(text: string): Int8Array {
  const starts = new Int8Array(text.length + 1);
  let at = 0;
  for (const word of wordsOf(text)) {
    starts[at] = 1;
    at += word.length;
  }
  starts[text.length] = 1;
  return starts;
}

const sign = (one: string | undefined) =>
  one === undefined
    ? "^"
    : HAN.test(one) || /[①-⑤]/u.test(one)
      ? one
      : /[,，、]/u.test(one)
        ? ","
        : /\s/u.test(one)
          ? "_"
          : /[a-z]/i.test(one)
            ? "a"
            : /\d/.test(one)
              ? "0"
              : /[“"「『（(《【'‘]/u.test(one)
                ? "("
                : /[”"」』）)》】'’]/u.test(one)
                  ? ")"
                  : ".";

function cuesOf(text: string, from: number, to: number, shape: string, line: readonly string[], starts: Int8Array, kinds: Kinds): number[] {
  const words = text.slice(from, to);
  const before = text.slice(Math.max(0, from - 8), from);
  const behind = text.slice(to, to + 8);
  const l1 = sign(text[from - 1]);
  const l2 = sign(text[from - 2]) + l1;
  const l3 = sign(text[from - 3]) + l2;
  const r1 = sign(text[to]);
  const r2 = r1 + sign(text[to + 1]);
  const r3 = r2 + sign(text[to + 2]);
  const left = (kinds.left[from] ??= kindOf(before, BEFORE));
  const right = (kinds.right[to] ??= kindOf(behind, BEHIND));
  const surname = shape[0] === "s" || shape[0] === "t" ? (surnameOf(words) ?? "") : "";
  const made = `${shape}${surname ? family(surname) : ""}${shape[0] === "t" ? "" : [...words.slice(surname.length)].map(letter).join("")}`;
  let inner = 0;
  for (let at = from + 1; at < to; at++) inner += starts[at] ?? 0;
  const bounds = `${starts[from]}${starts[to]}`;
  const dictionary = `${bounds}${inner === to - from - 1 ? "a" : inner === 0 ? "w" : "m"}`;
  const known = `${NO_NAME.has(words) ? 1 : 0}${NO_NAME.has(words.slice(0, 2)) ? 1 : 0}${words.length > 2 && NO_NAME.has(words.slice(1)) ? 1 : 0}${NO_NAME.has((text[from - 1] ?? "") + words[0]) ? 1 : 0}${NO_NAME.has(words.at(-1) + (text[to] ?? "")) ? 1 : 0}`;
  const places = [
    namePlace("·"),
    namePlace("s:", shape),
    namePlace("m:", made),
    namePlace("k:", known),
    namePlace("sk:", shape, known),
    namePlace("w:", dictionary),
    namePlace("sw:", shape, dictionary),
    namePlace("mw:", made, dictionary),
    namePlace("=", words),
    namePlace("L:", left),
    namePlace("R:", right),
    namePlace("LR:", left, right),
    namePlace("sL:", shape, left),
    namePlace("sR:", shape, right),
    namePlace("mL:", made, left),
    namePlace("mR:", made, right),
    namePlace("sLR:", shape, left, right),
    namePlace("kL:", known, left),
    namePlace("kR:", known, right),
    namePlace("l1:", l1),
    namePlace("l2:", l2),
    namePlace("l3:", l3),
    namePlace("r1:", r1),
    namePlace("r2:", r2),
    namePlace("r3:", r3),
    namePlace("lr:", l1, r1),
    namePlace("sl:", shape, l1),
    namePlace("sr:", shape, r1),
    namePlace("sl2:", shape, l2),
    namePlace("sr2:", shape, r2),
    namePlace("wl:", dictionary, l1),
    namePlace("wr:", dictionary, r1),
    namePlace("Lr:", left, r1),
    namePlace("lR:", l1, right),
    namePlace("e:", words.at(-1), r1),
    namePlace("b:", l1, words[0]),
    namePlace("0:", words.slice(0, 2)),
    namePlace("1:", words.slice(-2)),
  ];
  for (const one of words.slice(surname.length)) places.push(namePlace("c:", one));
  if (surname) places.push(namePlace("f:", surname));
  for (const one of line) places.push(namePlace("x:", one), namePlace("xs:", one, shape), namePlace("xL:", one, left));
  if (text.indexOf(words, to) >= 0 || text.lastIndexOf(words, from - 1) >= 0) places.push(namePlace("twice"), namePlace("twice", shape));
  return places;
}
