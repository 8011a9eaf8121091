import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { itemSchemas } from "~/curriculum/pack";
import { Decimal, showScore } from "~/platform/decimal";
import {
  areaPercent,
  attemptsOf,
  drawProducts,
  drawPuzzles,
  extraRefusal,
  gradeChecklist,
  type GradingStanding,
  isGrade,
  isRetake,
  missingItems,
  type Sheet,
  startRefusal,
} from "~/probation/rules";

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));

/** A sheet of areas with so many items each; `critical` names items as "area.number". */
function sheet(areas: Record<string, [weight: number, items: number]>, critical: string[] = []): Sheet {
  return {
    pass_total: 80,
    pass_area: 60,
    pass_critical: 3,
    areas: Object.entries(areas).map(([slug, [weight, count]]) => ({
      slug,
      weight,
      items: Array.from({ length: count }, (_, i) => ({
        slug: `${slug}.${i}`,
        critical: critical.includes(`${slug}.${i}`),
        evidence: "none" as const,
      })),
    })),
  };
}

/** Grades for an area of `count` items that add up to `sum`: fours first, then the rest, then noughts. */
function summing(area: string, count: number, sum: number): Record<string, number> {
  let left = sum;
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => {
      const grade = Math.min(4, left);
      left -= grade;
      return [`${area}.${i}`, grade];
    }),
  );
}

describe("area percent", () => {
  it.each([
    [[4, 4, 4], "100"],
    [[3], "75"],
    [[0, 0], "0"],
    [[3, 3, 4], "83.333333333333"],
    [[4, 4, 3], "91.666666666667"],
    [[1, 2, 3, 4, 2, 2], "58.333333333333"],
  ])("of %j is %s", (given, percent) => {
    expect(areaPercent(given).toString()).toBe(percent);
  });

  it("of nothing is refused", () => {
    expect(() => areaPercent([])).toThrow(RangeError);
  });
});

describe("grading", () => {
  // 2500 items make a hundredth of a percent one point of 10 000.
  const fine = sheet({ a: [100, 2500] });
  it.each([
    [8000, "80", true],
    [7999, "79.99", false],
    [8001, "80.01", true],
    [10_000, "100", true],
    [0, "0", false],
  ])("%i of 10 000 points: total %s, passed %s", (sum, total, passed) => {
    expect(gradeChecklist(fine, summing("a", 2500, sum))).toMatchObject({ total, passed, failed: { critical: [] } });
  });

  const two = sheet({ big: [80, 1], small: [20, 2500] });
  it.each([
    [6000, "60", true, []],
    [5999, "59.99", false, ["small"]],
  ])("an area with %i of 10 000 points has %s %%: passed %s", (sum, percent, passed, failed) => {
    const result = gradeChecklist(two, { "big.0": 4, ...summing("small", 2500, sum) });
    expect(result).toMatchObject({ passed, failed: { areas: failed, critical: [] } });
    expect(result.areas[1]).toEqual({ slug: "small", percent });
    expect(Decimal.parse(result.total).atLeast(Decimal.of(80))).toBe(true);
  });

  it.each([
    [2, false, ["a.0"]],
    [3, true, []],
    [4, true, []],
  ])("a critical item with %i: passed %s", (grade, passed, failed) => {
    const result = gradeChecklist(sheet({ a: [100, 25] }, ["a.0"]), { ...summing("a", 25, 100), "a.0": grade });
    expect(result).toMatchObject({ passed, failed: { areas: [], critical: failed } });
  });

  it.each([
    [2.5, false],
    [3.5, true],
  ])("counts the %s between two graders as what it is: passed %s", (grade, passed) => {
    const result = gradeChecklist(sheet({ a: [100, 4] }, ["a.0"]), { ...summing("a", 4, 16), "a.0": grade });
    expect(result).toMatchObject({ passed, total: String((100 * (12 + grade)) / 16) });
  });

  it("takes its marks from the checklist", () => {
    const mild: Sheet = { ...sheet({ a: [100, 2] }, ["a.0"]), pass_total: 50, pass_area: 50, pass_critical: 2 };
    expect(gradeChecklist(mild, { "a.0": 2, "a.1": 2 })).toMatchObject({ total: "50", passed: true });
  });

  it("names everything that failed at once", () => {
    const result = gradeChecklist(sheet({ a: [50, 2], b: [50, 1] }, ["a.1", "b.0"]), { "a.0": 4, "a.1": 2, "b.0": 1 });
    expect(result).toMatchObject({ total: "50", passed: false, failed: { areas: ["b"], critical: ["a.1", "b.0"] } });
  });

  it.each([[undefined], [-1], [5], [2.25], [Number.NaN]])("refuses an item graded %s", (grade) => {
    expect(() => gradeChecklist(sheet({ a: [100, 1] }), grade === undefined ? {} : { "a.0": grade })).toThrow(RangeError);
  });

  it("shows a total rounded down", () => {
    // Two thirds of the way between two hundredths: 79.996…
    const result = gradeChecklist(sheet({ a: [100, 6250] }), summing("a", 6250, 19_999));
    expect(result).toMatchObject({ total: "79.996", passed: false });
    expect(showScore(result.total)).toBe("79.99");
  });

  const weights = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 7 }).map((parts) => {
    const used = parts.slice(0, -1).map((p) => Math.min(p, 14));
    return [...used, 100 - used.reduce((a, b) => a + b, 0)];
  });
  const graded = weights.chain((ws) =>
    fc.tuple(fc.constant(ws), fc.tuple(...ws.map(() => fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 })))),
  );

  it("decides as the exact fraction does, whatever was rounded on the way", () => {
    fc.assert(
      fc.property(graded, ([ws, given]) => {
        const areas = Object.fromEntries(ws.map((w, i) => [`n${i}`, [w, given[i]?.length ?? 1] as [number, number]]));
        const all = Object.fromEntries(given.flatMap((gs, i) => gs.map((g, j) => [`n${i}.${j}`, g])));
        const result = gradeChecklist(sheet(areas), all);
        // Σ weight × sum ÷ (4 × count), over the common denominator.
        const denominator = given.reduce((d, gs) => d * BigInt(gs.length), 1n) * 4n;
        const numerator = given.reduce(
          (n, gs, i) => n + BigInt(ws[i] ?? 0) * BigInt(gs.reduce((a, b) => a + b, 0)) * (denominator / (4n * BigInt(gs.length))),
          0n,
        );
        const exact = Decimal.ratio(numerator, denominator);
        const apart = Decimal.parse(result.total).subtract(exact);
        expect(apart.toString().replace("-", "") <= "0.000000000001").toBe(true);
        expect(Decimal.parse(result.total).atLeast(Decimal.of(80))).toBe(numerator >= 80n * denominator);
        expect(result.passed).toBe(
          numerator >= 80n * denominator && given.every((gs) => gs.reduce((a, b) => a + b, 0) * 100 >= 60 * 4 * gs.length),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("never lets a better grade worsen the result", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 35, maxLength: 35 }), fc.nat(34), (given, better) => {
        const slugs = checklist.areas.flatMap((a) => a.items.map((i) => i.slug));
        const before = Object.fromEntries(slugs.map((s, i) => [s, given[i] ?? 0]));
        const raised = slugs[better] ?? "";
        const after = { ...before, [raised]: (before[raised] ?? 0) + 1 };
        const [low, high] = [gradeChecklist(checklist, before), gradeChecklist(checklist, after)];
        expect(Decimal.parse(high.total).compare(Decimal.parse(low.total))).toBe(1);
        expect(low.passed && !high.passed).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the shipped checklist", () => {
  const slugs = checklist.areas.flatMap((a) => a.items.map((i) => i.slug));
  const all = (grade: number) => Object.fromEntries(slugs.map((s) => [s, grade]));

  it("has the seven areas with their weights and marks", () => {
    expect(checklist.areas.map((a) => [a.slug, a.weight])).toEqual([
      ["product-features", 20],
      ["product-prices", 15],
      ["product-process", 15],
      ["prepared-messages", 15],
      ["inside-the-company", 10],
      ["outside-contacts", 5],
      ["performance", 20],
    ]);
    expect(checklist).toMatchObject({ pass_total: 80, pass_area: 60, pass_critical: 3, retakes: 2 });
  });

  it("does not pass with a 3 everywhere, passes with a 4", () => {
    expect(gradeChecklist(checklist, all(3))).toMatchObject({ total: "75", passed: false, failed: { areas: [], critical: [] } });
    expect(gradeChecklist(checklist, all(4))).toMatchObject({ total: "100", passed: true });
  });

  it("fails on one critical item alone", () => {
    const critical = checklist.areas
      .flatMap((a) => a.items)
      .filter((i) => i.critical)
      .map((i) => i.slug);
    expect(critical.length).toBeGreaterThan(0);
    for (const slug of critical) {
      expect(gradeChecklist(checklist, { ...all(4), [slug]: 2 })).toMatchObject({ passed: false, failed: { areas: [], critical: [slug] } });
    }
  });
});

describe("what is missing", () => {
  const small: Sheet = {
    ...sheet({}),
    areas: [
      {
        slug: "a",
        weight: 60,
        items: [
          { slug: "one", critical: false, evidence: "none" },
          { slug: "two", critical: true, evidence: "required" },
        ],
      },
      { slug: "b", weight: 40, items: [{ slug: "three", critical: false, evidence: "optional" }] },
    ],
  };
  it.each([
    [
      "nothing graded",
      {},
      [
        ["one", "grade"],
        ["two", "grade"],
        ["three", "grade"],
      ],
    ],
    ["a nought is a grade", { one: { grade: 0 }, two: { grade: 4, fileIds: ["f"] }, three: { grade: 1 } }, []],
    ["a required picture", { one: { grade: 3 }, two: { grade: 4, fileIds: [] }, three: { grade: 1 } }, [["two", "picture"]]],
    ["a remark alone is none", { one: { remark: "good" }, two: { grade: 4, fileIds: ["f"] }, three: { grade: 2 } }, [["one", "grade"]]],
    ["a grade beyond the steps is none", { one: { grade: 5 }, two: { grade: 4, fileIds: ["f"] }, three: { grade: 2 } }, [["one", "grade"]]],
  ] as const)("%s", (_, entries, missing) => {
    expect(missingItems(small, entries as never).map((m) => [m.slug, m.lack])).toEqual(missing);
  });

  it.each([
    [0, true],
    [4, true],
    [5, false],
    [-1, false],
    [1.5, false],
    ["3", false],
    [null, false],
  ])("isGrade(%j) is %s", (value, is) => {
    expect(isGrade(value)).toBe(is);
  });
});

describe("the draw", () => {
  const products = Array.from({ length: 24 }, (_, i) => `bag-${i}`);

  it("follows from the seed alone, not from the order of the catalogue", () => {
    const drawn = drawProducts(checklist, products, "seed");
    expect(drawProducts(checklist, [...products].reverse(), "seed")).toEqual(drawn);
    expect(drawProducts(checklist, products, "another")).not.toEqual(drawn);
    expect(Object.keys(drawn)).toEqual(["features-describe-ten", "prices-quote-ten"]);
  });

  it("draws ten for each item, and others for the second", () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const [first = [], second = []] = Object.values(drawProducts(checklist, products, seed));
        expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([10, 10, 20]);
      }),
    );
  });

  it("repeats products only when the catalogue has no others", () => {
    const [first = [], second = []] = Object.values(drawProducts(checklist, products.slice(0, 12), "s"));
    expect([first.length, second.length, new Set([...first, ...second]).size]).toEqual([10, 10, 12]);
    expect(Object.values(drawProducts(checklist, products.slice(0, 3), "s")).map((d) => d.length)).toEqual([3, 3]);
    expect(drawProducts(checklist, [], "s")).toEqual({ "features-describe-ten": [], "prices-quote-ten": [] });
  });

  it("draws every product now and then", () => {
    const seen = new Set(
      Array.from({ length: 60 }, (_, i) => drawProducts(checklist, products, `s${i}`)["features-describe-ten"] ?? []).flat(),
    );
    expect(seen.size).toBe(24);
  });
});

describe("beginning a grading", () => {
  const standing: GradingStanding = {
    personId: "agent",
    state: "probation",
    results: [],
    waiting: false,
    disputed: false,
    extra: 0,
    retakes: 2,
  };
  const fail = { graderId: "g", passed: false };
  it.each([
    ["somebody in probation", {}, "g", null],
    ["oneself", {}, "agent", "grade_oneself"],
    ["somebody in training", { state: "training" }, "g", "not_in_probation"],
    ["somebody active", { state: "active" }, "g", "not_in_probation"],
    ["somebody suspended", { state: "suspended" }, "g", "not_in_probation"],
    ["somebody who is no agent", { state: null }, "g", "not_in_probation"],
    ["after the first fail", { results: [fail] }, "g", null],
    ["after the second", { results: [fail, fail] }, "g", null],
    ["after the third", { results: [fail, fail, fail] }, "g", "gradings_used"],
    ["after the third, with one more allowed", { results: [fail, fail, fail], extra: 1 }, "g", null],
    ["after the fourth", { results: [fail, fail, fail, fail], extra: 1 }, "g", "gradings_used"],
    ["after a pass by oneself", { results: [{ graderId: "g", passed: true }] }, "g", "already_passed"],
    ["after a pass by another", { results: [{ graderId: "h", passed: true }] }, "g", null],
    ["after a pass with oneself as the second", { results: [{ graderId: "h", secondGraderId: "g", passed: true }] }, "g", "already_passed"],
    ["while an attempt waits for its second grading", { waiting: true }, "g", "second_waits"],
    ["while its last result is disputed", { disputed: true }, "g", "dispute_waits"],
    ["without retakes", { results: [fail], retakes: 0 }, "g", "gradings_used"],
  ])("%s", (_, more, grader, code) => {
    expect(startRefusal({ ...standing, ...more }, grader)?.code ?? null).toBe(code);
  });

  it.each([
    ["before the first grading", {}, false],
    ["after the first fail", { results: [fail] }, true],
    ["after the second", { results: [fail, fail] }, true],
    ["after the third: a manager decides", { results: [fail, fail, fail] }, false],
    ["after the third, with one more allowed", { results: [fail, fail, fail], extra: 1 }, true],
    ["after a fail and a pass", { results: [fail, { graderId: "h", passed: true }] }, false],
    ["while a second grading is outstanding", { results: [fail], waiting: true }, false],
    ["while the fail is disputed", { results: [fail], disputed: true }, false],
    ["of somebody active", { results: [fail], state: "active" }, false],
  ])("the next is a retake %s: %o", (_, more, expected) => {
    expect(isRetake({ ...standing, ...more })).toBe(expected);
  });

  it("counts fails, not passes", () => {
    expect(attemptsOf({ ...standing, results: [fail, { graderId: "h", passed: true }] })).toEqual({ used: 1, of: 3, left: 2 });
  });

  it.each([
    ["when the retakes are used up", [fail, fail, fail], "m", "she was ill", null],
    ["without a reason", [fail, fail, fail], "m", " ", "reason_missing"],
    ["while attempts are left", [fail], "m", "she was ill", "extra_not_needed"],
    ["to oneself", [fail, fail, fail], "agent", "she was ill", "grade_oneself"],
    ["to somebody who passed", [fail, fail, fail, { graderId: "h", passed: true }], "m", "she was ill", "extra_not_needed"],
    ["while an attempt waits for its second grading", [fail, fail, fail], "m", "she was ill", "extra_not_needed", true],
  ])("one more is allowed %s", (_, results, manager, reason, code, waiting = false) => {
    expect(extraRefusal({ ...standing, results, waiting }, manager, reason)?.code ?? null).toBe(code);
  });
});

describe("the puzzles drawn", () => {
  const slug = "inside-whom-to-find";
  const known =
    checklist.areas
      .flatMap((a) => a.items)
      .find((i) => i.slug === slug)
      ?.puzzles?.map((p) => p.slug) ?? [];

  it("are ten different ones of the item's own, the same for the same seed, others for another", () => {
    const drawn = drawPuzzles(checklist, "seed");
    expect(Object.keys(drawn)).toEqual([slug]);
    expect(new Set(drawn[slug]).size).toBe(10);
    expect(known).toEqual(expect.arrayContaining(drawn[slug] ?? []));
    expect(drawPuzzles(checklist, "seed")).toEqual(drawn);
    expect(drawPuzzles(checklist, "another")).not.toEqual(drawn);
  });

  it("leave none out in the long run", () => {
    const seen = new Set(Array.from({ length: 40 }, (_, i) => drawPuzzles(checklist, `s${i}`)[slug] ?? []).flat());
    expect(seen.size).toBe(known.length);
  });
});
