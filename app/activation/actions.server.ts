import { eq, sql } from "drizzle-orm";
import { dueDate, gateOverride, notice, person } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { readSetting } from "~/people/settings.server";
import { closeItem, closeItemsAbout, openItem } from "~/work/actions.server";
import type { WorkKind } from "~/work/kinds";
import { issueCertificateIn } from "./certificates/issue.server";
import { changeClearance, lockPerson } from "./clearance.server";
import { writeDecision } from "./decision.server";
import { giveEntitlementsIn } from "./entitlements/actions.server";
import { managersOf, settleProbationNotices } from "./probation-end.server";
import { holdPolicies } from "./policy.server";
import { gateOf, type GateView } from "./queries.server";
import type { Gate, RequirementId } from "./gate-facts";
import { confirmRefusals, gateOutcome, isOnlyGrader, isSingleExaminer, overrideRefusals } from "./rules";

/** What waits in the inbox for each gate. */
export const gateItem = { desk: "desk_gate", activation: "activation_gate" } as const satisfies Record<Gate, WorkKind>;

/**
 * Open a gate for a person on the evidence that stands now: decision, evidence rows, state, clearance, audit and event in one transaction.
 * Refuses with the reasons that the page shows; the database refuses the same at commit.
 */
export async function confirmGate(ctx: WriteContext, personId: string, gate: Gate): Promise<Outcome<{ decisionId: string }>> {
  const confirmer = ctx.actorId;
  if (!confirmer) return refuse("confirm_oneself");
  return write(ctx, async (tx) => {
    await holdPolicies(tx);
    const locked = await lockPerson(tx, personId);
    const view = locked && (await gateOf(tx, personId, gate, ctx.now));
    if (!locked || !view) return refuse("no_such_person");
    if (view.facts.decisions.some((d) => d.gate === gate)) return refuse("already_open");
    const singleExaminerMode = await readSetting(tx, "single_examiner");
    const refusals = confirmRefusals(gate, view.requirements, view.facts, confirmer, singleExaminerMode);
    if (refusals.length > 0) return refuseAll(refusals);

    const singleExaminer =
      gate === "activation" && (isOnlyGrader(view.requirements, view.facts, confirmer) || isSingleExaminer(view.requirements, view.facts));
    const decisionId = await writeDecision(tx, ctx, view, confirmer, singleExaminer);
    const { to, clearance } = gateOutcome[gate];
    await tx
      .update(person)
      .set({ state: to, stateSince: ctx.now, stateDecisionId: decisionId, revision: sql`${person.revision} + 1` })
      .where(eq(person.id, personId));
    await changeClearance(tx, ctx, { personId, from: locked.clearance, to: clearance, cause: `gate.${gate}`, causeId: decisionId });
    await moveItems(tx, ctx, view);
    if (gate === "activation") {
      await giveEntitlementsIn(tx, ctx, { personId, teamId: view.facts.teamId, decisionId });
      await issueCertificateIn(tx, ctx, { personId, decisionId });
    }
    await tx.insert(notice).values({ personId, kind: `activation.${gate}_opened`, data: { personId }, createdAt: ctx.now });
    await audit(tx, ctx, {
      action: `activation.${gate}_confirmed`,
      subject: { type: "gate_decision", id: decisionId },
      personId,
      before: { state: locked.state, clearance: locked.clearance },
      after: { state: to, clearance, policyVersion: view.policy.version, singleExaminer },
    });
    return accept({ decisionId });
  });
}

/** What waited for this decision waits no more; somebody in probation waits for the checklist. */
async function moveItems(tx: Tx, ctx: WriteContext, { gate, facts }: GateView): Promise<void> {
  const { personId, name, teamId } = facts;
  await closeItem(tx, ctx, gateItem[gate], personId, "confirmed");
  if (gate === "desk") return openItem(tx, ctx, { kind: "grading", teamId, personId, subjectId: personId, data: { name } });
  await closeItemsAbout(tx, ctx, personId, "confirmed", ["grading", "second_grading", "reconciliation", "gradings_used", "probation_end"]);
  await settleProbationNotices(tx, [personId, ...(await managersOf(tx, teamId, personId, ctx.now))], personId, ctx.now);
}

/**
 * Let one unmet requirement of a gate wait until a date. Refuses what `overrideRefusals` names. The override never confirms by itself.
 */
export async function giveOverride(
  ctx: WriteContext,
  personId: string,
  gate: Gate,
  asked: { requirement: RequirementId; reason: string; days: number },
): Promise<Outcome<{ overrideId: string }>> {
  const givenBy = ctx.actorId;
  if (!givenBy) return refuse("override_oneself");
  return write(ctx, async (tx) => {
    const locked = await lockPerson(tx, personId);
    const view = locked && (await gateOf(tx, personId, gate, ctx.now));
    if (!view) return refuse("no_such_person");
    const refusals = overrideRefusals(gate, view.requirements, view.facts, { ...asked, givenBy }, ctx.now);
    if (refusals.length > 0) return refuseAll(refusals);
    const id = newId();
    const expiresAt = new Date(ctx.now.getTime() + asked.days * 86_400_000);
    await tx
      .insert(gateOverride)
      .values({ id, personId, gate, requirement: asked.requirement, reason: asked.reason.trim(), givenBy, givenAt: ctx.now, expiresAt });
    await tx.insert(dueDate).values({ kind: "override_expires", subjectId: id, personId, at: expiresAt });
    await audit(tx, ctx, {
      action: "activation.override_given",
      subject: { type: "gate_override", id },
      personId,
      after: { gate, requirement: asked.requirement, expiresAt },
      reason: asked.reason.trim(),
    });
    return accept({ overrideId: id });
  });
}
