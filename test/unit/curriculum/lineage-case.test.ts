import { describe, expect, it } from "vitest";
import { originOf, tidyOrigin } from "~/curriculum/lineage-rules";

describe("a case as what something was made from", () => {
  it.each([
    ["/cases/41", "case/41"],
    ["https://desk.example/cases/41/edit?x=1", "case/41"],
    ["#41", "case/41"],
    ["case/41", "case/41"],
    ["/cases/0", "/cases/0"],
    ["/cases/lost", "/cases/lost"],
    ["# 41", "# 41"],
  ])("typed as %j it is stored as %j", (typed, stored) => {
    expect(tidyOrigin(typed)).toBe(stored);
  });

  it.each<[string, ReturnType<typeof originOf>]>([
    ["case/41", { type: "case", number: 41 }],
    ["case/041", { type: "note", text: "case/041" }],
    ["case/x", { type: "note", text: "case/x" }],
  ])("%j is read as %j", (text, origin) => {
    expect(originOf(text)).toEqual(origin);
  });
});
