import { beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { kpiMonth, kpiScore, stateSpan } from "@db/schema";
import { boardOf } from "~/kpi/boards/board.server";
import { changeOf } from "~/kpi/boards/change.server";
import { ownTrend } from "~/kpi/boards/own-trend.server";
import { loader as board } from "~/kpi/routes/board";
import { loader as boardCsv } from "~/kpi/routes/board-csv";
import { loader as change } from "~/kpi/routes/board-change";
import { loader as trend } from "~/kpi/routes/trend";
import { scoreEverybody } from "~/kpi/scores.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { routeArgs } from "@test/factories/request";
import { good, MARCH, monthDesk } from "./month-desk";

const desk = await monthDesk();
const { db, owner, make, team, manager, agent, reach } = desk;
setDb(db);
const AT = new Date("2026-04-01T01:00:00Z");
clock.setOffset(AT.getTime() - Date.now());
const conversion = (paid: number) => ({ ...good, conversion: { inquiries: 400, paid } });
const ids: string[] = [];
const asked = { team: team.id, month: MARCH };

beforeAll(async () => {
  // 80 % → 95 points, 77.5 → 90, 75 → 85, 70 → 75, 65 → 60, and somebody without a figure.
  for (const paid of [320, 310, 300, 280, 260]) ids.push((await agent({ figures: conversion(paid), name: `Agent ${paid}` })).id);
  ids.push((await agent({ figures: null })).id);
  await owner.update(stateSpan).set({ from: new Date("2026-01-10T01:00:00Z") });
  await scoreEverybody(db, MARCH, AT);
});

describe("a team's board", () => {
  it("says how many stand between the lines of the bonus, and how each metric went with its n", async () => {
    const { chosen, board: found } = await boardOf(db, reach(manager.id), asked, AT);
    expect(chosen).toMatchObject({ teamId: team.id, month: MARCH });
    expect(found).toMatchObject({ state: "open", n: 5, notScored: 1, lines: [80, 90], single: [], rulesDiffer: false });
    expect(found?.tiers.map(({ from, count }) => [from, count])).toEqual([
      [90, 2],
      [80, 1],
      [0, 2],
    ]);
    expect(found?.bars.filter(({ count }) => count > 0).map(({ from, count }) => [from, count])).toEqual([
      [60, 1],
      [75, 1],
      [85, 1],
      [90, 1],
      [95, 1],
    ]);
    const [score, paid] = found?.trends ?? [];
    expect(score?.points.at(-1)).toEqual({ n: 5, middle: { low: 75, median: 85, high: 90 }, single: [] });
    expect([paid?.slug, paid?.unit, paid?.points.at(-1)?.middle]).toEqual(["conversion", "percent", { low: 70, median: 75, high: 77.5 }]);
    // A month without anybody is not drawn before the first.
    expect(found?.months).toEqual([{ month: MARCH, provisional: true }]);
  });

  it("of fewer than five shows single points and no middle half", async () => {
    const small = await make.team();
    for (const id of ids.slice(0, 2)) await owner.update(kpiScore).set({ teamId: small.id }).where(eq(kpiScore.personId, id));
    const { board: found } = await boardOf(db, reach(manager.id, "manager", small.id), { ...asked, team: small.id }, AT);
    for (const id of ids) await owner.update(kpiScore).set({ teamId: team.id }).where(eq(kpiScore.personId, id));
    expect(found?.single.map(Number).sort()).toEqual([90, 95]);
    expect(found?.trends[0]?.points.at(-1)).toEqual({ n: 2, middle: null, single: [90, 95] });
  });

  it("never names anybody", async () => {
    const cookie = await make.signIn(manager.id);
    const page = await board(routeArgs(`/kpi/board?team=${team.id}&month=2026-03`, { cookie }));
    expect(JSON.stringify(page)).not.toMatch(/Agent \d/);
    for (const id of ids) expect(JSON.stringify(page)).not.toContain(id);
  });

  it("is of the teams one leads: another team that is asked for is not shown", async () => {
    const stranger = await make.manager((await make.team()).id);
    const asksFor = `?team=${team.id}&month=2026-03`;
    const cookie = await make.signIn(stranger.id);
    const page = await board(routeArgs(`/kpi/board${asksFor}`, { cookie }));
    expect(page.chosen).toBeNull();
    expect(JSON.stringify(page)).not.toContain(team.id);
    await expect(boardCsv(routeArgs(`/kpi/board/csv${asksFor}`, { cookie }))).rejects.toMatchObject({ status: 404 });
    await expect(change(routeArgs(`/kpi/board/change${asksFor}`, { cookie }))).rejects.toMatchObject({ status: 404 });
    const own = await make.signIn(ids[0] ?? "");
    await expect(board(routeArgs(`/kpi/board${asksFor}`, { cookie: own }))).rejects.toMatchObject({ status: 403 });
  });

  it("goes out as a CSV of what is shown", async () => {
    const answer = await boardCsv(routeArgs(`/kpi/board/csv?team=${team.id}&month=2026-03`, { cookie: await make.signIn(manager.id) }));
    const lines = (await answer.text()).split("\r\n");
    expect(lines).toContain("Scores,2026-03,95,100,1,,,,");
    expect(lines).toContain("Inquiries that paid,2026-03,,,5,70,75,77.5,");
  });
});

describe("a change of rules", () => {
  it("reckons the same figures by the rules of both months, and counts who crosses a line", async () => {
    // Conversion 50 → 30, rating 10 → 30 from March: at 4.5 stars (60 %) and 75 % (80 %) 85 becomes 24 + 20 + 10 + 18 + 5 + 4 = 81.
    const body = (await import("@test/factories/kpi")).shippedRules();
    for (const metric of body.metrics) {
      if (metric.slug === "conversion") metric.points = 30;
      if (metric.slug === "rating") metric.points = 30;
    }
    await make.ruleSet({ fromMonth: MARCH, body, publishedBy: manager.id, publishedAt: new Date("2026-02-20T01:00:00Z") });
    await scoreEverybody(db, MARCH, AT);
    const found = await changeOf(db, { teamId: team.id, month: MARCH });
    expect(found.counts).toMatchObject({ agents: 6, unscored: 1, lose: 3, same: 1, gain: 1, up: 0, down: 2 });
    expect(found.tiers.before.map(({ count }) => count)).toEqual([2, 1, 2]);
    expect(found.changes).toMatchObject([
      {
        stores: [desk.store.name],
        differences: [
          { what: "points", was: 50, now: 30 },
          { what: "points", was: 10, now: 30 },
        ],
      },
    ]);
    expect(found.bars.reduce((sum, { before, after }) => sum + before - after, 0)).toBe(0);
  });
});

describe("one's own trend", () => {
  it("shows the team's middle half once the month is published, and only with five colleagues scored", async () => {
    const [id = ""] = ids;
    const bands = async () => (await ownTrend(db, id))?.trends.find(({ slug }) => slug === "conversion");
    expect(await bands()).toMatchObject({ points: [80], bands: [null] });
    await owner.update(kpiScore).set({ state: "published" });
    // Four colleagues: not enough.
    expect(await bands()).toMatchObject({ points: [80], bands: [null] });
    ids.push((await agent({ figures: conversion(240) })).id);
    await owner.update(stateSpan).set({ from: new Date("2026-01-10T01:00:00Z") });
    await scoreEverybody(db, MARCH, AT);
    await owner.update(kpiScore).set({ state: "published" });
    // 60, 65, 70, 75, 77.5, 80.
    expect(await bands()).toMatchObject({ points: [80], bands: [{ low: 66.25, median: 72.5, high: 76.875 }] });
  });

  it("tells of others nothing but the band", async () => {
    const [id = ""] = ids;
    const page = await trend(routeArgs(`/kpi/trend/${id}`, { params: { personId: id }, cookie: await make.signIn(id) }));
    for (const other of ids.slice(1)) expect(JSON.stringify(page)).not.toContain(other);
    expect(Object.keys(page.trends[0] ?? {}).sort()).toEqual(["bands", "points", "slug", "unit"]);
    const colleague = await make.signIn(ids[1] ?? "");
    await expect(trend(routeArgs(`/kpi/trend/${id}`, { params: { personId: id }, cookie: colleague }))).rejects.toMatchObject({
      status: 404,
    });
    expect(await owner.select().from(kpiMonth)).toEqual([]);
  });
});
