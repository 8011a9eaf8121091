import { clearanceLapse, notice } from "@db/schema";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { endLapse, lockPerson, settleClearance } from "./clearance.server";
import { gateFacts } from "./facts.server";
import { giveBackRefusals, holdRefusals } from "./lapse-rules";

/**
 * Suspend somebody's clearance at once, for conduct: the seat is closed, the state stays, and a manager decides. Refuses what `holdRefusals` names.
 */
export function holdClearance(
  ctx: WriteContext,
  personId: string,
  asked: { reason: string; evidence: string },
): Promise<Outcome<{ lapseId: string }>> {
  const by = ctx.actorId;
  return write(ctx, async (tx) => {
    const locked = await lockPerson(tx, personId);
    const facts = (await gateFacts(tx, [personId], ctx.now)).get(personId);
    if (!locked || !facts || by === null) return refuse("no_such_person");
    const refusals = holdRefusals(facts, { ...asked, by });
    if (refusals.length > 0) return refuseAll(refusals);
    const id = newId();
    const [note, evidence] = [asked.reason.trim(), asked.evidence.trim() || null];
    const lapse = { id, personId, reason: "conduct" as const, causeId: id, at: ctx.now, begunAt: ctx.now, begunBy: by, note, evidence };
    await tx.insert(clearanceLapse).values(lapse);
    await tx
      .insert(notice)
      .values({ personId, kind: "activation.lapsed_conduct", data: { personId }, createdAt: ctx.now, important: true });
    await audit(tx, ctx, {
      action: "activation.clearance_held",
      subject: { type: "clearance_lapse", id },
      personId,
      after: { lapse: "conduct", evidence },
      reason: note,
    });
    await settleClearance(tx, ctx, personId, "conduct", id);
    return accept({ lapseId: id });
  });
}

/** Give a clearance back that was suspended for conduct: a manager's decision with a reason. What else lets it lapse goes on doing so. */
export function giveBackClearance(ctx: WriteContext, personId: string, reason: string): Promise<Outcome<{ clearance: string }>> {
  const by = ctx.actorId;
  return write(ctx, async (tx) => {
    const locked = await lockPerson(tx, personId);
    const facts = (await gateFacts(tx, [personId], ctx.now)).get(personId);
    if (!locked || !facts || by === null) return refuse("no_such_person");
    const refusals = giveBackRefusals(facts, { reason, by });
    if (refusals.length > 0) return refuseAll(refusals);
    for (const lapse of facts.lapses.filter((l) => l.reason === "conduct"))
      await endLapse(tx, ctx, personId, lapse, { outcome: "given_back", reason: reason.trim() });
    await tx.insert(notice).values({ personId, kind: "activation.given_back", data: { personId }, createdAt: ctx.now, important: true });
    const clearance = await settleClearance(tx, ctx, personId, "conduct_given_back");
    return accept({ clearance: clearance ?? "none" });
  });
}
