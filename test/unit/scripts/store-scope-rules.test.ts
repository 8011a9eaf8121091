import { describe, expect, it } from "vitest";
import { MOST_STORES, scopeFrom } from "~/scripts/store-scope-rules";

describe("the stores of a script, as its form says them", () => {
  it.each([
    ["every store, whatever is ticked", "every", ["a"], []],
    ["these, each once", "these", ["a", "b", "a"], ["a", "b"]],
  ])("are %s", (_, where, ticked, stores) => {
    expect(scopeFrom(where, ticked)).toEqual({ ok: true, value: stores });
  });

  it.each([
    ["none of them", "these", [], "scope_empty"],
    ["nothing said", "", ["a"], "scope_missing"],
    ["too many", "these", Array.from({ length: MOST_STORES + 1 }, (_, i) => String(i)), "scope_many"],
  ])("are refused: %s", (_, where, ticked, code) => {
    expect(scopeFrom(where, ticked)).toMatchObject({ ok: false, refusals: [{ code, field: "where" }] });
  });
});
