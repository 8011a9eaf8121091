import type { Reader } from "~/platform/database.server";
import { gateFacts, type PersonGateFacts } from "./facts.server";
import { policyBook } from "./policy.server";
import type { Gate } from "./gate-facts";
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
      open: met === requirements.length,
      nearest: nearestBlocker(requirements),
      bank: facts.bank,
    });
  }
  return summaries;
}
