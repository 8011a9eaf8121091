import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { itemSchemas } from "~/curriculum/pack";
import { gradeChecklist, type Sheet } from "~/probation/rules";
import {
  agreedGrade,
  agreedResult,
  type Attempt,
  isBorderline,
  itemsApart,
  type RequestFacts,
  requestRefusal,
  secondRefusal,
  settleRefusal,
  unsettled,
} from "~/probation/second-rules";

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);
const all = (grade: number, others: Record<string, number> = {}) => Object.fromEntries(items.map((i) => [i.slug, others[i.slug] ?? grade]));

/** Two areas of 60 and 40, an item that decides by itself in the first. */
const sheet: Sheet = {
  pass_total: 80,
  pass_area: 60,
  pass_critical: 3,
  areas: [
    {
      slug: "facts",
      weight: 60,
      items: [
        { slug: "a", critical: true, evidence: "none" },
        { slug: "b", critical: false, evidence: "none" },
      ],
    },
    { slug: "talk", weight: 40, items: [{ slug: "c", critical: false, evidence: "none" }] },
  ],
};

describe("near the line", () => {
  it.each([
    ["77", true],
    ["77.0", true],
    ["76.99", false],
    ["76.999999999999", false],
    ["80", true],
    ["79.999999999999", true],
    ["83", true],
    ["83.000000000001", false],
    ["83.01", false],
    ["0", false],
    ["100", false],
  ])("a total of %s asks for a second grader: %s", (total, asks) => {
    expect(isBorderline(total, 80, 3)).toBe(asks);
  });

  it("is where the checklist says", () => {
    expect(checklist.second).toEqual({ within: 3, request_days: 5 });
    expect([isBorderline("80", 80, 0), isBorderline("80.1", 80, 0), isBorderline("77.5", 80, 2.5), isBorderline("77.4", 80, 2.5)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("two grades of an item", () => {
  it.each([
    [4, 4, undefined, 4, "same"],
    [0, 0, undefined, 0, "same"],
    [4, 3, undefined, 3.5, "averaged"],
    [3, 4, undefined, 3.5, "averaged"],
    [0, 1, undefined, 0.5, "averaged"],
    [4, 2, 3, 3, "reconciled"],
    [1, 4, 4, 4, "reconciled"],
    [0, 4, 0, 0, "reconciled"],
  ])("%s and %s, settled %s, make %s (%s)", (first, second, settled, grade, how) => {
    expect(agreedGrade(first, second, settled)).toEqual({ grade, how });
  });

  it("that lie two steps apart are never averaged", () => {
    expect(() => agreedGrade(4, 2, undefined)).toThrow(RangeError);
    expect(itemsApart(items, all(4), all(4, { "message-price": 2, "message-delay": 3 }))).toEqual(["message-price"]);
    expect(itemsApart(items, all(4), all(3))).toEqual([]);
    expect(() => itemsApart(items, all(4), {})).toThrow(RangeError);
  });
});

describe("the result of two gradings", () => {
  it.each([
    // Facts (4 + 3.5) ÷ 2 ÷ 4 = 93.75 %; talk 3.5 ÷ 4 = 87.5 %: 56.25 + 35.
    ["averaged", { a: 4, b: 4, c: 3 }, { a: 4, b: 3, c: 4 }, {}, "91.25", true, []],
    // Facts (3.5 + 2) ÷ 2 ÷ 4 = 68.75 %, talk 100 %: 41.25 + 40.
    ["settled upwards", { a: 4, b: 0, c: 4 }, { a: 3, b: 4, c: 4 }, { b: 2 }, "81.25", true, []],
    ["settled downwards", { a: 4, b: 1, c: 4 }, { a: 3, b: 4, c: 4 }, { b: 1 }, "73.75", false, []],
    ["with a critical item that one of two lets pass", { a: 3, b: 4, c: 4 }, { a: 2, b: 4, c: 4 }, {}, "88.75", false, ["a"]],
    ["with a critical item that was settled as passing", { a: 4, b: 4, c: 4 }, { a: 2, b: 4, c: 4 }, { a: 3 }, "92.5", true, []],
    ["with a critical item that was settled as failing", { a: 4, b: 4, c: 4 }, { a: 2, b: 4, c: 4 }, { a: 2 }, "85", false, ["a"]],
    // 60 of the area's 100 % is just enough: talk 2.5 ÷ 4 = 62.5 %.
    ["with an area above its line", { a: 4, b: 4, c: 3 }, { a: 4, b: 4, c: 2 }, {}, "85", true, []],
  ])("%s", (_, first, second, settled, total, passed, critical) => {
    const result = agreedResult(sheet, first, second, settled as Record<string, number>);
    expect(result).toMatchObject({ total, passed, failed: { critical } });
  });

  it("keeps the grade that counts of every item", () => {
    expect(agreedResult(sheet, { a: 4, b: 0, c: 3 }, { a: 4, b: 4, c: 4 }, { b: 2 }).grades).toEqual({ a: "4", b: "2", c: "3.5" });
    expect(() => agreedResult(sheet, { a: 4, b: 0, c: 3 }, { a: 4, b: 4, c: 4 }, {})).toThrow(RangeError);
  });

  const grade = fc.integer({ min: 0, max: 4 });
  const sheetOf = fc.tuple(...items.map(() => grade)).map((given) => Object.fromEntries(items.map((i, n) => [i.slug, given[n] ?? 0])));

  it("is that of one when both graded alike, does not ask who was first, and lies between two that are near each other", () => {
    fc.assert(
      fc.property(sheetOf, sheetOf, sheetOf, (first, second, settled) => {
        const { grades: _, ...alike } = agreedResult(checklist, first, first, {});
        expect(alike).toEqual(gradeChecklist(checklist, first));
        expect(agreedResult(checklist, first, second, settled)).toEqual(agreedResult(checklist, second, first, settled));
        const near = Object.fromEntries(items.map(({ slug }) => [slug, Math.min(4, (first[slug] ?? 0) + ((second[slug] ?? 0) % 2))]));
        const totals = [first, near].map((g) => Number(gradeChecklist(checklist, g).total));
        const total = Number(agreedResult(checklist, first, near, {}).total);
        expect(total).toBeGreaterThanOrEqual(Math.min(...totals) - 1e-9);
        expect(total).toBeLessThanOrEqual(Math.max(...totals) + 1e-9);
      }),
      { numRuns: 150 },
    );
  });
});

describe("beginning the second grading", () => {
  const attempt: Attempt = { personId: "agent", state: "probation", graderId: "first", asked: true, decided: false, secondBy: null };
  it.each([
    ["somebody else", {}, "second", false, null],
    ["oneself", {}, "agent", false, "grade_oneself"],
    ["who graded first", {}, "first", false, "second_same"],
    ["when nobody asked", { asked: false }, "second", false, "second_not_asked"],
    ["when it is decided", { decided: true }, "second", false, "second_decided"],
    ["when somebody has begun", { secondBy: { id: "third", name: "Li" } }, "second", false, "second_taken"],
    ["after the probation", { state: "active" }, "second", false, "not_in_probation"],
    ["of somebody suspended", { state: "suspended" }, "second", false, "not_in_probation"],
    ["with a sheet of one's own open", {}, "second", true, "second_after_own"],
  ])("%s", (_, more, grader, hasAnother, code) => {
    expect(secondRefusal({ ...attempt, ...more }, grader, hasAnother)?.code ?? null).toBe(code);
  });
});

describe("the agent's request", () => {
  const facts: RequestFacts = {
    personId: "agent",
    state: "probation",
    asked: false,
    disputed: false,
    isLast: true,
    days: 0,
    requestDays: 5,
    nobodyElse: false,
  };
  it.each([
    ["on the day", {}, "agent", null],
    ["on the fifth working day", { days: 5 }, "agent", null],
    ["on the sixth", { days: 6 }, "agent", "request_late"],
    ["a second time", { asked: true }, "agent", "second_asked"],
    ["of a result that is disputed, or was", { disputed: true }, "agent", "second_disputed"],
    ["for an earlier attempt", { isLast: false }, "agent", "request_not_last"],
    ["by somebody else", {}, "mother", "request_not_own"],
    ["after the probation", { state: "active" }, "agent", "not_in_probation"],
    ["where nobody else is", { nobodyElse: true }, "agent", "nobody_else"],
    ["where the checklist gives no days", { requestDays: 0, days: 1 }, "agent", "request_late"],
  ])("%s", (_, more, actor, code) => {
    expect(requestRefusal({ ...facts, ...more }, actor)?.code ?? null).toBe(code);
  });
});

describe("settling", () => {
  it.each([
    ["nothing", {}, ["grade"]],
    ["a grade alone", { a: { grade: 3 } }, ["reason"]],
    ["too short a reason", { a: { grade: 3, remark: " ok  " } }, ["reason"]],
    ["too long a reason", { a: { grade: 3, remark: "x".repeat(501) } }, ["reason"]],
    ["a reason alone", { a: { remark: "she did it at once" } }, ["grade"]],
    ["both", { a: { grade: 0, remark: "she did it at once" } }, []],
  ])("with %s lacks %s", (_, entries, lacks) => {
    expect(unsettled(["a"], entries).map((u) => u.lack)).toEqual(lacks);
  });

  it.each([
    ["the first grader", "first", false, null],
    ["the second grader", "second", false, null],
    ["a manager", "boss", true, null],
    ["another supervisor", "other", false, "not_yours_to_settle"],
    ["the agent, were they a manager too", "agent", true, "grade_oneself"],
  ])("by %s", (_, actor, isManager, code) => {
    expect(settleRefusal({ personId: "agent", graders: ["first", "second"] }, actor, isManager)?.code ?? null).toBe(code);
  });
});
