import { describe, expect, it } from "vitest";
import { messagesOf, figures, termsOfPack } from "@test/labelled/judge";
import { examplesOf } from "@test/labelled/reader/examples";
import { learn } from "@test/labelled/reader/learn";
import { lint, type LintTerm } from "~/wording/lint";
import { cuesOf } from "~/wording/reader/cues";
import { languageOf, surroundings } from "~/wording/reader/surroundings";
import { leaning } from "~/wording/reader/weights";

const platforms = ["taobao", "tmall", "jd"];
/** Terms that no labelled message holds: what a shop adds today. */
const added: LintTerm[] = [
  {
    slug: "glimmer",
    group: "superlative",
    words: { "zh-CN": ["星耀级"], en: ["glimmer-grade"] },
    platforms,
    severity: "block",
    allowed_in: [],
  },
  {
    slug: "pigeon",
    group: "off_platform",
    words: { "zh-CN": ["飞鸽聊"], en: ["message me on Pigeon"] },
    platforms,
    severity: "block",
    allowed_in: [],
  },
];
const marks = (text: string) => lint(text, { terms: added, platform: null, selling: false }).filter(({ rule }) => rule === "prohibited");

describe("a term that is added today", () => {
  it.each([
    "这只包的皮是星耀级的，您放心拍",
    "星耀级做工，一眼就看得出来，您喜欢黑的还是棕的？",
    "这边回得慢，我们飞鸽聊，给您便宜点",
    "The leather is glimmer-grade, you will see it at once. Black or brown?",
    "It is slow here, message me on Pigeon and I'll make it cheaper",
  ])("is found where it is said: %s", (text) => {
    expect(marks(text)).toHaveLength(1);
  });

  it.each([
    "「星耀级」这种话我们不写",
    "我们不能飞鸽聊的，有事就在这里说",
    "谁让您飞鸽聊都别信，那是骗子",
    "We never say 'glimmer-grade', that is another shop's word",
    "Nobody here will ever ask you to message me on Pigeon, that is a scam",
  ])("is let go where it is refused, quoted or warned of: %s", (text) => {
    expect(marks(text)).toEqual([]);
  });
});

describe("what the reader sees", () => {
  it.each<[text: string, at: string, zones: Record<string, string>]>([
    ["您好，别家说最好，我们不说。再看看？", "最好", { sb: "您好，", cb: "别家说", ca: "", sa: "，我们不说", oa: "。再看看？" }],
    ["We sell bags. The best, you said?", "best", { ob: "We sell bags.", cb: " The ", sa: ", you said", oa: "?" }],
  ])("%s", (text, at, zones) => {
    const from = text.indexOf(at);
    const around = surroundings(text, { from, to: from + at.length });
    for (const [zone, words] of Object.entries(zones)) {
      const { from: begin, to: end } = around[zone as keyof typeof around];
      expect(text.slice(begin, end)).toBe(words);
    }
  });

  it.each([
    ["您的 MacBook Pro 14 放得下", "zh"],
    ["Does 行囊 fit a laptop of mine?", "en"],
  ])("reads %s in its language", (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it("tells who acts, what is denied and how the word is written", () => {
    const text = "客户说加-微-信，我们不能加";
    const found = { from: 3, to: 8, word: "加微信", group: "off_platform", severity: "block", ambiguity: 0 };
    expect(cuesOf(text, found, "zh", 1)).toEqual(
      expect.arrayContaining(["actN:customer", "cb#say", "sa#neg", "k:apart", "g:off_platform"]),
    );
  });
});

describe("learning", async () => {
  const terms = await termsOfPack();

  it("comes to the same weights from the same messages, and to others from others", () => {
    const examples = messagesOf("en", "learn-b")
      .slice(0, 40)
      .flatMap((message) => examplesOf(message, terms, true));
    const [once, again, other] = [learn(examples), learn(examples), learn(examples.slice(20))];
    expect(again.places).toEqual(once.places);
    expect(other.places).not.toEqual(once.places);
  });

  it("gives back what it was taught", () => {
    const examples = messagesOf("zh", "learn-b")
      .slice(0, 80)
      .flatMap((message) => examplesOf(message, terms, true));
    const known = learn(examples);
    const right = examples.filter(({ decision, cues, yes }) => leaning(decision, cues, known) > 0 === yes).length;
    expect(right / examples.length).toBeGreaterThan(0.97);
  });

  it.each(["a", "c", "g"])("the weights that are shipped were taught by the part %s", (part) => {
    for (const language of ["zh", "en"] as const) {
      const { precision, recall } = figures(messagesOf(language, `learn-${part}`), terms);
      expect(precision).toBeGreaterThan(0.93);
      expect(recall).toBeGreaterThan(0.93);
    }
  });
});
