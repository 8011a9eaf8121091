import { describe, expect, it } from "vitest";
import { agreed, type LoadDay, loadDays, loadOf, type Signal, together, weekOf } from "~/kpi/workload/workload-rules";
import { Decimal } from "~/platform/decimal";

/** 2-domain: 80–120 inquiries per agent and day is best; above 120 → "hire", below 80 → "rebalance". */
const bounds = { low: 80, high: 120 };
const days = (inquiries: number, agents = 1, count = 5): LoadDay[] =>
  Array.from({ length: count }, (_, i) => ({ day: `2026-03-0${i + 2}`, inquiries: Decimal.of(inquiries), percent: agents * 100 }));

it.each<[string, LoadDay[], Signal, string | null]>([
  ["100 is fine", days(100), "fine", "100.0"],
  ["exactly 80 is fine", days(80), "fine", "80.0"],
  ["exactly 120 is fine", days(120), "fine", "120.0"],
  ["one more in a week calls for another agent", [...days(120, 1, 4), ...days(121, 1, 1)], "hire", "120.2"],
  ["one less in a week", [...days(80, 1, 4), ...days(79, 1, 1)], "rebalance", "79.8"],
  ["240 for two agents", days(240, 2), "fine", "120.0"],
  ["six tenths of an agent", days(72, 0.6), "fine", "120.0"],
  ["two days say nothing", days(500, 1, 2), "unclear", "500.0"],
  ["three do", days(500, 1, 3), "hire", "500.0"],
  ["nothing known", [], "unclear", null],
])("%s", (_, known, signal, perAgent) => {
  expect(loadOf(known, bounds)).toMatchObject({ signal, perAgent, days: known.length });
});

describe("the days of a store", () => {
  const week = (day: string) => !["2026-03-07", "2026-03-08"].includes(day);
  const duty = (day: string, percent = 100) => ({ storeId: "s", day, percent });

  it("divide a stretch over its working days; days without figures or without anybody on duty are left out", () => {
    const stretch = { storeId: "s", from: "2026-03-05", to: "2026-03-09", inquiries: 300 };
    const known = loadDays([stretch], [duty("2026-03-04"), duty("2026-03-05"), duty("2026-03-06", 160)], week);
    expect(known.map(({ day, inquiries, percent }) => [day, inquiries.toString(), percent])).toEqual([
      ["2026-03-05", "100", 100],
      ["2026-03-06", "100", 160],
    ]);
  });

  it("add up to those of the team", () => {
    expect(together([days(60, 0.6), days(40, 0.4)]).map(({ inquiries, percent }) => [inquiries.toString(), percent])).toEqual(
      Array.from({ length: 5 }, () => ["100", 100]),
    );
  });

  it("belong to the week of their Monday", () => {
    expect(["2026-03-02", "2026-03-08", "2026-03-09"].map(weekOf)).toEqual(["2026-03-02", "2026-03-02", "2026-03-09"]);
  });
});

it.each<[Signal[], string | null]>([
  [["hire", "hire"], "hire"],
  [["rebalance", "rebalance"], "rebalance"],
  [["hire", "rebalance"], null],
  [["hire", "fine"], null],
  [["hire", "unclear"], null],
  [["fine", "fine"], null],
  [["hire"], null],
])("two weeks %j agree on %s", (weeks, signal) => {
  expect(agreed(weeks)).toBe(signal);
});
