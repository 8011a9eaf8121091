import { and, asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { outbox, webhookAttempt, webhookDelivery, webhookEndpoint, workItem } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { runSweeps } from "~/platform/jobs.server";
import { targetFault } from "~/platform/outgoing.server";
import type { Outcome } from "~/platform/refusal";
import { wire } from "~/processes/wiring";
import { startWorker } from "~/processes/worker";
import { deliverRound } from "~/telling/deliver.server";
import {
  addEndpoint,
  changeSecret,
  editEndpoint,
  endpointOf,
  pauseEndpoint,
  removeEndpoint,
  resumeEndpoint,
  sendAgain,
  sendTest,
} from "~/telling/endpoints.server";
import { endpointValues } from "~/telling/endpoint-rules";
import { handOut } from "~/telling/fan-out.server";
import { secretOf } from "~/telling/signing.server";
import { sweepDueDeliveries, sweepOldDeliveries } from "~/telling/sweeps.server";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { Receiver } from "./receiver";

// The receiver stands on this machine.
vi.hoisted(() => void (process.env.WEBHOOK_ALLOW_CIDR = "127.0.0.1"));

const { db, owner, appSql, appUrl, ctx, make } = await freshDatabase();
setDb(db);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const later = (ms: number) => new Date(MONDAY.getTime() + ms);
/** The product's clock stands still until it is moved; receivers go by the machine's. */
let now = MONDAY;
vi.spyOn(clock, "now").mockImplementation(() => now);
const at = (moment: Date) => void (now = moment);
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((one) => one.code));

const receivers: Receiver[] = [];
let adminId: string;
beforeAll(async () => {
  adminId = (await make.administrator()).id;
});
beforeEach(() => at(MONDAY));
afterAll(() => receivers.forEach((receiver) => receiver.close()));

/** A receiver and the endpoint at which it is told. */
async function told(values: { teamId?: string | null; at?: Date } = {}) {
  const receiver = new Receiver();
  receivers.push(receiver);
  const url = await receiver.open();
  const made = await addEndpoint(ctx(values.at ?? later(-DAY), adminId), {
    name: "Seats",
    url,
    events: ["clearance.changed"],
    teamId: values.teamId ?? null,
  });
  const { id, secretId } = value(made);
  receiver.secrets.push(secretOf(secretId));
  return { receiver, id, url };
}

/** Suspend and reinstate an agent in turn: each is a change of clearance. */
async function changed(agent: { id: string; by: string }, times: number, from = 0): Promise<void> {
  for (let n = from; n < from + times; n++) {
    const change = n % 2 === 0 ? "suspend" : "reinstate";
    value(await changeState(ctx(now, agent.by), agent.id, change, "as the test will have it"));
  }
}

async function agentOf(teamId?: string) {
  const { person, teamId: team } = await make.inProbation(teamId ? { teamId } : {});
  return { id: person.id, by: (await make.manager(team)).id, teamId: team };
}

const deliveries = (endpointId: string) =>
  db.select().from(webhookDelivery).where(eq(webhookDelivery.endpointId, endpointId)).orderBy(asc(webhookDelivery.id));
const openItems = () =>
  db
    .select()
    .from(workItem)
    .where(and(eq(workItem.kind, "webhook_failing"), isNull(workItem.closedAt)));
/** Move the clock, and send what is due by then. */
async function round(endpointId: string, moment: Date): Promise<void> {
  at(moment);
  await deliverRound(db, endpointId);
}

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
    value(await sendAgain(ctx(later(DAY + HOUR), adminId), id, { givenUpSince: MONDAY }));
    await round(id, later(DAY + HOUR));
    expect(receiver.believed.map((one) => one.event.data.sequence)).toEqual([1, 2]);
    expect((await openItems()).filter((one) => one.subjectId === id)).toEqual([]);
    expect(codes(await sendAgain(ctx(later(DAY + HOUR), adminId), id, { givenUpSince: MONDAY }))).toEqual(["nothing_to_send"]);
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
    expect(codes(await sendTest(ctx(later(5 * DAY), adminId), id))).toEqual(["endpoint_paused"]);

    receiver.mood = "well";
    const waiting = (await deliveries(id)).filter((one) => one.state === "waiting").map((one) => one.sequence);
    expect(waiting.length).toBeGreaterThan(0);
    value(await resumeEndpoint(ctx(later(5 * DAY), adminId), id));
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
    const { deliveryId } = value(await sendTest(ctx(MONDAY, adminId), id));
    await round(id, MONDAY);
    trap.close();
    expect(inside).toEqual(["/"]);
    expect(await db.select().from(webhookAttempt).where(eq(webhookAttempt.deliveryId, deliveryId))).toMatchObject([
      { status: 302, answer: "over there" },
    ]);
    expect((await deliveries(id))[0]).toMatchObject({ state: "waiting", attempts: 1 });
  });
});

describe("an endpoint that is looked after", () => {
  it("has a secret that can be changed: the one before goes on for 24 hours", async () => {
    const { receiver, id } = await told();
    const [before = ""] = receiver.secrets;
    const { secretId } = value(await changeSecret(ctx(MONDAY, adminId), id));
    const tryAt = async (moment: Date) => {
      value(await sendTest(ctx(moment, adminId), id));
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
    value(await sendTest(ctx(MONDAY, adminId), id));
    value(await pauseEndpoint(ctx(MONDAY, adminId), id));
    await round(id, MONDAY);
    expect(receiver.requests).toBe(0);
    const values = { name: "New", url, events: ["clearance.changed" as const], teamId: null };
    expect(codes(await editEndpoint(ctx(MONDAY, adminId), id, 1, values))).toEqual(["endpoint_stale"]);
    value(await editEndpoint(ctx(MONDAY, adminId), id, 2, values));
    value(await removeEndpoint(ctx(MONDAY, adminId), id));
    await round(id, later(HOUR));
    expect(receiver.requests).toBe(0);
    expect(codes(await resumeEndpoint(ctx(MONDAY, adminId), id))).toEqual(["endpoint_gone"]);
  });

  it("keeps its log for 90 days", async () => {
    const { id } = await told();
    value(await sendTest(ctx(MONDAY, adminId), id));
    await round(id, MONDAY);
    await sweepOldDeliveries(db, later(90 * DAY));
    expect(await deliveries(id)).toHaveLength(1);
    await sweepOldDeliveries(db, later(90 * DAY + MINUTE));
    expect(await deliveries(id)).toHaveLength(0);
  });

  it("keeps what was sent as it was, whoever writes", async () => {
    const { id } = await told();
    value(await sendTest(ctx(MONDAY, adminId), id));
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
    for (let i = 0; i < 5; i++) value(await sendTest(ctx(MONDAY, adminId), id));
    await Promise.all([1, 2, 3].map(() => deliverRound(db, id)));
    expect(receiver.believed).toHaveLength(5);
    expect(new Set(receiver.believed.map((one) => one.id)).size).toBe(5);
  });

  it("go on after one that was killed in the middle", async () => {
    const { receiver, id } = await told();
    value(await sendTest(ctx(MONDAY, adminId), id));
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

describe("the whole way, with the real worker", () => {
  it("tells of 200 changes of 20 agents, each at least once and in order per agent, by a receiver that is down in between", async () => {
    await owner.update(webhookEndpoint).set({ removedAt: MONDAY });
    const agents: Awaited<ReturnType<typeof agentOf>>[] = [];
    const { teamId } = await agentOf();
    const { receiver } = await told({ teamId });
    for (let i = 0; i < 20; i++) agents.push(await agentOf(teamId));
    const all = (times: number, from: number) => Promise.all(agents.map((agent) => changed(agent, times, from)));
    const news = () => new Set(receiver.believed.map((one) => one.id)).size;
    wire();
    const worker = await startWorker(appUrl);
    /** Jobs that send, and rounds that are not over. */
    const atWork = async () =>
      (
        await appSql`select key from graphile_worker.jobs where key like 'deliver %' union all select name from webhook_endpoint where busy_until is not null`
      ).length;
    /** Let the product's clock go on, and what compares dates with it run. */
    const after = async (ms: number) => {
      at(new Date(clock.now().getTime() + ms));
      await runSweeps(db, clock.now());
    };
    try {
      await all(3, 0);
      await expect.poll(news, { timeout: 30_000 }).toBe(60);

      receiver.mood = "rude";
      await all(2, 3);
      await expect.poll(news, { timeout: 30_000 }).toBeGreaterThan(60);
      for (const mood of ["away", "broken", "hanging"] as const) {
        receiver.mood = mood;
        const before = (await db.select().from(webhookAttempt)).length;
        await after(30 * MINUTE);
        await expect.poll(async () => (await db.select().from(webhookAttempt)).length, { timeout: 30_000 }).toBeGreaterThan(before);
        await all(1, mood === "away" ? 5 : mood === "broken" ? 6 : 7);
      }
      expect(news()).toBeLessThan(100);

      receiver.mood = "well";
      await all(2, 8);
      for (let step = 0; step < 20 && news() < 200; step++) {
        await after(HOUR);
        await expect.poll(atWork, { timeout: 60_000 }).toBe(0);
      }
      expect(news()).toBe(200);
    } finally {
      await worker.stop();
    }
    for (const agent of agents) {
      const sequences = receiver.believed.filter(({ event }) => event.data.id === agent.id).map(({ event }) => event.data.sequence);
      // At least once, in order: what comes again comes before the next.
      expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
      expect([...new Set(sequences)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
    expect(receiver.disbelieved).toEqual([]);
    expect(receiver.believed.length).toBeGreaterThan(200);
  }, 180_000);
});
