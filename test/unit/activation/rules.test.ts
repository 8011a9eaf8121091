import { describe, expect, it } from "vitest";
import type { Gate, GateFacts } from "~/activation/gate-facts";
import { evaluateGate } from "~/activation/requirements";
import { clearanceOf, confirmRefusals, isOnlyGrader, nearestBlocker, overrideRefusals, standingOf } from "~/activation/rules";
import { possibleChanges, stateAfter, type StateChange, stateChangeRefusal, stateChanges } from "~/activation/state-rules";
import type { PersonState } from "~/training/state";
import { activity, day, NOW, onProbation, override, passedGrading, policy, trainee } from "./facts";

const evaluated = (gate: Gate, facts: GateFacts) => evaluateGate(policy(gate), facts, NOW);
const confirm = (gate: Gate, facts: GateFacts, by: string, singleExaminer = false) =>
  confirmRefusals(gate, evaluated(gate, facts), facts, by, singleExaminer).map((r) => r.code);
const openLesson = { activities: [activity("bags", "lesson", { status: "open" }), ...trainee().activities.slice(1)] };

describe("confirming", () => {
  it.each<[string, Gate, GateFacts, string, string[]]>([
    ["the desk gate, by a supervisor", "desk", trainee(), "supervisor", []],
    ["by oneself", "desk", trainee(), "agent", ["confirm_oneself"]],
    ["with a requirement unmet", "desk", trainee(openLesson), "supervisor", ["unmet"]],
    ["of somebody invited", "desk", trainee({ state: "invited" }), "supervisor", ["wrong_state"]],
    ["of somebody in probation already", "desk", trainee({ state: "probation" }), "supervisor", ["wrong_state"]],
    ["of somebody suspended", "desk", trainee({ state: "suspended" }), "supervisor", ["wrong_state"]],
    ["by who gave the override", "desk", trainee({ ...openLesson, overrides: [override()] }), "manager", ["gave_override"]],
    ["on an override, by another", "desk", trainee({ ...openLesson, overrides: [override()] }), "supervisor", []],
    ["the activation gate, by one who did not grade", "activation", onProbation(), "manager", []],
    ["by the only grader", "activation", onProbation(), "grader", ["only_grader"]],
    [
      "by one of two graders",
      "activation",
      onProbation({ gradings: [passedGrading, { ...passedGrading, id: "g2", graderId: "other" }] }),
      "grader",
      [],
    ],
    [
      "by the only grader who let pass",
      "activation",
      onProbation({ gradings: [passedGrading, { ...passedGrading, id: "g2", graderId: "other", passed: false }] }),
      "grader",
      ["only_grader"],
    ],
    ["too early", "activation", onProbation({ probationWorkingDays: 9 }), "manager", ["unmet"]],
    ["by oneself, in the wrong state, with something unmet", "activation", trainee(), "agent", ["confirm_oneself", "wrong_state", "unmet"]],
  ])("%s", (_, gate, facts, by, codes) => {
    expect(confirm(gate, facts, by)).toEqual(codes);
  });

  it("by the only grader is possible in single-examiner mode, by oneself never", () => {
    expect(confirm("activation", onProbation(), "grader", true)).toEqual([]);
    expect(confirm("activation", onProbation({ gradings: [{ ...passedGrading, graderId: "agent" }] }), "agent", true)).toEqual([
      "confirm_oneself",
    ]);
  });

  it("says how many requirements are unmet", () => {
    const facts = trainee({ ...openLesson, signatures: [] });
    expect(confirmRefusals("desk", evaluated("desk", facts), facts, "x", false)).toEqual([{ code: "unmet", params: { count: 2 } }]);
  });

  it("knows nobody as the only grader of what was not graded", () => {
    const facts = onProbation({ gradings: [] });
    expect(isOnlyGrader(evaluated("activation", facts), facts, "grader")).toBe(false);
  });
});

describe("overriding", () => {
  const asked = { requirement: "activities" as const, reason: "the camera is broken", days: 7, givenBy: "manager" };
  const facts = trainee(openLesson);
  it.each<[string, GateFacts, Partial<typeof asked> | { requirement: "desk_exam" | "acknowledgement" | "rules_exam" }, string[]]>([
    ["what is unmet", facts, {}, []],
    ["for a day", facts, { days: 1 }, []],
    ["for 30 days", facts, { days: 30 }, []],
    ["for 31 days", facts, { days: 31 }, ["override_days"]],
    ["for no day", facts, { days: 0 }, ["override_days"]],
    ["for half a day", facts, { days: 0.5 }, ["override_days"]],
    ["for who knows how long", facts, { days: Number.NaN }, ["override_days"]],
    ["oneself", facts, { givenBy: "agent" }, ["override_oneself"]],
    ["without a reason", facts, { reason: "   because   " }, ["override_reason"]],
    ["what is met", facts, { requirement: "rules_exam" }, ["override_not_needed"]],
    ["the desk exam", trainee({ results: [] }), { requirement: "desk_exam" }, ["override_never"]],
    ["the acknowledgement", trainee({ signatures: [] }), { requirement: "acknowledgement" }, ["override_never"]],
    ["a second time", trainee({ ...openLesson, overrides: [override({ requirement: "signoffs" })] }), {}, ["override_second"]],
    ["again after the first expired", trainee({ ...openLesson, overrides: [override({ expiresAt: day(-1) })] }), {}, []],
    [
      "when the other gate has one",
      trainee({ ...openLesson, overrides: [override({ gate: "activation", requirement: "probation_days" })] }),
      {},
      [],
    ],
    ["after the gate was opened", onProbation(openLesson), {}, ["wrong_state"]],
  ])("%s", (_, of, more, codes) => {
    expect(overrideRefusals("desk", evaluated("desk", of), of, { ...asked, ...more }, NOW).map((r) => r.code)).toEqual(codes);
  });

  it("the checklist is never possible", () => {
    const of = onProbation({ gradings: [] });
    expect(
      overrideRefusals("activation", evaluated("activation", of), of, { ...asked, requirement: "checklist" as never }, NOW).map(
        (r) => r.code,
      ),
    ).toEqual(["override_never"]);
    const early = onProbation({ probationWorkingDays: 3 });
    expect(
      overrideRefusals("activation", evaluated("activation", early), early, { ...asked, requirement: "probation_days" as never }, NOW),
    ).toEqual([]);
  });
});

describe("clearance", () => {
  const opened = (facts: GateFacts, gates: Gate[]) => gates.map((gate) => ({ gate, requirements: evaluated(gate, facts) }));
  const lapsed = onProbation({ ...openLesson, overrides: [override({ expiresAt: NOW })] });
  it.each<[string, GateFacts["state"], GateFacts, Gate[], string]>([
    ["nobody", null, trainee(), [], "none"],
    ["invited", "invited", trainee(), [], "none"],
    ["in training, whatever was opened", "training", trainee(), ["desk"], "none"],
    ["probation on the desk gate", "probation", onProbation(), ["desk"], "supervised"],
    ["probation without a decision", "probation", onProbation(), [], "none"],
    ["active on both gates", "active", onProbation(), ["desk", "activation"], "full"],
    ["active without the activation gate", "active", onProbation(), ["desk"], "none"],
    ["suspended", "suspended", onProbation(), ["desk", "activation"], "none"],
    ["left", "left", onProbation(), ["desk", "activation"], "none"],
    ["an override of the desk gate lapsed in probation", "probation", lapsed, ["desk"], "none"],
    ["the same, once active", "active", lapsed, ["desk", "activation"], "none"],
    ["the override still holds", "probation", onProbation({ ...openLesson, overrides: [override()] }), ["desk"], "supervised"],
  ])("%s: %s", (_, state, facts, gates, clearance) => {
    expect(clearanceOf(state, opened(facts, gates), facts.lapses)).toBe(clearance);
  });
});

describe("what an opened gate rests on", () => {
  const met = (facts: GateFacts) => standingOf("desk", evaluated("desk", facts), facts).every((r) => r.met);
  it("stays met when the content asks for more, and is unmet again where an override let it wait", () => {
    const [chat] = trainee().simulations;
    const more = { simulations: [...trainee().simulations, { slug: "new", title: chat?.title ?? { "zh-CN": "", en: "" }, passed: null }] };
    expect(evaluated("desk", onProbation(more)).every((r) => r.met)).toBe(false);
    expect(met(onProbation(more))).toBe(true);
    expect(met(onProbation({ ...more, ...openLesson, overrides: [override({ expiresAt: NOW })] }))).toBe(false);
    expect(met(onProbation({ ...more, ...openLesson, overrides: [override()] }))).toBe(true);
  });
});

describe("the nearest blocker", () => {
  it("is what the person can mend, else the first, else none", () => {
    expect(nearestBlocker(evaluated("activation", onProbation({ probationWorkingDays: 2 })))?.id).toBe("probation_days");
    expect(nearestBlocker(evaluated("activation", onProbation({ gradings: [], probationWorkingDays: 2 })))?.id).toBe("checklist");
    expect(nearestBlocker(evaluated("desk", trainee()))).toBeNull();
  });
});

describe("changes of state", () => {
  const standing = (state: PersonState, stateBefore: PersonState | null = null) => ({ id: "agent", state, stateBefore });
  it.each<[PersonState, StateChange[]]>([
    ["invited", ["leave"]],
    ["training", ["suspend", "leave"]],
    ["probation", ["suspend", "leave"]],
    ["active", ["suspend", "leave"]],
    ["suspended", ["reinstate", "leave"]],
    ["left", ["rehire"]],
  ])("from %s: %j", (state, changes) => {
    expect(possibleChanges(state)).toEqual(changes);
    for (const change of stateChanges) {
      const refusal = stateChangeRefusal(standing(state), change, "a good reason", "manager");
      expect(refusal?.code ?? null).toBe(changes.includes(change) ? null : "state_not_possible");
      if (!changes.includes(change)) expect(() => stateAfter(standing(state), change)).toThrow(RangeError);
    }
  });

  it.each([
    ["suspend", standing("active"), "suspended"],
    ["reinstate", standing("suspended", "active"), "active"],
    ["reinstate", standing("suspended", "probation"), "probation"],
    ["leave", standing("suspended", "active"), "left"],
    ["rehire", standing("left"), "invited"],
  ] as const)("%s leads on", (change, from, to) => {
    expect(stateAfter(from, change)).toBe(to);
  });

  it("need a reason and somebody else", () => {
    expect(stateChangeRefusal(standing("active"), "suspend", " no ", "manager")).toEqual({ code: "state_reason", field: "reason" });
    expect(stateChangeRefusal(standing("active"), "suspend", "a good reason", "agent")?.code).toBe("state_of_oneself");
    expect(stateChangeRefusal(standing("active"), "suspend", "a good reason", null)?.code).toBe("state_of_oneself");
    expect(possibleChanges(null)).toEqual([]);
  });
});
