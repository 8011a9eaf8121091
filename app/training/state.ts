import type { person } from "@db/schema";

/** Where an agent stands. It is about the person and changes by a human's decision only. */
export type PersonState = NonNullable<(typeof person.$inferSelect)["state"]>;

export const stateEvents = ["begin_training", "open_desk_gate", "activate", "suspend", "reinstate", "leave", "rehire"] as const;
export type StateEvent = (typeof stateEvents)[number];

/** From which states each event leads where. `before`: back to the state that a suspension interrupted. */
const transitions: Record<StateEvent, { from: readonly PersonState[]; to: PersonState | "before" }> = {
  begin_training: { from: ["invited"], to: "training" },
  open_desk_gate: { from: ["training"], to: "probation" },
  activate: { from: ["probation"], to: "active" },
  suspend: { from: ["invited", "training", "probation", "active"], to: "suspended" },
  reinstate: { from: ["suspended"], to: "before" },
  leave: { from: ["invited", "training", "probation", "active", "suspended"], to: "left" },
  rehire: { from: ["left"], to: "invited" },
};

/** The state after `event`, or null when it may not happen in this state. `before` is the state that a suspension interrupted. */
export function nextState(state: PersonState | null, event: StateEvent, before: PersonState | null = null): PersonState | null {
  const { from, to } = transitions[event];
  if (state === null || !from.includes(state)) return null;
  return to === "before" ? before : to;
}
