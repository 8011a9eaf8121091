import type { Decimal } from "~/platform/decimal";
import { type Tier, tierOf } from "./bonus";

/** Who gains and who loses when a month is scored by other rules. Pure. */

/** How a month comes out: exact score, null where nothing could be scored; bonus in fen. */
export type Outcome = { score: Decimal | null; bonusFen: number | null; stores: readonly { storeId: string; score: Decimal | null }[] };

/** One agent under both rules. Scores as text, exact. `change` in fen, `points` of the score: both null where one of the two is not scored. */
export type Gain = {
  personId: string;
  teamId: string;
  before: string | null;
  after: string | null;
  points: string | null;
  bonusBefore: number | null;
  bonusAfter: number | null;
  change: number | null;
  /** Across a bonus line. */
  crosses: "up" | "down" | null;
  stores: string[];
};

/** Compare one agent's month under both rules; each with the bonus lines that go with it. */
export function gainOf(
  person: { personId: string; teamId: string },
  before: Outcome,
  after: Outcome,
  lines: { before: readonly Tier[]; after: readonly Tier[] },
): Gain {
  const [was, now] = [before.score && tierOf(lines.before, before.score), after.score && tierOf(lines.after, after.score)];
  const moved = was && now ? now.base_yuan - was.base_yuan : 0;
  return {
    ...person,
    before: before.score?.toString() ?? null,
    after: after.score?.toString() ?? null,
    points: before.score && after.score ? after.score.subtract(before.score).toString() : null,
    bonusBefore: before.bonusFen,
    bonusAfter: after.bonusFen,
    change: before.bonusFen === null || after.bonusFen === null ? null : after.bonusFen - before.bonusFen,
    crosses: moved > 0 ? "up" : moved < 0 ? "down" : null,
    stores: after.stores.map(({ storeId }) => storeId),
  };
}

/** Agents by score, in steps of five points; the last holds 95 to 100. */
const STEPS = 20;
const stepOf = (score: Decimal) => Math.min(STEPS - 1, Math.floor(Number(score.toFloor(2)) / 5));

type StoreSide = { count: number; sum: number };
type StoreGain = { storeId: string; agents: number; gain: number; lose: number; before: StoreSide; after: StoreSide };

/** All of it in figures: counted one agent at a time, so that a whole shop needs no list of outcomes. */
export class Tally {
  readonly counts = { agents: 0, gain: 0, lose: 0, same: 0, up: 0, down: 0, unscored: 0 };
  readonly bonus = { before: 0, after: 0 };
  readonly spread = { before: new Array<number>(STEPS).fill(0), after: new Array<number>(STEPS).fill(0) };
  private readonly byStore = new Map<string, StoreGain>();

  /** Count one agent. Whoever is scored under neither rule is counted apart. */
  add(gain: Gain, before: Outcome, after: Outcome): void {
    const direction = gain.points === null ? 0 : Math.sign(Number(gain.points));
    this.counts.agents++;
    if (gain.points === null) this.counts.unscored++;
    else this.counts[direction > 0 ? "gain" : direction < 0 ? "lose" : "same"]++;
    if (gain.crosses) this.counts[gain.crosses]++;
    this.bonus.before += gain.bonusBefore ?? 0;
    this.bonus.after += gain.bonusAfter ?? 0;
    for (const [side, { score }] of [
      ["before", before],
      ["after", after],
    ] as const)
      if (score) this.spread[side][stepOf(score)] = (this.spread[side][stepOf(score)] ?? 0) + 1;
    for (const { storeId } of after.stores) {
      const store = this.storeOf(storeId);
      store.agents++;
      if (direction > 0) store.gain++;
      if (direction < 0) store.lose++;
      for (const [side, { stores }] of [
        ["before", before],
        ["after", after],
      ] as const) {
        const score = stores.find((s) => s.storeId === storeId)?.score;
        if (!score) continue;
        store[side].count++;
        store[side].sum += Number(score.toString());
      }
    }
  }

  private storeOf(storeId: string): StoreGain {
    const known = this.byStore.get(storeId);
    if (known) return known;
    const fresh: StoreGain = { storeId, agents: 0, gain: 0, lose: 0, before: { count: 0, sum: 0 }, after: { count: 0, sum: 0 } };
    this.byStore.set(storeId, fresh);
    return fresh;
  }

  /** Each store with its agents and the mean of their store scores, for people: two decimals. */
  stores(): { storeId: string; agents: number; gain: number; lose: number; before: string | null; after: string | null }[] {
    const mean = ({ count, sum }: StoreSide) => (count === 0 ? null : (sum / count).toFixed(2));
    return [...this.byStore.values()].map(({ before, after, ...store }) => ({ ...store, before: mean(before), after: mean(after) }));
  }
}

export const gainSorts = ["loss", "gain", "score", "points"] as const;
export type GainSort = (typeof gainSorts)[number];

const number = (value: string | null) => (value === null ? null : Number(value));
/** By what a list is sorted: those of whom it is not known come last. */
const keys: Record<GainSort, (gain: Gain) => number | null> = {
  loss: ({ change }) => change,
  gain: ({ change }) => (change === null ? null : -change),
  score: ({ after }) => (after === null ? null : -Number(after)),
  points: ({ points }) => number(points),
};

/** Whose bonus falls most first, or rises most; by the new score; or whose score falls most. */
export function sortGains(gains: readonly Gain[], by: GainSort): Gain[] {
  const key = keys[by];
  return [...gains].sort((a, b) => {
    const [x, y] = [key(a) ?? Infinity, key(b) ?? Infinity];
    return x === y ? (a.personId < b.personId ? -1 : 1) : x - y;
  });
}
