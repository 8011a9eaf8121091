import { describe, expect, it } from "vitest";
import { sumOf } from "~/library/sums";

describe("what the numbers of a list make", () => {
  it.each<[unknown[], { sum: number; lacks: number }]>([
    [["20", "15", "15", "15", "10", "5", "20"], { sum: 100, lacks: 0 }],
    [["20", "15", "15", "15", "10", "5", "19"], { sum: 99, lacks: 1 }],
    [[20, 15, 15, 15, 10, 5, 25], { sum: 105, lacks: -5 }],
    [["33.3", "33.3", "33.4"], { sum: 100, lacks: 0 }],
    [["0.1", "0.2"], { sum: 0.3, lacks: 99.7 }],
    [["20", "", "ten", null, undefined], { sum: 20, lacks: 80 }],
    [[], { sum: 0, lacks: 100 }],
  ])("%j", (numbers, made) => {
    expect(sumOf(numbers, 100)).toEqual(made);
  });
});
