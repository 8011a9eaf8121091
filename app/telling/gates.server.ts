import { blockerText } from "~/activation/explain";
import type { Gate } from "~/activation/gate-facts";
import { gatesOf, type GateView } from "~/activation/queries.server";
import type { Reader } from "~/platform/database.server";
import { agentOf } from "./clearance.server";
import type { KeyHolder } from "./guard.server";

/**
 * Both gates of an agent with their requirements: the objects on which page and confirmation rest, without the names of whoever vouches for what.
 * Null when the holder of the key may know of no such agent. Three statements.
 */
export async function toldGates(reader: Reader, holder: KeyHolder, externalId: string, now: Date) {
  const agent = await agentOf(reader, holder, externalId, now);
  const views = agent && (await gatesOf(reader, agent.id, now));
  if (!agent || !views) return null;
  return {
    id: agent.id,
    external_id: externalId,
    ...(holder.scopes.includes("names:read") ? { name: agent.name } : {}),
    gates: { desk: toldGate(views.desk), activation: toldGate(views.activation) } satisfies Record<Gate, unknown>,
  };
}

function toldGate({ gate, policy, requirements, facts }: GateView) {
  const passed = facts.decisions.find((decision) => decision.gate === gate);
  return {
    passed_at: passed?.decidedAt.toISOString() ?? null,
    single_examiner: passed?.singleExaminer ?? false,
    policy_version: policy.version,
    met: requirements.every((requirement) => requirement.met),
    requirements: requirements.map(({ id, met, progress, evidence, override, blocker }) => ({
      id,
      met,
      progress,
      evidence: evidence.map((one) => ({ kind: one.kind, id: one.id, at: one.at.toISOString() })),
      override: override && { id: override.id, expires_at: override.expiresAt.toISOString() },
      blocker: blocker && { code: blocker.code, text: { "zh-CN": blockerText(blocker, "zh-CN"), en: blockerText(blocker, "en") } },
    })),
  };
}
