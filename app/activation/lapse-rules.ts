import type { Refusal } from "~/platform/refusal";
import type { PersonState } from "~/training/state";
import type { Gate, GateFacts, LapseReason, LiveLapse } from "./gate-facts";
import type { Requirement } from "./requirement";

/** What mends a lapse: a requirement of a gate that is to be met again. */
export type Mend = { requirement: Requirement };

/** A date at which the clearance lapses, or lapsed: why, by what, when, and what mends it. */
export type Lapse = { reason: Exclude<LapseReason, "conduct">; causeId: string; at: Date; mend: Mend };

type Opened = { gate: Gate; requirements: Requirement[] };

/**
 * What lets the clearance of this person lapse, with its dates, whether they have come or not. A suspension for conduct is not here: a human begins and ends it.
 * `opened`: the gates that were opened, with their requirements as they stand.
 */
export function lapsesAhead(facts: GateFacts, opened: readonly Opened[]): Lapse[] {
  return overridesThatCarry(facts, opened);
}

/** The overrides that an opened gate rests on and no evidence has taken the place of: at their expiry the requirement is unmet again. */
function overridesThatCarry({ overrides }: GateFacts, opened: readonly Opened[]): Lapse[] {
  return opened.flatMap(({ gate, requirements }) =>
    requirements.flatMap((requirement): Lapse[] => {
      if (requirement.blocker === null) return [];
      const given = requirement.override ?? overrides.find((o) => o.gate === gate && o.requirement === requirement.id);
      return given ? [{ reason: "override_expired", causeId: given.id, at: given.expiresAt, mend: { requirement } }] : [];
    }),
  );
}

const isSame = (a: { reason: LapseReason; causeId: string }, b: { reason: LapseReason; causeId: string }) =>
  a.reason === b.reason && a.causeId === b.causeId;

/**
 * What is to be written now: lapses whose date has come and that are not live begin; live ones that nothing asks for any more end. What lies between two
 * looks, however long that was, changes nothing of it. A suspension for conduct ends by a human alone.
 */
export function lapseSteps(live: readonly LiveLapse[], ahead: readonly Lapse[], now: Date): { begin: Lapse[]; end: LiveLapse[] } {
  const due = ahead.filter(({ at }) => at <= now);
  return {
    begin: due.filter((d) => !live.some((l) => isSame(l, d))),
    end: live.filter((l) => l.reason !== "conduct" && !due.some((d) => isSame(l, d))),
  };
}

/** So long before its date a lapse is shown to the person and to who leads them. */
const AHEAD_DAYS = 14;

/** Whether a lapse lies ahead, near enough to be shown. */
export function showsAhead({ at }: Pick<Lapse, "at">, now: Date): boolean {
  return at > now && at.getTime() - now.getTime() <= AHEAD_DAYS * 86_400_000;
}

/** Whether somebody in this state holds a seat whose clearance could lapse: in probation or active, also while suspended from there. */
export function holdsSeat(state: PersonState | null, before: PersonState | null): boolean {
  const held = state === "suspended" ? before : state;
  return held === "probation" || held === "active";
}

const REASON_LENGTH = 10;

/** Whether what somebody gave as the place of the evidence leads anywhere: an address of the web, or of a page of this product. */
function isAddress(value: string): boolean {
  return /^(https?:\/\/\S+|\/(?!\/)\S*)$/i.test(value);
}

/**
 * Why the clearance may not be suspended now; empty: it may. At once, by somebody else, with a reason; only of whoever has a seat, and not twice. The domain: open conflict with a
 * customer suspends the clearance for a human's decision; the state stays.
 */
export function holdRefusals(
  facts: Pick<GateFacts, "personId" | "state" | "lapses">,
  asked: { reason: string; evidence: string; by: string },
): Refusal[] {
  const refusals: Refusal[] = [];
  if (asked.by === facts.personId) refusals.push({ code: "hold_oneself" });
  if (facts.state !== "probation" && facts.state !== "active")
    refusals.push({ code: "hold_no_seat", params: { state: facts.state ?? "none" } });
  if (facts.lapses.some((l) => l.reason === "conduct")) refusals.push({ code: "hold_already" });
  if (asked.reason.trim().length < REASON_LENGTH) refusals.push({ code: "hold_reason", field: "reason" });
  if (asked.evidence.trim() !== "" && !isAddress(asked.evidence.trim())) refusals.push({ code: "hold_evidence", field: "evidence" });
  return refusals;
}

/** Why a suspended clearance may not be given back by this person now; empty: it may. */
export function giveBackRefusals(facts: Pick<GateFacts, "personId" | "lapses">, asked: { reason: string; by: string }): Refusal[] {
  const refusals: Refusal[] = [];
  if (asked.by === facts.personId) refusals.push({ code: "hold_oneself" });
  if (!facts.lapses.some((l) => l.reason === "conduct")) refusals.push({ code: "hold_none" });
  if (asked.reason.trim().length < REASON_LENGTH) refusals.push({ code: "hold_reason", field: "reason" });
  return refusals;
}
