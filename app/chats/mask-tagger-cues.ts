import { GAP, MOST_TOKENS, tokenise, type Tokens } from "./mask-tagger-tokens";

/** What the tagger looks at around each token, as places in its table of weights. Pure but for tables that are used again. */

/** As many cues has a token, and as many of them are looked at first. */
export const CUES = 53;
export const FIRST = 16;
/** As many places has the table; each tag has the next place. */
export const PLACES = 1 << 18;

/** What the rules say of a stretch, and where in it a token stands. */
export const RULE = { address: 1, name: 2, read: 3, both: 4, nick: 5, phone: 6, number: 7, goods: 8 } as const;

export type Around = {
  /** What the rules say of each token: 3 × kind + (0 begins, 1 inside, 2 ends), or 0. */ rules: Int32Array;
  /** Words of the dictionary: what a token belongs to, and where in it: 1 alone, 2 begins, 3 inside, 4 ends. */ words: Int32Array;
  bounds: Int32Array;
};
export const around: Around = {
  rules: new Int32Array(MOST_TOKENS),
  words: new Int32Array(MOST_TOKENS),
  bounds: new Int32Array(MOST_TOKENS),
};

/** Words that say what comes or came, by groups; Chinese ones of one or two characters. */
const SAYS: readonly string[] = [
  "收件 件人 收货 货人 联系 系人 姓名 名字 寄件 户名 持卡 签收 取件 receiver recipient consignee name attn addressee",
  "我叫 叫做 名叫 我是 本人 贵姓 姓 称呼 叫 am i'm this it's called speaking",
  "地址 address addr addy",
  "寄到 送到 发到 寄往 改到 改成 换成 发往 寄去 住在 住 搬到 位置 在 deliver ship send sent live lives located post",
  "电话 手机 号码 座机 致电 tel phone mobile call cell",
  "微信 v信 vx wx 旺旺 昵称 账号 帐号 qq 扣扣 红书 抖音 网名 id wechat weixin instagram handle nickname username account",
  "订单 单号 运单 递号 物流 order tracking waybill parcel",
  "代收 转交 收一 亲收 转 collect sign pick",
  "给 替 帮 找 让 请 由 跟 和 to for from with by",
  "老公 老婆 妈 爸 哥 姐 弟 妹 同事 朋友 室友 邻居 老板 客服 快递 小哥 师傅 husband wife mother mum mom dad sister brother friend colleague boss neighbour neighbor roommate courier driver daughter son",
  "同款 联名 明星 代言 色 款 牌 line colour color style brand",
  "驿站 递柜 自提 丰巢 菜鸟 门卫 前台 收点 locker station reception desk concierge",
];
const SAID = new Map<number, number>();
for (const [group, list] of SAYS.entries())
  for (const said of list.split(" ")) {
    const { count, word } = tokenise(said);
    SAID.set(count === 2 ? pair(word[0] ?? 0, word[1] ?? 0) : (word[0] ?? 0), group + 1);
  }
function pair(a: number, b: number): number {
  return (Math.imul(a, 0x9e3779b1) ^ b) | 0;
}
const left = new Int32Array(MOST_TOKENS);
const right = new Int32Array(MOST_TOKENS);
const farLeft = new Int32Array(MOST_TOKENS);
const farRight = new Int32Array(MOST_TOKENS);
const here = new Uint8Array(MOST_TOKENS + 1);

/** Which group of such words came last and comes next, and how far off; and which are there at all. */
function sayings({ count, word, shape }: Tokens): number {
  let seen = 0;
  here.fill(0, 0, count);
  for (let i = 0; i < count; i++) {
    const group = i + 1 < count && (shape[i] ?? 0) % 64 === 1 ? SAID.get(pair(word[i] ?? 0, word[i + 1] ?? 0)) : undefined;
    const said = group ?? SAID.get(word[i] ?? 0) ?? 0;
    if (said === 0) continue;
    seen |= 1 << said;
    here[i] = said;
    if (group !== undefined) here[i + 1] = said;
  }
  let [last, far] = [0, 0];
  for (let i = 0; i < count; i++) {
    left[i] = last === 0 ? 0 : last * 8 + Math.min(7, (i - far) >> 1);
    farLeft[i] = last;
    if (here[i]) [last, far] = [here[i] ?? 0, i];
  }
  [last, far] = [0, 0];
  for (let i = count - 1; i >= 0; i--) {
    right[i] = last === 0 ? 0 : last * 8 + Math.min(7, (far - i) >> 1);
    farRight[i] = last;
    if (here[i]) [last, far] = [here[i] ?? 0, i];
  }
  return seen;
}

const mix = (h: number, value: number) => Math.imul(h ^ value, 0x5bd1e995) ^ (h >>> 15);
const place = (h: number) => {
  const made = Math.imul(h ^ (h >>> 13), 0x9e3779b1);
  return (made ^ (made >>> 16)) & (PLACES - 1);
};
const one = (template: number, a: number) => place(mix(mix(template * 0x3779b1 + 17, a), 7));
const two = (template: number, a: number, b: number) => place(mix(mix(mix(template * 0x3779b1 + 17, a), b), 11));
const three = (template: number, a: number, b: number, c: number) => place(mix(mix(mix(mix(template * 0x3779b1 + 17, a), b), c), 13));

export const cuePlaces = new Int32Array(MOST_TOKENS * CUES);

/** What is known of a line as a whole. */
let [line, count, seen] = [0, 0, 0];
let read: Tokens | null = null;
const word = (i: number) => (i < 0 ? -1 : i >= count ? -2 : (read?.word[i] ?? 0));
const kind = (i: number) => (i < 0 ? -1 : i >= count ? -2 : (read?.kind[i] ?? 0));
const rule = (i: number) => (i < 0 || i >= count ? 0 : (around.rules[i] ?? 0));
const said = (i: number) => (i < 0 ? -1 : i >= count ? -2 : (around.words[i] ?? 0));
const bound = (i: number) => (i < 0 || i >= count ? 7 : (around.bounds[i] ?? 0));

/** Begin a line, of which the rules are painted. */
export function beginLine(text: string, tokens: Tokens): void {
  [read, count] = [tokens, tokens.count];
  seen = sayings(tokens) & 0b1111111111110;
  line = 0;
  for (let i = 0; i < count; i++) {
    const one = Math.floor(rule(i) / 3);
    if (one === RULE.phone) line |= 1;
    else if (one === RULE.address) line |= 2;
    else if (one === RULE.name || one === RULE.both || one === RULE.read) line |= 4;
    if (text.charCodeAt(tokens.from[i] ?? 0) === GAP) line |= 8;
  }
}

/** The first cues of a token, by which most are known to be outside. */
export function firstCues(i: number): void {
  const out = cuePlaces;
  let at = i * CUES;
  const [w1, w0, v1] = [word(i - 1), word(i), word(i + 1)];
  const [c1, c0, d1] = [kind(i - 1), kind(i), kind(i + 1)];
  const r0 = rule(i);
  out[at++] = one(1, 0);
  out[at++] = one(2, w0);
  out[at++] = two(10, w1, w0);
  out[at++] = two(11, w0, v1);
  out[at++] = three(15, w1, w0, v1);
  out[at++] = two(22, c1, c0);
  out[at++] = three(24, c1, c0, d1);
  out[at++] = three(27, mix(kind(i - 2), c1), c0, mix(d1, kind(i + 2)));
  out[at++] = three(30, w1, c0, d1);
  out[at++] = three(31, c1, c0, v1);
  out[at++] = two(48, r0, c0);
  out[at++] = three(47, rule(i - 1), r0, rule(i + 1));
  out[at++] = two(52, left[i] ?? 0, c0);
  out[at++] = two(56, line, c0);
  out[at++] = one(63, read?.lists[i] ?? 0);
  out[at++] = two(59, read?.head[i] ?? 0, read?.shape[i] ?? 0);
}

/** The other cues of a token; the words of the dictionary must be known. */
export function otherCues(i: number): void {
  const out = cuePlaces;
  let at = i * CUES + FIRST;
  const [w3, w2, w1, w0, v1, v2, v3] = [word(i - 3), word(i - 2), word(i - 1), word(i), word(i + 1), word(i + 2), word(i + 3)];
  const [c2, c1, c0, d1, d2] = [kind(i - 2), kind(i - 1), kind(i), kind(i + 1), kind(i + 2)];
  const [b0, d0] = [bound(i), said(i)];
  const b01 = b0 * 64 + bound(i - 1) * 8 + bound(i + 1);
  out[at++] = one(3, w1);
  out[at++] = one(4, w2);
  out[at++] = one(5, w3);
  out[at++] = one(6, v1);
  out[at++] = one(7, v2);
  out[at++] = one(8, v3);
  out[at++] = two(9, w2, w1);
  out[at++] = two(12, v1, v2);
  out[at++] = two(13, w1, v1);
  out[at++] = three(14, w2, w1, w0);
  out[at++] = three(16, w0, v1, v2);
  out[at++] = three(17, w3, w2, w1);
  out[at++] = three(18, v1, v2, v3);
  out[at++] = one(19, c0);
  out[at++] = two(23, c0, d1);
  out[at++] = three(25, c2, c1, c0);
  out[at++] = three(26, c0, d1, d2);
  out[at++] = two(28, w1, c0);
  out[at++] = two(29, c0, v1);
  out[at++] = three(32, w1, c0, v1);
  out[at++] = three(34, mix(c2, c1), c0, v1);
  out[at++] = three(35, w2, w1, c0);
  out[at++] = three(36, c0, v1, v2);
  out[at++] = one(37, b01);
  out[at++] = two(38, b0, d0);
  out[at++] = two(40, b0, c0);
  out[at++] = two(41, b01, c0);
  out[at++] = two(43, b0, said(i - 1));
  out[at++] = two(44, b0, said(i + 1));
  out[at++] = one(46, rule(i));
  out[at++] = one(51, right[i] ?? 0);
  out[at++] = three(53, farLeft[i] ?? 0, farRight[i] ?? 0, c0);
  out[at++] = two(55, line, rule(i));
  out[at++] = two(57, count < 6 ? 1 : count < 12 ? 2 : count < 24 ? 3 : 4, c0);
  out[at++] = two(58, seen, c0);
  out[at++] = two(60, read?.tail[i] ?? 0, read?.shape[i] ?? 0);
  out[at++] = two(62, i === 0 ? 1 : i === count - 1 ? 2 : 0, c0);
}
