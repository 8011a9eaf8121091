import { describe, expect, it } from "vitest";
import {
  forgottenAt,
  type Memory,
  PUBLISHED_STEPS,
  type RatingName,
  ratingOf,
  recallAt,
  remember,
  RETENTION,
  scheduler,
} from "~/drill/memory";

const by = scheduler();
const DAY = 86_400_000;

/** Answered at each due date with these ratings: the intervals in whole days. */
function intervals(ratings: readonly RatingName[], steps = by): number[] {
  let memory: Memory | null = null;
  let at = new Date("2022-11-29T12:30:00Z");
  return ratings.map((rating) => {
    memory = remember(memory, rating, at, steps);
    at = memory.dueAt;
    return Math.round((memory.dueAt.getTime() - memory.reviewedAt.getTime()) / DAY);
  });
}

describe("what is remembered", () => {
  it("has FSRS-6's golden intervals: Good × 6, Again × 2, Good × 5", () => {
    const ratings = [...Array<RatingName>(6).fill("good"), "again", "again", ...Array<RatingName>(5).fill("good")] as const;
    expect(intervals(ratings, scheduler(undefined, RETENTION, PUBLISHED_STEPS))).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it("with our one step asks what was right at once on another day, and what was wrong in ten minutes", () => {
    expect(intervals(["good", "good", "good"])[0]).toBeGreaterThan(1);
    const wrong = remember(null, "again", new Date("2026-03-02T01:00:00Z"), by);
    expect(wrong.dueAt).toEqual(new Date("2026-03-02T01:10:00Z"));
    expect(wrong.stage).toBe("learning");
  });

  it("falls to 0.90 when the stability is over, and not before", () => {
    const at = new Date("2026-03-02T01:00:00Z");
    const memory = remember(remember(null, "good", at, by), "good", new Date(at.getTime() + 11 * 60_000), by);
    const end = forgottenAt(memory);
    expect(recallAt(memory, new Date(end.getTime() - 60_000), by)).toBeGreaterThan(RETENTION);
    expect(recallAt(memory, end, by)).toBeCloseTo(RETENTION, 4);
    expect(recallAt(memory, new Date(end.getTime() + DAY), by)).toBeLessThan(RETENTION);
  });

  it("takes an answer that is older than the last one, as an offline one may be, for given then", () => {
    const at = new Date("2026-03-02T01:00:00Z");
    const memory = remember(null, "good", at, by);
    const late = remember(memory, "good", new Date(at.getTime() - DAY), by);
    expect(late.reviewedAt).toEqual(at);
    expect(late.reps).toBe(2);
  });

  it.each<[boolean, number, boolean, RatingName]>([
    [false, 3_000, true, "again"],
    [false, 3_000, false, "again"],
    [true, 12_000, true, "good"],
    [true, 12_001, true, "hard"],
    [true, 6_000, true, "good"],
    [true, 6_000, false, "easy"],
    [true, 6_001, false, "good"],
    [true, 300, true, "good"],
    [true, 600_000, false, "hard"],
  ])("right: %s, %i ms of 12 s, recognised: %s → %s", (correct, ms, recognised, rating) => {
    expect(ratingOf({ correct, ms, targetMs: 12_000, recognised })).toBe(rating);
  });
});
