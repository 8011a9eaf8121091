import { describe, expect, it } from "vitest";
import { type CardLog, extentOf, forecastLoss, historiesOf, isBetter, isEnough, split } from "~/drill/fit";
import type { RatingName } from "~/drill/memory";

const at = (day: number, hour = 2) => new Date(Date.UTC(2026, 2, 2 + day, hour));
const card = (personId: string, ...answers: [number, RatingName, number?][]): CardLog => ({
  personId,
  answers: answers.map(([day, rating, hour]) => ({ at: at(day, hour), rating })),
});

describe("what is taken for a fit", () => {
  const log = [
    card("a", [0, "good"], [0, "good", 3], [1, "again"], [4, "good"]),
    card("a", [0, "again"]),
    card("b", [0, "good", 23], [1, "hard", 1]),
    card("c", [0, "good"], [0, "easy", 5]),
  ];
  it("counts answers that a day lies before, by the calendar of UTC, and the people who gave them", () => {
    expect(extentOf(log)).toEqual({ reviews: 3, people: 2 });
  });
  it("hands the optimiser a history for each of them, everything before it included", () => {
    expect(historiesOf(log)).toEqual([
      [
        { rating: 3, days: 0 },
        { rating: 3, days: 0 },
        { rating: 1, days: 1 },
      ],
      [
        { rating: 3, days: 0 },
        { rating: 3, days: 0 },
        { rating: 1, days: 1 },
        { rating: 3, days: 3 },
      ],
      [
        { rating: 3, days: 0 },
        { rating: 2, days: 1 },
      ],
    ]);
  });
  it.each([
    [1000, 20, true],
    [999, 20, false],
    [1000, 19, false],
    [0, 0, false],
  ])("%i answers of %i people are enough: %s", (reviews, people, enough) => {
    expect(isEnough({ reviews, people })).toBe(enough);
  });
  it("leaves every fifth person out, with all of their cards and none of another's", () => {
    const many = Array.from({ length: 40 }, (_, i) => card(`p${i % 20}`, [0, "good"]));
    const { fitted, leftOut } = split(many);
    const people = (part: CardLog[]) => new Set(part.map(({ personId }) => personId));
    expect([people(fitted).size, people(leftOut).size]).toEqual([16, 4]);
    expect([...people(leftOut)].filter((id) => people(fitted).has(id))).toEqual([]);
    expect(fitted.length + leftOut.length).toBe(40);
    expect(split(many)).toEqual(split([...many].reverse().reverse()));
  });
});

describe("how far a forecast is off", () => {
  it("is the log-loss of the chance of recall at the very time", async () => {
    // Right once: stability 2.3065 days. At that age the chance is 0.9 by definition: −ln 0.9 for right, −ln 0.1 for wrong.
    const later = new Date(at(0).getTime() + 2.3065 * 86_400_000);
    const one = (rating: RatingName): CardLog => ({
      personId: "a",
      answers: [
        { at: at(0), rating: "good" },
        { at: later, rating },
      ],
    });
    const right = await forecastLoss([one("good")], null);
    const wrong = await forecastLoss([one("again")], null);
    expect(right.forecasts).toBe(1);
    expect(right.loss).toBeCloseTo(0.105361, 4);
    expect(wrong.loss).toBeCloseTo(2.302585, 2);
    expect((await forecastLoss([one("good"), one("again")], null)).loss).toBeCloseTo((right.loss + wrong.loss) / 2, 9);
  });
  it("is nothing where nothing is to be forecast", async () => {
    expect(await forecastLoss([card("a", [0, "good"], [0, "good", 4])], null)).toEqual({ loss: 0, forecasts: 0 });
  });
  it.each([
    [0.4, 0.395, true],
    [0.4, 0.397, false],
    [0.4, 0.4, false],
    [0.4, 0.5, false],
  ])("%d → %d is better by more than chance: %s", (before, after, better) => {
    expect(isBetter(before, after)).toBe(better);
  });
});
