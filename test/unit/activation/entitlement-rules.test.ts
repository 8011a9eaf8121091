import { describe, expect, it } from "vitest";
import {
  entitlementStates,
  entitlementWords,
  isLate,
  kindRefusals,
  possibleWords,
  stateAfterLeaving,
  stateAfterWord,
  wordRefusal,
} from "~/activation/entitlements/rules";

const TODAY = "2026-03-02";

describe("the words on an entitlement", () => {
  it.each([
    ["open", false, ["done", "not_needed"]],
    ["done", false, ["undo"]],
    ["not_needed", false, ["undo"]],
    ["to_return", true, ["returned", "not_returned"]],
    ["returned", true, ["undo"]],
    ["not_returned", true, ["undo"]],
    ["done", true, []],
    ["not_needed", true, []],
    ["open", true, []],
  ] as const)("%s, left: %s: %j", (state, hasLeft, words) => {
    expect(possibleWords(state, hasLeft)).toEqual(words);
  });

  it("lead back by an undo from wherever they lead", () => {
    for (const state of entitlementStates)
      for (const word of possibleWords(state, false))
        if (word !== "undo") expect(stateAfterWord(stateAfterWord(state, word), "undo")).toBe(state);
    for (const state of entitlementStates)
      for (const word of entitlementWords)
        if (!possibleWords(state, false).includes(word)) expect(() => stateAfterWord(state, word)).toThrow(RangeError);
  });

  const of = { personId: "agent", state: "open", hasLeft: false } as const;
  it.each([
    [of, { word: "done", on: TODAY, note: "" }, "manager", undefined],
    [of, { word: "done", on: "2026-03-03", note: "" }, "manager", "entitlement_day"],
    [of, { word: "done", on: null, note: "" }, "manager", "entitlement_day"],
    [of, { word: "done", on: TODAY, note: "x".repeat(301) }, "manager", "entitlement_note"],
    [of, { word: "not_needed", on: null, note: " " }, "manager", "entitlement_reason"],
    [of, { word: "not_needed", on: null, note: "has one" }, "manager", undefined],
    [of, { word: "returned", on: TODAY, note: "" }, "manager", "entitlement_changed"],
    [{ ...of, state: "done" }, { word: "done", on: TODAY, note: "" }, "manager", "entitlement_changed"],
    [of, { word: "done", on: TODAY, note: "" }, "agent", "entitlement_of_oneself"],
    [of, { word: "done", on: TODAY, note: "" }, null, "entitlement_of_oneself"],
  ] as const)("%o, %o by %s: %s", (entitlement, said, actor, code) => {
    expect(wordRefusal(entitlement, said, actor, TODAY)?.code).toBe(code);
  });
});

describe("leaving", () => {
  it.each([
    ["open", true, "not_needed"],
    ["open", false, "not_needed"],
    ["done", true, "to_return"],
    ["done", false, null],
    ["not_needed", true, null],
    ["returned", true, null],
  ] as const)("%s, taken back: %s: %s", (state, takenBack, next) => {
    expect(stateAfterLeaving({ state, takenBack })).toBe(next);
  });
});

it.each([
  ["open", "2026-03-01", true],
  ["open", TODAY, false],
  ["done", "2026-03-01", false],
  ["to_return", "2026-03-01", false],
] as const)("%s, due %s is late on 2 March: %s", (state, dueOn, late) => {
  expect(isLate({ state, dueOn }, TODAY)).toBe(late);
});

describe("an entry of the list", () => {
  const kind = {
    name: { "zh-CN": "手机", en: "Phone" },
    teamId: null,
    ownerRole: "manager" as const,
    ownerId: null,
    dueDays: 3,
    takenBack: true,
  };
  it.each([
    [{}, []],
    [{ dueDays: 0 }, []],
    [{ dueDays: 365 }, []],
    [{ dueDays: 366 }, ["kind_days"]],
    [{ dueDays: 1.5 }, ["kind_days"]],
    [{ dueDays: Number.NaN }, ["kind_days"]],
    [{ ownerRole: null }, ["kind_owner"]],
    [{ ownerId: "somebody" }, ["kind_owner"]],
    [{ ownerRole: null, ownerId: "somebody" }, []],
    [{ name: { "zh-CN": " ", en: "x".repeat(61) } }, ["kind_name", "kind_name"]],
  ])("%o: %j", (change, codes) => {
    expect(kindRefusals({ ...kind, ...change }).map((r) => r.code)).toEqual(codes);
  });
});
