import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { agentLevel, audit, kpiScore, levelChange, levelProposal, levelReview, notice, workItem } from "@db/schema";
import { decideProposal, setLevel, sweepFirstLevels, sweepLevelProposals } from "~/kpi/levels/change.server";
import { endMentorship, nameMentor } from "~/kpi/levels/mentors.server";
import { levelPage } from "~/kpi/levels/page.server";
import { proposalList, proposalPage } from "~/kpi/levels/proposals.server";
import { sweepLevelReviews } from "~/kpi/levels/review.server";
import * as levelsRoute from "~/kpi/routes/levels";
import * as personRoute from "~/kpi/routes/level-of";
import * as proposalRoute from "~/kpi/routes/level-proposal";
import * as proposalsRoute from "~/kpi/routes/level-proposals";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import type { Outcome } from "~/platform/refusal";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const team = await make.team({ name: "Red" });
const boss = (await make.manager(team.id)).id;

beforeAll(async () => {
  const level = (slug: string) => ({ slug, title: both(slug), meaning: both(`means ${slug}`) });
  await make.content("level_rules", "levels", {
    levels: [
      level("ordinary"),
      { ...level("advanced"), entry: { months: 2, score: 80 }, allowance_yuan: 200 },
      { ...level("elite"), entry: { months: 2, score: 90, script_revisions: 1, mentored: 1 } },
    ],
    step_down_months: 2,
  });
});

/** Somebody activated on 10 December 2025 in Shanghai, on the first level. */
async function activated(teamId = team.id) {
  const stateSince = new Date("2025-12-10T02:00:00.000Z");
  const who = await make.person({ roles: ["agent"], teamId, state: "active", stateSince });
  await sweepFirstLevels(db, MONDAY);
  return who.id;
}

/** Opens a month again that is closed for somebody. */
const reopened = (personId: string, month: string) =>
  owner
    .update(kpiScore)
    .set({ state: "published" })
    .where(and(eq(kpiScore.personId, personId), eq(kpiScore.month, month)));

/** Closes months with these scores, from December 2025 on; null: not scored. A higher version: closed anew. */
async function closed(personId: string, scores: Record<string, string | null>, version = 1) {
  for (const [month, score] of Object.entries(scores)) {
    const trace = { stores: [], score, tiers: [], baseYuan: null };
    const row = {
      ...{ teamId: team.id, state: "closed" as const, score, version, trace },
      activeDays: 20,
      workingDays: 20,
      computedAt: MONDAY,
    };
    // A closed score is corrected by opening its month again.
    await reopened(personId, `${month}-01`);
    await owner
      .insert(kpiScore)
      .values({ personId, month: `${month}-01`, ...row })
      .onConflictDoUpdate({ target: [kpiScore.personId, kpiScore.month], set: row });
  }
  await sweepLevelReviews(db, MONDAY);
}

const heldBy = async (personId: string) => (await db.select().from(agentLevel).where(eq(agentLevel.personId, personId)))[0];
const proposals = (personId: string) =>
  db.select().from(levelProposal).where(eq(levelProposal.personId, personId)).orderBy(levelProposal.openedAt, levelProposal.id);
const openOf = async (personId: string) => (await proposals(personId)).find((p) => p.closedAt === null);
const itemsOf = (personId: string) =>
  db.select({ kind: workItem.kind, outcome: workItem.outcome }).from(workItem).where(eq(workItem.personId, personId));
const noticesOf = async (personId: string) =>
  (await db.select({ kind: notice.kind }).from(notice).where(eq(notice.personId, personId)).orderBy(notice.id)).map((n) => n.kind);

describe("the first level", () => {
  it("comes with the activation, once, with the month of it; nobody else gets one", async () => {
    const who = await activated();
    const trainee = await make.trainee(team.id);
    await sweepFirstLevels(db, MONDAY);
    expect(await heldBy(who)).toMatchObject({ level: "ordinary", track: "agent", countsFrom: "2025-12-01" });
    expect(await db.select().from(levelChange).where(eq(levelChange.personId, who))).toMatchObject([
      { cause: "first", by: null, to: "ordinary" },
    ]);
    expect(await heldBy(trainee.id)).toBeUndefined();
    expect(await noticesOf(who)).toEqual(["kpi.level_first"]);
  });
});

describe("closed months", () => {
  it("make one proposal with its work item, however often they are swept", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    await sweepLevelReviews(db, MONDAY);
    expect(await proposals(who)).toMatchObject([
      { kind: "up", from: "ordinary", to: "advanced", month: "2026-01-01", teamId: team.id, outcome: null },
    ]);
    expect(await itemsOf(who)).toEqual([{ kind: "level_proposal", outcome: null }]);
    const reviews = await db.select().from(levelReview).where(eq(levelReview.personId, who)).orderBy(levelReview.month);
    expect(reviews.map((r) => r.finding.verdict)).toEqual(["hold", "up"]);
    expect(await heldBy(who)).toMatchObject({ level: "ordinary" });
  });

  it("that were corrected and closed anew end what they do not bear any more", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    await closed(who, { "2026-01": "79.999999999999" }, 2);
    expect(await proposals(who)).toMatchObject([{ outcome: "lapsed", closedBy: null }]);
    expect(await itemsOf(who)).toEqual([{ kind: "level_proposal", outcome: "lapsed" }]);
    await closed(who, { "2026-01": "95" }, 3);
    expect(new Set((await proposals(who)).map((p) => p.outcome))).toEqual(new Set(["lapsed", null]));
  });

  it("carry a proposal that nobody decided on further", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    await closed(who, { "2026-02": "85" });
    expect(await proposals(who)).toMatchObject([{ month: "2026-02-01", outcome: null }]);
  });

  it("of somebody who is not active say nothing, and their proposal ends", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    await owner.transaction(async (tx) => {
      await tx.execute("alter table person disable trigger person_guard");
      await tx.execute(`update person set state = 'left' where id = '${who}'`);
      await tx.execute("alter table person enable trigger person_guard");
    });
    await sweepLevelProposals(db, MONDAY);
    expect(await proposals(who)).toMatchObject([{ outcome: "lapsed" }]);
    await closed(who, { "2026-02": "99" });
    expect(await openOf(who)).toBeUndefined();
  });
});

describe("the decision", () => {
  it("confirmed changes the level, lets later months count anew, and tells the agent", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    const id = (await openOf(who))?.id ?? "";
    value(await decideProposal(ctx(MONDAY, boss), id, { decision: "confirm", reason: "" }));
    expect(await heldBy(who)).toMatchObject({ level: "advanced", countsFrom: "2026-02-01" });
    expect(await itemsOf(who)).toEqual([{ kind: "level_proposal", outcome: "confirmed" }]);
    expect(await noticesOf(who)).toEqual(["kpi.level_first", "kpi.level_proposal"]);
    expect(codes(await decideProposal(ctx(MONDAY, boss), id, { decision: "confirm", reason: "" }))).toEqual(["proposal_decided"]);
    await closed(who, { "2026-02": "79", "2026-03": "79" });
    expect(await openOf(who)).toMatchObject({ kind: "down", from: "advanced", to: "ordinary" });
    const written = await db
      .select({ action: audit.action })
      .from(audit)
      .where(and(eq(audit.personId, who), eq(audit.action, "kpi.level_proposal")));
    expect(written).toHaveLength(1);
  });

  it("happens once, of two managers at the same moment", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    const id = (await openOf(who))?.id ?? "";
    const other = (await make.manager(team.id)).id;
    const both = await Promise.all([boss, other].map((by) => decideProposal(ctx(MONDAY, by), id, { decision: "confirm", reason: "" })));
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await db.select().from(levelChange).where(eq(levelChange.personId, who))).toHaveLength(2);
  });

  it("declined needs a reason and leaves the level; oneself, and what does not hold, is refused", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    const id = (await openOf(who))?.id ?? "";
    const decide = (by: string, decision: string, reason = "") => decideProposal(ctx(MONDAY, by), id, { decision, reason });
    expect(codes(await decide(boss, "decline"))).toEqual(["reason_missing"]);
    expect(codes(await decide(boss, "perhaps"))).toEqual(["level_decision"]);
    expect(codes(await decide(who, "confirm"))).toEqual(["level_of_oneself"]);
    for (const month of ["2025-12-01", "2026-01-01"]) await reopened(who, month);
    await owner.update(kpiScore).set({ score: "10", state: "closed" }).where(eq(kpiScore.personId, who));
    expect(codes(await decide(boss, "confirm"))).toEqual(["proposal_stale"]);
    value(await decide(boss, "decline", "after the complaint of last week"));
    expect(await heldBy(who)).toMatchObject({ level: "ordinary" });
    expect(await noticesOf(who)).toContain("kpi.level_declined_up");
  });
});

describe("by hand", () => {
  it("any level or the management track, with a reason; an open proposal ends, and nothing more is proposed to a manager", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    const set = (level: string, reason = "leads the night shift", by = boss) => setLevel(ctx(MONDAY, by), who, { level, reason });
    expect(codes(await set("elite", ""))).toEqual(["reason_missing"]);
    expect(codes(await set("ordinary"))).toEqual(["level_same"]);
    expect(codes(await set("platinum"))).toEqual(["level_unknown"]);
    expect(codes(await set("elite", "because", who))).toEqual(["level_of_oneself"]);
    value(await set("elite"));
    expect(await heldBy(who)).toMatchObject({ level: "elite", countsFrom: "2026-03-01" });
    expect(await proposals(who)).toMatchObject([{ outcome: "lapsed" }]);
    value(await set("management"));
    await closed(who, { "2026-03": "10", "2026-04": "10" });
    expect(await openOf(who)).toBeUndefined();
    expect((await levelPage(db, who, "en")).changes.map((c) => c.track)).toEqual(["management", "agent", "agent"]);
  });
});

describe("mentors", () => {
  it("are named by others, for newcomers who have none; an end before the activation counts for nothing", async () => {
    const who = await activated();
    const newcomer = await make.trainee(team.id, { name: "New" });
    const name = (mentor = who, trainee = newcomer.id, by = boss) => nameMentor(ctx(MONDAY, by), mentor, trainee);
    expect(codes(await name(who, newcomer.id, who))).toEqual(["mentor_self"]);
    expect(codes(await name(who, boss))).toEqual(["mentor_trainee"]);
    expect(codes(await name(newcomer.id, (await make.trainee(team.id)).id))).toEqual(["mentor_not_active"]);
    value(await name());
    expect(codes(await name(await activated()))).toEqual(["mentor_taken"]);
    const page = await levelPage(db, who, "en");
    expect(page.trainees).toMatchObject([{ name: "New", activatedAt: null, ended: false }]);
    value(await endMentorship(ctx(MONDAY, boss), who, page.trainees[0]?.id ?? ""));
    expect(codes(await endMentorship(ctx(MONDAY, boss), who, page.trainees[0]?.id ?? ""))).toEqual(["mentor_over"]);
  });
});

describe("the database", () => {
  it("refuses a level without a change, a changed change, and a decision that is taken back", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "80", "2026-01": "80" });
    const id = (await openOf(who))?.id ?? "";
    await expect(owner.update(agentLevel).set({ level: "elite" }).where(eq(agentLevel.personId, who))).rejects.toThrow();
    await expect(db.update(levelChange).set({ to: "elite" }).where(eq(levelChange.personId, who))).rejects.toThrow();
    value(await decideProposal(ctx(MONDAY, boss), id, { decision: "decline", reason: "not yet" }));
    await expect(owner.update(levelProposal).set({ outcome: "confirmed" }).where(eq(levelProposal.id, id))).rejects.toThrow();
  });
});

describe("the pages", () => {
  it("show an agent what is missing, and a manager the proposals of their teams only", async () => {
    const who = await activated();
    await closed(who, { "2025-12": "79.5", "2026-01": "80" });
    const cookie = await make.signIn(who);
    const own = await levelsRoute.loader(routeArgs("/levels", { cookie }));
    expect(own.page.finding?.requirements).toEqual([
      { kind: "months", needed: 2, score: 80, met: 1, isMet: false, broken: { month: "2025-12-01", score: "79.5", gap: false } },
    ]);
    await closed(who, { "2026-02": "81" });
    const id = (await openOf(who))?.id ?? "";
    const manager = await make.signIn(boss);
    const filter = { show: "open" as const, team: null, q: "", page: 1 };
    expect((await proposalList(db, { id: boss, teamIds: [team.id] }, filter, "en")).rows.map((r) => r.id)).toContain(id);
    expect((await proposalList(db, { id: boss, teamIds: [] }, filter, "en")).rows).toEqual([]);
    expect((await proposalsRoute.loader(routeArgs("/levels/proposals", { cookie: manager }))).rows.map((r) => r.id)).toContain(id);
    expect(await proposalPage(db, id, "en")).toMatchObject({ from: "ordinary", to: "advanced", kind: "up" });
    const args = { cookie: manager, params: { proposalId: id } };
    const refused = await proposalRoute.action(routeArgs("/p", { ...args, form: { decision: "decline", reason: "" } }));
    expect(refused).toMatchObject({ init: { status: 422 } });
    await expect(proposalRoute.action(routeArgs("/p", { ...args, form: { decision: "confirm", reason: "" } }))).rejects.toMatchObject({
      status: 302,
    });
    expect(await heldBy(who)).toMatchObject({ level: "advanced" });
    const stranger = await make.signIn((await make.manager((await make.team()).id)).id);
    await expect(proposalRoute.loader(routeArgs("/p", { ...args, cookie: stranger }))).rejects.toMatchObject({ status: 404 });
    await expect(personRoute.loader(routeArgs("/l", { cookie: stranger, params: { personId: who } }))).rejects.toMatchObject({
      status: 404,
    });
    expect((await personRoute.loader(routeArgs("/l", { cookie: manager, params: { personId: who } }))).mayDecide).toBe(true);
  });
});
