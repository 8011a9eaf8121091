import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { reconciliation } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { sweepReadyGates } from "~/activation/sweeps.server";
import { newId } from "~/platform/ids";
import { agreementPage } from "~/probation/agreement.server";
import { MONDAY } from "@test/setup/database";
import { codes, gradingDesk, items, NEAR, value } from "./grading-desk";

const { db, owner, appSql, ownerSql, ctx, make, desk, gradeFirst, gradeSecond, open } = await gradingDesk();

describe("the gate", () => {
  it("is ready only after the decision, and neither of two graders is the only one", async () => {
    const manager = (await make.manager(desk.agent.teamId)).id;
    const { gradingId } = await gradeFirst(3, NEAR, manager);
    await sweepReadyGates(db, MONDAY);
    expect(await open()).toEqual(["second_grading"]);
    expect(codes(await confirmGate(ctx(MONDAY, manager), desk.agent.person.id, "activation"))).toContain("unmet");
    await gradeSecond(gradingId, 4, {});
    await sweepReadyGates(db, MONDAY);
    expect(await open()).toEqual(["activation_gate"]);
    value(await confirmGate(ctx(MONDAY, manager), desk.agent.person.id, "activation"));
    expect(await open()).toEqual([]);
  });

  it("is shut by the database too: a waiting first grading, a result without its second, gradings that are not reconciled", async () => {
    const { gradingId } = await gradeFirst();
    const insert = (values: { second?: string; by?: string; single?: boolean }) => ownerSql`
      insert into checklist_result (id, person_id, first_grading_id, number, grader_id, second_grading_id, second_grader_id, grades, total, areas, failed, passed, single_examiner, decided_at)
      values (${newId()}, ${desk.agent.person.id}, ${gradingId}, 1, ${desk.first}, ${values.second ?? null}, ${values.by ?? null}, '{}', 90, '[]', '{}', true, ${values.single ?? false}, ${MONDAY})`;
    await expect(insert({})).rejects.toMatchObject({ code: "DR042" });
    await expect(insert({ second: gradingId, by: desk.second })).rejects.toMatchObject({ code: "DR041" });
    const { gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-price": 1 });
    await expect(insert({ second: secondId, by: desk.second })).rejects.toMatchObject({ code: "DR043" });
    const begin = (
      by: string,
    ) => ownerSql`insert into grading (id, person_id, checklist_version_id, grader_id, attempt, first_grading_id, seed, drawn, started_at)
      select ${newId()}, person_id, checklist_version_id, ${by}, 1, id, 's', '{}', ${MONDAY} from grading where id = ${gradingId}`;
    await expect(begin(desk.first)).rejects.toMatchObject({ code: "DR040" });
    await expect(begin((await make.supervisor(desk.agent.teamId)).id)).rejects.toMatchObject({ code: "23505" });
    await expect(appSql`update reconciliation set second_grading_id = ${gradingId}`).rejects.toMatchObject({ code: "42501" });
    const [held] = await ownerSql`select gate_evidence_holds('checklist', 'grading_result', r.id, r.person_id, now(), '{}') as holds
      from grading_result r where r.grading_id = ${gradingId}`;
    expect(held).toEqual({ holds: false });
    await owner
      .update(reconciliation)
      .set({ submittedAt: MONDAY, submittedBy: desk.first })
      .where(eq(reconciliation.secondGradingId, secondId));
    await expect(appSql`update reconciliation set draft = '{}' where second_grading_id = ${secondId}`).rejects.toMatchObject({
      code: "DR020",
    });
  });
});

describe("how far graders agree", () => {
  it("is counted by pair and item, for the manager's own teams", async () => {
    const manager = [{ role: "manager" as const, teamId: desk.agent.teamId }];
    expect(await agreementPage(db, manager, "en")).toEqual({ sheets: 0, pairs: [], items: [] });
    const { gradingId } = await gradeFirst();
    await gradeSecond(gradingId, 3, { ...NEAR, "message-price": 4, "message-return": 1 });
    const page = await agreementPage(db, manager, "en");
    const n = items.length;
    expect(page.sheets).toBe(1);
    expect(page.pairs).toMatchObject([{ sheets: 1, n, kappa: null, isEnough: false, same: (n - 2) / n, near: (n - 1) / n }]);
    expect([page.pairs[0]?.first, page.pairs[0]?.second].sort()).toEqual(["First", "Second"]);
    expect(page.items).toHaveLength(n);
    expect(page.items[0]).toMatchObject({
      slug: "message-return",
      n: 1,
      near: 0,
      title: items.find((i) => i.slug === "message-return")?.title.en,
    });
    expect(page.items[1]).toMatchObject({ slug: "message-price", near: 1, same: 0 });
    expect((await agreementPage(db, [{ role: "manager", teamId: null }], "zh-CN")).sheets).toBeGreaterThan(0);
    expect(await agreementPage(db, [{ role: "supervisor", teamId: desk.agent.teamId }], "en")).toMatchObject({ sheets: 0 });
  });
});
