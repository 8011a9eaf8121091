import { describe, expect, it } from "vitest";
import { afterSaving, applyChanges, rebase } from "~/probation/draft";

describe("applyChanges", () => {
  it.each([
    ["a first grade", {}, { a: { grade: 3 } }, { a: { grade: 3 } }],
    ["a remark beside a grade", { a: { grade: 3 } }, { a: { remark: "good" } }, { a: { grade: 3, remark: "good" } }],
    ["a grade taken away", { a: { grade: 3, remark: "x" } }, { a: { grade: null } }, { a: { remark: "x" } }],
    ["a remark emptied", { a: { grade: 3, remark: "x" } }, { a: { remark: "" } }, { a: { grade: 3 } }],
    ["nothing left of an item", { a: { grade: 3 }, b: { grade: 1 } }, { a: { grade: null } }, { b: { grade: 1 } }],
    ["pictures stay", { a: { fileIds: ["f"] } }, { a: { grade: 0 } }, { a: { fileIds: ["f"], grade: 0 } }],
  ])("%s", (_, entries, changes, after) => {
    expect(applyChanges(entries, changes)).toEqual(after);
  });

  it("leaves what it was given as it was", () => {
    const entries = Object.freeze({ a: Object.freeze({ grade: 1 }) });
    expect(applyChanges(entries, { a: { grade: 2 } })).toEqual({ a: { grade: 2 } });
  });
});

describe("rebase: another device was quicker", () => {
  const base = { a: { grade: 1 }, b: { grade: 2, remark: "slow" } };
  it.each([
    ["the other device touched another item", { a: { grade: 4 } }, { ...base, b: { grade: 3 } }, { a: { grade: 4 } }, []],
    ["both touched the item: theirs", { a: { grade: 4 } }, { ...base, a: { grade: 0 } }, {}, ["a"]],
    ["both did the same", { a: { grade: 4 } }, { ...base, a: { grade: 4 } }, {}, []],
    [
      "a picture of theirs does not overtake a grade",
      { a: { grade: 4 } },
      { ...base, a: { grade: 1, fileIds: ["f"] } },
      { a: { grade: 4 } },
      [],
    ],
    ["a new item here, another there", { c: { grade: 2 } }, { ...base, d: { grade: 1 } }, { c: { grade: 2 } }, []],
    ["a remark here, a grade there", { b: { remark: "quick" } }, { ...base, b: { grade: 4, remark: "slow" } }, {}, ["b"]],
  ])("%s", (_, mine, theirs, kept, overtaken) => {
    expect(rebase(base, mine, theirs)).toEqual({ kept, overtaken });
  });
});

describe("afterSaving", () => {
  it("keeps what was typed while the save was under way", () => {
    const sent = { a: { grade: 1 }, b: { remark: "go" } };
    expect(afterSaving({ ...sent, b: { remark: "good" }, c: { grade: 2 } }, sent)).toEqual({ b: { remark: "good" }, c: { grade: 2 } });
    expect(afterSaving(sent, sent)).toEqual({});
  });
});
