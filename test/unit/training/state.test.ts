import { describe, expect, it } from "vitest";
import { retakeOf } from "~/training/retakes";
import { nextState, type PersonState, type StateEvent, stateEvents } from "~/training/state";

const states: PersonState[] = ["invited", "training", "probation", "active", "suspended", "left"];
/** Every allowed step; all others are refused. */
const allowed: Partial<Record<PersonState, Partial<Record<StateEvent, PersonState>>>> = {
  invited: { begin_training: "training", suspend: "suspended", leave: "left" },
  training: { open_desk_gate: "probation", suspend: "suspended", leave: "left" },
  probation: { activate: "active", suspend: "suspended", leave: "left" },
  active: { suspend: "suspended", leave: "left" },
  suspended: { reinstate: "probation", leave: "left" },
  left: { rehire: "invited" },
};

describe("nextState", () => {
  it.each(states.flatMap((state) => stateEvents.map((event) => [state, event] as const)))("%s + %s", (state, event) => {
    expect(nextState(state, event, "probation")).toBe(allowed[state]?.[event] ?? null);
  });

  it("leads nowhere for people who are no agents, nor back to an unknown state", () => {
    expect(nextState(null, "begin_training")).toBeNull();
    expect(nextState("suspended", "reinstate", null)).toBeNull();
  });
});

describe("retakeOf", () => {
  const week = { workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] };
  it.each([
    [
      "the first failure on a Friday: again on Monday, two left",
      { used: 1, allowed: 3, extra: 0, lastDay: "2026-03-06" },
      { left: 2, opensOn: "2026-03-09" },
    ],
    ["three of three: a manager decides", { used: 3, allowed: 3, extra: 0, lastDay: "2026-03-06" }, { left: 0, opensOn: null }],
    ["a manager added one", { used: 3, allowed: 3, extra: 1, lastDay: "2026-03-06" }, { left: 1, opensOn: "2026-03-09" }],
    ["content lowered its number since", { used: 3, allowed: 2, extra: 0, lastDay: "2026-03-06" }, { left: 0, opensOn: null }],
  ])("%s", (_, attempts, retake) => {
    expect(retakeOf(week, attempts)).toEqual(retake);
  });
});
