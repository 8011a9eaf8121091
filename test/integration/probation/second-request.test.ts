import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { workItem } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { newId } from "~/platform/ids";
import { allowExtraGrading } from "~/probation/actions.server";
import { gradingsOf } from "~/probation/queries.server";
import { gradingResultOf } from "~/probation/result.server";
import { requestSecond, startSecondGrading, sweepSingleExaminer } from "~/probation/second.server";
import { MONDAY } from "@test/setup/database";
import { at, codes, DAY, gradingDesk, value } from "./grading-desk";

const { db, ownerSql, ctx, make, desk, gradeFirst, gradeSecond, open, results, checklistMet, singleExaminer, alone } = await gradingDesk();

describe("the agent's request", () => {
  const request = (gradingId: string, when = MONDAY, reason = "the light was bad", by = desk.agent.person.id) =>
    requestSecond(ctx(when, by), desk.agent.person.id, gradingId, reason);

  it("holds a pass back until both are in, once, with a reason, within five working days", async () => {
    const { gradingId } = await gradeFirst(4, {});
    expect(await checklistMet()).toMatchObject({ met: true });
    expect(codes(await request(gradingId, MONDAY, " "))).toEqual(["reason_missing"]);
    expect(codes(await request(gradingId, MONDAY, "let me", desk.first))).toEqual(["request_not_own"]);
    expect(codes(await request(newId()))).toEqual(["no_such_grading"]);
    // The Monday after is the fifth working day since, the Tuesday the sixth.
    expect(codes(await request(gradingId, at(8 * DAY)))).toEqual(["request_late"]);
    value(await request(gradingId, at(7 * DAY)));
    expect(codes(await request(gradingId, at(7 * DAY)))).toEqual(["second_asked"]);
    expect(await checklistMet()).toMatchObject({ met: false, blocker: { code: "checklist_second" } });
    expect(await open()).toEqual(["second_grading"]);
    expect(await gradingResultOf(db, desk.agent.person.id, gradingId, "en")).toBeNull();
    const [item] = await db.select().from(workItem).where(eq(workItem.subjectId, gradingId));
    expect(JSON.stringify(item)).not.toContain("light");
    expect((await gradeSecond(gradingId, 4, {})).passed).toBe(true);
    expect((await results()).map((r) => [r.number, r.secondGraderId])).toEqual([
      [1, null],
      [2, desk.second],
    ]);
    expect((await checklistMet())?.evidence).toMatchObject([{ id: (await results())[1]?.id, by: "First · Second" }]);
  });

  it("takes a fail back: the retake waits, and so does the manager", async () => {
    for (let n = 0; n < 3; n++) await gradeFirst(2, {}, desk.first, at(n * 1000));
    expect(await open()).toEqual(["gradings_used"]);
    const found = await gradingsOf(db, desk.agent.person.id);
    const [last, earlier] = found?.gradings ?? [];
    expect(codes(await request(earlier?.id ?? ""))).toEqual(["request_not_last"]);
    value(await request(last?.id ?? "", at(10_000)));
    expect(await open()).toEqual(["second_grading"]);
    const manager = (await make.manager(desk.agent.teamId)).id;
    expect(codes(await allowExtraGrading(ctx(MONDAY, manager), desk.agent.person.id, "a good reason"))).toEqual(["extra_not_needed"]);
    expect((await gradeSecond(last?.id ?? "", 2, {})).passed).toBe(false);
    expect(await open()).toEqual(["gradings_used"]);
  });
});

describe("single-examiner mode", () => {
  it("lets the first result stand only where nobody else is, and decision and row say so", async () => {
    await singleExaminer(true);
    expect((await gradeFirst()).passed).toBeNull();
    desk.agent = await make.inProbation({ teamId: desk.agent.teamId, supervisorId: desk.first });
    await alone();
    const { passed, gradingId } = await gradeFirst();
    expect(passed).toBe(true);
    expect(await results()).toMatchObject([{ singleExaminer: true, total: "80", secondGraderId: null }]);
    expect((await gradingResultOf(db, desk.agent.person.id, gradingId, "en"))?.singleExaminer).toBe(true);
    expect(codes(await requestSecond(ctx(MONDAY, desk.agent.person.id), desk.agent.person.id, gradingId, "please look again"))).toEqual([
      "nobody_else",
    ]);
    const other = (await make.manager(desk.agent.teamId)).id;
    value(await confirmGate(ctx(MONDAY, other), desk.agent.person.id, "activation"));
    const [decision] =
      await ownerSql`select single_examiner from gate_decision where person_id = ${desk.agent.person.id} and gate = 'activation'`;
    expect(decision).toEqual({ single_examiner: true });
    await singleExaminer(false);
  });

  it("switched on later, it settles what waits, exactly once", async () => {
    await alone();
    const { gradingId } = await gradeFirst();
    expect(await open()).toEqual(["second_grading"]);
    await sweepSingleExaminer(db, MONDAY);
    expect(await results()).toEqual([]);
    await singleExaminer(true);
    await Promise.all([sweepSingleExaminer(db, MONDAY), sweepSingleExaminer(db, MONDAY)]);
    await sweepSingleExaminer(db, MONDAY);
    expect(await results()).toMatchObject([{ number: 1, singleExaminer: true, passed: true }]);
    expect(await open()).toEqual([]);
    expect(codes(await startSecondGrading(ctx(MONDAY, desk.second), desk.agent.person.id, gradingId))).toEqual(["second_decided"]);
    await singleExaminer(false);
  });
});
