import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { notificationDelivery, notificationRobot, workItem } from "@db/schema";
import { sweepDigests } from "~/notifying/digests.server";
import { sweepNews } from "~/notifying/news.server";
import type { RobotValues } from "~/notifying/robot-rules";
import { addRobot, editRobot, pauseRobot, removeRobot, resumeRobot, robotOf, testRobot } from "~/notifying/robots.server";
import { sendDue } from "~/notifying/send.server";
import { type Vendor, vendors } from "~/notifying/vendors";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { closeItem } from "~/work/actions.server";
import type { WorkKind } from "~/work/kinds";
import { desk, HOME, later, NOON } from "./desk";
import { Group } from "./group";

// The vendors stand on this machine.
vi.hoisted(() => void (process.env.WEBHOOK_ALLOW_CIDR = "127.0.0.1"));

const { db, owner, appSql, ctx, make, at, open } = await desk();
const group = new Group();
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((one) => one.code));

let adminId: string;
let team: { id: string; name: string };
beforeAll(async () => {
  await group.open();
  adminId = (await make.administrator()).id;
});
beforeEach(async () => {
  group.clear();
  team = await make.team();
  await owner.update(notificationRobot).set({ removedAt: NOON }).where(isNull(notificationRobot.removedAt));
});
afterAll(() => group.close());

const values = (vendor: Vendor, more: Partial<RobotValues> = {}): RobotValues => ({
  ...{ vendor, name: `Group at ${vendor}`, address: group.address(vendor), secret: group.secrets[vendor] || null, teamId: team.id },
  ...{
    roles: ["supervisor", "manager"],
    locale: "en",
    rhythm: "at_once",
    digestAt: "09:00",
    quietFrom: "22:00",
    quietTo: "08:00",
    ...more,
  },
});
const robot = async (vendor: Vendor, more: Partial<RobotValues> = {}) => value(await addRobot(ctx(NOON, adminId), values(vendor, more))).id;
/** Vendors want a pause between two messages; it is over. */
const rested = (id: string) => owner.update(notificationRobot).set({ freeAt: null }).where(eq(notificationRobot.id, id));
const waits = async (kind: WorkKind, more: { teamId?: string | null; personId?: string } = {}) => {
  const subjectId = newId();
  await open({ kind, subjectId, teamId: team.id, data: { title: { en: "Secret title", "zh-CN": "秘密" } }, ...more });
  return subjectId;
};
async function minute(moment: Date, ...robots: string[]): Promise<void> {
  at(moment);
  await sweepNews(db, moment);
  await sweepDigests(db, moment);
  for (const robotId of robots) {
    await rested(robotId);
    await sendDue(db, { robotId });
  }
}
const deliveries = (robotId: string) => db.select().from(notificationDelivery).where(eq(notificationDelivery.robotId, robotId));

describe("a robot", () => {
  it.each(vendors)("of %s signs as its vendor wants it, and says how much waits, with the way there", async (vendor) => {
    const id = await robot(vendor);
    const agent = await make.trainee(team.id, { name: "陈曦" });
    for (let n = 0; n < 2; n++) await waits("practical", { personId: agent.id });
    await waits("gradings_used", { personId: agent.id });
    await minute(later(1), id);
    expect(group.disbelieved).toEqual([]);
    expect(group.believed.map((one) => one.vendor)).toEqual([vendor]);
    const said = group.believed[0]?.text.replace(/\\(.)/g, "$1") ?? "";
    expect(said).toContain(`2 things wait for supervisors of ${team.name}: Practicals to sign off 2`);
    expect(said).toContain(`1 thing waits for managers of ${team.name}: Other things 1`);
    expect(said).toContain(`${HOME}/inbox?team=${team.id}`);
    for (const secret of ["陈曦", "Secret title", "failed"]) expect(JSON.stringify(group.believed[0]?.body)).not.toContain(secret);
    expect(await robotOf(db, id)).toMatchObject({ lastSuccessAt: later(1), failingSince: null });
    await minute(later(2), id);
    expect(group.requests).toBe(1);
  });

  it("hears of its team and its roles alone, and of nothing that was settled meanwhile", async () => {
    const [own, shop, admins] = [
      await robot("wecom"),
      await robot("dingtalk", { teamId: null }),
      await robot("feishu", { teamId: null, roles: ["administrator"] }),
    ];
    const other = await make.team();
    const settled = await waits("practical");
    await waits("script", { teamId: other.id });
    at(later(1));
    await sweepNews(db, later(1));
    await db.transaction((tx) => closeItem(tx, ctx(later(1)), "practical", settled, "accepted"));
    await minute(later(1), own, shop, admins);
    expect(group.believed.map(({ vendor, text }) => [vendor, text.includes("Scripts to review 1"), text.includes("Practicals")])).toEqual([
      ["dingtalk", true, false],
    ]);
    expect((await deliveries(own)).map(({ state }) => state)).toEqual(["dropped"]);
    expect(await deliveries(admins)).toEqual([]);
  });

  it("says once what came together, is quiet at night, and says once a day where that is wanted", async () => {
    const [once, daily] = [await robot("wecom"), await robot("dingtalk", { rhythm: "digest", digestAt: "09:30" })];
    await owner.update(notificationRobot).set({ digestDay: "2026-03-02" });
    const night = later(11 * 60);
    at(night);
    for (let n = 0; n < 3; n++) await waits("practical");
    await minute(night, once, daily);
    await minute(later(60, night), once, daily);
    expect(group.requests).toBe(0);
    await minute(new Date("2026-03-03T08:00+08:00"), once, daily);
    expect(group.believed.map(({ vendor }) => vendor)).toEqual(["wecom"]);
    expect(group.believed[0]?.text).toContain("3 things wait");
    for (const time of ["09:29", "09:30", "09:31", "15:00"]) await minute(new Date(`2026-03-03T${time}+08:00`), once, daily);
    expect(group.believed.map(({ vendor }) => vendor)).toEqual(["wecom", "dingtalk"]);
    await Promise.all([1, 2, 3].map(() => sweepDigests(db, new Date("2026-03-04T09:30+08:00"))));
    expect((await deliveries(daily)).map(({ key }) => key)).toEqual(["digest:2026-03-03", "digest:2026-03-04"]);
  });

  it("keeps to what its vendor takes a minute: the next message has its own time", async () => {
    const id = await robot("dingtalk");
    for (let n = 0; n < 3; n++) value(await testRobot(ctx(NOON, adminId), id));
    at(NOON);
    await Promise.all([1, 2, 3].map(() => sendDue(db, { robotId: id })));
    expect(group.requests).toBe(1);
    const [job] = await appSql<{ run_at: Date }[]>`select run_at from graphile_worker.jobs where key = ${`notify robot ${id}`}`;
    expect(new Date(job?.run_at ?? 0).getTime()).toBeGreaterThan(Date.now() + 1000);
    await rested(id);
    await sendDue(db, { robotId: id });
    expect(group.requests).toBe(2);
    group.mood = "full";
    await rested(id);
    await sendDue(db, { robotId: id });
    const [row] = await db.select().from(notificationRobot).where(eq(notificationRobot.id, id));
    expect((row?.freeAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(9 * 60_000);
    expect(row).toMatchObject({ lastFault: "too_many" });
  });

  it("that fails is tried for a day; then an administrator hears of it once, and no more when it works again", async () => {
    const id = await robot("feishu", { quietFrom: null, quietTo: null });
    const items = () =>
      db
        .select()
        .from(workItem)
        .where(and(eq(workItem.kind, "robot_failing"), eq(workItem.subjectId, id), isNull(workItem.closedAt)));
    await waits("practical");
    group.mood = "refusing";
    const tried: number[] = [];
    for (let moment: Date | null = NOON; moment !== null && tried.length < 20;) {
      if (tried.length > 8) group.mood = "broken";
      await minute(moment, id);
      tried.push((moment.getTime() - NOON.getTime()) / 60_000);
      const [one] = await deliveries(id);
      moment = one?.state === "waiting" ? one.nextAt : null;
    }
    expect(tried).toEqual([0, 1, 3, 8, 18, 48, 108, 228, 468, 828, 1188, 1440]);
    expect(await items()).toMatchObject([{ role: "administrator", data: { name: "Group at feishu" } }]);
    expect(await robotOf(db, id)).toMatchObject({ failingSince: NOON, lastFault: "robot_refused" });
    group.clear();
    value(await testRobot(ctx(later(1500), adminId), id));
    await minute(later(1500), id);
    expect(group.believed).toHaveLength(1);
    expect(await items()).toEqual([]);
  });

  it("keeps address and secret where no copy of the database gives them away", async () => {
    const id = await robot("dingtalk");
    const kept = JSON.stringify([await appSql`select * from notification_robot`, await appSql`select * from audit`, await robotOf(db, id)]);
    for (const secret of ["token-of-dingtalk", "SECding"]) expect(kept).not.toContain(secret);
    const [row] = await db.select().from(notificationRobot).where(eq(notificationRobot.id, id));
    const other = await robot("dingtalk");
    // What was concealed for one robot opens in no other's place.
    await owner
      .update(notificationRobot)
      .set({ address: row?.address ?? "" })
      .where(eq(notificationRobot.id, other));
    value(await testRobot(ctx(NOON, adminId), other));
    await sendDue(db, { robotId: other });
    expect(group.requests).toBe(0);
    expect(await deliveries(other)).toMatchObject([{ state: "given_up", fault: "robot_unreadable" }]);
  });

  it("is changed without its address being typed again; a stale form is refused; paused it says nothing, removed it is forgotten", async () => {
    const id = await robot("dingtalk");
    const by = ctx(NOON, adminId);
    expect(codes(await editRobot(by, id, 1, values("wecom", { address: null })))).toEqual(["robot_address_missing"]);
    value(await editRobot(by, id, 1, values("dingtalk", { name: "New", address: null, secret: null })));
    expect(codes(await editRobot(by, id, 1, values("dingtalk")))).toEqual(["robot_stale"]);
    expect(codes(await editRobot(by, id, 2, values("dingtalk", { teamId: newId() })))).toEqual(["team_unknown"]);
    value(await testRobot(by, id));
    await sendDue(db, { robotId: id });
    expect([group.believed.length, group.disbelieved]).toEqual([1, []]);
    await waits("practical");
    await sweepNews(db, NOON);
    value(await pauseRobot(by, id));
    expect(codes(await testRobot(by, id))).toEqual(["robot_paused"]);
    await waits("practical");
    await minute(later(1), id);
    value(await resumeRobot(by, id));
    await minute(later(2), id);
    expect(group.requests).toBe(1);
    value(await removeRobot(by, id));
    expect(await robotOf(db, id)).toBe(null);
    expect(await db.select().from(notificationRobot).where(eq(notificationRobot.id, id))).toMatchObject([{ address: "", secret: null }]);
    expect(codes(await resumeRobot(by, id))).toEqual(["robot_gone"]);
  });
});
