import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dispute, person, remedialPlan, workItem } from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { gateOf } from "~/activation/queries.server";
import { noteRegrade } from "~/activation/regrade.server";
import { ruledPage, sweepRuledEvidence } from "~/activation/ruled-evidence.server";
import { changeState } from "~/activation/state.server";
import { newId } from "~/platform/ids";
import { sweepDisputes } from "~/probation/dispute-sweep.server";
import { openDispute, withdrawDispute } from "~/probation/disputes.server";
import { ruleDispute } from "~/probation/rulings.server";
import { MONDAY } from "@test/setup/database";
import { at, codes, DAY, gradingDesk, value } from "./grading-desk";

const { db, appSql, ownerSql, ctx, make, desk, gradeFirst, results, requirement } = await gradingDesk();

const item = "message-return";
async function disputed(gradingId: string, when = MONDAY): Promise<string> {
  const { id } = desk.agent.person;
  const said = [{ item, reason: "I did it as the description says", link: "", picture: null }];
  return value(await openDispute(ctx(when, id), { personId: id, gradingId }, said)).disputeId;
}
const rule = (disputeId: string, verdict: string, when = MONDAY, by = desk.second) =>
  ruleDispute(ctx(when, by), desk.agent.person.id, disputeId, [{ item, verdict, reason: "the chat record shows it" }]);
const confirm = async (when = MONDAY) =>
  confirmGate(ctx(when, (await make.manager(desk.agent.teamId)).id), desk.agent.person.id, "activation");

describe("the activation gate", () => {
  it("is held by an open dispute, by the action and by the database, until it is ruled on or taken back", async () => {
    const { gradingId } = await gradeFirst(4, {});
    const [result] = await results();
    const holds = async () => {
      const [row] = await ownerSql<
        { holds: boolean }[]
      >`select gate_evidence_holds('no_open_dispute', 'checklist_result', ${result?.id ?? ""}, ${desk.agent.person.id}, ${MONDAY}, '{}') as holds`;
      return row?.holds;
    };
    expect(await holds()).toBe(true);
    const disputeId = await disputed(gradingId);
    expect(codes(await confirm())).toEqual(["unmet"]);
    expect(await holds()).toBe(false);
    const policy = (await gateOf(db, desk.agent.person.id, "activation", MONDAY))?.policy.id ?? "";
    const byHand = ownerSql.begin(async (sql) => {
      const id = newId();
      await sql`insert into gate_decision (id, person_id, gate, policy_id, decided_by, dossier, seal, decided_at)
        values (${id}, ${desk.agent.person.id}, 'activation', ${policy}, ${desk.second}, '{}', 'x', ${MONDAY})`;
      const rows = [
        ["checklist", "checklist_result", result?.id ?? ""],
        ["no_open_dispute", "checklist_result", result?.id ?? ""],
        ["probation_days", "gate_decision", desk.agent.deskDecisionId],
      ] as const;
      for (const [requirement, kind, evidence] of rows)
        await sql`insert into gate_evidence (decision_id, requirement, kind, evidence_id) values (${id}, ${requirement}, ${kind}, ${evidence})`;
    });
    await expect(byHand).rejects.toMatchObject({ code: "DR001", message: expect.stringContaining("no_open_dispute") });
    value(await withdrawDispute(ctx(MONDAY, desk.agent.person.id), desk.agent.person.id, disputeId));
    expect(await holds()).toBe(true);
    value(await rule(await disputed(gradingId), "keep"));
    expect(await requirement("no_open_dispute")).toMatchObject({ met: true, evidence: [{ kind: "checklist_result", id: result?.id }] });
    value(await confirm());
  });

  it("is not undone by a ruling after it: the manager is told once, and nothing else happens", async () => {
    const { gradingId } = await gradeFirst(4, {});
    value(await confirm());
    const disputeId = await disputed(gradingId, at(DAY));
    expect(await requirement("no_open_dispute", at(DAY))).toMatchObject({ met: true });
    value(await rule(disputeId, "1", at(2 * DAY)));
    expect(await results()).toMatchObject([{ passed: true }, { number: 2, passed: false }]);
    const [now] = await db.select().from(person).where(eq(person.id, desk.agent.person.id));
    expect(now).toMatchObject({ state: "active", clearance: "full" });
    expect((await gateOf(db, desk.agent.person.id, "activation", at(2 * DAY)))?.requirements.every((r) => r.met)).toBe(true);
    expect(await db.select().from(remedialPlan).where(eq(remedialPlan.personId, desk.agent.person.id))).toEqual([]);

    for (let n = 0; n < 2; n++) await sweepRuledEvidence(db, at(2 * DAY + n));
    const [first, second] = await results();
    const waits = await db
      .select()
      .from(workItem)
      .where(and(eq(workItem.personId, desk.agent.person.id), isNull(workItem.closedAt)));
    expect(waits).toMatchObject([{ kind: "regrade_after_decision", subjectId: second?.id, teamId: desk.agent.teamId }]);
    const page = await ruledPage(db, desk.agent.person.id, second?.id ?? "", "en");
    expect(page).toMatchObject({
      ...{ cause: "dispute", disputeId, isOpen: true, reason: "the chat record shows it", decision: { gate: "activation" } },
      ...{ before: { passed: true }, after: { passed: false } },
    });
    expect(await ruledPage(db, desk.agent.person.id, first?.id ?? "", "en")).toBeNull();
    value(await noteRegrade(ctx(at(3 * DAY), desk.second), desk.agent.person.id, second?.id ?? ""));
    await sweepRuledEvidence(db, at(3 * DAY));
    expect((await ruledPage(db, desk.agent.person.id, second?.id ?? "", "en"))?.isOpen).toBe(false);
  });
});

describe("a dispute that nobody rules on", () => {
  const overdue = () =>
    db
      .select()
      .from(workItem)
      .where(and(eq(workItem.personId, desk.agent.person.id), eq(workItem.kind, "dispute_overdue")));

  it("goes up to the managers after three working days, once, until it is ruled on", async () => {
    const manager = (await make.manager(desk.agent.teamId)).id;
    const { gradingId } = await gradeFirst(4, {}, manager);
    const disputeId = await disputed(gradingId);
    await sweepDisputes(db, at(3 * DAY));
    expect(await overdue()).toEqual([]);
    const other = (await make.manager(desk.agent.teamId)).id;
    await Promise.all([sweepDisputes(db, at(4 * DAY)), sweepDisputes(db, at(4 * DAY))]);
    await sweepDisputes(db, at(5 * DAY));
    expect(await overdue()).toMatchObject([
      { subjectId: disputeId, role: "manager", teamId: desk.agent.teamId, urgent: "yes", notFor: [manager] },
    ]);
    value(await rule(disputeId, "keep", at(5 * DAY), other));
    expect(await overdue()).toMatchObject([{ outcome: "ruled" }]);
  });

  it("goes to the managers of the whole shop where the team's only one graded", async () => {
    const manager = (await make.manager(desk.agent.teamId)).id;
    const { gradingId } = await gradeFirst(4, {}, manager);
    await disputed(gradingId);
    await sweepDisputes(db, at(4 * DAY));
    expect(await overdue()).toMatchObject([{ teamId: null, notFor: [] }]);
  });

  it("ends when the person leaves", async () => {
    const { gradingId } = await gradeFirst(4, {});
    const disputeId = await disputed(gradingId);
    const manager = (await make.manager(desk.agent.teamId)).id;
    value(await changeState(ctx(at(DAY), manager), desk.agent.person.id, "leave", "moves to another town"));
    expect(codes(await rule(disputeId, "4", at(DAY)))).toEqual(["dispute_over"]);
    await Promise.all([sweepDisputes(db, at(DAY)), sweepDisputes(db, at(DAY))]);
    expect(await db.select().from(dispute).where(eq(dispute.id, disputeId))).toMatchObject([{ outcome: "left", closedBy: null }]);
    expect(codes(await rule(disputeId, "4", at(2 * DAY)))).toEqual(["dispute_over"]);
  });
});

describe("the database", () => {
  it("refuses what no dispute carries", async () => {
    const { gradingId } = await gradeFirst(4, {});
    const [result] = await results();
    const personId = desk.agent.person.id;
    const again = (grades: string) => ownerSql`
      insert into checklist_result (id, person_id, first_grading_id, number, grader_id, grades, total, areas, failed, passed, decided_at)
      select ${newId()}, person_id, first_grading_id, number + 1, grader_id, grades || ${grades}::text::jsonb, total, areas, failed, passed, decided_at
      from checklist_result where id = ${result?.id ?? ""}`;
    await expect(again("{}")).rejects.toMatchObject({ code: "DR053" });
    const open = (of: string) => ownerSql`insert into dispute (id, person_id, result_id, first_grading_id, opened_at, due)
      values (${newId()}, ${of}, ${result?.id ?? ""}, ${gradingId}, ${MONDAY}, '2026-03-05')`;
    await expect(open(desk.first)).rejects.toMatchObject({ code: "DR050" });
    const disputeId = await disputed(gradingId);
    await expect(open(personId)).rejects.toMatchObject({ code: "23505" });
    const close = (by: string, single = false) => ownerSql`
      update dispute set closed_at = ${MONDAY}, closed_by = ${by}, outcome = 'ruled', single_examiner = ${single} where id = ${disputeId}`;
    await expect(close(desk.second)).rejects.toMatchObject({ code: "DR051" });
    await ownerSql`insert into ruled_item (dispute_id, item, grade, reason) values (${disputeId}, ${item}, 2, 'the chat record shows it')`;
    await expect(close(desk.first)).rejects.toMatchObject({ code: "DR052" });
    await expect(close(personId)).rejects.toMatchObject({ code: "23514" });
    await close(desk.second);
    await expect(close(desk.second)).rejects.toMatchObject({ code: "DR035" });
    await expect(
      ownerSql`insert into dispute_item (dispute_id, item, reason, file_ids) values (${disputeId}, 'message-price', 'one more thing that I forgot', '{}')`,
    ).rejects.toMatchObject({ code: "DR035" });
    // The ruling gave a 2: nothing else may change with it.
    await expect(again("{}")).rejects.toMatchObject({ code: "DR053" });
    await expect(again(`{"${item}": "2", "message-price": "0"}`)).rejects.toMatchObject({ code: "DR053" });
    await again(`{"${item}": "2"}`);
    for (const table of ["dispute_item", "ruled_item", "result_reading"])
      await expect(appSql.unsafe(`delete from ${table}`)).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`update dispute set due = '2027-01-01'`).rejects.toMatchObject({ code: "42501" });
    await expect(appSql`delete from dispute`).rejects.toMatchObject({ code: "42501" });
  });
});
