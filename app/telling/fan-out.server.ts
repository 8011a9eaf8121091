import { and, arrayContains, asc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import { outbox, person, webhookDelivery, webhookEndpoint } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";
import { accept, write, type WriteContext } from "~/platform/write.server";
import { lastTeam } from "./clearance.server";
import { clearanceChanged, type EventKind } from "./events";
import { TRIED_FOR_MS } from "./retry-rules";

/** The job that sends what is due to one endpoint. */
export const DELIVER_TASK = "deliver";

/** Ask for a round of deliveries to an endpoint, in the caller's transaction. */
export function askForRound(tx: Tx | Db, endpointId: string): Promise<void> {
  return addJob(tx, DELIVER_TASK, { endpointId }, { key: `${DELIVER_TASK} ${endpointId}` });
}

/** What the product does by itself. */
export const bySystem = (db: Db, now: Date): WriteContext => ({ db, actorId: null, now, requestId: newId(), submissionId: null });

/**
 * Hand out the events of one subject that nobody was told of yet: a delivery for each endpoint that wants them and was there when they happened, paused ones too.
 * Each event is handed out once, in the order in which they happened, however often this runs.
 */
export async function handOut(db: Db, subjectId: string, now: Date): Promise<void> {
  const ctx = bySystem(db, now);
  await write(ctx, async (tx) => {
    const events = await tx
      .select()
      .from(outbox)
      .where(and(eq(outbox.subjectId, subjectId), isNull(outbox.toldAt)))
      .orderBy(asc(outbox.sequence))
      .for("update");
    for (const event of events) if (event.kind === "clearance.changed") await handOutChange(tx, ctx, { ...event, kind: event.kind });
    const ids = events.map((event) => event.id);
    if (ids.length > 0) await tx.update(outbox).set({ toldAt: now }).where(inArray(outbox.id, ids));
    return accept(null);
  });
}

type Event = typeof outbox.$inferSelect & { kind: EventKind };

async function handOutChange(tx: Tx, ctx: WriteContext, event: Event): Promise<void> {
  const [agent] = await tx
    .select({ id: person.id, externalId: person.externalId, teamId: sql<string | null>`${lastTeam(ctx.now)}` })
    .from(person)
    .where(eq(person.id, event.subjectId));
  if (!agent) return;
  const endpoints = await tx
    .select()
    .from(webhookEndpoint)
    .where(and(isNull(webhookEndpoint.removedAt), arrayContains(webhookEndpoint.events, [event.kind])));
  const wanting = endpoints.filter((one) => one.createdAt <= event.createdAt && (one.teamId === null || one.teamId === agent.teamId));
  if (wanting.length === 0) return;
  const payload = event.payload as { sequence?: number; from: string; to: string; at: string };
  const body = clearanceChanged(agent, { ...payload, sequence: payload.sequence ?? event.sequence });
  await tx
    .insert(webhookDelivery)
    .values(
      wanting.map((endpoint) => ({
        ...{ endpointId: endpoint.id, outboxId: event.id, kind: event.kind, subjectId: event.subjectId, sequence: event.sequence, body },
        ...{ createdAt: ctx.now, nextAt: ctx.now, giveUpAt: new Date(ctx.now.getTime() + TRIED_FOR_MS) },
      })),
    )
    .onConflictDoNothing();
  for (const endpoint of wanting) if (endpoint.state === "active") await askForRound(tx, endpoint.id);
}

/** Events whose job was lost, as by a restore: handed out after a minute all the same. */
export async function sweepOutbox(db: Db, now: Date): Promise<void> {
  const left = await db
    .selectDistinct({ subjectId: outbox.subjectId })
    .from(outbox)
    .where(and(isNull(outbox.toldAt), lt(outbox.createdAt, new Date(now.getTime() - 60_000))))
    .limit(200);
  for (const { subjectId } of left) await handOut(db, subjectId, now);
}
