import { describe, expect, it } from "vitest";
import { type Fix, fixFor } from "~/scripts/lint-fixes";
import { lint, type LintTerm } from "~/wording/lint";

const best: LintTerm = {
  slug: "best",
  group: "superlative",
  words: { "zh-CN": ["最好"], en: ["the best"] },
  platforms: ["taobao"],
  severity: "block",
  allowed_in: [],
};
const INSTEAD = "这款皮厚 1.2 毫米。";

/** The text once its first finding that can be mended is mended; the same text where none can. */
function mended(text: string): string {
  const findings = lint(text, { terms: [best], platform: null, placeholders: new Set(["price", "product"]) });
  const fix = findings.map((finding) => fixFor(text, finding, finding.term ? INSTEAD : null)).find((one): one is Fix => one !== null);
  return fix ? text.slice(0, fix.from) + fix.insert + text.slice(fix.to) : text;
}

describe("what mends a finding", () => {
  it.each([
    ["亲，这是最好的包。您要哪款？", "这款皮厚 1.2 毫米。您要哪款？", "the sentence gives way, the next stays"],
    ["您好。\n这是最好的包\n要吗？", "您好。\n这款皮厚 1.2 毫米。\n要吗？", "line breaks stay"],
    ["It is the best bag. Which one?", "这款皮厚 1.2 毫米。 Which one?", "English sentences end with a stop and a space"],
    ["来啦！！！", "来啦！", "rows of signs become one"],
    ["在吗？？？？", "在吗？", "a question stays a question"],
    ["THIS IS OUR BAG today?", "This is our bag today?", "capitals"],
    ["😀😀😀 您好", "😀您好", "pictographs"],
    ["只要 {{prise}} 元？", "只要 {{price}} 元？", "a slip in a placeholder"],
    ["只要 [价格] 元？", "只要 {{price}} 元？", "brackets"],
    ["发到 {{zzzz}}？", "发到 {{zzzz}}？", "nobody can tell what was meant"],
  ])("%s", (text, expected) => expect(mended(text)).toBe(expected));

  it("breaks a wall where a sentence ends near its middle", () => {
    const sentence = `${"很".repeat(99)}。`;
    expect(mended(sentence + sentence + sentence)).toMatch(/。\n/);
  });
});
