import { and, eq, isNull } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, disputeItem, dispute, notice, roleGrant, workItem } from "@db/schema";
import { newId } from "~/platform/ids";
import { startGrading } from "~/probation/actions.server";
import { openDispute, withdrawDispute } from "~/probation/disputes.server";
import { gradingsOf, isEvidenceFor } from "~/probation/queries.server";
import { gradingResultOf } from "~/probation/result.server";
import { requestSecond } from "~/probation/second.server";
import { openItems } from "~/work/queries.server";
import { MONDAY } from "@test/setup/database";
import { at, codes, DAY, gradingDesk, value } from "./grading-desk";

const { db, owner, ctx, make, desk, gradeFirst, gradeSecond, open, requirement, singleExaminer, alone } = await gradingDesk();

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const one = (item: string, more: object = {}) => ({ item, reason: `${item} was there, see the chat`, link: "", picture: null, ...more });
const disputing = (gradingId: string, disputed = [one("message-price")], when = MONDAY, by = desk.agent.person.id) =>
  openDispute(ctx(when, by), { personId: desk.agent.person.id, gradingId }, disputed);

describe("a dispute", () => {
  it("keeps reason, link and picture of each item, waits for who did not grade, and holds retake and gate", async () => {
    const { gradingId } = await gradeFirst(2, {});
    expect(await open()).toEqual(["grading"]);
    const link = "https://example.com/chat/1";
    const items = [one("message-price", { link, picture: new Blob([PNG]) }), one("message-return")];
    const { disputeId } = value(await disputing(gradingId, items));
    const kept = await db.select().from(disputeItem).where(eq(disputeItem.disputeId, disputeId)).orderBy(disputeItem.item);
    expect(kept).toMatchObject([
      { item: "message-price", reason: "message-price was there, see the chat", link, fileIds: [expect.any(String)] },
      { item: "message-return", link: null, fileIds: [] },
    ]);
    const [row] = await db.select().from(dispute).where(eq(dispute.id, disputeId));
    // Three working days after the Monday.
    expect(row).toMatchObject({ due: "2026-03-05", outcome: null, singleExaminer: false });
    expect(await open()).toEqual(["dispute"]);
    const [item] = await db.select().from(workItem).where(eq(workItem.subjectId, disputeId));
    expect(item).toMatchObject({
      role: "supervisor",
      teamId: desk.agent.teamId,
      notFor: [desk.first],
      dueAt: new Date("2026-03-05T16:00:00.000Z"),
    });
    const seen = async (id: string) =>
      (await openItems(db, { personId: id, roles: [{ role: "supervisor", teamId: desk.agent.teamId }] }, { kind: "dispute" })).map(
        (i) => i.subjectId,
      );
    expect([await seen(desk.first), await seen(desk.second)]).toEqual([[], [disputeId]]);

    expect(codes(await startGrading(ctx(MONDAY, desk.second), desk.agent.person.id))).toEqual(["dispute_waits"]);
    expect(await requirement("no_open_dispute")).toMatchObject({
      met: false,
      blocker: { code: "dispute_open" },
      whereToMend: { to: `/probation/disputes/${disputeId}` },
    });
    const page = await gradingResultOf(db, desk.agent.person.id, gradingId, "en");
    expect(page?.dispute).toMatchObject({ id: disputeId, outcome: null, items: 2, due: "2026-03-05" });
    expect(page?.areas.flatMap((a) => a.items).filter((i) => i.disputed)).toHaveLength(2);
    const viewer = { id: desk.second, settles: false };
    expect(await isEvidenceFor(db, desk.agent.person.id, kept[0]?.fileIds[0] ?? "", viewer)).toBe(true);
    expect(await isEvidenceFor(db, newId(), kept[0]?.fileIds[0] ?? "", viewer)).toBe(false);
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.personId, desk.agent.person.id), eq(audit.action, "probation.disputed"))),
    ).toHaveLength(1);
  });

  it("is the agent's own, once, within five working days, with reasons", async () => {
    const { gradingId } = await gradeFirst(4, {});
    expect(codes(await disputing(gradingId, [one("message-price")], MONDAY, desk.first))).toEqual(["dispute_not_own"]);
    expect(codes(await disputing(newId()))).toEqual(["no_such_grading"]);
    expect(codes(await disputing(gradingId, []))).toEqual(["dispute_empty"]);
    expect(codes(await disputing(gradingId, [one("message-price", { reason: "too short" })]))).toEqual(["dispute_reason"]);
    expect(codes(await disputing(gradingId, [one("nonsense")]))).toEqual(["no_such_item"]);
    expect(codes(await disputing(gradingId, [one("message-price", { link: "javascript:alert(1)" })]))).toEqual(["dispute_link"]);
    expect(codes(await disputing(gradingId, [one("message-price", { picture: new Blob(["no picture"]) })]))).toEqual([
      "picture_unknown_format",
    ]);
    expect(await db.select().from(dispute).where(eq(dispute.personId, desk.agent.person.id))).toEqual([]);
    // The Monday after is the fifth working day since, the Tuesday the sixth.
    expect(codes(await disputing(gradingId, [one("message-price")], at(8 * DAY)))).toEqual(["dispute_late"]);
    const raced = await Promise.all([1, 2, 3].map(() => disputing(gradingId, [one("message-price")], at(7 * DAY))));
    expect(raced.flatMap(codes)).toEqual(["dispute_twice", "dispute_twice"]);
  });

  it("is of the last attempt, and of what was graded in it", async () => {
    const { gradingId: before } = await gradeFirst(4, { "product-process": 2 });
    const { gradingId: retake } = await gradeFirst(3, {}, desk.first, at(1000));
    expect(codes(await disputing(before))).toEqual(["dispute_not_last"]);
    expect(codes(await disputing(retake, [one("message-price")]))).toEqual(["no_such_item"]);
    value(await disputing(retake, [one("process-care")]));
  });

  it("is not possible beside a second grader, nor a second grader beside it", async () => {
    const { gradingId } = await gradeFirst();
    expect(codes(await disputing(gradingId))).toEqual(["no_such_grading"]);
    await gradeSecond(gradingId, 3, {});
    const { disputeId } = value(await disputing(gradingId));
    const found = await gradingsOf(db, desk.agent.person.id);
    expect(found?.gradings.find((g) => g.id === gradingId)?.dispute).toEqual({ id: disputeId, outcome: null });
    const [item] = await db.select().from(workItem).where(eq(workItem.subjectId, disputeId));
    expect(item?.notFor.toSorted()).toEqual([desk.first, desk.second].toSorted());
    desk.agent = await make.inProbation();
    const { gradingId: clear } = await gradeFirst(2, {});
    value(await disputing(clear));
    const ask = requestSecond(ctx(MONDAY, desk.agent.person.id), desk.agent.person.id, clear, "the light was bad");
    expect(codes(await ask)).toEqual(["second_disputed"]);
  });

  it("is taken back by the agent while it is open; then the retake waits again, and it may be disputed anew", async () => {
    const { gradingId } = await gradeFirst(2, {});
    const { id } = desk.agent.person;
    const { disputeId } = value(await disputing(gradingId));
    const back = (by: string, which = disputeId) => withdrawDispute(ctx(at(DAY), by), id, which);
    expect(codes(await back(desk.second))).toEqual(["dispute_not_own"]);
    expect(codes(await back(id, newId()))).toEqual(["no_such_dispute"]);
    expect(value(await back(id))).toEqual({ gradingId });
    expect(codes(await back(id))).toEqual(["dispute_withdrawn"]);
    expect(await open()).toEqual(["grading"]);
    expect(await requirement("no_open_dispute")).toMatchObject({ blocker: { code: "dispute_nothing" } });
    value(await disputing(gradingId, [one("message-return")], at(2 * DAY)));
    expect(await open()).toEqual(["dispute"]);
    expect(
      await db
        .select()
        .from(notice)
        .where(and(eq(notice.personId, id), eq(notice.kind, "probation.dispute_ruled"))),
    ).toEqual([]);
  });
});

describe("who is asked to rule", () => {
  const item = async (disputeId: string) =>
    (
      await db
        .select()
        .from(workItem)
        .where(and(eq(workItem.subjectId, disputeId), isNull(workItem.closedAt)))
    )[0];

  it("is any team's supervisor where the own team has nobody else", async () => {
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, desk.second));
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, desk.agent.supervisorId));
    const elsewhere = (await make.team()).id;
    const other = (await make.supervisor(elsewhere)).id;
    const { gradingId } = await gradeFirst(2, {});
    const { disputeId } = value(await disputing(gradingId));
    expect(await item(disputeId)).toMatchObject({ role: "supervisor", teamId: null, notFor: [desk.first] });
    const seen = await openItems(db, { personId: other, roles: [{ role: "supervisor", teamId: elsewhere }] }, { kind: "dispute" });
    expect(seen.map((i) => i.subjectId)).toContain(disputeId);
  });

  it("is nobody of those who graded, but the managers and administrators who may appoint somebody; the grader only in single-examiner mode", async () => {
    const { gradingId } = await gradeFirst(2, {});
    await alone();
    const { disputeId } = value(await disputing(gradingId));
    expect(await item(disputeId)).toMatchObject({ role: "manager", teamId: null, notFor: [desk.first] });
    value(await withdrawDispute(ctx(MONDAY, desk.agent.person.id), desk.agent.person.id, disputeId));
    await singleExaminer(true);
    const again = value(await disputing(gradingId)).disputeId;
    expect(await item(again)).toMatchObject({ teamId: desk.agent.teamId, notFor: [] });
    await singleExaminer(false);
  });
});
