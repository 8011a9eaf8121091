import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  audit,
  checklistResult,
  grading,
  gradingResult,
  notice,
  person,
  reconciledItem,
  reconciliation,
  roleGrant,
  secondRequest,
  setting,
  workItem,
} from "@db/schema";
import { confirmGate } from "~/activation/actions.server";
import { gateOf } from "~/activation/queries.server";
import { sweepReadyGates } from "~/activation/sweeps.server";
import { itemSchemas } from "~/curriculum/pack";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { abandonGrading, allowExtraGrading, startGrading, submitGrading } from "~/probation/actions.server";
import { agreementPage } from "~/probation/agreement.server";
import { saveDraft } from "~/probation/drafts.server";
import { gradingsOf, isEvidenceFor, standingOf } from "~/probation/queries.server";
import { saveReconciliation, submitReconciliation } from "~/probation/reconcile.server";
import { gradingResultOf } from "~/probation/result.server";
import { attemptsOf } from "~/probation/rules";
import { releaseSecond, requestSecond, startSecondGrading, sweepSingleExaminer } from "~/probation/second.server";
import { openItems } from "~/work/queries.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ownerSql, ctx, make } = await freshDatabase();
const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);

beforeAll(async () => {
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
});

let agent: Awaited<ReturnType<typeof make.inProbation>>;
let first: string;
let second: string;
beforeEach(async () => {
  agent = await make.inProbation();
  first = (await make.supervisor(agent.teamId, { name: "First" })).id;
  second = (await make.supervisor(agent.teamId, { name: "Second" })).id;
});

type Others = Record<string, number>;
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const at = (ms: number) => new Date(MONDAY.getTime() + ms);
const DAY = 86_400_000;

async function fill(gradingId: string, grade: number, others: Others = {}): Promise<number> {
  const draft = Object.fromEntries(
    items.map((i) => [i.slug, { grade: others[i.slug] ?? grade, ...(i.evidence === "required" ? { fileIds: [newId()] } : {}) }]),
  );
  await owner.update(grading).set({ draft, draftRevision: 7 }).where(eq(grading.id, gradingId));
  return 7;
}
/** 3 everywhere but where said otherwise: 75; with two areas of 4s it comes near 80. */
const NEAR: Others = Object.fromEntries(
  checklist.areas.filter((a) => ["product-features"].includes(a.slug)).flatMap((a) => a.items.map((i) => [i.slug, 4] as const)),
);
async function gradeFirst(grade = 3, others: Others = NEAR, by = first, when = MONDAY) {
  const { gradingId } = value(await startGrading(ctx(when, by), agent.person.id));
  const revision = await fill(gradingId, grade, others);
  return value(await submitGrading(ctx(when, by), agent.person.id, gradingId, revision));
}
async function gradeSecond(firstId: string, grade = 3, others: Others = NEAR, by = second) {
  const { gradingId } = value(await startSecondGrading(ctx(MONDAY, by), agent.person.id, firstId));
  const revision = await fill(gradingId, grade, others);
  return { ...value(await submitGrading(ctx(MONDAY, by), agent.person.id, gradingId, revision)), gradingId };
}
const open = async () =>
  (
    await db
      .select({ kind: workItem.kind })
      .from(workItem)
      .where(and(eq(workItem.personId, agent.person.id), isNull(workItem.closedAt)))
  )
    .map((i) => i.kind)
    .sort();
const results = () =>
  db.select().from(checklistResult).where(eq(checklistResult.personId, agent.person.id)).orderBy(checklistResult.number);
const checklistMet = async () => (await gateOf(db, agent.person.id, "activation", MONDAY))?.requirements.find((r) => r.id === "checklist");

describe("a total near the line", () => {
  it("counts for nothing until a second person has graded, and tells the agent so", async () => {
    const { gradingId, passed } = await gradeFirst();
    expect(passed).toBeNull();
    const [found] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, gradingId));
    expect(found).toMatchObject({ total: "80", passed: true });
    expect(await results()).toEqual([]);
    expect(await open()).toEqual(["second_grading"]);
    expect(await checklistMet()).toMatchObject({ met: false, blocker: { code: "checklist_second" } });
    const told = await db.select().from(notice).where(eq(notice.personId, agent.person.id));
    expect(told).toMatchObject([{ kind: "probation.second_asked" }]);
    expect(told[0]?.data).toEqual({ personId: agent.person.id, gradingId });
    expect(codes(await startGrading(ctx(MONDAY, second), agent.person.id))).toEqual(["second_waits"]);
    expect(await db.select().from(secondRequest).where(eq(secondRequest.gradingId, gradingId))).toMatchObject([{ cause: "borderline" }]);
  });

  it("waits for every supervisor but the first grader, of any team where the team has no other", async () => {
    await gradeFirst();
    const seen = async (id: string, teamId: string) =>
      (await openItems(db, { personId: id, roles: [{ role: "supervisor", teamId }] }, { personId: agent.person.id })).map((i) => i.kind);
    expect(await seen(second, agent.teamId)).toEqual(["second_grading"]);
    expect(await seen(first, agent.teamId)).toEqual([]);
    const elsewhere = (await make.team()).id;
    expect(await seen((await make.supervisor(elsewhere)).id, elsewhere)).toEqual([]);

    const lonely = await make.inProbation({ teamId: elsewhere, supervisorId: first });
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.teamId, elsewhere));
    agent = lonely;
    await gradeFirst();
    expect(await seen(second, agent.teamId)).toEqual(["second_grading"]);
  });

  it("shows nothing of the first sheet to anybody", async () => {
    const { gradingId } = await gradeFirst();
    expect(await gradingResultOf(db, agent.person.id, gradingId, "en")).toBeNull();
    const found = await gradingsOf(db, agent.person.id);
    expect(found?.gradings).toMatchObject([{ id: gradingId, waits: true, result: null }]);
    const [item] = await db.select().from(workItem).where(eq(workItem.subjectId, gradingId));
    expect(Object.keys(item?.data ?? {})).toEqual(["name"]);
    const [fileId = ""] = (
      await ownerSql<{ id: string }[]>`select unnest(file_ids) as id from grading_item where grading_id = ${gradingId}`
    ).map((r) => r.id);
    const sees = (id: string, settles = false) => isEvidenceFor(db, agent.person.id, fileId, { id, settles });
    expect([await sees(first), await sees(second), await sees(second, true), await sees(agent.person.id)]).toEqual([
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
      { number: 1, total: "90", passed: true, graderId: first, secondGraderId: second, secondGradingId: secondId },
    ]);
    expect((await results())[0]?.grades).toMatchObject({ "features-describe-ten": "4", "message-price": "3.5" });
    expect(await open()).toEqual([]);
    const found = await gradingsOf(db, agent.person.id);
    expect(found && attemptsOf(standingOf(found, 2))).toEqual({ used: 0, of: 3, left: 3 });
    expect((await db.select().from(grading).where(eq(grading.personId, agent.person.id))).map((g) => g.attempt)).toEqual([1, 1]);
    for (const by of [first, second]) expect(codes(await startGrading(ctx(MONDAY, by), agent.person.id))).toEqual(["already_passed"]);
    const page = await gradingResultOf(db, agent.person.id, secondId, "en");
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
      .where(and(eq(audit.personId, agent.person.id), eq(audit.action, "probation.second_decided")));
    expect(said).toMatchObject([{ actorId: second, after: { total: "90", passed: true } }]);
  });

  it("fails once, not twice", async () => {
    const { gradingId } = await gradeFirst();
    expect((await gradeSecond(gradingId, 3, {})).passed).toBe(false);
    expect(await open()).toEqual(["grading"]);
    const found = await gradingsOf(db, agent.person.id);
    expect(found && attemptsOf(standingOf(found, 2))).toEqual({ used: 1, of: 3, left: 2 });
    const third = value(await startGrading(ctx(MONDAY, first), agent.person.id)).gradingId;
    expect((await db.select().from(grading).where(eq(grading.id, third)))[0]?.attempt).toBe(2);
  });

  it("is somebody else's, one person's at a time, and goes on where it was left", async () => {
    const { gradingId } = await gradeFirst();
    const third = (await make.supervisor((await make.team()).id)).id;
    const start = (by: string, when = MONDAY) => startSecondGrading(ctx(when, by), agent.person.id, gradingId);
    expect(codes(await start(first))).toEqual(["second_same"]);
    expect(codes(await start(agent.person.id))).toEqual(["grade_oneself"]);
    const raced = await Promise.all([start(second), start(third)]);
    expect(raced.map((o) => (o.ok ? "begun" : codes(o)[0])).sort()).toEqual(["begun", "second_taken"]);
    const [winner, loser] = raced[0]?.ok ? [second, third] : [third, second];
    const { gradingId: theirs } = value(await start(winner));
    expect(value(await startGrading(ctx(MONDAY, winner), agent.person.id)).gradingId).toBe(theirs);
    value(await abandonGrading(ctx(MONDAY, winner), agent.person.id, theirs, "called away"));
    value(await start(loser));
    expect(codes(await startSecondGrading(ctx(MONDAY, second), agent.person.id, newId()))).toEqual(["no_such_grading"]);
  });

  it("is refused to who has a sheet of their own open, and of what nobody asked for", async () => {
    const own = value(await startGrading(ctx(MONDAY, second), agent.person.id)).gradingId;
    const { gradingId } = await gradeFirst();
    expect(codes(await startSecondGrading(ctx(MONDAY, second), agent.person.id, gradingId))).toEqual(["second_after_own"]);
    value(await abandonGrading(ctx(MONDAY, second), agent.person.id, own, "no longer needed"));
    value(await startSecondGrading(ctx(MONDAY, second), agent.person.id, gradingId));
    agent = await make.inProbation();
    const { gradingId: clear } = await gradeFirst(4, {});
    expect(codes(await startSecondGrading(ctx(MONDAY, second), agent.person.id, clear))).toEqual(["second_not_asked"]);
  });

  it("is given up by whoever loses the role or is suspended half-way, or taken away by a manager", async () => {
    const { gradingId } = await gradeFirst();
    const { gradingId: theirs } = value(await startSecondGrading(ctx(MONDAY, second), agent.person.id, gradingId));
    const revision = await fill(theirs, 4);
    await owner.update(person).set({ disabledAt: MONDAY }).where(eq(person.id, second));
    expect(codes(await submitGrading(ctx(MONDAY, second), agent.person.id, theirs, revision))).toEqual(["no_grader"]);
    await owner.update(person).set({ disabledAt: null }).where(eq(person.id, second));
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, second));
    expect(codes(await submitGrading(ctx(MONDAY, second), agent.person.id, theirs, revision))).toEqual(["no_grader"]);
    const third = (await make.supervisor(agent.teamId)).id;
    const { gradingId: again } = value(await startSecondGrading(ctx(MONDAY, third), agent.person.id, gradingId));
    expect(codes(await saveDraft(ctx(MONDAY, second), agent.person.id, theirs, revision, {}))).toEqual(["was_abandoned"]);

    const manager = (await make.manager(agent.teamId)).id;
    const release = (reason: string, by = manager) => releaseSecond(ctx(MONDAY, by), agent.person.id, again, reason);
    expect(codes(await release(" "))).toEqual(["reason_missing"]);
    expect(codes(await release("on holiday", agent.person.id))).toEqual(["grade_oneself"]);
    value(await release("on holiday"));
    expect(codes(await release("on holiday"))).toEqual(["no_such_grading"]);
    expect(codes(await submitGrading(ctx(MONDAY, third), agent.person.id, again, await fill(again, 4)))).toEqual(["was_abandoned"]);
    value(await startSecondGrading(ctx(MONDAY, manager), agent.person.id, gradingId));
  });

  it("ends once, and is refused after a suspension of the agent", async () => {
    const { gradingId } = await gradeFirst();
    const { gradingId: theirs } = value(await startSecondGrading(ctx(MONDAY, second), agent.person.id, gradingId));
    const revision = await fill(theirs, 4);
    const submit = () => submitGrading(ctx(MONDAY, second), agent.person.id, theirs, revision);
    await owner.update(person).set({ state: "suspended", stateBefore: "probation" }).where(eq(person.id, agent.person.id));
    expect(codes(await submit())).toEqual(["not_in_probation"]);
    await owner.update(person).set({ state: "probation", stateBefore: null }).where(eq(person.id, agent.person.id));
    const all = await Promise.all(Array.from({ length: 6 }, submit));
    expect(all.filter((o) => o.ok)).toHaveLength(1);
    expect(await results()).toHaveLength(1);
    expect(codes(await startSecondGrading(ctx(MONDAY, first), agent.person.id, gradingId))).toEqual(["second_decided"]);
  });
});

describe("settling what lies apart", () => {
  const settle = (secondId: string, by: string, isManager = false) => ({
    save: (revision: number, changes: Parameters<typeof saveReconciliation>[3]) =>
      saveReconciliation(ctx(MONDAY, by), { personId: agent.person.id, secondGradingId: secondId, isManager }, revision, changes),
    submit: (revision: number) =>
      submitReconciliation(ctx(MONDAY, by), { personId: agent.person.id, secondGradingId: secondId, isManager }, revision),
  });

  it("needs a grade and a reason for each, then both gradings count together", async () => {
    const { gradingId } = await gradeFirst();
    const { passed, gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-price": 1, "message-return": 1 });
    expect(passed).toBeNull();
    expect(await open()).toEqual(["reconciliation"]);
    expect(await checklistMet()).toMatchObject({ met: false, blocker: { code: "checklist_second" } });
    expect(await gradingResultOf(db, agent.person.id, gradingId, "en")).toBeNull();
    for (const id of [first, second])
      expect(await db.select().from(notice).where(eq(notice.personId, id))).toMatchObject([
        { kind: "probation.reconcile", data: { count: 2 } },
      ]);

    const by = settle(secondId, first);
    expect(await by.submit(0)).toMatchObject({ refusals: [{ code: "incomplete", params: { count: 2 } }] });
    value(await by.save(0, { "message-price": { grade: 3, remark: "the price came with its reason" } }));
    expect(value(await settle(secondId, second).save(0, { "message-return": { grade: 2 } }))).toMatchObject({ saved: false, revision: 1 });
    value(await settle(secondId, second).save(1, { "message-return": { grade: 3, remark: "all but the deadline was said" } }));
    expect(codes(await by.submit(1))).toEqual(["draft_newer"]);
    expect(codes(await by.save(2, { nonsense: { grade: 3 } }))).toEqual(["no_such_item"]);
    expect(value(await by.submit(2))).toEqual({ firstGradingId: gradingId, passed: true });
    expect(codes(await by.submit(2))).toEqual(["already_settled"]);
    expect(codes(await by.save(2, {}))).toEqual(["already_settled"]);
    expect(await results()).toMatchObject([{ number: 1, passed: true, secondGradingId: secondId }]);
    expect((await results())[0]?.grades).toMatchObject({ "message-price": "3", "message-return": "3", "message-delay": "3.5" });
    expect(await open()).toEqual([]);
    const page = await gradingResultOf(db, agent.person.id, gradingId, "en");
    expect(page?.settledBy).toBe("First");
    for (const id of [first, second])
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
    const stranger = (await make.supervisor(agent.teamId)).id;
    expect(codes(await settle(secondId, stranger).save(0, {}))).toEqual(["not_yours_to_settle"]);
    expect(codes(await settle(secondId, stranger).submit(0))).toEqual(["not_yours_to_settle"]);
    expect(codes(await settle(secondId, agent.person.id, true).submit(0))).toEqual(["grade_oneself"]);
    expect(codes(await settle(newId(), first).submit(0))).toEqual(["no_such_grading"]);
    const manager = (await make.manager(agent.teamId)).id;
    value(await settle(secondId, manager, true).save(0, { "message-price": { grade: 4, remark: "seen with my own eyes" } }));
    await owner.update(roleGrant).set({ to: MONDAY }).where(eq(roleGrant.personId, second));
    expect(codes(await settle(secondId, second).submit(1))).toEqual(["no_grader"]);
    const both = await Promise.all([settle(secondId, first).submit(1), settle(secondId, manager, true).submit(1)]);
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
    const sees = (id: string, settles = false) => isEvidenceFor(db, agent.person.id, row?.id ?? "", { id, settles });
    const stranger = (await make.supervisor(agent.teamId)).id;
    expect([await sees(second), await sees(stranger, true), await sees(stranger), await sees(agent.person.id)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    value(await settle(secondId, first).save(0, { "message-price": { grade: 4, remark: "it was all there" } }));
    value(await settle(secondId, first).submit(1));
    expect([await sees(stranger), await sees(agent.person.id)]).toEqual([true, true]);
  });
});

describe("the agent's request", () => {
  const request = (gradingId: string, when = MONDAY, reason = "the light was bad", by = agent.person.id) =>
    requestSecond(ctx(when, by), agent.person.id, gradingId, reason);

  it("holds a pass back until both are in, once, with a reason, within five working days", async () => {
    const { gradingId } = await gradeFirst(4, {});
    expect(await checklistMet()).toMatchObject({ met: true });
    expect(codes(await request(gradingId, MONDAY, " "))).toEqual(["reason_missing"]);
    expect(codes(await request(gradingId, MONDAY, "let me", first))).toEqual(["request_not_own"]);
    expect(codes(await request(newId()))).toEqual(["no_such_grading"]);
    // The Monday after is the fifth working day since, the Tuesday the sixth.
    expect(codes(await request(gradingId, at(8 * DAY)))).toEqual(["request_late"]);
    value(await request(gradingId, at(7 * DAY)));
    expect(codes(await request(gradingId, at(7 * DAY)))).toEqual(["second_asked"]);
    expect(await checklistMet()).toMatchObject({ met: false, blocker: { code: "checklist_second" } });
    expect(await open()).toEqual(["second_grading"]);
    expect(await gradingResultOf(db, agent.person.id, gradingId, "en")).toBeNull();
    const [item] = await db.select().from(workItem).where(eq(workItem.subjectId, gradingId));
    expect(JSON.stringify(item)).not.toContain("light");
    expect((await gradeSecond(gradingId, 4, {})).passed).toBe(true);
    expect((await results()).map((r) => [r.number, r.secondGraderId])).toEqual([
      [1, null],
      [2, second],
    ]);
    expect((await checklistMet())?.evidence).toMatchObject([{ id: (await results())[1]?.id, by: "First · Second" }]);
  });

  it("takes a fail back: the retake waits, and so does the manager", async () => {
    for (let n = 0; n < 3; n++) await gradeFirst(2, {}, first, at(n * 1000));
    expect(await open()).toEqual(["gradings_used"]);
    const found = await gradingsOf(db, agent.person.id);
    const [last, earlier] = found?.gradings ?? [];
    expect(codes(await request(earlier?.id ?? ""))).toEqual(["request_not_last"]);
    value(await request(last?.id ?? "", at(10_000)));
    expect(await open()).toEqual(["second_grading"]);
    const manager = (await make.manager(agent.teamId)).id;
    expect(codes(await allowExtraGrading(ctx(MONDAY, manager), agent.person.id, "a good reason"))).toEqual(["extra_not_needed"]);
    expect((await gradeSecond(last?.id ?? "", 2, {})).passed).toBe(false);
    expect(await open()).toEqual(["gradings_used"]);
  });
});

describe("single-examiner mode", () => {
  const mode = (on: boolean) =>
    owner
      .insert(setting)
      .values({ key: "single_examiner", value: on, updatedAt: MONDAY })
      .onConflictDoUpdate({ target: setting.key, set: { value: on } });
  const alone = async () => {
    await owner.update(roleGrant).set({ to: MONDAY });
    await make.grant(first, "manager", agent.teamId);
  };

  it("lets the first result stand only where nobody else is, and decision and row say so", async () => {
    await mode(true);
    expect((await gradeFirst()).passed).toBeNull();
    agent = await make.inProbation({ teamId: agent.teamId, supervisorId: first });
    await alone();
    const { passed, gradingId } = await gradeFirst();
    expect(passed).toBe(true);
    expect(await results()).toMatchObject([{ singleExaminer: true, total: "80", secondGraderId: null }]);
    expect((await gradingResultOf(db, agent.person.id, gradingId, "en"))?.singleExaminer).toBe(true);
    expect(codes(await requestSecond(ctx(MONDAY, agent.person.id), agent.person.id, gradingId, "please look again"))).toEqual([
      "nobody_else",
    ]);
    const other = (await make.manager(agent.teamId)).id;
    value(await confirmGate(ctx(MONDAY, other), agent.person.id, "activation"));
    const [decision] =
      await ownerSql`select single_examiner from gate_decision where person_id = ${agent.person.id} and gate = 'activation'`;
    expect(decision).toEqual({ single_examiner: true });
    await mode(false);
  });

  it("switched on later, it settles what waits, exactly once", async () => {
    await alone();
    const { gradingId } = await gradeFirst();
    expect(await open()).toEqual(["second_grading"]);
    await sweepSingleExaminer(db, MONDAY);
    expect(await results()).toEqual([]);
    await mode(true);
    await Promise.all([sweepSingleExaminer(db, MONDAY), sweepSingleExaminer(db, MONDAY)]);
    await sweepSingleExaminer(db, MONDAY);
    expect(await results()).toMatchObject([{ number: 1, singleExaminer: true, passed: true }]);
    expect(await open()).toEqual([]);
    expect(codes(await startSecondGrading(ctx(MONDAY, second), agent.person.id, gradingId))).toEqual(["second_decided"]);
    await mode(false);
  });
});

describe("the gate", () => {
  it("is ready only after the decision, and neither of two graders is the only one", async () => {
    const manager = (await make.manager(agent.teamId)).id;
    const { gradingId } = await gradeFirst(3, NEAR, manager);
    await sweepReadyGates(db, MONDAY);
    expect(await open()).toEqual(["second_grading"]);
    expect(codes(await confirmGate(ctx(MONDAY, manager), agent.person.id, "activation"))).toContain("unmet");
    await gradeSecond(gradingId, 4, {});
    await sweepReadyGates(db, MONDAY);
    expect(await open()).toEqual(["activation_gate"]);
    value(await confirmGate(ctx(MONDAY, manager), agent.person.id, "activation"));
    expect(await open()).toEqual([]);
  });

  it("is shut by the database too: a waiting first grading, a result without its second, gradings that are not reconciled", async () => {
    const { gradingId } = await gradeFirst();
    const insert = (values: { second?: string; by?: string; single?: boolean }) => ownerSql`
      insert into checklist_result (id, person_id, first_grading_id, number, grader_id, second_grading_id, second_grader_id, grades, total, areas, failed, passed, single_examiner, decided_at)
      values (${newId()}, ${agent.person.id}, ${gradingId}, 1, ${first}, ${values.second ?? null}, ${values.by ?? null}, '{}', 90, '[]', '{}', true, ${values.single ?? false}, ${MONDAY})`;
    await expect(insert({})).rejects.toMatchObject({ code: "DR042" });
    await expect(insert({ second: gradingId, by: second })).rejects.toMatchObject({ code: "DR041" });
    const { gradingId: secondId } = await gradeSecond(gradingId, 4, { "message-price": 1 });
    await expect(insert({ second: secondId, by: second })).rejects.toMatchObject({ code: "DR043" });
    const begin = (
      by: string,
    ) => ownerSql`insert into grading (id, person_id, checklist_version_id, grader_id, attempt, first_grading_id, seed, drawn, started_at)
      select ${newId()}, person_id, checklist_version_id, ${by}, 1, id, 's', '{}', ${MONDAY} from grading where id = ${gradingId}`;
    await expect(begin(first)).rejects.toMatchObject({ code: "DR040" });
    await expect(begin((await make.supervisor(agent.teamId)).id)).rejects.toMatchObject({ code: "23505" });
    await expect(appSql`update reconciliation set second_grading_id = ${gradingId}`).rejects.toMatchObject({ code: "42501" });
    const [held] = await ownerSql`select gate_evidence_holds('checklist', 'grading_result', r.id, r.person_id, now(), '{}') as holds
      from grading_result r where r.grading_id = ${gradingId}`;
    expect(held).toEqual({ holds: false });
    await owner.update(reconciliation).set({ submittedAt: MONDAY, submittedBy: first }).where(eq(reconciliation.secondGradingId, secondId));
    await expect(appSql`update reconciliation set draft = '{}' where second_grading_id = ${secondId}`).rejects.toMatchObject({
      code: "DR020",
    });
  });
});

describe("how far graders agree", () => {
  it("is counted by pair and item, for the manager's own teams", async () => {
    const manager = [{ role: "manager" as const, teamId: agent.teamId }];
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
    expect(await agreementPage(db, [{ role: "supervisor", teamId: agent.teamId }], "en")).toMatchObject({ sheets: 0 });
  });
});
