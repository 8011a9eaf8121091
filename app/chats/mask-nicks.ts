import { NO_NAME, NO_GIVEN } from "./mask-name-lists";
import { surelyNoWord } from "./mask-names";
import type { MaskSpan, Reading } from "./mask-text";

/** Accounts by which somebody is found on a platform, and the nick of the buyer of this chat wherever it stands. Pure. */

const HANDLE = String.raw`[a-z_][\w.-]{3,29}`;
const CONNECT = String.raw`(?:[号]?(?:码|是|为|叫)?[:：=\s]*)`;
const NO_HANDLE =
  /^(?:pay|payment|group|chat|account|number|store|shop|page|photo|photos|post|posts|link|message|messages|please|thanks|video|call|calls|story|stories|live|official|login|work|works|working|down|broken|full|there|here|with|about|and|the|that|this|instead|order|orders|name|code|scan|reply|free|hello)$/;

const RULES: readonly { found: RegExp; unless?: (hit: string) => boolean }[] = [
  { found: new RegExp(String.raw`(?:微信|v信|薇信|威信|维信|vx|wx|v x|微|加v|➕v|＋v|\+v|wechat|weixin)(?:\s?(?:号|id|account|name|number|no\.?))?${CONNECT}(?:加我|加|搜|it's|is|:|at|also|add me|me)?[:：\s]*(${HANDLE})(?![\w])`, "g"), unless: (hit) => NO_HANDLE.test(hit) || !/[\d_-]/.test(hit) },
  { found: new RegExp(String.raw`(?:微信号|微信id|wechat id|wechat account|wechat handle|wechat name|vx号|wx号|wechat:|weixin:|微信[:：]|vx[:：]|wx[:：]|v[:：]|wechat is|qq邮箱以外)\s*(?:是|为|is|:|：)?\s*(${HANDLE})(?![\w])`, "g"), unless: (hit) => NO_HANDLE.test(hit) },
  { found: new RegExp(String.raw`(?:whats ?app|instagram|insta|ig|telegram|snapchat|skype|facebook|fb|twitter|tiktok|line|discord|kakao(?:talk)?|xiaohongshu|rednote|weibo|douyin|taobao|tmall|jd|aliwangwang|wangwang|qq)(?:\s?(?:id|handle|account|username|user name|name|nick|nickname))?\s*(?:is|:|：|=|at|@|-)\s*@?(${HANDLE})(?![\w])`, "g"), unless: (hit) => NO_HANDLE.test(hit) || (!/[\d_.-]/.test(hit) && hit.length < 5) },
  { found: new RegExp(String.raw`(?:handle|username|user name|user id|userid|nickname|nick|screen name|login|my id|buyer id|account name|account id|member name|account)\s*(?:is|:|：|=|was)\s*@?["'“「]?(${HANDLE})(?![\w])`, "g"), unless: (hit) => NO_HANDLE.test(hit) },
  { found: new RegExp(String.raw`(?<![\w.])@\s?([a-z][\w.]{2,29})(?![\w@])`, "g"), unless: (hit) => /^(?:all|me|you|here)$/.test(hit) },
  { found: /(?<![a-z\d])(tb\d{5,}|tb[\da-z]*_\d+|t_\d{9,}_\d+|jd_[\da-z]{4,}|wxid_[\da-z]+|pdd\d{6,}|dy[\da-z]{8,}|user\d{6,}|u_\d{6,}|\d{4,}_m)(?![a-z\d])/g },
  { found: /(?:旺旺号?|旺旺(?:id|名|昵称)|会员名|会员id|用户名|用户id|昵称|网名|淘宝(?:号|id|账号|名|昵称|会员名)|京东(?:号|账号|id|昵称|用户名)|抖音(?:号|id|昵称)?|小红书(?:号|id)?|微博(?:名|号)?|快手号?|b站(?:号|id)?|闲鱼(?:号|id|昵称)?|账号名?|微信名|微信昵称|qq昵称|qq名|id)\s*(?:就?是|就叫|叫做?|为|改成|[:：@])\s*[「“"']?([^\s，。,;；！!？?「」“”"'、（）()的]{2,25})/g, unless: (hit) => /^(?:什么|多少|哪|怎|不|这个|那个|我的|新的|被|已|没|有)/.test(hit) },
];

/** Every account that a text names, by its form or by what is said before it. */
export function nicksIn({ digits }: Reading): MaskSpan[] {
  const spans: MaskSpan[] = [];
  for (const { found, unless } of RULES)
    for (const hit of digits.matchAll(found)) {
      const words = hit[1]?.replace(/[.\-。]+$/, "").replace(/(?:呢|哦|吧|啊|呀|谢谢|这个)+$/, "");
      if (!words || words.length < 2 || unless?.(words)) continue;
      const from = hit.index + hit[0].lastIndexOf(hit[1] ?? "");
      spans.push({ from, to: from + words.length, kind: "nick" });
    }
  return spans;
}

/** Where the buyer's nick stands: anywhere, unless it is an everyday word; then where it is somebody's name. */
export function buyerIn({ text, digits }: Reading, buyer: string): MaskSpan[] {
  const nick = buyer.trim();
  const length = [...nick].length;
  if (length < 2) return [];
  const where = (list: string, what: string) => {
    const places: number[] = [];
    for (let at = list.indexOf(what); at >= 0; at = list.indexOf(what, at + what.length)) places.push(at);
    return places;
  };
  const lower = text.toLowerCase();
  const wanted = nick.toLowerCase();
  const source = lower.length === text.length ? lower : digits;
  const isLatin = /^[a-z]+$/.test(wanted);
  const isEveryday = (/^[\u4e00-\u9fff]{2,4}$/u.test(nick) && (NO_NAME.has(nick) || !surelyNoWord(nick) || [...nick].every((one) => NO_GIVEN.has(one)))) || (isLatin && wanted.length < 9);
  return where(source, wanted).flatMap((from) => {
    const to = from + wanted.length;
    const [before, after] = [source.slice(Math.max(0, from - 10), from), source.slice(to, to + 10)];
    if (/^[a-z\d]/.test(wanted) && /[a-z\d]$/.test(before)) return [];
    if (/[a-z\d]$/.test(wanted) && /^[a-z\d]/.test(after)) return [];
    if (isEveryday && !isPerson(before, after, text.slice(from, to), isLatin)) return [];
    return [{ from, to, kind: "nick" as const }];
  });
}

/** Whether what stands around an everyday word says that a person is meant. */
function isPerson(before: string, after: string, word: string, isLatin: boolean): boolean {
  if (isLatin) return /^[A-Z]/.test(word) || /(?:hi|hello|hey|dear|thanks|name is|i'm|i am|@|nick(?:name)? is|id is)[ ,:]*$/.test(before);
  if (/(?:我叫|我是|叫我|收件人|收货人|姓名|昵称|旺旺|会员名|亲爱的|@|艾特|账号|用户|买家|顾客|客户|id|名字|您好|你好|欢迎)(?:是|叫|改成|写|[:：， ])*$/u.test(before)) return true;
  if (/^(?:收(?![到藏纳货费])|女士|先生|小姐|同学|[ ，,:：]*(?:您好|你好|亲|在吗|1\d{10})|这个(?:号|账号|id|旺旺)|的订单|的账号|买的|拍的|这位)/u.test(after)) return true;
  return /(?:^|[「“"【『])$/u.test(before) && /^(?:$|[」”"】』])/u.test(after) && before !== "";
}
