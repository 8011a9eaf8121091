import { describe, expect, it } from "vitest";
import { difference } from "~/platform/shares";

describe("the difference of two shares", () => {
  // Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])("%i/%i after %i/%i", (a, m, b, n, by, low, high) => {
    const got = difference({ part: b, of: n }, { part: a, of: m });
    expect(got?.by).toBeCloseTo(by, 4);
    expect(got?.low).toBeCloseTo(low, 4);
    expect(got?.high).toBeCloseTo(high, 4);
  });
  it("says nothing without answers on a side", () => {
    expect(difference({ part: 0, of: 0 }, { part: 3, of: 10 })).toBeNull();
    expect(difference({ part: 3, of: 10 }, { part: 0, of: 0 })).toBeNull();
  });
});
