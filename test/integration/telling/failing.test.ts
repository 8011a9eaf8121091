import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { webhookAttempt, webhookDelivery, webhookEndpoint } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { targetFault } from "~/platform/outgoing.server";
import { deliverRound } from "~/telling/deliver.server";
import { endpointOf, resumeEndpoint, sendAgain, sendTest } from "~/telling/endpoints.server";
import { endpointValues } from "~/telling/endpoint-rules";
import { handOut } from "~/telling/fan-out.server";
import { sweepDueDeliveries } from "~/telling/sweeps.server";
import { MONDAY } from "@test/setup/database";
import { codes, DAY, desk, HOUR, later, MINUTE, value } from "./desk";

// The receiver stands on this machine.
vi.hoisted(() => void (process.env.WEBHOOK_ALLOW_CIDR = "127.0.0.1"));

const { db, owner, appSql, ctx, at, admin, told, changed, agentOf, deliveries, openItems, round } = await desk();

describe("an endpoint that fails", () => {
  it("is tried for a day with growing waits, in order, then it is given up and an administrator hears of it once", async () => {
    const { receiver, id } = await told();
    const agent = await agentOf();
    receiver.mood = "broken";
    await changed(agent, 2);
    await handOut(db, agent.id, clock.now());
    const tried = [];
    for (let minute = 0; minute <= 24 * 60; minute++) {
      const before = receiver.requests;
      const [first] = await deliveries(id);
      if (first && first.nextAt > later(minute * MINUTE)) continue;
      await round(id, later(minute * MINUTE));
      if (receiver.requests > before) tried.push(minute);
      if ((await deliveries(id))[0]?.state === "given_up") break;
    }
    expect(tried).toEqual([0, 1, 3, 8, 18, 48, 108, 228, 468, 828, 1188, 1440]);
    expect(await deliveries(id)).toMatchObject([
      { state: "given_up", attempts: 12 },
      { state: "given_up", attempts: 1 },
    ]);
    expect((await openItems()).filter((one) => one.subjectId === id)).toMatchObject([{ role: "administrator", data: { name: "Seats" } }]);

    receiver.mood = "well";
    value(await sendAgain(ctx(later(DAY + HOUR), admin.id), id, { givenUpSince: MONDAY }));
    await round(id, later(DAY + HOUR));
    expect(receiver.believed.map((one) => one.event.data.sequence)).toEqual([1, 2]);
    expect((await openItems()).filter((one) => one.subjectId === id)).toEqual([]);
    expect(codes(await sendAgain(ctx(later(DAY + HOUR), admin.id), id, { givenUpSince: MONDAY }))).toEqual(["nothing_to_send"]);
  });

  it("holds up nobody but itself: another agent's events get through where only one agent's are refused", async () => {
    const { receiver, id } = await told();
    const [one, other] = [await agentOf(), await agentOf()];
    receiver.mood = "broken";
    await changed(one, 2);
    await handOut(db, one.id, clock.now());
    await round(id, MONDAY);
    receiver.mood = "well";
    await changed(other, 2);
    await handOut(db, other.id, clock.now());
    await owner
      .update(webhookDelivery)
      .set({ nextAt: later(HOUR) })
      .where(eq(webhookDelivery.subjectId, one.id));
    await owner.update(webhookEndpoint).set({ failingSince: null }).where(eq(webhookEndpoint.id, id));
    await round(id, MONDAY);
    expect(receiver.believed.map(({ event }) => [event.data.id, event.data.sequence])).toEqual([
      [other.id, 1],
      [other.id, 2],
    ]);
  });

  it("gets what waits as soon as something gets through again", async () => {
    const { receiver, id } = await told();
    const agent = await agentOf();
    receiver.mood = "away";
    await changed(agent, 1);
    await handOut(db, agent.id, clock.now());
    for (const minute of [0, 1, 3, 8, 18]) await round(id, later(minute * MINUTE));
    receiver.mood = "well";
    const other = await agentOf();
    at(later(19 * MINUTE));
    await changed(other, 1);
    await handOut(db, other.id, later(19 * MINUTE));
    await round(id, later(19 * MINUTE));
    expect(receiver.believed.map(({ event }) => event.data.id)).toEqual([other.id, agent.id]);
    expect(await endpointOf(db, id)).toMatchObject({ failingSince: null, state: "active" });
  });

  it("is paused after three days of nothing but failures, keeps what happens, and goes on where it stopped", async () => {
    const { receiver, id } = await told();
    const agent = await agentOf();
    receiver.mood = "broken";
    for (let day = 0; day <= 3; day++) {
      at(later(day * DAY));
      await changed(agent, 1, day);
      await handOut(db, agent.id, clock.now());
      for (const hour of [0, 24]) await round(id, later(day * DAY + hour * HOUR));
      if ((await endpointOf(db, id))?.state === "paused") break;
    }
    expect(await endpointOf(db, id)).toMatchObject({ state: "paused", pausedFor: "failures", failingSince: MONDAY });
    const said = await appSql<
      { action: string; actor_id: string | null }[]
    >`select action, actor_id from audit where subject_id = ${id} order by id desc limit 1`;
    expect(said).toMatchObject([{ action: "telling.endpoint_paused_by_itself", actor_id: null }]);
    const before = receiver.requests;
    at(later(5 * DAY));
    await changed(agent, 1, (await deliveries(id)).length);
    await handOut(db, agent.id, clock.now());
    await sweepDueDeliveries(db, clock.now());
    await deliverRound(db, id);
    expect(receiver.requests).toBe(before);
    expect(codes(await sendTest(ctx(later(5 * DAY), admin.id), id))).toEqual(["endpoint_paused"]);

    receiver.mood = "well";
    const waiting = (await deliveries(id)).filter((one) => one.state === "waiting").map((one) => one.sequence);
    expect(waiting.length).toBeGreaterThan(0);
    value(await resumeEndpoint(ctx(later(5 * DAY), admin.id), id));
    await round(id, later(5 * DAY));
    expect(receiver.believed.map((one) => one.event.data.sequence)).toEqual(waiting);
  });

  it.each([
    ["redirects to a private address", "http://127.0.0.1:1/", "address_forbidden"],
    ["is in the house", "https://10.0.0.1/hook", "address_forbidden"],
    ["is the cloud's own data", "https://169.254.169.254/", "address_forbidden"],
    ["is in clear text on the open net", "http://8.8.8.8/", "needs_https"],
  ])("that %s is refused when it is entered", (what, url, fault) => {
    const allow = what.startsWith("redirects") ? [] : undefined;
    const outcome = endpointValues({ name: "x", url, events: ["clearance.changed"], teamId: "" }, (one) => targetFault(one, allow));
    expect(codes(outcome)).toEqual([`url_${fault}`]);
  });

  it("by redirecting is not followed; the log says so", async () => {
    const { id } = await told();
    const { createServer } = await import("node:http");
    const inside: string[] = [];
    const trap = createServer((req, res) => {
      inside.push(req.url ?? "");
      res.writeHead(302, { Location: "http://169.254.169.254/latest/meta-data" }).end("over there");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => trap.once("listening", resolve));
    const address = trap.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    await owner
      .update(webhookEndpoint)
      .set({ url: `http://127.0.0.1:${port}/` })
      .where(eq(webhookEndpoint.id, id));
    const { deliveryId } = value(await sendTest(ctx(MONDAY, admin.id), id));
    await round(id, MONDAY);
    trap.close();
    expect(inside).toEqual(["/"]);
    expect(await db.select().from(webhookAttempt).where(eq(webhookAttempt.deliveryId, deliveryId))).toMatchObject([
      { status: 302, answer: "over there" },
    ]);
    expect((await deliveries(id))[0]).toMatchObject({ state: "waiting", attempts: 1 });
  });
});
