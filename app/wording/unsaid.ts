import { isDeniedAround } from "./denial";
import { isOfAnotherThing } from "./other-things";
import { isRefused } from "./refusals";
import type { Stretch } from "./signs";

/** Listed words that stand in a text and are not said by it: refused, quoted, asked about, supposed, or told of things of the customer's own. */

/** Groups that stay an offence when they are denied: 「你不是有病吗」. */
const NEVER_DENIED = new Set(["rude"]);
/** Groups that what follows makes no better: 「快递弄丢的我们没办法」. */
const NEVER_TAKEN_BACK = new Set(["passing_on"]);
/** Groups whose words may be told of anybody. */
const SAID_OF_OTHERS = new Set(["passing_on", "privacy"]);
/** 「昨天我不知道那只是送人的，现在…」 */
const LONG_AGO = /(?:昨天|前天|之前|当时|那会儿|原先|一开始|起初)[^，。！？\n]{0,3}$/u;
/** Groups that speak of goods: a thing of the customer's own is none of ours. */
const OF_GOODS = new Set(["superlative", "authority", "counterfeit", "health_and_effect", "promise", "false_scarcity"]);

/** Groups whose words describe things: of another thing than a bag they are no claim of ours. */
const DESCRIBES = new Set(["superlative", "authority", "counterfeit", "health_and_effect"]);

/** What is not said, done or asked for: 「不能叫全皮」, 「不会请您删评」; 「这样的话我们不说」, 「要验证码都别给」, "is it the cheapest? I can't say that". */
const REFUSED_BEFORE =
  /(?:不能|不可以|不会|不敢|不便|不该|从不|从来不|也不|别|不)(?:随便|乱|跟您|给您|对您|用)?(?:叫|说|讲|写|称|算|做|搞|请您?|催您?|劝您?|让您?|让客户|要您|承诺|打包票|夸)(?:它|这|成|个|什么)*[^，。！？；,.!?;\n]{0,4}$|(?:can't|cannot|can not|won't|don't|never|not) (?:say|call|tell|promise|write|ask|claim|use)(?: \w+){0,5}\s*$|(?:don't|do not|never|not|wouldn't) (?:take|mistake|treat|count|use|see|buy) (?:it|this|them|one|that) (?:for|as|on)(?: \w+){0,3}\s*$/iu;
const REFUSED_AFTER = [
  /^[^，。！？；,.!?;\n]{0,8}(?:我们|我|咱|店里)?(?:不说|不讲|不写|不做|不敢|不能说|不能讲|不搞|不收|不要|不碰|不加|不扫|不评|不提|不接这)/u,
  /^[^，。！？；,.!?;\n]{0,6}(?:我们|我|咱们?|店里|家里|这[里边])(?:都|也|真|从来)?(?:没有(?!第|比|之一|再|谁|对手)|没[做用卖收进听见](?:过)?|不懂|不认得|说了不算|不好说)/u,
  /^(?:的)?(?:是|指)什么(?:意思)?|^[，,]?\s*[这那](?:种|个|几个|样)?的?(?:话|词|字眼?|说法|帽子|名头)/u,
  /^[^，。！？；,.!?;\n]{0,14}(?:一律不|一概不|从来不|从不|绝不|都不会|不会有|更不[能行会敢])/u,
  /^[^。！？；!?;\n]{0,24}[，,](?:这|那)?(?:[两三几]?[样个件种])?(?:页面|事|话|说法|我们|店里|我)?[^，。！？；,.!?;\n]{0,6}(?:没写|不能应|不敢[讲说应]|才敢[讲说应]|不做|不会做|不认)/u,
  /^[^，。！？；,.!?;\n]{0,4}(?:的|也|这|那)?(?:可)?(?:不是我们|不是本店|不是咱|的说法没有|没有的事)/u,
  /^[^。！!\n]{0,12}都?(?:别|不要|不用)(?:给|信|发|说|填|报|告诉|念|回|点|扫|理|加|转|写|讲|留)/u,
  /^[^。！!\n?？]{0,30}[?？]\s*(?:我|这个|那个|这|we|i)?[^。！!\n]{0,4}(?:不敢|不能|没法|说不|can't|cannot|can not|won't|don't|not )/iu,
  /^[^。！!\n?？]{0,12}[?？]\s*(?:这[款只个]?|它|我们)?(?:不(?!就|得)|没(?!有之一)|谈不上|算不上)/u,
  /^[^.!?\n]{0,24}\?\s*(?:no\b|not us|(?:that|it|this|they|we) (?:wasn't|isn't|aren't|is not|was not|are not|only))/iu,
];
/** 「有没有发票」, 「掉不掉色」 ask; what they hold is not said. */
const ASKS_WHETHER = /^[不没]/u;
/** "Is it waterproof? …" takes the customer's question up; a yes makes it said. */
const ECHOED =
  /(?:^|[.!?\n]\s*)(?:asking about|wondering about|is|are|was|does|do|did|will|can|could|has|somebody|someone|anybody)\s(?!you\b)[^.!?\n]{0,60}$/i;
const ECHO_ENDS = /^[^.!?\n]{0,40}\?\s*(?!yes|yep|sure|of course|absolutely|it is|it does|they are|definitely|$)\S/i;
/** "You asked for my WeChat: we serve only here". */
const ASKED_FOR =
  /\byou (?:asked|ask|were asking|wondered|wrote|said|mentioned|wanted to know)(?: (?:me|us))?(?: (?:for|about|if|whether))?[^.!?\n]{0,24}$/i;
const ASKED_WHETHER =
  /\b(?:whoever|(?:any(?:one|body)|those|people) who) (?:says?|tells?|claims?|calls?|promises?)\b[^.!?\n]{0,24}$|\byou (?:asked|ask|were asking|wondered|wanted to know) (?:me |us )?(?:whether|if)\b[^.!?\n]{0,24}$/i;
const ASKED_FOR_IN_CHINESE =
  /[您你](?:刚才?)?(?:问|说|提)(?:的|到|了|过)?(?:[^，。！？\n]{0,6}(?:是不是|有没有|能不能|算不算|是否|像不像))?[^，。！？\n]{0,4}$/u;
const ASKED_WHICH =
  /[您你](?:刚才?)?问(?:的是?|了)?(?:哪|什么|怎么|为什么|是不是|有没有|能不能|会不会|算不算|可不可以)[^。！？，,\n]{0,10}$/u;
const SAYS_YES = /^[^，,。！？\n]{0,8}[，,]?\s*(?:是的|对的?[，,。]|没错|当然|确实是|肯定)/u;
const DECLINES = /^[^\n]{0,80}?(?:\bbut\b|\bno\b|\bnot\b|n't\b|\bcannot\b|\bonly here\b|\bsorry\b)/i;
const DECLINES_IN_CHINESE =
  /^[^。！？\n]{0,16}(?:听不懂|不懂|不清楚|没听|不是|没有|不能|不敢|答不了|没法|没做|不像|不好说|不收|不做|说不准|.不了|不行|不可以|办不到|不支持|看不到|不好讲)/u;
/** 「没有发票的话…」, 「要防水的话…」 suppose. */
const SUPPOSED_AFTER = /^[^，。！？\n]{0,6}的话/u;
const SUPPOSED_BEFORE = /(?:要|想要|需要|如果|要是|万一|假如|非得)[^，。！？\n]{0,6}$/u;
const NEGATIVE = /^[没不无]/u;
/** "If your firm is ISO certified, …": of somebody else, or of what may be. */
const SUPPOSED_IN_ENGLISH =
  /\b(?:(?:if|in case) (?:your|the|her|his|my|their|it|he|she|they|there|this|that|these|those|our|any)|whether)\b[^.,;:!?\n]{0,40}$/i;
/** 「哪天真停产了我会讲」 */
const SOME_DAY = /(?:哪天|哪一?年|要是哪|如果哪|万一)[^，。！？\n]{0,8}$/u;
/** 「您那台…」, 「您骑的那辆永久」. Of a bag one says 只, 款 and 个. */
const OF_THE_CUSTOMER =
  /(?:[您你他她]|孩子|先生|太太|家里|妈妈?|爸爸?)[^，。！？\n]{0,6}[那这](?:[辆台条双把瓶部本副顶张盒块枚袋箱])的?$|(?:[您你他她]|先生|太太)(?:自己)?(?:的|那[个只件]|家的?)\s*$/u;
/** "The lucky charm you'd tied to the zip" */
const THEY_OWN = /^[^.,;!?\n]{0,16}?\s(?:that )?(?:you|she|he|they)(?:'d|'ve| had| have)\b(?! (?:love|like|see|be|get))/i;
/** Who does something in a clause is neither the shop nor the customer: 「医院用公众号排号」, "the airline's refund to another card". */
const OTHER_PARTY =
  /(?:^|[，。！？；,.!?;\n])(?![^，。！？；,.!?;\n]*(?:我们|本店|店里|咱|\b(?:we|our|us)\b))[^，。！？；,.!?;\n]{0,8}(?:医院|航司|航空公司|机场|酒店|学校|老师|班主任|物业|银行|房东|导游|单位|博物馆|地铁|\b(?:airlines?|airport|hospital|hotel|school|bank|clinic|landlord|teacher|doctor|museum|metro|office)\b)[^，。！？；,.!?;\n]{0,24}$/iu;
/** What other shops say of themselves. */
const OTHERS_SAY = /(?:别家|那家|隔壁|人家|有的店|别的店|别人家?)[^，。！？\n]{0,4}(?:说|写|标|喊|吹|挂)[^，。！？\n]{0,6}$/u;
/** What customers and reviews say, and the shop puts right: 「有人说它防水，那是买家自己的说法」. */
const PEOPLE_SAY =
  /(?:有(?:的)?人|买家|顾客|客户|大家|评价|问大家|网上|朋友|达人|博主)[^，。！？\n]{0,6}(?:说|写|讲|称|夸|传|以为|认为)[^，。！？\n]{0,4}$|\b(?:somebody|someone|some|people|buyers?|customers?|reviews?|reviewers?|they|(?:he|she)|page|site|seller|ad|leaflet) (?:says?|said|wrote|writes?|claims?|claimed|calls?|called)\b[^.!?\n]{0,16}$/iu;
const PUT_RIGHT =
  /^[^。！!\n]{0,16}(?:那|这|其实|实际|我们|我|但|可|只|不)[^。！!\n]{0,6}(?:是(?:买家|他|她|客户|别人|个人|夸|误)|不|没|只|别)|^[^!?\n]{0,30}(?:\bbut\b|\bonly\b|n't\b|\bnot\b|\bcannot\b|\btheir own\b|\bthat's (?:his|her|their)\b)/iu;
/** Brands are named of what the customer has; of ours the next word tells. */
const OWN_BRAND = /^(?:的(?:丝巾|皮带|钱夹|钱包|衣服|鞋|表|香水|围巾|大衣|外套)|\s*(?:丝巾|皮带|钱夹|钱包|香水|围巾|手表))/u;
/** 「您觉得最舒服的背法是…？」: what the customer likes best. */
const ASKS_TASTE = /[您你](?:自己)?(?:觉得|认为|平时|平常|习惯|喜欢|更?在意|看重|常|背|用|穿|家)[^，。！？\n]{0,8}$/u;
const ASKS_TASTE_IN_ENGLISH = /\b(?:what|which|where|how)\b[^.!?\n]{0,30}$|\b(?:your|his|her|their)\s$/i;
/** 「最佳的晾法」, 「最安全的办法」: of how something is done. */
const WAY_TO_DO = /^的?[^，。！？\n]{0,2}(?:[晾擦洗背放装叠收挂]法|办法|做法|方法|法子|方式|时间|时候|角度|位置|顺序|距离|温度)/u;
const ENDS_ASKING = /^[^。！!.\n]{0,40}[?？]/u;
/** The shop takes it on itself. */
const TAKEN_ON =
  /^[^。！？\n]{0,6}(?:是我们的错|我们的错|算我们的|我们负责|我们担|也?是?我来(?:追|报|查|办|处理|跟))|^[，,][^。！？\n]{0,10}(?:我来|我去|我帮您|我替您|我这边)(?:追|催|报|查|问|办|处理|跟)/u;
/** "You aren't being fussy": the one thing that is better denied. */
const SOOTHES =
  /\b(?:you (?:aren't|are not|weren't|were not)|you're not|not)\s+(?:being\s+|at all\s+|too\s+|a\s+)?$|(?:并不是|一点[也都]不|真不是|(?<!是)不是)$/iu;

const SENTENCE = /[。！？!?\n]|\.(?=\s|$)/u;
const QUOTED = /「[^」\n]{1,24}」|『[^』\n]{1,24}』|“[^”\n]{1,40}”|(?<![\p{L}\p{N}])['‘][^'’\n]{1,40}['’](?![\p{L}\p{N}])|"[^"\n]{1,60}"/gu;
/** Words of the customer, or words that are spoken about: not what the agent says. */
const SPEAKS_OF =
  /(?:您|你|亲|客户|顾客|有人|别家|别人|别的店|隔壁)?(?:刚?才?说|问|提|讲|写|看|听|要求|指|标|挂|喊|打)(?:的|到|过|了|着)*[是，,:：\s]*$|(?:您|你|客户|别的店|别家|隔壁|有人)[^，。！？\n]{0,10}$|(?:问|说)[^，。！？\n]{0,4}(?:像不像|是不是|算不算|有没有)$|you (?:said|asked|mentioned|wrote|saw|read|heard|call(?:ed)?)(?: [a-z]+){0,3}[\s,:]*$|(?:the words?|called|asked|says?|phrase)\s*$/iu;
const SPOKEN_OF_AFTER =
  /^[，,]?\s*(?:这|那)?(?:[两三四几]个|种|样|一类|之类|一)(?:的)?(?:话|词|字|说法|字样|字眼|保证|承诺|口号|广告)|^(?:字样|一说|一词|之说)|^,?\s+(?:(?:is|are|was|were) (?:what|how|the (?:phrase|words?)|their|his|her|just|not|nothing|no |a (?:phrase|claim|word|slogan))|(?:isn't|aren't|wasn't|weren't|means|sounds)\b|(?:you|they|he|she|it|that page|the page|the ad) (?:says?|said|wrote|claims?)\b)|^(?:这|那)?(?:种|样|个|几个)?(?:的)?(?:话|词|字|说法)?[^，。！？\n]{0,4}(?:不敢|不能|不便|不好|不会|没法|答不了|不评|不讲|不说|说不准)/u;

/** So much of the text on either side of a term is read. */
const AROUND = 160;

/** The quotations of a text that say nothing of its own. */
export function quotesIn(text: string): Stretch[] {
  return [...text.matchAll(QUOTED)]
    .map((m) => ({ from: m.index, to: m.index + m[0].length, asks: /[?？吗]["”』」'’]$/u.test(m[0]) }))
    .filter(({ from, to, asks }) => {
      const [before, after] = [text.slice(Math.max(0, from - AROUND), from), text.slice(to, to + AROUND)];
      if (asks || SPEAKS_OF.test(before) || SPOKEN_OF_AFTER.test(after)) return true;
      return REFUSED_BEFORE.test(before) || isDeniedAround(text, from, to);
    });
}

/** Letters of a code (a tax number, a product's) are no word: 「91440101MA5VX3Q81K」. What begins a run of letters and figures may be one: 「VX13800」. */
function isInCode(before: string, after: string, found: string): boolean {
  // 「#1 是正面，#2 是侧面」 counts pictures.
  if (/^#\s?1$/u.test(found) && /#\s?2\b/u.test(after)) return true;
  if (/^[A-Za-z]+$/.test(found) && /^-\d{1,3}-\d/.test(after)) return true;
  return /^[A-Za-z]+$/.test(found) && /[A-Za-z\d]*\d[A-Za-z]*$/.test(before) && /^[A-Za-z]*\d/.test(after);
}

/** Groups whose words claim or insult: in quotation marks and with a word of whose they are, or a no, they are spoken about. */
const SPOKEN_ABOUT = new Set(["superlative", "authority", "health_and_effect", "promise", "false_scarcity", "counterfeit", "rude"]);
const OF_WHOSE =
  /[不没别谁哪]|[您你他她][^，。！？\n]{0,4}[说写问讲]|别家|那家|几个字|这种|那种|一词|\b(?:no|not|never|nothing|you (?:said|wrote|say|call)|they|their|the other|how|what)\b|n't\b/iu;

/** 「没有『发票加点』这回事」 */
const NO_SUCH = /(?:没有?|不是|并非|\b(?:no|not|nothing like|no such thing as)|n't)\s*(?:什么|所谓的?)?\s*$/iu;

/** Whether a stretch stands in quotation marks in a sentence that speaks about the words: 「『明星同款』我们不用」, "'the best' is what they say". */
function isSpokenAbout(text: string, { from, to }: Stretch, group: string): boolean {
  return [...text.matchAll(QUOTED)].some(({ index, 0: quote }) => {
    const end = index + quote.length;
    if (index >= from || end <= to) return false;
    const [before, after] = [text.slice(0, index), text.slice(end)];
    const around = `${before.split(SENTENCE).at(-1) ?? ""} ${after.split(SENTENCE)[0] ?? ""}`;
    return SPOKEN_ABOUT.has(group) ? OF_WHOSE.test(around.replace(QUOTED, " ")) : NO_SUCH.test(before);
  });
}

/** Whether a term of this group that stands at a stretch of the text is not said by it. */
export function isUnsaid(text: string, { from, to }: Stretch, group: string, quotes: readonly Stretch[]): boolean {
  const [before, after, found] = [text.slice(Math.max(0, from - AROUND), from), text.slice(to, to + AROUND), text.slice(from, to)];
  if (quotes.some((quote) => quote.from <= from && to <= quote.to) || asksWhether(text, from)) return true;
  if (isInCode(before, after, found)) return true;
  if (isSpokenAbout(text, { from, to }, group)) return true;
  if (NEVER_DENIED.has(group)) return SOOTHES.test(before) && !/^[^。.!！\n]{0,20}(?:[?？]|吗)/u.test(after);
  if (isSupposed(before, after, found, group) || isOthers(before, after, group)) return true;
  if (group !== "passing_on" && OTHER_PARTY.test(before)) return true;
  const heard = NEVER_TAKEN_BACK.has(group) ? text.slice(0, to) : text;
  if (NEVER_TAKEN_BACK.has(group) && TAKEN_ON.test(after)) return true;
  const asked = ECHOED.test(before) && ECHO_ENDS.test(after);
  return (
    asked ||
    isRefused(before, after, group) ||
    isDeniedAround(heard, from, to) ||
    REFUSED_BEFORE.test(before) ||
    REFUSED_AFTER.some((refused) => refused.test(heard.slice(to, to + AROUND)))
  );
}

/** Whether it is only supposed, or what the customer asked about and does not get. */
function isSupposed(before: string, after: string, found: string, group: string): boolean {
  if (
    SUPPOSED_AFTER.test(after) &&
    (NEGATIVE.test(found) || ((group === "health_and_effect" || group === "counterfeit") && SUPPOSED_BEFORE.test(before)))
  )
    return true;
  if ((OF_GOODS.has(group) || SAID_OF_OTHERS.has(group)) && (SUPPOSED_IN_ENGLISH.test(before) || SOME_DAY.test(before))) return true;
  if (NEVER_TAKEN_BACK.has(group) && LONG_AGO.test(before)) return true;
  return (
    ASKED_WHETHER.test(before) ||
    (ASKED_WHICH.test(before) && !SAYS_YES.test(after)) ||
    (ASKED_FOR.test(before) && DECLINES.test(after)) ||
    (ASKED_FOR_IN_CHINESE.test(before) && DECLINES_IN_CHINESE.test(after))
  );
}

/** Whether it is told of what is not the shop's: a thing of the customer's own, or what the customer likes best. */
function isOthers(before: string, after: string, group: string): boolean {
  if (!OF_GOODS.has(group)) return false;
  if (
    OF_THE_CUSTOMER.test(before) ||
    THEY_OWN.test(after.replaceAll("’", "'")) ||
    OTHERS_SAY.test(before) ||
    (PEOPLE_SAY.test(before) && PUT_RIGHT.test(after)) ||
    (group === "counterfeit" && OWN_BRAND.test(after))
  )
    return true;
  if (DESCRIBES.has(group) && isOfAnotherThing(after)) return true;
  if (group === "superlative" && WAY_TO_DO.test(after)) return true;
  return group === "superlative" && ENDS_ASKING.test(after) && (ASKS_TASTE.test(before) || ASKS_TASTE_IN_ENGLISH.test(before));
}

/** Whether what begins at `from` is the second half of a question such as 「有没有」, 「有没办法」. */
function asksWhether(text: string, from: number): boolean {
  if (from === 0 || !ASKS_WHETHER.test(text.slice(from))) return false;
  return text.charAt(from - 1) === text.charAt(from + 1) || text.slice(from - 1, from + 1) === "有没";
}
