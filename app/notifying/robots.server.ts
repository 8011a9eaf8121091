import { and, asc, count, eq, isNull } from "drizzle-orm";
import { notificationDelivery, notificationRobot, team } from "@db/schema";
import { conceal, revealed } from "~/platform/concealed.server";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { TRIED_MS } from "./news.server";
import { askForSending, goesOut } from "./outgoing.server";
import { MOST_ROBOTS, type RobotValues } from "./robot-rules";

export type Robot = typeof notificationRobot.$inferSelect;

const shown = {
  ...{ id: notificationRobot.id, vendor: notificationRobot.vendor, name: notificationRobot.name, host: notificationRobot.host },
  ...{ teamId: notificationRobot.teamId, teamName: team.name, roles: notificationRobot.roles, locale: notificationRobot.locale },
  ...{ rhythm: notificationRobot.rhythm, digestAt: notificationRobot.digestAt },
  ...{ quietFrom: notificationRobot.quietFrom, quietTo: notificationRobot.quietTo, state: notificationRobot.state },
  ...{
    lastSuccessAt: notificationRobot.lastSuccessAt,
    lastFailureAt: notificationRobot.lastFailureAt,
    lastFault: notificationRobot.lastFault,
  },
  ...{ failingSince: notificationRobot.failingSince, revision: notificationRobot.revision },
};

/** The robots that are in use, by name, without address and secret. One statement. */
export function robotsOf(reader: Reader) {
  return reader
    .select(shown)
    .from(notificationRobot)
    .leftJoin(team, eq(team.id, notificationRobot.teamId))
    .where(isNull(notificationRobot.removedAt))
    .orderBy(asc(notificationRobot.name), asc(notificationRobot.id));
}

/** One of them, or null. */
export async function robotOf(reader: Reader, robotId: string) {
  const [row] = await reader
    .select(shown)
    .from(notificationRobot)
    .leftJoin(team, eq(team.id, notificationRobot.teamId))
    .where(and(eq(notificationRobot.id, robotId), isNull(notificationRobot.removedAt)));
  return row ?? null;
}

/** Address and secret of a robot in clear, for the moment of sending; null where this instance's key does not open them. */
export function reachOf({ id, address, secret }: Robot): { address: string; secret: string | null } | null {
  const [url, word] = [revealed(`robot address ${id}`, address), secret === null ? null : revealed(`robot secret ${id}`, secret)];
  return url === null || (secret !== null && word === null) ? null : { address: url, secret: word };
}

const subjectOf = (id: string) => ({ type: "notification_robot", id });

async function teamIsMissing(tx: Tx, teamId: string | null): Promise<boolean> {
  if (teamId === null) return false;
  const [found] = await tx
    .select({ id: team.id })
    .from(team)
    .where(and(eq(team.id, teamId), isNull(team.archivedAt)));
  return !found;
}

/** Address and secret as they are kept; what was not typed stays. */
function hidden(id: string, { address, secret }: RobotValues): Partial<Pick<Robot, "address" | "host" | "secret">> {
  return {
    ...(address ? { address: conceal(`robot address ${id}`, address), host: new URL(address).host } : {}),
    ...(secret ? { secret: conceal(`robot secret ${id}`, secret) } : {}),
  };
}

/** Bind a robot to a team or the shop. Refuses more than thirty, and a team that is not in use. */
export function addRobot(ctx: WriteContext, values: RobotValues): Promise<Outcome<{ id: string }>> {
  const createdBy = ctx.actorId;
  return write(ctx, async (tx) => {
    if (!createdBy) return refuse("nobody");
    if (await teamIsMissing(tx, values.teamId)) return refuse("team_unknown", { field: "teamId" });
    const [there] = await tx.select({ count: count() }).from(notificationRobot).where(isNull(notificationRobot.removedAt));
    if ((there?.count ?? 0) >= MOST_ROBOTS) return refuse("robots_many", { params: { count: MOST_ROBOTS } });
    const id = newId();
    const { host = "", address = "", secret = null } = hidden(id, values);
    await tx.insert(notificationRobot).values({ ...values, id, host, address, secret, createdBy, createdAt: ctx.now });
    await audit(tx, ctx, { action: "notifying.robot_added", subject: subjectOf(id), after: { name: values.name, host } });
    return accept({ id });
  });
}

/** Lock a robot and change it; refuses one that is gone. */
function change<T>(ctx: WriteContext, robotId: string, decide: (tx: Tx, robot: Robot) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  return write(ctx, async (tx) => {
    const [robot] = await tx
      .select()
      .from(notificationRobot)
      .where(and(eq(notificationRobot.id, robotId), isNull(notificationRobot.removedAt)))
      .for("no key update");
    return robot ? decide(tx, robot) : refuse("robot_gone");
  });
}

const set = (tx: Tx, robot: Robot, values: Partial<Robot>) =>
  tx
    .update(notificationRobot)
    .set({ ...values, revision: robot.revision + 1 })
    .where(eq(notificationRobot.id, robot.id));

/** Change a robot; address and secret only where they were typed. Refuses a form that was opened before somebody else's change, another vendor without its address, a team that is not in use. */
export function editRobot(ctx: WriteContext, robotId: string, revision: number, values: RobotValues): Promise<Outcome<null>> {
  return change(ctx, robotId, async (tx, robot) => {
    if (robot.revision !== revision) return refuse("robot_stale");
    if (values.vendor !== robot.vendor && !values.address) return refuse("robot_address_missing", { field: "address" });
    if (values.teamId !== robot.teamId && (await teamIsMissing(tx, values.teamId))) return refuse("team_unknown", { field: "teamId" });
    const { address: _address, secret: _secret, ...plain } = values;
    await set(tx, robot, { ...plain, ...hidden(robotId, values) });
    const after = { name: values.name, renewed: values.address !== null || values.secret !== null };
    await audit(tx, ctx, { action: "notifying.robot_edited", subject: subjectOf(robotId), before: { name: robot.name }, after });
    return accept(null);
  });
}

/** Send nothing until further notice; what comes meanwhile it is not told of afterwards. Nothing happens when it is paused already. */
export function pauseRobot(ctx: WriteContext, robotId: string): Promise<Outcome<null>> {
  return change(ctx, robotId, async (tx, robot) => {
    if (robot.state === "paused") return accept(null);
    await set(tx, robot, { state: "paused" });
    await dropWaiting(tx, robotId, ctx.now);
    await closeItem(tx, ctx, "robot_failing", robotId, "paused");
    await audit(tx, ctx, { action: "notifying.robot_paused", subject: subjectOf(robotId), after: { name: robot.name } });
    return accept(null);
  });
}

/** Go on, with what comes from now on. */
export function resumeRobot(ctx: WriteContext, robotId: string): Promise<Outcome<null>> {
  return change(ctx, robotId, async (tx, robot) => {
    if (robot.state === "active") return accept(null);
    await set(tx, robot, { state: "active", failingSince: null });
    await audit(tx, ctx, { action: "notifying.robot_resumed", subject: subjectOf(robotId), after: { name: robot.name } });
    return accept(null);
  });
}

/** Never speak through it again. */
export function removeRobot(ctx: WriteContext, robotId: string): Promise<Outcome<null>> {
  return change(ctx, robotId, async (tx, robot) => {
    // What opened its group is not kept any longer than it is used.
    await set(tx, robot, { removedAt: ctx.now, address: "", secret: null });
    await dropWaiting(tx, robotId, ctx.now);
    await closeItem(tx, ctx, "robot_failing", robotId, "removed");
    await audit(tx, ctx, {
      action: "notifying.robot_removed",
      subject: subjectOf(robotId),
      before: { name: robot.name, host: robot.host },
    });
    return accept(null);
  });
}

async function dropWaiting(tx: Tx, robotId: string, now: Date): Promise<void> {
  await tx
    .update(notificationDelivery)
    .set({ state: "dropped", settledAt: now })
    .where(and(eq(notificationDelivery.robotId, robotId), eq(notificationDelivery.state, "waiting")));
}

/** Have it say something that means nothing, to see whether it gets through. Refuses while it is paused, and where nothing goes out. */
export function testRobot(ctx: WriteContext, robotId: string): Promise<Outcome<{ deliveryId: string }>> {
  return change(ctx, robotId, async (tx, robot) => {
    if (robot.state === "paused") return refuse("robot_paused");
    if (!goesOut()) return refuse("nothing_goes_out");
    const id = newId();
    await tx.insert(notificationDelivery).values({
      ...{ id, robotId, what: "test", key: `test:${id}`, createdAt: ctx.now, nextAt: ctx.now },
      giveUpAt: new Date(ctx.now.getTime() + TRIED_MS),
    });
    await askForSending(tx, { robotId });
    await audit(tx, ctx, { action: "notifying.robot_tested", subject: subjectOf(robotId), after: { name: robot.name } });
    return accept({ deliveryId: id });
  });
}
