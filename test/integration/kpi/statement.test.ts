import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { beforeAll, describe, expect, it } from "vitest";
import { figure } from "@db/schema";
import { figureRows, monthSoFar, statementOf } from "~/kpi/statement.server";
import { renewScores } from "~/kpi/scores.server";
import { loader } from "~/kpi/routes/statement";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());
const MARCH = "2026-03-01";

beforeAll(async () => {
  await make.content("kpi_rules", "monthly-default", parse(readFileSync("content/taobao-cs/kpi.yaml", "utf8")) as Record<string, unknown>);
});

/** An agent with 300 of 400 inquiries paid in March, scored by that alone: 80 % of the points. */
async function scored() {
  const team = await make.team();
  const store = await make.store();
  const agent = await make.person({ roles: ["agent"], teamId: team.id, state: "active", stateSince: new Date("2026-01-10T01:00:00Z") });
  await make.storesOf(agent.id, { [store.id]: 100 });
  const manager = await make.manager(team.id);
  const measures = { inquiries: 400, paid: 300 };
  await owner.insert(figure).values({
    personId: agent.id,
    storeId: store.id,
    part: "conversion",
    source: "reported",
    from: MARCH,
    to: "2026-03-31",
    measures,
    enteredBy: manager.id,
    at: MONDAY,
  });
  await db.transaction(async (tx) => {
    await lockFigures(tx);
    await renewMonths(tx, [{ personId: agent.id, storeId: store.id, month: MARCH }]);
    await renewScores(tx, MARCH, [agent.id], MONDAY);
  });
  return { agent, store, manager, team };
}

describe("a statement", () => {
  it("holds all that its score is made of: 300 × 100 ÷ 400 = 75 → 80 % of the points", async () => {
    const { agent, store } = await scored();
    const statement = await statementOf(db, agent.id, MARCH, null);
    expect(statement?.told).toMatchObject({
      state: "provisional",
      score: "80.000000000000",
      bonusFen: 160_000,
      activeDays: 22,
      workingDays: 22,
    });
    expect(statement?.storeNames).toEqual({ [store.id]: store.name });
    expect(statement?.days).toEqual({ [store.id]: { conversion: 31 } });
    const [own] = statement?.told?.trace.stores ?? [];
    expect(own?.metrics.map(({ slug, value, share, points }) => [slug, value, share, points])).toEqual([
      ["conversion", "75", "80", "80"],
      ["price-per-customer", null, null, null],
      ["first-response", null, null, null],
      ["rating", null, null, null],
      ["push-task", null, null, null],
      ["rating-invitations", null, null, null],
    ]);
    expect(own?.metrics[0]?.inputs).toEqual({ inquiries: 400, paid: 300 });
    expect(statement?.rules[0]).toMatchObject({ source: "content", minInquiries: 30 });
    expect((await figureRows(db, agent.id, MARCH, store.id)).map(({ part, measures }) => [part, measures])).toEqual([
      ["conversion", { inquiries: 400, paid: 300 }],
    ]);
    expect(await monthSoFar(db, agent.id, MARCH)).toMatchObject({ score: "80.000000000000", active: 22, working: 22 });
  });

  it("is empty for a month of which nothing is known, and not there in a version that was never told", async () => {
    const { agent } = await scored();
    expect((await statementOf(db, agent.id, "2026-01-01", null))?.told).toBeNull();
    expect(await statementOf(db, agent.id, MARCH, 3)).toBeNull();
    expect(await monthSoFar(db, agent.id, "2026-01-01")).toBeNull();
  });

  it("is opened by whoever it is of and by who leads the team, and by nobody else", async () => {
    const { agent, manager } = await scored();
    const stranger = await make.person({ roles: ["agent"], teamId: (await make.team()).id, state: "active" });
    const open = async (who: { id: string }) =>
      loader(routeArgs(`/kpi/statements/${agent.id}?month=2026-03`, { params: { personId: agent.id }, cookie: await make.signIn(who.id) }));
    expect((await open(agent)).isOwn).toBe(true);
    expect((await open(manager)).isOwn).toBe(false);
    await expect(open(stranger)).rejects.toMatchObject({ status: 404 });
  });
});
