import { readFileSync } from "node:fs";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { audit, grading, gradingItem, gradingResult, remedial, remedialPerson, remedialPlan, remedialPractical } from "@db/schema";
import { itemSchemas } from "~/curriculum/pack";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { saveDraft } from "~/probation/drafts.server";
import * as overviewRoute from "~/probation/routes/overview";
import * as resultRoute from "~/probation/routes/result";
import { gradingResultOf } from "~/probation/result.server";
import { remedialPlanOf } from "~/probation/remedial-page.server";
import { requestSecond, startSecondGrading } from "~/probation/second.server";
import { seePractical } from "~/probation/remedial-plan.server";
import { gradingSheet } from "~/probation/sheet.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { agentToday } from "~/today/page.server";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());
const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);
const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));

beforeAll(async () => {
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
  for (const item of checklist.areas.find((a) => a.slug === "product-process")?.items ?? []) {
    for (const question of item.mends?.questions ?? []) await make.content("question", question);
    for (const practical of item.mends?.practicals ?? []) await make.content("practical", practical);
  }
  await make.content("simulation", "seven-days-and-worn");
});

async function somebody() {
  const { person, teamId } = await make.inProbation();
  return { id: person.id, teamId, grader: (await make.supervisor(teamId)).id };
}

/** Grade what the sheet of an open grading asks for and submit it: all at `grade`, areas or items at others. */
async function submit(personId: string, gradingId: string, grader: string, grade: number, others: Record<string, number>, now = MONDAY) {
  const sheet = await gradingSheet(db, { personId, gradingId, graderId: grader }, "en");
  const draft = Object.fromEntries(
    (sheet?.areas ?? []).flatMap((a) =>
      a.items.map((i) => [
        i.slug,
        { grade: others[i.slug] ?? others[a.slug] ?? grade, ...(i.evidence === "required" ? { fileIds: [newId()] } : {}) },
      ]),
    ),
  );
  await owner.update(grading).set({ draft, draftRevision: 3 }).where(eq(grading.id, gradingId));
  return submitGrading(ctx(now, grader), personId, gradingId, 3);
}
async function failed(others: Record<string, number> = { "product-process": 2 }) {
  const who = await somebody();
  const { gradingId } = value(await startGrading(ctx(MONDAY, who.grader), who.id));
  expect(value(await submit(who.id, gradingId, who.grader, 4, others)).passed).toBe(false);
  return { ...who, gradingId };
}

describe("a failed checklist", () => {
  it("plans with the result what mends the missed items: a drill, practicals, practice chats", async () => {
    const { id, gradingId, grader } = await failed({ "product-process": 2, "message-return": 2 });
    const [plan] = await db.select().from(remedialPlan).where(eq(remedialPlan.gradingId, gradingId));
    // Five training days after a Monday, the next one being the first: the Monday after.
    expect(plan).toMatchObject({
      missed: ["process-tell-the-craft", "process-stitch-by-hand", "process-find-the-faults", "process-care", "message-return"],
      practicals: ["craft-by-hand", "quality-check-ten"],
      simulations: ["seven-days-and-worn"],
      due: "2026-03-09",
      plannedBy: grader,
    });
    const [drill] = await db
      .select()
      .from(remedial)
      .where(eq(remedial.id, plan?.remedialId ?? ""));
    expect(drill).toMatchObject({ cause: "probation", causeId: plan?.id, due: "2026-03-09", assignedBy: grader });
    expect(drill?.items).toHaveLength(19);
    expect(
      await db
        .select()
        .from(audit)
        .where(and(eq(audit.personId, id), eq(audit.action, "probation.remedial_planned"))),
    ).toHaveLength(1);
    const view = await remedialPlanOf(db, id, "en");
    expect(view).toMatchObject({ done: 0, of: 4, gradingId, ended: false });
    const { mend } = await agentToday(
      db,
      { personId: id, name: "", state: "probation", clearance: "supervised", roles: [], zone: "Asia/Shanghai" } as never,
      "en",
      MONDAY,
    );
    expect(mend).toMatchObject([
      { to: `/probation/${id}/result/${gradingId}`, detail: expect.stringContaining("0 of 4") },
      { to: `/probation/${id}/self` },
    ]);
  });

  it("keeps its plan when the agent asks for a second grader, who finds the same", async () => {
    const { id, teamId, gradingId } = await failed();
    value(await requestSecond(ctx(MONDAY, id), id, gradingId, "I stitched it evenly"));
    const second = (await make.supervisor(teamId)).id;
    const sheet = value(await startSecondGrading(ctx(later(1), second), id, gradingId)).gradingId;
    expect(value(await submit(id, sheet, second, 4, { "product-process": 2 }, later(1))).passed).toBe(false);
    expect(await db.select().from(remedialPlan).where(eq(remedialPlan.personId, id))).toMatchObject([{ gradingId, plannedAt: MONDAY }]);
    expect(await remedialPlanOf(db, id, "en")).toMatchObject({ ended: false, done: 0, of: 3 });
  });

  it("makes no plan of what a checklist says nothing about", async () => {
    const { gradingId } = await failed({ "outside-contacts": 1 });
    expect(await db.select().from(remedialPlan).where(eq(remedialPlan.gradingId, gradingId))).toEqual([]);
  });

  it("counts what is done: drill by its answers, practical by who sees it again, chat by a new try", async () => {
    const { id, grader, gradingId } = await failed({ "product-process": 2, "message-return": 2 });
    const plan = await remedialPlanOf(db, id, "en", gradingId);
    const planId = plan?.id ?? "";
    expect(codes(await seePractical(ctx(MONDAY, id), id, { planId, slug: "craft-by-hand", note: "" }))).toEqual(["grade_oneself"]);
    expect(codes(await seePractical(ctx(MONDAY, grader), id, { planId, slug: "pack-along", note: "" }))).toEqual(["no_such_practical"]);
    const seen = { planId, slug: "craft-by-hand", note: "Even and straight now" };
    await Promise.all([1, 2].map(() => seePractical(ctx(later(1), grader), id, seen)));
    expect(await db.select().from(remedialPractical).where(eq(remedialPractical.planId, planId))).toHaveLength(1);
    expect(await remedialPlanOf(db, id, "en")).toMatchObject({ done: 1, of: 4 });
    await owner
      .update(remedialPerson)
      .set({ closedAt: later(1), outcome: "done" })
      .where(eq(remedialPerson.remedialId, plan?.remedialId ?? ""));
    expect(await remedialPlanOf(db, id, "en")).toMatchObject({ done: 2, of: 4 });
  });
});

describe("the retake of what fell short", () => {
  it("shows the failed areas only, carries the others over and makes the total of all", async () => {
    const { id, grader, gradingId: first } = await failed();
    const other = (await make.supervisor((await make.team()).id)).id;
    const { gradingId } = value(await startGrading(ctx(later(3), other), id));
    const [row] = await db.select().from(grading).where(eq(grading.id, gradingId));
    expect(row).toMatchObject({ areas: ["product-process"], carriedFrom: first, drawn: {} });
    const sheet = await gradingSheet(db, { personId: id, gradingId, graderId: other }, "en");
    expect(sheet?.areas.map((a) => a.slug)).toEqual(["product-process"]);
    expect(sheet?.carried).toHaveLength(6);
    expect(codes(await saveDraft(ctx(later(3), other), id, gradingId, 0, { "message-return": { grade: 0 } }))).toEqual(["no_such_item"]);
    expect(value(await submit(id, gradingId, other, 3, {}, later(3))).passed).toBe(true);

    const items = await db.select().from(gradingItem).where(eq(gradingItem.gradingId, gradingId));
    expect(items).toHaveLength(35);
    expect(items.filter((i) => i.carriedFrom === first).map((i) => i.grade)).toEqual(Array.from({ length: 31 }, () => 4));
    // 85 at full marks and 15 at 75 %.
    const [result] = await db.select().from(gradingResult).where(eq(gradingResult.gradingId, gradingId));
    expect(Number(result?.total)).toBe(96.25);
    const page = await gradingResultOf(db, id, gradingId, "en");
    expect([page?.carriedFrom, page?.areas.filter((a) => !a.carried).map((a) => a.slug)]).toEqual([1, ["product-process"]]);
    // What was left of the drill is asked no more, and Today speaks of the plan no more.
    expect(await remedialPlanOf(db, id, "en")).toMatchObject({ ended: true });
    expect(await remedialPlanOf(db, id, "en", first)).toMatchObject({ parts: [{ kind: "drill", done: true }, {}, {}] });
    expect(grader).not.toBe(other);
  });

  it("is said before it begins, to the agent and to whoever grades: what it looks at, and of how many items", async () => {
    const { id, grader, gradingId: first } = await failed();
    const seenBy = async (personId: string) => {
      const cookie = await make.signIn(personId);
      const overview = await overviewRoute.loader(routeArgs(`/probation/${id}`, { cookie, params: { personId: id } }));
      const params = { personId: id, gradingId: first };
      const result = await resultRoute.loader(routeArgs(`/probation/${id}/result/${first}`, { cookie, params }));
      return { overview, again: "again" in result ? result.again : "nothing" };
    };
    for (const reader of [id, grader]) {
      const { overview, again } = await seenBy(reader);
      expect([overview.again, again]).toEqual([{ areas: ["Product process"] }, ["Product process"]]);
    }
    value(await startGrading(ctx(later(1), grader), id));
    expect((await seenBy(grader)).overview.mine).toMatchObject({ graded: 0, of: 4 });
    const { slug, ...body } = checklist;
    await make.content("checklist", slug, { ...body, retakes: 3 });
    // By another version nothing is carried over.
    const { overview, again } = await seenBy(id);
    expect([overview.again, again]).toEqual([{ areas: null }, null]);
    await make.content("checklist", slug, body);
  });

  it("names where a grade was given when it is carried over twice", async () => {
    const { id, grader, gradingId: first } = await failed({ "product-process": 2, "outside-contacts": 1 });
    const second = value(await startGrading(ctx(later(1), grader), id)).gradingId;
    value(await submit(id, second, grader, 4, { "outside-contacts": 1 }, later(1)));
    const third = value(await startGrading(ctx(later(2), grader), id)).gradingId;
    const [row] = await db.select().from(grading).where(eq(grading.id, third));
    expect(row).toMatchObject({ areas: ["outside-contacts"], carriedFrom: second });
    expect(value(await submit(id, third, grader, 3, {}, later(2))).passed).toBe(true);
    const items = await db.select().from(gradingItem).where(eq(gradingItem.gradingId, third));
    expect(new Set(items.filter((i) => i.area === "product-process").map((i) => i.carriedFrom))).toEqual(new Set([second]));
    expect(new Set(items.filter((i) => i.area === "product-prices").map((i) => i.carriedFrom))).toEqual(new Set([first]));
  });

  it("looks at everything again after another version of the checklist, and where somebody let them pass", async () => {
    const { id, grader } = await failed();
    const { slug, ...body } = checklist;
    await make.content("checklist", slug, { ...body, retakes: 3 });
    const { gradingId } = value(await startGrading(ctx(later(1), grader), id));
    expect((await db.select().from(grading).where(eq(grading.id, gradingId)))[0]).toMatchObject({ areas: null, carriedFrom: null });
    await make.content("checklist", slug, body);
  });

  it("waits for the plan where the checklist says so, and tells how far it is", async () => {
    const { slug, ...body } = checklist;
    await make.content("checklist", slug, { ...body, retake_after_remedial: true });
    const { id, grader } = await failed();
    expect(await startGrading(ctx(later(1), grader), id)).toMatchObject({
      refusals: [{ code: "remedial_open", params: { done: 0, of: 3 } }],
    });
    const cookie = await make.signIn(grader);
    const page = await overviewRoute.loader(routeArgs(`/probation/${id}`, { cookie, params: { personId: id } }));
    expect(page).toMatchObject({ whyNot: { code: "remedial_open" }, plan: { done: 0, of: 3 } });
    const plan = await remedialPlanOf(db, id, "en");
    for (const practical of ["craft-by-hand", "quality-check-ten"])
      value(await seePractical(ctx(later(1), grader), id, { planId: plan?.id ?? "", slug: practical, note: "" }));
    await owner
      .update(remedialPerson)
      .set({ closedAt: later(1), outcome: "done" })
      .where(eq(remedialPerson.remedialId, plan?.remedialId ?? ""));
    value(await startGrading(ctx(later(1), grader), id));
    await make.content("checklist", slug, body);
  });
});
