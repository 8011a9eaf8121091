import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, grading, gradingResult, notice, person, roleGrant, secondRequest, workItem } from "@db/schema";
import { newId } from "~/platform/ids";
import { abandonGrading, startGrading, submitGrading } from "~/probation/actions.server";
import { saveDraft } from "~/probation/drafts.server";
import { gradingsOf, isEvidenceFor, standingOf } from "~/probation/queries.server";
import { gradingResultOf } from "~/probation/result.server";
import { attemptsOf } from "~/probation/rules";
import { releaseSecond, startSecondGrading } from "~/probation/second.server";
import { openItems } from "~/work/queries.server";
import { MONDAY } from "@test/setup/database";
import { codes, gradingDesk, value } from "./grading-desk";

const { db, owner, ownerSql, ctx, make, desk, fill, gradeFirst, gradeSecond, open, results, checklistMet } = await gradingDesk();

describe("a total near the line", () => {
  it("counts for nothing until a second person has graded, and tells the agent so", async () => {
    const { gradingId, passed } = await gradeFirst();
    expect(passed).toBeNull();
    const [found] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, gradingId));
    expect(found).toMatchObject({ total: "80", passed: true });
    expect(await results()).toEqual([]);
    expect(await open()).toEqual(["second_grading"]);
    expect(await checklistMet()).toMatchObject({ met: false, blocker: { code: "checklist_second" } });
    const told = await db.select().from(notice).where(eq(notice.personId, desk.agent.person.id));
    expect(told).toMatchObject([{ kind: "probation.second_asked" }]);
    expect(told[0]?.data).toEqual({ personId: desk.agent.person.id, gradingId });
    expect(codes(await startGrading(ctx(MONDAY, desk.second), desk.agent.person.id))).toEqual(["second_waits"]);
    expect(await db.select().from(secondRequest).where(eq(secondRequest.gradingId, gradingId))).toMatchObject([{ cause: "borderline" }]);
  });

  it("waits for every supervisor but the first grader, of any team where the team has no other", async () => {
    await gradeFirst();
    const seen = async (id: string, teamId: string) =>
      (await openItems(db, { personId: id, roles: [{ role: "supervisor", teamId }] }, { personId: desk.agent.person.id })).map(
        (i) => i.kind,
      );
    expect(await seen(desk.second, desk.agent.teamId)).toEqual(["second_grading"]);
    expect(await seen(desk.first, desk.agent.teamId)).toEqual([]);
    const elsewhere = (await make.team()).id;
    expect(await seen((await make.supervisor(elsewhere)).id, elsewhere)).toEqual([]);

    const lonely = await make.inProbation({ teamId: elsewhere, supervisorId: desk.first });
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.teamId, elsewhere));
    desk.agent = lonely;
    await gradeFirst();
    expect(await seen(desk.second, desk.agent.teamId)).toEqual(["second_grading"]);
  });

  it("shows nothing of the first sheet to anybody", async () => {
    const { gradingId } = await gradeFirst();
    expect(await gradingResultOf(db, desk.agent.person.id, gradingId, "en")).toBeNull();
    const found = await gradingsOf(db, desk.agent.person.id);
    expect(found?.gradings).toMatchObject([{ id: gradingId, waits: true, result: null }]);
    const [item] = await db.select().from(workItem).where(eq(workItem.subjectId, gradingId));
    expect(Object.keys(item?.data ?? {})).toEqual(["name"]);
    const [fileId = ""] = (
      await ownerSql<{ id: string }[]>`select unnest(file_ids) as id from grading_item where grading_id = ${gradingId}`
    ).map((r) => r.id);
    const sees = (id: string, settles = false) => isEvidenceFor(db, desk.agent.person.id, fileId, { id, settles });
    expect([await sees(desk.first), await sees(desk.second), await sees(desk.second, true), await sees(desk.agent.person.id)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    ["far below: failed at once", 2, {}, false, ["grading"]],
    ["far above: passed at once", 4, {}, true, []],
  ])("%s", async (_, grade, others, passed, waiting) => {
    expect((await gradeFirst(grade, others)).passed).toBe(passed);
    expect(await open()).toEqual(waiting);
    expect(await results()).toMatchObject([{ number: 1, passed, secondGradingId: null, singleExaminer: false }]);
  });
});

describe("the second grading", () => {
  it("averages neighbours, decides by the recomputed total, and counts as one attempt of two graders", async () => {
    const { gradingId } = await gradeFirst();
    const { passed, gradingId: secondId } = await gradeSecond(gradingId, 4, {});
    expect(passed).toBe(true);
    // The features 100 %, all else 3.5 ÷ 4 = 87.5 %: 20 + 80 × 87.5 %.
    expect(await results()).toMatchObject([
      { number: 1, total: "90", passed: true, graderId: desk.first, secondGraderId: desk.second, secondGradingId: secondId },
    ]);
    expect((await results())[0]?.grades).toMatchObject({ "features-describe-ten": "4", "message-price": "3.5" });
    expect(await open()).toEqual([]);
    const found = await gradingsOf(db, desk.agent.person.id);
    expect(found && attemptsOf(standingOf(found, 2))).toEqual({ used: 0, of: 3, left: 3 });
    expect((await db.select().from(grading).where(eq(grading.personId, desk.agent.person.id))).map((g) => g.attempt)).toEqual([1, 1]);
    for (const by of [desk.first, desk.second])
      expect(codes(await startGrading(ctx(MONDAY, by), desk.agent.person.id))).toEqual(["already_passed"]);
    const page = await gradingResultOf(db, desk.agent.person.id, secondId, "en");
    expect(page).toMatchObject({
      gradingId,
      total: "90",
      apart: { first: "80", second: "100" },
      graderName: "First",
      secondGraderName: "Second",
    });
    expect(page?.areas.flatMap((a) => a.items).find((i) => i.slug === "message-price")).toMatchObject({
      grade: 3.5,
      how: "averaged",
      given: [{ grade: 3 }, { grade: 4 }],
    });
    const said = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, desk.agent.person.id), eq(audit.action, "probation.second_decided")));
    expect(said).toMatchObject([{ actorId: desk.second, after: { total: "90", passed: true } }]);
  });

  it("fails once, not twice", async () => {
    const { gradingId } = await gradeFirst();
    expect((await gradeSecond(gradingId, 3, {})).passed).toBe(false);
    expect(await open()).toEqual(["grading"]);
    const found = await gradingsOf(db, desk.agent.person.id);
    expect(found && attemptsOf(standingOf(found, 2))).toEqual({ used: 1, of: 3, left: 2 });
    const third = value(await startGrading(ctx(MONDAY, desk.first), desk.agent.person.id)).gradingId;
    expect((await db.select().from(grading).where(eq(grading.id, third)))[0]?.attempt).toBe(2);
  });

  it("is somebody else's, one person's at a time, and goes on where it was left", async () => {
    const { gradingId } = await gradeFirst();
    const third = (await make.supervisor((await make.team()).id)).id;
    const start = (by: string, when = MONDAY) => startSecondGrading(ctx(when, by), desk.agent.person.id, gradingId);
    expect(codes(await start(desk.first))).toEqual(["second_same"]);
    expect(codes(await start(desk.agent.person.id))).toEqual(["grade_oneself"]);
    const raced = await Promise.all([start(desk.second), start(third)]);
    expect(raced.map((o) => (o.ok ? "begun" : codes(o)[0])).sort()).toEqual(["begun", "second_taken"]);
    const [winner, loser] = raced[0]?.ok ? [desk.second, third] : [third, desk.second];
    const { gradingId: theirs } = value(await start(winner));
    expect(value(await startGrading(ctx(MONDAY, winner), desk.agent.person.id)).gradingId).toBe(theirs);
    value(await abandonGrading(ctx(MONDAY, winner), desk.agent.person.id, theirs, "called away"));
    value(await start(loser));
    expect(codes(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, newId()))).toEqual(["no_such_grading"]);
  });

  it("is refused to who has a sheet of their own open, and of what nobody asked for", async () => {
    const own = value(await startGrading(ctx(MONDAY, desk.second), desk.agent.person.id)).gradingId;
    const { gradingId } = await gradeFirst();
    expect(codes(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, gradingId))).toEqual(["second_after_own"]);
    value(await abandonGrading(ctx(MONDAY, desk.second), desk.agent.person.id, own, "no longer needed"));
    value(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, gradingId));
    desk.agent = await make.inProbation();
    const { gradingId: clear } = await gradeFirst(4, {});
    expect(codes(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, clear))).toEqual(["second_not_asked"]);
  });

  it("is given up by whoever loses the role or is suspended half-way, or taken away by a manager", async () => {
    const { gradingId } = await gradeFirst();
    const { gradingId: theirs } = value(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, gradingId));
    const revision = await fill(theirs, 4);
    await owner.update(person).set({ disabledAt: MONDAY }).where(eq(person.id, desk.second));
    expect(codes(await submitGrading(ctx(MONDAY, desk.second), desk.agent.person.id, theirs, revision))).toEqual(["no_grader"]);
    await owner.update(person).set({ disabledAt: null }).where(eq(person.id, desk.second));
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, desk.second));
    expect(codes(await submitGrading(ctx(MONDAY, desk.second), desk.agent.person.id, theirs, revision))).toEqual(["no_grader"]);
    const third = (await make.supervisor(desk.agent.teamId)).id;
    const { gradingId: again } = value(await startSecondGrading(ctx(MONDAY, third), desk.agent.person.id, gradingId));
    expect(codes(await saveDraft(ctx(MONDAY, desk.second), desk.agent.person.id, theirs, revision, {}))).toEqual(["was_abandoned"]);

    const manager = (await make.manager(desk.agent.teamId)).id;
    const release = (reason: string, by = manager) => releaseSecond(ctx(MONDAY, by), desk.agent.person.id, again, reason);
    expect(codes(await release(" "))).toEqual(["reason_missing"]);
    expect(codes(await release("on holiday", desk.agent.person.id))).toEqual(["grade_oneself"]);
    value(await release("on holiday"));
    expect(codes(await release("on holiday"))).toEqual(["no_such_grading"]);
    expect(codes(await submitGrading(ctx(MONDAY, third), desk.agent.person.id, again, await fill(again, 4)))).toEqual(["was_abandoned"]);
    value(await startSecondGrading(ctx(MONDAY, manager), desk.agent.person.id, gradingId));
  });

  it("ends once, and is refused after a suspension of the agent", async () => {
    const { gradingId } = await gradeFirst();
    const { gradingId: theirs } = value(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, gradingId));
    const revision = await fill(theirs, 4);
    const submit = () => submitGrading(ctx(MONDAY, desk.second), desk.agent.person.id, theirs, revision);
    await owner.update(person).set({ state: "suspended", stateBefore: "probation" }).where(eq(person.id, desk.agent.person.id));
    expect(codes(await submit())).toEqual(["not_in_probation"]);
    await owner.update(person).set({ state: "probation", stateBefore: null }).where(eq(person.id, desk.agent.person.id));
    const all = await Promise.all(Array.from({ length: 6 }, submit));
    expect(all.filter((o) => o.ok)).toHaveLength(1);
    expect(await results()).toHaveLength(1);
    expect(codes(await startSecondGrading(ctx(MONDAY, desk.first), desk.agent.person.id, gradingId))).toEqual(["second_decided"]);
  });
});
