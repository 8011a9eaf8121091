import { describe, expect, it } from "vitest";
import { type Activated, firstMonth, foretold, monthsEnd, standingOf } from "~/kpi/boards/training-rules";

const one = (values: Partial<Activated>): Activated => ({
  ...{ activatedOn: "2026-01-15", left: false, mastery: 90, exam: 80, days: 12, paidPercent: 7000, inquiries: 100 },
  ...values,
});

describe("the months that count", () => {
  it.each([
    ["2026-01-15", "2026-02-01", "2026-05-01"],
    ["2026-01-01", "2026-01-01", "2026-04-01"],
    ["2025-12-31", "2026-01-01", "2026-04-01"],
  ])("of an activation on %s are from %s until before %s", (day, first, end) => {
    expect([firstMonth(day), monthsEnd(day)]).toEqual([first, end]);
  });
});

describe("who counts", () => {
  it.each([
    ["once the three months are over", {}, "2026-05-01", "counted"],
    ["not while they run", {}, "2026-04-01", "running"],
    ["who left within them, with the months they were there", { left: true }, "2026-04-01", "counted"],
    ["not without figures", { inquiries: 0 }, "2026-05-01", "silent"],
    ["not who left without figures", { left: true, inquiries: 0 }, "2026-04-01", "silent"],
  ] as [string, Partial<Activated>, string, string][])("%s", (_, values, present, standing) =>
    expect(standingOf(one(values), present)).toBe(standing),
  );
});

describe("what can be said", () => {
  const people = (n: number, exam: (i: number) => number | null, paid: (i: number) => number) =>
    Array.from({ length: n }, (_, i) => one({ exam: exam(i), paidPercent: 100 * paid(i) }));

  it.each([
    [
      "nothing of nineteen people, however clear",
      people(
        19,
        (i) => 60 + i,
        (i) => 50 + i,
      ),
      19,
      "too_little",
    ],
    [
      "of twenty, the higher the higher",
      people(
        20,
        (i) => 60 + i,
        (i) => 50 + i,
      ),
      20,
      "with",
    ],
    [
      "of twenty, the higher the lower",
      people(
        20,
        (i) => 60 + i,
        (i) => 90 - i,
      ),
      20,
      "against",
    ],
    [
      "no connection where it goes up and down",
      people(
        20,
        (i) => 60 + i,
        (i) => 50 + (i % 2),
      ),
      20,
      "nothing",
    ],
    [
      "nothing where all are alike",
      people(
        20,
        () => 100,
        (i) => 50 + i,
      ),
      20,
      "alike",
    ],
    [
      "nothing of those who never sat the exam",
      people(
        25,
        (i) => (i < 6 ? null : 60 + i),
        (i) => 50 + i,
      ),
      19,
      "too_little",
    ],
  ] as const)("%s", (_, who, n, verdict) => {
    const found = foretold("exam", who);
    expect([found.points.length, found.verdict]).toEqual([n, verdict]);
    expect(found.correlation === null).toBe(verdict === "too_little" || verdict === "alike");
  });

  it("reckons conversion over all inquiries of the months: 7000 ÷ 100 = 70 %", () => {
    expect(foretold("mastery", [one({})]).points).toEqual([[90, 70]]);
  });
});
