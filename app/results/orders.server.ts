import { sql } from "drizzle-orm";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";

/** An order as an import has read it, in one or several rows: one a product. */
type OrderRow = {
  key: string;
  bodies: { buyer: string | null; placed: number; paid: number | null; amountFen: number; refundFen: number; skus: string[] }[];
};
type Order = { key: string; buyer: string | null; placed: number; paid: number | null; amountFen: number; products: string[] };

/** The rows of an order as one. What was refunded in full counts as not paid (2-domain, "Monthly KPI"). Rows that repeat the order's amount are not added up. */
export function orderOf({ key, bodies }: OrderRow, productOf: (sku: string) => string | null): Order {
  const amounts = bodies.map(({ amountFen }) => amountFen);
  const isRepeated = amounts.every((amount) => amount === amounts[0]);
  const amountFen = isRepeated ? (amounts[0] ?? 0) : amounts.reduce((sum, amount) => sum + amount, 0);
  const refunds = bodies.map(({ refundFen }) => refundFen);
  const refundFen = refunds.every((refund) => refund === refunds[0]) ? (refunds[0] ?? 0) : refunds.reduce((sum, refund) => sum + refund, 0);
  const paid = bodies.find((body) => body.paid !== null)?.paid ?? null;
  return {
    key,
    buyer: bodies.find((body) => body.buyer !== null)?.buyer ?? null,
    placed: bodies.reduce((least, body) => Math.min(least, body.placed), Infinity),
    paid: amountFen > 0 && refundFen >= amountFen ? null : paid,
    amountFen,
    products: [...new Set(bodies.flatMap(({ skus }) => skus.flatMap((sku) => productOf(sku) ?? [])))],
  };
}

const ORDERS_AT_ONCE = 500;

/** Store the orders that an import has staged. One that is known is brought up to date: paid since, refunded since. Returns how many are new, and the stretch of time. */
export async function storeOrders(
  tx: Tx,
  { id: importId, storeId }: { id: string; storeId: string },
  productOf: (sku: string) => string | null,
) {
  const [store] = await tx.execute<{ platform: string }>(sql`select platform from store where id = ${storeId}`);
  let [added, known] = [0, 0];
  let [from, to] = [Infinity, -Infinity];
  for (let after = ""; ;) {
    const staged = await tx.execute<OrderRow>(sql`
      select key, json_agg(body order by record) as bodies from chat_import_part where import_id = ${importId} and key > ${after}
      group by key order by key limit ${ORDERS_AT_ONCE}`);
    if (staged.length === 0) break;
    after = staged.at(-1)?.key ?? after;
    const orders = staged.map((row) => ({ id: newId(), ...orderOf(row, productOf) }));
    // To the payment: whoever asks between placing an order and paying it is among its inquiries.
    for (const { placed, paid } of orders) [from, to] = [Math.min(from, placed), Math.max(to, placed, paid ?? placed)];
    const written = await tx.execute<{ isNew: boolean }>(sql`
      insert into shop_order (id, store_id, platform, order_key, buyer, products, amount_fen, placed_at, paid_at, import_id)
      select o.id, ${storeId}::uuid, ${store?.platform ?? "other"}, o.key, o.buyer, array(select json_array_elements_text(o.products)), o."amountFen",
        to_timestamp(o.placed / 1000.0), to_timestamp(o.paid / 1000.0), ${importId}::uuid
      from json_to_recordset(${JSON.stringify(orders)}::json)
        as o(id uuid, key text, buyer text, products json, "amountFen" bigint, placed bigint, paid bigint)
      on conflict (platform, order_key) do update set paid_at = excluded.paid_at, amount_fen = excluded.amount_fen
      returning (xmax = 0) as "isNew"`);
    added += written.filter(({ isNew }) => isNew).length;
    known += written.filter(({ isNew }) => !isNew).length;
  }
  const isoOf = (ms: number) => (Number.isFinite(ms) ? new Date(ms).toISOString() : null);
  return { added, known, parked: 0, from: isoOf(from), to: isoOf(to) };
}
