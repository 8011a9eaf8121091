import { and, eq, inArray, sql } from "drizzle-orm";
import { checklistResult, gradingItem, notice, reconciliation, secondRequest } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { othersWhoGrade } from "~/people/graders.server";
import { readSetting } from "~/people/settings.server";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { audit, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { checklistFor, type PersonGradings, standingOf } from "./queries.server";
import { endDrillsIn, planRemedialIn } from "./remedial-plan.server";
import { attemptsOf, type ChecklistResult } from "./rules";
import { agreedResult, type Grades, isBorderline, itemsApart } from "./second-rules";

/** A grading that was just submitted. */
type Submitted = {
  id: string;
  firstGradingId: string | null;
  graderId: string;
  body: ItemBody<"checklist">;
  result: ChecklistResult;
  grades: Grades;
};

/**
 * What follows a submitted grading, under the person's lock: it counts; or a second person is asked for, near the line; or, when it is the second, both count
 * together, at once or when somebody has settled where they lie apart. Returns whether the person passed; null while that is open.
 */
export async function afterGrading(tx: Tx, ctx: WriteContext, found: PersonGradings, graded: Submitted): Promise<boolean | null> {
  const { id, firstGradingId, graderId, body, result, grades } = graded;
  if (firstGradingId) return afterSecond(tx, ctx, found, { ...graded, firstGradingId });
  const near = isBorderline(result.total, body.pass_total, body.second.within);
  const alone = near && (await standsAlone(tx, ctx.now, found, graderId));
  if (near && !alone) {
    await askSecond(tx, ctx, found, { gradingId: id, graderId, cause: "borderline" });
    await tx.insert(notice).values({
      personId: found.personId,
      kind: "probation.second_asked",
      data: { personId: found.personId, gradingId: id },
      createdAt: ctx.now,
    });
    return null;
  }
  const texts = Object.fromEntries(Object.entries(grades).map(([slug, grade]) => [slug, String(grade)]));
  return decide(tx, ctx, found, { first: { id, graderId }, body, result: { ...result, grades: texts }, singleExaminer: alone });
}

/** Whether the first result stands because nobody else could grade, and the shop has said that it does then. */
async function standsAlone(tx: Tx, now: Date, { personId, teamId }: PersonGradings, graderId: string): Promise<boolean> {
  return (await readSetting(tx, "single_examiner")) && !(await othersWhoGrade(tx, now, [personId, graderId], teamId)).any;
}

/**
 * Ask for a second person: the team's supervisors and managers where one of them has not graded, else those of the whole shop. What waited for the next grading
 * or a manager's decision waits no more.
 */
export async function askSecond(
  tx: Tx,
  ctx: WriteContext,
  found: PersonGradings,
  asked: { gradingId: string; graderId: string; cause: "borderline" | "agent"; reason?: string },
): Promise<void> {
  const { personId, name, teamId } = found;
  const { gradingId, graderId, cause, reason = null } = asked;
  await tx.insert(secondRequest).values({ gradingId, personId, cause, reason, askedAt: ctx.now });
  for (const kind of ["grading", "gradings_used"] as const) await closeItem(tx, ctx, kind, personId, "second");
  const { inTeam } = await othersWhoGrade(tx, ctx.now, [personId, graderId], teamId);
  await openItem(tx, ctx, {
    kind: "second_grading",
    teamId: inTeam ? teamId : null,
    personId,
    subjectId: gradingId,
    notFor: [graderId],
    data: { name },
  });
  await audit(tx, ctx, {
    action: cause === "agent" ? "probation.second_requested" : "probation.second_asked",
    subject: { type: "grading", id: gradingId },
    personId,
    reason,
  });
}

/** The grades of these gradings, by grading and item; of what was carried over the grade that counted. */
export async function gradesOf(tx: Tx, gradingIds: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const rows = await tx
    .select()
    .from(gradingItem)
    .where(inArray(gradingItem.gradingId, [...gradingIds]));
  const found = new Map<string, Record<string, number>>(gradingIds.map((id) => [id, {}]));
  for (const { gradingId, item, grade, counted } of rows)
    found.set(gradingId, { ...found.get(gradingId), [item]: Number(counted ?? grade) });
  return found;
}

async function afterSecond(
  tx: Tx,
  ctx: WriteContext,
  found: PersonGradings,
  graded: Submitted & { firstGradingId: string },
): Promise<boolean | null> {
  const { id, firstGradingId, graderId, body, grades } = graded;
  const first = found.gradings.find((g) => g.id === firstGradingId);
  if (!first) throw new Error(`grading ${id} is the second of none`);
  const firstGrades = (await gradesOf(tx, [firstGradingId])).get(firstGradingId) ?? {};
  const apart = itemsApart(
    body.areas.flatMap((area) => area.items),
    firstGrades,
    grades,
  );
  await closeItem(tx, ctx, "second_grading", firstGradingId, "graded");
  const both = { first: { id: firstGradingId, graderId: first.graderId }, second: { id, graderId }, body };
  if (apart.length === 0) return decide(tx, ctx, found, { ...both, result: agreedResult(body, firstGrades, grades, {}) });
  const { personId, name, teamId } = found;
  await tx.insert(reconciliation).values({ personId, firstGradingId, secondGradingId: id, openedAt: ctx.now });
  await openItem(tx, ctx, { kind: "reconciliation", teamId, personId, subjectId: id, data: { name } });
  await tx.insert(notice).values(
    [first.graderId, graderId].map((grader) => ({
      personId: grader,
      kind: "probation.reconcile",
      data: { personId, gradingId: id, name, count: apart.length },
      createdAt: ctx.now,
    })),
  );
  return null;
}

type Decided = {
  first: { id: string; graderId: string };
  second?: { id: string; graderId: string };
  reconciliationId?: string;
  body: ItemBody<"checklist">;
  result: ChecklistResult & { grades: Record<string, string> };
  singleExaminer?: boolean;
};

/** Write what counts of an attempt, make the remedial plan of a fail, tell the agent, and open what waits now. Returns whether the person passed. */
export async function decide(tx: Tx, ctx: WriteContext, found: PersonGradings, decided: Decided): Promise<boolean> {
  const { first, second, reconciliationId = null, body, result, singleExaminer = false } = decided;
  const { personId } = found;
  const id = newId();
  await tx.insert(checklistResult).values({
    id,
    personId,
    firstGradingId: first.id,
    number: sql`(select coalesce(max(number), 0) + 1 from checklist_result where first_grading_id = ${first.id})`,
    graderId: first.graderId,
    secondGradingId: second?.id ?? null,
    secondGraderId: second?.graderId ?? null,
    reconciliationId,
    ...result,
    singleExaminer,
    decidedAt: ctx.now,
  });
  if (second) {
    await closeItem(tx, ctx, "reconciliation", second.id, "settled");
    // Whoever has not read that it is to be settled need not any more.
    await tx.update(notice).set({ seenAt: ctx.now })
      .where(sql`${notice.kind} = 'probation.reconcile' and ${notice.data} ->> 'gradingId' = ${second.id} and ${notice.seenAt} is null
        and ${notice.personId} in (${first.graderId}, ${second.graderId})`);
  }
  await closeItem(tx, ctx, "second_grading", first.id, "settled");
  await followResult(tx, ctx, found, { first, body, result });
  await tx.insert(notice).values({
    personId,
    kind: result.passed ? "probation.graded_passed" : "probation.graded_failed",
    data: { personId, gradingId: first.id },
    createdAt: ctx.now,
  });
  if (second || singleExaminer)
    await audit(tx, ctx, {
      action: second ? "probation.second_decided" : "probation.single_examiner",
      subject: { type: "checklist_result", id },
      personId,
      after: { total: result.total, passed: result.passed, failed: result.failed },
    });
  return result.passed;
}

/** What follows from what counts of an attempt: who waits for whom now, and the remedial plan: made of a fail, ended by a pass. */
export async function followResult(
  tx: Tx,
  ctx: WriteContext,
  found: PersonGradings,
  { first, body, result }: Pick<Decided, "first" | "body" | "result">,
): Promise<void> {
  const { personId } = found;
  await settleItems(tx, ctx, found, { id: first.id, graderId: first.graderId, passed: result.passed });
  const grades = Object.fromEntries(Object.entries(result.grades).map(([slug, grade]) => [slug, Number(grade)]));
  if (result.passed) await endDrillsIn(tx, ctx, personId, first.graderId);
  else await planRemedialIn(tx, ctx, { personId, gradingId: first.id, checklist: body, grades, result, graderId: first.graderId });
}

/** After a result: nobody waits any more, or the next grading waits, or a manager's decision does. */
export async function settleItems(
  tx: Tx,
  ctx: WriteContext,
  found: PersonGradings,
  now: { id: string; graderId: string; passed: boolean },
): Promise<void> {
  const { personId, teamId, name } = found;
  await closeItem(tx, ctx, "grading", personId, now.passed ? "passed" : "failed");
  // How often somebody may be graded again is asked of the checklist in force, as when the next grading begins.
  const { retakes } = (await checklistFor(tx, found)).body;
  const standing = standingOf({ ...found, gradings: found.gradings.filter((g) => g.id !== now.id) }, retakes);
  if (now.passed || standing.results.some((r) => r.passed)) return void (await closeItem(tx, ctx, "gradings_used", personId, "passed"));
  // Another attempt may wait for its second grading or for a ruling: until that is there, nobody grades again.
  if (standing.waiting || standing.disputed) return;
  const { left, used } = attemptsOf({ ...standing, results: [...standing.results, now] });
  const item = { personId, subjectId: personId, teamId, data: { name, failed: used } };
  await openItem(tx, ctx, { ...item, kind: left > 0 ? "grading" : "gradings_used" });
}

/** The second grading of an attempt that somebody has open or has submitted; null when there is none. */
export function secondOf(found: PersonGradings, firstGradingId: string) {
  return found.gradings.find((g) => g.firstGradingId === firstGradingId && !g.abandonedAt) ?? null;
}

/** The open reconciliation of a second grading, locked; null when there is none of this person. */
export async function lockReconciliation(tx: Tx, personId: string, secondGradingId: string) {
  const [row] = await tx
    .select()
    .from(reconciliation)
    .where(and(eq(reconciliation.secondGradingId, secondGradingId), eq(reconciliation.personId, personId)))
    .for("update");
  return row ?? null;
}
