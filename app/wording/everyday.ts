import { endsBefore, type Folded } from "./fold";

/**
 * Listed words that are mostly another thing in everyday language, told apart by what stands beside them: 「第一」 counts (第一页) or ranks (销量第一), 「最好」 advises
 * (最好先量一下) or praises (最好的包), a number is a name or a number.
 */

type Beside = { before: string; after: string; source: string };
/** Whether the word is harmless there. */
type Judge = (beside: Beside) => boolean;

/** So many letters on either side are looked at. */
const AROUND = 10;

/** What a rank is claimed in; 「全国第一」. */
const RANKED =
  /(?:全国|全网|全球|世界|亚洲|国内|中国|行业|业内|业界|同行|类目|销量|销售|口碑|质量|品质|人气|热销|回购|评分|排名|排行|淘宝|天猫|京东|平台|做工|工艺|信誉|服务|性价比|卖得|本地|镇上|省内|当地)[^，。]{0,3}$/u;
const RANKED_EARNED = /(?:年级|班级|全班|班里|考了?|比赛|跑步?|全校|年段)[^，。]{0,3}$/u;
const RANK =
  /^(?:$|\P{Script=Han}|[的了]|名(?!字|单)|品[牌质]|质量|口碑|性价比|销量|人气|牌|大(?![街道桥])|家(?!长|人)|梯队|选择|流|强|好|美|店(?!铺?里)|人(?!民|称|家)|[呢啊吧哦哈啦呀嘛])/u;

const ordinal: Judge = ({ before, after, source }) => {
  if (RANKED.test(before)) return false;
  if (RANKED_EARNED.test(before)) return true;
  // 「第一，…；第二，…」
  if (/第[二2②]|其次/u.test(source) && before === "") return true;
  return !RANK.test(after);
};

/** 「最好先…」 advises; praise goes on with a noun, or with nothing. */
const PRAISE =
  /^(?:$|\P{Script=Han}|[的了呀啦哦啊呢嘛么地]|之|莫过|没有|没|款|皮|料|货|品|版|选择|选(?:的|了|它)|一[款只档批]|用(?:的|了|$)|看(?:的|了|$)|卖(?:的|了|$)|背(?:的|了|$)|搭(?:的|了|$)|做工|质量|性价比|这[款只个一]|那[款只]|[包牌])/u;
const advice: Judge = (beside) => !PRAISE.test(beside.after);

const PHYSICAL = /^的?(?:那[件台个格张面天几层侧头边种条本双次支瓶盒]|地方|处|点(?!的)|值(?!得)|时候|部位|位置)/u;
/** 「最薄的那台」, 「最薄处」 tell one thing from others. */
const picksOut: Judge = (beside) => PHYSICAL.test(beside.after);

const LABELLED =
  /(?:photo|picture|pic|image|locker|shelf|line|step|item|option|room|gate|box|parcel|colou?r|style|bay|row|platform|track|building|block|page|question|point|reason|bus|strap|pocket|door|counter|window|warehouse|on|号|图|照片|货架|柜|门|栋|楼)$/u;
/** "Photo No.1", 「1 号」: a label. Where a number two follows, it counts too. */
const label: Judge = ({ before, after, source }) =>
  LABELLED.test(before) || /^onyour(?:list|page)/.test(after) || /no\.? ?2\b|number two/i.test(source);

const NUMBERED =
  /(?:尾号|单号|订单|编号|号码|房号|门牌|手机|电话|券码|取件码|款号|货号|工号|邮编|分机|order|number|ending|endingin|room|code|no|tracking)[是为：:]?[^，。]{0,4}$/u;
const MEASURED = /^(?:号|室|房|元|块|年|件|只|米|克|单|这单|那单|的单|的那单|栋|楼|位)/u;
const number: Judge = ({ before, after }) => NUMBERED.test(before) || MEASURED.test(after);

/** "Which photo shows the brown the best?" asks. */
const asked: Judge = (beside) => beside.source.includes("?") && /(?:which|what|how|where)[a-z]*$/.test(beside.before);

/** 「1 只给您留着」 counts bags. */
const counted: Judge = ({ before }) => /[\d一二两三四五六七八九十几这那半每某]$/u.test(before);

const JUDGES: Readonly<Record<string, Judge>> = {
  thebest: asked,
  只给您: counted,
  只给你: counted,
  第一: ordinal,
  第1: ordinal,
  最好: advice,
  no1: label,
  numberone: label,
  "1688": number,
};
const SUPERLATIVE = /^最\p{Script=Han}$/u;

/** Whether the wording that stands at a place of the text is, beside what stands there, another thing. */
export function isEveryday(folded: Folded, wording: string, { start, end }: { start: number; end: number }): boolean {
  const judges = [JUDGES[wording], SUPERLATIVE.test(wording) ? picksOut : undefined].filter((judge) => judge !== undefined);
  if (judges.length === 0) return false;
  const beside: Beside = {
    // Looked at only where a judge asks for it.
    get before() {
      return clauseBefore(folded, start);
    },
    get after() {
      return clauseAfter(folded, end);
    },
    source: folded.source,
  };
  return judges.some((judge) => judge(beside));
}

/** The letters of the same clause before a place. */
function clauseBefore(folded: Folded, start: number): string {
  let first = start;
  while (start - first < AROUND && !endsBefore(folded, first)) first--;
  return folded.words.slice(first, start);
}

/** The letters of the same clause after a place. */
function clauseAfter(folded: Folded, end: number): string {
  let last = end;
  while (last - end < AROUND && !endsBefore(folded, last)) last++;
  return folded.words.slice(end, last);
}
