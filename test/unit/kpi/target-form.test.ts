import { describe, expect, it } from "vitest";
import { yuan } from "~/kpi/money";
import { isSameTarget, targetOf, written } from "~/kpi/target-form";

const read = (typed: Record<string, string>) => targetOf((name) => typed[name.replace("store.s.", "")] ?? "", "s");

describe("a row of the targets' grid", () => {
  it.each<[Record<string, string>, object]>([
    [{}, { counts: "price", priceFen: null, itemsHundredths: null, pushUnits: null, quotaFen: null, season: "low" }],
    [{ price: "159.9" }, { priceFen: 15_990 }],
    [{ price: "1,159.05" }, { priceFen: 115_905 }],
    [
      { counts: "items", items: "1.8" },
      { counts: "items", itemsHundredths: 180 },
    ],
    [
      { push: "40", quota: "50000", season: "peak" },
      { pushUnits: 40, quotaFen: 5_000_000, season: "peak" },
    ],
    [{ quota: "0" }, { quotaFen: 0 }],
    [{ price: "１２０" }, { priceFen: 12_000 }],
  ])("%j", (typed, values) => {
    expect(read(typed)).toMatchObject({ values, refusals: [] });
  });

  it.each([
    [{ price: "0" }, "price"],
    [{ price: "1.234" }, "price"],
    [{ items: "-1" }, "items"],
    [{ push: "1.5" }, "push"],
    [{ push: "0" }, "push"],
    [{ quota: "many" }, "quota"],
  ])("refuses %j next to its field", (typed, field) => {
    expect(read(typed).refusals).toEqual([{ code: field, field: `store.s.${field}` }]);
  });

  it("says nothing as nothing", () => {
    expect(isSameTarget(null, read({}).values)).toBe(true);
    expect(isSameTarget(null, read({ season: "peak" }).values)).toBe(false);
    expect(isSameTarget(read({ price: "5" }).values, read({ price: "5.00" }).values)).toBe(true);
  });
});

describe("money", () => {
  it.each([
    [null, ""],
    [15_990, "159.9"],
    [12_000, "120"],
    [5, "0.05"],
  ])("%s is typed %s", (fen, typed) => {
    expect(written(fen)).toBe(typed);
  });
  it.each([
    [178_000, "1780.00"],
    [-5, "−0.05"],
    [0, "0.00"],
  ])("%s fen are shown %s", (fen, shown) => {
    expect(yuan(fen)).toBe(shown);
  });
});
