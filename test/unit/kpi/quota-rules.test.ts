import { describe, expect, it } from "vitest";
import { judgeMonth, netOf, type QuotaMonth, quotaOf, type QuotaStore, restsOnTheSame, runBelow } from "~/kpi/quota/quota-rules";

const rules = { peak_months: [6, 11, 12], low_yuan: 60_000, peak_yuan: 100_000, below_months: 2 };
const said = (quotaFen: number | null, season: "low" | "peak" = "low") => ({ quotaFen, season });

describe("what a store asks for", () => {
  it.each([
    ["low season", rules, null, "2026-03-01", { fen: 6_000_000, season: "low", own: false }],
    ["peak season", rules, null, "2026-11-01", { fen: 10_000_000, season: "peak", own: false }],
    ["a store's own peak", rules, said(null, "peak"), "2026-03-01", { fen: 10_000_000, season: "peak", own: false }],
    ["a store's own quota", rules, said(7_500_000), "2026-11-01", { fen: 7_500_000, season: "peak", own: true }],
    ["a store that asks for nothing", rules, said(0), "2026-03-01", null],
    ["rules that ask for nothing", undefined, said(7_500_000), "2026-03-01", null],
    ["nothing in the low season", { ...rules, low_yuan: 0 }, null, "2026-03-01", null],
  ])("%s", (_, of, target, month, asked) => {
    expect(quotaOf(of, target, month)).toEqual(asked);
  });
});

it.each([
  ["as reported", { netFen: 5, salesFen: 100, refundFen: 1 }, 5],
  ["a loss", { netFen: -5 }, -5],
  ["sales less refunds", { salesFen: 100, refundFen: 30 }, 70],
  ["sales alone say nothing of refunds", { salesFen: 100 }, null],
  ["nothing", undefined, null],
])("net sales: %s", (_, sales, net) => {
  expect(netOf(sales)).toBe(net);
});

const store = (netFen: number | null, share = "100", fen = 6_000_000): QuotaStore => ({
  storeId: "s",
  share,
  netFen,
  quota: fen > 0 ? { fen, season: "low", own: false } : null,
});
const month = (stores: QuotaStore[], change: Partial<Parameters<typeof judgeMonth>[0]> = {}) =>
  judgeMonth({ month: "2026-03-01", version: 2, isScored: true, activeDays: 20, workingDays: 20, stores, ...change });

describe("a month", () => {
  it.each<[string, QuotaMonth, Partial<QuotaMonth>]>([
    ["one fen short", month([store(5_999_999)]), { verdict: "below", quotaFen: 6_000_000, netFen: 5_999_999, why: null }],
    ["just as much", month([store(6_000_000)]), { verdict: "met" }],
    ["half of the working days", month([store(3_000_000)], { activeDays: 10 }), { verdict: "met", quotaFen: 3_000_000 }],
    [
      "a third, rounded half-up once",
      month([store(2_000_000)], { activeDays: 7, workingDays: 21 }),
      { quotaFen: 2_000_000, verdict: "met" },
    ],
    ["7 of 22 days", month([store(0)], { activeDays: 7, workingDays: 22 }), { quotaFen: 1_909_091, verdict: "below" }],
    ["60/40 of two stores", month([store(3_600_000, "60"), store(3_000_000, "40", 7_500_000)]), { quotaFen: 6_600_000, verdict: "met" }],
    ["a store that asks for nothing adds nothing", month([store(1, "60"), store(9_000_000, "40", 0)]), { netFen: 1, quotaFen: 3_600_000 }],
    ["not scored", month([store(0)], { isScored: false }), { verdict: "none", why: "not_scored" }],
    ["no quota", month([store(0, "100", 0)]), { verdict: "none", why: "no_quota", quotaFen: null }],
    ["no stores", month([]), { verdict: "none", why: "no_quota" }],
    ["not a day active", month([store(0)], { activeDays: 0 }), { verdict: "none", why: "no_quota" }],
    ["sales of one store unknown", month([store(0, "60"), store(null, "40")]), { verdict: "none", why: "no_sales", netFen: null }],
    ["a loss", month([store(-100)]), { verdict: "below", netFen: -100 }],
  ])("%s", (_, judged, expected) => {
    expect(judged).toMatchObject(expected);
  });
});

describe("two months running below", () => {
  const is = (verdict: QuotaMonth["verdict"], at: string): QuotaMonth => ({ ...month([store(0)]), verdict, month: `${at}-01` });
  const [jan, feb, mar, apr] = ["2026-01", "2026-02", "2026-03", "2026-04"] as const;
  it.each<[string, QuotaMonth[], string | null, string[] | null]>([
    ["one alone", [is("below", jan)], null, null],
    ["two", [is("below", jan), is("below", feb)], null, [jan, feb]],
    ["in any order", [is("below", feb), is("below", jan)], null, [jan, feb]],
    ["over the turn of the year", [is("below", "2025-12"), is("below", jan)], null, ["2025-12", jan]],
    ["with one met between", [is("below", jan), is("met", feb), is("below", mar)], null, null],
    ["with one not scored between", [is("below", jan), is("none", feb), is("below", mar)], null, null],
    ["with one missing between", [is("below", jan), is("below", mar)], null, null],
    ["a run goes on", [is("below", jan), is("below", feb), is("below", mar)], null, [jan, feb, mar]],
    ["a month that was met after them takes nothing back", [is("below", jan), is("below", feb), is("met", mar)], null, [jan, feb]],
    ["looked at already", [is("below", jan), is("below", feb)], "2026-02-01", null],
    ["one more after it was looked at", [is("below", jan), is("below", feb), is("below", mar)], "2026-02-01", null],
    ["two more after it", [is("below", feb), is("below", mar), is("below", apr)], "2026-02-01", [mar, apr]],
  ])("%s", (_, months, reviewed, run) => {
    expect(runBelow(months, 2, reviewed)?.map((one) => one.month.slice(0, 7)) ?? null).toEqual(run);
  });

  it("rest on the same only by the same statements and numbers", () => {
    const run = [is("below", jan), is("below", feb)];
    expect(restsOnTheSame(run, [...run])).toBe(true);
    expect(restsOnTheSame(run, run.slice(1))).toBe(false);
    expect(restsOnTheSame(run, [{ ...is("below", jan), version: 3 }, is("below", feb)])).toBe(false);
  });
});
