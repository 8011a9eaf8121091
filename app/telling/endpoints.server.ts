import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { team, webhookDelivery, webhookEndpoint } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { type EndpointValues, MOST_ENDPOINTS } from "./endpoint-rules";
import { TEST_KIND, testEvent } from "./events";
import { askForRound } from "./fan-out.server";
import { OVERLAP_MS, TRIED_FOR_MS } from "./retry-rules";

type Endpoint = typeof webhookEndpoint.$inferSelect;

/** The endpoints that are in use, by name, with how much waits for each and was given up. One statement. */
export function endpointsOf(reader: Reader) {
  const counted = (state: string) =>
    sql<number>`(select count(*) from webhook_delivery d where d.endpoint_id = webhook_endpoint.id and d.state = ${state})`.mapWith(Number);
  return reader
    .select({
      id: webhookEndpoint.id,
      name: webhookEndpoint.name,
      url: webhookEndpoint.url,
      teamName: team.name,
      state: webhookEndpoint.state,
      pausedFor: webhookEndpoint.pausedFor,
      failingSince: webhookEndpoint.failingSince,
      waiting: counted("waiting"),
      givenUp: counted("given_up"),
    })
    .from(webhookEndpoint)
    .leftJoin(team, eq(team.id, webhookEndpoint.teamId))
    .where(isNull(webhookEndpoint.removedAt))
    .orderBy(asc(webhookEndpoint.name), asc(webhookEndpoint.id));
}

/** An endpoint that is in use, or null. */
export async function endpointOf(reader: Reader, endpointId: string): Promise<Endpoint | null> {
  const [row] = await reader
    .select()
    .from(webhookEndpoint)
    .where(and(eq(webhookEndpoint.id, endpointId), isNull(webhookEndpoint.removedAt)));
  return row ?? null;
}

async function teamIsMissing(tx: Tx, teamId: string | null): Promise<boolean> {
  if (teamId === null) return false;
  const [found] = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.id, teamId), isNull(team.archivedAt)));
  return !found;
}

const subjectOf = (id: string) => ({ type: "webhook_endpoint", id });

/** Say where to tell of changes from now on. Refuses more than twenty, and a team that is not in use. */
export function addEndpoint(ctx: WriteContext, values: EndpointValues): Promise<Outcome<{ id: string; secretId: string }>> {
  const createdBy = ctx.actorId;
  return write(ctx, async (tx) => {
    if (!createdBy) return refuse("nobody");
    if (await teamIsMissing(tx, values.teamId)) return refuse("team_unknown", { field: "teamId" });
    const [there] = await tx.select({ count: count() }).from(webhookEndpoint).where(isNull(webhookEndpoint.removedAt));
    if ((there?.count ?? 0) >= MOST_ENDPOINTS) return refuse("endpoints_many", { params: { count: MOST_ENDPOINTS } });
    const [id, secretId] = [newId(), newId()];
    await tx.insert(webhookEndpoint).values({ id, ...values, secretId, createdBy, createdAt: ctx.now });
    await audit(tx, ctx, { action: "telling.endpoint_added", subject: subjectOf(id), after: { name: values.name, url: values.url } });
    return accept({ id, secretId });
  });
}

/** Lock an endpoint and change it; refuses one that is gone. */
function change<T>(
  ctx: WriteContext,
  endpointId: string,
  decide: (tx: Tx, endpoint: Endpoint) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  return write(ctx, async (tx) => {
    const [endpoint] = await tx
      .select()
      .from(webhookEndpoint)
      .where(and(eq(webhookEndpoint.id, endpointId), isNull(webhookEndpoint.removedAt)))
      .for("no key update");
    return endpoint ? decide(tx, endpoint) : refuse("endpoint_gone");
  });
}

const set = (tx: Tx, endpoint: Endpoint, values: Partial<Endpoint>) =>
  tx
    .update(webhookEndpoint)
    .set({ ...values, revision: endpoint.revision + 1 })
    .where(eq(webhookEndpoint.id, endpoint.id));

/** Change name, address, events or team. Refuses a form that was opened before somebody else's change, and a team that is not in use. */
export function editEndpoint(ctx: WriteContext, endpointId: string, revision: number, values: EndpointValues): Promise<Outcome<null>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    if (endpoint.revision !== revision) return refuse("endpoint_stale");
    if (values.teamId !== endpoint.teamId && (await teamIsMissing(tx, values.teamId))) return refuse("team_unknown", { field: "teamId" });
    await set(tx, endpoint, values);
    const { name, url } = endpoint;
    const after = { name: values.name, url: values.url };
    await audit(tx, ctx, { action: "telling.endpoint_edited", subject: subjectOf(endpointId), before: { name, url }, after });
    return accept(null);
  });
}

/** Send nothing until further notice; what happens meanwhile is kept. Nothing happens when it is paused already. */
export function pauseEndpoint(ctx: WriteContext, endpointId: string): Promise<Outcome<null>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    if (endpoint.state === "paused") return accept(null);
    await set(tx, endpoint, { state: "paused", pausedAt: ctx.now, pausedFor: "hand" });
    await closeItem(tx, ctx, "webhook_failing", endpointId, "paused");
    await audit(tx, ctx, { action: "telling.endpoint_paused", subject: subjectOf(endpointId), after: { name: endpoint.name } });
    return accept(null);
  });
}

/** Go on: what was kept is sent now, and is tried for a whole day. */
export function resumeEndpoint(ctx: WriteContext, endpointId: string): Promise<Outcome<null>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    if (endpoint.state === "active") return accept(null);
    await set(tx, endpoint, { state: "active", pausedAt: null, pausedFor: null, failingSince: null });
    await tx
      .update(webhookDelivery)
      .set({ nextAt: ctx.now, giveUpAt: new Date(ctx.now.getTime() + TRIED_FOR_MS) })
      .where(and(eq(webhookDelivery.endpointId, endpointId), eq(webhookDelivery.state, "waiting")));
    await closeItem(tx, ctx, "webhook_failing", endpointId, "resumed");
    await askForRound(tx, endpointId);
    await audit(tx, ctx, { action: "telling.endpoint_resumed", subject: subjectOf(endpointId), after: { name: endpoint.name } });
    return accept(null);
  });
}

/** A new secret; the one before signs too for 24 hours, so that the receiver can be changed in between. */
export function changeSecret(ctx: WriteContext, endpointId: string): Promise<Outcome<{ id: string; secretId: string }>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    const secretId = newId();
    const previousUntil = new Date(ctx.now.getTime() + OVERLAP_MS);
    await set(tx, endpoint, { secretId, previousSecretId: endpoint.secretId, previousUntil });
    await audit(tx, ctx, { action: "telling.secret_changed", subject: subjectOf(endpointId), after: { name: endpoint.name } });
    return accept({ id: endpointId, secretId });
  });
}

/** Never tell it of anything again. Its log goes with the others after 90 days; what waited for it is given up. */
export function removeEndpoint(ctx: WriteContext, endpointId: string): Promise<Outcome<null>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    await set(tx, endpoint, { removedAt: ctx.now });
    await tx
      .update(webhookDelivery)
      .set({ state: "given_up", settledAt: ctx.now })
      .where(and(eq(webhookDelivery.endpointId, endpointId), eq(webhookDelivery.state, "waiting")));
    await closeItem(tx, ctx, "webhook_failing", endpointId, "removed");
    const { name, url } = endpoint;
    await audit(tx, ctx, { action: "telling.endpoint_removed", subject: subjectOf(endpointId), before: { name, url } });
    return accept(null);
  });
}

/** Send something that means nothing, to see whether it gets through. Refuses while the endpoint is paused. */
export function sendTest(ctx: WriteContext, endpointId: string): Promise<Outcome<{ deliveryId: string }>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    if (endpoint.state === "paused") return refuse("endpoint_paused");
    const id = newId();
    await tx.insert(webhookDelivery).values({
      ...{ id, endpointId, outboxId: null, kind: TEST_KIND, subjectId: id, sequence: 0, body: testEvent(ctx.now) },
      ...{ createdAt: ctx.now, nextAt: ctx.now, giveUpAt: new Date(ctx.now.getTime() + TRIED_FOR_MS) },
    });
    await askForRound(tx, endpointId);
    await audit(tx, ctx, { action: "telling.test_sent", subject: subjectOf(endpointId), after: { name: endpoint.name } });
    return accept({ deliveryId: id });
  });
}

/** Send one delivery again, or every one that was given up since an instant: the same bytes under the same number. Returns how many. */
export function sendAgain(
  ctx: WriteContext,
  endpointId: string,
  which: { deliveryId: string } | { givenUpSince: Date },
): Promise<Outcome<{ count: number }>> {
  return change(ctx, endpointId, async (tx, endpoint) => {
    if (endpoint.state === "paused") return refuse("endpoint_paused");
    const chosen =
      "deliveryId" in which
        ? and(eq(webhookDelivery.id, which.deliveryId), sql`${webhookDelivery.state} <> 'waiting'`)
        : and(eq(webhookDelivery.state, "given_up"), sql`${webhookDelivery.createdAt} >= ${which.givenUpSince.toISOString()}::timestamptz`);
    const again = await tx
      .update(webhookDelivery)
      .set({ state: "waiting", nextAt: ctx.now, giveUpAt: new Date(ctx.now.getTime() + TRIED_FOR_MS), settledAt: null })
      .where(and(eq(webhookDelivery.endpointId, endpointId), chosen))
      .returning({ id: webhookDelivery.id });
    if (again.length === 0) return refuse("nothing_to_send");
    await askForRound(tx, endpointId);
    const after = { name: endpoint.name, count: again.length };
    await audit(tx, ctx, { action: "telling.sent_again", subject: subjectOf(endpointId), after });
    return accept({ count: again.length });
  });
}
