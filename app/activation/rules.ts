import type { Refusal } from "~/platform/refusal";
import type { Gate, GateFacts, GradingFact, LapseReason, RequirementId } from "./gate-facts";
import type { Requirement } from "./requirement";
import { isLive, isOverridable } from "./requirements";

/** The state from which each gate leads on, and what it gives. */
export const gateOutcome = {
  desk: { from: "training", to: "probation", clearance: "supervised" },
  activation: { from: "probation", to: "active", clearance: "full" },
} as const satisfies Record<Gate, { from: string; to: string; clearance: string }>;

export const OVERRIDE_DAYS = 30;

/**
 * Why `confirmerId` may not open the gate now; empty: they may. The role is the guard's matter; here stand the facts:
 * nobody confirms themselves, the state must be the one before, every requirement is met, no lapse is live, who gave the override does not confirm,
 * and activation is not confirmed by the only grader (unless the owner switched on single-examiner mode).
 */
export function confirmRefusals(
  gate: Gate,
  requirements: Requirement[],
  facts: GateFacts,
  confirmerId: string,
  singleExaminer: boolean,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (confirmerId === facts.personId) refusals.push({ code: "confirm_oneself" });
  if (facts.state !== gateOutcome[gate].from) refusals.push({ code: "wrong_state", params: { state: facts.state ?? "none" } });
  const unmet = requirements.filter((r) => !r.met);
  if (unmet.length > 0) refusals.push({ code: "unmet", params: { count: unmet.length } });
  if (facts.lapses.length > 0 || facts.retests.some((r) => r.overdue)) refusals.push({ code: "lapsed" });
  if (requirements.some((r) => r.override?.givenBy === confirmerId)) refusals.push({ code: "gave_override" });
  if (gate === "activation" && isOnlyGrader(requirements, facts, confirmerId) && !singleExaminer) refusals.push({ code: "only_grader" });
  return refusals;
}

/** The results of the checklist on which the gate rests. */
function gradingsUsed(requirements: Requirement[], facts: GateFacts): GradingFact[] {
  const used = new Set(requirements.flatMap((r) => r.evidence).flatMap((e) => (e.kind === "checklist_result" ? [e.id] : [])));
  return facts.gradings.filter((g) => used.has(g.id));
}

/** Whether the checklist that is the evidence was graded by nobody but `confirmerId`, neither first nor second. */
export function isOnlyGrader(requirements: Requirement[], facts: GateFacts, confirmerId: string): boolean {
  const graders = gradingsUsed(requirements, facts).flatMap((g) => [g.graderId, ...(g.secondGraderId ? [g.secondGraderId] : [])]);
  return graders.length > 0 && graders.every((g) => g === confirmerId);
}

/** Whether the gate rests on nothing but results for which a second grader was missing: the decision says so for ever. */
export function isSingleExaminer(requirements: Requirement[], facts: GateFacts): boolean {
  const gradings = gradingsUsed(requirements, facts);
  return gradings.length > 0 && gradings.every((g) => g.singleExaminer);
}

/**
 * Why this override may not be given; empty: it may. At most one live override per gate; never of checklist, desk exam or acknowledgement;
 * with a reason; for 1 to 30 days; not to oneself; only of what is unmet.
 */
export function overrideRefusals(
  gate: Gate,
  requirements: Requirement[],
  facts: GateFacts,
  asked: { requirement: RequirementId; reason: string; days: number; givenBy: string },
  now: Date,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (asked.givenBy === facts.personId) refusals.push({ code: "override_oneself" });
  if (!isOverridable(asked.requirement)) refusals.push({ code: "override_never", field: "requirement" });
  const target = requirements.find((r) => r.id === asked.requirement);
  if (!target || target.met) refusals.push({ code: "override_not_needed", field: "requirement" });
  if (facts.overrides.some((o) => o.gate === gate && isLive(o, now))) refusals.push({ code: "override_second" });
  if (asked.reason.trim().length < 10) refusals.push({ code: "override_reason", field: "reason" });
  if (!Number.isInteger(asked.days) || asked.days < 1 || asked.days > OVERRIDE_DAYS)
    refusals.push({ code: "override_days", field: "days", params: { max: OVERRIDE_DAYS } });
  if (facts.state !== gateOutcome[gate].from) refusals.push({ code: "wrong_state", params: { state: facts.state ?? "none" } });
  return refusals;
}

export type Clearance = "none" | "supervised" | "full";

/**
 * The clearance that follows from the state, the decisions and the lapses: none while suspended, gone or in training, and none while a lapse is live; else what the last gate gave,
 * unless that gate rests on a requirement which is unmet again (its override expired and no evidence took its place). The state never follows from it.
 */
export function clearanceOf(
  state: GateFacts["state"],
  opened: { gate: Gate; requirements: Requirement[] }[],
  lapses: readonly { reason: LapseReason }[],
): Clearance {
  if (lapses.length > 0) return "none";
  const gate = state === "active" ? "activation" : state === "probation" ? "desk" : null;
  if (gate === null) return "none";
  // Clearance of an active agent rests on the desk gate too: an override given there may have lapsed since.
  const resting = opened.filter((o) => o.gate === gate || o.gate === "desk");
  if (!resting.some((o) => o.gate === gate) || resting.some((o) => o.requirements.some((r) => !r.met))) return "none";
  return gateOutcome[gate].clearance;
}

/**
 * The requirements of an opened gate as they bear on the clearance: what evidence carried stays met, whatever the content asks for since, as when another chat is required; only what an override let wait
 * is unmet again. Whoever passed keeps it; material changes have their re-tests.
 */
export function standingOf(gate: Gate, requirements: Requirement[], { overrides }: Pick<GateFacts, "overrides">): Requirement[] {
  const isLetWait = (id: RequirementId) => overrides.some((o) => o.gate === gate && o.requirement === id);
  return requirements.map((r) => (r.met || isLetWait(r.id) ? r : { ...r, met: true }));
}

/** The nearest thing that blocks a gate: the first unmet requirement that the person can mend, else the first unmet. */
export function nearestBlocker(requirements: Requirement[]): Requirement | null {
  const unmet = requirements.filter((r) => !r.met);
  return unmet.find((r) => r.whereToMend !== null) ?? unmet[0] ?? null;
}
