import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { activityState, bankCard, holiday, leave } from "@db/schema";
import { ensurePolicies } from "~/activation/policy.server";
import { enterBank } from "~/drill/bank.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { teamBoard, type TeamFilter } from "~/team/queries.server";
import { loader } from "~/team/routes/team";
import { openItem } from "~/work/actions.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make, appUrl } = await freshDatabase();
const plan = await make.plan();
await ensurePolicies(db, MONDAY);
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);

const WEDNESDAY = new Date("2026-03-04T01:00:00.000Z");
const everybody: TeamFilter = { show: "all", teamId: null, search: "", sort: "trouble", page: 1 };
const board = (teamIds: "all" | string[], filter: Partial<TeamFilter> = {}, now = WEDNESDAY) =>
  teamBoard(db, teamIds, { ...everybody, ...filter }, now);
const names = (found: Awaited<ReturnType<typeof board>>) => found.rows.map((r) => r.name);

type Statuses = Parameters<typeof make.enrolment>[0]["statuses"];
async function trainee(teamId: string, name: string, statuses: Statuses = {}, values: Parameters<typeof make.trainee>[1] = {}) {
  const person = await make.trainee(teamId, { name, ...values });
  await make.enrolment({ personId: person.id, teamId, planVersionId: plan.id, statuses });
  return person;
}
const dayDone = (day: 1 | 2): Statuses => ({ [`lesson-${day}`]: "done", [`practical-${day}`]: "done", [`quiz-${day}`]: "done" });

describe("teamBoard", () => {
  it("shows each on their line, trouble first, with the next gate and what holds it", async () => {
    const team = await make.team();
    await trainee(team.id, "On time", { ...dayDone(1), ...dayDone(2) });
    await trainee(team.id, "Waits", { ...dayDone(1), ...dayDone(2), "practical-2": "submitted" });
    await trainee(team.id, "Late", dayDone(1));
    await make.trainee(team.id, { name: "In probation", state: "probation", probationEnd: "2026-04-01" });
    await make.person({ name: "Invited", state: "invited", roles: ["agent"], teamId: team.id });
    await make.trainee(team.id, { name: "Active", state: "active", clearance: "full" });
    await make.trainee(team.id, { name: "Gone", state: "left" });
    const found = await board([team.id]);
    expect(names(found)).toEqual(["Late", "Waits", "On time", "In probation", "Invited"]);
    expect(found.counts).toEqual({ all: 5, late: 1, waiting: 1, training: 3, probation: 1, invited: 1, active: 1 });
    expect(found.rows[0]).toMatchObject({
      lateDays: 1,
      day: 3,
      line: ["done", "late", "today", "ahead"],
      gate: { gate: "desk", met: 0, of: 6 },
    });
    expect(found.rows[0]?.gate?.nearest?.blocker).toMatchObject({ code: "not_done", title: both("lesson-2") });
    expect(found.rows[1]).toMatchObject({ line: ["done", "waiting", "today", "ahead"], lateDays: 0, waitingFor: 1, waitingDays: 2 });
    expect(found.rows[3]).toMatchObject({ gate: { gate: "activation", of: 4 }, line: [] });
    expect(found.rows[4]).toMatchObject({ gate: null, accepted: false });
    expect(found.plans[plan.id]?.days.map((d) => [d.day, d.phase])).toEqual([
      [1, "warehouse"],
      [2, "warehouse"],
      [3, "rules"],
      [4, "rules"],
    ]);
    expect(found.active).toEqual([]);
    expect((await board([team.id], { show: "active" })).active).toMatchObject([{ name: "Active", clearance: "full" }]);
  });

  it("knows of each how much of the bank is fluent", async () => {
    const team = await make.team();
    const { id } = await trainee(team.id, "Drills", dayDone(1));
    await enterBank(db, id, ["lesson-1"], MONDAY);
    const [card] = await db.select().from(bankCard).where(eq(bankCard.personId, id));
    const until = new Date(WEDNESDAY.getTime() + 3_600_000);
    await db
      .update(bankCard)
      .set({ fluentUntil: until })
      .where(eq(bankCard.itemId, card?.itemId ?? ""));
    expect((await board([team.id])).rows[0]?.gate?.bank).toEqual({ required: 3, fluent: 1 });
    expect((await board([team.id], {}, until)).rows[0]?.gate?.bank).toEqual({ required: 3, fluent: 0 });
  });

  it("counts on the team's calendar: holidays of the shop and of the team, not of others, and leave", async () => {
    const [team, other] = [await make.team(), await make.team()];
    const person = await trainee(team.id, "Away");
    const holidays = [
      ["2026-03-02", team.id],
      ["2026-03-03", other.id],
    ] as const;
    const name = { "zh-CN": "假", en: "off" };
    await owner.insert(holiday).values(holidays.map(([day, teamId]) => ({ day, teamId, kind: "off" as const, name })));
    await owner.insert(leave).values([
      { personId: person.id, from: "2026-03-04", to: "2026-03-04", reason: "ill", createdAt: MONDAY },
      { personId: person.id, from: "2026-03-03", to: "2026-03-03", reason: "mistake", createdAt: MONDAY, cancelledAt: MONDAY },
    ]);
    expect((await board([team.id])).rows[0]).toMatchObject({ day: 1, onLeave: true, line: ["late", "ahead", "ahead", "ahead"] });
    await owner.delete(holiday);
  });

  it("shows nobody of other teams, neither in rows, counts, names of teams nor gates, and nobody who has moved on", async () => {
    const [mine, other] = [await make.team(), await make.team()];
    const stranger = await trainee(other.id, "Stranger");
    await db.transaction((tx) =>
      openItem(tx, ctx(), { kind: "desk_gate", subjectId: stranger.id, personId: stranger.id, teamId: other.id }),
    );
    const moved = await make.person({ name: "Moved", state: "training", roles: ["agent"] });
    await make.membership(moved.id, mine.id, "2026-01-05", "2026-03-01");
    await make.membership(moved.id, other.id, "2026-03-01");
    for (const filter of [{}, { teamId: other.id }, { search: "Stranger" }]) {
      expect(await board([mine.id], filter)).toMatchObject({
        rows: [],
        gates: [],
        teams: [{ id: mine.id }],
        counts: { all: 0, active: 0 },
      });
    }
    expect(await board([])).toMatchObject({ rows: [], teams: [] });
    expect(names(await board([other.id])).sort()).toEqual(["Moved", "Stranger"]);
    expect((await board("all", { teamId: other.id })).rows).toHaveLength(2);
  });

  it("lists the gates that wait, the oldest first, and counts them as waiting", async () => {
    const team = await make.team();
    const ready = await trainee(
      team.id,
      "Ready",
      Object.fromEntries((await db.select({ slug: activityState.slug }).from(activityState)).map((a) => [a.slug, "done" as const])),
    );
    await db.transaction((tx) =>
      openItem(tx, ctx(MONDAY), { kind: "desk_gate", subjectId: ready.id, personId: ready.id, teamId: team.id }),
    );
    const found = await board([team.id]);
    expect(found.gates).toEqual([{ personId: ready.id, name: "Ready", teamName: team.name, gate: "desk", since: MONDAY }]);
    expect(found.rows[0]).toMatchObject({ holdup: "gate", waitingDays: 2 });
    expect(found.counts).toMatchObject({ waiting: 1, late: 0 });
  });

  it("searches by name and pinyin, filters, sorts and pages by 50", async () => {
    const team = await make.team();
    for (let i = 0; i < 53; i++) await make.trainee(team.id, { name: `P${String(i).padStart(2, "0")}`, pinyin: i === 7 ? "lilei ll" : "" });
    expect(await board([team.id], { page: 2, sort: "name" })).toMatchObject({
      total: 53,
      page: 2,
      pages: 2,
      rows: [{ name: "P50" }, { name: "P51" }, { name: "P52" }],
    });
    expect((await board([team.id], { page: 99 })).page).toBe(2);
    expect(names(await board([team.id], { search: "LILEI" }))).toEqual(["P07"]);
    expect(names(await board([team.id], { search: "_" }))).toEqual([]);
    expect(await board([team.id], { show: "late" })).toMatchObject({ rows: [], total: 0, pages: 1, counts: { all: 53 } });
  });
});

describe("the loader", () => {
  const asked = async (personId: string, path = "/team") => {
    const cookie = await make.signIn(personId);
    setDb(counted.db, () => void statements++);
    const ask = () => loader(routeArgs(path, { cookie })).catch((e: unknown) => e);
    await ask();
    statements = 0;
    return { answer: await ask(), statements };
  };

  it("costs 4 statements with the session, for one trainee or for sixty", async () => {
    const team = await make.team();
    const lead = await make.supervisor(team.id);
    await trainee(team.id, "First");
    expect((await asked(lead.id)).statements).toBe(4);
    for (let i = 0; i < 60; i++) await trainee(team.id, `T${i}`);
    const { answer, statements: sixty } = await asked(lead.id);
    expect(sixty).toBe(4);
    expect(answer).toMatchObject({ total: 61, pages: 2 });
  });

  it("gives each the teams that they lead: own, several, or all; and no page to a trainee", async () => {
    const [a, b] = [await make.team(), await make.team()];
    await trainee(a.id, "Of a");
    await trainee(b.id, "Of b");
    const both2 = await make.supervisor(a.id);
    await make.grant(both2.id, "manager", b.id);
    const rows = async (personId: string) => ((await asked(personId)).answer as { rows: { name: string }[] }).rows.map((r) => r.name);
    expect((await rows(both2.id)).sort()).toEqual(["Of a", "Of b"]);
    expect(await rows((await make.supervisor(a.id)).id)).toEqual(["Of a"]);
    expect(((await asked((await make.manager()).id)).answer as { teams: unknown[] }).teams.length).toBeGreaterThan(2);
    expect((await asked((await make.trainee(a.id)).id)).answer).toMatchObject({ status: 403 });
  });

  it.each(["?show=x&sort=y&team=1&page=-3", `?team=${newId()}`, "?q=%27%3B--"])("takes %s without harm", async (query) => {
    const team = await make.team();
    expect((await asked((await make.supervisor(team.id)).id, `/team${query}`)).answer).toMatchObject({
      filter: { show: "all", sort: "trouble", page: 1 },
    });
  });
});
