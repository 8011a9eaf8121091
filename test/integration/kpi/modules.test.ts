import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { activityState, kpiScore, levelProposal, notice, sitting, sittingResult } from "@db/schema";
import { decideProposal, sweepFirstLevels } from "~/kpi/levels/change.server";
import { sweepModules } from "~/kpi/levels/modules.server";
import { levelPage } from "~/kpi/levels/page.server";
import { sweepLevelReviews } from "~/kpi/levels/review.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as activityRoute from "~/training/routes/activity";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const team = await make.team();
const boss = (await make.manager(team.id)).id;
let planId = "";
let quizId = "";
let chatId = "";

beforeAll(async () => {
  planId = (await make.plan()).id;
  for (const q of [1, 2, 3]) await make.content("question", `haggler-q${q}`, { lesson: "hagglers" });
  await make.content("lesson", "hagglers", { check: ["haggler-q1", "haggler-q2"] });
  quizId = (await make.content("quiz", "haggler-quiz", { questions: ["haggler-q1", "haggler-q2", "haggler-q3"] })).id;
  chatId = (await make.content("simulation", "haggler-chat")).id;
  await make.content("module", "bargaining", { lessons: ["hagglers"], simulations: ["haggler-chat"], quiz: "haggler-quiz" });
  const level = (slug: string) => ({ slug, title: both(slug), meaning: both(slug) });
  await make.content("level_rules", "levels", {
    levels: [
      level("ordinary"),
      { ...level("advanced"), entry: { months: 1, score: 80 }, opens: ["bargaining"] },
      { ...level("elite"), entry: { months: 1, score: 80, modules: ["bargaining"] } },
    ],
    step_down_months: 2,
  });
});

async function activated() {
  const stateSince = new Date("2025-12-10T02:00:00.000Z");
  const who = await make.person({ roles: ["agent"], teamId: team.id, state: "active", stateSince });
  const statuses = { "lesson-1": "done", "practical-1": "done", "quiz-1": "done" } as const;
  const way = await make.enrolment({ personId: who.id, teamId: team.id, planVersionId: planId, startDate: "2025-11-03", statuses });
  await sweepFirstLevels(db, MONDAY);
  return { id: who.id, enrolmentId: way.id };
}

async function closed(personId: string, month: string, score: string) {
  const trace = { stores: [], score, tiers: [], baseYuan: null };
  const days = { activeDays: 20, workingDays: 20 };
  await owner.insert(kpiScore).values({
    ...{ personId, month: `${month}-01`, teamId: team.id, state: "closed", score, version: 1, trace, computedAt: MONDAY },
    ...days,
  });
  await sweepLevelReviews(db, MONDAY);
}

async function confirmed(personId: string) {
  const rows = await db.select().from(levelProposal).where(eq(levelProposal.personId, personId));
  const open = rows.find(({ closedAt }) => closedAt === null);
  if (!open) throw new Error("nothing is proposed");
  expect(await decideProposal(ctx(MONDAY, boss), open.id, { decision: "confirm", reason: "" })).toMatchObject({ ok: true });
  await sweepModules(db, MONDAY);
}

/** A passed sitting of the module's quiz, as the exam engine leaves it. */
async function passedQuiz({ id, enrolmentId }: { id: string; enrolmentId: string }) {
  const sittingId = newId();
  await owner.insert(sitting).values({
    ...{ id: sittingId, personId: id, enrolmentId, slug: "haggler-quiz", role: "quiz", contentVersionId: quizId, attempt: 1 },
    ...{ seed: "s", drawn: [], startedAt: MONDAY, submittedAt: MONDAY },
  });
  const result = { number: 1, score: "100", criticalWrong: 0, passed: true, gradedAt: MONDAY };
  await owner.insert(sittingResult).values({ sittingId, personId: id, ...result });
}

describe("a module", () => {
  it("opens beside the plan for whoever holds the level, once, and changes nothing of what must be done", async () => {
    const who = await activated();
    await sweepModules(db, MONDAY);
    expect((await levelPage(db, who.id, "en")).views).toMatchObject([{ slug: "bargaining", open: false, opensWith: "advanced" }]);
    await closed(who.id, "2026-01", "85");
    await confirmed(who.id);
    await sweepModules(db, MONDAY);
    const rows = await db.select().from(activityState).where(eq(activityState.enrolmentId, who.enrolmentId));
    expect(
      rows
        .filter(({ mandatory }) => !mandatory)
        .map(({ slug, status }) => [slug, status])
        .sort(),
    ).toEqual([
      ["haggler-quiz", "open"],
      ["hagglers", "open"],
    ]);
    const told = await db
      .select()
      .from(notice)
      .where(and(eq(notice.personId, who.id), eq(notice.kind, "kpi.module_opened")));
    expect(told).toHaveLength(1);
    const cookie = await make.signIn(who.id);
    const lesson = await activityRoute.loader(routeArgs("/learn/hagglers", { cookie, params: { slug: "hagglers" } }));
    expect(lesson).toMatchObject({ locks: [], content: { kind: "lesson" } });
  });

  it("is finished by its quiz and its practice chats, and then the next level may ask for it", async () => {
    const who = await activated();
    await closed(who.id, "2026-01", "85");
    await confirmed(who.id);
    await closed(who.id, "2026-02", "85");
    const missing = async () =>
      (await levelPage(db, who.id, "en")).finding?.requirements.filter(({ isMet }) => !isMet).map(({ kind }) => kind);
    expect(await missing()).toEqual(["module"]);
    await passedQuiz(who);
    expect(await missing()).toEqual(["module"]);
    await make.ranChat({ personId: who.id, versionId: chatId, at: MONDAY });
    expect(await missing()).toEqual([]);
    expect((await levelPage(db, who.id, "en")).views).toMatchObject([{ open: true, finished: true }]);
    await closed(who.id, "2026-03", "85");
    const open = (await db.select().from(levelProposal).where(eq(levelProposal.personId, who.id))).find(
      ({ closedAt }) => closedAt === null,
    );
    expect(open).toMatchObject({ kind: "up", from: "advanced", to: "elite" });
  });
});
