import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, drawByBlueprint } from "~/drill/draw";
import { seededRandom, shuffled } from "~/platform/seed";

const pool = (topic: string, n: number, critical: number): Candidate[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${topic}-${i}`, topic, critical: i < critical }));
const bank = [...pool("rules", 20, 5), ...pool("prices", 10, 0), ...pool("privacy", 4, 4)];
const drawn = (blueprint: { topic: string; count: number }[], seed: string) => {
  const draw = drawByBlueprint(blueprint, bank, seed);
  if ("shortage" in draw) throw new Error("short");
  return draw.drawn;
};
const criticalOf = (ids: string[]) => ids.filter((id) => bank.find((c) => c.id === id)?.critical).length;

describe("a draw by blueprint", () => {
  it("follows from the seed alone", () => {
    const blueprint = [
      { topic: "rules", count: 8 },
      { topic: "prices", count: 4 },
    ];
    expect(drawn(blueprint, "a")).toEqual(drawn(blueprint, "a"));
    expect(drawn(blueprint, "a")).not.toEqual(drawn(blueprint, "b"));
    // A golden draw: a change here changes every exam that is open.
    expect(drawn([{ topic: "prices", count: 3 }], "golden")).toMatchInlineSnapshot(`
      [
        "prices-7",
        "prices-8",
        "prices-4",
      ]
    `);
  });

  it.each([
    [8, 2, "8 × 5/20"],
    [2, 1, "half-up: 0.5 becomes 1"],
    [1, 1, "at least one where there is any"],
    [20, 5, "all"],
    [10, 3, "2.5 becomes 3"],
  ])("takes %i of rules with %i critical ones (%s)", (count, critical, _why) => {
    for (const seed of ["a", "b", "c", "d"]) expect(criticalOf(drawn([{ topic: "rules", count }], seed))).toBe(critical);
  });

  it("names the topic that is short", () => {
    expect(drawByBlueprint([{ topic: "prices", count: 11 }], bank, "a")).toEqual({ shortage: { topic: "prices", wanted: 11, found: 10 } });
    expect(drawByBlueprint([{ topic: "unknown", count: 1 }], bank, "a")).toEqual({ shortage: { topic: "unknown", wanted: 1, found: 0 } });
  });

  it("counts a topic named twice together", () => {
    expect(
      drawByBlueprint(
        [
          { topic: "privacy", count: 3 },
          { topic: "privacy", count: 2 },
        ],
        bank,
        "a",
      ),
    ).toEqual({ shortage: { topic: "privacy", wanted: 5, found: 4 } });
  });

  it("never repeats a question and always fills the blueprint", () => {
    const topics = ["a", "b", "c"];
    const pools = fc.array(fc.record({ n: fc.integer({ min: 1, max: 15 }), critical: fc.integer({ min: 0, max: 15 }) }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        pools,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.string(),
        (sizes, shares, seed) => {
          const all = sizes.flatMap(({ n, critical }, i) => pool(topics[i] ?? "", n, Math.min(n, critical)));
          const blueprint = topics.map((topic, i) => ({ topic, count: Math.max(1, Math.floor((sizes[i]?.n ?? 1) * (shares[i] ?? 1))) }));
          const draw = drawByBlueprint(blueprint, all, seed);
          if ("shortage" in draw) throw new Error("short");
          expect(new Set(draw.drawn).size).toBe(draw.drawn.length);
          for (const { topic, count } of blueprint) expect(draw.drawn.filter((id) => id.startsWith(`${topic}-`))).toHaveLength(count);
        },
      ),
    );
  });

  it("gives every question its turn", () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 400; i++)
      for (const id of drawn([{ topic: "prices", count: 5 }], `seed ${i}`)) seen.set(id, (seen.get(id) ?? 0) + 1);
    expect(seen.size).toBe(10);
    for (const n of seen.values()) expect(n).toBeGreaterThan(150);
  });
});

describe("the seed", () => {
  it("spreads its numbers evenly", () => {
    const random = seededRandom("even");
    const buckets = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 10_000; i++) {
      const bucket = Math.floor(random() * 10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const n of buckets) expect(Math.abs(n - 1000)).toBeLessThan(120);
  });

  it("orders the same things anew, and leaves the given list alone", () => {
    const given = ["a", "b", "c", "d", "e"];
    const orders = new Set(Array.from({ length: 50 }, (_, i) => shuffled(given, `${i}`).join("")));
    expect(orders.size).toBeGreaterThan(25);
    expect(given).toEqual(["a", "b", "c", "d", "e"]);
  });
});
