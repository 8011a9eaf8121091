import { describe, expect, it } from "vitest";
import { chosenOf, masteryOf, topicsOf, weakestOf } from "~/drill/mastery";

const NOW = new Date("2026-03-02T01:00:00Z");
const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const card = (itemId: string, more: object = {}) => ({
  ...{
    itemId,
    topic: "bags",
    required: true,
    reviewedAt: at(-24),
    firstRightAt: at(-24),
    secondRightAt: null,
    fluentUntil: null,
    difficulty: 5,
    stability: 2,
  },
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
  it("are what was wrong last, what is not fluent, the hardest first, then the soonest forgotten; never what was not answered", () => {
    const bank = [
      card("easy", { difficulty: 2 }),
      card("hard", { difficulty: 9 }),
      card("fluent but hard", { difficulty: 10, secondRightAt: at(-1), fluentUntil: at(50) }),
      card("forgotten", { difficulty: 6, secondRightAt: at(-99), fluentUntil: at(-1) }),
      card("short", { difficulty: 9, stability: 0.5 }),
      card("wrong last", { difficulty: 3, firstRightAt: null }),
      card("unseen", { reviewedAt: null, difficulty: null }),
    ];
    expect(names(weakestOf(bank, NOW))).toBe("wrong last,short,hard,forgotten,easy,fluent but hard");
    expect(names(weakestOf(bank, NOW, 2))).toBe("wrong last,short");
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

describe("the topics of a bank", () => {
  const timed = (itemId: string, topic: string, more: object = {}) => ({
    ...card(itemId, { topic }),
    ...{ slug: itemId, firstRightMs: null, secondRightMs: null, targetMs: 10_000, ...more },
  });

  it("stand in the order in which they are met, with what is fluent and how long right answers take", () => {
    const topics = topicsOf(
      [
        timed("a", "prices", { firstRightMs: 4000 }),
        timed("b", "bags", { reviewedAt: null }),
        timed("c", "prices", { firstRightMs: 6000, secondRightMs: 10_000, secondRightAt: at(-1), fluentUntil: at(9), targetMs: 20_000 }),
      ],
      NOW,
    );
    expect(topics).toEqual([
      {
        ...{ topic: "prices", required: 2, fluent: 1, time: { ms: 6000, targetMs: 15_000 } },
        cells: [
          { slug: "a", mastery: "learning" },
          { slug: "c", mastery: "fluent" },
        ],
      },
      { topic: "bags", required: 1, fluent: 0, time: null, cells: [{ slug: "b", mastery: "new" }] },
    ]);
    expect(topicsOf([], NOW)).toEqual([]);
  });
});
