import { type Simulation, simulation } from "~/curriculum/pack-simulation";
import type { LintTerm } from "~/wording/lint";
import { type RunEvent, stateAt } from "~/curriculum/simulation-run";

/** A small simulation, and what it takes to play it. */

const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const wordings = (zh: string, en: string) => ({ "zh-CN": [zh], en: [en] });
export const say = (after_s: number, zh: string, en: string) => ({ after_s, text: both(zh, en) });

/** A customer who writes twice (at 0 s and 10 s), waits a minute, asks once more, and goes. */
export const customer = (given: Record<string, unknown> = {}) => ({
  slug: "an",
  name: both("安先生", "Mr An"),
  arrives_s: 0,
  mood: both("平静", "calm"),
  goal: both("一只包", "a bag"),
  facts: [
    { slug: "order", name: both("订单", "order"), value: both("无", "none") },
    { slug: "use", name: both("用途", "use"), value: both("上班", "the office"), asked_with: "need" },
  ],
  points: [
    { slug: "need", title: both("问用途", "asks for the use"), kind: "need", any_of: wordings("怎么用", "what for") },
    { slug: "bag", title: both("推荐", "recommends"), kind: "recommendation", any_of: wordings("城行", "the City bag") },
    { slug: "value", title: both("讲价值", "says the worth"), kind: "value", weight: 3, any_of: wordings("结实", "sturdy") },
    { slug: "stock", title: both("有没有", "stock"), kind: "fact", any_of: wordings("现货", "in stock") },
    { slug: "order", title: both("要单", "asks for the order"), kind: "order", any_of: wordings("现在拍", "order it now") },
  ],
  nodes: [
    {
      slug: "start",
      lines: [say(0, "在吗", "hello"), say(10, "想买个包", "I want a bag")],
      patience_s: 60,
      ways: [
        { when: { prohibited: true }, to: "complained" },
        { when: { slower_than_s: 50 }, to: "left" },
        { when: { all: [{ asked_order: true }, { said: ["bag"] }] }, to: "bought-more" },
        { when: { asked_order: true }, to: "bought" },
        { when: { price_without_value: true }, to: "left" },
      ],
      otherwise: "again",
      silence: "again",
    },
    {
      slug: "again",
      lines: [say(5, "然后呢", "and?")],
      patience_s: 20,
      ways: [{ when: { said_now: ["order"] }, to: "bought" }],
      otherwise: "left",
      silence: "left",
    },
  ],
  endings: [
    {
      slug: "bought-more",
      kind: "bought_more",
      closing: both("都买了", "both, then"),
      meaning: both("都说了", "all said"),
      run: [say(10, "城行，现在拍？", "The City bag, order it now?")],
    },
    {
      slug: "bought",
      kind: "bought",
      closing: both("买了", "bought"),
      meaning: both("开口了", "asked"),
      run: [say(10, "现在拍？", "order it now?")],
    },
    { slug: "left", kind: "left", closing: both("（走了）", "(gone)"), meaning: both("没人理", "nobody there"), run: [] },
    {
      slug: "complained",
      kind: "complained",
      closing: both("投诉", "I complain"),
      meaning: both("说错话", "a wrong word"),
      run: [say(10, "这是最好的", "this is the best")],
    },
  ],
  model_run: [say(10, "您怎么用？城行结实，现货，现在拍？", "What for? The City bag is sturdy and in stock, order it now?")],
  ...given,
});

/** What a simulation says in a file, with one customer or those that are given. */
export const given = (customers: readonly unknown[] = [customer()], rest: Record<string, unknown> = {}) => ({
  slug: "small",
  title: both("小对话", "A small chat"),
  intro: both("一位客户", "One customer"),
  qualities: ["confidence"],
  level: 1,
  products: ["city"],
  scripts: ["hello"],
  customers,
  ...rest,
});

/** The simulation with these customers. */
export const small = (...customers: readonly unknown[]): Simulation =>
  simulation.parse(given(customers.length > 0 ? customers : undefined));

const term = (slug: string, group: string, zh: string, en: string, platforms: string[]): LintTerm => ({
  ...{ slug, group, platforms, severity: "block", allowed_in: [] },
  words: { "zh-CN": [zh], en: [en] },
});
export const terms: readonly LintTerm[] = [
  term("best", "superlative", "最好", "the best", ["taobao", "tmall", "jd"]),
  term("fool", "rude", "笨蛋", "fool", ["taobao", "tmall", "jd"]),
];

/** Replies to Mr An. */
export type Replies = readonly (readonly [seconds: number, text: string])[];
export const sent = (...replies: Replies): RunEvent[] =>
  replies.map(([seconds, text]) => ({ at: seconds * 1000, kind: "reply", customer: "an", text }));

/** The state of the small simulation after so many seconds. */
export const after = (seconds: number, events: readonly RunEvent[], played: Simulation = small()) =>
  stateAt(played, "en", events, seconds * 1000, terms);
