import { and, eq, isNull, sql } from "drizzle-orm";
import { enrolment, notice, person } from "@db/schema";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { leaveRemedialsIn } from "~/drill/mending.server";
import { closeItemsAbout } from "~/work/actions.server";
import { revokeOthers } from "~/people/session.server";
import { settleClearance } from "./clearance.server";
import { leaveEntitlementsIn } from "./entitlements/actions.server";
import { type StateChange, stateChangeRefusal, stateAfter } from "./state-rules";

/**
 * Suspend, reinstate, let go or take back a person: a human's decision with a reason; clearance follows at once.
 * Refuses what the transition table does not know, and a reason that says nothing.
 */
export async function changeState(
  ctx: WriteContext,
  personId: string,
  change: StateChange,
  reason: string,
): Promise<Outcome<{ state: string }>> {
  return write(ctx, async (tx) => {
    const [locked] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
    if (!locked) return refuse("no_such_person");
    const refusal = stateChangeRefusal(locked, change, reason, ctx.actorId);
    if (refusal) return refuse(refusal.code, refusal);
    const next = stateAfter(locked, change);
    await tx
      .update(person)
      .set({
        state: next,
        stateBefore: change === "suspend" && locked.state !== "suspended" && locked.state !== "left" ? locked.state : null,
        stateSince: ctx.now,
        revision: sql`${person.revision} + 1`,
        ...(change === "leave" ? { disabledAt: ctx.now } : {}),
        ...(change === "rehire"
          ? {
              disabledAt: null,
              employedSince: ctx.now,
              stateDecisionId: null,
              passwordHash: null,
              // The same employer agrees a probation only once (PRC Labour Contract Law, art. 19).
              rehiredAt: ctx.now,
              probationEnd: null,
            }
          : {}),
      })
      .where(eq(person.id, personId));
    await settleClearance(tx, ctx, personId, `state.${change}`);
    if (change === "leave") {
      await tx
        .update(enrolment)
        .set({ endedAt: ctx.now })
        .where(and(eq(enrolment.personId, personId), isNull(enrolment.endedAt)));
      await leaveRemedialsIn(tx, ctx, personId);
      await closeItemsAbout(tx, ctx, personId, "left");
      await leaveEntitlementsIn(tx, ctx, personId, reason.trim());
      await revokeOthers(tx, personId, null);
    }
    const told = change === "suspend" ? "suspended" : change === "reinstate" ? "reinstated" : null;
    if (told) await tx.insert(notice).values({ personId, kind: `activation.${told}`, data: {}, createdAt: ctx.now, important: true });
    await audit(tx, ctx, {
      action: `people.${change}`,
      subject: { type: "person", id: personId },
      personId,
      before: { state: locked.state, ...(change === "rehire" && locked.probationEnd ? { probationEnd: locked.probationEnd } : {}) },
      after: { state: next },
      reason: reason.trim(),
    });
    return accept({ state: next });
  });
}
