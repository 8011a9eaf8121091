import { and, asc, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm";
import { webhookAttempt, webhookDelivery, webhookEndpoint } from "@db/schema";
import { clock } from "~/platform/clock.server";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { type Heard, post } from "~/platform/outgoing.server";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { askForRound, bySystem } from "./fan-out.server";
import { afterFailure, FAILURES_A_ROUND, gotThrough, isHopeless } from "./retry-rules";
import { signedHeaders } from "./signing.server";

type Endpoint = typeof webhookEndpoint.$inferSelect;
type Delivery = typeof webhookDelivery.$inferSelect;

/** A round ends after this long, so that other jobs get their turn; what is left goes on in a new one. */
const ROUND_MS = 20_000;
/** Whoever was killed in the middle is not waited for longer: more than one request may take. */
const LEASE_MS = 30_000;
const ANSWER_KEPT = 1000;

/**
 * Send what is due to an endpoint, one after the other, the oldest first; of one subject never the next before the one before is settled. One round at a time per endpoint.
 * It ends when nothing is due, when the endpoint does not answer, after five failed answers in a row, and after twenty seconds.
 */
export async function deliverRound(db: Db, endpointId: string): Promise<void> {
  if (!(await claim(db, endpointId))) return;
  const began = clock.machine();
  let failures = 0;
  try {
    while (failures < FAILURES_A_ROUND && clock.machine() - began < ROUND_MS) {
      const next = await dueOf(db, endpointId, clock.now());
      if (!next) break;
      const heard = await send(next.endpoint, next.delivery);
      await keepResult(db, next, heard, clock.now());
      failures = gotThrough(heard) ? 0 : "fault" in heard ? FAILURES_A_ROUND : failures + 1;
      await lease(db, endpointId, clock.machine() + LEASE_MS);
    }
  } finally {
    await lease(db, endpointId, null);
  }
  // What came while this round was ending found it busy. After failures the minute's sweep goes on.
  if (failures === 0 && (await dueOf(db, endpointId, clock.now()))) await askForRound(db, endpointId);
}

/** Take the endpoint for a round; false while somebody else has it. By the machine's clock, which no demo moves. */
async function claim(db: Db, endpointId: string): Promise<boolean> {
  const now = new Date(clock.machine());
  const rows = await db
    .update(webhookEndpoint)
    .set({ busyUntil: new Date(now.getTime() + LEASE_MS) })
    .where(and(eq(webhookEndpoint.id, endpointId), or(isNull(webhookEndpoint.busyUntil), lt(webhookEndpoint.busyUntil, now))))
    .returning({ id: webhookEndpoint.id });
  return rows.length > 0;
}

async function lease(db: Db, endpointId: string, untilMs: number | null): Promise<void> {
  await db
    .update(webhookEndpoint)
    .set({ busyUntil: untilMs === null ? null : new Date(untilMs) })
    .where(eq(webhookEndpoint.id, endpointId));
}

/** The next delivery that is due at an endpoint that takes any, or null. */
async function dueOf(reader: Reader, endpointId: string, now: Date): Promise<{ endpoint: Endpoint; delivery: Delivery } | null> {
  const earlier = sql`exists (select from webhook_delivery e where e.endpoint_id = ${webhookDelivery.endpointId}
    and e.subject_id = ${webhookDelivery.subjectId} and e.state = 'waiting' and e.sequence < ${webhookDelivery.sequence})`;
  const [row] = await reader
    .select({ endpoint: webhookEndpoint, delivery: webhookDelivery })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
    .where(
      and(
        eq(webhookDelivery.endpointId, endpointId),
        eq(webhookDelivery.state, "waiting"),
        lte(webhookDelivery.nextAt, now),
        eq(webhookEndpoint.state, "active"),
        isNull(webhookEndpoint.removedAt),
        sql`not ${earlier}`,
      ),
    )
    .orderBy(asc(webhookDelivery.id))
    .limit(1);
  return row ?? null;
}

/** Receivers compare the time of a message with their own clock: the machine's counts, not the product's. */
function send(endpoint: Endpoint, { id, body }: Delivery): Promise<Heard> {
  const at = new Date(clock.machine());
  const overlaps = endpoint.previousSecretId !== null && endpoint.previousUntil !== null && clock.now() < endpoint.previousUntil;
  const secrets = [endpoint.secretId, ...(overlaps && endpoint.previousSecretId ? [endpoint.previousSecretId] : [])];
  return post({ url: endpoint.url, body, headers: signedHeaders(secrets, { id: `msg_${id}`, at, body }) });
}

async function keepResult(db: Db, { endpoint: { id: endpointId }, delivery: { id } }: Due, heard: Heard, now: Date): Promise<void> {
  const ctx = bySystem(db, now);
  await write(ctx, async (tx) => {
    const [endpoint] = await tx.select().from(webhookEndpoint).where(eq(webhookEndpoint.id, endpointId)).for("no key update");
    const [delivery] = await tx.select().from(webhookDelivery).where(eq(webhookDelivery.id, id)).for("update");
    if (!endpoint || !delivery) return accept(null);
    await tx.insert(webhookAttempt).values({ deliveryId: id, at: now, ms: heard.ms, ...shownOf(heard) });
    const due = { endpoint, delivery: { ...delivery, attempts: delivery.attempts + 1 } };
    if (gotThrough(heard)) await settle(tx, ctx, due);
    else await postpone(tx, ctx, due);
    return accept(null);
  });
}

type Due = { endpoint: Endpoint; delivery: Delivery };

function shownOf(heard: Heard): { status: number | null; fault: string | null; answer: string | null } {
  if ("fault" in heard) return { status: null, fault: heard.fault, answer: null };
  // PostgreSQL keeps no NUL, and half a pair of surrogates is no text.
  return { status: heard.status, fault: null, answer: heard.body.slice(0, ANSWER_KEPT).replace(/[\u0000\p{Surrogate}]/gu, "\ufffd") };
}

async function settle(tx: Tx, ctx: WriteContext, { endpoint, delivery }: Due): Promise<void> {
  const { id, attempts } = delivery;
  await tx.update(webhookDelivery).set({ state: "delivered", attempts, settledAt: ctx.now }).where(eq(webhookDelivery.id, id));
  if (!endpoint.failingSince) return;
  await tx.update(webhookEndpoint).set({ failingSince: null }).where(eq(webhookEndpoint.id, endpoint.id));
  // It is back: what waits for its next try need not wait any longer.
  await tx
    .update(webhookDelivery)
    .set({ nextAt: ctx.now })
    .where(and(eq(webhookDelivery.endpointId, endpoint.id), eq(webhookDelivery.state, "waiting"), gt(webhookDelivery.nextAt, ctx.now)));
  await closeItem(tx, ctx, "webhook_failing", endpoint.id, "delivered");
}

async function postpone(tx: Tx, ctx: WriteContext, { endpoint, delivery }: Due): Promise<void> {
  const { id, attempts } = delivery;
  const next = afterFailure(delivery, ctx.now);
  await tx
    .update(webhookDelivery)
    .set(next === "given_up" ? { state: "given_up", attempts, settledAt: ctx.now } : { attempts, nextAt: next.nextAt })
    .where(eq(webhookDelivery.id, id));
  const failingSince = endpoint.failingSince ?? ctx.now;
  const pause = endpoint.state === "active" && isHopeless(failingSince, ctx.now);
  await tx
    .update(webhookEndpoint)
    .set({ failingSince, ...(pause ? { state: "paused", pausedAt: ctx.now, pausedFor: "failures" } : {}) })
    .where(eq(webhookEndpoint.id, endpoint.id));
  const subject = { type: "webhook_endpoint", id: endpoint.id };
  if (pause) await audit(tx, ctx, { action: "telling.endpoint_paused_by_itself", subject, after: { name: endpoint.name } });
  if (next === "given_up" || pause)
    await openItem(tx, ctx, { kind: "webhook_failing", teamId: null, subjectId: endpoint.id, data: { name: endpoint.name } });
}
