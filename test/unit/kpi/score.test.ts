import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Metric, scoreMetrics, scoreMonth, shareOf, type StoreMonth } from "~/kpi/score";
import { Decimal } from "~/platform/decimal";

const d = Decimal.parse;
const of = (numerator: number, denominator: number) => ({ numerator: BigInt(numerator), denominator: BigInt(denominator) });

const conversion = [[60, 0], [70, 60], [80, 100]] as const; // prettier-ignore
const price = [[0.8, 0], [1, 80], [1.1, 100]] as const; // prettier-ignore
const response = [[20, 100], [60, 60], [180, 0]] as const; // prettier-ignore
const rating = [[4, 0], [4.5, 60], [4.8, 100]] as const; // prettier-ignore

const metrics: Metric[] = [
  { slug: "conversion", points: 50, band: conversion },
  { slug: "price", points: 20, band: price },
  { slug: "response", points: 10, band: response },
  { slug: "rating", points: 10, band: rating },
  { slug: "push", points: 5, band: [[0, 0], [1, 100]] }, // prettier-ignore
  { slug: "invitations", points: 5, band: [[0, 0], [100, 100]] }, // prettier-ignore
];

describe("a band", () => {
  it.each([
    [conversion, "80", "100"],
    [conversion, "95", "100"],
    [conversion, "75", "80"],
    [conversion, "70", "60"],
    [conversion, "60", "0"],
    [conversion, "12", "0"],
    [price, "1.1", "100"],
    [price, "1", "80"],
    [price, "0.9", "40"],
    [price, "0.8", "0"],
    [response, "20", "100"],
    [response, "3", "100"],
    [response, "40", "80"],
    [response, "60", "60"],
    [response, "120", "30"],
    [response, "180", "0"],
    [response, "7000", "0"],
    [rating, "4.8", "100"],
    [rating, "4.6", "73.333333333333"],
    [rating, "4.5", "60"],
    [rating, "3.99", "0"],
  ])("%j at %s brings %s %%", (band, value, share) => {
    expect(shareOf(band, d(value)).toString()).toBe(share);
  });
});

describe("the metrics of a store", () => {
  const full: Record<string, ReturnType<typeof of>> = {
    conversion: of(7500, 100),
    price: of(90, 100),
    response: of(40, 1),
    rating: of(45, 10),
    push: of(1, 2),
    invitations: of(8000, 100),
  };

  it("sums points: 75 % conversion → 40, 0.9 of the price → 8, 40 s → 8, 4.5 stars → 6, half the task → 2.5, 80 % invited → 4", () => {
    const { metrics: scored, score } = scoreMetrics(metrics, (slug) => full[slug] ?? null);
    expect(scored.map((m) => m.points?.toString())).toEqual(["40", "8", "8", "6", "2.5", "4"]);
    expect(score?.toString()).toBe("68.5");
  });

  it("spreads the weight of a task that was not set over the others: 66 of 95 points", () => {
    const { metrics: scored, score } = scoreMetrics(metrics, (slug) => (slug === "push" ? null : (full[slug] ?? null)));
    expect(score?.toString()).toBe(Decimal.ratio(6600n, 95n).toString());
    expect(scored.find((m) => m.slug === "push")).toMatchObject({ value: null, points: null, of: null });
    expect(scored.find((m) => m.slug === "conversion")?.of?.toString()).toBe("52.631578947368");
  });

  it("takes a metric whose denominator is zero for one without", () => {
    const zero = scoreMetrics(metrics, (slug) => (slug === "rating" ? of(0, 0) : (full[slug] ?? null)));
    const none = scoreMetrics(metrics, (slug) => (slug === "rating" ? null : (full[slug] ?? null)));
    expect(zero.score?.toString()).toBe(none.score?.toString());
  });

  it("has no score without any", () => {
    expect(scoreMetrics(metrics, () => null).score).toBeNull();
  });
});

const single: Metric[] = [{ slug: "conversion", points: 100, band: [[0, 0], [100, 100]] }]; // prettier-ignore
const at = (score: number, share: number, inquiries = 100, storeId = `store ${score}`): StoreMonth => ({
  storeId,
  share: Decimal.of(share),
  inquiries: BigInt(inquiries),
  minInquiries: 30,
  metrics: single,
  measured: () => of(score * 1000, 1000),
});

describe("a month", () => {
  it("is the stores' scores by their shares: 80 × 0.6 + 80 × 0.4 = 80", () => {
    expect(scoreMonth([at(80, 60), at(80, 40)]).score?.toString()).toBe("80");
    expect(scoreMonth([at(90, 60), at(75, 40)]).score?.toString()).toBe("84");
  });

  it("spreads the share of a store with fewer than 30 inquiries", () => {
    const { score, stores } = scoreMonth([at(90, 50), at(10, 20, 29), at(75, 30)]);
    expect(score?.toString()).toBe("84.375");
    expect(stores.map((s) => s.leftOut)).toEqual([null, "few_inquiries", null]);
    expect(stores.map((s) => s.counted?.toString())).toEqual(["62.5", undefined, "37.5"]);
  });

  it("counts a store with 30", () => {
    expect(scoreMonth([at(90, 50, 30)]).score?.toString()).toBe("90");
  });

  it("is not scored when no store is left", () => {
    expect(scoreMonth([at(90, 60, 29), at(80, 40, 3)])).toMatchObject({ score: null, stores: [{ counted: null }, { counted: null }] });
    expect(scoreMonth([]).score).toBeNull();
  });
});

describe("whatever the figures", () => {
  const part = fc.nat({ max: 100_000 });
  const inputs = fc.record({ conversion: part, price: part, response: part, rating: part, push: part, invitations: part });
  const denominators: Record<string, bigint> = {
    conversion: 1000n,
    price: 50_000n,
    response: 300n,
    rating: 15_000n,
    push: 500n,
    invitations: 700n,
  };
  const score = (values: Record<string, number>) =>
    scoreMetrics(metrics, (slug) => ({ numerator: BigInt(values[slug] ?? 0), denominator: denominators[slug] ?? 1n })).score ??
    Decimal.zero;

  it("lies between 0 and 100", () => {
    fc.assert(fc.property(inputs, (values) => score(values).atLeast(Decimal.zero) && Decimal.of(100).atLeast(score(values))));
  });

  it.each(["conversion", "price", "rating", "push", "invitations"] as const)("more of %s is never worse", (slug) => {
    fc.assert(
      fc.property(inputs, fc.nat({ max: 5000 }), (values, more) =>
        score({ ...values, [slug]: values[slug] + more }).atLeast(score(values)),
      ),
    );
  });

  it("a longer response is never better: its band falls", () => {
    fc.assert(
      fc.property(inputs, fc.nat({ max: 5000 }), (values, more) =>
        score(values).atLeast(score({ ...values, response: values.response + more })),
      ),
    );
  });

  it("does not depend on the order of metrics and stores", () => {
    fc.assert(
      fc.property(inputs, fc.shuffledSubarray(metrics, { minLength: metrics.length }), (values, order) => {
        const measured = (slug: string) => ({
          numerator: BigInt(values[slug as keyof typeof values]),
          denominator: denominators[slug] ?? 1n,
        });
        expect(scoreMetrics(order, measured).score?.toString()).toBe(scoreMetrics(metrics, measured).score?.toString());
      }),
    );
    const stores = [at(91, 50), at(33, 30), at(78, 20)];
    expect(scoreMonth(stores.toReversed()).score?.toString()).toBe(scoreMonth(stores).score?.toString());
  });

  it("the shares that count sum to 100", () => {
    const store = fc.record({
      score: fc.integer({ min: 0, max: 100 }),
      share: fc.integer({ min: 1, max: 100 }),
      inquiries: fc.nat({ max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(store, { minLength: 1, maxLength: 3 }), (stores) => {
        const { stores: scored } = scoreMonth(stores.map((s, i) => at(s.score, s.share, s.inquiries, String(i))));
        const counted = scored.flatMap((s) => s.counted ?? []);
        const sum = counted.reduce((a, b) => a.add(b), Decimal.zero);
        const off = Number(sum.subtract(Decimal.of(100)).toString());
        // Each share is rounded at its twelfth place.
        expect(counted.length === 0 || Math.abs(off) <= 2e-12).toBe(true);
      }),
    );
  });
});
