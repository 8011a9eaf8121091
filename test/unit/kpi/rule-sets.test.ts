import { describe, expect, it } from "vitest";
import { holdingSet, isFrozen, monthBegins, newestSet, type RuleSet, type TargetRow, targetFor } from "~/kpi/rule-sets";

const published = new Date("2026-01-10T00:00:00Z");
const set = (id: string, storeId: string | null, fromMonth: string, version = 1, more: Partial<RuleSet> = {}): RuleSet => ({
  ...{ id, storeId, fromMonth: `${fromMonth}-01`, version, follows: false, publishedAt: published, ...more },
});

describe("which rule set holds", () => {
  const sets = [
    set("shop", null, "2026-03"),
    set("shop-again", null, "2026-03", 2),
    set("shop-may", null, "2026-05"),
    set("peak", "a", "2026-04"),
    set("draft", "a", "2026-04", 0, { publishedAt: null }),
    set("back", "a", "2026-06", 1, { follows: true }),
    set("b", "b", "2026-02"),
    set("shop-content", null, "2026-08", 1, { follows: true }),
  ];
  it.each([
    ["2026-02", "a", null],
    ["2026-03", "a", "shop-again"],
    ["2026-04", "a", "peak"],
    ["2026-05", "a", "peak"],
    ["2026-06", "a", "shop-may"],
    ["2026-08", "a", null],
    ["2026-01", "b", null],
    ["2026-07", "b", "b"],
    ["2026-04", null, "shop-again"],
    ["2027-01", "c", null],
  ])("in %s for the store %s: %s", (month, store, held) => {
    expect(holdingSet(sets, store, `${month}-01`)?.set.id ?? null).toBe(held);
  });

  it("says whose it is", () => {
    expect(holdingSet(sets, "a", "2026-05-01")?.source).toBe("store");
    expect(holdingSet(sets, "c", "2026-05-01")?.source).toBe("shop");
  });

  it("does not depend on the order in which sets come", () => {
    expect(newestSet([...sets].reverse(), null, "2026-04-01")?.id).toBe("shop-again");
  });
});

describe("the first instant of a month", () => {
  it.each([
    ["Shanghai alone", ["Asia/Shanghai"], "2026-02-28T16:00:00.000Z"],
    ["Berlin alone", ["Europe/Berlin"], "2026-02-28T23:00:00.000Z"],
    ["the earliest of several", ["Europe/Berlin", "Asia/Shanghai", "America/New_York"], "2026-02-28T16:00:00.000Z"],
    ["no team yet", [], "2026-02-28T16:00:00.000Z"],
  ])("%s", (_, zones, begins) => {
    expect(monthBegins("2026-03-01", zones).toISOString()).toBe(begins);
  });

  it.each([
    ["2026-02-28T15:59:59.999Z", false],
    ["2026-02-28T16:00:00.000Z", true],
  ])("at %s the month of March is frozen in Shanghai: %s", (now, frozen) => {
    expect(isFrozen("2026-03-01", ["Asia/Shanghai"], new Date(now))).toBe(frozen);
  });
});

describe("the targets of a month", () => {
  const row = (month: string, more: Partial<TargetRow> = {}): TargetRow => ({
    ...{ month: `${month}-01`, counts: "price", priceFen: null, itemsHundredths: null, pushUnits: null, pushProducts: [] },
    ...{ quotaFen: null, season: "low", ...more },
  });
  const rows = [
    row("2026-01", { priceFen: 12_000, pushUnits: 40, pushProducts: ["rose-bag"], quotaFen: 5_000_000, season: "peak" }),
    row("2026-03", { counts: "items", itemsHundredths: 180 }),
    row("2026-04", { counts: "price", pushUnits: 10, pushProducts: ["tote"] }),
  ];
  it.each([
    ["before anything was said", "2025-12", null],
    [
      "the month itself",
      "2026-01",
      { counts: "price", priceFen: 12_000, pushUnits: 40, quotaFen: 5_000_000, season: "peak", since: "2026-01-01" },
    ],
    ["price carries over; task, quota and season do not", "2026-02", { priceFen: 12_000, pushUnits: null, quotaFen: null, season: "low" }],
    ["counts items from then on", "2026-03", { counts: "items", itemsHundredths: 180, since: "2026-03-01" }],
    ["back to the price that was last said", "2026-04", { counts: "price", priceFen: 12_000, pushUnits: 10, since: "2026-01-01" }],
    ["later", "2026-09", { counts: "price", priceFen: 12_000, itemsHundredths: 180, pushUnits: null, pushProducts: [] }],
  ])("%s", (_, month, target) => {
    const found = targetFor(rows, `${month}-01`);
    if (target === null) expect(found).toBeNull();
    else expect(found).toMatchObject(target);
  });
});
