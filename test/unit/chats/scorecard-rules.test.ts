import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "~/platform/decimal";
import { houseCard } from "~/chats/scorecard-default";
import { type Mark, markRefusals, marks, type Scorecard, scorecardRefusals, scoreOf } from "~/chats/scorecard-rules";

const text = { "zh-CN": "字", en: "word" };
const criterion = (slug: string, weight: number, critical = false) => ({
  slug,
  name: text,
  weight,
  critical,
  anchors: { none: text, half: text, full: text },
});
const card: Scorecard = { name: text, criteria: [criterion("a", 50), criterion("b", 30), criterion("c", 20, true)] };
const given = (a: Mark, b: Mark, c: Mark) => ({ a, b, c });

describe("the score of a chat", () => {
  it.each([
    ["everything", given("full", "full", "full"), "100", false],
    ["nothing but the critical", given("none", "none", "full"), "20", false],
    ["halves", given("half", "half", "half"), "50", false],
    ["no occasion: over the others", given("na", "full", "half"), "80", false],
    ["rounded once, at twelve places", given("na", "half", "full"), "70", false],
    ["the critical one missed: nought", given("full", "full", "none"), "0", true],
  ])("%s", (_, of, score, failed) => {
    const result = scoreOf(card, of);
    expect(result.score.toString()).toBe(score);
    expect(result.criticalFailed).toBe(failed);
  });

  it("is divided exactly: 2 ÷ 3 of the weights", () => {
    const thirds: Scorecard = { name: text, criteria: [criterion("a", 1), criterion("b", 1), criterion("c", 1, true)] };
    expect(scoreOf(thirds, given("none", "full", "full")).score.toString()).toBe("66.666666666667");
  });

  it("lies between 0 and 100, and no mark raised lowers it", () => {
    const mark = fc.constantFrom<Mark>("none", "half", "full");
    fc.assert(
      fc.property(mark, mark, fc.constantFrom<Mark>("half", "full"), (a, b, c) => {
        const { score } = scoreOf(card, given(a, b, c));
        expect(score.atLeast(Decimal.zero) && Decimal.of(100).atLeast(score)).toBe(true);
        expect(scoreOf(card, given("full", b, c)).score.atLeast(score)).toBe(true);
      }),
    );
  });
});

describe("marks that are no score", () => {
  it.each([
    ["one is missing", { a: "full", b: "full" }, ["mark_missing"]],
    ["one is unknown", { a: "full", b: "good", c: "full" }, ["mark_missing"]],
    ["the critical one does not apply", { a: "full", b: "full", c: "na" }, ["mark_critical"]],
  ])("%s", (_, of, codes) => expect(markRefusals(card, of).map(({ code }) => code)).toEqual(codes));

  it("nothing applies", () => {
    const free: Scorecard = { name: text, criteria: [criterion("a", 60), criterion("b", 40)] };
    expect(markRefusals(free, { a: "na", b: "na" })).toEqual([{ code: "mark_nothing" }]);
  });
});

describe("a scorecard that can be published", () => {
  it("is the house's: eight criteria, one critical, in both languages", () => {
    expect(scorecardRefusals(houseCard)).toEqual([]);
    expect(houseCard.criteria).toHaveLength(8);
    expect(houseCard.criteria.filter(({ critical }) => critical)).toHaveLength(1);
    expect(marks).toHaveLength(4);
  });
  it.each<[string, Scorecard, string]>([
    ["weights of 90", { ...card, criteria: [criterion("a", 40), criterion("b", 30), criterion("c", 20, true)] }, "card_sum"],
    ["no critical one", { ...card, criteria: [criterion("a", 50), criterion("b", 30), criterion("c", 20)] }, "card_critical"],
    ["two criteria", { ...card, criteria: [criterion("a", 50), criterion("c", 50, true)] }, "card_count"],
    [
      "a weight of a half",
      { ...card, criteria: [criterion("a", 49.5), criterion("b", 30.5), criterion("c", 20, true)] },
      "criterion_weight",
    ],
    ["a name in one language", { ...card, name: { "zh-CN": "字", en: " " } }, "card_name"],
  ])("not with %s", (_, of, code) => expect(scorecardRefusals(of).map((r) => r.code)).toContain(code));
});
