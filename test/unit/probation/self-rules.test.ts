import { describe, expect, it } from "vitest";
import type { GradingStanding } from "~/probation/rules";
import { besideOf, selfRefusal } from "~/probation/self-rules";

const standing: GradingStanding = {
  personId: "tang",
  state: "probation",
  results: [],
  waiting: false,
  disputed: false,
  extra: 0,
  retakes: 2,
};
const failed = { graderId: "wang", passed: false };

describe("whether somebody may assess themselves", () => {
  it.each<[string, Partial<GradingStanding>, string, string | null]>([
    ["before the first grading", {}, "tang", null],
    ["before a retake", { results: [failed] }, "tang", null],
    ["nobody else in their place", {}, "wang", "self_not_own"],
    ["not in training", { state: "training" }, "tang", "not_in_probation"],
    ["not once active", { state: "active" }, "tang", "not_in_probation"],
    ["not while a second grader is waited for", { waiting: true }, "tang", "self_second_waits"],
    ["not after they passed", { results: [failed, { ...failed, passed: true }] }, "tang", "self_passed"],
    ["not once the gradings are used up: three with two retakes", { results: [failed, failed, failed] }, "tang", "gradings_used"],
    ["before one more that a manager allowed", { results: [failed, failed, failed], extra: 1 }, "tang", null],
  ])("%s", (_, facts, actor, code) => {
    expect(selfRefusal({ ...standing, ...facts }, actor)?.code ?? null).toBe(code);
  });
});

describe("what somebody thinks of themselves beside what was found", () => {
  it.each<[number, number, number, boolean]>([
    [4, 4, 0, false],
    [3, 4, -1, false],
    [4, 2, 2, true],
    [1, 4, -3, true],
    // Between two graders the grade may be a half.
    [4, 2.5, 1.5, false],
    [0, 2, -2, true],
  ])("%d by oneself, %d as graded: %d", (own, grade, difference, far) => {
    expect(besideOf([{ slug: "item", grade }], { item: { grade: own } })).toEqual([
      { slug: "item", own, remark: "", given: grade, difference, far },
    ]);
  });

  it("begins with the items two steps or more apart, each part in the sheet's order", () => {
    const items = ["a", "b", "c", "d", "e"].map((slug) => ({ slug, grade: 2 }));
    const own = { a: { grade: 2 }, b: { grade: 4, remark: "I sold two" }, c: { grade: 3 }, d: { grade: 0 }, e: { grade: 1 } };
    expect(besideOf(items, own).map((row) => row.slug)).toEqual(["b", "d", "a", "c", "e"]);
    expect(besideOf(items, own)[0]?.remark).toBe("I sold two");
  });

  it("leaves out what only one of the two sheets holds", () => {
    expect(besideOf([{ slug: "new", grade: 3 }], { gone: { grade: 3 }, new: { remark: "not graded" } })).toEqual([]);
  });
});
