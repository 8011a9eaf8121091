import { and, eq, isNull, sql } from "drizzle-orm";
import { orderFlag } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { noteChats } from "./figures-due.server";
import { teamsLedBy } from "./overview.server";
import { sealsOf } from "./seals.server";

/** Orders that are marked as irregular: bought by friends, paid and refunded for the score, and the like. Chats that they were paid after do not count where a rule set says so. */

const SHORTEST_REASON = 5;
const LONGEST_REASON = 500;

type Order = { platform: string; orderKey: string; buyer: string | null; paidAt: string | null; isTheirs: boolean };

/**
 * Mark an order as irregular, by its number as the platform writes it. Refuses a number that no file of the store had, a reason of fewer than five characters, an order that is marked, and whoever
 * leads none of the teams that served the buyer before the payment.
 */
export async function flagOrder(
  ctx: WriteContext,
  roles: readonly HeldRole[],
  { storeId, number, reason }: { storeId: string; number: string; reason: string },
): Promise<Outcome<{ id: string }>> {
  const why = reason.trim();
  if (why.length < SHORTEST_REASON || why.length > LONGEST_REASON) return refuse("flag_reason", { field: "reason" });
  return write(ctx, async (tx) => {
    const [shop] = await tx.execute<{ platform: string }>(sql`select platform from store where id = ${storeId}`);
    const orderKey = sealsOf(shop?.platform ?? "other").order(number.replace(/^[="'\s]+|["'\s]+$/g, ""));
    const order = await orderIn(tx, storeId, orderKey, teamsLedBy(roles));
    if (!order) return refuse("flag_unknown", { field: "number" });
    if (!order.isTheirs) return refuse("flag_not_yours", { field: "number" });
    const id = newId();
    const made = await tx
      .insert(orderFlag)
      .values({ id, storeId, platform: order.platform, orderKey, reason: why, flaggedBy: ctx.actorId ?? storeId, flaggedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: orderFlag.id });
    if (made.length === 0) return refuse("flag_there", { field: "number" });
    await noteBuyer(tx, storeId, order);
    await audit(tx, ctx, { action: "chats.order_flagged", subject: { type: "order_flag", id }, after: { reason: why } });
    return accept({ id });
  });
}

/** Take the mark from an order. Refuses one that has none any more, and whoever leads none of its teams. */
export async function liftFlag(ctx: WriteContext, roles: readonly HeldRole[], flagId: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [flag] = await tx
      .select()
      .from(orderFlag)
      .where(and(eq(orderFlag.id, flagId), isNull(orderFlag.liftedAt)))
      .for("update");
    if (!flag) return refuse("flag_gone");
    const order = await orderIn(tx, flag.storeId, flag.orderKey, teamsLedBy(roles));
    // An order whose import was taken back is nobody's: who leads the whole shop may.
    if (order ? !order.isTheirs : teamsLedBy(roles) !== null) return refuse("flag_not_yours");
    await tx.update(orderFlag).set({ liftedBy: ctx.actorId, liftedAt: ctx.now }).where(eq(orderFlag.id, flagId));
    if (order) await noteBuyer(tx, flag.storeId, order);
    await audit(tx, ctx, {
      action: "chats.order_flag_lifted",
      subject: { type: "order_flag", id: flagId },
      before: { reason: flag.reason },
    });
    return accept({ id: flagId });
  });
}

/** Whether somebody of these teams (null: all) served the buyer `o.buyer` in the half month before the payment. */
const servedBy = (teamIds: readonly string[] | null) =>
  teamIds === null
    ? sql`true`
    : sql`exists (select from chat c where c.platform = o.platform and c.buyer = o.buyer and c.store_id = o.store_id and c.team_id = any(${sql.param([...teamIds])}::uuid[])
        and c.started_at between o.paid_at - interval '15 days' and o.paid_at)`;

async function orderIn(tx: Tx, storeId: string, orderKey: string, teamIds: readonly string[] | null): Promise<Order | undefined> {
  const [order] = await tx.execute<Order>(sql`
    select o.platform, o.order_key as "orderKey", o.buyer, o.paid_at as "paidAt", ${servedBy(teamIds)} as "isTheirs"
    from shop_order o where o.store_id = ${storeId} and o.order_key = ${orderKey} limit 1`);
  return order;
}

/** Whoever served the buyer in the store before the payment: their days are computed anew. */
async function noteBuyer(tx: Tx, storeId: string, { platform, buyer, paidAt }: Order): Promise<void> {
  if (buyer === null || paidAt === null) return;
  await noteChats(
    tx,
    sql`n.store_id = ${storeId} and n.platform = ${platform} and n.buyer = ${buyer} and n.started_at between ${paidAt}::timestamptz - interval '15 days' and ${paidAt}::timestamptz`,
  );
}

const SHOWN = 100;

/** The marks that these roles reach, the latest first; those that were lifted among them. Numbers of orders are kept nowhere: they are known by their payment. One statement. */
export async function orderFlags(reader: Reader, roles: readonly HeldRole[]) {
  const teamIds = teamsLedBy(roles);
  const rows = await reader.execute<{
    id: string;
    store: string;
    reason: string;
    flaggedBy: string;
    flaggedAt: string;
    liftedBy: string | null;
    liftedAt: string | null;
    paidAt: string | null;
    amountFen: string | null;
  }>(sql`
    select f.id, s.name as store, f.reason, p.name as "flaggedBy", f.flagged_at as "flaggedAt", l.name as "liftedBy", f.lifted_at as "liftedAt", o.paid_at as "paidAt", o.amount_fen as "amountFen"
    from order_flag f join store s on s.id = f.store_id join person p on p.id = f.flagged_by left join person l on l.id = f.lifted_by
      left join shop_order o on o.platform = f.platform and o.order_key = f.order_key
    where ${servedBy(teamIds)} order by f.lifted_at is not null, f.flagged_at desc limit ${SHOWN}`);
  return rows.map(({ amountFen, ...row }) => ({ ...row, amountFen: amountFen === null ? null : Number(amountFen) }));
}
