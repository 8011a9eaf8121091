import { and, asc, eq, inArray, isNull, lt, lte, not, or, type SQL } from "drizzle-orm";
import { notificationDelivery } from "@db/schema";
import { clock } from "~/platform/clock.server";
import type { Db, Tx } from "~/platform/database.server";
import { accept, write } from "~/platform/write.server";
import { afterFailure } from "~/telling/retry-rules";
import type { Delivery, Sent } from "./batch";
import { noteRobot, robotBatch } from "./group-sending.server";
import { mailBatch } from "./mailing.server";
import { bySystem } from "./news.server";
import { askForSending, goesOut, type Target } from "./outgoing.server";

/** A round ends after this long, so that other jobs get their turn. */
const ROUND_MS = 20_000;
/** Whoever was killed in the middle is not waited for longer: more than one try may take. */
const LEASE_MS = 60_000;
const MOST = 50;

/**
 * Send what is due to somebody, all that came together in one message. Each delivery is taken by one round: a lease on the machine's clock keeps others away, and lets go of
 * it when its holder was killed. Ends when nothing is due, after a failure, and after twenty seconds.
 */
export async function sendDue(db: Db, target: Target): Promise<void> {
  if (!goesOut()) return;
  const began = clock.machine();
  while (clock.machine() - began < ROUND_MS) {
    const batch = await claim(db, target, clock.now());
    if (batch.length === 0) return;
    const result: Sent & { restUntil?: Date } =
      "personId" in target ? await mailBatch(db, batch, clock.now()) : await robotBatch(db, batch, clock.now());
    await keep(db, target, result, clock.now());
    if (result.restUntil) return askForSending(db, target, result.restUntil);
    if (result.failed) return;
  }
  await askForSending(db, target);
}

function dueTo(target: Target, now: Date, machine: Date): SQL | undefined {
  const whose =
    "personId" in target ? eq(notificationDelivery.personId, target.personId) : eq(notificationDelivery.robotId, target.robotId);
  const free = or(isNull(notificationDelivery.busyUntil), lt(notificationDelivery.busyUntil, machine));
  return and(
    whose,
    eq(notificationDelivery.state, "waiting"),
    not(notificationDelivery.inDigest),
    lte(notificationDelivery.nextAt, now),
    free,
  );
}

/** Take what goes into the next message: news that are due go together, everything else by itself. */
async function claim(db: Db, target: Target, now: Date): Promise<Delivery[]> {
  const machine = new Date(clock.machine());
  return db.transaction(async (tx) => {
    const due = await tx
      .select()
      .from(notificationDelivery)
      .where(dueTo(target, now, machine))
      .orderBy(asc(notificationDelivery.nextAt), asc(notificationDelivery.id))
      .limit(MOST)
      .for("update", { skipLocked: true });
    const [first] = due;
    if (!first) return [];
    const batch = isNews(first) ? due.filter(isNews) : [first, ...(first.what === "digest" ? await goingWith(tx, first, machine) : [])];
    await tx
      .update(notificationDelivery)
      .set({ busyUntil: new Date(machine.getTime() + LEASE_MS) })
      .where(inArray(notificationDelivery.id, idsOf(batch)));
    return batch;
  });
}

/** What waits for the digest of a person. Of a group nothing does: its digest counts what waits in the inboxes. */
async function goingWith(tx: Tx, { personId }: Delivery, machine: Date): Promise<Delivery[]> {
  if (!personId) return [];
  const free = or(isNull(notificationDelivery.busyUntil), lt(notificationDelivery.busyUntil, machine));
  return tx
    .select()
    .from(notificationDelivery)
    .where(and(eq(notificationDelivery.personId, personId), eq(notificationDelivery.state, "waiting"), notificationDelivery.inDigest, free))
    .orderBy(asc(notificationDelivery.id))
    .for("update", { skipLocked: true });
}

const isNews = ({ what }: Delivery) => what === "notice" || what === "item";
const idsOf = (deliveries: readonly Delivery[]) => deliveries.map(({ id }) => id);

async function keep(db: Db, target: Target, result: Sent, now: Date): Promise<void> {
  const { sent, dropped, later, failed } = result;
  const ctx = bySystem(db, now);
  await write(ctx, async (tx) => {
    let gaveUp = false;
    const settle = async (deliveries: readonly Delivery[], state: "sent" | "dropped", fault: string | null) => {
      for (const { id, attempts } of deliveries)
        await set(tx, id, { state, attempts: attempts + (state === "sent" ? 1 : 0), settledAt: now, busyUntil: null, fault });
    };
    await settle(sent, "sent", null);
    await settle(dropped, "dropped", null);
    for (const { delivery, at } of later) await set(tx, delivery.id, { nextAt: at, busyUntil: null });
    for (const delivery of failed?.deliveries ?? []) {
      // A digest that does not arrive takes nothing with it: the next one has it.
      if (delivery.inDigest) {
        await set(tx, delivery.id, { busyUntil: null });
        continue;
      }
      const attempts = delivery.attempts + 1;
      const next = failed?.final ? "given_up" : afterFailure({ attempts, giveUpAt: delivery.giveUpAt }, now);
      const what = { attempts, busyUntil: null, fault: failed?.fault ?? null, answer: keptAnswer(failed?.answer ?? null) };
      gaveUp ||= next === "given_up";
      await set(tx, delivery.id, next === "given_up" ? { ...what, state: next, settledAt: now } : { ...what, nextAt: next.nextAt });
    }
    if ("robotId" in target) await noteRobot(tx, ctx, target.robotId, result, gaveUp);
    return accept(null);
  });
}

function keptAnswer(answer: string | null): string | null {
  // PostgreSQL keeps no NUL, and half a pair of surrogates is no text.
  return answer && answer.slice(0, 300).replace(/[\u0000\p{Surrogate}]/gu, "\ufffd");
}

async function set(tx: Tx, id: string, values: Partial<Delivery>): Promise<void> {
  await tx
    .update(notificationDelivery)
    .set(values)
    .where(and(eq(notificationDelivery.id, id), eq(notificationDelivery.state, "waiting")));
}

/** The minute sweep: whoever has something due gets a round. */
export async function sweepDueSends(db: Db, now: Date): Promise<void> {
  if (!goesOut()) return;
  const due = await db
    .selectDistinct({ personId: notificationDelivery.personId, robotId: notificationDelivery.robotId })
    .from(notificationDelivery)
    .where(and(eq(notificationDelivery.state, "waiting"), not(notificationDelivery.inDigest), lte(notificationDelivery.nextAt, now)))
    .limit(1000);
  for (const { personId, robotId } of due) {
    if (personId) await askForSending(db, { personId });
    else if (robotId) await askForSending(db, { robotId });
  }
}
