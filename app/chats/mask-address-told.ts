import { allOf } from "~/wording/reading";
import { partsIn, placeStart } from "./mask-address";
import { surnameOf } from "./mask-name-shape";
import { CITIES, PROVINCES } from "./mask-places";
import { joined, type MaskSpan, type Reading } from "./mask-text";

/**
 * Chinese places that have no door: where a parcel is said to go, or where somebody is said to live or work, a house, a village, a gate or what stands opposite is enough. And
 * what belongs to an address that was found: the town before it, the house behind it. Pure.
 */

const H = String.raw`\u4e00-\u9fff`;
/** What stands in talk and in no name of a place. */
const TALK = String.raw`我你您他她它的是给就要不没吗呢吧了收寄送这那能请帮把让嘛啊呀哦谢吃买拍退换`;
const SIGN = String.raw`(?:(?![${TALK}]|在(?!线)|直接|麻烦|快递|所以|因为|但是|如果|一下|可以|已经|还有|帮忙|电话|手机|姓名|里面|前面说|发货|发了|发出)[${H}A-Za-z\d#·()（）-])`;
/** With what the name of a place ends. */
const PLACE = String.raw`(?:小区|花园|家园|公寓|华庭|雅苑|名苑|新苑|新村|新城|新区|大厦|大楼|写字楼|广场|中心|商城|商场|购物中心|科技园|产业园|工业园区?|工业区|开发区|创业园|软件园|园区|物流园|校区|大学|学院|中学|小学|一中|二中|三中|幼儿园|医院|卫生院|酒店|宾馆|宿舍楼?|家属院|家属楼|家属区|大院|公馆|山庄|国际|佳苑|豪庭|庭院|市场|工厂|工地|营业厅|派出所|法院|村委会|居委会|社区|生产队|农场|林场|煤矿|矿区|胡同|大道|大街|街道|[东西南北中]路|路口|街口|巷口|村口|桥头|村[东西南北]头|第[一二三四五六七八九十]{1,2}家|[东西南北前后正侧大]门|\d号?门|[A-Da-d\d一二三四]口|soho|SOHO|[Mm]all|MALL|梦想小镇|[\d一二三四五六七八九十]+(?:号楼?|[栋幢座室舍组队社连排区期弄层楼]|单元)|[路街巷弄村屯寨庄镇乡苑府庭邸郡轩阁墅湾坊店铺厂院馆站柜架])`;
const NEAR = String.raw`(?:斜?对面|斜对过|隔壁|旁边?|楼下|楼上|附近|交叉口|路口|十字路口|门口|往[东西南北里]|靠近)`;
/** Where a parcel goes and where somebody lives. */
const GOES = String.raw`(?:寄到|寄往|寄去|寄回|寄至|改寄|转寄|邮到|邮寄到|寄给|寄|送到|送往|送去|送至|送货到|放到|放在|放去|放|存到|存在|丢在|丢到|扔在|搁在|搁|住在|住(?!宿)|搬到|搬去|搬家到|搬来|改到|换到|转到|发到|发往|退到|派到|(?:收货|收件|新|老|旧|家庭|公司|单位|详细|学校)?(?:地址|住址)(?:是|写|填|改成|改为|换成|改到|就写|就填|[:：，, ])*|(?:公司|学校|单位|店|店铺|门店|宿舍|家|新家|老家|娘家|婆家|工作室|厂|厂子|办公室|摊位|档口|铺子|店面|人|办公)(?:现在|目前|就|都)?(?:在|是|[:：])|(?:自提点?|自提柜|驿站|取件点?|代收点?|快递柜|丰巢)(?:在|是|选|换成|改成|改到|[:：]))`;
const GENERIC =
  /^(?:.{0,3}栏.*|单位门口.*|.*有岗亭|(?:我们|你们|我|你)?(?:小区|公司|学校|单位|医院|门口|家门口|家里|楼下|楼上|前台|门卫|店|门店|超市|便利店|代收点|自提点|驿站|菜鸟驿站|菜鸟|妈妈驿站|丰巢|丰巢柜|快递柜|柜|快递站|服务站|自提柜|公寓|宿舍|宿舍楼?|学院|大学|大学宿舍|办公室|办公楼|仓库|老家|村|镇|镇上|县城|市区|城区|酒店|宾馆|写字楼|大厦|商场|工厂|厂|工地|保安室|物业|大门|[东西南北前后正侧大]门|小区门口|公司前台|学校门口|楼道|电表箱|消防栓|鞋柜|水表箱|架|一楼|二楼|三楼|楼层|柜子|旗舰店|官方旗舰店|专卖店|线下店|实体店|专柜|店铺|哪个?驿?站|别店|分店|一家店|国际|中国|院|工作室|农村|乡|山区|各楼|另一个?站|好几层|最底层|夹层|[一二三四五六七八九十\d]+(?:楼|层|个|号|室|期|区|组|路)|.{0,2}(?:行李架|货架|工位|后备箱(?:旁边)?|枕头|鞋柜|夹层|隔层|柜台|客厅|衣柜|书架|货架|鞋架|车站|高铁站|火车站|地铁站|机场|同城|外地|国外|海外|省外|网站))|.*(?:哪|什么|楼下有|书柜|马上|挡着|师傅|稳稳|一起|放进|每次|骂|别|怎么|多少|旗舰店|专卖店|门店|行囊|你们|同一|一样|马路|路上|网站|平台).*)$/u;

/** Told: behind a word that says where. */
const TOLD = new RegExp(
  `${GOES}\\s?((?:${SIGN}| (?=[${H}A-Za-z\\d])){1,26}?(?:${PLACE}|${NEAR}(?:${SIGN}){0,8}))(?=$|[\\s，,。；;！!?？、]|[${TALK}]|也|都|还|直接|电话|上班|就|前台|门卫|快递|代|等|然后|放|，)`,
  "gu",
);
/** Told by what somebody does there. */
const DOES = new RegExp(`在((?:${SIGN}){2,18}?(?:${PLACE}|[A-Z座]))(?=上班|工作|住|读书|上学|开店|摆摊|租房|实习|做生意)`, "gu");
/** A whole clause that is a place with something that stands near it, or a place of people's own. */
const CLAUSE = new RegExp(
  `(?<=^|[，,。；;！!：: ])((?:${SIGN}){2,16}(?:${NEAR}(?:${SIGN}){0,10}|家属[院楼区](?:\\d{1,3}[排栋号楼幢]\\d{0,4})?|(?:大学|学院|校区)[${H}]{0,6}(?:园|苑|舍|公寓)|[村屯庄寨](?:[${H}]{1,4}(?:组|队|社|屯|营))|[镇乡](?:[${H}]{1,6}[村屯寨组队社])|[大学中校院][${H}]{0,4}\\d{1,2}(?:舍|号|栋|公寓)|楼\\d{3,4}|[东西南北]区\\d{1,2}(?:舍|栋|号)|煤矿|\\d+团\\d*连?))(?=$|[，,。；;！!]|收|(?: (?=①)))`,
  "gu",
);
const CLAUSES =
  /对面|斜对过|隔壁|旁|楼[上下]|附近|路口|门口|靠近|交叉口|往[东西南北里]|家属|[村屯庄寨镇乡园苑舍栋]|公寓|煤矿|\d[团号]|楼\d|区\d/u;
/** A road of a town that is named. */
const ROAD = new RegExp(
  `((?:${PROVINCES}|${CITIES})[省市]?(?:(?![${TALK}到在])[${H}]){2,10} ?(?:(?![${TALK}到在])[${H}]){0,4}(?:路|街|巷|大道))(?=$|[，,。；;！! ]|与|和|交)`,
  "gu",
);
/** A town and a quarter before what was found, without the words for what they are: 「上海闵行莘庄 莘松路380弄」. */
const AHEAD = new RegExp(`(?:中国)?(?:${PROVINCES}|${CITIES})[省市]?[ ,，]?(?:(?![${TALK}到在])[${H}]){0,8}[ ,，]{0,2}$`, "u");
/** A town or a quarter by its word, right before. */
const AHEAD_ADMIN = new RegExp(`(?:(?:${SIGN}){1,8}(?:省|市|区|县|旗|镇|乡|街道|村|大学|学院|校区|小区|园区|苑)[ ,，]{0,2})+$`, "u");
/** The house behind it. */
const BEHIND = new RegExp(
  `^(?:[ ,，](?=(?:${SIGN}){2,12}(?:${PLACE})(?:$|[\\s，,。；;]|收)))?((?:${SIGN}){1,12}?)(?=$|[\\s，,。；;！!（(]|收|签收|我|给|就|麻烦|谢谢|电话|别|放)`,
  "u",
);

/** A house without a word for what it is, before its door: 「望京soho塔2 B座」, 「大润发（中环店）一楼」. */
const AHEAD_HOUSE = new RegExp(`(?=[${H}])(?:${SIGN}| (?=[A-Za-z])){2,20} ?$`, "u");
/** What may stand between two parts of one address that belong together: 「望江西路与科学大道交口创新产业园」. */
const JOINT = new RegExp(`^(?:(?:${SIGN}| ){0,12}|[^寄送到改换是和从，,。；;！!？?\\d]{0,4})$`, "u");
/** With what people break off between a road and its number: 「就解放路，嗯……188号」. */
const PAUSE = /^(?:[ ,，.。…、~～]|嗯+|呃|额|那个|就是|应该是?|然后是?|再就是|是|好像|对|哦|啊|门牌号?|号码){0,8}$/u;
const DATE = /(?:\d|月|今天|明天|[上下这]个?月|周)$/u;

/** What belongs to the addresses that were found, and the places that are told without a door. */
export function toldPlaces({ text }: Reading, places: readonly MaskSpan[]): MaskSpan[] {
  const found = places.length === 0 ? [] : together(text, joined(places));
  const spans: MaskSpan[] = found.map(({ from, to, kind }, i) => {
    const [least, most] = [found[i - 1]?.to ?? 0, found[i + 1]?.from ?? text.length];
    const behind = BEHIND.exec(text.slice(to, Math.min(most, to + 16)));
    const name = behind?.[1] ?? "";
    const isName = surnameOf(name) !== null && name.length <= 4;
    return { from: from - ahead(text, least, from), to: to + (behind && !isName && !TIMES.test(name) ? behind[0].length : 0), kind };
  });
  spans.push(...scattered(text, found));
  if (!/[在到寄送放住址搬改退回家院对旁隔镇乡村校学厂楼舍排区路街巷道]/u.test(text)) return spans;
  for (const { pattern, asks } of [
    { pattern: TOLD, asks: /[在到往去回至给寄送放存扔搁住址是店厂家人点柜换改驿丰]/u },
    { pattern: DOES, asks: /上班|工作|住|读书|上学|开店|摆摊|租房|实习|做生意/u },
    { pattern: CLAUSE, asks: CLAUSES },
    { pattern: ROAD, asks: /[路街巷]|大道/u },
  ]) {
    if (!asks.test(text)) continue;
    for (const hit of allOf(text, pattern)) {
      const words = hit[1] ?? "";
      if (words.length < 3 || GENERIC.test(words) || /[元块折%]|\d点|分钟/.test(words)) continue;
      const from = hit.index + hit[0].lastIndexOf(words);
      spans.push({ from, to: from + words.length, kind: "address" });
    }
  }
  return together(text, joined(spans));
}

/** Addresses with nothing but names of places between them are one. */
function together(text: string, found: readonly MaskSpan[]): MaskSpan[] {
  const made: MaskSpan[] = [];
  for (const span of found) {
    const last = made.at(-1);
    if (last && JOINT.test(text.slice(last.to, span.from))) last.to = span.to;
    else made.push({ ...span });
  }
  return made;
}

/** How many characters before a place belong to what was found there. */
function ahead(text: string, least: number, from: number): number {
  const before = text.slice(Math.max(least, from - 22), from);
  const admin = AHEAD.exec(before) ?? AHEAD_ADMIN.exec(before);
  if (admin) return admin[0].length;
  if (!/^(?:[A-Za-z]{0,2}\d|[A-Z]|[一二三四五六七八九十]|[A-Z]座|塔)/u.test(text.slice(from, from + 4))) return 0;
  const run = AHEAD_HOUSE.exec(before)?.[0] ?? "";
  const house = run.slice(placeStart(`${run}号`));
  return house.trim().length >= 2 && !GENERIC.test(house.trim()) && !TIMES.test(house) ? house.length : 0;
}

/** Parts of an address that stand alone: beside a whole one, or a road and its number with a pause between them. */
function scattered(text: string, found: readonly MaskSpan[]): MaskSpan[] {
  if (found.length === 0 && !/[路街道巷弄].{1,14}\d/u.test(text)) return [];
  const spans: MaskSpan[] = [];
  const parts = partsIn(text).filter((part) => !found.some((one) => one.from < part.to && part.from < one.to));
  for (const part of parts) {
    const words = text.slice(part.from, part.to);
    const isNear = found.some((one) => part.from - one.to < 25 && one.from - part.to < 25);
    const isDoor =
      (part.level === "room" && /\d{3,4}室?$|\d层$|\d楼$/u.test(words)) ||
      (part.level === "building" && /\d/.test(words)) ||
      (part.level === "number" && /\d{1,4}号$/u.test(words) && !DATE.test(text.slice(0, part.from)));
    if (isNear && (isDoor || (part.level === "road" && words.length > 2 && /[路街道巷]$|段$|弄$/u.test(words))))
      spans.push({ from: part.from, to: part.to, kind: "address" });
    if (part.level !== "road" || words.length < 3) continue;
    const door = parts.find(
      (one) =>
        one.from >= part.to &&
        (one.level === "number" || one.level === "building" || one.level === "room") &&
        PAUSE.test(text.slice(part.to, one.from)),
    );
    if (door) for (const one of [part, door]) spans.push({ from: one.from, to: one.to, kind: "address" });
  }
  return spans;
}
const TIMES =
  /^(?:周|工作日|白天|晚上|上午|下午|中午|今天|明天|后天|尽快|加急|急|快递|包邮|好|嗯|可|先生|女士|小姐|本人|附近|怎么|有|没|对|换|也|都|还|哪|多|能|\d)/u;
