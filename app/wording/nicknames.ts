import { allOf, type Change } from "./reading";

/** Names that everybody at a desk knows for what must not be named, and slang for what is said otherwise: 「绿泡泡」 is 微信, 「布吉岛」 不知道, "ur" your. */

type Names = readonly (readonly [written: RegExp, meant: string])[];

/** Where the name alone would be another thing (a satellite, salted fish), what stands beside it must tell. */
const NAMES: Names = [
  [/绿(?:色)?(?:泡泡|软件|聊天软件|图标)|小绿(?:软件|图标|书?泡)?(?=聊|上|号|里|加)/gu, "微信"],
  [/(?<=[加换用上的您你我个])(?:卫星|围信|维信|威信|微心|微星|喂信|微新)(?=[聊号上吧发您你联找呀哦哈里说看，。,！!\s]|$)/gu, "微信"],
  [
    /(?:[威薇徽葳嶶vV][ .·*_-]{0,2}(?:[信芯伩心]|[❤♥♡💚💛💙💜🧡💕💖💗💓]\uFE0F?)|微[ .·*_-]{0,2}(?:[芯伩]|[❤♥♡💚💛💙💜🧡💕💖💗💓]\uFE0F?))/gu,
    "微信",
  ],
  [/(?<![\p{L}\p{N}])wei ?(?:xin(?![\p{L}\p{N}])|[❤♥♡💚💛💙💜🧡💕💖💗💓]\uFE0F?)/giu, "WeChat"],
  [/企鹅(?=[号群加聊联：:是\d\s]|$)|(?<=[加➕+＋])企鹅|🐧/gu, "QQ"],
  [/(?<=加(?:个|我个|一个)\s?)[VvＶ](?=\s?[聊呗吧哈哦，。！,!]|$)/gu, "微信"],
  [/[➕✚](?=[\p{L}])/gu, "加"],
  [/咸鱼(?=[上里有搜那同号卖店买平]|app)|(?<=[去上在用从])咸鱼|鲜鱼(?=上|app)/giu, "闲鱼"],
  [/拼夕夕|拼西西|拼多夕|并夕夕|拼嘻嘻|p多多|(?<![A-Za-z\d])PDD(?![A-Za-z\d])/giu, "拼多多"],
  [/[某斗][阴音]|抖阴|(?<![A-Za-z])D音/gu, "抖音"],
  [/小红[薯叔署]|(?<![A-Za-z])xhs(?![A-Za-z])|小地瓜(?=[上搜有里笔])/giu, "小红书"],
  [/[桃掏陶]宝(?!贝)|某淘|🍑宝/gu, "淘宝"],
  [/(?<![\p{L}\p{N}])tao ?bao(?![\p{L}\p{N}])/giu, "Taobao"],
  [/支[付负富][宝堡饱]|(?<![A-Za-z\d])zfb(?![A-Za-z\d])|某付宝|蓝色软件/giu, "支付宝"],
  [/(?<![\p{L}\p{N}])zhi ?fu ?bao(?![\p{L}\p{N}])/giu, "Alipay"],
  [/不[吉几鸡][岛道]|布[吉几鸡][岛道]|[不布]造(?=[啊呀呢哦吧的，。,！!\s哈]|$)/gu, "不知道"],
  [/[木米]有/gu, "没有"],
  [/🧧/gu, "红包"],
  [/(?<=[五5])(?:⭐|🌟|★|☆)\uFE0F?/gu, "星"],
  [/驴牌|驴家|驴包/gu, "LV"],
  [/酷奇|古奇|古琦/gu, "古驰"],
  [/爱马士|爱玛仕/gu, "爱马仕"],
  [/[滴地]神/gu, "的神"],
  [/保[正征](?=[您你今明后当三七一不质按周]|$)/gu, "保证"],
  [/(?<![A-Za-z])vvechat/giu, "WeChat"],
  [/(?<=[抗抑除杀灭防])茵/gu, "菌"],
  [/苐(?=[一二])/gu, "第"],
  [/(?<![A-Za-z])(?:T|N)MD?(?![A-Za-z])/g, "他妈的"],
  [/[卧握][艹草槽操]/gu, "卧槽"],
  [/我[艹屮]/gu, "我操"],
  [/辣鸡(?=货|客|东西|店|包|[，。！!]|$)/gu, "垃圾"],
  [/蛇精病|神金(?=[吧啊。，！]|$)/gu, "神经病"],
  [/(?<![A-Za-z])[Dd][一1](?=[品口名梯选的，。！]|$)/gu, "第一"],
  [/#\s?1(?![\d-])/g, "No.1"],
  [/💯%?/gu, "100%"],
];

/** What is written short or for fun in English chats. */
const SHORT: Names = [
  [/(?<![\w'.])r(?![\w'.])/gi, "are"],
  [/(?<![\w'.])u(?![\w'.-])/gi, "you"],
  [/(?<![\w'])ur(?![\w'])/gi, "your"],
  [/(?<![\w'])urself(?![\w'])/gi, "yourself"],
  [/(?<=[A-Za-z] )@(?= [A-Za-z])/g, "at"],
  [/(?<![\w'])frm(?![\w'])/gi, "from"],
  [/(?<![\w'])2day(?![\w'])/gi, "today"],
  [/(?<![\w'])(?:2mor?row|2moro|tmrw|tmr)(?![\w'])/gi, "tomorrow"],
  [/(?<![\w'])b4(?![\w'])/gi, "before"],
  [/(?<![\w'])(?:ppl)(?![\w'])/gi, "people"],
  [/(?<![\w'])yr(?![\w'])/gi, "your"],
  [/(?<=[a-z] )4(?= [a-z])/gi, "for"],
  [/\bnever,? ever\b/gi, "never"],
  [/\bali[ -]pay\b/gi, "Alipay"],
  [/\bsto+pid\b/gi, "stupid"],
  [/(?<=[A-Za-z] )&(?= [A-Za-z])/g, "and"],
  [/\bNo\. (?=\d)/gi, "No."],
  [/(?<=\b(?:is|are|was|were))n['’]t(?= (?:my|our)\b)/gi, " not"],
  [/\bdept\b\.?/gi, "department"],
  [/\bacct\b\.?/gi, "account"],
  [/\bmgr\b\.?/gi, "manager"],
];
const STANDARD = /(?<=\biso[ -]?)\d{4,5}(?::\d{4})?/gi;

const ALL: Names = [...NAMES, ...SHORT];
/** Whatever is written in any of these ways is found by this too, in one walk; signs that only Unicode takes for an s or a k are looked at by each. */
const ANY = new RegExp([...ALL.map(([written]) => written), STANDARD].map(({ source }) => `(?:${source})`).join("|"), "iu");
const ODD_LETTER = /[\u017f\u212a]/;

/** The names and short writings of a text, each with what it stands for. */
export function nicknamesIn(source: string): Change[] {
  if (!ANY.test(source) && !ODD_LETTER.test(source)) return [];
  const names = ALL.flatMap(([written, now]) => allOf(source, written).map((m) => ({ at: m.index, was: m[0], now })));
  return [...names, ...allOf(source, STANDARD).map((m) => ({ at: m.index, was: m[0], now: null }))];
}
