import type { Told, Topic } from "./plan";

/** What is said in a chat of the months. Buyers' words meet the exposure rule of their topic and no other one. */

/** A line with the seconds since the chat began. */
export type Line = { who: "buyer" | "agent"; text: string; at: number };

type Words = { asks: readonly string[]; poor: readonly string[]; good: readonly string[] };

const TALK: Record<Topic, Words> = {
  price: {
    asks: ["能便宜点吗", "有点贵啊", "有没有优惠", "打个折吧", "别家比这便宜吗"],
    poor: ["不好意思，不议价的", "价格都是统一的呢"],
    good: ["这款缝线走两遍，背三年不开线，一天不到两毛钱", "贵在肩带和包边，装重了也不勒"],
  },
  after_sales: {
    asks: ["不合适能退吗", "质量怎么样", "是正品吗"],
    poor: ["看情况的", "这个要看仓库"],
    good: ["不喜欢的话七天内退回来就行", "仓库发出前都会再看一遍线头和拉链"],
  },
  stock: {
    asks: ["有现货吗", "黑的还有吗", "今天能发吗"],
    poor: ["不太清楚，应该有", "大概这几天吧"],
    good: ["仓库里就有，四点前下的单今天出库", "黑的有，我看过了"],
  },
  recommend: {
    asks: ["不知道选哪款", "帮我推荐一款", "这两个有什么区别"],
    poor: ["都差不多的", "看您喜欢"],
    good: ["您装得不多，小的这款背着轻", "天天坐地铁的话这款更合适，能套在箱子上"],
  },
  plain: {
    asks: ["想要黑的", "给自己买的"],
    poor: ["嗯嗯", "好的"],
    good: ["好的，黑的最耐看", "自己用的话这款正好"],
  },
};
const CLOSING = { asked: "现在拍的话今天就出库，给您留一个？", unasked: "嗯嗯，好的呢" };

/** What a line of an agent should have been, by what the chat turned on: with the order asked for. */
export const BETTER: Record<Topic, string> = {
  price: "缝线走两遍，肩带包了边，装重了也不勒。您平时装电脑还是书？黑的还是深灰，今天拍吗？",
  after_sales: "七天内不喜欢就退回来，线头和拉链发出前都看过。给您留一只，今天拍吗？",
  stock: "黑的有，四点前拍今天出库。给您留一只，现在拍吗？",
  recommend: "装得不多选小的，背着轻；要套拉杆箱选晨线。您平时坐地铁多吗？",
  plain: "黑的最耐看，也不显脏。给您留一只，今天拍吗？",
};

/** Where in a chat the agent answers what it turns on, and where the chat ends. */
export const ANSWER_AT = 3;
export const ENDING_AT = 5;

const one = <T>(of: readonly T[], at: number, salt: number): T => of[Math.floor(((at * salt) % 1) * of.length)] as T;

/** The lines of a chat about a product. A chat that is lost was answered poorly. */
export function linesOf({ topic, flavour, isSlow, isAsked, paid }: Told, product: string): Line[] {
  const words = TALK[topic];
  const first = isSlow ? 75 + Math.floor(flavour * 80) : 6 + Math.floor(flavour * 30);
  const said: readonly [number, Line["who"], string][] = [
    [0, "buyer", `想买${product}`],
    [first, "agent", one(["您好，在的", "您好，看中这款了是吧", "亲，您好"], flavour, 7)],
    [20, "buyer", one(words.asks, flavour, 11)],
    [25, "agent", paid ? one(words.good, flavour, 13) : one(words.poor, flavour, 17)],
    [30, "buyer", one(["好的，我看看", "嗯，我再想想", "知道了"], flavour, 19)],
    [15, "agent", isAsked ? CLOSING.asked : CLOSING.unasked],
  ];
  let at = 0;
  return said.map(([after, who, text]) => ({ who, text, at: (at += after) }));
}
