import { describe, expect, it } from "vitest";
import { lint, LONGEST, type LintTerm } from "~/wording/lint";

const platforms = ["taobao", "tmall", "jd"];
const term = (slug: string, group: string, zh: string[], en: string[] = [], more: Partial<LintTerm> = {}): LintTerm => ({
  ...{ slug, group, words: { "zh-CN": zh, en }, platforms, severity: "block", allowed_in: [] },
  ...more,
});
const terms: LintTerm[] = [
  term("wechat", "off_platform", ["加微信", "微信"], ["wechat"]),
  term("best", "superlative", ["最好", "全网最低"], ["the best"], { allowed_in: ["最好先"] }),
  term("promise", "promise", ["保证不掉色"], ["guarantee"]),
  term("sick", "rude", ["有病"]),
  term("jd-only", "superlative", ["京东第一"], [], { platforms: ["jd"] }),
  term("soon", "false_scarcity", ["仅剩"], [], { severity: "warn" }),
];
const told = (text: string, platform: string | null = null, placeholders: string[] = []) =>
  lint(text, { terms, platform, placeholders: new Set(placeholders) }).map(({ rule, severity, found }) => `${rule}/${severity}: ${found}`);

describe("what the linter marks", () => {
  it.each<[text: string, findings: string[], why: string]>([
    ["这款最好", ["prohibited/block: 最好"], "as listed"],
    ["没有最好的包，只有合适的", [], "what the agent denies"],
    ["我们不能加微信的，平台上聊就好", [], "what the agent refuses"],
    ["您说的「全网最低」我查了一下", [], "the customer's words"],
    ["别家写“全网最低”的多了", [], "other people's words"],
    ["我们就是「全网最低」", ["prohibited/block: 全网最低"], "in quotation marks and said all the same"],
    ["你不是有病吗", ["prohibited/block: 有病"], "a rude word is one, denied or not"],
    ["jia wei xin 发您图", ["prohibited/block: jia wei xin"], "pinyin, syllable by syllable"],
    ["WeiXin 上说", ["prohibited/block: WeiXin"], "pinyin in one piece"],
    ["The colour is guaranteed to stay", ["prohibited/block: guaranteed"], "an English ending"],
    ["We can't guarantee that it never fades", [], "denied in English"],
    ["仅剩 3 只", ["prohibited/warn: 仅剩"], "to be thought about"],
    ["您好{{customer}}，在的", ["placeholder/block: {{customer}}"], "an open placeholder"],
    ["您好{客户名}，在的", ["placeholder/block: {客户名}"], "in another writing"],
    ["快递是XX，明天到", ["placeholder/block: XX"], "left to be filled"],
    ["单号 JX203 已发", [], "a number with an X"],
    ["快来看看！！！", ["style/warn: ！！！"], "three exclamation marks"],
    ["好的🌹🌹🌹", ["style/warn: 🌹🌹🌹"], "a row of pictographs"],
    ["PLEASE ORDER NOW TODAY, thank you", ["style/warn: PLEASE ORDER NOW TODAY"], "capitals"],
    ["FAQ and ISO are fine", [], "abbreviations"],
    ["这款 399 元", ["price_without_value/warn: 399 元"], "a bare price"],
    ["这款 399 元，头层牛皮，里面三个口袋", [], "a price with what it is for"],
    ["今天给您 9 折", ["price_without_value/warn: 9 折"], "a discount without a reason"],
    ["在的，您说", [], "a passing word needs no question"],
  ])("%s", (text, findings) => {
    expect(told(text)).toEqual(findings);
  });

  it("marks a whole reply that asks nothing, and none that asks for the order", () => {
    const reply = "您好，晨线这款是头层牛皮的，手工缝线，里面三个口袋，十三寸的电脑放得进去，肩带可以调节，上班通勤背都合适";
    expect(told(reply)).toEqual(["no_question/warn: "]);
    for (const end of ["，您平时带电脑吗", "，您是自己用还是送人呀？", "，喜欢的话直接拍下，今天就发"])
      expect(told(reply + end)).toEqual([]);
  });

  it("asks no question of what is said after the sale, whether the text tells that or whoever asks", () => {
    const parcel = "您的包今天下午四点前交给顺丰，单号晚上发您，到之前快递会打电话，当着快递拆开看一眼，有一点不满意都别签收，直接找我就行";
    expect(told(parcel)).toEqual([]);
    const sells = "晨线这款大身是尼龙的，背后有暗袋，肩带加宽，十三寸的电脑放得进去，还能套在拉杆箱上，黑色藏青两色都有，适合出差和上班";
    expect(told(sells)).toEqual(["no_question/warn: "]);
    expect(lint(sells, { terms, platform: null, selling: false })).toEqual([]);
  });

  it("asks for the terms of the platform, and of all where it may go anywhere", () => {
    expect(told("京东第一", "jd")).toHaveLength(1);
    expect(told("京东第一", "taobao")).toEqual([]);
    expect(told("京东第一")).toHaveLength(1);
  });

  it("leaves the placeholders that will be filled, and no others", () => {
    expect(told("您好{{customer}}，{{courir}}发", null, ["customer", "courier"])).toEqual(["placeholder/block: {{courir}}"]);
  });

  it("marks what is too long from where it is", () => {
    const text = "好\n".repeat(LONGEST);
    const [finding] = lint(text, { terms, platform: null });
    expect(finding).toMatchObject({ rule: "no_question" === finding?.rule ? "no_question" : "length" });
    expect(lint(text, { terms, platform: null }).find(({ rule }) => rule === "length")).toMatchObject({ from: LONGEST, to: text.length });
  });

  it.each([
    ["letters", "a".repeat(200_000)],
    ["open brackets", "{{".repeat(10_000)],
    ["capitals", "AB ".repeat(6_600)],
    ["prices", "9".repeat(19_000)],
    ["quotes", "“".repeat(19_000)],
    ["pictographs", "🌹 ".repeat(6_000)],
    ["boxes", "【a】".repeat(6_000)],
    ["negations", "不能".repeat(9_000)],
  ])("comes to an end with 200 kB or a row of %s", (_, text) => {
    expect(lint(text, { terms, platform: null }).length).toBeGreaterThan(0);
  });
});
