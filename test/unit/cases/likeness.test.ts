import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALIKE, type Features, likeness, mostAlike, TOGETHER, tokensOf } from "~/cases/likeness";

const one = (products: string[], reasons: string[], text: string): Features => ({ products, reasons, tokens: tokensOf([text]) });
const dear = one(["dawn-backpack"], ["price_objection"], "能不能便宜一点，别家才三百");

describe("likeness of cases", () => {
  it("is 1 for the same product, reason and words, and 0 where nothing is shared", () => {
    expect(likeness(dear, dear)).toBeCloseTo(1, 10);
    expect(likeness(dear, one(["lark-tote"], ["attitude"], "发什么快递"))).toBe(0);
  });

  it.each<[string, Features, number]>([
    ["product alone: 0.3", one(["dawn-backpack"], ["attitude"], "发什么快递"), 0.3],
    ["reason alone: 0.3", one(["lark-tote"], ["price_objection"], "发什么快递"), 0.3],
    ["product and reason: 0.6", one(["dawn-backpack"], ["price_objection"], "发什么快递"), 0.6],
    ["one of two products: 0.2", one(["dawn-backpack", "lark-tote"], ["attitude"], "发什么快递"), 0.2],
  ])("of %s", (_, other, share) => {
    expect(likeness(dear, other)).toBeCloseTo(share, 10);
  });

  it("speaks the same loss of the same product together, whatever the words; a shared reason alone is no more than a hint", () => {
    expect(likeness(dear, one(["dawn-backpack"], ["price_objection"], "贵了"))).toBeGreaterThanOrEqual(TOGETHER);
    expect(likeness(dear, one(["lark-tote"], ["price_objection"], "发什么快递"))).toBeLessThan(ALIKE);
  });

  it("is symmetric and lies between 0 and 1", () => {
    const words = fc.array(fc.constantFrom("贵", "便", "宜", "发", "货", "快", "递"), { maxLength: 12 }).map((list) => list.join(""));
    const some = fc.record({
      products: fc.subarray(["a", "b", "c"]),
      reasons: fc.subarray(["x", "y"]),
      tokens: words.map((w) => tokensOf([w])),
    });
    fc.assert(
      fc.property(some, some, (a, b) => {
        const score = likeness(a, b);
        expect(score).toBeCloseTo(likeness(b, a), 10);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it("puts the most alike first and leaves out what is not", () => {
    const others = [
      { id: "far", ...one(["lark-tote"], ["attitude"], "发什么快递") },
      { id: "near", ...one(["dawn-backpack"], ["price_objection"], "便宜一点") },
      { id: "some", ...one(["dawn-backpack"], ["attitude"], "能不能便宜点") },
    ];
    expect(mostAlike(dear, others, 5).map(({ id }) => id)).toEqual(["near", "some"]);
    expect(mostAlike(dear, others, 1)).toHaveLength(1);
  });
});

describe("the pairs of characters of some lines", () => {
  it("stand once each, without signs", () => {
    expect(tokensOf(["便宜点，便宜！"])).toEqual(["便宜", "宜点", "点便"]);
    expect(tokensOf(["", "贵"])).toEqual([]);
  });
  it("are at most 160, the first lines first", () => {
    const long = Array.from({ length: 300 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join("");
    expect(tokensOf(["便宜", long])).toHaveLength(160);
    expect(tokensOf(["便宜", long])[0]).toBe("便宜");
  });
});
