import { gateDecision, gateEvidence } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";
import type { Dossier } from "./dossier";
import { beforeNext, frozenRows, sealOf } from "./dossier.server";
import { checkFromNowOn } from "./evidence-sweep.server";
import type { GateView } from "./queries.server";

/**
 * The decision with its dossier: who, when, under which policy, and every row that it rests on; sealed together with the person's previous decision.
 * The caller holds the person's lock and has found that nothing is in the way.
 */
export async function writeDecision(
  tx: Tx,
  ctx: WriteContext,
  view: GateView,
  confirmer: string,
  singleExaminer: boolean,
): Promise<string> {
  const id = newId();
  const { facts, requirements, policy, gate } = view;
  const { personId } = facts;
  const evidence = requirements.flatMap((r) => [
    ...r.evidence.map((e) => ({ requirement: r.id, kind: e.kind, id: e.id })),
    ...(r.override ? [{ requirement: r.id, kind: "override" as const, id: r.override.id }] : []),
  ]);
  const { number, previous } = await beforeNext(tx, personId);
  const { columns, rows } = await frozenRows(tx, { personId, policyId: policy.id, evidence });
  const dossier: Dossier = {
    format: 2,
    decisionId: id,
    number,
    previous,
    personId,
    gate,
    policyId: policy.id,
    policyVersion: policy.version,
    decidedBy: confirmer,
    decidedAt: ctx.now.toISOString(),
    singleExaminer,
    requirements: requirements.map((r) => ({
      id: r.id,
      progress: r.progress,
      evidence: r.evidence.map((e) => ({ kind: e.kind, id: e.id, at: e.at.toISOString() })),
      override: r.override && {
        id: r.override.id,
        by: r.override.givenBy,
        reason: r.override.reason,
        expiresAt: r.override.expiresAt.toISOString(),
      },
    })),
    columns,
    rows,
  };
  await tx.insert(gateDecision).values({
    id,
    personId,
    gate,
    policyId: policy.id,
    number,
    decidedBy: confirmer,
    singleExaminer,
    dossier,
    seal: sealOf(dossier, previous),
    decidedAt: ctx.now,
  });
  await tx
    .insert(gateEvidence)
    .values(evidence.map((e) => ({ decisionId: id, requirement: e.requirement, kind: e.kind, evidenceId: e.id })));
  await checkFromNowOn(tx, ctx, personId);
  return id;
}
