import { and, desc, eq, lt, ne } from "drizzle-orm";
import { notificationDelivery, notificationRobot, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";

const deliveryStates = ["waiting", "sent", "given_up", "dropped"] as const;
type DeliveryState = (typeof deliveryStates)[number];

/** What of the log is asked for: one state (null: all but what had nothing to say), one robot or all, and from before which delivery. */
export type LogAsk = { state: DeliveryState | null; robotId: string | null; before: string | null };

/** The same out of an address; what cannot be read is not asked for. */
export function logAsk(query: URLSearchParams, robotId: string | null = null): LogAsk {
  const before = query.get("before");
  return { state: deliveryStates.find((state) => state === query.get("state")) ?? null, robotId, before: isId(before) ? before : null };
}

const ROWS = 25;

/** A page of what was sent or is to be, the newest first: to whom, of what sort, how it went; never what it said. `older`: the delivery to go on from. One statement. */
export async function logPage(reader: Reader, { state, robotId, before }: LogAsk) {
  const { id, what, inDigest, attempts, nextAt, createdAt, settledAt, fault, answer } = notificationDelivery;
  const rows = await reader
    .select({
      ...{ id, what, inDigest, attempts, nextAt, createdAt, settledAt, fault, answer },
      ...{ state: notificationDelivery.state, personId: person.id, personName: person.name, robotName: notificationRobot.name },
    })
    .from(notificationDelivery)
    .leftJoin(person, eq(person.id, notificationDelivery.personId))
    .leftJoin(notificationRobot, eq(notificationRobot.id, notificationDelivery.robotId))
    .where(
      and(
        state ? eq(notificationDelivery.state, state) : ne(notificationDelivery.state, "dropped"),
        robotId ? eq(notificationDelivery.robotId, robotId) : undefined,
        before ? lt(id, before) : undefined,
      ),
    )
    .orderBy(desc(id))
    .limit(ROWS + 1);
  const shown = rows.slice(0, ROWS);
  return { rows: shown, older: rows.length > ROWS ? (shown.at(-1)?.id ?? null) : null };
}
