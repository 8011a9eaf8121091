import { describe, expect, it } from "vitest";
import { activePart, daysOf, storeWeights } from "~/kpi/month-days";

const week = { workingWeek: [1, 2, 3, 4, 5], holidays: [] };
const march = "2026-03-01";
const always = [{ from: "2026-01-01", to: null }];

describe("the active part of a month", () => {
  it.each([
    ["the whole month", always, { active: 22, working: 22 }],
    ["activated on the 16th", [{ from: "2026-03-16", to: null }], { active: 12, working: 22 }],
    ["left on the 11th, which no longer counts", [{ from: "2026-01-01", to: "2026-03-11" }], { active: 7, working: 22 }],
    [
      "suspended from the 5th to the 9th",
      [
        { from: "2026-01-01", to: "2026-03-05" },
        { from: "2026-03-09", to: null },
      ],
      { active: 20, working: 22 },
    ],
    ["never", [], { active: 0, working: 22 }],
    ["on a weekend only", [{ from: "2026-03-07", to: "2026-03-09" }], { active: 0, working: 22 }],
  ])("%s", (_, spans, days) => {
    expect(activePart(week, march, spans)).toEqual(days);
  });

  it("knows holidays and days that are worked instead", () => {
    const holidays = [
      { day: "2026-03-02", kind: "off" as const, own: false },
      { day: "2026-03-07", kind: "working" as const, own: true },
      { day: "2026-03-08", kind: "working" as const, own: true },
    ];
    expect(activePart({ ...week, holidays }, march, always)).toEqual({ active: 23, working: 23 });
  });

  it.each([
    ["2026-02-01", 28],
    ["2028-02-10", 29],
    ["2026-12-31", 31],
  ])("the month of %s has %i days", (month, count) => {
    expect(daysOf(month)).toHaveLength(count);
  });
});

describe("the shares of a month", () => {
  const both = { from: "2026-01-01", to: null, shares: [{ storeId: "a", share: 60 }, { storeId: "b", share: 40 }] }; // prettier-ignore

  it("are those of the set: 60 to 40", () => {
    expect(storeWeights(march, always, [both])).toEqual([
      { storeId: "a", weight: 60 * 31 },
      { storeId: "b", weight: 40 * 31 },
    ]);
  });

  it("follow the days when the set changes", () => {
    const sets = [
      { ...both, to: "2026-03-11" },
      { from: "2026-03-11", to: null, shares: [{ storeId: "b", share: 100 }] },
    ];
    expect(storeWeights(march, always, sets)).toEqual([
      { storeId: "a", weight: 600 },
      { storeId: "b", weight: 400 + 2100 },
    ]);
  });

  it("count active days only, and nothing where no store was assigned", () => {
    expect(storeWeights(march, [{ from: "2026-03-30", to: null }], [both])).toEqual([
      { storeId: "a", weight: 120 },
      { storeId: "b", weight: 80 },
    ]);
    expect(storeWeights(march, always, [])).toEqual([]);
  });
});
