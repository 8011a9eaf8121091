import { allOf } from "~/wording/reading";
import type { MaskSpan, Reading } from "./mask-text";

/**
 * Accounts as people tell them: a word for a platform or an account, a few words between, and what the account is called, or the account first and behind it whose it is.
 * One grammar for all platforms; what it takes for an account is as long as the words that follow allow. Pure.
 */

const PLATFORM = String.raw`(?:微信|薇信|威信|维信|徽信|卫星|绿泡泡|微博|小红书|小红薯|红薯|抖音|斗音|(?<![赶太很飞尽])快手(?!机)|b站|哔哩哔哩|知乎|闲鱼|咸鱼|陌陌|钉钉|得物|拼多多|淘宝|天猫|京东|飞猪|唯品会|豆瓣|贴吧|旺旺|扣扣|球球|企鹅|朋友圈|公众号|视频号|直播间|评论区|快团团|粉丝群|(?:我们|你们|买家|车友|团购)?群|(?<![a-z])(?:qq|vx|wx|ins|ig|tiktok|dy|xhs|line|telegram|tg|whatsapp|facebook|fb|wechat|weibo)(?![a-z\d]))`;
const ACCOUNT = String.raw`(?:账户名|账号|帐号|账户|用户名?|会员名?|会员号|昵称|网名|群昵称|群名片?|备注名?|登录名|登陆名|粉丝名|花名|艺名|笔名|名字|主页|头像|旺旺号?|(?<![a-z])id(?![a-z\d])|号码?|名)`;
/** Words for an account that need no platform before them. */
const ALONE = String.raw`(?:账户名|账号名?|帐号|用户名|用户id|会员名|会员号|会员id|昵称|网名|群昵称|群名片?|备注名|登录名|登陆名|粉丝名|花名|旺旺[号名]?|旺旺id|[大小新旧老副主]号(?=[a-z\d])|我[大小新旧老]号|另[一1]个号|(?:淘宝|京东|天猫|抖音|拼多多|微博|闲鱼|飞猪)名|团长|群主|邀请人|推荐人|介绍人|联系号|(?<![a-z\d?&])id(?![a-z\d]))`;
const BETWEEN = String.raw`(?:[上里](?:面|边)?|那边|那个|这个|这边|的|我|我们|她|他|它|自己|现在|以前|之前|原来|目前|也|就|都|还|[一1]直|应该|好像|其实|换成了|换成|改成了|改成|改名|备注)*`;
const SAYS = String.raw`(?:是|叫做?|名叫|搜[一1]?下?|搜索?|加[一1]?下?|加我|关注|艾特|找|认准|填的?|写的?|输|发你|给你|为|[:：@=])`;
const SIGNS = String.raw`°★☆♡♥丶灬の゛~～·・｡๑✨☀❀♪^`;
const HAN = String.raw`\u4e00-\u9fff\u3040-\u30ff`;
const TOKEN = String.raw`[a-z\d](?:[a-z\d_.-]{2,28}[a-z\d_])`;
/** So far a told account goes: to a sign, or to words that say what it did or whose it is. */
const ENDS = String.raw`(?=$|[\s,，。;；!！?？、（()）「」“”"'【】…]|的(?!\S{1,3}(?:$|[\s,，。]))|的那[位个单人]|发的|写的|买的|拍的|下的|下单|订的|做的|就是|也是|都是|是我|就行|就好|就能|可以|就可以|也行|能找|那[篇条个]|这[篇条个]|拍下|拍了|推荐|让我|叫我来|在吗|问的|抽[奖中]|中奖|转发|投稿|号|账号|登|敬上|呢$|哦$|吧$|啊$|呀$|谢谢|麻烦|帮我|查|你们)`;
const NAMED = String.raw`([${HAN}\w${SIGNS}.-]{2,14}?)${ENDS}`;
const OPEN = String.raw`[\s「“"'（(【:：]{0,3}`;

/** `asks`: what must stand in the text before it is worth a look; else a word for a platform or an account. */
type Told = { found: RegExp; isLatin?: boolean; asks?: RegExp };
const RULES: readonly Told[] = [
  // A platform or an account, and a word of letters and numbers.
  {
    found: new RegExp(
      String.raw`(?:${PLATFORM}\s?(?:${BETWEEN}${ACCOUNT})?|${ALONE})\s?${BETWEEN}${SAYS}?${BETWEEN}(?:是|叫)?${OPEN}@?(${TOKEN})(?![\w@])`,
      "gu",
    ),
    isLatin: true,
  },
  // The same with a name of Chinese characters: only where something says that it is one.
  { found: new RegExp(String.raw`(?:${PLATFORM}\s?(?:${BETWEEN}${ACCOUNT})?|${ALONE})\s?${BETWEEN}${SAYS}${OPEN}@?${NAMED}`, "gu") },
  {
    found: new RegExp(
      String.raw`(?:旺旺[号名]?|会员名|用户名|昵称|网名|群昵称|备注名|粉丝名|推荐人|邀请人|介绍人|(?:淘宝|京东|天猫|抖音|拼多多|微博|闲鱼|飞猪)名|我[大小新旧老]号|团长|(?<![a-z\d])id(?![a-z\d])|${PLATFORM}(?:账号|昵称|网名|id|会员名|名))(?![是叫为])${OPEN}${NAMED}`,
      "gu",
    ),
  },
  {
    found: new RegExp(
      String.raw`(?:小红书|抖音|快手|b站|微博|知乎|闲鱼|豆瓣)(?:上|里|的)?@?${OPEN}([${HAN}\w${SIGNS}]{3,12}?)(?=发的|写的|那[篇条个]|这篇|推荐的|安利的|就是我|是我)`,
      "gu",
    ),
  },
  {
    found: new RegExp(
      String.raw`(?:群里|直播间|评论区|朋友圈|底下|置顶)(?:的|那个|叫|里|有个)+${OPEN}([${HAN}\w${SIGNS}]{2,12}?)(?=(?:就|也|都)?是(?:我|本人)|那个|问的|说的|的那)`,
      "gu",
    ),
  },
  {
    found: new RegExp(
      String.raw`(?:群里|直播间|评论区|底下|快团团里|社群|团购群)(?:的|那个|叫|有个|团长)+${OPEN}([${HAN}\w${SIGNS}]{3,12}?)(?=没付|没拍|下的|拍的|说|问|让|推荐|也|$|[,，。])`,
      "gu",
    ),
  },
  { asks: /用户\d/, found: /(?<![a-z])(用户\d{5,})/gu },
  {
    asks: /这个/,
    found: new RegExp(
      String.raw`(?:^|[\s,，。:：]|找[一1]?下|查[一1]?下|搜[一1]?下|用|登|叫|是|帮)([${HAN}\w${SIGNS}]{2,12}?)这个(?:会员|用户|买家|账号|帐号|昵称|网名|旺旺|号(?![码召称])|id|名字的号|淘宝号)`,
      "gu",
    ),
  },
  { found: new RegExp(String.raw`[，,](?:大号|小号|另[一1]个|老号|旧号|新号)(?:是|叫)?([${HAN}\w${SIGNS}]{4,12})(?=$|[，,。])`, "gu") },
  {
    found: new RegExp(
      String.raw`(?:大众点评|公众号|贴吧|知乎|bilibili|b站|哔哩哔哩|闲鱼|豆瓣|得物|小红书|抖音|(?<![赶太很飞尽])快手|微博|xhs|视频号)(?:上|的)?(?:up主|博主|主播|店主|达人|用户|买家|卖家|作者|吧友|[:@])[: ]?([${HAN}\w${SIGNS}]{2,12}?)(?=$|[\s,，。;；!！?？、]|回答|转载|卖的|那|发|写|推荐|里|说)`,
      "gu",
    ),
  },
  {
    found: new RegExp(
      String.raw`(?:大众点评|公众号|贴吧|知乎|bilibili|闲鱼|得物|微博|豆瓣)([\u4e00-\u9fffa-z][${HAN}\w]{2,9}?)(?=$|[\s,，。;；!！?？、]|回答里?|转载|卖的|那[篇条个]|发的|写的|推荐的)(?<![上买看搜刷拍价店铺款号吗呢吧了])`,
      "gu",
    ),
  },
  {
    asks: /用[^]*的[^]*[号d]/,
    found: new RegExp(String.raw`用的?(?:就?是)?([${HAN}\w${SIGNS}]{3,12}?)的(?:号(?![码召称])|账号|帐号|id)(?=$|[\s,，。])`, "gu"),
  },
  { found: new RegExp(String.raw`(?:账号|帐号)([\u4e00-\u9fff]{4,8})(?=$|[\s,，。])`, "gu") },
  {
    asks: /加好友|加你|加了|通过|申请/,
    found: new RegExp(
      String.raw`(?:加好友|加你|加了|通过|申请)[^,，。]{0,4}[,，](?:我?的?(?:网名|昵称|名字)?)(?:叫|是)([${HAN}\w${SIGNS}]{3,12}?)(?=$|[\s,，。])`,
      "gu",
    ),
  },
  { found: new RegExp(String.raw`(?:网名|昵称|账号名?|会员名|用户名)(?:[^,，。:]{0,5}:|名)\s?${NAMED}`, "gu") },
  { found: /(?:昵称|网名|(?<![a-z])id|用户名|会员名)(?:[:：]|是|叫) ?([a-z]{2,12} [\u4e00-\u9fff]{1,8})(?=$|[\s,，。])/gu },
  { asks: /叫/, found: /(?:我叫|叫我|名叫|网名叫?|昵称叫?)([a-z]{2,12}[\u4e00-\u9fff]{1,6})(?=$|[\s,，。])/gu },
  {
    asks: /用[^]*(?:下的|拍的那|拍下的)/,
    found: new RegExp(
      String.raw`用([\u4e00-\u9fff][${HAN}\w${SIGNS}]{3,11}?)(?<![号卡券包机呗条币宝分钱电脑里上])(?=下的单|下的那单|拍的那单|拍下的)`,
      "gu",
    ),
  },
  {
    asks: /是我/,
    found: new RegExp(
      String.raw`(?:^|[\s,，。])([\u4e00-\u9fff][${HAN}\w${SIGNS}]{3,11}?)(?<![的人就才不都这那个位])是我(?=$|[,，。])`,
      "gu",
    ),
  },
  // The account first.
  {
    asks: /(?:这个|那个|是)[^]*(?:[号称名旺户]|淘宝|京东|微信|抖音|小红书|qq|id|网上)/,
    found: new RegExp(
      String.raw`(?:^|[\s,，。;；!！?？:：]|用了?我?|是|叫|拿|换|把|查[一1]?下?|不是|登录?)([a-z][\w.-]{3,28}|[${HAN}\w${SIGNS}]{3,14}?)\s?(?:这个|那个|就?是|才是|也是|都是)+(?:我|我的|我们|我家|本人|我老公|我老婆|我妈|我朋友|她|他|的|另[一1]个|另外|以前|之前|注册|家)*(?:小号|大号|新号|旧号|老号|账号|帐号|号(?![码召称])|昵称|网名|旺旺|会员名|用户名|淘宝|京东|(?<![a-z])id|微信|qq|抖音|小红书|网上|账户)`,
      "gu",
    ),
  },
  {
    asks: /是(?:我|本人)/,
    found: new RegExp(
      String.raw`(?:^|[\s,，。;；!！?？:：]|我就?是|用了?我?|拿|昨天|刚才|刚刚|上次)(?:那个|叫|的)*([${HAN}\w${SIGNS}]{3,14}?)(?=(?:刚刚|刚才|昨天)?(?:拍下|拍的|买的|下的单|下单|问的|付的)(?:就|也|都)是(?:我|本人)|(?:就|也|都|不)是(?:我|本人)(?:$|[^的家妈爸老]))`,
      "gu",
    ),
  },
];
/** Numbers of accounts. */
const NUMBERED =
  /(?:加群|群号|小红书|小红薯|红薯|抖音|快手|b站|(?<![a-z])(?:xhs|dy|ks|qq|q)|扣(?=\d)|扣扣|球球|企鹅|yy|微信|陌陌|钉钉|旺旺|会员|用户)\s?(?:上|的|我)*(?:账号|号码?|id|uid|加|群|小号|大号|群号)*(?:发你|给你|就?是|为|加我?|也是|[:：,，\s])*(\d(?:[ -]?\d){4,11})(?![\d元块])/gu;
/** Letters apart: 「微信 l i l y 8 8」. */
const APART = /(?:微信|薇信?|vx|wx|(?<![a-z])v|加)\s?号?(?:是|[:：\s])*((?:[a-z\d_-] ){4,24}[a-z\d_-])(?![a-z\d])/gu;
/** A word of letters and numbers that is made as an account is, wherever it stands. */
const MADE =
  /(?<![\w@./-])(?=[a-z]*[a-z\d.-]*\d{2})([a-z]{2,20}[.-]?\d{2,12}[a-z]{0,6}|[a-z]{2,}\d+[a-z]+\d*|[a-z]{2,15}\.[a-z]{1,15}\.\d{2,8}|\d{2,6}[a-z]{3,14}\d{0,4}|[a-z]{2,4}-[a-z]{2,8}-?\d{3,8})(?![\w@/-]|\.[a-z\d])/gu;
/** Chinese characters in a line of English are what somebody is called. */
const AMONG_ENGLISH = new RegExp(
  String.raw`(?:under|is|as|called|named|nick|nickname|account|id|user|by|from|for|with|@)\s?@?((?:[a-z\d_]{1,12})?[\u4e00-\u9fff][${HAN}\w${SIGNS}]{1,14})(?=$|[ ,.;!?"”)])`,
  "gu",
);
/** An account of several words, behind a platform and a colon. */
const PHRASE =
  /(?:xiaohongshu|rednote|weibo|douyin|bilibili|instagram|insta|tiktok|wechat name|taobao (?:name|nick|id)|nick(?:name)?)\s?(?:[:：]|is) ?["“']?([a-z\d][\w'-]*(?: [\w'-]+){1,3})(?=$|[,.;!?"”])/g;
const SAID_TO_BE =
  /(?:(?:nick|nickname|username|user name|handle|id|account|name) on (?:taobao|tmall|jd|wechat|weibo|xiaohongshu|instagram|tiktok|douyin)|(?:taobao|tmall|jd|wechat|weibo|xiaohongshu|ig|insta|instagram|tiktok|douyin|whatsapp|line) (?:name|id|nick|nickname|handle|account|username))(?:['’]s| is|:) ?["“']?@?([a-z][\w.-]{3,28})(?![\w@])/g;
const TALK_IN_ENGLISH =
  /\b(?:any|do|does|can|could|is|are|please|the|my|i|we|you|your|this|that|not|no|it|its|how|what|where|when|there|have|has|will|would|photo|photos|post|posts|for|on|to|from|with|down|working|full|blocked|lost|changed|new|better|fine|ok|open|shut|closed)\b/;
/** What is made as an account and is none: models, measures, coupons. */
const NO_ACCOUNT =
  /^(?:iphone|ipad|ip|mate|nova|honor|redmi|mi|galaxy|thinkpad|macbook|matebook|surface|kindle|switch|ps|xbox|gopro|dji|canon|sony|nikon|hp|dell|lenovo|asus|rtx|gtx|usb|type|ipx|ip|iso|gb|qb|fz|tsa|ykk|pu|pvc|lv|top|no|vip|cm|mm|kg|gsm|http|https|www|ex|xn|size|sku|code|covid|web|win|ios|os|room|rm|unit|apt|gate|floor|flat|line|bus|exit|day|days|week|size|save|new|off|spring|summer|fall|autumn|winter|sale|get|order|hello|welcome|q|h|s|l|m|xl|xxl|a|b|c|d|t)[\d.-]|^\d+(?:st|nd|rd|th|cm|mm|kg|ml|oz|inch|inches|pcs|rmb|yuan|days?|hours?|mins?|denier|gsm|mah|wh|gb|tb|am|pm|nm|lbs?|px|usd|hkd|cny|rd|http|items?|km)\d*$/;
const COUPON =
  /(?:优惠码|券码|口令|兑换码|折扣码|coupon|code|promo|voucher|型号|model|货号|款号|编码|sku|航班|车次|flight|train|条码|批次|色号)[^a-z\d]{0,8}$/;
const NOTHING =
  /^(?:(?:在[么吗]|带|优惠|同一|信用|银行|响了|登|被|绑|注销|冻结|异常|安全|信息|共用|等级|权限|余额|里面|尾数|进群|拉群|安排上|响了|.{2}那边|太|长|报|减|支付宝|单号|过来|下单|[大小]号|[一1]人|我是|便宜|收[件货]人|付款人|下单人|地址|电话|飞猪|淘宝|京东|抖音|小红书|拼多多|买家|顾客|什么|多少|哪|怎|不(?:是|能|要|用|知|行|到|了|出)|这|那|我|你|您|他|她|它|新的|被|已|没|有|得|了|过|着|到|上|下|里|号|名|店|支付|付款|登录|聊|搜索|客服|官方|旗舰|商家|的|也|就|都|还|可|能|会|要|对|同|[一1]样|[一1]个|密码|异常|绑定|换|响|离线|在线|掉|直播|视频|出来|起来|[一1]下|不了|不上|真的|假的|本人|自己|老顾客|老客户|新客|会员|空的|之前|以前|后|前|吗|吧|呢|啊|和|跟|给|让|在|从|把|去|来|买|卖|加|发|用(?!户\d)|看|找|想|图|照片|截图|朋友|客户|老公|老婆|公司|别人|谁|真实|实名|手机号|电话|邮箱|地址|微信|支付宝|快递|东西|包(?!罗)|价格|活动|优惠|链接|产品|宝贝|商品|同款|正品|关键词).*|.*(?:吗|旗舰店|专卖店|客服|你们|我们|多少|怎么|什么|同款|店铺|搜不到|找不到|不了|不上|没人|是谁).*|.*(?:也|符|搜|的钱|那款|还|送|泄露.*|[一1]回事|降价.*|下单账号|退回来的|敏感.*|头像|单号)|\d{1,4})$/u;

/** What somebody tells as an account. `text` keeps its case: a coupon stands in capitals. */
export function toldNicks({ text, digits }: Reading): MaskSpan[] {
  const spans: MaskSpan[] = [];
  const put = (hit: RegExpMatchArray, skipped = 0) => {
    const words = hit[1] ?? "";
    const from = (hit.index ?? 0) + hit[0].lastIndexOf(words);
    spans.push({ from: from + skipped, to: from + words.length, kind: "nick" });
  };
  if (/[a-z]/.test(digits)) {
    for (const hit of allOf(digits, PHRASE)) if (!TALK_IN_ENGLISH.test(hit[1] ?? "")) put(hit);
    for (const hit of allOf(digits, SAID_TO_BE)) if (!TALK_IN_ENGLISH.test(hit[1] ?? "")) put(hit);
    const han = text.match(/[\u4e00-\u9fff]/gu)?.length ?? 0;
    if (han > 0 && han * 3 < text.length) for (const hit of allOf(digits, AMONG_ENGLISH)) put(hit);
    for (const hit of allOf(digits, MADE)) {
      const [words, at] = [hit[1] ?? "", hit.index];
      if (NO_ACCOUNT.test(words) || COUPON.test(digits.slice(Math.max(0, at - 16), at)) || (words.match(/[a-z]/g) ?? []).length < 2)
        continue;
      const source = text.slice(at, at + words.length);
      if (words.length >= 5 && source !== source.toUpperCase()) put(hit);
    }
    for (const hit of allOf(digits, APART)) put(hit);
  }
  if (/\d/.test(digits)) for (const hit of allOf(digits, NUMBERED)) put(hit);
  const tells = TELLS.test(digits);
  for (const { found, isLatin, asks } of RULES) {
    if (!(asks ? asks.test(digits) : tells)) continue;
    for (const hit of allOf(digits, found)) {
      const words = hit[1] ?? "";
      if (isLatin ? !isHandle(words, hit[0]) : isNothing(words)) {
        // What was taken for a name may begin later: 「你们找一下不吃香菜这个会员」.
        const late = isLatin ? "" : words.replace(LATER, "");
        if (late.length < words.length && late.length > 2 && !isNothing(late)) put(hit, words.length - late.length);
        continue;
      }
      put(hit);
    }
  }
  return spans;
}
const TELLS =
  /微[信博]|薇信|威信|维信|徽信|卫星|绿泡泡|红[书薯]|[抖斗]音|快手|b站|哔哩|知乎|[闲咸]鱼|陌陌|钉钉|得物|拼多多|淘宝|天猫|京东|飞猪|唯品会|豆瓣|贴吧|旺旺|扣扣|球球|企鹅|朋友圈|公众号|视频号|直播间|评论区|底下|置顶|社群|团长|大众点评|快团团|群|账|帐号|用户|会员|昵称|网名|备注名|登[录陆]名|粉丝名|花名|[大小新旧老副主]号|另[1一]个|请人|推荐人|介绍人|联系号|id|qq|[vw]x|ins|ig|tiktok|dy|xhs|line|telegram|tg|whatsapp|facebook|fb|wechat|weibo|bilibili/;

const LATER = /^.*(?:1下|一下|我用|用我|登|叫|就是|搜)/u;
const isNothing = (words: string) => NOTHING.test(words) || /^[a-z]+$|^\d+$|[a-z]\.$|^[_＿]+$|__/.test(words);

/** A word of letters alone is an account only where it is said to be one. */
function isHandle(words: string, whole: string): boolean {
  if (NO_ACCOUNT.test(words) || /^\d{1,4}$/.test(words)) return false;
  if (
    /^[a-z]{2}-\d{3}|^\d+d$|^(?:number|card|num|photo|password|pay|payment|group|chat|account|number|store|shop|page|photo|link|message|live|official|login|app|vip|svip|plus|iphone|android|ios|emoji|logo|alipay|wechat|taobao|tmall|ok|hello|id|code|xingnang)$/.test(
      words,
    )
  )
    return false;
  return /[\d_.-]/.test(words) ? /[a-z]/.test(words) : /[号名称叫搜是:：@加]/.test(whole.slice(0, whole.length - words.length));
}
