import { beforeAll, describe, expect, it } from "vitest";
import { eq, sql } from "drizzle-orm";
import { audit, kpiMonth, kpiScore, person } from "@db/schema";
import { loader } from "~/kpi/routes/ranking";
import { loader as hub } from "~/kpi/routes/hub";
import { isRanked, rankTeam } from "~/people/teams.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { AFTER, good, MARCH, monthDesk } from "./month-desk";

const { db, owner, make, team, manager, agent, ctx } = await monthDesk();
setDb(db);
clock.setOffset(AFTER.getTime() - Date.now());
const ids: Record<string, string> = {};
const asked = async (personId: string, query = "") => loader(routeArgs(`/kpi/ranking${query}`, { cookie: await make.signIn(personId) }));

beforeAll(async () => {
  for (const [name, paid] of [
    ["Ann", 300],
    ["Ben", 320],
    ["Cat", 320],
    ["Dan", 260],
    ["Eve", 280],
  ] as const)
    ids[name] = (await agent({ name, figures: { ...good, conversion: { inquiries: 400, paid } } })).id;
  await owner.update(kpiScore).set({ state: "closed" });
  // Dan disputes and is not closed yet; Eve has left.
  await owner
    .update(kpiScore)
    .set({ state: "published" })
    .where(eq(kpiScore.personId, ids.Dan ?? ""));
  await owner
    .update(person)
    .set({ state: "left" })
    .where(eq(person.id, ids.Eve ?? ""));
});
const close = () =>
  owner.insert(kpiMonth).values({
    teamId: team.id,
    month: MARCH,
    state: "closed",
    publishedAt: AFTER,
    closableOn: "2026-04-06",
    closedAt: AFTER,
    closedBy: manager.id,
  });

describe("a ranking", () => {
  it("is not there until the team switches it on, for nobody", async () => {
    for (const id of [ids.Ann ?? "", manager.id]) await expect(asked(id)).rejects.toMatchObject({ status: 404 });
    expect(await hub(routeArgs("/kpi", { cookie: await make.signIn(ids.Ann ?? "") }))).toMatchObject({ ranking: false });
  });

  it("switched on shows closed months only, with names, equals on one place", async () => {
    expect((await rankTeam(ctx(AFTER, manager.id), team.id, true)).ok).toBe(true);
    expect(await asked(ids.Ann ?? "")).toMatchObject({ chosen: null, rows: [] });
    await close();
    expect((await asked(ids.Ann ?? "")).rows).toEqual([
      { name: "Ben", score: "95", rank: 1, isOwn: false },
      { name: "Cat", score: "95", rank: 1, isOwn: false },
      { name: "Ann", score: "85", rank: 3, isOwn: true },
    ]);
    expect(await hub(routeArgs("/kpi", { cookie: await make.signIn(ids.Ann ?? "") }))).toMatchObject({ ranking: true });
  });

  it("is of one's own team: agents and leaders of others do not see it", async () => {
    const other = await make.team();
    const stranger = await make.person({ roles: ["agent"], teamId: other.id, state: "active" });
    for (const id of [stranger.id, (await make.manager(other.id)).id])
      await expect(asked(id, `?team=${team.id}`)).rejects.toMatchObject({ status: 404 });
  });

  it("switched off is gone again; both are on record, a second click is not", async () => {
    await rankTeam(ctx(AFTER, manager.id), team.id, true);
    await rankTeam(ctx(AFTER, manager.id), team.id, false);
    expect(await isRanked(db, team.id)).toBe(false);
    await expect(asked(ids.Ann ?? "")).rejects.toMatchObject({ status: 404 });
    const rows = await owner
      .select({ action: audit.action })
      .from(audit)
      .where(sql`${audit.subjectId} = ${team.id}`)
      .orderBy(audit.id);
    expect(rows.map(({ action }) => action)).toEqual(["people.ranking_on", "people.ranking_off"]);
  });
});
