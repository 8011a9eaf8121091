import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, drawAgenda, isTimeToDraw, mondayOf, plannedFor, USUAL_TIME, weekOfNext } from "~/cases/agenda";

const at = (day: number) => new Date(Date.UTC(2026, 2, day));
const one = (id: string, worthFen: number, more: Partial<Candidate> = {}): Candidate => ({
  ...{ id, kind: "lost", worthFen, times: 1, madeAt: at(1), products: [id], reasons: [], tokens: [] },
  ...more,
});

describe("an agenda", () => {
  it("puts lost money × how often first", () => {
    const drawn = drawAgenda([one("dear", 90_000), one("often", 40_000, { times: 3 }), one("small", 5_000)], 8);
    expect(drawn.map(({ caseId }) => caseId)).toEqual(["often", "dear", "small"]);
  });

  it("puts what is alike together under the dearest, and counts it together", () => {
    const alike = { products: ["dawn"], reasons: ["price_objection"] };
    const drawn = drawAgenda([one("a", 10_000, alike), one("b", 30_000, alike), one("c", 35_000)], 8);
    expect(drawn).toEqual([
      { caseId: "b", with: ["a"], worthFen: 40_000, times: 2 },
      { caseId: "c", with: [], worthFen: 35_000, times: 1 },
    ]);
  });

  it("takes the more frequent, then the older, of the same weight", () => {
    const drawn = drawAgenda(
      [one("young", 0, { madeAt: at(3) }), one("old", 0, { madeAt: at(2) }), one("twice", 0, { times: 2, madeAt: at(4) })],
      8,
    );
    expect(drawn.map(({ caseId }) => caseId)).toEqual(["twice", "old", "young"]);
  });

  it("stops at so many lost ones, and ends with every excellent chat", () => {
    const many = Array.from({ length: 12 }, (_, n) => one(`c${n}`, 1000 + n));
    const drawn = drawAgenda([...many, one("good", 0, { kind: "excellent" })], 8);
    expect(drawn).toHaveLength(9);
    expect(drawn.at(-1)?.caseId).toBe("good");
    expect(drawAgenda([one("good", 0, { kind: "excellent" })], 0)).toHaveLength(1);
  });

  it("holds every case once, whatever their order", () => {
    const cases = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 5 }), fc.boolean()), {
      selector: ([id]) => id,
      maxLength: 15,
    });
    fc.assert(
      fc.property(cases, fc.boolean(), (some, reversed) => {
        const list = some.map(([id, worth, isLost]) =>
          one(`c${id}`, worth * 100, { kind: isLost ? "lost" : "excellent", products: [String(worth)], reasons: ["x"] }),
        );
        const drawn = drawAgenda(reversed ? list.toReversed() : list, 99);
        expect(drawn.flatMap((group) => [group.caseId, ...group.with]).sort()).toEqual(list.map(({ id }) => id).sort());
        expect(drawn).toEqual(drawAgenda(list, 99));
      }),
    );
  });
});

describe("when a team meets", () => {
  it("is Friday at four unless it says otherwise", () => {
    expect(plannedFor("2026-03-02", USUAL_TIME, "Asia/Shanghai").toISOString()).toBe("2026-03-06T08:00:00.000Z");
    expect(mondayOf("2026-03-08")).toBe("2026-03-02");
  });
  it.each([
    ["2026-03-02", "2026-03-02"],
    ["2026-03-06", "2026-03-02"],
    ["2026-03-07", "2026-03-02"],
    ["2026-03-08", "2026-03-09"],
  ])("on %s the next meeting is that of the week of %s", (today, week) => {
    expect(weekOfNext(today, USUAL_TIME)).toBe(week);
  });
  it.each([
    ["2026-03-03", false],
    ["2026-03-04", true],
    ["2026-03-06", true],
  ])("on %s its agenda should be there: %s", (today, isThere) => {
    expect(isTimeToDraw(today, "2026-03-02", USUAL_TIME)).toBe(isThere);
  });
});
