import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach } from "vitest";
import { parse } from "yaml";
import { checklistResult, grading, roleGrant, setting, workItem } from "@db/schema";
import { gateOf } from "~/activation/queries.server";
import { itemSchemas } from "~/curriculum/pack";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/refusal";
import { startGrading, submitGrading } from "~/probation/actions.server";
import { startSecondGrading } from "~/probation/second.server";
import { gradingSheet } from "~/probation/sheet.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

export type Others = Record<string, number>;
export const DAY = 86_400_000;
export const at = (ms: number) => new Date(MONDAY.getTime() + ms);
export const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map((r) => r.code));
export const value = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
export const items = checklist.areas.flatMap((a) => a.items);
/** 3 everywhere but where said otherwise: 75; with the features at 4 it is 80. */
export const NEAR: Others = Object.fromEntries(
  checklist.areas.filter((a) => a.slug === "product-features").flatMap((a) => a.items.map((i) => [i.slug, 4] as const)),
);

/** A shop with the checklist of our pack; before each test somebody in probation with two supervisors, First and Second: for a file's top level. */
export async function gradingDesk() {
  const database = await freshDatabase();
  const { db, owner, ctx, make } = database;
  const desk = { agent: {} as Awaited<ReturnType<typeof make.inProbation>>, first: "", second: "" };

  beforeAll(async () => {
    const { slug, ...body } = checklist;
    await make.content("checklist", slug, body);
    for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`);
  });
  beforeEach(async () => {
    desk.agent = await make.inProbation();
    desk.first = (await make.supervisor(desk.agent.teamId, { name: "First" })).id;
    desk.second = (await make.supervisor(desk.agent.teamId, { name: "Second" })).id;
  });

  /** Enter grades for what the sheet asks for, by item or by area; the draft's revision. */
  async function fill(gradingId: string, grade: number, others: Others = {}): Promise<number> {
    const [row] = await db.select({ graderId: grading.graderId }).from(grading).where(eq(grading.id, gradingId));
    const at = { personId: desk.agent.person.id, gradingId, graderId: row?.graderId ?? "" };
    const sheet = await gradingSheet(db, at, "en");
    const draft = Object.fromEntries(
      (sheet?.areas ?? []).flatMap((a) =>
        a.items.map((i) => [
          i.slug,
          { grade: others[i.slug] ?? others[a.slug] ?? grade, ...(i.evidence === "required" ? { fileIds: [newId()] } : {}) },
        ]),
      ),
    );
    await owner.update(grading).set({ draft, draftRevision: 7 }).where(eq(grading.id, gradingId));
    return 7;
  }
  async function gradeFirst(grade = 3, others: Others = NEAR, by = desk.first, when = MONDAY) {
    const { gradingId } = value(await startGrading(ctx(when, by), desk.agent.person.id));
    const revision = await fill(gradingId, grade, others);
    return value(await submitGrading(ctx(when, by), desk.agent.person.id, gradingId, revision));
  }
  async function gradeSecond(firstId: string, grade = 3, others: Others = NEAR, by = desk.second, when = MONDAY) {
    const { gradingId } = value(await startSecondGrading(ctx(when, by), desk.agent.person.id, firstId));
    const revision = await fill(gradingId, grade, others);
    return { ...value(await submitGrading(ctx(when, by), desk.agent.person.id, gradingId, revision)), gradingId };
  }
  /** What waits about the agent. */
  const open = async () =>
    (
      await db
        .select({ kind: workItem.kind })
        .from(workItem)
        .where(and(eq(workItem.personId, desk.agent.person.id), isNull(workItem.closedAt)))
    )
      .map((i) => i.kind)
      .sort();
  const results = () =>
    db.select().from(checklistResult).where(eq(checklistResult.personId, desk.agent.person.id)).orderBy(checklistResult.number);
  const requirement = async (id: string, when = MONDAY) =>
    (await gateOf(db, desk.agent.person.id, "activation", when))?.requirements.find((r) => r.id === id);
  const checklistMet = () => requirement("checklist");
  const singleExaminer = (on: boolean) =>
    owner
      .insert(setting)
      .values({ key: "single_examiner", value: on, updatedAt: MONDAY })
      .onConflictDoUpdate({ target: setting.key, set: { value: on } });
  /** Nobody but the first grader holds a role any more. */
  const alone = async () => {
    await owner.update(roleGrant).set({ to: MONDAY });
    await make.grant(desk.first, "manager", desk.agent.teamId);
  };
  return { ...database, desk, fill, gradeFirst, gradeSecond, open, results, requirement, checklistMet, singleExaminer, alone };
}
