import { describe, expect, it } from "vitest";
import { findDisguised } from "~/wording/disguise";
import type { Term } from "~/wording/terms";

const term = (slug: string, zh: string[], en: string[] = [], more: Partial<Term> = {}): Term => ({
  ...{ slug, words: { "zh-CN": zh, en }, platforms: ["taobao", "jd"], severity: "block", allowed_in: [] },
  ...more,
});
const terms = [
  term("hot", ["最火", "最值"]),
  term("wechat", ["微信", "加微信"]),
  term("pay", ["支付宝转账"]),
  term("ten", ["假一赔十", "零甲醛"]),
  term("sick", ["有病"]),
  term("quick", ["尽快处理"], ["don't tell other customers"]),
  term("proof", ["防水"], ["waterproof", "relieves shoulder pain", "guarantee", "the best", "have no clue"]),
  term("code", [], ["ID number", "gift for five stars", "100% sure"]),
  term("jd", ["京东第一"], [], { platforms: ["jd"] }),
];
const found = (text: string, query = {}) => findDisguised(text, terms, query).map((hit) => `${hit.termSlug}: ${hit.found}`);

describe("a prohibited term in disguise", () => {
  it.each<[text: string, hits: string[], why: string]>([
    ["这款蕞火", ["hot: 蕞火"], "a character that nobody uses, for one that sounds the same"],
    ["这款蕞值得看", ["hot: 蕞值"], "the same before another word"],
    ["嘴火了点", [], "a common character in a word of two is another word"],
    ["支付饱转账就行", ["pay: 支付饱转账"], "a common one in a longer word, where the dictionary sees none"],
    ["加威❤发图", ["wechat: 加威❤"], "the heart that stands for 信"],
    ["加V芯", ["wechat: 加V芯"], "another writing of it"],
    ["假一赔10", ["ten: 假一赔10"], "a figure for a numeral"],
    ["0甲醛", ["ten: 0甲醛"], "and for nought"],
    ["你有bing吧", ["sick: 有bing"], "one character in pinyin"],
    ["fangshui 的", ["proof: fangshui"], "all of it in pinyin"],
    ["fang shui 的", ["proof: fang shui"], "syllable by syllable"],
    ["尽快给您处理", ["quick: 尽快给您处理"], "with a filler between"],
    ["so don't tell the other customers", ["quick: don't tell the other customers"], "with an article between"],
    ["It relieves your shoulder pain", ["proof: relieves your shoulder pain"], "with a possessive between"],
    ["It will relieve shoulder-pain", ["proof: relieve shoulder-pain"], "another form of the verb, a hyphen"],
    ["guaranteed for life", ["proof: guaranteed"], "an ending"],
    ["THE B E S T bag", ["proof: THE B E S T"], "letters set apart"],
    ["Water Proof indeed", ["proof: Water Proof"], "split in two"],
    ["I have no cl ue", ["proof: have no cl ue"], "split anywhere"],
    ["They have n0 clue at all", ["proof: have n0 clue"], "a nought for an o"],
    ["1OO% sure", ["code: 1OO% sure"], "an o for a nought"],
    ["your I.D. number", ["code: I.D. number"], "initials"],
    ["gift for 5 stars", ["code: gift for 5 stars"], "a figure for a number word"],
    ["稍微心疼一下", [], "微 and 心 of other words"],
    ["the bag is best kept dry", [], "a filler makes no wording of two words"],
    ["B-03-2, S M L", [], "a shelf and sizes"],
  ])("%s", (text, hits) => {
    expect(found(text)).toEqual(hits);
  });

  it("is asked for by platform, each place told once", () => {
    expect(found("京东第1", { platform: "jd" })).toEqual(["jd: 京东第1"]);
    expect(found("京东第1", { platform: "taobao" })).toEqual([]);
    expect(found("加微信加 w e i x i n")).toHaveLength(2);
  });
});
