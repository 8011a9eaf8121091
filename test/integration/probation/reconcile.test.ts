import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { notice, reconciledItem, roleGrant } from "@db/schema";
import { newId } from "~/platform/ids";
import { isEvidenceFor } from "~/probation/queries.server";
import { saveReconciliation, submitReconciliation } from "~/probation/reconcile.server";
import { gradingResultOf } from "~/probation/result.server";
import { MONDAY } from "@test/setup/database";
import { codes, gradingDesk, value } from "./grading-desk";

const { db, owner, ownerSql, ctx, make, desk, gradeFirst, gradeSecond, open, results, checklistMet } = await gradingDesk();

describe("settling what lies apart", () => {
  const settle = (secondId: string, by: string, isManager = false) => ({
    save: (revision: number, changes: Parameters<typeof saveReconciliation>[3]) =>
      saveReconciliation(ctx(MONDAY, by), { personId: desk.agent.person.id, secondGradingId: secondId, isManager }, revision, changes),
    submit: (revision: number) =>
      submitReconciliation(ctx(MONDAY, by), { personId: desk.agent.person.id, secondGradingId: secondId, isManager }, revision),
  });

  it("needs a grade and a reason for each, then both gradings count together", async () => {
    const { gradingId } = await gradeFirst();
    const { passed, gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-price": 1, "message-return": 1 });
    expect(passed).toBeNull();
    expect(await open()).toEqual(["reconciliation"]);
    expect(await checklistMet()).toMatchObject({ met: false, blocker: { code: "checklist_second" } });
    expect(await gradingResultOf(db, desk.agent.person.id, gradingId, "en")).toBeNull();
    for (const id of [desk.first, desk.second])
      expect(await db.select().from(notice).where(eq(notice.personId, id))).toMatchObject([
        { kind: "probation.reconcile", data: { count: 2 } },
      ]);

    const by = settle(secondId, desk.first);
    expect(await by.submit(0)).toMatchObject({ refusals: [{ code: "incomplete", params: { count: 2 } }] });
    value(await by.save(0, { "message-price": { grade: 3, remark: "the price came with its reason" } }));
    expect(value(await settle(secondId, desk.second).save(0, { "message-return": { grade: 2 } }))).toMatchObject({
      saved: false,
      revision: 1,
    });
    value(await settle(secondId, desk.second).save(1, { "message-return": { grade: 3, remark: "all but the deadline was said" } }));
    expect(codes(await by.submit(1))).toEqual(["draft_newer"]);
    expect(codes(await by.save(2, { nonsense: { grade: 3 } }))).toEqual(["no_such_item"]);
    expect(value(await by.submit(2))).toEqual({ firstGradingId: gradingId, passed: true });
    expect(codes(await by.submit(2))).toEqual(["already_settled"]);
    expect(codes(await by.save(2, {}))).toEqual(["already_settled"]);
    expect(await results()).toMatchObject([{ number: 1, passed: true, secondGradingId: secondId }]);
    expect((await results())[0]?.grades).toMatchObject({ "message-price": "3", "message-return": "3", "message-delay": "3.5" });
    expect(await open()).toEqual([]);
    const page = await gradingResultOf(db, desk.agent.person.id, gradingId, "en");
    expect(page?.settledBy).toBe("First");
    for (const id of [desk.first, desk.second])
      expect(await db.select().from(notice).where(eq(notice.personId, id))).toMatchObject([{ seenAt: MONDAY }]);
    expect(page?.areas.flatMap((a) => a.items).find((i) => i.slug === "message-return")).toMatchObject({
      how: "reconciled",
      grade: 3,
      failed: false,
      reason: "all but the deadline was said",
    });
  });

  it("is for the two graders and a manager of the team, and done by one of two who press at once", async () => {
    const { gradingId } = await gradeFirst();
    const { gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-price": 1 });
    const stranger = (await make.supervisor(desk.agent.teamId)).id;
    expect(codes(await settle(secondId, stranger).save(0, {}))).toEqual(["not_yours_to_settle"]);
    expect(codes(await settle(secondId, stranger).submit(0))).toEqual(["not_yours_to_settle"]);
    expect(codes(await settle(secondId, desk.agent.person.id, true).submit(0))).toEqual(["grade_oneself"]);
    expect(codes(await settle(newId(), desk.first).submit(0))).toEqual(["no_such_grading"]);
    const manager = (await make.manager(desk.agent.teamId)).id;
    value(await settle(secondId, manager, true).save(0, { "message-price": { grade: 4, remark: "seen with my own eyes" } }));
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, desk.second));
    expect(codes(await settle(secondId, desk.second).submit(1))).toEqual(["no_grader"]);
    const both = await Promise.all([settle(secondId, desk.first).submit(1), settle(secondId, manager, true).submit(1)]);
    expect(both.filter((o) => o.ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(["already_settled"]);
    expect(await db.select().from(reconciledItem)).toEqual(
      expect.arrayContaining([expect.objectContaining({ item: "message-price", grade: 4, reason: "seen with my own eyes" })]),
    );
  });

  it("shows both sheets' pictures to who settles, to nobody else before it is done", async () => {
    const { gradingId } = await gradeFirst();
    const { gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-price": 1 });
    const [row] = await ownerSql<{ id: string }[]>`select unnest(file_ids) as id from grading_item where grading_id = ${gradingId} limit 1`;
    const sees = (id: string, settles = false) => isEvidenceFor(db, desk.agent.person.id, row?.id ?? "", { id, settles });
    const stranger = (await make.supervisor(desk.agent.teamId)).id;
    expect([await sees(desk.second), await sees(stranger, true), await sees(stranger), await sees(desk.agent.person.id)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    value(await settle(secondId, desk.first).save(0, { "message-price": { grade: 4, remark: "it was all there" } }));
    value(await settle(secondId, desk.first).submit(1));
    expect([await sees(stranger), await sees(desk.agent.person.id)]).toEqual([true, true]);
  });
});
