import { and, eq, isNull, sql } from "drizzle-orm";
import { clearanceChange, clearanceLapse, notice, person } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { audit, publish, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { gateFacts, type PersonGateFacts } from "./facts.server";
import type { LiveLapse } from "./gate-facts";
import { holdsSeat, isDone, type Lapse, lapsesAhead, lapseSteps } from "./lapse-rules";
import { warn } from "./lapse-warnings.server";
import { openedGates, policyBook } from "./policy.server";
import { settleRetests } from "./retests.server";
import { type Clearance, clearanceOf } from "./rules";

/** Lock the person's row: whoever changes state or clearance holds it. */
export async function lockPerson(tx: Tx, personId: string) {
  const [row] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
  return row ?? null;
}

/** Write a change of clearance: summary on the person, row in the history, event for the world outside. No change writes nothing. */
export async function changeClearance(
  tx: Tx,
  ctx: WriteContext,
  change: { personId: string; from: Clearance; to: Clearance; cause: string; causeId: string | null },
): Promise<void> {
  if (change.from === change.to) return;
  await tx.update(person).set({ clearance: change.to, clearanceSince: ctx.now }).where(eq(person.id, change.personId));
  const [made] = await tx
    .insert(clearanceChange)
    .values({
      ...change,
      sequence: sql`(select coalesce(max(sequence), 0) + 1 from clearance_change where person_id = ${change.personId})`,
      changedBy: ctx.actorId,
      at: ctx.now,
    })
    .returning({ sequence: clearanceChange.sequence });
  await publish(tx, ctx, {
    kind: "clearance.changed",
    subjectId: change.personId,
    payload: { sequence: made?.sequence, from: change.from, to: change.to, cause: change.cause, at: ctx.now.toISOString() },
  });
}

/**
 * Bring a person's lapses and clearance to what follows from state, decisions and dates now: lapses begin whose date has come, those end that nothing asks for any
 * more, and the clearance follows, each exactly once, since whoever does it holds the person's row. Null when there is no such person.
 */
export async function settleClearance(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  cause: string,
  causeId: string | null = null,
): Promise<Clearance | null> {
  const locked = await lockPerson(tx, personId);
  if (!locked) return null;
  const [book, all] = [await policyBook(tx), await gateFacts(tx, [personId], ctx.now)];
  const facts = all.get(personId);
  if (!facts) return null;
  const opened = openedGates(facts, book, ctx.now);
  const ahead = lapsesAhead(facts, opened);
  await settleRetests(tx, ctx, facts, ahead);
  const { live, begun } = await settleLapses(tx, ctx, facts, ahead);
  await warn(tx, ctx, facts, ahead);
  const next = clearanceOf(facts.state, opened, live);
  if (next === locked.clearance) return next;
  const change = { personId, from: locked.clearance, to: next, cause: begun?.reason ?? cause, causeId: begun?.id ?? causeId };
  await changeClearance(tx, ctx, change);
  await audit(tx, ctx, {
    action: "activation.clearance_changed",
    subject: { type: "person", id: personId },
    personId,
    before: { clearance: locked.clearance },
    after: { clearance: next, cause: change.cause },
  });
  if (next === "none" && facts.state !== "suspended" && facts.state !== "left") {
    await openItem(tx, ctx, {
      kind: "clearance_lapsed",
      teamId: facts.teamId,
      personId,
      subjectId: personId,
      data: { name: locked.name, cause: change.cause },
      urgent: true,
    });
  } else await closeItem(tx, ctx, "clearance_lapsed", personId, "settled");
  return next;
}

/** Begin and end lapses as the rules say. Who left has none. What is live afterwards, and the first that began just now. */
async function settleLapses(
  tx: Tx,
  ctx: WriteContext,
  facts: PersonGateFacts,
  ahead: readonly Lapse[],
): Promise<{ live: LiveLapse[]; begun: { id: string; reason: string } | null }> {
  const gone = facts.state === "left" || facts.state === "invited";
  const steps = gone ? { begin: [], end: facts.lapses } : lapseSteps(facts.lapses, ahead, ctx.now);
  for (const lapse of steps.end) await endLapse(tx, ctx, facts.personId, lapse, { outcome: gone ? "left" : outcomeOf(lapse, facts) });
  const begin = holdsSeat(facts) ? steps.begin : [];
  const begun = begin.map((lapse) => ({ id: newId(), ...lapse }));
  for (const { id, reason, causeId, at } of begun) {
    await tx.insert(clearanceLapse).values({ id, personId: facts.personId, reason, causeId, at, begunAt: ctx.now });
    await tx.insert(notice).values({
      personId: facts.personId,
      kind: `activation.lapsed_${reason}`,
      data: { personId: facts.personId },
      createdAt: ctx.now,
      important: true,
    });
    await audit(tx, ctx, {
      action: "activation.lapse_begun",
      subject: { type: "clearance_lapse", id },
      personId: facts.personId,
      after: { lapse: reason, since: at },
    });
  }
  const stay = facts.lapses.filter((l) => !steps.end.includes(l));
  const fresh = begun.map((l): LiveLapse => ({
    id: l.id,
    reason: l.reason,
    causeId: l.causeId,
    at: l.at,
    note: "",
    evidence: null,
    byName: null,
  }));
  return { live: [...stay, ...fresh], begun: begun[0] ?? null };
}

/** A test that was not done and is asked for no more was put off or excused, as when a leave was cancelled; whatever else ends was mended. */
function outcomeOf({ reason, causeId, at }: LiveLapse, { retests, results }: PersonGateFacts): "mended" | "excused" {
  if (reason === "absence") return results.some((r) => r.passed && r.startedAt >= at) ? "mended" : "excused";
  if (reason !== "retest_overdue") return "mended";
  return retests.some((r) => r.materialId === causeId && isDone(r)) ? "mended" : "excused";
}

type Ending = { outcome: NonNullable<(typeof clearanceLapse.$inferSelect)["outcome"]>; reason?: string };

/** End a live lapse, once. The caller holds the person's row and settles the clearance afterwards. */
export async function endLapse(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  lapse: LiveLapse,
  { outcome, reason = "" }: Ending,
): Promise<void> {
  await tx
    .update(clearanceLapse)
    .set({ endedAt: ctx.now, endedBy: outcome === "given_back" ? ctx.actorId : null, outcome, endNote: reason })
    .where(and(eq(clearanceLapse.id, lapse.id), isNull(clearanceLapse.endedAt)));
  await audit(tx, ctx, {
    action: outcome === "given_back" ? "activation.clearance_given_back" : "activation.lapse_ended",
    subject: { type: "clearance_lapse", id: lapse.id },
    personId,
    after: { lapse: lapse.reason, outcome },
    reason: reason || null,
  });
}
