import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, checklistResult, dispute, grading, notice, remedial, remedialPlan, roleGrant, ruledItem } from "@db/schema";
import { newId } from "~/platform/ids";
import { startGrading } from "~/probation/actions.server";
import { disputePage } from "~/probation/dispute-page.server";
import { openDispute, withdrawDispute } from "~/probation/disputes.server";
import { remedialPlanOf } from "~/probation/remedial-page.server";
import { gradingResultOf } from "~/probation/result.server";
import { ruleDispute } from "~/probation/rulings.server";
import { MONDAY } from "@test/setup/database";
import { at, codes, DAY, gradingDesk, value } from "./grading-desk";

const { db, owner, ctx, make, desk, gradeFirst, gradeSecond, open, results, requirement, singleExaminer, alone } = await gradingDesk();

const reason = "the chat record shows it was done";
async function disputed(gradingId: string, ...items: string[]): Promise<string> {
  const said = items.map((item) => ({ item, reason: "I did it as the description says", link: "", picture: null }));
  const { id } = desk.agent.person;
  return value(await openDispute(ctx(at(DAY), id), { personId: id, gradingId }, said)).disputeId;
}
const rule = (disputeId: string, verdicts: Record<string, string>, by = desk.second, why = reason) =>
  ruleDispute(
    ctx(at(2 * DAY), by),
    desk.agent.person.id,
    disputeId,
    Object.entries(verdicts).map(([item, verdict]) => ({ item, verdict, reason: why })),
  );
/** Passes but for one critical item. */
const SHORT = { "message-return": 2 };

describe("a ruling", () => {
  it("that changes fail to pass makes one more result, ends plan and retake, and keeps what was done", async () => {
    await make.content("practical", "craft-by-hand");
    await make.content("simulation", "seven-days-and-worn");
    for (const question of ["return-seven-days", "return-worn"]) await make.content("question", question);
    const { gradingId } = await gradeFirst(4, SHORT);
    expect(await open()).toEqual(["grading"]);
    const plan = await remedialPlanOf(db, desk.agent.person.id, "en");
    expect(plan).toMatchObject({ gradingId, ended: false });
    // Somebody has begun the retake before the agent disputes.
    const retake = value(await startGrading(ctx(at(DAY), desk.first), desk.agent.person.id)).gradingId;
    const disputeId = await disputed(gradingId, "message-return");
    expect(value(await rule(disputeId, { "message-return": "3" }))).toEqual({ changed: true });

    expect(await results()).toMatchObject([
      { number: 1, passed: false, failed: { critical: ["message-return"] } },
      { number: 2, passed: true, failed: { critical: [] }, graderId: desk.first, secondGradingId: null, singleExaminer: false },
    ]);
    expect((await results())[1]?.grades).toMatchObject({ "message-return": "3", "message-price": "4" });
    expect(await open()).toEqual([]);
    expect(await requirement("checklist")).toMatchObject({ met: true, evidence: [{ id: (await results())[1]?.id }] });
    expect(await requirement("no_open_dispute")).toMatchObject({ met: true });
    const [left] = await db.select().from(grading).where(eq(grading.id, retake));
    expect(left).toMatchObject({ submittedAt: null, abandonedAt: at(2 * DAY) });
    expect(await remedialPlanOf(db, desk.agent.person.id, "en")).toMatchObject({ id: plan?.id, ended: true });
    const told = await db
      .select()
      .from(notice)
      .where(and(eq(notice.personId, desk.agent.person.id), eq(notice.kind, "probation.dispute_ruled")));
    expect(told).toMatchObject([{ data: { disputeId, personId: desk.agent.person.id } }]);
    const page = await gradingResultOf(db, desk.agent.person.id, gradingId, "en");
    expect(page?.areas.flatMap((a) => a.items).find((i) => i.slug === "message-return")).toMatchObject({
      grade: 3,
      agreed: 2,
      failed: false,
      ruled: { grade: 3, reason },
    });
    const said = await db
      .select()
      .from(audit)
      .where(and(eq(audit.personId, desk.agent.person.id), eq(audit.action, "probation.decided_anew")));
    expect(said).toMatchObject([{ actorId: desk.second, before: { passed: false }, after: { passed: true } }]);
  });

  it("that changes pass to fail makes the plan and opens the retake", async () => {
    await make.content("simulation", "seven-days-and-worn");
    const { gradingId } = await gradeFirst(4, {});
    const disputeId = await disputed(gradingId, "message-return", "message-price");
    value(await rule(disputeId, { "message-return": "2", "message-price": "keep" }));
    expect(await results()).toMatchObject([{ passed: true }, { number: 2, passed: false }]);
    expect(await open()).toEqual(["grading"]);
    expect(await db.select().from(remedialPlan).where(eq(remedialPlan.gradingId, gradingId))).toMatchObject([
      { missed: ["message-return"], plannedBy: desk.second },
    ]);
    expect(await requirement("checklist")).toMatchObject({ met: false, blocker: { code: "checklist_failed" } });
  });

  it("that lets every grade stand makes no result: what waited before waits again", async () => {
    const { gradingId } = await gradeFirst(2, {});
    const disputeId = await disputed(gradingId, "message-return");
    expect(value(await rule(disputeId, { "message-return": "2" }))).toEqual({ changed: false });
    expect(await results()).toHaveLength(1);
    expect(await open()).toEqual(["grading"]);
    expect(await db.select().from(ruledItem).where(eq(ruledItem.disputeId, disputeId))).toMatchObject([{ grade: null, reason }]);
    const again = openDispute(ctx(at(2 * DAY), desk.agent.person.id), { personId: desk.agent.person.id, gradingId }, []);
    expect(codes(await again)).toEqual(["dispute_ruled"]);
    value(await startGrading(ctx(at(3 * DAY), desk.first), desk.agent.person.id));
  });

  it("counts from two gradings what they came to, but for what was ruled", async () => {
    const { gradingId } = await gradeFirst();
    await gradeSecond(gradingId, 3, {});
    expect(await results()).toMatchObject([{ total: "77.5", passed: false }]);
    const features = ["features-describe-ten", "features-fit-and-misfit", "features-honest-limits"];
    const disputeId = await disputed(gradingId, ...features);
    const third = (await make.supervisor((await make.team()).id)).id;
    expect(codes(await rule(disputeId, {}, desk.first))).toEqual(["rule_grader"]);
    expect(codes(await rule(disputeId, {}, desk.second))).toEqual(["rule_grader"]);
    value(await rule(disputeId, Object.fromEntries(features.map((f) => [f, "4"])), third));
    // Six items of 20 points: three at 3.5 and three at 4 are 93.75 %; all else 75 %.
    expect((await results())[1]).toMatchObject({ number: 2, total: "78.75", secondGraderId: desk.second });
  });

  it("is on every item, with a reason, by somebody who may, and given once", async () => {
    const { gradingId } = await gradeFirst(2, {});
    const disputeId = await disputed(gradingId, "message-return", "message-price");
    const both = { "message-return": "3", "message-price": "keep" };
    expect(codes(await rule(disputeId, { "message-return": "3" }))).toEqual(["verdict_missing", "dispute_reason"]);
    expect(codes(await rule(disputeId, both, desk.second, "no"))).toEqual(["dispute_reason", "dispute_reason"]);
    expect(codes(await rule(newId(), both))).toEqual(["no_such_dispute"]);
    expect(codes(await rule(disputeId, both, desk.first))).toEqual(["rule_grader"]);
    expect(codes(await rule(disputeId, both, desk.agent.person.id))).toEqual(["rule_oneself"]);
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, desk.second));
    expect(codes(await rule(disputeId, both))).toEqual(["no_ruler"]);
    const [third, fourth] = [(await make.supervisor(desk.agent.teamId)).id, (await make.manager(desk.agent.teamId)).id];
    const raced = await Promise.all([rule(disputeId, both, third), rule(disputeId, both, fourth), rule(disputeId, both, third)]);
    expect(raced.filter((o) => o.ok)).toHaveLength(1);
    expect(raced.flatMap(codes)).toEqual(["already_ruled", "already_ruled"]);
    expect(await db.select().from(ruledItem).where(eq(ruledItem.disputeId, disputeId))).toHaveLength(2);
    expect(codes(await withdrawDispute(ctx(at(2 * DAY), desk.agent.person.id), desk.agent.person.id, disputeId))).toEqual([
      "already_ruled",
    ]);
  });

  it("is of nothing that was taken back", async () => {
    const { gradingId } = await gradeFirst(2, {});
    const disputeId = await disputed(gradingId, "message-return");
    value(await withdrawDispute(ctx(at(DAY), desk.agent.person.id), desk.agent.person.id, disputeId));
    expect(codes(await rule(disputeId, { "message-return": "3" }))).toEqual(["dispute_withdrawn"]);
    const raced = await disputed(gradingId, "message-price");
    const back = withdrawDispute(ctx(at(DAY), desk.agent.person.id), desk.agent.person.id, raced);
    const ends = (await Promise.all([back, rule(raced, { "message-price": "3" })])).flatMap(codes);
    expect(ends).toHaveLength(1);
    expect(["already_ruled", "dispute_withdrawn"]).toContain(ends[0]);
  });

  it("is by who graded only where nobody else is, in single-examiner mode, and says so", async () => {
    const { gradingId } = await gradeFirst(4, SHORT);
    await alone();
    await singleExaminer(true);
    const disputeId = await disputed(gradingId, "message-return");
    const viewer = { id: desk.first, mayRule: true, now: at(DAY) };
    expect(await disputePage(db, disputeId, viewer, "en")).toMatchObject({ alone: true, mayRule: true, graded: true });
    const helper = (await make.supervisor((await make.team()).id)).id;
    expect(codes(await rule(disputeId, { "message-return": "3" }, desk.first))).toEqual(["rule_grader"]);
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, helper));
    value(await rule(disputeId, { "message-return": "3" }, desk.first));
    expect(await db.select().from(dispute).where(eq(dispute.id, disputeId))).toMatchObject([
      { singleExaminer: true, closedBy: desk.first },
    ]);
    expect((await disputePage(db, disputeId, viewer, "zh-CN"))?.closed).toMatchObject({ alone: true, by: "First" });
    await singleExaminer(false);
  });
});

describe("the page of a dispute", () => {
  it("shows both sides to the agent, the graders and who rules, and lets nobody rule who may not", async () => {
    const { gradingId } = await gradeFirst();
    await gradeSecond(gradingId, 3, { ...SHORT });
    const disputeId = await disputed(gradingId, "message-return");
    const third = (await make.supervisor(desk.agent.teamId)).id;
    const page = (id: string, mayRule = true) => disputePage(db, disputeId, { id, mayRule, now: at(5 * DAY) }, "en");
    expect(await page(desk.first)).toMatchObject({ graded: true, mayRule: false, isLate: true, due: "2026-03-06" });
    expect(await page(desk.agent.person.id, false)).toMatchObject({ self: true, graded: false, mayRule: false });
    const seen = await page(third);
    expect(seen).toMatchObject({ mayRule: true, outcome: null, before: { passed: false }, after: null });
    expect(seen?.items).toMatchObject([
      {
        slug: "message-return",
        grade: 2.5,
        critical: true,
        given: [
          { by: "First", grade: 3 },
          { by: "Second", grade: 2 },
        ],
      },
    ]);
    value(await rule(disputeId, { "message-return": "3" }, third));
    const after = await page(desk.agent.person.id, false);
    expect(after).toMatchObject({ outcome: "ruled", changed: 1, isLate: false });
    expect(after?.after).not.toBeNull();
    const all = await db.select().from(checklistResult).where(eq(checklistResult.firstGradingId, gradingId));
    expect(all).toHaveLength(2);
    expect(await db.select().from(remedial).where(eq(remedial.assignedBy, desk.agent.person.id))).toEqual([]);
  });
});
