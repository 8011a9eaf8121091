import { describe, expect, it } from "vitest";
import { breather } from "~/platform/breath";
import { remembered } from "~/platform/remembered";

describe("long work in memory", () => {
  it("gives others a turn", async () => {
    let turns = 0;
    let going = true;
    const other = () => void (going && (turns++, setImmediate(other)));
    setImmediate(other);
    const breathe = breather();
    for (let round = 0; round < 4; round++) {
      const until = performance.now() + 25;
      while (performance.now() < until);
      await breathe();
    }
    going = false;
    expect(turns).toBeGreaterThanOrEqual(4);
  });

  it("remembers what it made of short texts, and no more than it was told", () => {
    const asked: string[] = [];
    const length = remembered((text) => ({ text, made: asked.push(text) }), 2);
    const long = "x".repeat(500);
    expect([length("a").made, length("a").made, length("b").made, length("a").made]).toEqual([1, 1, 2, 1]);
    expect([length(long).made, length(long).made]).toEqual([3, 4]);
    expect([length("c").made, length("a").made]).toEqual([5, 6]);
  });
});
