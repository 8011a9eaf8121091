import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClosedMonth, findLevel, type Ladder, type Merits, reachedLevels } from "~/kpi/levels/level-rules";
import { addMonths } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";

/** 2-domain, "Levels": 2 months ≥ 80; 3 ≥ 85; 3 ≥ 90 and 5 scripts; 6 ≥ 90, one newcomer activated, nothing serious. */
const entry = { script_revisions: 0, mentored: 0, no_serious_conduct: false, modules: [] };
const ladder: Ladder = {
  step_down_months: 2,
  levels: [
    { slug: "ordinary" },
    { slug: "advanced", entry: { ...entry, months: 2, score: 80 } },
    { slug: "elite", entry: { ...entry, months: 3, score: 85 } },
    { slug: "expert", entry: { ...entry, months: 3, score: 90, script_revisions: 5 } },
    { slug: "gold-medal", entry: { ...entry, months: 6, score: 90, mentored: 1, no_serious_conduct: true } },
  ],
};
const nothing: Merits = { scripts: 0, mentored: 0, seriousMonths: [], modules: [] };
const everything: Merits = { scripts: 5, mentored: 1, seriousMonths: [], modules: [] };

/** Months from January 2026 on; null: not scored; undefined: not closed. */
const months = (...scores: (string | null | undefined)[]): ClosedMonth[] =>
  scores.flatMap((score, at) =>
    score === undefined ? [] : [{ month: addMonths("2026-01-01", at), score: score === null ? null : Decimal.parse(score) }],
  );
const runOf = (count: number, score: string) => months(...Array.from({ length: count }, () => score));

describe("a step up", () => {
  it.each([
    ["ordinary", runOf(2, "80"), nothing, "advanced"],
    ["ordinary", runOf(1, "100"), nothing, null],
    ["ordinary", months("80", "79.999999999999"), nothing, null],
    ["ordinary", months("10", "80", "80"), nothing, "advanced"],
    ["ordinary", months("80", undefined, "80"), nothing, null],
    ["ordinary", months("80", null, "80"), nothing, null],
    ["advanced", runOf(3, "85"), nothing, "elite"],
    ["advanced", months("85", "84.99", "85"), nothing, null],
    ["elite", runOf(3, "90"), everything, "expert"],
    ["elite", runOf(3, "90"), { ...everything, scripts: 4 }, null],
    ["expert", runOf(6, "90"), everything, "gold-medal"],
    ["expert", runOf(5, "90"), everything, null],
    ["expert", runOf(6, "90"), { ...everything, mentored: 0 }, null],
    ["expert", runOf(6, "90"), { ...everything, seriousMonths: ["2026-02-01"] }, null],
    ["gold-medal", runOf(12, "100"), everything, null],
  ] as const)("from %s by %o with %o: %s", (held, closed, merits, to) => {
    const found = findLevel(ladder, held, closed, merits);
    expect([found.verdict, found.to]).toEqual(to ? ["up", to] : ["hold", null]);
  });

  it("says exactly what is missing: 2 of 3 months ≥ 85, and that March had 84.99", () => {
    const [found] = findLevel(ladder, "advanced", months("90", "90", "84.99", "85", "85"), nothing).requirements;
    expect(found).toEqual({
      kind: "months",
      needed: 3,
      score: 85,
      met: 2,
      isMet: false,
      broken: { month: "2026-03-01", score: "84.99", gap: false },
    });
  });

  it("names the month that is not closed, and the one that was not scored", () => {
    const brokenBy = (closed: ClosedMonth[]) => {
      const [first] = findLevel(ladder, "ordinary", closed, nothing).requirements;
      return first?.kind === "months" ? first.broken : null;
    };
    expect(brokenBy(months("80", undefined, "80"))).toEqual({ month: "2026-02-01", score: null, gap: true });
    expect(brokenBy(months("80", null, "80"))).toEqual({ month: "2026-02-01", score: null, gap: false });
    expect(brokenBy(months("80"))).toBeNull();
  });

  it("asks for a module that is finished where the level says so", () => {
    const asking: Ladder = {
      ...ladder,
      levels: ladder.levels.map((l) => (l.entry && l.slug === "elite" ? { ...l, entry: { ...l.entry, modules: ["bargaining"] } } : l)),
    };
    expect(findLevel(asking, "advanced", runOf(3, "85"), nothing).verdict).toBe("hold");
    expect(findLevel(asking, "advanced", runOf(3, "85"), { ...nothing, modules: ["bargaining"] }).to).toBe("elite");
  });
});

describe("a step down", () => {
  it.each([
    ["advanced", runOf(2, "79.99"), "ordinary"],
    ["advanced", runOf(1, "10"), null],
    ["advanced", months("79", "80"), null],
    ["advanced", months("79", "80", "79"), null],
    ["advanced", months("79", null, "79"), null],
    ["advanced", months("79", undefined, "79"), null],
    ["gold-medal", runOf(2, "89.99"), "expert"],
    ["gold-medal", runOf(9, "10"), "expert"],
    ["ordinary", runOf(9, "0"), null],
  ] as const)("from %s by %o: %s", (held, closed, to) => {
    const found = findLevel(ladder, held, closed, everything);
    expect([found.verdict, found.to]).toEqual(to ? ["down", to] : ["hold", null]);
  });
});

describe("a level", () => {
  it("that the ladder does not know holds", () => {
    expect(findLevel(ladder, "platinum", runOf(6, "100"), everything)).toMatchObject({
      verdict: "hold",
      to: null,
      next: null,
      requirements: [],
    });
  });

  it("has reached all before it", () => {
    expect(reachedLevels(ladder.levels, "elite").map(({ slug }) => slug)).toEqual(["ordinary", "advanced", "elite"]);
    expect(reachedLevels(ladder.levels, "platinum")).toEqual([]);
  });

  const slugs = ladder.levels.map(({ slug }) => slug);
  const anyHeld = fc.constantFrom(...slugs);
  const anyMonths = fc.array(fc.option(fc.integer({ min: 0, max: 10_000 }), { freq: 8 }), { maxLength: 12 });
  const anyMerits = fc.record({
    scripts: fc.nat(8),
    mentored: fc.nat(3),
    seriousMonths: fc.constantFrom([], ["2026-01-01"]),
    modules: fc.constant<string[]>([]),
  });
  const closedOf = (hundredths: (number | null)[]) =>
    months(...hundredths.map((one) => (one === null ? null : Decimal.ratio(BigInt(one), 100n).toString())));

  it("is never left by more than one step", () => {
    fc.assert(
      fc.property(anyHeld, anyMonths, anyMerits, (held, scores, merits) => {
        const { to } = findLevel(ladder, held, closedOf(scores), merits);
        if (to !== null) expect(Math.abs(slugs.indexOf(to) - slugs.indexOf(held))).toBe(1);
      }),
    );
  });

  it("once it rises, rises still with a further month as good as the best", () => {
    fc.assert(
      fc.property(anyHeld, anyMonths, anyMerits, (held, scores, merits) => {
        if (findLevel(ladder, held, closedOf(scores), merits).verdict !== "up") return;
        const best = Math.max(...scores.map((one) => one ?? 0));
        expect(findLevel(ladder, held, closedOf([...scores, best]), merits).verdict).toBe("up");
      }),
    );
  });

  it("never goes down for higher scores in the same months", () => {
    const rank = { down: 0, hold: 1, up: 2 };
    fc.assert(
      fc.property(anyHeld, anyMonths, anyMerits, fc.nat(5000), (held, scores, merits, more) => {
        const higher = scores.map((one) => (one === null ? null : Math.min(10_000, one + more)));
        const was = findLevel(ladder, held, closedOf(scores), merits).verdict;
        const is = findLevel(ladder, held, closedOf(higher), merits).verdict;
        expect(rank[is]).toBeGreaterThanOrEqual(rank[was]);
      }),
    );
  });
});
