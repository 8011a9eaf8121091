import { and, desc, eq, lt, sql } from "drizzle-orm";
import { person, webhookDelivery } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";

const states = ["waiting", "delivered", "given_up"] as const;
export type DeliveryState = (typeof states)[number];

/** What of the log is asked for: one state or all, part of a person's name or number, and from before which delivery. */
export type LogAsk = { state: DeliveryState | null; search: string; before: string | null };

/** The same out of an address; what cannot be read is not asked for. */
export function logAsk(query: URLSearchParams): LogAsk {
  const before = query.get("before");
  return {
    state: states.find((state) => state === query.get("state")) ?? null,
    search: (query.get("q") ?? "").trim().slice(0, 80),
    before: isId(before) ? before : null,
  };
}

export type LoggedAttempt = { at: string; ms: number; status: number | null; fault: string | null; answer: string | null };

const ROWS = 25;

/** A page of what was told at an endpoint, the newest first, each with its attempts; `older`: the delivery to go on from. One statement. */
export async function logPage(reader: Reader, endpointId: string, ask: LogAsk) {
  const like = `%${ask.search.replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await reader
    .select({
      id: webhookDelivery.id,
      kind: webhookDelivery.kind,
      sequence: webhookDelivery.sequence,
      body: webhookDelivery.body,
      state: webhookDelivery.state,
      attempts: webhookDelivery.attempts,
      nextAt: webhookDelivery.nextAt,
      createdAt: webhookDelivery.createdAt,
      settledAt: webhookDelivery.settledAt,
      personId: person.id,
      personName: person.name,
      tries: sql<
        LoggedAttempt[]
      >`(select coalesce(json_agg(json_build_object('at', a.at, 'ms', a.ms, 'status', a.status, 'fault', a.fault, 'answer', a.answer)
        order by a.at desc, a.id desc), '[]'::json) from (select * from webhook_attempt a where a.delivery_id = ${webhookDelivery.id} order by a.at desc, a.id desc limit 20) a)`,
    })
    .from(webhookDelivery)
    .leftJoin(person, eq(person.id, webhookDelivery.subjectId))
    .where(
      and(
        eq(webhookDelivery.endpointId, endpointId),
        ask.state ? eq(webhookDelivery.state, ask.state) : undefined,
        ask.search
          ? sql`(${person.name} ilike ${like} or ${person.pinyin} ilike ${like} or ${person.externalId} ilike ${like})`
          : undefined,
        ask.before ? lt(webhookDelivery.id, ask.before) : undefined,
      ),
    )
    .orderBy(desc(webhookDelivery.id))
    .limit(ROWS + 1);
  const shown = rows.slice(0, ROWS);
  return {
    rows: shown.map((row) => ({ ...row, tries: row.tries.map((one) => ({ ...one, at: new Date(one.at) })) })),
    older: rows.length > ROWS ? (shown.at(-1)?.id ?? null) : null,
  };
}
