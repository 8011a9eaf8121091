import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  leansOf,
  meanRange,
  medianOf,
  referenceRefusal,
  setRefusals,
  type SetValues,
  type Sheet,
  spreadOf,
} from "~/probation/calibration/rules";

describe("the middle grade", () => {
  it.each<[number[], number]>([
    [[3], 3],
    [[4, 2, 3], 3],
    [[2, 3], 2.5],
    [[0, 4, 4, 4], 4],
    [[1, 1, 3, 4], 2],
    [[0, 0, 4, 4], 2],
  ])("of %j is %d", (grades, median) => {
    expect(medianOf(grades)).toBe(median);
  });

  it("of none is refused", () => {
    expect(() => medianOf([])).toThrow(RangeError);
  });
});

const sheet = (graderId: string, grades: Record<string, number>): Sheet => ({ graderId, grades });
const three = [sheet("li", { a: 4, b: 3 }), sheet("wang", { a: 2, b: 3 }), sheet("zhao", { a: 3, b: 1 })];

describe("the spread of a set", () => {
  it("counts each grade, with median and range, in the set's order", () => {
    expect(spreadOf(["b", "a"], three)).toEqual([
      { slug: "b", counts: [0, 1, 0, 2, 0], n: 3, median: 3, low: 1, high: 3 },
      { slug: "a", counts: [0, 0, 1, 1, 1], n: 3, median: 3, low: 2, high: 4 },
    ]);
    expect(meanRange(spreadOf(["a", "b"], three))).toBe(2);
  });

  it("leaves out what nobody graded, and is nothing without sheets", () => {
    expect(spreadOf(["a", "c"], three).map((s) => s.slug)).toEqual(["a"]);
    expect(spreadOf(["a"], [])).toEqual([]);
    expect(meanRange([])).toBeNull();
  });
});

describe("how a grader leans", () => {
  it.each<[string, Sheet[], (number | null)[]]>([
    // a: 4 against 2.5, b: 3 against 2 → (1.5 + 1) ÷ 2
    ["against the mean of the others", three, [1.25, -0.25, -1]],
    ["not at all where all see the same", [sheet("li", { a: 3 }), sheet("wang", { a: 3 })], [0, 0]],
    ["one step milder, one step stricter", [sheet("li", { a: 4, b: 3 }), sheet("wang", { a: 3, b: 2 })], [1, -1]],
    ["nothing can be said of one alone", [sheet("li", { a: 4 })], [null]],
    ["only over what others graded too", [sheet("li", { a: 4, b: 0 }), sheet("wang", { a: 3 })], [1, -1]],
  ])("%s", (_, sheets, leans) => {
    expect(leansOf(["a", "b"], sheets).map((one) => one.lean)).toEqual(leans);
  });

  it("makes nought over all graders together, and never passes four steps", () => {
    const grade = fc.integer({ min: 0, max: 4 });
    const sheets = fc.array(fc.record({ a: grade, b: grade, c: grade }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(sheets, (drawn) => {
        const leans = leansOf(
          ["a", "b", "c"],
          drawn.map((grades, i) => sheet(String(i), grades)),
        ).map((one) => one.lean ?? NaN);
        expect(Math.abs(leans.reduce((sum, lean) => sum + lean, 0))).toBeLessThanOrEqual(0.005 * leans.length + 1e-9);
        expect(leans.every((lean) => Math.abs(lean) <= 4)).toBe(true);
      }),
    );
  });
});

describe("whether a set can be made", () => {
  const values: SetValues = {
    ...{
      title: "Prices",
      source: "written",
      items: ["a"],
      situations: { a: "Quoted nine of ten." },
      teamIds: ["red"],
      dueOn: "2026-03-09",
    },
  };
  const facts = { known: new Set(["a", "b"]), shows: new Set<string>(), today: "2026-03-02", graders: 2 };
  it.each<[string, Partial<SetValues>, Partial<typeof facts>, string[]]>([
    ["as it is", {}, {}, []],
    ["by today, or sixty days ahead", { dueOn: "2026-05-01" }, {}, []],
    ["without a description where the source shows the item", { situations: {} }, { shows: new Set(["a"]) }, []],
    ["not without a title", { title: " x " }, {}, ["title_length"]],
    ["not without an item", { items: [] }, {}, ["items_missing"]],
    ["not with an item that the checklist lacks", { items: ["a", "z"], situations: { a: "x", z: "x" } }, {}, ["items_missing"]],
    ["not with an item that nothing shows", { items: ["a", "b"] }, {}, ["situation_missing"]],
    ["not with blanks for a description", { situations: { a: "  " } }, {}, ["situation_missing"]],
    ["not with a whole report", { situations: { a: "x".repeat(1001) } }, {}, ["situation_long"]],
    ["not for nobody", { teamIds: [] }, { graders: 0 }, ["teams_missing"]],
    ["not for one supervisor alone", {}, { graders: 1 }, ["too_few_graders"]],
    ["not until yesterday", { dueOn: "2026-03-01" }, {}, ["due_range"]],
    ["not until next quarter", { dueOn: "2026-05-02" }, {}, ["due_range"]],
    ["not until no day", { dueOn: "" }, {}, ["due_range"]],
  ])("%s", (_, changed, others, codes) => {
    expect(setRefusals({ ...values, ...changed }, { ...facts, ...others }).map((r) => r.code)).toEqual(codes);
  });
});

describe("whether an agreed grade can be entered", () => {
  const set = { items: ["a", "b"], closed: true, entered: ["b"] };
  const entry = { item: "a", grade: 3, reason: "the third step names it" };
  it.each<[string, Partial<typeof set>, Partial<typeof entry>, string | null]>([
    ["after the set was closed", {}, {}, null],
    ["not before", { closed: false }, {}, "not_closed"],
    ["not of an item that it lacks", {}, { item: "c" }, "no_such_item"],
    ["not twice", {}, { item: "b" }, "reference_there"],
    ["no half step", {}, { grade: 2.5 }, "grade_missing"],
    ["nothing above four", {}, { grade: 5 }, "grade_missing"],
    ["no empty choice", {}, { grade: NaN }, "grade_missing"],
    ["not without a reason", {}, { reason: " no " }, "reason_missing"],
  ])("%s", (_, facts, typed, code) => {
    expect(referenceRefusal({ ...set, ...facts }, { ...entry, ...typed })?.code ?? null).toBe(code);
  });
});
