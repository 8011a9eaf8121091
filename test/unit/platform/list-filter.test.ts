import { describe, expect, it } from "vitest";
import { listAddress, listFilterOf } from "~/platform/list-filter";

const tabs = ["open", "late", "closed"] as const;
const team = "01890a5d-ac96-774b-bcce-b302099a8057";
const usual = { show: "open", team: null, q: "", page: 1 } as const;
const of = (query: string) => listFilterOf(new URL(`https://shop.example/list${query}`), tabs);

describe("the filter of a list", () => {
  it.each([
    ["", usual],
    ["?show=late", { ...usual, show: "late" }],
    ["?show=everything&page=0&team=ours", usual],
    ["?page=3", { ...usual, page: 3 }],
    ["?page=2.5", usual],
    ["?page=10000", usual],
    [`?team=${team}`, { ...usual, team }],
    ["?q=%20%00ｆｅｎｇ%20", { ...usual, q: "feng" }],
    [`?q=${"x".repeat(150)}`, { ...usual, q: "x".repeat(100) }],
  ])("reads %o", (query, filter) => {
    expect(of(query)).toEqual(filter);
  });

  it.each([
    ["/list", {}, {}],
    ["/list?show=late", {}, { show: "late" }],
    [`/list?team=${team}&q=feng`, { team, q: "feng", page: 4 }, {}],
    [`/list?team=${team}&page=5`, { team, page: 4 }, { page: 5 }],
    ["/list?q=feng", { team, q: "feng" }, { team: null }],
  ] as const)("becomes %s", (address, filter, change) => {
    expect(listAddress("/list", { ...usual, ...filter }, "open", change)).toBe(address);
  });
});
