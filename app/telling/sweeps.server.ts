import { and, eq, isNull, lt, lte } from "drizzle-orm";
import { webhookDelivery, webhookEndpoint } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { askForRound } from "./fan-out.server";
import { KEPT_DAYS } from "./retry-rules";

/** Endpoints to which something is due again get a round. */
export async function sweepDueDeliveries(db: Db, now: Date): Promise<void> {
  const due = await db
    .selectDistinct({ id: webhookEndpoint.id })
    .from(webhookDelivery)
    .innerJoin(webhookEndpoint, eq(webhookEndpoint.id, webhookDelivery.endpointId))
    .where(
      and(
        eq(webhookDelivery.state, "waiting"),
        lte(webhookDelivery.nextAt, now),
        eq(webhookEndpoint.state, "active"),
        isNull(webhookEndpoint.removedAt),
      ),
    );
  for (const { id } of due) await askForRound(db, id);
}

/** Deliveries are kept for 90 days, with their attempts. */
export async function sweepOldDeliveries(db: Db, now: Date): Promise<void> {
  await db.delete(webhookDelivery).where(lt(webhookDelivery.createdAt, new Date(now.getTime() - KEPT_DAYS * 86_400_000)));
}
