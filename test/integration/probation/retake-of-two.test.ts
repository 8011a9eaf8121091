import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { grading, gradingItem, gradingResult, remedial, remedialPlan } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { saveReconciliation, submitReconciliation } from "~/probation/reconcile.server";
import { gradingResultOf } from "~/probation/result.server";
import * as resultRoute from "~/probation/routes/result";
import { requestSecond, sweepSingleExaminer } from "~/probation/second.server";
import { routeArgs } from "@test/factories/request";
import { MONDAY } from "@test/setup/database";
import { at, DAY, gradingDesk, NEAR, value } from "./grading-desk";

const { db, ctx, make, desk, gradeFirst, gradeSecond, fill, results, singleExaminer, alone } = await gradingDesk();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const planOf = (gradingId: string) => db.select().from(remedialPlan).where(eq(remedialPlan.gradingId, gradingId));

describe("after two gradings", () => {
  it("a retake covers the areas that fell short of both together, and carries over what counted, halves too", async () => {
    // Both find the process at 2, and differ by a step on one message.
    const { gradingId } = await gradeFirst(4, { "product-process": 2 });
    value(await requestSecond(ctx(MONDAY, desk.agent.person.id), desk.agent.person.id, gradingId, "please look again"));
    await gradeSecond(gradingId, 4, { "product-process": 2, "message-price": 3 });
    const retake = value(await startGrading(ctx(at(DAY), desk.first), desk.agent.person.id)).gradingId;
    const [sheet] = await db.select().from(grading).where(eq(grading.id, retake));
    expect(sheet).toMatchObject({ areas: ["product-process"], carriedFrom: gradingId, attempt: 2 });
    await fill(retake, 4);
    expect(value(await submitGrading(ctx(at(DAY), desk.first), desk.agent.person.id, retake, 7)).passed).toBe(true);
    const carried = await db.select().from(gradingItem).where(eq(gradingItem.gradingId, retake));
    expect(carried.find((i) => i.item === "message-price")).toMatchObject({ grade: 4, counted: "3.5", carriedFrom: gradingId });
    expect(carried.find((i) => i.item === "message-return")).toMatchObject({ grade: 4, counted: null, carriedFrom: gradingId });
    // Ten messages of 15 points, one at 3.5: 100 − 15 × 0.125 ÷ 10.
    const [found] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, retake));
    expect(Number(found?.total)).toBeCloseTo(100 - (15 * 0.125) / 10, 8);
    const page = await gradingResultOf(db, desk.agent.person.id, retake, "en");
    expect(page?.areas.flatMap((a) => a.items).find((i) => i.slug === "message-price")?.grade).toBe(3.5);
  });

  it("shows no plan of the first result once both together pass", async () => {
    await make.content("simulation", "seven-days-and-worn");
    const { gradingId } = await gradeFirst(4, { "message-return": 2 });
    expect(await planOf(gradingId)).toHaveLength(1);
    const { id } = desk.agent.person;
    const cookie = await make.signIn(id);
    const args = () => routeArgs("/x", { cookie, params: { personId: id, gradingId } }) as never;
    expect(((await resultRoute.loader(args())) as { plan: unknown }).plan).not.toBeNull();
    value(await requestSecond(ctx(MONDAY, id), id, gradingId, "please look again"));
    const { gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-return": 4 });
    const place = { personId: id, secondGradingId: secondId, isManager: false };
    value(await saveReconciliation(ctx(MONDAY, desk.first), place, 0, { "message-return": { grade: 3, remark: "all was said" } }));
    value(await submitReconciliation(ctx(MONDAY, desk.first), place, 1));
    expect((await results()).at(-1)).toMatchObject({ passed: true });
    expect(((await resultRoute.loader(args())) as { plan: unknown }).plan).toBeNull();
  });
});

describe("the remedial plan", () => {
  it("says nothing of the items in the reason of its drill, which others may read while a second grading is outstanding", async () => {
    await make.content("question", "feat-two-not-ten");
    const { gradingId } = await gradeFirst(2, {});
    const [plan] = await planOf(gradingId);
    const [drill] = await db
      .select()
      .from(remedial)
      .where(eq(remedial.id, plan?.remedialId ?? ""));
    const page = await gradingResultOf(db, desk.agent.person.id, gradingId, "zh-CN");
    const titles = page?.areas.flatMap((a) => a.items.map((i) => i.title)) ?? [];
    expect(titles.length).toBeGreaterThan(30);
    for (const title of titles) expect(drill?.reason).not.toContain(title);
  });

  it("is made of a fail that a sweep lets stand in single-examiner mode, in the grader's name", async () => {
    await make.content("simulation", "seven-days-and-worn");
    await alone();
    // 79.62 in total and a critical item at 2: near the line, and failed.
    const { gradingId } = await gradeFirst(3, { ...NEAR, "message-return": 2 });
    expect(await planOf(gradingId)).toEqual([]);
    await singleExaminer(true);
    await sweepSingleExaminer(db, MONDAY);
    expect(await results()).toMatchObject([{ singleExaminer: true, passed: false }]);
    expect(await planOf(gradingId)).toMatchObject([{ plannedBy: desk.first, missed: ["message-return"] }]);
    await singleExaminer(false);
  });
});
