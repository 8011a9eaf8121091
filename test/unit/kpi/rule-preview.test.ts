import { describe, expect, it } from "vitest";
import { type Gain, gainOf, type Outcome, sortGains, Tally } from "~/kpi/rule-preview";
import { Decimal } from "~/platform/decimal";

const lines = [
  { from: 90, base_yuan: 3000 },
  { from: 80, base_yuan: 2000 },
  { from: 0, base_yuan: 1000 },
];
const both = { before: lines, after: lines };
const outcome = (score: string | null, bonusFen: number | null = null): Outcome => {
  const exact = score === null ? null : Decimal.parse(score);
  return { score: exact, bonusFen, stores: [{ storeId: "a", score: exact }] };
};
const somebody = { personId: "p", teamId: "t" };

describe("who gains and who loses", () => {
  it.each<[string, Outcome, Outcome, Partial<Gain>]>([
    ["89 → 90 crosses a line up", outcome("89", 178_000), outcome("90", 270_000), { points: "1", change: 92_000, crosses: "up" }],
    ["80 → 79 crosses a line down", outcome("80", 160_000), outcome("79", 79_000), { points: "-1", change: -81_000, crosses: "down" }],
    ["89.995 is below 90", outcome("89"), outcome("89.995"), { points: "0.995", crosses: null }],
    ["the same", outcome("85", 170_000), outcome("85", 170_000), { points: "0", change: 0, crosses: null }],
    ["no longer scored", outcome("85", 170_000), outcome(null), { after: null, points: null, change: null, crosses: null }],
  ])("%s", (_, before, after, said) => {
    expect(gainOf(somebody, before, after, both)).toMatchObject(said);
  });

  it("crosses a line that the rules move", () => {
    const strict = [{ from: 95, base_yuan: 3000 }, ...lines.slice(1)];
    expect(gainOf(somebody, outcome("92"), outcome("92"), { before: lines, after: strict }).crosses).toBe("down");
  });
});

describe("all of them together", () => {
  it("are counted by direction, bonus line, five points and store", () => {
    const tally = new Tally();
    const pairs = [
      [outcome("89", 178_000), outcome("90", 270_000)],
      [outcome("100", 300_000), outcome("80", 160_000)],
      [outcome("50", 50_000), outcome("50", 50_000)],
      [outcome(null), outcome("60", 60_000)],
    ] as const;
    for (const [before, after] of pairs) tally.add(gainOf(somebody, before, after, both), before, after);
    expect(tally.counts).toEqual({ agents: 4, gain: 1, lose: 1, same: 1, up: 1, down: 1, unscored: 1 });
    expect(tally.bonus).toEqual({ before: 528_000, after: 540_000 });
    expect(tally.spread.before[19]).toBe(1);
    expect(tally.spread.before[17]).toBe(1);
    expect(tally.spread.after[18]).toBe(1);
    expect(tally.spread.before.reduce((a, b) => a + b)).toBe(3);
    expect(tally.stores()).toEqual([{ storeId: "a", agents: 4, gain: 1, lose: 1, before: "79.67", after: "70.00" }]);
  });

  it("are sorted by what is asked, those of whom it is not known last", () => {
    const gains = [
      { ...gainOf({ personId: "up", teamId: "t" }, outcome("80", 160_000), outcome("90", 270_000), both) },
      { ...gainOf({ personId: "down", teamId: "t" }, outcome("90", 270_000), outcome("80", 160_000), both) },
      { ...gainOf({ personId: "unknown", teamId: "t" }, outcome(null), outcome("99", 297_000), both) },
    ];
    const order = (by: Parameters<typeof sortGains>[1]) => sortGains(gains, by).map(({ personId }) => personId);
    expect(order("loss")).toEqual(["down", "up", "unknown"]);
    expect(order("gain")).toEqual(["up", "down", "unknown"]);
    expect(order("score")).toEqual(["unknown", "up", "down"]);
    expect(order("points")).toEqual(["down", "up", "unknown"]);
  });
});
