import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { parse } from "yaml";
import { beforeAll, describe, expect, it } from "vitest";
import { figure, kpiScore, kpiTarget } from "@db/schema";
import { changeState } from "~/activation/state.server";
import { renewScores, scoreEverybody, sweepScores } from "~/kpi/scores.server";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import { freshDatabase } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
const MARCH = "2026-03-01";
const [DURING, AFTER] = [new Date("2026-03-20T01:00:00Z"), new Date("2026-04-01T01:00:00Z")];

beforeAll(async () => {
  await make.content("kpi_rules", "monthly-default", parse(readFileSync("content/taobao-cs/kpi.yaml", "utf8")) as Record<string, unknown>);
});

type Part = (typeof figure.$inferInsert)["part"];

/** Put figures of March in, as one stretch, and sum the months up. */
async function report(personId: string, storeId: string, parts: Partial<Record<Part, Record<string, number>>>) {
  const enteredBy = (await make.person({ roles: ["manager"] })).id;
  for (const [part, measures] of Object.entries(parts) as [Part, Record<string, number>][])
    await owner
      .insert(figure)
      .values({ personId, storeId, part, source: "reported", from: "2026-03-01", to: "2026-03-31", measures, enteredBy, at: DURING });
  await db.transaction(async (tx) => {
    await lockFigures(tx);
    await renewMonths(tx, [{ personId, storeId, month: MARCH }]);
  });
}

/** 75 % of conversion (40 of 50), 15 % more than the price aimed at (20), 20 s (10), 4.5 stars (6), the push task done (5), 80 % invited (4): 85. */
const good = {
  conversion: { inquiries: 400, paid: 300 },
  sales: { salesFen: 5_175_000, units: 330, buyers: 300 },
  reception: { received: 900, effective: 800, firstResponseMs: 20_000 },
  rating: { received: 500, invited: 400, stars5: 60, stars4: 30, stars3: 10, stars2: 0, stars1: 0 },
  push: { pushUnits: 40 },
};

async function activeAgent(shares: (storeIds: string[]) => Record<string, number> = ([a = ""]) => ({ [a]: 100 })) {
  const team = await make.team();
  const stores = [await make.store(), await make.store()];
  const agent = await make.person({ roles: ["agent"], teamId: team.id, state: "active", stateSince: new Date("2026-01-10T01:00:00Z") });
  await make.storesOf(agent.id, shares(stores.map(({ id }) => id)));
  const [store, second] = stores;
  if (!store || !second) throw new Error("no stores");
  await owner.insert(kpiTarget).values({ storeId: store.id, month: MARCH, priceFen: 15_000, pushUnits: 40, changedAt: DURING });
  return { id: agent.id, storeId: store.id, secondId: second.id, team };
}
const scoreOf = async (personId: string) => (await db.select().from(kpiScore).where(eq(kpiScore.personId, personId)))[0];

describe("a month is scored", () => {
  it("by the content's rules and the store's targets: 85 → 1 700 yuan", async () => {
    const agent = await activeAgent();
    await report(agent.id, agent.storeId, good);
    await sweepScores(db, DURING);
    const score = await scoreOf(agent.id);
    expect(score).toMatchObject({ state: "provisional", score: "85.000000000000", bonusFen: 170_000, activeDays: 22, workingDays: 22 });
    expect(score?.trace.stores[0]?.metrics.map(({ slug, points }) => [slug, points])).toEqual([
      ["conversion", "40"],
      ["price-per-customer", "20"],
      ["first-response", "10"],
      ["rating", "6"],
      ["push-task", "5"],
      ["rating-invitations", "4"],
    ]);
  });

  it("anew when its figures change, and only then", async () => {
    const agent = await activeAgent();
    const { push, ...others } = good;
    await report(agent.id, agent.storeId, others);
    await sweepScores(db, DURING);
    expect(await scoreOf(agent.id)).toMatchObject({ score: "80.000000000000", bonusFen: 160_000, computedAt: DURING });
    await sweepScores(db, AFTER);
    expect((await scoreOf(agent.id))?.computedAt).toEqual(DURING);
    await report(agent.id, agent.storeId, { push });
    await sweepScores(db, AFTER);
    expect(await scoreOf(agent.id)).toMatchObject({ score: "85.000000000000", bonusFen: 170_000, computedAt: AFTER });
  });

  it("over two stores by their shares; one with fewer than 30 inquiries leaves its share to the other", async () => {
    const agent = await activeAgent(([a = "", b = ""]) => ({ [a]: 60, [b]: 40 }));
    await report(agent.id, agent.storeId, good);
    await sweepScores(db, DURING);
    const score = await scoreOf(agent.id);
    expect(score?.score).toBe("85.000000000000");
    expect(score?.trace.stores.map(({ share, counted, leftOut }) => [share, counted, leftOut])).toEqual([
      ["60", "100", null],
      ["40", null, "few_inquiries"],
    ]);
  });

  it("for the active part: who leaves on the 11th is paid 7 of 22 days", async () => {
    const agent = await activeAgent();
    await report(agent.id, agent.storeId, good);
    const manager = await make.manager(agent.team.id);
    expect(await changeState(ctx(new Date("2026-03-11T01:00:00Z"), manager.id), agent.id, "leave", "Moves to another city")).toMatchObject({
      ok: true,
    });
    await scoreEverybody(db, MARCH, DURING);
    // 2000 × 85 ÷ 100 × 7 ÷ 22, rounded once.
    expect(await scoreOf(agent.id)).toMatchObject({ score: "85.000000000000", bonusFen: 54_091, activeDays: 7, workingDays: 22 });
  });

  it("not at all without figures, and not for whoever was not active", async () => {
    const agent = await activeAgent();
    const { person: trainee } = await make.inProbation();
    await scoreEverybody(db, MARCH, DURING);
    expect(await scoreOf(agent.id)).toMatchObject({ score: null, bonusFen: null });
    expect(await scoreOf(trainee.id)).toBeUndefined();
  });

  it("by a manager where nothing could be scored", async () => {
    const agent = await activeAgent();
    await scoreEverybody(db, MARCH, DURING);
    const manager = await make.manager(agent.team.id);
    await db
      .update(kpiScore)
      .set({ decidedScore: "80", decidedBy: manager.id, decidedReason: "Trained newcomers all month" })
      .where(eq(kpiScore.personId, agent.id));
    await scoreEverybody(db, MARCH, AFTER);
    expect(await scoreOf(agent.id)).toMatchObject({ score: null, decidedScore: "80.000000000000", bonusFen: 160_000 });
  });

  it("no more once it is closed", async () => {
    const agent = await activeAgent();
    const { push, ...others } = good;
    await report(agent.id, agent.storeId, others);
    expect(await db.transaction((tx) => renewScores(tx, MARCH, [agent.id], DURING))).toEqual([agent.id]);
    await db.update(kpiScore).set({ state: "closed" }).where(eq(kpiScore.personId, agent.id));
    await report(agent.id, agent.storeId, { push });
    await sweepScores(db, AFTER);
    await scoreEverybody(db, MARCH, AFTER);
    expect(await db.transaction((tx) => renewScores(tx, MARCH, [agent.id], AFTER))).toEqual([]);
    expect((await scoreOf(agent.id))?.score).toBe("80.000000000000");
  });
});
