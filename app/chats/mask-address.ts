import { allOf } from "~/wording/reading";
import { CITIES, PROVINCES } from "./mask-places";
import type { MaskSpan, Reading } from "./mask-text";

/**
 * Chinese addresses, by their grammar: parts from the province down to the room that follow each other. What names a door, a house, a village or a locker is an address;
 * a city, or a road without a number in talk, is none. Pure.
 */

type Level = "region" | "admin" | "village" | "road" | "number" | "estate" | "building" | "room" | "locker" | "beside";
type Part = { from: number; to: number; level: Level };

const NUM = String.raw`(?:[A-Za-z]{0,2}-?\d{1,5}[A-Za-z]?(?:[-–—~/]\d{1,5}[A-Za-z]?){0,3}|[一二三四五六七八九十百]{1,4}|[A-Za-z]|[东西南北中前后甲乙丙丁])`;

/** Words that cannot be within the name of a place: it begins after them. */
const BEFORE =
  /^(?:.*(?:寄到|寄往|寄回|寄给|寄去|寄|发到|发往|发给|发去|送到|送往|送去|送至|送|改成|改为|改到|换成|换到|地址|住址|住在|位于|就在|在|到|至|是|给|你们|我们|他们|我|您|你|从|离|把|被|帮忙|帮|麻烦|那个|这个|然后|以前|现在|公司叫|叫|写(?!字)|填|收货|收件|放在|搬到|邮寄|快递|的|了|就|吗|呢|吧|啊|不要|说)|(?:放|和|跟|请|为|按|往|去|来|改|换|住|邮|亲|也|要|别|对|错|址|他|她)(?!平|安|化|民|革))/u;
/** What is no road, estate or quarter though it ends like one. */
const NO_PLACE =
  /(?:思路|套路|线路|走路|路路|半路|一路|顺路|问路|迷路|出路|网路|电路|道路|马路|公路|铁路|小路|逛街|味道|知道|通道|渠道|频道|报道|难道|地道|上市|超市|门市|城市|夜市|股市|市区|地区|小区|社区|山区|郊区|专区|景区|各区|校区|全市|本市|乡镇|城镇|家里|这里|那里|哪里|包里|店里|里面|公里|夹层|隔层|内层|外层|底层|表层|双层|单层|上层|下层|两层|几层|分层|楼层|商城|书房|厂房|库房|仓库|中心|广场|花园|公园|公寓|宿舍|大厦|大学|学院|学校|中学|小学|医院|酒店|宾馆|银行|公司)$/u;

/** `asks`: one of these stands in whatever is found. */
const RULES: readonly { level: Level; asks?: RegExp; found: RegExp }[] = [
  {
    level: "region",
    found: new RegExp(`(?:中国|${PROVINCES}|${CITIES})(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)?`, "gu"),
  },
  {
    level: "admin",
    asks: /[区州县市旗盟]/u,
    found:
      /[\u4e00-\u9fff]{1,9}?(?:自治区|自治州|自治县|新区|开发区|高新区|经开区|保税区|区(?!别|分|块|间|域)|县|市(?!场|面|民|区|价)|旗(?!舰|下|袍|帜)|盟(?!友))/gu,
  },
  {
    level: "village",
    asks: /[街镇乡村屯寨堡区委队场木查营庄]/u,
    found:
      /[\u4e00-\u9fff]{1,9}?(?:街[道到](?:办事处|办)?|镇(?!定|静|店|[村路街])|乡(?!下|愁|亲|[村路街])|村(?!上春树|[路街])|屯(?![村镇乡路街])|寨(?![村镇乡路街])|堡(?![村镇乡路街])|社区|居委会|村委会|大队|生产队|农场|林场|牧场|苏木|嘎查|营子|庄(?!重|严|[村镇乡路街])|行政村|自然村)/gu,
  },
  {
    level: "village",
    asks: /[组队社]/u,
    found: /(?:第?[一二三四五六七八九十\d]{1,3}(?:村民小组|小组|组|队|社)|[东西南北上下]组)(?![成合装织长件伍形会])/gu,
  },
  {
    level: "road",
    asks: /[道街路同巷弄里坊条段浜桥坡湾]/u,
    found:
      /[\u4e00-\u9fffA-Za-z\d]{1,11}?(?:大道|大街|公路|国道|省道|环路|支路|街道|胡同|[东西南北中]路|路(?!上|过|由|途|线|人|边|虎|费|程|易)|街(?!边|上|拍|头)|巷|弄|里(?=\d+号)|道(?=\d+(?:号|弄))|坊(?=\d)|条(?=\d+号)|段(?=\d+号)|浜(?=\d)|桥(?=\d+号)|坡(?=\d+号)|湾(?=\d+号))(?:[东西南北中]?[一二三四五六七八九十\d]{1,3}段|[东西南北中]段)?/gu,
  },
  {
    level: "number",
    asks: /[号路街道巷弄]/u,
    found: new RegExp(
      String.raw`(?:第?${NUM}(?:号院?(?!楼|线|机|码|货|店|色|款|前|后|到|发|之|左|下|上)|弄(?:\d+号)?|号(?=楼))|(?<=[路街道巷弄])\s?\d{1,5}(?:[-–—/]\d{1,4}){0,3})(?:附\d+号)?`,
      "gu",
    ),
  },
  {
    level: "estate",
    asks: /[区曲园圆寓庭苑邸村城厦楼场心学院校店馆舍市部房庄际居社厂司团厅所行府湾郡轩阁台墅里]/u,
    found:
      /[\u4e00-\u9fffA-Za-z\d·]{1,14}?(?:小区|小曲|花[园圆]|家[园圆]|公寓|华庭|雅苑|名苑|名邸|新苑|新村|新城|大厦|大楼|写字楼|广场|中心|商城|商场|购物中心|科技[园圆]|产业[园圆]|工业[园圆]区?|工业区|创业园|软件园|园区|物流园|大学|学院|校区|中学|小学|幼儿园|学校|职校|医院|卫生院|酒店|宾馆|宿舍楼?|超市|便利店|小卖部|药店|药房|水果店|理发店|奶茶店|洗衣店|菜场|市场|公馆|山庄|国际|雅居|豪庭|豪园|佳苑|嘉苑|丽苑|庭院|公社|大院|家属院|家属楼|安置房|厂区|工厂|公司|集团|营业厅|派出所|法院|银行|城(?=[\d一二三四五六七八九十]+[栋幢座期号])|[苑府庭园湾邸郡轩居阁台墅庄里寓](?=[ ,，]?(?:[\d一二三四五六七八九十A-Z东西南北]{1,4}(?:[期区栋幢座号]|单元|组团|[-–—]\d))))(?:写字楼|公寓|大厦|小区|商场|校区|[东西南北]区|宿舍楼?|家属院|[一二三四五六]期|[A-Z]区|园区|大楼|商务楼|商业街)*/gu,
  },
  {
    level: "building",
    asks: /[座梯塔楼栋幢元圆远园门库仓团期区]/u,
    found: new RegExp(
      String.raw`(?:[A-Za-z]{2,10}-?[A-Za-z]?\d{0,2}座|\d{1,2}梯(?!度)|[东西南北中主副]塔|${NUM}(?:号楼|[栋幢座塔](?!位|椅|谈|机|充)|单[元圆远园]|号门|号库|仓|组团|[东西南北中主副]塔|塔楼|塔(?=\d)|期(?=[ ,，]?(?:${NUM})(?:[栋幢座号]|单元))|区(?=[ ,，]?${NUM}(?:[栋幢座号]|单元))))`,
      "gu",
    ),
  },
  {
    level: "room",
    asks: /[室房户楼层Ff铺档摊排门寝舍位台栋幢座元弄间]/u,
    found: new RegExp(
      String.raw`(?:${NUM}(?:室|房(?!子|价|产|间)|户(?!外|口)|楼(?!上|下|盘|主|梯|层)|层(?!次|皮|布|面料|夹|隔)|[Ff](?![A-Za-z])|铺|档口?|摊位?|排|门(?!店|口|市)|寝室?|宿舍|工位|柜台|号铺|号商铺|门面|舍)|(?<=[室栋幢座楼层元弄门舍间])[ ,，.-]?[A-Za-z]?\d{2,5}(?![\d元块%年月天个件号栋幢楼]))`,
      "gu",
    ),
  },
  {
    level: "locker",
    asks: /[站喜巢柜点所箱格架]/u,
    found:
      /(?:[\u4e00-\u9fff]{0,8}?(?:菜鸟驿站|妈妈驿站|兔喜|驿站|丰巢(?:智能柜|快递柜|柜)?|快递柜|自提柜|智能柜|自提点|代收点|服务站|邮政所|蜂站|京东柜|快递点)(?:[（(][^)）]{2,16}[)）])?)|(?:(?:[A-Za-z]\d{0,4}|\d{1,4})号?(?:智能柜|快递柜|自提柜|柜(?!子|台)|格口?|箱(?!子|包)|货架|架))|(?<=[柜站点架]|[柜站点架店][)）])[ ,，]?[A-Za-z]?\d{1,4}(?:[-–—]\d{1,5}){0,3}(?:号?[柜格架]|号)?|(?:货架|格口|柜)号[ :：]?[A-Za-z]?\d{1,4}(?:[-–—]\d{1,5}){0,3}/gu,
  },
  {
    level: "beside",
    found:
      /(?:前台|门卫室?|保安[室亭]|传达室|收发室|物业|大门|[东西南北]门|[一二三四\d]食堂|门口|对面|隔壁|旁边|楼下|底商|地下室|车库|[男女]生)/gu,
  },
];

/** What may stand between two parts of one address. */
const BETWEEN = /^[ ,，、.·;；/\\|()（）-]{0,3}$/u;
/** A house may have a name of its own before its number: 「丹阳2舍」. */
const NAMED = /^(?![^]*[我你您他的是在到给和就要不没能可吗呢吧了收寄发送])[\u4e00-\u9fffA-Za-z]{1,5}$/u;
const INDOORS: ReadonlySet<Level> = new Set(["building", "room", "number"]);
const LABEL =
  /(?:收货地址|收件地址|详细地址|家庭地址|单位地址|所在地区?|地址|住址|地区|寄到|寄往|发到|送到|送货到|改到|寄去|住在|邮寄)[\s是为改成到:：]*$/u;

/** Every part of an address, the longest at each place, in their order. */
export function partsIn(text: string): readonly Part[] {
  if (lately?.text !== text) lately = { text, parts: partsOf(text) };
  return lately.parts;
}
/** A line is asked for by addresses and by the places that are told beside them. */
let lately: { text: string; parts: readonly Part[] } | null = null;

function partsOf(text: string): Part[] {
  const found: Part[] = [];
  for (const { level, asks, found: pattern } of RULES) {
    if (asks && !asks.test(text)) continue;
    for (const hit of allOf(text, pattern)) {
      let [from, words] = [hit.index, hit[0]];
      if (level === "admin" || level === "village" || level === "road" || level === "estate") {
        const start = placeStart(words);
        [from, words] = [from + start, words.slice(start)];
        if (words.length < 2 || isNoPlace(words, level)) continue;
      }
      found.push({ from, to: hit.index + hit[0].length, level });
    }
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  return found;
}

function isNoPlace(words: string, level: Level): boolean {
  const end = NO_PLACE.exec(words);
  return end !== null && (level === "road" || end[0].length === words.length);
}

/** Where the name of a place begins in words that end with it. */
export function placeStart(words: string): number {
  let start = 0;
  for (
    let cut = BEFORE.exec(words);
    cut && cut[0].length > 0 && start + cut[0].length < words.length;
    cut = BEFORE.exec(words.slice(start))
  )
    start += cut[0].length;
  return start;
}

/** A quarter that has a name and nothing that says what it is, before its number: 「锦绣江南二期7栋」. */
function namedBefore(text: string, from: number): number {
  const run = /[\u4e00-\u9fff]{2,10}$/u.exec(text.slice(Math.max(0, from - 10), from))?.[0] ?? "";
  const name = run.slice(placeStart(`${run}号`));
  return name.length >= 2 && name.length <= 8 && NAMED_QUARTER.test(name) ? from - name.length : from;
}
const NAMED_QUARTER = /^[^我你您他的是在到给和就要不没能可吗呢吧了收寄发送有这那哪第]+$/u;

/** Follow the parts from one place as far as they go. */
function chainFrom(parts: readonly Part[], first: number, text: string): { parts: Part[]; to: number } {
  const start = parts[first];
  if (!start) return { parts: [], to: 0 };
  const chain: Part[] = [start];
  let to = start.to;
  for (let i = first + 1; i < parts.length; i++) {
    const part = parts[i];
    if (!part) continue;
    if (part.to <= to) {
      // Within a longer one: 「灵秀镇」 of 「石狮灵秀镇仕林工业区」.
      if (part.level === "village" && part.to < to) chain.push(part);
      continue;
    }
    if (part.from > to + 5) {
      if (part.from > to + 14) break;
      continue;
    }
    const gap = part.from <= to ? "" : text.slice(to, part.from);
    if (!BETWEEN.test(gap) && !(INDOORS.has(part.level) && NAMED.test(gap.trim()))) continue;
    chain.push(part);
    to = part.to;
  }
  return { parts: chain, to };
}

/** Whether parts that follow each other find a door, a house, a village or a locker. */
function isAddress(chain: readonly Part[], text: string, from: number): boolean {
  const has = (level: Level) => chain.some((part) => part.level === level);
  const count = (level: Level) => chain.filter((part) => part.level === level).length;
  const words = (level: Level) => chain.filter((part) => part.level === level).map((part) => text.slice(part.from, part.to));
  const place = has("road") || has("estate") || has("village") || has("admin") || has("region");
  if (has("road") && has("number")) return true;
  if (count("road") > 1 && words("road").some((word) => /\d弄/.test(word))) return true;
  if (has("building") && (has("room") || count("building") > 1 || has("road") || has("estate") || has("village"))) return true;
  if (has("estate") && (has("room") || has("number"))) return true;
  if (has("village") && (count("village") > 1 || has("number") || has("room"))) return true;
  if (has("road") && (has("room") || has("estate")) && chain.length > 1) return true;
  if (has("locker") && chain.length > 1 && (place || has("number") || words("locker").some((word) => /\d/.test(word)))) return true;
  if (has("road") && (has("admin") || has("region"))) return true;
  if (has("estate") && (has("admin") || has("village"))) return true;
  if (has("village") && chain.some(({ level, from: at, to }) => level === "admin" && /[区县旗市]$/u.test(text.slice(at, to)))) return true;
  if (words("locker").some((word) => /[（(]/.test(word))) return true;
  const end = Math.max(...chain.map(({ to }) => to));
  if (
    (has("estate") || has("locker") || has("village")) &&
    /^ ?(?:[A-Z]-?\d{1,3}(?![\dA-Za-z])|[A-Z]?-?\d{1,3}-\d{1,4}-\d{3,4})/.test(text.slice(end))
  )
    return true;
  if (count("road") > 1 && /^(?:的?交叉?口|路口)/u.test(text.slice(end))) return true;
  if (
    count("room") > 1 &&
    new Set(words("room").map((word) => word.at(-1))).size > 1 &&
    words("room").some((word) => /室|\d{3}/.test(word))
  )
    return true;
  const isLabelled = LABEL.test(text.slice(Math.max(0, from - 8), from));
  if (isLabelled && (has("village") || has("estate") || has("road") || has("locker"))) return true;
  return isLabelled && has("admin") && (chain.length > 1 || /[:：]/.test(text[from - 1] ?? ""));
}

/** Rooms and doors by bare numbers after the last part: 「3-2-501」, 「2单元501」. */
const BARE_TAIL =
  /^[ ,，.]?(?:[甲乙丙丁东西] ?\d{3,4}|[A-Za-z]?-?\d{1,4}(?:[-–—]\d{1,4}){1,3}|[A-Z]-?\d{1,3}(?![\dA-Za-z])[栋座幢号]?|[A-Za-z]?\d{3,4}(?![\d元块%年月天个件克]|cm|ml)|\d{1,2}[A-Z](?![A-Za-z\d]))(?:室|房|号)?/u;

/** A house that is named in no known way, with its number: 「望京soho T2 1508」. */
const DOOR =
  /^ ?(?:[\u4e00-\u9fffA-Za-z]{1,8} ?)?[A-Za-z]?\d{1,4}[A-Za-z]?(?:[-–—]\d{1,4}){0,2} ?(?:\d{3,4}|[号室栋楼层座])?(?=$|[ ,，。;；])(?<!\d{1,2}[点号月]|[元块个件天])/u;
/** What is said of the door right behind it: 「旁边小卖部」, 「李记面馆」. */
const TAIL =
  /^(?:[（(][\u4e00-\u9fffA-Za-z\d]{2,12}[)）]|(?:旁边|对面|隔壁|楼下)的?(?:(?![的是有吗呢吧你您我])[\u4e00-\u9fff]){2,6}(?=[，,。 ]|$)|(?:[\u4e00-\u9fff](?![，,]))?[\u4e00-\u9fff]{0,7}?(?:旁边?|对面|隔壁|楼下|门口|大厅|前台|物业|门卫|保安室|传达室|收发室|驿站|快递柜|丰巢|超市|便利店|小卖部|药店|面馆|饭店|餐厅|网吧|理发店|门面|商铺|铺面|仓库|车间|办公室|实验室|科室|护士站|住院部|门诊部|财务部|行政部|人事部|市场部|销售部|技术部|部门|教研室|值班室|代收点|服务部|分店|分部|专柜|柜台|里面|后面|前面|左边|右边|尽头|路口|岔口|桥头|村口|东侧|西侧|南侧|北侧|[东西南北]门))(?![^，,。\s]*[吗呢吧])/u;

/** A shop, a works or an office that is named behind its door: 「42号 兴盛五金店」. */
const HOUSE =
  /^ ?(?![^ ,，。]*(?:客服|旗舰店|你们店|本店|小店))(?:(?![吗呢吧您你我他她给收送到])[\u4e00-\u9fffA-Za-z]){2,9}?(?:店|厂|馆|行|铺|坊|所|社|超市|公司|门市部?|经营部|服务部|办公楼|工作室|保安室|传达室|宿舍|仓库)(?:[^\u4e00-\u9fff]|(?=$|[收给的，,]))/u;
/** A quarter that is named in no known way, with its door, behind what was found: 「785号旺角城新天地7-1-2104」. */
const QUARTER =
  /^ ?(?:(?![我你您他她它的是在给和就要不没吗呢吧了收寄发送元块])[\u4e00-\u9fffA-Za-z]){2,8}\d{1,3}(?:(?:-\d{1,4}){1,3}|(?:号楼|[栋幢座])(?:\d{1,2}单元)?)(?:\d{3,4})?室?/u;
/** The same where nothing stands before it. */
const QUARTER_ALONE =
  /(?:(?![我你您他她它的是在给和就要不没吗呢吧了收寄发送元块到住])[\u4e00-\u9fff]){2,7}\d{1,3}(?:-|栋|幢|号楼)\d{1,2}(?:-|单元)\d{3,4}(?!\d)室?/gu;
const NEIGHBOUR = /^的?(?:(?![的是有吗呢吧你您我])[\u4e00-\u9fff]){2,6}(?=[，,。 ]|$)/u;
/** A place within a locker or on a shelf, behind what was said of it. */
const SHELF = /^店? ?(?:快递柜|柜|货架|架|格)号?[ ,，]?[A-Za-z]?\d{1,4}(?:[-–—]\d{1,5}){0,3}号?(?:柜|货架|格)?(?![\d元块件个])/u;
/** And before its place, behind a word that says so: 「单位：国家电网 济南市…」. */
const OWNER = /(?:单位|公司|自提点|代收点|驿站|地址|收货地址|店名)[:： ]\s?([^\s,，:：。\d]{2,12}[ ,，])$/u;

/** Every address in a Chinese text. */
export function addressesIn({ text }: Reading): MaskSpan[] {
  if (!/[路街道巷弄区县市镇乡村屯寨苑园栋幢座楼室层号柜站里城厦寓组队舍学院司]/u.test(text)) return [];
  const parts = partsIn(text);
  const spans: MaskSpan[] = [];
  let after = 0;
  for (let i = 0; i < parts.length; i++) {
    const start = parts[i];
    if (!start || start.from < after) continue;
    const chain = chainFrom(parts, i, text);
    const door = chain.parts.some(({ level }) => level === "admin" || level === "village" || level === "estate")
      ? (DOOR.exec(text.slice(chain.to))?.[0] ?? SHELF.exec(text.slice(chain.to))?.[0] ?? "")
      : "";
    if (door === "" && !isAddress(chain.parts, text, start.from)) continue;
    let to = chain.to + door.length;
    if (
      /[区园]$/u.test(text.slice(start.from, to)) ||
      chain.parts.some(
        ({ level }) => level === "estate" || level === "building" || level === "road" || level === "room" || level === "locker",
      )
    )
      to += BARE_TAIL.exec(text.slice(to))?.[0].length ?? 0;
    to += TAIL.exec(text.slice(to))?.[0].length ?? 0;
    if (/(?:旁边|对面|隔壁|楼下)$/u.test(text.slice(0, to))) to += NEIGHBOUR.exec(text.slice(to))?.[0].length ?? 0;
    to += QUARTER.exec(text.slice(to))?.[0].length ?? 0;
    to += SHELF.exec(text.slice(to))?.[0].length ?? 0;
    to += HOUSE.exec(text.slice(to))?.[0].length ?? 0;
    const named = INDOORS.has(start.level) ? namedBefore(text, start.from) : start.from;
    const from = named - (OWNER.exec(text.slice(Math.max(0, named - 16), named))?.[1]?.length ?? 0);
    spans.push({ from: Math.max(from, spans.at(-1)?.to ?? 0), to, kind: "address" });
    after = to;
  }
  for (const hit of allOf(text, QUARTER_ALONE)) spans.push({ from: hit.index, to: hit.index + hit[0].length, kind: "address" });
  return spans;
}
