import { and, eq, sql } from "drizzle-orm";
import { grading, gradingResult, person, secondRequest } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import { mayGrade, othersWhoGrade } from "~/people/graders.server";
import { readSetting } from "~/people/settings.server";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { workingDaysAfter } from "~/training/calendar";
import { type Training, trainingOf } from "~/training/facts.server";
import { beginSheet, leaveEarlierSheets, type Locked, lockGradings } from "./actions.server";
import { askSecond, decide, gradesOf, secondOf } from "./attempts.server";
import type { GradingRow, PersonGradings } from "./queries.server";
import { isReason } from "./rules";
import { type Attempt, requestRefusal, type RequestFacts, secondRefusal } from "./second-rules";

/** An attempt as `secondRefusal` looks at it. */
export function attemptFacts(found: PersonGradings, first: GradingRow): Attempt {
  const second = secondOf(found, first.id);
  return {
    personId: found.personId,
    state: found.state,
    graderId: first.graderId,
    asked: first.asked,
    decided: !first.waits,
    secondBy: second && { id: second.graderId, name: second.graderName },
  };
}

/** Whether this grader has a first grading of the person open: two sheets at once would not be apart. */
export function hasFirstOpen(found: PersonGradings, graderId: string): boolean {
  return found.gradings.some((g) => g.graderId === graderId && !g.firstGradingId && !g.submittedAt && !g.abandonedAt);
}

/**
 * Begin the second grading of an attempt, by the checklist of the first and with products drawn anew; or go on with one's own. Who may grade no more gives it up by
 * losing the role. Refuses what `secondRefusal` names.
 */
export async function startSecondGrading(
  ctx: WriteContext,
  personId: string,
  firstGradingId: string,
): Promise<Outcome<{ gradingId: string }>> {
  const graderId = ctx.actorId;
  if (!graderId) return refuse("grade_oneself");
  return write(ctx, async (tx) => {
    const locked = await lockGradings(tx, personId);
    if (!locked) return refuse("no_such_person");
    const found = await withoutTheGone(tx, ctx, locked, firstGradingId);
    const first = found.gradings.find((g) => g.id === firstGradingId && g.submittedAt);
    if (!first || first.firstGradingId) return refuse("no_such_grading");
    const second = secondOf(found, firstGradingId);
    if (second?.graderId === graderId && !second.submittedAt) return accept({ gradingId: second.id });
    const refusal = secondRefusal(attemptFacts(found, first), graderId, hasFirstOpen(found, graderId));
    if (refusal) return refuse(refusal.code, refusal);
    if (!(await mayGrade(tx, graderId, ctx.now))) return refuse("no_grader");
    await leaveEarlierSheets(tx, ctx, found);
    const [row] = await tx
      .select({ versionId: grading.checklistVersionId, areas: grading.areas, carriedFrom: grading.carriedFrom })
      .from(grading)
      .where(eq(grading.id, firstGradingId));
    const retake = row?.areas && row.carriedFrom ? { areas: row.areas, carriedFrom: row.carriedFrom } : null;
    const checklist = row && (await versionById(tx, row.versionId, "checklist"));
    if (!checklist) return refuse("no_such_grading");
    return accept({
      gradingId: await beginSheet(tx, ctx, { personId, graderId, checklist, attempt: first.attempt, retake, firstGradingId }),
    });
  });
}

/** A second grader who may grade no more has given up what was not submitted. */
async function withoutTheGone(tx: Tx, ctx: WriteContext, found: Locked, firstGradingId: string): Promise<Locked> {
  const second = secondOf(found, firstGradingId);
  if (!second || second.submittedAt || second.graderId === ctx.actorId || (await mayGrade(tx, second.graderId, ctx.now))) return found;
  await giveUp(tx, ctx, found.personId, second, "may grade no more");
  return { ...found, gradings: found.gradings.filter((g) => g.id !== second.id) };
}

async function giveUp(tx: Tx, ctx: WriteContext, personId: string, { id, attempt }: GradingRow, reason: string): Promise<void> {
  await tx.update(grading).set({ abandonedAt: ctx.now, abandonReason: reason }).where(eq(grading.id, id));
  await audit(tx, ctx, { action: "probation.grading_abandoned", subject: { type: "grading", id }, personId, after: { attempt }, reason });
}

/** A manager takes a second grading that is not submitted from who has it, with a reason: somebody else may begin one then. */
export async function releaseSecond(ctx: WriteContext, personId: string, secondGradingId: string, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    if (ctx.actorId === personId) return refuse("grade_oneself");
    const second = found?.gradings.find((g) => g.id === secondGradingId && g.firstGradingId && !g.abandonedAt);
    if (!second) return refuse("no_such_grading");
    if (second.submittedAt) return refuse("already_submitted");
    if (!isReason(reason)) return refuse("reason_missing", { field: "reason" });
    await giveUp(tx, ctx, personId, second, reason.trim());
    return accept(null);
  });
}

/** What a request of the agent for a second grader depends on; null when there is no result of this attempt. `training`: theirs, whose calendar counts. */
export async function requestFacts(
  reader: Reader,
  found: PersonGradings,
  gradingId: string,
  { training, now }: { training: Training | null; now: Date },
): Promise<RequestFacts | null> {
  const first = found.gradings.find((g) => g.id === gradingId && !g.firstGradingId && g.submittedAt);
  if (!first) return null;
  const last = found.gradings.find((g) => !g.firstGradingId && g.submittedAt);
  const [requestDays, alone] = await Promise.all([requestDaysOf(reader, gradingId), readSetting(reader, "single_examiner")]);
  const since = first.result?.gradedAt ?? now;
  const zone = training?.team.zone ?? "UTC";
  return {
    personId: found.personId,
    state: found.state,
    asked: first.asked,
    disputed: first.dispute !== null,
    isLast: first.id === last?.id,
    days: training ? workingDaysAfter(training.calendar, plainDateIn(zone, since), plainDateIn(zone, now)) : 0,
    requestDays,
    nobodyElse: alone && !(await othersWhoGrade(reader, now, [found.personId, first.graderId], found.teamId)).any,
  };
}

async function requestDaysOf(reader: Reader, gradingId: string): Promise<number> {
  return (await checklistOf(reader, gradingId)).second.request_days;
}

/** The checklist by which a grading was made. */
async function checklistOf(reader: Reader, gradingId: string) {
  const [row] = await reader.select({ versionId: grading.checklistVersionId }).from(grading).where(eq(grading.id, gradingId));
  const checklist = row && (await versionById(reader, row.versionId, "checklist"));
  if (!checklist) throw new Error(`grading ${gradingId} names a version that is no checklist`);
  return checklist.body;
}

/** The agent asks that a second person grades, with a reason: until both are in, the result that they had counts for nothing. Refuses what `requestRefusal` names. */
export async function requestSecond(ctx: WriteContext, personId: string, gradingId: string, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    const training = await trainingOf(tx, personId, ctx.now);
    const facts = found && (await requestFacts(tx, found, gradingId, { training, now: ctx.now }));
    const first = found?.gradings.find((g) => g.id === gradingId);
    if (!found || !facts || !first) return refuse("no_such_grading");
    const refusal = requestRefusal(facts, ctx.actorId ?? "");
    if (refusal) return refuse(refusal.code, refusal);
    if (!isReason(reason)) return refuse("reason_missing", { field: "reason" });
    await askSecond(tx, ctx, found, { gradingId, graderId: first.graderId, cause: "agent", reason: reason.trim() });
    return accept(null);
  });
}

/**
 * The minute sweep: second gradings for which there is nobody, in a shop that has switched on single-examiner mode since. The first result stands then, and says so.
 * Exactly once: under the person's lock.
 */
export async function sweepSingleExaminer(db: Db, now: Date): Promise<void> {
  if (!(await readSetting(db, "single_examiner"))) return;
  const waiting = await db
    .select({ personId: secondRequest.personId, gradingId: secondRequest.gradingId })
    .from(secondRequest)
    .innerJoin(person, and(eq(person.id, secondRequest.personId), eq(person.state, "probation")))
    .where(
      sql`second_waits(${secondRequest.gradingId})
        and not exists (select from grading s where s.first_grading_id = ${secondRequest.gradingId} and s.abandoned_at is null)`,
    )
    .limit(200);
  for (const { personId, gradingId } of waiting) {
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await write(ctx, async (tx) => {
      const found = await lockGradings(tx, personId);
      const first = found?.gradings.find((g) => g.id === gradingId && g.waits);
      if (!found || !first || secondOf(found, gradingId)) return accept(null);
      if ((await othersWhoGrade(tx, now, [personId, first.graderId], found.teamId)).any) return accept(null);
      const [result] = await tx.select().from(gradingResult).where(eq(gradingResult.gradingId, gradingId));
      if (!result) return accept(null);
      const { total, areas, failed, passed } = result;
      const grades = (await gradesOf(tx, [gradingId])).get(gradingId) ?? {};
      const texts = Object.fromEntries(Object.entries(grades).map(([slug, grade]) => [slug, String(grade)]));
      await decide(tx, ctx, found, {
        first: { id: gradingId, graderId: first.graderId },
        body: await checklistOf(tx, gradingId),
        result: { total, areas, failed, passed, grades: texts },
        singleExaminer: true,
      });
      return accept(null);
    });
  }
}
