import type { Refusal } from "~/platform/refusal";
import type { PersonState } from "~/training/state";

/** What a manager may do to a person's state outside the gates. */
export const stateChanges = ["suspend", "reinstate", "leave", "rehire"] as const;
export type StateChange = (typeof stateChanges)[number];

/** From which states each change leads. Reinstating restores the state before; a rehire starts at `invited`. */
const allowedFrom: Record<StateChange, readonly PersonState[]> = {
  suspend: ["training", "probation", "active"],
  reinstate: ["suspended"],
  leave: ["invited", "training", "probation", "active", "suspended"],
  rehire: ["left"],
};

type Standing = { id: string; state: PersonState | null; stateBefore: PersonState | null };

/** The changes that a person's state allows now: what the page offers. */
export function possibleChanges(state: PersonState | null): StateChange[] {
  return state === null ? [] : stateChanges.filter((c) => allowedFrom[c].includes(state));
}

/** Why `change` may not be made, or null. Every change needs a reason of at least 5 characters; nobody changes their own state. */
export function stateChangeRefusal(person: Standing, change: StateChange, reason: string, actorId: string | null): Refusal | null {
  if (actorId === null || actorId === person.id) return { code: "state_of_oneself" };
  if (!possibleChanges(person.state).includes(change)) return { code: "state_not_possible", params: { state: person.state ?? "none" } };
  if (reason.trim().length < 5) return { code: "state_reason", field: "reason" };
  return null;
}

/** The state after an allowed change. Throws on one that is not allowed. */
export function stateAfter(person: Standing, change: StateChange): PersonState {
  if (!possibleChanges(person.state).includes(change)) throw new RangeError(`no ${change} from ${person.state}`);
  if (change === "suspend") return "suspended";
  if (change === "leave") return "left";
  if (change === "rehire") return "invited";
  return person.stateBefore ?? "training";
}
