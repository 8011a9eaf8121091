import { and, asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { checkDraw, meeting, roleGrant, supervisorScore, supervisorStatement, workItem } from "@db/schema";
import { openDispute, withdrawDispute } from "~/kpi/disputes/actions.server";
import { closeMonth, publishMonth, reopenMonth } from "~/kpi/months/actions.server";
import * as supervisorRoute from "~/kpi/routes/supervisor";
import { renewSupervisors, sweepSupervisors } from "~/kpi/supervisor/settle.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { AFTER, CLOSABLE, DURING, MARCH, monthDesk } from "./month-desk";

const desk = await monthDesk();
const { db, owner, make, team, manager, enterer, as, of } = desk;
setDb(db);
clock.setOffset(CLOSABLE.getTime() - Date.now());
const reach = desk.reach(manager.id);

const scoreOf = async (personId = enterer.id) =>
  (
    await db
      .select()
      .from(supervisorScore)
      .where(and(eq(supervisorScore.personId, personId), eq(supervisorScore.month, MARCH)))
  )[0];
const told = async (personId = enterer.id) =>
  (
    await db.select().from(supervisorStatement).where(eq(supervisorStatement.personId, personId)).orderBy(asc(supervisorStatement.version))
  ).map(({ kind, score, bonusFen }) => [kind, Number(score), bonusFen]);

let agentId = "";
beforeAll(async () => {
  // Two agents of 85 each, as 2-domain's example: a team average of 85.00.
  agentId = (await desk.agent()).id;
  await desk.agent();
  const since = new Date("2026-01-01T01:00:00Z");
  await owner.update(roleGrant).set({ from: since }).where(eq(roleGrant.personId, enterer.id));
  const draw = (day: string, quota: number, counted: number) =>
    owner.insert(checkDraw).values({
      ...{ id: newId(), supervisorId: enterer.id, day, chatsFrom: day, chatsTo: day, teamIds: [team.id], seed: "s", pool: [] },
      ...{ asked: quota, quota, counted, drawnAt: DURING },
    });
  await draw("2026-03-03", 10, 10);
  await draw("2026-03-04", 10, 8);
  for (const week of ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"])
    await owner.insert(meeting).values({
      ...{ id: newId(), teamId: team.id, week, plannedAt: new Date(`${week}T02:00:00Z`), openedAt: DURING },
      ...{ closedAt: DURING, closedBy: manager.id, news: {} as never },
    });
  const items = (count: number, closed: string) =>
    owner.insert(workItem).values(
      Array.from({ length: count }, () => ({
        ...{ kind: "practical", teamId: team.id, role: "supervisor" as const, subjectId: newId(), data: {}, outcome: "accepted" },
        ...{ openedAt: new Date("2026-03-02T02:00:00Z"), closedAt: new Date(`${closed}T02:00:00Z`), closedBy: manager.id },
      })),
    );
  await items(45, "2026-03-04");
  await items(5, "2026-03-06");
});

describe("a supervisor's month", () => {
  it("is provisional while it runs, and the same however often it is reckoned", async () => {
    await renewSupervisors(db, AFTER, of);
    await renewSupervisors(db, AFTER, of);
    await sweepSupervisors(db, AFTER);
    expect(await scoreOf()).toMatchObject({ state: "provisional", score: "88.000000000000", bonusFen: 176_000, version: 0 });
    expect((await scoreOf())?.trace).toMatchObject({
      average: "85",
      duties: [
        { duty: "checks", done: 18, due: 20, points: "18" },
        { duty: "meetings", done: 4, due: 4, points: "10" },
        { duty: "items", done: 45, due: 50, points: "9" },
      ],
    });
  });

  it("is published with the team's month, and closed with the last dispute of an agent", async () => {
    expect(await publishMonth(as(manager.id, AFTER), reach, of)).toMatchObject({ ok: true });
    expect(await told()).toEqual([["published", 88, 176_000]]);
    const claim = { key: "days", claim: "I worked on all of the days of this month", picture: null };
    const disputed = await openDispute(as(agentId, AFTER), { personId: agentId, month: MARCH }, claim);
    expect(disputed.ok).toBe(true);
    expect(await closeMonth(as(manager.id, CLOSABLE), reach, of)).toMatchObject({ value: { closed: 1, waiting: 1 } });
    expect(await scoreOf()).toMatchObject({ state: "published" });
    const id = disputed.ok ? disputed.value.disputeId : "";
    expect((await withdrawDispute(as(agentId, CLOSABLE), id)).ok).toBe(true);
    expect(await scoreOf()).toMatchObject({ state: "closed", version: 2 });
    expect(await told()).toEqual([
      ["published", 88, 176_000],
      ["closed", 88, 176_000],
    ]);
    expect(await desk.told(enterer.id)).toEqual(["months.supervisor_published", "months.supervisor_closed"]);
  });

  it("stands still while it is closed, in the database too", async () => {
    await owner.update(checkDraw).set({ counted: 0 });
    await renewSupervisors(db, CLOSABLE, of);
    expect(await scoreOf()).toMatchObject({ score: "88.000000000000" });
    await expect(owner.update(supervisorScore).set({ score: "90" })).rejects.toThrow();
    await expect(db.update(supervisorStatement).set({ score: "90" })).rejects.toThrow();
  });

  it("is reckoned again when the month is opened again", async () => {
    expect((await reopenMonth(as(manager.id, CLOSABLE), reach, of, "A figure was wrong")).ok).toBe(true);
    expect((await told()).at(-1)).toEqual(["reopened", 70, 70_000]);
    expect(await scoreOf()).toMatchObject({ state: "published" });
  });

  it("is seen by themself and by who manages the team", async () => {
    const load = async (personId: string) =>
      supervisorRoute.loader(
        routeArgs("/kpi/supervisors/x?month=2026-03", { cookie: await make.signIn(personId), params: { personId: enterer.id } }),
      );
    expect((await load(enterer.id)).months).toMatchObject([{ teamId: team.id, versions: [{ kind: "reopened" }, {}, {}] }]);
    expect((await load(manager.id)).months).toHaveLength(1);
    await expect(load((await make.supervisor(team.id)).id)).rejects.toMatchObject({ status: 404 });
  });
});
