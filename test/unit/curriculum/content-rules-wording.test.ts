import { describe, expect, it } from "vitest";
import { contentFaults } from "~/curriculum/content-rules";
import { contentCounts } from "~/curriculum/content-rules-counts";
import type { PackItem } from "~/curriculum/read-pack.server";
import { both, packWith, question, script, term } from "./content-rules-pack";

const faults = (...given: PackItem[]) => contentFaults(packWith(...given)).map((f) => `${f.file} ${f.path}: ${f.rule}`);

describe("terms", () => {
  it.each<[Record<string, unknown>, string[]]>([
    [{ words: { "zh-CN": ["★"] } }, ['other.words.zh-CN.0: "★" has neither letter nor digit and cannot be found']],
    [
      { words: { "zh-CN": ["最 佳", "最佳"] } },
      ['other.words.zh-CN.1: "最佳" is listed twice; width, case, spaces and traditional forms are found anyway'],
    ],
    [{ words: { "zh-CN": ["最·好"] } }, ['other.words.zh-CN.0: "最·好" is a word of "best" too, in terms/superlatives.yaml']],
    [{ words: { en: ["+v", "v"] } }, []],
    [{ words: { "zh-CN": ["第一"] }, allowed_in: ["第一次"] }, []],
    [{ words: { "zh-CN": ["第一"] }, allowed_in: ["首次"] }, ['other.allowed_in.0: "首次" holds no word of the term, or is one itself']],
  ])("%j", (given, expected) => {
    expect(faults(term("other", given))).toEqual(expected.map((fault) => `terms/superlatives.yaml ${fault}`));
  });

  it("may share a word on different platforms", () => {
    expect(faults(term("best", { platforms: ["jd"] }), term("other", { platforms: ["taobao"] }))).toEqual([]);
  });
});

describe("scripts", () => {
  const variants = (zh: string, en: string) => ({
    prepared: 1,
    variants: [
      { slug: "hurried", customer: both("赶时间", "in a hurry"), text: both(zh, en) },
      { slug: "calm", customer: both("慢慢看", "browsing"), text: both("有，您怎么背？", "Yes. How will you carry it?") },
    ],
  });
  it.each<[Record<string, unknown>, string[]]>([
    [
      variants("这是最\u200b好的。", "It holds."),
      ['greet-1.variants.0.text.zh-CN: holds "最\u200b好", prohibited by the term "best" (最好)'],
    ],
    [variants("挺好的。", "It is THE BEST."), ['greet-1.variants.0.text.en: holds "THE BEST", prohibited by the term "best" (the best)']],
    [
      variants("{{price}} 元", "{{product}} costs {{price}}"),
      ["greet-1.variants.0.text: placeholders differ: Chinese {{price}}, English {{price}} {{product}}"],
    ],
    [variants("{{price}} {{price}}", "{{price}}"), []],
    [{}, []],
  ])("%j", (given, expected) => {
    expect(faults(script("greet-1", { prepared: 1, ...given }))).toEqual(expected.map((fault) => `scripts/greeting.yaml ${fault}`));
  });

  it("are judged by the terms of their platforms", () => {
    const jd = { ...variants("这是最好的。", "It holds."), platforms: ["jd"] };
    expect(faults(script("greet-1", jd), term("best", { platforms: ["taobao"] }))).toEqual([]);
    expect(faults(script("greet-1", jd), term("best", { platforms: ["taobao", "jd"] }))).toHaveLength(1);
  });

  it("show words to be thought about without a fault", () => {
    const pack = packWith(script("greet-1", variants("这是最好的。", "It holds.")), term("best", { severity: "warn" }));
    expect(contentFaults(pack)).toEqual([]);
    expect(contentCounts(pack).wordsToThinkAbout).toEqual([
      { file: "scripts/greeting.yaml", path: "greet-1.variants.0.text.zh-CN", term: "best", found: "最好" },
    ]);
  });

  it("show what the linter marks in them, a question only asked for where the customer is still to decide", () => {
    const long = "这款是头层牛皮的，手工缝线，里面三个口袋，十三寸的电脑放得进去，肩带可以调节，上班通勤背着都很合适的";
    const marks = (branch: string) =>
      contentCounts(packWith(script("greet-1", { ...variants(long, "It holds."), branch }))).scriptMarks.map(
        ({ path, rule }) => `${path} ${rule}`,
      );
    expect(marks("greeting")).toEqual(["greet-1.variants.0.text.zh-CN no_question"]);
    expect(marks("dispatch")).toEqual([]);
  });

  it("give each prepared message one example", () => {
    expect(faults(script("greet-1"))).toEqual(["scripts : prepared message 1 has no script as its example"]);
    expect(faults(script("again", { prepared: 2 }))).toEqual([
      'scripts/greeting.yaml again.prepared: prepared message 2 has its example already: "greet-2" in scripts/greeting.yaml',
    ]);
  });

  it("name no variant twice", () => {
    const twice = variants("有。", "Yes.").variants.map((v) => ({ ...v, slug: "same" }));
    expect(faults(script("greet-1", { prepared: 1, variants: twice }))).toEqual([
      'scripts/greeting.yaml greet-1.variants.1.slug: the variant "same" stands twice in the script',
    ]);
  });
});

describe("right options", () => {
  const right = (zh: string, given = {}) =>
    question("ask-first", 0, {
      options: [
        { id: "a", text: both("缘由和经过", "The whole story of it") },
        { id: "b", text: both(zh, "This one"), correct: true },
      ],
      ...given,
    });
  it("hold no prohibited term", () => {
    expect(faults(right("这是最好的"))).toEqual([
      'questions/speaking.yaml ask-first.options.b.zh-CN: holds "最好", prohibited by the term "best" (最好)',
    ]);
  });
  it("may speak about one", () => {
    expect(faults(right("把「最好」换成事实"))).toEqual([]);
    expect(faults(right("这是最好的", { stem: both("哪句违规？", "Which one breaks the rules?") }))).toEqual([]);
  });
});
