import { describe, expect, it } from "vitest";
import { answerRefusal, disputable, disputedKey, openingRefusal } from "~/kpi/disputes/dispute-rules";
import { typedScore } from "~/kpi/months/decide.server";
import { closableFrom, type MonthAct, type MonthFacts, monthRefusal, reasonRefusal, stateAfter } from "~/kpi/months/month-rules";
import { differences, paysOtherwise } from "~/kpi/months/statement-difference";
import { leadsTeam, managesTeam, reachOf } from "~/kpi/led-teams";

const facts = (values: Partial<MonthFacts>): MonthFacts => ({
  ...{ state: "open", month: "2026-03-01", today: "2026-04-01", closableOn: null, people: 5 },
  ...values,
});

describe("the steps of a month", () => {
  it.each([
    ["open", "publish", "published"],
    ["published", "close", "closed"],
    ["closed", "reopen", "published"],
    ["open", "close", null],
    ["open", "reopen", null],
    ["published", "publish", null],
    ["published", "reopen", null],
    ["closed", "publish", null],
    ["closed", "close", null],
  ] as const)("%s: %s → %s", (state, act, after) => {
    expect(stateAfter(state, act)).toBe(after);
    const refusal = monthRefusal(act, facts({ state, closableOn: "2026-04-01" }));
    expect(refusal?.code ?? null).toBe(after === null ? `not_now.${act}.${state}` : null);
  });

  it.each([
    ["publish", { today: "2026-03-31" }, "month_runs"],
    ["publish", { today: "2026-04-01" }, null],
    ["publish", { people: 0 }, "month_empty"],
    ["close", { state: "published", closableOn: "2026-04-06", today: "2026-04-05" }, "too_early"],
    ["close", { state: "published", closableOn: "2026-04-06", today: "2026-04-06" }, null],
  ] as [MonthAct, Partial<MonthFacts>, string | null][])("%s with %j → %s", (act, values, code) => {
    expect(monthRefusal(act, facts(values))?.code ?? null).toBe(code);
  });

  it.each([
    ["2026-04-01", 3, [], "2026-04-06"],
    ["2026-04-03", 3, [], "2026-04-08"],
    ["2026-04-01", 3, [{ day: "2026-04-06", kind: "off", own: false }], "2026-04-07"],
    ["2026-04-01", 3, [{ day: "2026-04-04", kind: "working", own: true }], "2026-04-04"],
    ["2026-04-01", 0, [], "2026-04-01"],
  ] as const)("published on %s, %i working days later → %s %s", (day, days, holidays, last) => {
    expect(closableFrom({ workingWeek: [1, 2, 3, 4, 5], holidays }, day, days)).toBe(last);
  });

  it("ends where a calendar has no working day at all", () => {
    expect(closableFrom({ workingWeek: [], holidays: [] }, "2026-04-01", 3) > "2026-06-01").toBe(true);
  });

  it.each([
    ["too short", "reason_short"],
    ["long enough", null],
    [`  ${"a".repeat(9)}  `, "reason_short"],
    ["a".repeat(1000), null],
    ["a".repeat(1001), "reason_long"],
  ])("a reason %#", (reason, code) => {
    expect(reasonRefusal(reason)?.code ?? null).toBe(code);
  });
});

describe("a score that is given", () => {
  it.each([
    ["80", "80"],
    [" 79.95 ", "79.95"],
    ["0", "0"],
    ["100", "100"],
    ["100.01", null],
    ["101", null],
    ["-1", null],
    ["80.123", null],
    ["eighty", null],
    ["8e1", null],
    ["", null],
  ])("%j → %s", (text, score) => {
    expect(typedScore(text)?.toString() ?? null).toBe(score);
  });
});

const metric = (slug: string, numerator: string, points: string) => ({
  ...{ slug, weight: "50", inputs: {}, numerator, denominator: "400", value: "75", share: "80", points, of: "50" },
});
const trace = (numerator: string, points: string, share = "100") => ({
  stores: [
    {
      ...{ storeId: "s1", ruleSetId: null, contentVersionId: null, share, counted: share, inquiries: "400", leftOut: null, score: "85" },
      metrics: [metric("conversion", numerator, points)],
    },
  ],
  score: "85",
  tiers: [],
  baseYuan: 2000,
});

describe("two versions of a statement", () => {
  const before = { score: "85", bonusFen: 170_000, trace: trace("30000", "40") };

  it("say the same, or each figure before and after", () => {
    expect(differences(before, before)).toEqual([]);
    const after = { score: "95", bonusFen: 285_000, trace: trace("32000", "50") };
    expect(differences(before, after)).toEqual([
      { storeId: "s1", slug: "conversion", field: "numerator", before: "30000", after: "32000" },
      { storeId: "s1", slug: "conversion", field: "points", before: "40", after: "50" },
      { storeId: null, slug: null, field: "score", before: "85", after: "95" },
      { storeId: null, slug: null, field: "bonus", before: "170000", after: "285000" },
    ]);
    expect(paysOtherwise(before, after)).toBe(true);
    expect(paysOtherwise(before, { score: "85", bonusFen: 170_000 })).toBe(false);
    expect(paysOtherwise(before, { score: "85", bonusFen: 170_001 })).toBe(true);
  });

  it("tell of a store that came or went", () => {
    const without = { ...before, trace: { ...before.trace, stores: [] } };
    expect(differences(without, before)).toContainEqual({ storeId: "s1", slug: null, field: "share", before: null, after: "100" });
    expect(differences(before, without)).toContainEqual({
      storeId: "s1",
      slug: "conversion",
      field: "numerator",
      before: "30000",
      after: null,
    });
  });
});

describe("what may be disputed, and who answers", () => {
  const keys = disputable(trace("1", "1")).map(disputedKey);
  const opening = { personId: "a", state: "published" as const, taken: ["days"] };

  it("is each metric of each store, the shares and the days", () => {
    expect(keys).toEqual(["s1 conversion", "shares", "days"]);
  });

  it.each([
    [opening, "a", "shares", "the share was changed", null],
    [opening, "b", "shares", "the share was changed", "dispute_not_own"],
    [{ ...opening, state: "open" as const }, "a", "shares", "the share was changed", "dispute_shut.open"],
    [{ ...opening, state: "closed" as const }, "a", "shares", "the share was changed", "dispute_shut.closed"],
    [opening, "a", "s2 conversion", "the share was changed", "dispute_what"],
    [opening, "a", "days", "the share was changed", "dispute_twice"],
    [opening, "a", "shares", "wrong", "reason_short"],
    [opening, "a", "shares", "a".repeat(1001), "reason_long"],
  ])("opening %#: %s", (of, actor, key, claim, code) => {
    expect(openingRefusal(of, actor, key, keys, claim)?.code ?? null).toBe(code);
  });

  const answer = { personId: "a", outcome: null, enteredBy: ["e"], alone: false };
  it.each([
    [answer, "m", null],
    [answer, "a", "answer_oneself"],
    [answer, "e", "answer_entered"],
    [{ ...answer, alone: true }, "e", null],
    [{ ...answer, outcome: "withdrawn" as const }, "m", "dispute_withdrawn"],
    [{ ...answer, outcome: "kept" as const }, "m", "already_answered"],
  ])("answering %#: %s → %s", (of, actor, code) => {
    expect(answerRefusal(of, actor)?.code ?? null).toBe(code);
  });
});

describe("whose months one sees and closes", () => {
  it.each([
    [[{ role: "supervisor", teamId: "t" }], true, false],
    [[{ role: "manager", teamId: "t" }], true, true],
    [[{ role: "manager", teamId: null }], true, true],
    [[{ role: "manager", teamId: "u" }], false, false],
    [[{ role: "administrator", teamId: null }], false, false],
    [[{ role: "agent", teamId: "t" }], false, false],
  ] as const)("%j", (roles, leads, manages) => {
    const reach = reachOf({ personId: "p", roles });
    expect([leadsTeam(reach, "t"), managesTeam(reach, "t")]).toEqual([leads, manages]);
  });
});
