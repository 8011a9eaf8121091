import { describe, expect, it } from "vitest";
import type { Gate, GateFacts, LapseReason, LiveLapse, RetestFact } from "~/activation/gate-facts";
import {
  giveBackRefusals,
  holdRefusals,
  holdsSeat,
  type Lapse,
  lapsesAhead,
  lapseSteps,
  renewalsOf,
  showsAhead,
  warningDue,
} from "~/activation/lapse-rules";
import { evaluateGate } from "~/activation/requirements";
import { clearanceOf, confirmRefusals } from "~/activation/rules";
import { activity, day, NOW, onProbation, override, policy, trainee } from "./facts";

const opened = (facts: GateFacts, gates: Gate[]) =>
  gates.map((gate) => ({ gate, policy: policy(gate), requirements: evaluateGate(policy(gate), facts, NOW) }));
const live = (reason: LapseReason, causeId: string = reason): LiveLapse => ({
  ...{ id: `live ${reason}`, reason, causeId, at: day(-1), note: "", evidence: null, byName: null },
});
const openLesson = { activities: [activity("bags", "lesson", { status: "open" }), ...trainee().activities.slice(1)] };

describe("an override that carries an opened gate", () => {
  it("lets the clearance lapse at its expiry, until evidence takes its place", () => {
    const given = override();
    const carried = onProbation({ ...openLesson, overrides: [given] });
    expect(lapsesAhead(carried, opened(carried, ["desk"]))).toMatchObject([
      { reason: "override_expired", causeId: given.id, at: given.expiresAt, mend: { requirement: { id: given.requirement } } },
    ]);
    const mended = onProbation({ overrides: [given] });
    expect(lapsesAhead(mended, opened(mended, ["desk"]))).toEqual([]);
  });

  it("goes on being the reason after it has run out", () => {
    const over = override({ givenAt: day(-8), expiresAt: day(-1) });
    const facts = onProbation({ ...openLesson, overrides: [over] });
    expect(lapsesAhead(facts, opened(facts, ["desk"]))).toMatchObject([{ causeId: over.id, at: day(-1) }]);
  });
});

describe("what is to be written", () => {
  const lapse = (causeId: string, at: Date): Lapse => {
    const facts = onProbation({ ...openLesson, overrides: [override({ id: causeId, expiresAt: at })] });
    const [found] = lapsesAhead(facts, opened(facts, ["desk"]));
    if (!found) throw new Error("no lapse");
    return found;
  };
  it.each<[string, LiveLapse[], Lapse[], string[], string[]]>([
    ["nothing before the date", [], [lapse("o1", day(1))], [], []],
    ["it begins at the very instant", [], [lapse("o1", NOW)], ["o1"], []],
    ["and not twice", [live("override_expired", "o1")], [lapse("o1", day(-3))], [], []],
    ["another cause begins beside it", [live("override_expired", "o1")], [lapse("o1", day(-3)), lapse("o2", day(-1))], ["o2"], []],
    ["it ends when nothing asks for it", [live("override_expired", "o1")], [], [], ["o1"]],
    ["and when its date was moved ahead", [live("override_expired", "o1")], [lapse("o1", day(2))], [], ["o1"]],
    ["a suspension for conduct ends by a human alone", [live("conduct", "c")], [], [], []],
  ])("%s", (_, alive, ahead, begin, end) => {
    const steps = lapseSteps(alive, ahead, NOW);
    expect([steps.begin.map((l) => l.causeId), steps.end.map((l) => l.causeId)]).toEqual([begin, end]);
  });

  it.each([
    [day(-1), false],
    [NOW, false],
    [day(1), true],
    [day(14), true],
    [day(15), false],
  ])("a lapse at %s is shown beforehand: %s", (at, shown) => expect(showsAhead({ at }, NOW)).toBe(shown));
});

describe("clearance under a lapse", () => {
  it.each<[LapseReason]>([["retest_overdue"], ["recertification_due"], ["conduct"], ["absence"], ["override_expired"]])(
    "is none while %s is live, and the state stays",
    (reason) => {
      const facts = onProbation({ lapses: [live(reason)] });
      expect(clearanceOf(facts.state, opened(facts, ["desk"]), facts.lapses)).toBe("none");
      expect(clearanceOf(facts.state, opened(facts, ["desk"]), [])).toBe("supervised");
    },
  );
});

describe("a seat", () => {
  it.each([
    ["training", null, false],
    ["probation", null, true],
    ["active", null, true],
    ["suspended", "active", true],
    ["suspended", "training", false],
    ["left", null, false],
    [null, null, false],
  ] as const)("is held in %s (before: %s): %s", (state, before, held) => expect(holdsSeat({ state, stateBefore: before })).toBe(held));
});

describe("suspending at once", () => {
  const asked = { reason: "shouted at a customer", evidence: "", by: "supervisor" };
  const seat = onProbation();
  it.each<[string, GateFacts, Partial<typeof asked>, string[]]>([
    ["with a reason", seat, {}, []],
    ["with a page as evidence", seat, { evidence: "/inbox?item=1" }, []],
    ["with an address as evidence", seat, { evidence: "https://example.com/chat/1" }, []],
    ["with a script as evidence", seat, { evidence: "javascript:alert(1)" }, ["hold_evidence"]],
    ["with another host as evidence", seat, { evidence: "//example.com" }, ["hold_evidence"]],
    ["of oneself", seat, { by: seat.personId }, ["hold_oneself"]],
    ["without a reason", seat, { reason: "so" }, ["hold_reason"]],
    ["of a trainee", trainee(), {}, ["hold_no_seat"]],
    ["twice", onProbation({ lapses: [live("conduct")] }), {}, ["hold_already"]],
    ["beside another lapse", onProbation({ lapses: [live("absence")] }), {}, []],
  ])("%s", (_, facts, more, codes) => {
    expect(holdRefusals(facts, { ...asked, ...more }).map((r) => r.code)).toEqual(codes);
  });

  it.each<[string, GateFacts, string, string, string[]]>([
    ["a manager gives it back", onProbation({ lapses: [live("conduct")] }), "manager", "it was a misunderstanding", []],
    ["nobody to themselves", onProbation({ lapses: [live("conduct")] }), seat.personId, "it was a misunderstanding", ["hold_oneself"]],
    ["what is not suspended", onProbation({ lapses: [live("absence")] }), "manager", "it was a misunderstanding", ["hold_none"]],
    ["without a reason", onProbation({ lapses: [live("conduct")] }), "manager", "", ["hold_reason"]],
  ])("%s", (_, facts, by, reason, codes) => {
    expect(giveBackRefusals(facts, { reason, by }).map((r) => r.code)).toEqual(codes);
  });
});

describe("a re-test", () => {
  const text = { "zh-CN": "规则", en: "rules" };
  const step = (slug: string, done: boolean) => ({ kind: "sign" as const, slug, title: text, minutes: 15, done, isOpen: false });
  const retest = (more: Partial<RetestFact> = {}): RetestFact => ({
    ...{ id: "t", materialId: "m", title: text, publishedAt: day(-5), dueAt: day(2), overdue: false, steps: [step("rules", false)] },
    ...more,
  });

  it("lets the clearance lapse at the end of its day, until every step is done", () => {
    expect(lapsesAhead(onProbation({ retests: [retest()] }), [])).toMatchObject([{ reason: "retest_overdue", causeId: "m", at: day(2) }]);
    const half = retest({ steps: [step("rules", true), { kind: "questions", fluent: 4, of: 5, done: false }] });
    expect(lapsesAhead(onProbation({ retests: [half] }), [])).toHaveLength(1);
    const whole = retest({ steps: [step("rules", true), { kind: "questions", fluent: 5, of: 5, done: true }] });
    expect(lapsesAhead(onProbation({ retests: [whole] }), [])).toEqual([]);
  });

  it("opens what is not done, since the latest change that asks for it", () => {
    const earlier = retest({ publishedAt: day(-9), steps: [step("rules", false), step("exam", false), step("quiz", true)] });
    expect(renewalsOf([earlier, retest()])).toEqual([
      { slug: "rules", since: day(-5) },
      { slug: "exam", since: day(-9) },
    ]);
  });

  it("that is overdue keeps a gate shut", () => {
    expect(confirmRefusals("desk", [], trainee({ retests: [retest({ overdue: true })] }), "supervisor", false)).toEqual([
      { code: "lapsed" },
    ]);
    expect(confirmRefusals("desk", [], trainee({ retests: [retest()] }), "supervisor", false)).toEqual([]);
  });
});

describe("a warning", () => {
  it.each([
    ["retest_overdue", day(7), 1000],
    ["retest_overdue", day(2.1), 1000],
    ["retest_overdue", day(2), 2],
    ["retest_overdue", day(0.001), 2],
    ["retest_overdue", NOW, null],
    ["recertification_due", day(15), null],
    ["recertification_due", day(14), 14],
    ["recertification_due", day(3.5), 14],
    ["recertification_due", day(3), 3],
    ["absence", day(4), null],
    ["absence", day(3), 3],
    ["override_expired", day(4), null],
    ["override_expired", day(1), 3],
    ["override_expired", day(-1), null],
  ] as const)("of %s on %s is the one of %s days before", (reason, at, days) => expect(warningDue({ reason, at }, NOW)).toBe(days));
});
