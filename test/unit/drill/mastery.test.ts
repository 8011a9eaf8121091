import { describe, expect, it } from "vitest";
import { chosenOf, masteryOf, weakestOf } from "~/drill/mastery";

const NOW = new Date("2026-03-02T01:00:00Z");
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const card = (itemId: string, more: object = {}) => ({
  ...{ itemId, topic: "bags", required: true, reviewedAt: at(-24), secondRightAt: null, fluentUntil: null, difficulty: 5, stability: 2 },
  ...more,
});
const names = (cards: readonly { itemId: string }[]) => cards.map(({ itemId }) => itemId).join();

describe("how somebody stands with a question", () => {
  it.each([
    ["never answered", { reviewedAt: null }, "new"],
    ["right once, or wrong the last time", {}, "learning"],
    ["right twice, but slower than its target", { secondRightAt: at(-1) }, "slow"],
    ["right twice in time, and remembered", { secondRightAt: at(-1), fluentUntil: at(1) }, "fluent"],
    ["at the instant at which recall falls below 0.90", { secondRightAt: at(-1), fluentUntil: NOW }, "forgotten"],
    ["forgotten since yesterday", { secondRightAt: at(-99), fluentUntil: at(-24) }, "forgotten"],
  ])("%s", (_, more, mastery) => {
    expect(masteryOf(card("a", more), NOW)).toBe(mastery);
  });
});

describe("the weakest", () => {
  it("are those not fluent, the hardest first, then the soonest forgotten; never what was not answered", () => {
    const bank = [
      card("easy", { difficulty: 2 }),
      card("hard", { difficulty: 9 }),
      card("fluent but hard", { difficulty: 10, secondRightAt: at(-1), fluentUntil: at(50) }),
      card("forgotten", { difficulty: 6, secondRightAt: at(-99), fluentUntil: at(-1) }),
      card("short", { difficulty: 9, stability: 0.5 }),
      card("unseen", { reviewedAt: null, difficulty: null }),
    ];
    expect(names(weakestOf(bank, NOW))).toBe("short,hard,forgotten,easy,fluent but hard");
    expect(names(weakestOf(bank, NOW, 2))).toBe("short,hard");
  });

  it("are ten, and always the same ones of equals", () => {
    const bank = Array.from({ length: 30 }, (_, n) => card(String(n).padStart(2, "0")));
    expect(names(weakestOf(bank.toReversed(), NOW))).toBe("00,01,02,03,04,05,06,07,08,09");
  });
});

describe("what is chosen", () => {
  const bank = [card("a"), card("b", { topic: "prices" }), card("c", { required: false, difficulty: 10 }), card("d", { reviewedAt: null })];
  it.each([
    ["a topic, whole", { by: "topic", topic: "bags" }, "a,c,d"],
    ["a topic that has nothing here", { by: "topic", topic: "posts" }, ""],
    ["a set, as far as it is in the bank", { by: "set", items: new Set(["b", "x"]) }, "b"],
    ["the weakest of what is required", { by: "weakest" }, "a,b"],
  ] as const)("%s", (_, choice, chosen) => {
    expect(names(chosenOf(choice, bank, NOW))).toBe(chosen);
  });
});
