import { describe, expect, it } from "vitest";
import { orderOf, readDays } from "~/results/cell-dates";
import { readCount, readMoney, readRate, readTime } from "~/results/cell-values";

const value = (read: ReturnType<typeof readCount>) => (read.ok ? read.value : "none");

describe("a count", () => {
  it.each<[string, number | null | "none"]>([
    ["12", 12],
    ["1,234", 1234],
    ["１，２３４", 1234],
    ["12.0", 12],
    ["80件", 80],
    ["75 人", 75],
    ["1.2万", 12_000],
    ["-3", -3],
    ["0", 0],
    ["-", null],
    ["--", null],
    ["—", null],
    ["", null],
    ["N/A", null],
    ["12.5", "none"],
    ["1,23", "none"],
    ["四十", "none"],
    ["1e3", "none"],
    ["12%", "none"],
  ])("%s", (cell, expected) => expect(value(readCount(cell))).toBe(expected));
});

describe("money, in fen", () => {
  it.each<[string, number | null | "none"]>([
    ["¥5,970.50", 597_050],
    ["￥5970.5元", 597_050],
    ["1.2万元", 1_200_000],
    ["0.1", 10],
    ["5970.500000000001", 597_050],
    ["-200", -20_000],
    ["-¥200.00", -20_000],
    ["-", null],
    ["5970.505", "none"],
    ["免费", "none"],
  ])("%s", (cell, expected) => expect(value(readMoney(cell))).toBe(expected));
});

describe("a length of time, in milliseconds", () => {
  it.each<[string, number | null | "none"]>([
    ["7小时41分52秒", 27_712_000],
    ["1分20秒", 80_000],
    ["45.2秒", 45_200],
    ["8分", 480_000],
    ["1天2小时", 93_600_000],
    ["00:01:20", 80_000],
    ["45.2", 45_200],
    ["45s", 45_000],
    ["--", null],
    ["01:20", "none"],
    ["很快", "none"],
  ])("%s", (cell, expected) => expect(value(readTime(cell))).toBe(expected));

  it("a bare number is of the heading's unit", () => expect(value(readTime("1.5", 60_000))).toBe(90_000));
});

it.each([
  ["12.5%", { value: 12.5, isPercent: true }],
  ["0.125", { value: 0.125, isPercent: false }],
  ["¥199.02", { value: 199.02, isPercent: false }],
  ["多", null],
])("a rate: %s", (cell, expected) => {
  const read = readRate(cell);
  if (expected === null) expect(read).toBeNull();
  else expect(read).toMatchObject(expected);
});

describe("days", () => {
  it.each<[string, string, string]>([
    ["2026-04-05", "2026-04-05", "2026-04-05"],
    ["2026/4/5", "2026-04-05", "2026-04-05"],
    ["2026.4.5", "2026-04-05", "2026-04-05"],
    ["2026年4月5日", "2026-04-05", "2026-04-05"],
    ["20260405", "2026-04-05", "2026-04-05"],
    ["2026-04-05 00:00:00", "2026-04-05", "2026-04-05"],
    ["2026-04-05(周日)", "2026-04-05", "2026-04-05"],
    ["46117", "2026-04-05", "2026-04-05"],
    ["2026年4月", "2026-04-01", "2026-04-30"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2026-04-05~2026-04-11", "2026-04-05", "2026-04-11"],
    ["2026/4/5 至 2026/4/11", "2026-04-05", "2026-04-11"],
  ])("%s", (cell, from, to) => expect(readDays(cell)).toMatchObject({ ok: true, from, to }));

  it.each(["2026-02-30", "4月5日", "昨天", "", "12345", "2026-13"])("%s is none", (cell) =>
    expect(readDays(cell)).toEqual({ ok: false, form: null }),
  );

  it("03/04/2026 is what somebody says", () => {
    expect(readDays("03/04/2026")).toMatchObject({ ok: false, form: "slash" });
    expect(readDays("03/04/2026", "day-first")).toMatchObject({ from: "2026-04-03" });
    expect(readDays("03/04/2026", "month-first")).toMatchObject({ from: "2026-03-04" });
    expect(readDays("25/04/2026", "month-first")).toEqual({ ok: false, form: null });
  });

  it.each([
    [["03/04/2026", "2026-04-05"], "ask"],
    [["25/04/2026", "2026-04-05"], "ask"],
    [["03/04/2026", "04/04/2026"], "ask"],
    [["25/04/2026", "04/25/2026"], "ask"],
    [["25/04/2026", "04/04/2026"], "day-first"],
    [["04/25/2026", "04/04/2026", ""], "month-first"],
    [["2026-04-05", "46117"], "none"],
  ])("a column of %j: %s", (cells, expected) => expect(orderOf(cells)).toBe(expected));
});
