import { describe, expect, it } from "vitest";
import type { Condition } from "~/curriculum/pack-simulation";
import { atomsIn, holds, type TurnFacts } from "~/curriculum/simulation-conditions";

const facts = (given: Partial<TurnFacts> = {}): TurnFacts => ({
  said: new Map([
    ["need", 1],
    ["price", 2],
  ]),
  saidNow: new Set(["price"]),
  prohibited: new Set(),
  waitedS: 20,
  priceWithoutValue: false,
  askedOrder: false,
  replies: 2,
  ...given,
});

describe("conditions at the end of a turn", () => {
  it.each<[Condition, boolean, string]>([
    [{ said: ["need"] }, true, "said earlier"],
    [{ said: ["need", "order"] }, false, "one of them was not"],
    [{ said_now: ["price"] }, true, "said in this turn"],
    [{ said_now: ["need"] }, false, "said, but not now"],
    [{ before: ["need", "price"] }, true, "in this order"],
    [{ before: ["price", "need"] }, false, "in the other order"],
    [{ before: ["need", "order"] }, true, "the second was never said"],
    [{ before: ["order", "need"] }, false, "the first was never said"],
    [{ prohibited: true }, false, "nothing was"],
    [{ prohibited: ["off_platform", "rude"] }, false, "nothing of these groups was"],
    [{ slower_than_s: 19 }, true, "20 s are more than 19"],
    [{ slower_than_s: 20 }, false, "and not more than 20"],
    [{ price_without_value: true }, false, "no price without its worth"],
    [{ asked_order: true }, false, "nobody asked"],
    [{ replies_at_least: 2 }, true, "the second reply"],
    [{ replies_at_least: 3 }, false, "no third"],
    [{ not: { said: ["order"] } }, true, "not said"],
    [{ all: [{ said: ["need"] }, { not: { asked_order: true } }] }, true, "both"],
    [{ all: [{ said: ["need"] }, { asked_order: true }] }, false, "one of two"],
    [{ any: [{ asked_order: true }, { said_now: ["price"] }] }, true, "either"],
    [{ any: [{ asked_order: true }, { prohibited: true }] }, false, "neither"],
  ])("%j is %s: %s", (condition, expected) => {
    expect(holds(condition, facts())).toBe(expected);
    expect(holds({ not: condition }, facts())).toBe(!expected);
  });

  it.each<[Condition, Partial<TurnFacts>]>([
    [{ prohibited: true }, { prohibited: new Set(["rude"]) }],
    [{ prohibited: ["rude"] }, { prohibited: new Set(["rude", "promise"]) }],
    [{ prohibited: ["off_platform", "rude"] }, { prohibited: new Set(["rude"]) }],
    [{ price_without_value: true }, { priceWithoutValue: true }],
    [{ asked_order: true }, { askedOrder: true }],
  ])("%j holds with %j", (condition, given) => {
    expect(holds(condition, facts(given))).toBe(true);
  });

  it("names every atom with its place", () => {
    const condition: Condition = { all: [{ said: ["a", "b"] }, { any: [{ not: { slower_than_s: 5 } }, { before: ["a", "b"] }] }] };
    expect([...atomsIn(condition)].map(({ path }) => path)).toEqual([
      "all.0.said",
      "all.0.said",
      "all.1.any.0.not.slower_than_s",
      "all.1.any.1.before",
    ]);
  });
});
