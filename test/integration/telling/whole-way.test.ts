import { describe, expect, it, vi } from "vitest";
import { webhookAttempt, webhookEndpoint } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { runSweeps } from "~/platform/jobs.server";
import { wire } from "~/processes/wiring";
import { startWorker } from "~/processes/worker";
import { MONDAY } from "@test/setup/database";
import { desk, HOUR, MINUTE } from "./desk";

// The receiver stands on this machine.
vi.hoisted(() => void (process.env.WEBHOOK_ALLOW_CIDR = "127.0.0.1"));

const { db, owner, appSql, appUrl, at, told, changed, agentOf } = await desk();

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
