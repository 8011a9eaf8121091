import { describe, expect, it } from "vitest";
import { type MonthSheet, monthAgain, type RuleSheet, type StoreSheet } from "../../programmes/kpi/again";

/** The second reckoning is itself held against the numbers of the domain document, put together by hand. */
const rules: RuleSheet = {
  metrics: [
    {
      slug: "conversion",
      points: 50,
      unit: "percent",
      band: [
        [60, 0],
        [70, 60],
        [80, 100],
      ],
    },
    {
      slug: "price-per-customer",
      points: 20,
      unit: "ratio_to_target",
      band: [
        [0.8, 0],
        [1, 80],
        [1.1, 100],
      ],
    },
    {
      slug: "first-response",
      points: 10,
      unit: "seconds",
      band: [
        [20, 100],
        [60, 60],
        [180, 0],
      ],
    },
    {
      slug: "rating",
      points: 10,
      unit: "rating",
      band: [
        [4, 0],
        [4.5, 60],
        [4.8, 100],
      ],
    },
    {
      slug: "push-task",
      points: 5,
      unit: "share_of_task",
      band: [
        [0, 0],
        [1, 100],
      ],
    },
    {
      slug: "rating-invitations",
      points: 5,
      unit: "percent",
      band: [
        [0, 0],
        [100, 100],
      ],
    },
  ],
  bonus: [
    { from: 90, base_yuan: 3000 },
    { from: 80, base_yuan: 2000 },
    { from: 0, base_yuan: 1000 },
  ],
  min_inquiries: 30,
  filters: [{ on: true }, { on: false }],
};
/** One metric that is a straight line through its percentage: the score is the percentage. */
const plain: RuleSheet = {
  ...rules,
  metrics: [
    {
      slug: "conversion",
      points: 100,
      unit: "percent",
      band: [
        [0, 0],
        [100, 100],
      ],
    },
  ],
};
const store = (of: RuleSheet): StoreSheet => ({ rules: of, task: 10, target: "10000", counts: "price" });
const march = Array.from({ length: 22 }, (_, i) => `2026-03-${String(i + 1).padStart(2, "0")}`);
const always = { from: "2026-01-05", to: null };
const day = { from: "2026-03-05", to: "2026-03-05" };
const sheet = (over: Partial<MonthSheet>): MonthSheet => ({
  month: "2026-03",
  workingDays: march,
  active: [always],
  served: [{ ...always, shares: [{ store: "a", share: 100 }] }],
  stores: { a: store(plain), b: store(plain) },
  rows: [],
  chats: [],
  bonus: rules.bonus,
  ...over,
});
const conversion = (name: string, inquiries: number, paid: number, refunded?: number) => ({
  store: name,
  part: "conversion" as const,
  ...day,
  values: { inquiries, paid, refunded },
});

describe("the second reckoning", () => {
  it.each([
    { score: 90_000, shown: "90.00", fen: "270000" },
    { score: 89_995, shown: "89.99", fen: "179990" },
    { score: 89_000, shown: "89.00", fen: "178000" },
    { score: 80_000, shown: "80.00", fen: "160000" },
    { score: 79_000, shown: "79.00", fen: "79000" },
  ])("$shown earns $fen fen", ({ score, shown, fen }) => {
    expect(monthAgain(sheet({ rows: [conversion("a", 100_000, score)] }))).toMatchObject({ shown, bonusFen: fen });
  });

  it("adds stores by their shares, leaves small ones out, and gives no score when none is left", () => {
    const served = [
      {
        ...always,
        shares: [
          { store: "a", share: 60 },
          { store: "b", share: 40 },
        ],
      },
    ];
    expect(monthAgain(sheet({ served, rows: [conversion("a", 100, 80), conversion("b", 100, 80)] })).score).toBe("80");
    expect(monthAgain(sheet({ served, rows: [conversion("a", 100, 80), conversion("b", 29, 29)] })).score).toBe("80");
    expect(monthAgain(sheet({ served, rows: [conversion("a", 29, 20)] }))).toMatchObject({ score: null, shown: null, bonusFen: null });
  });

  it("spreads the weight of metrics without a denominator: 50 × 60 % and 10 × 100 % of 60 points", () => {
    const reception = { store: "a", part: "reception" as const, ...day, values: { effective: 3, firstResponseMs: 20_000 } };
    const { stores, score } = monthAgain(
      sheet({ stores: { a: { ...store(rules), task: null } }, rows: [conversion("a", 100, 72, 2), reception] }),
    );
    expect(score).toBe("66.666666666667");
    expect(stores[0]?.metrics.map(({ points }) => points)).toEqual(["50", null, "16.666666666667", null, null, null]);
  });

  it("takes chats for the days that no report covers, without those that a filter takes out", () => {
    const chats = {
      store: "a",
      part: "conversion" as const,
      masks: { "0": { inquiries: 40, paid: 30 }, "1": { inquiries: 9 }, "2": { inquiries: 10, paid: 10 } },
    };
    const both = [
      { ...chats, day: "2026-03-05" },
      { ...chats, day: "2026-03-06" },
    ];
    expect(monthAgain(sheet({ rows: [conversion("a", 50, 20)], chats: both })).score).toBe("60");
  });

  it("pays for the active part of the month, rounded to the fen once", () => {
    expect(
      monthAgain(
        sheet({
          rows: [conversion("a", 3, 2)],
          stores: { a: store({ ...plain, min_inquiries: 0 }) },
          active: [{ from: "2026-03-16", to: null }],
        }),
      ).bonusFen,
    ).toBe("21212");
  });
});
