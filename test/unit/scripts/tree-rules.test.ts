import { describe, expect, it } from "vitest";
import { scriptBranches } from "~/curriculum/pack-wording";
import { scriptMessages } from "~/scripts/messages";
import { branchCounts, totalOf } from "~/scripts/tree-rules";

describe("the scenario tree", () => {
  it("has twelve branches, all of them named", () => {
    expect(scriptBranches).toHaveLength(12);
    for (const branch of scriptBranches) expect(Object.keys(scriptMessages.texts.en)).toContain(`branch.${branch}`);
  });

  it("keeps its order, shows empty branches and counts no strange ones", () => {
    const counts = branchCounts(["greeting", "closing", "delay"], { closing: 2, elsewhere: 9, greeting: 1 });
    expect(counts).toEqual([
      { branch: "greeting", count: 1 },
      { branch: "closing", count: 2 },
      { branch: "delay", count: 0 },
    ]);
    expect(totalOf(counts)).toBe(3);
  });
});
