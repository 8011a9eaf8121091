import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { entitlement, entitlementKind, gateDecision, notice, person } from "@db/schema";
import { DEFAULT_ZONE } from "~/people/memberships.server";
import { peopleFacts } from "~/people/queries.server";
import type { Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { dueOn, type Said, stateAfterLeaving, stateAfterWord, wordRefusal } from "./rules";

type Activated = { personId: string; teamId: string | null; decisionId: string };

/**
 * What is to be handed out after an activation, in its transaction: the shop's list and the team's own, as they stand now. Owners by name are told. What
 * is there already for this decision stays. Returns how many are new.
 */
export async function giveEntitlementsIn(tx: Tx, ctx: WriteContext, { personId, teamId, decisionId }: Activated): Promise<number> {
  const kinds = await tx
    .select()
    .from(entitlementKind)
    .where(
      and(isNull(entitlementKind.archivedAt), or(isNull(entitlementKind.teamId), teamId ? eq(entitlementKind.teamId, teamId) : undefined)),
    )
    .orderBy(asc(entitlementKind.createdAt), asc(entitlementKind.id));
  if (kinds.length === 0) return 0;
  const facts = await peopleFacts(tx, personId, ctx.now);
  const today = plainDateIn(facts?.team?.zone ?? DEFAULT_ZONE, ctx.now);
  const made = await tx
    .insert(entitlement)
    .values(
      kinds.map(({ id: kindId, name, ownerRole, ownerId, takenBack, dueDays }) => ({
        ...{ personId, decisionId, kindId, teamId, name, takenBack, dueOn: dueOn(today, dueDays), createdAt: ctx.now },
        // Nobody hands anything to themself: then a manager does.
        ...(ownerId === personId ? { ownerRole: "manager" as const, ownerId: null } : { ownerRole, ownerId }),
      })),
    )
    .onConflictDoNothing()
    .returning({ ownerId: entitlement.ownerId });
  const owners = [...new Set(made.flatMap((one) => one.ownerId ?? []))];
  if (owners.length > 0)
    await tx.insert(notice).values(
      owners.map((id) => ({
        ...{ personId: id, kind: "activation.entitlements_to_give", createdAt: ctx.now },
        data: { personId, name: facts?.name ?? "", count: made.filter((one) => one.ownerId === id).length },
      })),
    );
  if (made.length > 0)
    await audit(tx, ctx, {
      action: "activation.entitlements_made",
      subject: { type: "gate_decision", id: decisionId },
      personId,
      after: { count: made.length },
    });
  return made.length;
}

/** Bring the list of somebody active up to what the settings say now: for who was activated before, and after the list grew. */
export function completeEntitlements(ctx: WriteContext, personId: string): Promise<Outcome<{ made: number }>> {
  return write(ctx, async (tx) => {
    const [locked] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
    if (locked?.state !== "active" || ctx.actorId === personId) return refuse("entitlements_not_now");
    const [decision] = await tx
      .select({ id: gateDecision.id })
      .from(gateDecision)
      .where(and(eq(gateDecision.id, locked.stateDecisionId ?? personId), eq(gateDecision.gate, "activation")));
    if (!decision) return refuse("entitlements_not_now");
    const facts = await peopleFacts(tx, personId, ctx.now);
    return accept({ made: await giveEntitlementsIn(tx, ctx, { personId, teamId: facts?.team?.id ?? null, decisionId: decision.id }) });
  });
}

/** Say of one entitlement that it is done, not needed, given back or not, or take the last word back. Refuses what `wordRefusal` names. */
export function sayOfEntitlement(ctx: WriteContext, personId: string, entitlementId: string, said: Said): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(entitlement)
      .where(and(eq(entitlement.id, entitlementId), eq(entitlement.personId, personId)))
      .for("update");
    const facts = row && (await peopleFacts(tx, personId, ctx.now));
    if (!row || !facts) return refuse("no_such_entitlement");
    const today = plainDateIn(facts.team?.zone ?? DEFAULT_ZONE, ctx.now);
    const refusal = wordRefusal({ ...row, hasLeft: facts.state === "left" }, said, ctx.actorId, today);
    if (refusal) return refuse(refusal.code, refusal);
    const state = stateAfterWord(row.state, said.word);
    const undone = said.word === "undo";
    const note = undone ? "" : said.note.trim();
    await tx
      .update(entitlement)
      .set({ state, note, saidBy: undone ? null : ctx.actorId, saidAt: undone ? null : ctx.now, saidOn: undone ? null : said.on })
      .where(eq(entitlement.id, entitlementId));
    if (state === "done" || state === "not_needed") await closeItem(tx, ctx, "entitlement_overdue", entitlementId, state);
    await settleReturns(tx, ctx, { personId, name: facts.name, teamId: row.teamId });
    await audit(tx, ctx, {
      action: `activation.entitlement_${said.word}`,
      subject: { type: "entitlement", id: entitlementId },
      personId,
      before: { state: row.state },
      after: { state, name: row.name["zh-CN"], on: said.on },
      reason: note || null,
    });
    return accept(null);
  });
}

/** The person leaves: what was handed out waits to be returned, what is open falls away. In the transaction of leaving, once its items are closed. */
export async function leaveEntitlementsIn(tx: Tx, ctx: WriteContext, personId: string, reason: string): Promise<void> {
  const rows = await tx.select().from(entitlement).where(eq(entitlement.personId, personId)).orderBy(asc(entitlement.id)).for("update");
  let waiting = 0;
  for (const row of rows) {
    const state = stateAfterLeaving(row);
    if (!state) continue;
    if (state === "to_return") waiting++;
    await tx
      .update(entitlement)
      .set(
        state === "to_return"
          ? { state, saidBy: null, saidAt: null, saidOn: null, note: "" }
          : { state, saidBy: ctx.actorId, saidAt: ctx.now, note: reason },
      )
      .where(eq(entitlement.id, row.id));
  }
  const [last] = rows;
  if (waiting === 0 || !last) return;
  const facts = await peopleFacts(tx, personId, ctx.now);
  await settleReturns(tx, ctx, { personId, name: facts?.name ?? "", teamId: last.teamId });
  await audit(tx, ctx, {
    action: "activation.entitlements_to_return",
    subject: { type: "person", id: personId },
    personId,
    after: { count: waiting },
  });
}

/** One item for the managers as long as anything of somebody's is to be returned. */
async function settleReturns(tx: Tx, ctx: WriteContext, about: { personId: string; name: string; teamId: string | null }): Promise<void> {
  const { personId, name, teamId } = about;
  const [left] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(entitlement)
    .where(and(eq(entitlement.personId, personId), eq(entitlement.state, "to_return")));
  if (left && left.count > 0)
    await openItem(tx, ctx, { kind: "entitlement_return", teamId, personId, subjectId: personId, data: { name } });
  else await closeItem(tx, ctx, "entitlement_return", personId, "returned");
}
