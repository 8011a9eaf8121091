import { and, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { notificationRobot, team, workItem } from "@db/schema";
import { clock } from "~/platform/clock.server";
import type { Db, Tx } from "~/platform/database.server";
import { post } from "~/platform/outgoing.server";
import type { WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { isWorkKind, type WaitingRole } from "~/work/kinds";
import type { Delivery, Sent } from "./batch";
import { type GroupCounts, groupMessage, type GroupMessage, testMessage } from "./group-message";
import { linkTo } from "./outgoing.server";
import { reachOf, type Robot } from "./robots.server";
import { afterQuiet, quietHoursOf, SHOP_ZONE } from "./timing-rules";
import { vendorRequest } from "./vendor-format.server";
import { answerOf, restMs, spacingMs } from "./vendors";

const nothing: Sent = { sent: [], dropped: [], later: [], failed: null };

/**
 * Let a robot say what a batch is about: one message. What was settled meanwhile is not counted; in the quiet hours it waits; a robot that is paused or gone says nothing. Vendors
 * take so many messages a minute: the robot is taken for its next free moment, or the batch waits for that (`restUntil`, by the machine's clock).
 */
export async function robotBatch(db: Db, batch: readonly Delivery[], now: Date): Promise<Sent & { restUntil?: Date }> {
  const [first] = batch;
  if (!first?.robotId) return nothing;
  const [row] = await db
    .select({ robot: notificationRobot, team: team.name, zone: team.zone })
    .from(notificationRobot)
    .leftJoin(team, eq(team.id, notificationRobot.teamId))
    .where(eq(notificationRobot.id, first.robotId));
  if (!row || row.robot.removedAt || row.robot.state === "paused") return { ...nothing, dropped: batch };
  const { robot } = row;
  const at = first.what === "test" ? now : afterQuiet(now, quietHoursOf(robot), row.zone ?? SHOP_ZONE);
  if (at > now) return { ...nothing, later: batch.map((delivery) => ({ delivery, at })) };
  const message = first.what === "test" ? testMessage(linkTo("/"), robot.locale) : await messageOf(db, robot, row.team, batch);
  if (!message) return { ...nothing, dropped: batch };
  const free = await takeTurn(db, robot);
  if (free) return { ...nothing, later: batch.map((delivery) => ({ delivery, at: delivery.nextAt })), restUntil: free };
  return say(db, robot, message, batch);
}

async function say(db: Db, robot: Robot, message: GroupMessage, batch: readonly Delivery[]): Promise<Sent & { restUntil?: Date }> {
  const reach = reachOf(robot);
  if (!reach) return { ...nothing, failed: { deliveries: batch, fault: "robot_unreadable", answer: null, final: true } };
  // Vendors compare the time in a signature with their own clock: the machine's counts, not the product's.
  const answer = answerOf(robot.vendor, await post(vendorRequest(robot.vendor, reach, message, new Date(clock.machine()))));
  if (answer === "taken") return { ...nothing, sent: batch };
  if (answer.fault !== "too_many") return { ...nothing, failed: { deliveries: batch, ...answer, final: false } };
  const restUntil = new Date(clock.machine() + restMs[robot.vendor]);
  await db.update(notificationRobot).set({ freeAt: restUntil }).where(eq(notificationRobot.id, robot.id));
  return { ...nothing, failed: { deliveries: batch, ...answer, final: false } };
}

/** Take the robot for one message; else the moment at which it is free. One statement decides, so that two rounds cannot both have it. */
async function takeTurn(db: Db, { id, vendor }: Robot): Promise<Date | null> {
  const machine = new Date(clock.machine());
  const taken = await db
    .update(notificationRobot)
    .set({ freeAt: new Date(machine.getTime() + spacingMs[vendor]) })
    .where(and(eq(notificationRobot.id, id), or(isNull(notificationRobot.freeAt), lte(notificationRobot.freeAt, machine))))
    .returning({ id: notificationRobot.id });
  if (taken.length > 0) return null;
  const [row] = await db.select({ freeAt: notificationRobot.freeAt }).from(notificationRobot).where(eq(notificationRobot.id, id));
  return row?.freeAt ?? machine;
}

/** What a batch says: of news the items that are open still, of a digest all that waits. */
async function messageOf(db: Db, robot: Robot, teamName: string | null, batch: readonly Delivery[]): Promise<GroupMessage | null> {
  const ids = batch[0]?.what === "digest" ? null : batch.flatMap(({ sourceId }) => sourceId ?? []);
  if (ids && ids.length === 0) return null;
  const rows = await db
    .select({ role: workItem.role, kind: workItem.kind, count: sql<number>`count(*)::int` })
    .from(workItem)
    .where(
      and(
        isNull(workItem.closedAt),
        inArray(workItem.role, robot.roles as WaitingRole[]),
        robot.teamId ? eq(workItem.teamId, robot.teamId) : undefined,
        ids ? inArray(workItem.id, ids) : undefined,
      ),
    )
    .groupBy(workItem.role, workItem.kind)
    .orderBy(workItem.kind);
  const counts: GroupCounts = (robot.roles as WaitingRole[]).map((role) => ({
    role,
    kinds: rows.flatMap(({ kind, count, role: of }) => (of === role && isWorkKind(kind) ? [{ kind, count }] : [])),
  }));
  const url = linkTo(robot.teamId ? `/inbox?team=${robot.teamId}` : "/inbox");
  return groupMessage(counts, { team: teamName, url }, robot.locale);
}

/** Note on a robot how a batch went: an administrator hears of one that gives up, and no more once something gets through. In the transaction that settles the batch. */
export async function noteRobot(tx: Tx, ctx: WriteContext, robotId: string, { sent, failed }: Sent, gaveUp: boolean): Promise<void> {
  if (sent.length > 0) {
    await tx.update(notificationRobot).set({ lastSuccessAt: ctx.now, failingSince: null }).where(eq(notificationRobot.id, robotId));
    await closeItem(tx, ctx, "robot_failing", robotId, "delivered");
  }
  if (!failed) return;
  const [robot] = await tx
    .update(notificationRobot)
    .set({
      lastFailureAt: ctx.now,
      lastFault: failed.fault,
      failingSince: sql`coalesce(${notificationRobot.failingSince}, ${ctx.now.toISOString()}::timestamptz)`,
    })
    .where(eq(notificationRobot.id, robotId))
    .returning({ name: notificationRobot.name });
  if (gaveUp && robot) await openItem(tx, ctx, { kind: "robot_failing", teamId: null, subjectId: robotId, data: { name: robot.name } });
}
