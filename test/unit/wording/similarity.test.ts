import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bigramsOf, similarity } from "~/wording/similarity";

const alike = (a: string, b: string) => similarity(bigramsOf(a), bigramsOf(b));

describe("how alike two texts are", () => {
  it.each([
    ["客户问什么时候发货", "客户问，什么时候发货？", 1, 1],
    ["客户问什么时候发货", "客戶問什麼時候發貨", 1, 1],
    ["客户问什么时候发货", "客户问什么时候能退", 0.6, 0.84],
    ["发货", "退款", 0, 0],
    ["", "", 1, 1],
    ["", "发货", 0, 0],
    ["发", "发", 1, 1],
  ])("%j and %j", (a, b, atLeast, atMost) => {
    expect(alike(a, b)).toBeGreaterThanOrEqual(atLeast);
    expect(alike(a, b)).toBeLessThanOrEqual(atMost);
  });

  it("is the same from both sides, between 0 and 1, and 1 with itself", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(alike(a, b)).toBe(alike(b, a));
        expect(alike(a, b)).toBeGreaterThanOrEqual(0);
        expect(alike(a, b)).toBeLessThanOrEqual(1);
        expect(alike(a, a)).toBe(1);
        const given = similarity(bigramsOf(a), bigramsOf(b), 0.5);
        expect(alike(a, b) >= 0.5 ? given === alike(a, b) : given < 0.5).toBe(true);
      }),
    );
  });
});
