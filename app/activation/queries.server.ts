import type { Reader } from "~/platform/database.server";
import { gateFacts, type PersonGateFacts } from "./facts.server";
import { openedGates, type PolicyBook, policyBook } from "./policy.server";
import type { Gate, GateFacts } from "./gate-facts";
import { type Lapse, lapsesAhead } from "./lapse-rules";
import type { Policy, Requirement } from "./requirement";
import { evaluateGate } from "./requirements";
import { nearestBlocker } from "./rules";

/** One gate of one person as page, action and API see it. */
export type GateView = { gate: Gate; policy: Policy; requirements: Requirement[]; facts: PersonGateFacts };

/** The gate of a person, see `gatesOf`. Null when there is no such person. */
export async function gateOf(reader: Reader, personId: string, gate: Gate, now: Date): Promise<GateView | null> {
  return (await gatesOf(reader, personId, now))?.[gate] ?? null;
}

/**
 * Both gates of a person: requirements under the policy in force, or under the one by which they passed. Two statements, side by side.
 * Null when there is no such person.
 */
export async function gatesOf(reader: Reader, personId: string, now: Date): Promise<Record<Gate, GateView> | null> {
  const [book, all] = await Promise.all([policyBook(reader), gateFacts(reader, [personId], now)]);
  const facts = all.get(personId);
  if (!facts) return null;
  const view = (gate: Gate): GateView => {
    const passed = facts.decisions.find((d) => d.gate === gate);
    const policy = (passed && book.byId(passed.policyId)) ?? book.inForce(gate, facts.teamId);
    return { gate, policy, requirements: evaluateGate(policy, facts, now), facts };
  };
  return { desk: view("desk"), activation: view("activation") };
}

/** Those of somebody's gates that were opened. */
export function openedOf(views: Record<Gate, GateView>): GateView[] {
  return Object.values(views).filter(({ gate, facts }) => facts.decisions.some((d) => d.gate === gate));
}

/** What the next gate of a person lacks, and how the required part of their bank stands: for Today and the Team page. */
export type GateSummary = {
  gate: Gate;
  met: number;
  of: number;
  open: boolean;
  nearest: Requirement | null;
  bank: PersonGateFacts["bank"];
};

/** The next gate of each person who is in training or probation; two statements, however many people. */
export async function gateSummaries(reader: Reader, personIds: readonly string[], now: Date): Promise<Map<string, GateSummary>> {
  const [book, all] = await Promise.all([policyBook(reader), gateFacts(reader, personIds, now)]);
  return summariesOf(book, all, now);
}

/** The next gate of one person, with what keeps their clearance away or soon will: the same two statements. */
export async function standingOf(
  reader: Reader,
  personId: string,
  now: Date,
): Promise<{ gate: GateSummary | null; lapses: GateFacts["lapses"]; ahead: Lapse[]; conduct: GateFacts["conduct"] }> {
  const [book, all] = await Promise.all([policyBook(reader), gateFacts(reader, [personId], now)]);
  const facts = all.get(personId);
  return {
    gate: summariesOf(book, all, now).get(personId) ?? null,
    lapses: facts?.lapses ?? [],
    ahead: facts ? lapsesAhead(facts, openedGates(facts, book, now)) : [],
    conduct: facts?.conduct ?? [],
  };
}

/** When the clearance of each of these people lapses next by itself, of those whose clearance does: the earliest of `lapsesAhead`. The same two statements, however many people. */
export async function lapseDates(reader: Reader, personIds: readonly string[], now: Date): Promise<Map<string, Date>> {
  if (personIds.length === 0) return new Map();
  const [book, all] = await Promise.all([policyBook(reader), gateFacts(reader, personIds, now)]);
  const dates = new Map<string, Date>();
  for (const [personId, facts] of all) {
    const ahead = lapsesAhead(facts, openedGates(facts, book, now)).filter(({ at }) => at > now);
    const [first] = ahead.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime());
    if (first) dates.set(personId, first);
  }
  return dates;
}

function summariesOf(book: PolicyBook, all: ReadonlyMap<string, PersonGateFacts>, now: Date): Map<string, GateSummary> {
  const summaries = new Map<string, GateSummary>();
  for (const [personId, facts] of all) {
    const gate: Gate | null = facts.state === "training" ? "desk" : facts.state === "probation" ? "activation" : null;
    if (!gate) continue;
    const requirements = evaluateGate(book.inForce(gate, facts.teamId), facts, now);
    const met = requirements.filter((r) => r.met).length;
    summaries.set(personId, {
      gate,
      met,
      of: requirements.length,
      open: met === requirements.length && facts.lapses.length === 0 && !facts.retests.some((r) => r.overdue),
      nearest: nearestBlocker(requirements),
      bank: facts.bank,
    });
  }
  return summaries;
}
