import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { outbox, webhookAttempt, webhookEndpoint } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { clock } from "~/platform/clock.server";
import { deliverRound } from "~/telling/deliver.server";
import { changeSecret, editEndpoint, pauseEndpoint, removeEndpoint, resumeEndpoint, sendTest } from "~/telling/endpoints.server";
import { handOut } from "~/telling/fan-out.server";
import { secretOf } from "~/telling/signing.server";
import { sweepOldDeliveries } from "~/telling/sweeps.server";
import { MONDAY } from "@test/setup/database";
import { codes, DAY, desk, HOUR, later, MINUTE, value } from "./desk";

// The receiver stands on this machine.
vi.hoisted(() => void (process.env.WEBHOOK_ALLOW_CIDR = "127.0.0.1"));

const { db, owner, appSql, ctx, make, admin, told, changed, agentOf, deliveries, round } = await desk();

describe("what is told", () => {
  it("is the change, signed, without a name and without a cause", async () => {
    const { receiver, id } = await told();
    const agent = await agentOf();
    await owner.execute(`update person set external_id = 'W-1' where id = '${agent.id}'`);
    await changed(agent, 1);
    await handOut(db, agent.id, clock.now());
    await deliverRound(db, id);
    const [row] = await deliveries(id);
    expect(receiver.believed).toMatchObject([
      {
        id: `msg_${row?.id}`,
        event: {
          type: "clearance.changed",
          data: { id: agent.id, external_id: "W-1", sequence: 1, from: "supervised", clearance: "none" },
        },
      },
    ]);
    expect(Object.keys(receiver.believed[0]?.event.data ?? {}).sort()).toEqual([
      "clearance",
      "external_id",
      "from",
      "id",
      "sequence",
      "since",
    ]);
    expect(row).toMatchObject({ state: "delivered", attempts: 1 });
    expect(
      await db
        .select()
        .from(webhookAttempt)
        .where(eq(webhookAttempt.deliveryId, row?.id ?? "")),
    ).toMatchObject([{ status: 200, fault: null, answer: "ok" }]);
  });

  it("is handed out once, however many hand it out at the same moment, and only to whom it concerns", async () => {
    const agent = await agentOf();
    const everybody = await told();
    const ownTeam = await told({ teamId: agent.teamId });
    const otherTeam = await told({ teamId: (await make.team()).id });
    const tooLate = await told({ at: later(MINUTE) });
    await changed(agent, 3);
    await Promise.all(Array.from({ length: 5 }, () => handOut(db, agent.id, clock.now())));
    const counts = [];
    for (const { id } of [everybody, ownTeam, otherTeam, tooLate]) counts.push((await deliveries(id)).map((one) => one.sequence));
    expect(counts).toEqual([[1, 2, 3], [1, 2, 3], [], []]);
    expect(
      await db
        .select()
        .from(outbox)
        .where(and(eq(outbox.subjectId, agent.id), isNull(outbox.toldAt))),
    ).toEqual([]);
  });

  it("is in the outbox with its job if the change is, and not when the change is refused", async () => {
    const agent = await agentOf();
    expect((await changeState(ctx(MONDAY, agent.by), agent.id, "reinstate", "not suspended at all")).ok).toBe(false);
    const jobs = () => appSql`select 1 from graphile_worker.jobs where key = ${`outbox ${agent.id}`}`;
    expect(await jobs()).toHaveLength(0);
    await changed(agent, 1);
    expect(await jobs()).toHaveLength(1);
  });
});

describe("an endpoint that is looked after", () => {
  it("has a secret that can be changed: the one before goes on for 24 hours", async () => {
    const { receiver, id } = await told();
    const [before = ""] = receiver.secrets;
    const { secretId } = value(await changeSecret(ctx(MONDAY, admin.id), id));
    const tryAt = async (moment: Date) => {
      value(await sendTest(ctx(moment, admin.id), id));
      await round(id, moment);
      return receiver.believed.length;
    };
    expect(await tryAt(later(DAY - 1000))).toBe(1);
    receiver.secrets.splice(0, 1, secretOf(secretId));
    expect(await tryAt(later(DAY - 900))).toBe(2);
    expect(await tryAt(later(DAY))).toBe(3);
    receiver.secrets.splice(0, 1, before);
    expect(await tryAt(later(DAY + 1000))).toBe(3);
    expect(receiver.disbelieved).toEqual(["not signed by a secret that is known"]);
    expect(JSON.stringify(await appSql`select * from webhook_endpoint`)).not.toContain(before.slice(6));
  });

  it("can be paused by hand and removed; a stale form is refused", async () => {
    const { receiver, id, url } = await told();
    value(await sendTest(ctx(MONDAY, admin.id), id));
    value(await pauseEndpoint(ctx(MONDAY, admin.id), id));
    await round(id, MONDAY);
    expect(receiver.requests).toBe(0);
    const values = { name: "New", url, events: ["clearance.changed" as const], teamId: null };
    expect(codes(await editEndpoint(ctx(MONDAY, admin.id), id, 1, values))).toEqual(["endpoint_stale"]);
    value(await editEndpoint(ctx(MONDAY, admin.id), id, 2, values));
    value(await removeEndpoint(ctx(MONDAY, admin.id), id));
    await round(id, later(HOUR));
    expect(receiver.requests).toBe(0);
    expect(codes(await resumeEndpoint(ctx(MONDAY, admin.id), id))).toEqual(["endpoint_gone"]);
  });

  it("keeps its log for 90 days", async () => {
    const { id } = await told();
    value(await sendTest(ctx(MONDAY, admin.id), id));
    await round(id, MONDAY);
    await sweepOldDeliveries(db, later(90 * DAY));
    expect(await deliveries(id)).toHaveLength(1);
    await sweepOldDeliveries(db, later(90 * DAY + MINUTE));
    expect(await deliveries(id)).toHaveLength(0);
  });

  it("keeps what was sent as it was, whoever writes", async () => {
    const { id } = await told();
    value(await sendTest(ctx(MONDAY, admin.id), id));
    await round(id, MONDAY);
    for (const statement of [
      "update webhook_delivery set body = 'x'",
      "update webhook_attempt set status = 200",
      "delete from webhook_attempt",
    ])
      await expect(appSql.unsafe(statement)).rejects.toThrow(/permission denied/);
  });
});

describe("two rounds at the same moment", () => {
  it("send nothing twice, and what comes while one ends is not forgotten", async () => {
    const { receiver, id } = await told();
    for (let i = 0; i < 5; i++) value(await sendTest(ctx(MONDAY, admin.id), id));
    await Promise.all([1, 2, 3].map(() => deliverRound(db, id)));
    expect(receiver.believed).toHaveLength(5);
    expect(new Set(receiver.believed.map((one) => one.id)).size).toBe(5);
  });

  it("go on after one that was killed in the middle", async () => {
    const { receiver, id } = await told();
    value(await sendTest(ctx(MONDAY, admin.id), id));
    await owner
      .update(webhookEndpoint)
      .set({ busyUntil: new Date(Date.now() + 20_000) })
      .where(eq(webhookEndpoint.id, id));
    await deliverRound(db, id);
    expect(receiver.requests).toBe(0);
    await owner
      .update(webhookEndpoint)
      .set({ busyUntil: new Date(Date.now() - 1) })
      .where(eq(webhookEndpoint.id, id));
    await deliverRound(db, id);
    expect(receiver.believed).toHaveLength(1);
  });
});
