import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal, showScore } from "~/platform/decimal";

const d = Decimal.parse;
const units = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const decimal = units.map((n) => Decimal.ratio(n, 10n ** 12n));
/** What the number is in twelfths of a decimal place: the reference that the properties are stated in. */
const unitsOf = (value: Decimal) => BigInt(value.multiply(Decimal.of(1_000_000)).multiply(Decimal.of(1_000_000)).toString());

describe("reading", () => {
  it.each([
    ["80", "80"],
    ["080.500", "80.5"],
    ["-0.5", "-0.5"],
    ["+3", "3"],
    ["-0", "0"],
    ["0.0000000000004", "0"],
    ["0.0000000000005", "0.000000000001"],
    ["-0.0000000000005", "-0.000000000001"],
    ["79.9999999999995", "80"],
    ["80.000000000000", "80"],
  ])("%s is %s", (text, is) => {
    expect(d(text).toString()).toBe(is);
  });

  it.each(["", " ", "1e3", "1.", ".5", "1,000", "٣", "NaN", "Infinity", "--1", "1".repeat(19), "0x10", "8０"])("refuses %j", (text) => {
    expect(Decimal.tryParse(text)).toBeNull();
    expect(() => d(text)).toThrow(RangeError);
  });

  it("writes what it reads", () => {
    fc.assert(fc.property(decimal, (a) => d(a.toString()).compare(a) === 0));
  });
});

describe("reckoning", () => {
  it.each([
    ["1", "3", "0.333333333333"],
    ["2", "3", "0.666666666667"],
    ["-2", "3", "-0.666666666667"],
    ["1", "-8", "-0.125"],
    ["0", "7", "0"],
  ])("%s ÷ %s = %s", (a, b, is) => {
    expect(d(a).divide(d(b)).toString()).toBe(is);
  });

  it("refuses to divide by zero", () => {
    expect(() => Decimal.one.divide(Decimal.zero)).toThrow(RangeError);
  });

  it("adds and subtracts exactly", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(a.add(b).subtract(b).compare(a)).toBe(0);
        expect(a.add(b).compare(b.add(a))).toBe(0);
        expect(unitsOf(a.add(b))).toBe(unitsOf(a) + unitsOf(b));
      }),
    );
  });

  it("rounds a quotient to the nearest twelfth place, halves away from zero", () => {
    fc.assert(
      fc.property(
        units,
        units.filter((n) => n !== 0n),
        (n, m) => {
          const got = unitsOf(Decimal.ratio(n, m));
          const exactTimes2m = 2n * n * 10n ** 12n;
          const abs = (x: bigint) => (x < 0n ? -x : x);
          const off = abs(exactTimes2m - 2n * m * got);
          expect(off <= abs(m)).toBe(true);
          if (off === abs(m)) expect(abs(2n * m * got) > abs(exactTimes2m)).toBe(true);
        },
      ),
    );
  });

  it("multiplies in any order and by one", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(a.multiply(b).compare(b.multiply(a))).toBe(0);
        expect(a.multiply(Decimal.one).compare(a)).toBe(0);
        expect(a.multiply(Decimal.zero).toString()).toBe("0");
      }),
    );
  });

  it("orders as the numbers do", () => {
    fc.assert(
      fc.property(units, units, (n, m) => {
        const [a, b] = [Decimal.ratio(n, 10n ** 12n), Decimal.ratio(m, 10n ** 12n)];
        expect(a.compare(b)).toBe(n < m ? -1 : n > m ? 1 : 0);
        expect(a.atLeast(b)).toBe(n >= m);
      }),
    );
  });
});

describe("showing", () => {
  it.each([
    ["89.995", "89.99"],
    ["89.999999999999", "89.99"],
    ["90", "90.00"],
    ["-0.001", "-0.01"],
    ["0.009", "0.00"],
  ])("%s is shown as %s", (text, shown) => {
    expect(d(text).toFloor(2)).toBe(shown);
  });

  it.each([
    ["89.995", "89.99"],
    ["90.000000000000", "90"],
    ["93.5", "93.5"],
    ["100", "100"],
    ["0", "0"],
    ["6.666666666667", "6.66"],
  ])("a score of %s reads %s", (score, shown) => {
    expect(showScore(score)).toBe(shown);
  });

  it("never shows more than there is, nor a whole hundredth less", () => {
    fc.assert(
      fc.property(decimal, (a) => {
        const shown = d(a.toFloor(2));
        expect(a.atLeast(shown)).toBe(true);
        expect(shown.add(d("0.01")).compare(a)).toBe(1);
      }),
    );
  });
});
