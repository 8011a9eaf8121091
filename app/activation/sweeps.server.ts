import { and, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { activityState, checklistResult, dueDate, enrolment, gateOverride, person, workItem } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { gateItem } from "./actions.server";
import { settleClearance } from "./clearance.server";
import { gatesOf, gateSummaries } from "./queries.server";

const system = (db: Db, now: Date): WriteContext => ({ db, actorId: null, now, requestId: newId(), submissionId: null });

/** Overrides whose expiry has come: the requirement is unmet again and clearance follows. Each row is handled once. */
export async function sweepOverrides(db: Db, now: Date): Promise<void> {
  const due = await db
    .select()
    .from(dueDate)
    .where(and(eq(dueDate.kind, "override_expires"), isNull(dueDate.handledAt), lte(dueDate.at, now)))
    .limit(200);
  for (const row of due) {
    const ctx = system(db, now);
    await write(ctx, async (tx) => {
      const [mine] = await tx
        .update(dueDate)
        .set({ handledAt: now })
        .where(and(eq(dueDate.id, row.id), isNull(dueDate.handledAt)))
        .returning({ id: dueDate.id });
      if (mine && row.personId) {
        await settleClearance(tx, ctx, row.personId, "override_expired");
        await closeUnready(tx, ctx, row.personId);
      }
      return accept(null);
    });
  }
}

/** A gate that waits for its confirmation waits no more when a requirement is unmet again. */
async function closeUnready(tx: Tx, ctx: WriteContext, personId: string): Promise<void> {
  const views = await gatesOf(tx, personId, ctx.now);
  if (!views) return;
  for (const { gate, requirements } of Object.values(views))
    if (requirements.some((r) => !r.met)) await closeItem(tx, ctx, gateItem[gate], personId, "unmet");
}

/** A clearance that lapsed comes back by itself once its requirement is met after all. */
export async function sweepLapsedClearances(db: Db, now: Date): Promise<void> {
  const lapsed = await db
    .select({ id: person.id })
    .from(person)
    .where(and(inArray(person.state, ["probation", "active"]), eq(person.clearance, "none")))
    .limit(200);
  for (const { id } of lapsed) {
    const ctx = system(db, now);
    await write(ctx, async (tx) => accept(await settleClearance(tx, ctx, id, "requirement_met")));
  }
}

/** Gates that have become openable wait in the inbox: the desk gate for supervisors, the activation gate for managers. */
export async function sweepReadyGates(db: Db, now: Date): Promise<void> {
  const noItem = (kind: string) =>
    sql`not exists (select from ${workItem} where ${workItem.kind} = ${kind} and ${workItem.subjectId} = ${person.id} and ${workItem.closedAt} is null)`;
  const candidates = await db
    .select({ id: person.id, name: person.name, state: person.state, teamId: enrolment.teamId })
    .from(person)
    .innerJoin(enrolment, and(eq(enrolment.personId, person.id), isNull(enrolment.endedAt)))
    .where(
      sql`(${person.state} = 'training' and ${noItem(gateItem.desk)}
            and (not exists (select from ${activityState} where ${activityState.enrolmentId} = ${enrolment.id} and ${activityState.mandatory} and ${activityState.status} <> 'done')
              or exists (select from ${gateOverride} where ${gateOverride.personId} = ${person.id} and ${gateOverride.gate} = 'desk' and ${gateOverride.expiresAt} > ${now.toISOString()}::timestamptz)))
        or (${person.state} = 'probation' and ${noItem(gateItem.activation)}
            and exists (select from ${checklistResult} where ${checklistResult.personId} = ${person.id} and ${checklistResult.passed}))`,
    )
    .limit(500);
  if (candidates.length === 0) return;
  const summaries = await gateSummaries(
    db,
    candidates.map((c) => c.id),
    now,
  );
  for (const { id, name, teamId } of candidates) {
    const summary = summaries.get(id);
    if (!summary?.open) continue;
    const ctx = system(db, now);
    await write(ctx, async (tx) => {
      await openItem(tx, ctx, { kind: gateItem[summary.gate], teamId, personId: id, subjectId: id, data: { name } });
      return accept(null);
    });
  }
}

/** A gate that waits for its confirmation waits no more once a requirement is unmet again, as when the bank certificate has run out. */
export async function sweepUnreadyGates(db: Db, now: Date): Promise<void> {
  const waiting = await db
    .select({ personId: workItem.subjectId })
    .from(workItem)
    .where(and(inArray(workItem.kind, Object.values(gateItem)), isNull(workItem.closedAt)))
    .limit(500);
  const summaries = await gateSummaries(
    db,
    waiting.map((w) => w.personId),
    now,
  );
  for (const [personId, summary] of summaries) {
    if (summary.open) continue;
    const ctx = system(db, now);
    await write(ctx, async (tx) => accept(await closeUnready(tx, ctx, personId)));
  }
}
