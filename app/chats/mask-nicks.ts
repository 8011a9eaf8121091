import { allOf } from "~/wording/reading";
import type { MaskSpan, Reading } from "./mask-text";

/** Accounts by which somebody is found on a platform. Pure. */

const HANDLE = String.raw`[a-z_][\w.-]{3,29}`;
const CONNECT = String.raw`(?:[号]?(?:码|是|为|叫)?[:：=\s]*)`;
const NO_HANDLE =
  /^(?:pay|payment|group|chat|account|number|store|shop|page|photo|photos|post|posts|link|message|messages|please|thanks|video|call|calls|story|stories|live|official|login|work|works|working|down|broken|full|there|here|with|about|and|the|that|this|instead|order|orders|name|code|scan|reply|free|hello)$/;

const RULES: readonly { found: RegExp; unless?: (hit: string) => boolean }[] = [
  {
    found: new RegExp(
      String.raw`(?:微信|v信|薇信|威信|维信|徽信|卫星|绿泡泡|(?<![a-z])(?:vx|wx|v x)|[微薇威维][x❤♥]?|v[❤♥]|加[vV]|➕[v薇微]|[+]v|(?<![a-z\\d])v(?![a-z]+(?:-[a-z]+)*(?![\\w]))|we ?chat|weixin)(?:\s?(?:号|id|account|name|number|no\.?))?${CONNECT}(?:加我|加|搜|it's|is|:|at|also|add me|me)?[:：\s]*(${HANDLE})(?![\w])`,
      "g",
    ),
    unless: (hit) => NO_HANDLE.test(hit) || !/[\d_-]/.test(hit),
  },
  {
    found: new RegExp(String.raw`(?:微信|wx|vx|v信|薇信)(?:号|id)?(?:就?是|叫|为|搜索?|[:：])+\s*(${HANDLE})(?![\w])`, "g"),
    unless: (hit) => NO_HANDLE.test(hit),
  },
  {
    found: new RegExp(
      String.raw`(?:微信号|微信id|wechat id|wechat account|wechat handle|wechat name|vx号|wx号|wechat:|weixin:|微信[:：]|vx[:：]|wx[:：]|v[:：]|wechat is|qq邮箱以外)\s*(?:是|为|is|:|：)?\s*(${HANDLE})(?![\w])`,
      "g",
    ),
    unless: (hit) => NO_HANDLE.test(hit),
  },
  {
    found: new RegExp(
      String.raw`(?<![a-z])(?:whats ?app|wechat|weixin|instagram|insta|ig|telegram|snapchat|skype|facebook|fb|twitter|tiktok|line|discord|kakao(?:talk)?|xiaohongshu|rednote|weibo|douyin|taobao|tmall|jd|aliwangwang|wangwang|qq)(?![a-z])(?:\s?(?:id|handle|account|username|user name|name|nick|nickname))?\s*(?:is|:|：|=|at|as|under|by|@|-|to|,)?\s*@?(${HANDLE})(?![\w])`,
      "g",
    ),
    unless: (hit) => NO_HANDLE.test(hit) || !/[\d_.-]/.test(hit.replace(/[.-]+$/, "")),
  },
  {
    found: new RegExp(
      String.raw`(?:handle|username|user name|user id|userid|nickname|nick|screen name|login|my id|buyer id|account name|account id|member name|account|shop name|profile)\s*(?:is|:|：|=|was|should be|there is|on \w+ is|'s)?\s*@?["'“「]?(${HANDLE})(?![\w])`,
      "g",
    ),
    unless: (hit) => NO_HANDLE.test(hit) || !/[\d_.-]/.test(hit),
  },
  {
    found: new RegExp(
      String.raw`(?:(?:my|wechat|taobao|tmall|jd|insta|instagram|ig|twitter|tiktok) handle|username|user name|user id|userid|nickname|nick|screen name|account name|account id|member name)\s*(?:is|:|：|=|was)\s*@?["'“「]?(${HANDLE})(?![\w])`,
      "g",
    ),
    unless: (hit) => NO_HANDLE.test(hit),
  },
  {
    found: /(?<![\w@.\/-])((?=[a-z]{2,})(?=\w*\d)(?=\w*_)[a-z][\w.]{4,25}|[a-z]{3,}(?:_[a-z\d]+)+|[a-z]{2,}[._][a-z]+[._]?\d+)(?![\w@.-])/g,
  },
  { found: new RegExp(String.raw`(?<![\w.])@\s?([a-z][\w.]{2,29})(?![\w@])`, "g"), unless: (hit) => /^(?:all|me|you|here)$/.test(hit) },
  {
    found:
      /(?<![a-z\d])(tb\d{5,}|tb[\da-z]*_\d+|t_\d{9,}_\d+|jd_[\da-z]{4,}|wxid_[\da-z]+|pdd\d{6,}|dy[\da-z]{8,}|user\d{6,}|u_\d{6,}|\d{4,}_m)(?![a-z\d])/g,
  },
  {
    found: /@\s?([\u4e00-\u9fff_][^\s,，。!！?？:：;；、@）)]{1,19})/g,
    unless: (hit) => /^(?:客服|所有人|全体|店长|官方|小二|店小二|售后|售前|主管)/.test(hit),
  },
  {
    found:
      /(?:旺旺号?|旺旺(?:id|名)|会员名|会员id|用户名|用户id|昵称|网名|淘宝(?:号|id|账号|名)|京东(?:号|账号|id)|抖音(?:号|id)?|小红书(?:号|id)?|微博|快手号?|b站|闲鱼号?|账号|(?<![a-z])id|(?<![a-z])ins|微信名)\s?[「“"']?([\u4e00-\u9fff]{0,8}[a-z\d_][\u4e00-\u9fff\w.-]{2,24}|[\u4e00-\u9fff]{1,10}[_-][\u4e00-\u9fff\w.-]{1,20})/g,
    unless: (hit) => /^(?:\d{1,6}(?:$|[元块个天件号])|响了.*|.*(?:密码|登录|多少|什么))/.test(hit) || !/[\d_]/.test(hit),
  },
  {
    found:
      /(?:小红书|抖音|微博|快手|b站|闲鱼|微信|公众号|网名|昵称|旺旺|淘宝)(?:上|里)?(?:名字|账号|号|id|昵称)?(?:就?是|就?叫|叫做|搜索?|关注|用户|[:：@])\s*[「“"']?([^\s，。,;；！!？?「」“”"'、（）()]{2,16})/g,
    unless: (hit) =>
      /^(?:什么|多少|哪|怎|不|这|那|我的|新的|被|已|没|有|响|离线|在线|掉|支付宝|微信|你们|店|号|同|一|支付|付款|登录|聊|搜索|客服|官方|旗舰|商家|的)/.test(
        hit,
      ) || /(?:店|吗|呢|铺|同款|视频|直播|看到|推荐)/.test(hit),
  },
  {
    found: /(?:微信|薇信|(?<![a-z])[vw]x)(?:号|id)?[:：是 ]*(?:加我?)?[ :：]?([a-z]{6,20})(?![\w@.])/g,
    unless: (hit) => NO_HANDLE.test(hit) || /^(?:taobao|alipay|wechat|weixin|iphone|android|emoji|moments)/.test(hit),
  },
  { found: /(?<![a-z\d])(wx[a-z]{2,}\d{2,})(?![\w])/g },
  {
    found:
      /(?:xiaohongshu|rednote|weibo|douyin|bilibili|小红书|微博|抖音)\s?[:：@]\s?([a-z\u4e00-\u9fff][\w\u4e00-\u9fff]{2,18})(?=$|[\s,，。])/g,
    unless: (hit) => NO_NICK.test(hit),
  },
  // A word with an underline in it is an account wherever it stands.
  { found: /(?<![\w@./-])((?=[\w.]*[a-z])(?:[a-z\d.]*_[\w.]*[a-z\d][\w.]*|[a-z\d.]{2,}_+))(?![\w@])/g, unless: (hit) => hit.length < 4 },
  {
    found: new RegExp(`((?:[\\u4e00-\\u9fff\\d]|(?<![a-z])[a-z])[\\u4e00-\\u9fffa-z\\d]{0,9}_[\\u4e00-\\u9fff\\w]{1,14})`, "g"),
  },
  {
    found:
      /(?:大号|小号|新号|旧号|老号|主号|副号|备用号|另一个号|换个?号|我(?:的)?号|那个号|账号|会员)(?:是|叫|为|[:： ])*([a-z]{2,}[\w.]*\d{2,})(?![\w])/g,
  },
  {
    found:
      /(?:拼多多|淘宝|京东|抖音|小红书|微博|快手|b站|闲鱼|陌陌|得物)(?:上|里)?(?:那个|名?叫|网名|昵称)([^\s，。,;；！!？?的]{2,16}?)(?=(?:也|就|都)?是我|的?(?:也|就)是|$|[，。,！!？?\s])/g,
    unless: (hit) => NO_NICK.test(hit),
  },
  {
    found: /(?:账号|会员名|昵称|网名|id|旺旺|小号|大号)([\u4e00-\u9fff\w~～]{3,12}?)(?=买的|下的|拍的|下单|拍下|付的|这个号|的订单|的单)/g,
    unless: (hit) => NO_NICK.test(hit),
  },
  {
    found:
      /(?:小红书|抖音|微博|快手|b站|陌陌|闲鱼)(?:上|里)?(?:搜索?|关注|[:：@])[:： ]?([^\s，。,;；！!？?「」“”"'、（）()]{3,14})(?=$|[\s，。,;；！!？?])/g,
    unless: (hit) => NO_NICK.test(hit),
  },
  {
    found: /(?:b站|陌陌|快手|抖音|小红书|微博|豆瓣|知乎|闲鱼|贴吧)(?:上|的)?([\u4e00-\u9fff][\u4e00-\u9fffa-z\d]{2,8})(?=，|,| |$)/g,
    unless: (hit) => NO_NICK.test(hit) || /[的了是在有和跟给吗呢吧不没很都也就]|[买卖看搜刷发做拍播推种价号店粉篇帖笔图链版达]/.test(hit),
  },
  {
    found:
      /(?:旺旺|子账号|账号|找|联系)[^，。\s:：]{0,4}[:：]\s?([\u4e00-\u9fff\w]{2,12}[:：][\u4e00-\u9fff\w]{2,8})(?=$|[\s，。,！!？?])/g,
  },
  { found: /(?<![\w*])((?:[a-z\d_]{1,8}|[\u4e00-\u9fff])\*{2,6}(?:[a-z\d]{1,4}|[\u4e00-\u9fff]))(?![\w*])/g },
  {
    found:
      /(?:旺旺号?|旺旺(?:id|名|昵称)|会员名|会员id|会员号|用户名|用户id|昵称|网名|群昵称|群名片?|群里|登录名|账户名?|备注名|得物|陌陌|钉钉|淘宝(?:号|id|账号|名|昵称|会员名)|京东(?:号|账号|id|昵称|用户名)|抖音(?:号|id|昵称)?|小红书(?:号|id)?|微博(?:名|号)?|快手号?|b站(?:号|id)?|闲鱼(?:号|id|昵称)?|账号名?|微信名|微信昵称|qq昵称|qq名|(?<![a-z])id)\s*(?:就?是|就叫|叫做?|为|改成|[:：@])\s*[「“"']?([^\s，。,;；！!？?「」“”"'、（）()的]{2,25})/g,
    unless: (hit) => /^(?:什么|多少|哪|怎|不|这个|那个|我的|新的|被|已|没|有)/.test(hit),
  },
];

/** What stands behind the word for a platform and is no account. */
const NO_NICK =
  /(?:^(?:支付宝|微信|银行|什么|多少|哪|怎|不|这|那|我|你|您|他|她|新的|被|已|没|有|店|同|一|支付|付款|登录|聊|搜索|客服|官方|旗舰|商家|的|密码|忘|异常|买|下单|绑定|换|响|离线|在线|掉线|直播|视频)|店铺?$|吗|呢|同款|视频|直播|看到|推荐|旗舰店|没人|优惠|便宜|活动)/;
/** With what the words before an underline begin, that belong to no account. */
const LEAD =
  /^.*(?:账号|旺旺号?|昵称|会员名?|微信号?|陌陌|抖音号?|小红书号?|淘宝号?|京东号?|用户名?|叫做?|我是|就是|搜索?|关注|艾特|那个|直播间|买家|顾客|用(?!户)|是|换|[:：])(?=.{2,}_)/u;

/** Every account that a text names, by its form or by what is said before it. */
export function nicksIn({ digits }: Reading): MaskSpan[] {
  const spans: MaskSpan[] = [];
  // Each of the rules asks for a letter, a sign or the word for an account or a platform.
  if (!/[a-z@_*❤♥➕]|[号信博音书站鱼东宝多物陌钉薇威维微徽卫泡称名员户群旺找联快瓣乎]/.test(digits)) return spans;
  for (const { found, unless } of RULES)
    for (const hit of allOf(digits, found)) {
      const words = hit[1]
        ?.replace(/[.\-。]+$/, "")
        .replace(/(?:那篇|那条|那个视频|发的|写的|就是我|中奖|抽中|抽奖|投稿|推荐的).*$/, "")
        .replace(/的(?:那个|那单|订单|账号|号|用户|买家|人|时候|单子).*$/, "")
        .replace(/(?:呢|哦|吧|啊|呀|谢谢|这个|的|了|麻烦.*|帮我.*)+$/, "");
      if (!words || words.length < 2 || unless?.(words)) continue;
      const lead = words.startsWith("@") ? 0 : (LEAD.exec(words)?.[0].length ?? 0);
      const from = hit.index + hit[0].lastIndexOf(hit[1] ?? "");
      spans.push({ from: from + lead, to: from + words.length, kind: "nick" });
    }
  return spans;
}
