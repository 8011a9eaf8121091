import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { figure, leave, workItem } from "@db/schema";
import * as workloadRoute from "~/kpi/routes/workload";
import { seeSignal, sweepWorkload } from "~/kpi/workload/signals.server";
import { teamLoad } from "~/kpi/workload/load.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { monthDesk } from "./month-desk";

const desk = await monthDesk();
const { db, owner, make, team, store, manager, enterer, as } = desk;
setDb(db);
/** A Monday: the weeks of 2 and 9 March are over. */
const NOW = new Date("2026-03-16T03:00:00Z");
const [TODAY, FIRST, SECOND] = ["2026-03-16", "2026-03-02", "2026-03-09"] as const;
clock.setOffset(NOW.getTime() - Date.now());

const told = (personId: string, from: string, to: string, inquiries: number) =>
  owner.insert(figure).values({
    ...{ personId, storeId: store.id, part: "conversion" as const, source: "reported" as const, from, to },
    ...{ measures: { inquiries, paid: 0 }, enteredBy: enterer.id, at: NOW },
  });
const fromChats = (personId: string, day: string, masks: Record<string, number>) =>
  owner.insert(figure).values({
    ...{ personId, storeId: store.id, part: "conversion" as const, source: "chats" as const, from: day, to: day, enteredBy: null, at: NOW },
    measures: { masks: Object.fromEntries(Object.entries(masks).map(([mask, inquiries]) => [mask, { inquiries, paid: 0 }])) },
  });
const items = async () =>
  (
    await db
      .select()
      .from(workItem)
      .where(and(eq(workItem.kind, "workload")))
      .orderBy(asc(workItem.openedAt))
  ).map(({ outcome }) => outcome);

let agents: string[] = [];
beforeAll(async () => {
  agents = [(await desk.agent({ figures: null })).id, (await desk.agent({ figures: null })).id];
});

describe("the weeks of a team", () => {
  it("are empty without figures", async () => {
    expect((await teamLoad(db, team, TODAY, 5))?.stores).toEqual([]);
    await sweepWorkload(db, NOW);
    expect(await items()).toEqual([]);
  });

  it("divide inquiries by who was on duty: on leave is not, and what chats yield counts where nothing is reported", async () => {
    const [one, two] = agents as [string, string];
    // Five days of the week of 2 March by one agent, 2 600 together; of the other the chats of Monday, one of them empty.
    await told(one, FIRST, "2026-03-08", 2600);
    await fromChats(two, FIRST, { "0": 50, "1": 7 });
    await fromChats(one, FIRST, { "0": 999 });
    await owner.insert(leave).values({ personId: two, from: "2026-03-03", to: "2026-03-03", reason: "ill", createdAt: NOW });
    const load = await teamLoad(db, team, TODAY, 5);
    const week = load?.stores.find(({ storeId }) => storeId === store.id)?.weeks.find((w) => w.week === FIRST);
    expect(load?.bounds).toEqual({ low: 80, high: 120 });
    expect(week).toMatchObject({ inquiries: "2650", agentDays: "9.0", days: 5, signal: "hire", perAgent: "294.4" });
    expect(week?.each.slice(0, 2)).toMatchObject([
      { day: "2026-03-02", inquiries: "570", agentDays: "2.0" },
      { day: "2026-03-03", inquiries: "520", agentDays: "1.0" },
    ]);
  });

  it("that agree tell the manager once a week, until somebody has seen it", async () => {
    await sweepWorkload(db, NOW);
    expect(await items()).toEqual([]);
    await told(agents[0] ?? "", SECOND, "2026-03-15", 3000);
    await sweepWorkload(db, NOW);
    await sweepWorkload(db, NOW);
    expect(await items()).toEqual([null]);
    expect(await seeSignal(as(enterer.id, NOW), desk.reach(enterer.id, "supervisor"), team.id)).toMatchObject({ ok: false });
    expect((await seeSignal(as(manager.id, NOW), desk.reach(manager.id), team.id)).ok).toBe(true);
    expect(await seeSignal(as(manager.id, NOW), desk.reach(manager.id), team.id)).toMatchObject({ refusals: [{ code: "workload_gone" }] });
    await sweepWorkload(db, new Date(NOW.getTime() + 86_400_000));
    expect(await items()).toEqual(["seen"]);
  });

  it("are shown to who leads the team, and the signal to who manages it", async () => {
    const load = async (personId: string) => workloadRoute.loader(routeArgs("/kpi/workload", { cookie: await make.signIn(personId) }));
    expect(await load(manager.id)).toMatchObject({ teamId: team.id, signal: "hire", stores: [{ storeId: null }, { storeId: store.id }] });
    expect(await load(enterer.id)).toMatchObject({ teamId: team.id, signal: null });
    await expect(load(agents[0] ?? "")).rejects.toMatchObject({ status: 403 });
  });
});
