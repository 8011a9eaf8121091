import { describe, expect, it } from "vitest";
import { itemsInTime, lastDayInTime } from "~/kpi/supervisor/items-in-time";
import { scoreSupervisor, type SupervisorFacts } from "~/kpi/supervisor/supervisor-rules";

/** 2-domain: 60 points average KPI of the team, 40 own duties: chat checks 20, meetings 10, inbox items closed within 2 working days 10; the same tiers. */
const weights = { team: 60, checks: 20, meetings: 10, items: 10, item_working_days: 2 };
const tiers = [
  { from: 90, base_yuan: 3000 },
  { from: 80, base_yuan: 2000 },
  { from: 0, base_yuan: 1000 },
];
const agent = (score: string, activeDays = 20) => ({ personId: score, name: score, score, activeDays });
const facts = (change: Partial<SupervisorFacts> = {}, duties: Partial<SupervisorFacts["duties"]> = {}): SupervisorFacts => ({
  members: [agent("85")],
  duties: { checks: { done: 18, due: 20 }, meetings: { done: 4, due: 4 }, items: { done: 45, due: 50 }, ...duties },
  activeDays: 20,
  workingDays: 20,
  teams: 1,
  ...change,
});
const none = { done: 0, due: 0 };
const reckon = (of: SupervisorFacts, by = weights) => {
  const { score, bonusFen, trace } = scoreSupervisor(by, tiers, of);
  return { score: score?.toString() ?? null, bonus: bonusFen, trace };
};

describe("a supervisor's month", () => {
  it("team 85.00, 18 of 20 checks, 4 of 4 meetings, 45 of 50 items: 51 + 18 + 10 + 9 = 88, 2000 × 88 % = 1760.00", () => {
    const { score, bonus, trace } = reckon(facts());
    expect([score, bonus]).toEqual(["88", 176_000n]);
    expect([trace.team?.points, ...trace.duties.map(({ points }) => points)]).toEqual(["51", "18", "10", "9"]);
    expect(trace).toMatchObject({ average: "85", baseYuan: 2000 });
  });

  it.each<[string, SupervisorFacts, string | null]>([
    [
      "everything done, a team of 100",
      facts({ members: [agent("100")] }, { checks: { done: 20, due: 20 }, items: { done: 50, due: 50 } }),
      "100",
    ],
    ["nothing done", facts({}, { checks: { done: 0, due: 20 }, meetings: { done: 0, due: 4 }, items: { done: 0, due: 50 } }), "51"],
    ["more checks than were due count as all", facts({}, { checks: { done: 25, due: 20 } }), "90"],
    ["by active days: 20 days at 90, 10 days at 60 make 80", facts({ members: [agent("90", 20), agent("60", 10)] }), "85"],
    ["who was not active counts for nothing", facts({ members: [agent("85"), agent("0", 0)] }), "88"],
    // 40 × (20 × 90 + 10 × 90) ÷ 30 = 36: the meetings' 10 over checks and items.
    ["no meeting was due: its 10 go to the other duties", facts({}, { meetings: none }), "87"],
    ["only items were due: they carry all 40", facts({}, { checks: none, meetings: none }), "87"],
    // 60 × 85 ÷ 100 + 40 × (20 × 33.333333333333 + 10 × 100) ÷ 30 ÷ 100
    ["a share without end", facts({}, { checks: { done: 1, due: 3 }, items: none }), "73.222222222222"],
    ["no duty was due: the team carries the whole", facts({}, { checks: none, meetings: none, items: none }), "85"],
    ["nobody of the team was scored", facts({ members: [] }), null],
  ])("%s", (_, of, score) => {
    expect(reckon(of).score).toBe(score);
  });

  it("shows what each part could bring once the weight of what was not due is spread", () => {
    const { trace } = reckon(facts({}, { meetings: none }));
    expect(trace.duties.map(({ points, of }) => [points, of])).toEqual([
      ["24", "26.666666666667"],
      [null, null],
      ["12", "13.333333333333"],
    ]);
  });

  it.each<[string, Partial<SupervisorFacts>, bigint]>([
    ["half of the month", { activeDays: 10 }, 88_000n],
    ["two teams share the base", { teams: 2 }, 88_000n],
    ["two teams, half of the month", { teams: 2, activeDays: 10 }, 44_000n],
    ["a month without working days", { activeDays: 0, workingDays: 0 }, 0n],
  ])("bonus: %s", (_, change, bonus) => {
    expect(reckon(facts(change)).bonus).toBe(bonus);
  });

  it("takes other weights: 50/30/10/10", () => {
    expect(reckon(facts(), { ...weights, team: 50, checks: 30 }).score).toBe("88.5");
  });
});

describe("inbox items closed within 2 working days", () => {
  const week = { workingWeek: [1, 2, 3, 4, 5], holidays: [{ day: "2026-04-06", kind: "off" as const, own: true }] };
  const item = (opened: string, closed: string | null, count = 1) => ({ opened, closed, count });

  it.each([
    ["Monday to Wednesday", "2026-03-02", "2026-03-04"],
    ["Friday over the weekend", "2026-03-06", "2026-03-10"],
    ["on a Saturday", "2026-03-07", "2026-03-10"],
    ["over a holiday", "2026-04-03", "2026-04-08"],
  ])("%s", (_, opened, last) => {
    expect(lastDayInTime(opened, week, 2)).toBe(last);
  });

  it.each([
    ["the same day", [item("2026-03-02", "2026-03-02")], { done: 1, due: 1 }],
    ["on the last day", [item("2026-03-02", "2026-03-04", 3)], { done: 3, due: 3 }],
    ["a day late", [item("2026-03-02", "2026-03-05")], { done: 0, due: 1 }],
    ["open, still with time", [item("2026-03-09", null)], { done: 0, due: 0 }],
    ["open and late", [item("2026-03-05", null)], { done: 0, due: 1 }],
    ["45 of 50", [item("2026-03-02", "2026-03-03", 45), item("2026-03-02", "2026-03-06", 5)], { done: 45, due: 50 }],
  ])("%s", (_, items, result) => {
    expect(itemsInTime(items, week, 2, "2026-03-10")).toEqual(result);
  });
});
