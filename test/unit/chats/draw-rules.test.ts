import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocated, draw, type Eligible, placesOf, quotaOf, type Risk, type RiskFacts, risksOf } from "~/chats/draw-rules";
import { seededRandom } from "~/platform/seed";

const never = new Map<string, string | null>();
const chat = (agentId: string, n: number, risks: Risk[] = []): Eligible => ({
  chatId: `${agentId}-${String(n).padStart(3, "0")}`,
  agentId,
  risks,
});
const chatsOf = (agentId: string, count: number, risks: Risk[] = []) => Array.from({ length: count }, (_, n) => chat(agentId, n, risks));

describe("the places of a day: 60 % random, 30 % risk, 10 % own choice", () => {
  it.each([
    [50, { random: 30, risk: 15, own: 5 }],
    [37, { random: 23, risk: 11, own: 3 }],
    [10, { random: 6, risk: 3, own: 1 }],
    [9, { random: 7, risk: 2, own: 0 }],
    [1, { random: 1, risk: 0, own: 0 }],
    [0, { random: 0, risk: 0, own: 0 }],
  ])("%i", (quota, places) => expect(placesOf(quota)).toEqual(places));

  it.each([
    [50, 400, 50],
    [50, 12, 12],
    [50, 0, 0],
  ])("quota = min(%i, %i eligible) = %i", (asked, eligible, quota) => expect(quotaOf(asked, eligible)).toBe(quota));
});

describe("what makes a chat a risk", () => {
  const plain: RiskFacts = {
    clearance: "cleared",
    hasTerms: false,
    rating: null,
    isInquiry: true,
    outcome: "paid",
    firstResponseMs: 60_000,
    longestGapMs: 180_000,
  };
  const terms = { firstS: 60, gapS: 180, rating: 3 };
  it.each<[string, Partial<RiskFacts>, Risk[]]>([
    ["nothing, at the very edge of slow", {}, []],
    ["a first reply after 60 s", { firstResponseMs: 60_001 }, ["slow"]],
    ["a wait of more than three minutes", { longestGapMs: 180_001 }, ["slow"]],
    ["an inquiry that did not pay", { outcome: "unpaid" }, ["unpaid"]],
    ["no inquiry that did not pay", { outcome: "unpaid", isInquiry: false }, []],
    ["a rating of 3", { rating: 3 }, ["rating"]],
    ["a rating of 4", { rating: 4 }, []],
    ["a prohibited term", { hasTerms: true }, ["term"]],
    ["somebody without clearance", { clearance: "not_cleared" }, ["breach"]],
    [
      "all at once, the gravest first",
      { clearance: "not_cleared", hasTerms: true, rating: 1, outcome: "unpaid", longestGapMs: 999_999 },
      ["breach", "term", "rating", "unpaid", "slow"],
    ],
  ])("%s", (_, facts, found) => expect(risksOf({ ...plain, ...facts }, terms)).toEqual(found));
});

describe("how random places are shared among agents", () => {
  const counts = (values: Record<string, number>) => new Map(Object.entries(values));
  const share = (values: Record<string, number>, places: number, last = never) =>
    Object.fromEntries(allocated(counts(values), places, last, seededRandom("x")));
  it.each<[string, Record<string, number>, number, Record<string, number>]>([
    ["each gets one, the rest by what they have", { a: 10, b: 10, c: 1 }, 9, { a: 4, b: 4, c: 1 }],
    ["proportional by largest remainder", { a: 61, b: 31, c: 11 }, 13, { a: 7, b: 4, c: 2 }],
    ["never more than there is", { a: 2, b: 30 }, 32, { a: 2, b: 30 }],
    ["one each where it is just enough", { a: 50, b: 1, c: 1 }, 3, { a: 1, b: 1, c: 1 }],
  ])("%s", (_, values, places, expected) => expect(share(values, places)).toEqual(expected));

  it("where places do not suffice, those whose last check lies furthest back come first", () => {
    const last = new Map([
      ["a", "2026-11-20"],
      ["b", null],
      ["c", "2026-11-02"],
    ]);
    expect(share({ a: 90, b: 1, c: 1 }, 2, last)).toEqual({ b: 1, c: 1 });
  });

  it("gives out exactly the places, at most what an agent has, and forgets nobody while places suffice", () => {
    const sizes = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 60 }), { minKeys: 1, maxKeys: 20 });
    fc.assert(
      fc.property(sizes, fc.nat(200), fc.string(), (values, wanted, seed) => {
        const of = counts(values);
        const total = [...of.values()].reduce((sum, n) => sum + n, 0);
        const places = Math.min(wanted, total);
        const given = allocated(of, places, never, seededRandom(seed));
        expect([...given.values()].reduce((sum, n) => sum + n, 0)).toBe(places);
        for (const [id, n] of given) expect(n).toBeLessThanOrEqual(of.get(id) ?? 0);
        if (places >= of.size) for (const id of of.keys()) expect(given.get(id)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe("a draw", () => {
  const pool = [...chatsOf("a", 40), ...chatsOf("b", 25, ["unpaid"]), ...chatsOf("c", 3, ["slow", "unpaid"]), chat("d", 0, ["breach"])];

  it("is the same from the same seed, whatever order the chats come in", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(pool, { minLength: pool.length }), (mixed) => {
        expect(draw(mixed, 50, "seed", never)).toEqual(draw(pool, 50, "seed", never));
      }),
      { numRuns: 20 },
    );
    expect(draw(pool, 50, "another", never)).not.toEqual(draw(pool, 50, "seed", never));
  });

  it("reads a chat by somebody without clearance first, whichever places it was drawn into", () => {
    for (let n = 0; n < 50; n++) expect(draw(pool, 50, `seed ${n}`, never)[0]?.chatId).toBe("d-000");
  });

  it("gives breaches the risk places before all others", () => {
    const many = [...chatsOf("a", 60, ["term", "rating", "unpaid"]), ...chatsOf("b", 40, ["breach"])];
    const risk = draw(many, 10, "seed", never).filter(({ kind }) => kind === "risk");
    expect(risk).toHaveLength(3);
    expect(risk.every(({ chatId }) => chatId.startsWith("b"))).toBe(true);
  });

  it("draws at random in place of risks that are not there", () => {
    const drawn = draw(chatsOf("a", 80), 50, "seed", never);
    expect(drawn).toHaveLength(45);
    expect(drawn.every(({ kind }) => kind === "random")).toBe(true);
  });

  it("draws what stands in place of missing risks from all chats, so that random ones say what is true of all", () => {
    // 8 of 68 are risky: fewer than the 15 places of risk.
    const few = [...chatsOf("a", 60), ...chatsOf("b", 8, ["slow"])].map((one, n) => ({ ...one, agentId: n % 2 === 0 ? "a" : "b" }));
    let [drawn, risky] = [0, 0];
    for (let n = 0; n < 2000; n++)
      for (const { chatId, kind } of draw(few, 50, `few ${n}`, never))
        if (kind === "random") {
          drawn++;
          if (chatId.startsWith("b")) risky++;
        }
    expect(Math.abs(risky / drawn - 8 / 68)).toBeLessThan(0.005);
  });

  it("never draws a chat twice, and leaves one's own choice to its owner", () => {
    const chats = fc.array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.subarray<Risk>(["breach", "term", "unpaid", "slow"])), {
      maxLength: 90,
    });
    fc.assert(
      fc.property(chats, fc.string(), (made, seed) => {
        const all = made.map(([agentId, found], n) => chat(agentId, n, found));
        const quota = quotaOf(50, all.length);
        const drawn = draw(all, quota, seed, never);
        expect(new Set(drawn.map(({ chatId }) => chatId)).size).toBe(drawn.length);
        expect(drawn).toHaveLength(quota - placesOf(quota).own);
        const agents = new Set(all.map(({ agentId }) => agentId));
        if (placesOf(quota).random >= agents.size) {
          const met = new Set(drawn.map(({ chatId }) => chatId.split("-")[0]));
          for (const agentId of agents) expect(met).toContain(agentId);
        }
      }),
    );
  });

  // Within a stratum of N chats of which n are drawn, each is drawn with n ÷ N. The counts of one stratum sum to n in every draw, so the statistic of N equal cells has N − 1 degrees of
  // freedom and is scaled by (N − 1) ÷ (N − n) for drawing without replacement. The bounds are the 99.9 % quantiles.
  it.each([
    ["a", 40, 72.1],
    ["b", 25, 51.2],
    ["c", 3, 13.8],
  ] as const)("is unbiased within the stratum of %s: 10 000 draws against expectation", (agentId, size, bound) => {
    const DRAWS = 10_000;
    const hits = new Map<string, number>();
    let drawnOf = 0;
    for (let n = 0; n < DRAWS; n++)
      for (const { chatId, kind } of draw(pool, 30, `draw ${n}`, never))
        if (kind === "random" && chatId.startsWith(agentId)) {
          hits.set(chatId, (hits.get(chatId) ?? 0) + 1);
          drawnOf++;
        }
    const perDraw = drawnOf / DRAWS;
    const expected = (DRAWS * perDraw) / size;
    const sum = Array.from({ length: size }, (_, n) => hits.get(chat(agentId, n).chatId) ?? 0).reduce(
      (all, count) => all + (count - expected) ** 2 / expected,
      0,
    );
    expect(perDraw).toBeGreaterThanOrEqual(1);
    expect((sum * (size - 1)) / (size - perDraw)).toBeLessThan(bound);
  });
});
