import { randomBytes } from "node:crypto";
import { and, eq, isNull, lt } from "drizzle-orm";
import { extraAttempt, grading, gradingItem, gradingResult, person } from "@db/schema";
import { type ContentVersion, currentVersions, versionById } from "~/curriculum/queries.server";
import { mayGrade } from "~/people/graders.server";
import type { Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { afterGrading } from "./attempts.server";
import { checklistFor, gradingsOf, type PersonGradings, standingOf } from "./queries.server";
import { remedialPlanOf } from "./remedial-page.server";
import { carriedOver, type Retake, retakeOf } from "./retake.server";
import { coveredBy, remedialRefusal } from "./retake-rules";
import { closeSelfAssessment } from "./self-row.server";
import { drawProducts, drawPuzzles, extraRefusal, gradeChecklist, isReason, missingItems, startRefusal } from "./rules";

export type Locked = PersonGradings & { employedSince: Date };

/** Lock the person and read their gradings: whoever begins, submits or allows one holds this row. */
export async function lockGradings(tx: Tx, personId: string): Promise<Locked | null> {
  const [locked] = await tx.select({ employedSince: person.employedSince }).from(person).where(eq(person.id, personId)).for("update");
  const found = locked && (await gradingsOf(tx, personId));
  return found ? { ...found, employedSince: locked.employedSince } : null;
}

/** Lock a grading that the actor may still write to, or say why not. */
export async function lockOwnGrading(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  gradingId: string,
): Promise<Outcome<typeof grading.$inferSelect>> {
  const [row] = await tx
    .select()
    .from(grading)
    .where(and(eq(grading.id, gradingId), eq(grading.personId, personId)))
    .for("update");
  if (!row || row.graderId !== ctx.actorId) return refuse("no_such_grading");
  if (row.submittedAt) return refuse("already_submitted");
  return row.abandonedAt ? refuse("was_abandoned") : accept(row);
}

/**
 * Begin a grading of the checklist in force, with its products drawn; or go on with the one that the actor has open already.
 * Refuses what `startRefusal` names.
 */
export async function startGrading(ctx: WriteContext, personId: string): Promise<Outcome<{ gradingId: string }>> {
  const graderId = ctx.actorId;
  if (!graderId) return refuse("grade_oneself");
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    if (!found) return refuse("no_such_person");
    const open = found.gradings.find((g) => g.graderId === graderId && !g.submittedAt && !g.abandonedAt);
    if (open) return accept({ gradingId: open.id });
    const checklist = await checklistFor(tx, found);
    const waits = checklist.body.retake_after_remedial ? await remedialPlanOf(tx, personId, "zh-CN") : null;
    const refusal =
      startRefusal(standingOf(found, checklist.body.retakes), graderId) ?? remedialRefusal(checklist.body.retake_after_remedial, waits);
    if (refusal) return refuse(refusal.code, refusal);
    const retake = await retakeOf(tx, found, checklist);

    await leaveEarlierSheets(tx, ctx, found);
    const attempt = found.gradings.filter((g) => !g.abandonedAt && !g.firstGradingId).length + 1;
    return accept({ gradingId: await beginSheet(tx, ctx, { personId, graderId, checklist, attempt, retake }) });
  });
}

/** One left open in an earlier employment grades nobody any more. */
export async function leaveEarlierSheets(tx: Tx, ctx: WriteContext, { personId, employedSince }: Locked): Promise<void> {
  await tx
    .update(grading)
    .set({ abandonedAt: ctx.now, abandonReason: "earlier employment" })
    .where(
      and(
        eq(grading.personId, personId),
        eq(grading.graderId, ctx.actorId ?? ""),
        isNull(grading.submittedAt),
        isNull(grading.abandonedAt),
        lt(grading.startedAt, employedSince),
      ),
    );
}

type Beginning = {
  personId: string;
  graderId: string;
  checklist: ContentVersion<"checklist">;
  attempt: number;
  /** Where only a part is graded; a second grading covers what the first did. */
  retake: Retake | null;
  firstGradingId?: string;
};

/** A sheet of one's own by this checklist, with products drawn anew. */
export async function beginSheet(tx: Tx, ctx: WriteContext, sheet: Beginning): Promise<string> {
  const { personId, graderId, checklist, attempt, retake, firstGradingId } = sheet;
  const areas = retake?.areas ?? null;
  const products = await currentVersions(tx, "product");
  const seed = randomBytes(16).toString("hex");
  const id = newId();
  const slugs = products.map((p) => p.slug);
  const covering = coveredBy(checklist.body, areas);
  const drawn = { ...drawProducts(covering, slugs, seed), ...drawPuzzles(covering, seed) };
  const covered = { areas, carriedFrom: retake?.carriedFrom ?? null };
  const row = { id, personId, checklistVersionId: checklist.id, graderId, attempt, firstGradingId, seed, drawn, startedAt: ctx.now };
  await tx.insert(grading).values({ ...row, ...covered });
  await audit(tx, ctx, {
    action: firstGradingId ? "probation.second_started" : "probation.grading_started",
    subject: { type: "grading", id },
    personId,
    after: { attempt, checklistVersion: checklist.version, areas },
  });
  return id;
}

/**
 * Submit a grading, once: grades, what it comes to, work items and audit in one transaction. Refuses an incomplete sheet, a draft that another device
 * has changed since (`revision`), a grader who may grade no more, and a person who is no longer in probation. `passed` is null while a second grading or a
 * reconciliation is outstanding.
 */
export async function submitGrading(
  ctx: WriteContext,
  personId: string,
  gradingId: string,
  revision: number,
): Promise<Outcome<{ gradingId: string; passed: boolean | null }>> {
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    if (!found) return refuse("no_such_person");
    const own = await lockOwnGrading(tx, ctx, personId, gradingId);
    if (!own.ok) return own;
    const { draft, draftRevision, checklistVersionId, graderId, startedAt, firstGradingId } = own.value;
    if (found.state !== "probation" || startedAt < found.employedSince) return refuse("not_in_probation");
    if (!(await mayGrade(tx, graderId, ctx.now))) return refuse("no_grader");
    if (revision !== draftRevision) return refuse("draft_newer");
    const checklist = await versionById(tx, checklistVersionId, "checklist");
    if (!checklist) return refuse("no_such_grading");
    const { body } = checklist;
    const sheet = coveredBy(body, own.value.areas);
    const missing = missingItems(sheet, draft);
    if (missing.length > 0) return refuse("incomplete", { params: { count: missing.length } });

    const graded = sheet.areas.flatMap((area) =>
      area.items.map((item) => {
        const { grade = 0, remark = "", fileIds = [] } = draft[item.slug] ?? {};
        return { gradingId, area: area.slug, item: item.slug, grade, remark, fileIds, carriedFrom: null, counted: null };
      }),
    );
    const items = [...graded, ...(await carriedOver(tx, own.value))];
    const grades = Object.fromEntries(items.map((i) => [i.item, Number(i.counted ?? i.grade)]));
    const result = gradeChecklist(body, grades);
    await tx.update(grading).set({ submittedAt: ctx.now }).where(eq(grading.id, gradingId));
    await tx.insert(gradingItem).values(items);
    await tx.insert(gradingResult).values({ gradingId, personId, graderId, ...result, singleExaminer: false, gradedAt: ctx.now });
    if (!firstGradingId) await closeSelfAssessment(tx, ctx, found, gradingId);
    const passed = await afterGrading(tx, ctx, found, { id: gradingId, firstGradingId, graderId, body, result, grades });
    await audit(tx, ctx, {
      action: "probation.grading_submitted",
      subject: { type: "grading", id: gradingId },
      personId,
      after: { attempt: own.value.attempt, total: result.total, passed: result.passed, failed: result.failed },
    });
    return accept({ gradingId, passed });
  });
}

/** Give up one's own open grading, with a reason. It counts as no attempt. */
export async function abandonGrading(ctx: WriteContext, personId: string, gradingId: string, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const own = await lockOwnGrading(tx, ctx, personId, gradingId);
    if (!own.ok) return own;
    if (!isReason(reason)) return refuse("reason_missing", { field: "reason" });
    await tx.update(grading).set({ abandonedAt: ctx.now, abandonReason: reason.trim() }).where(eq(grading.id, gradingId));
    await audit(tx, ctx, {
      action: "probation.grading_abandoned",
      subject: { type: "grading", id: gradingId },
      personId,
      after: { attempt: own.value.attempt },
      reason: reason.trim(),
    });
    return accept(null);
  });
}

/** A manager allows one more grading when the retakes are used up. Refuses what `extraRefusal` names. */
export async function allowExtraGrading(ctx: WriteContext, personId: string, reason: string): Promise<Outcome<null>> {
  const managerId = ctx.actorId;
  if (!managerId) return refuse("grade_oneself");
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    if (!found?.enrolmentId) return refuse("no_such_person");
    const checklist = await checklistFor(tx, found);
    const refusal = extraRefusal(standingOf(found, checklist.body.retakes), managerId, reason);
    if (refusal) return refuse(refusal.code, refusal);
    const id = newId();
    await tx.insert(extraAttempt).values({
      id,
      personId,
      enrolmentId: found.enrolmentId,
      slug: checklist.slug,
      grantedBy: managerId,
      reason: reason.trim(),
      grantedAt: ctx.now,
    });
    await closeItem(tx, ctx, "gradings_used", personId, "allowed");
    await openItem(tx, ctx, { kind: "grading", teamId: found.teamId, personId, subjectId: personId, data: { name: found.name } });
    await audit(tx, ctx, { action: "probation.extra_allowed", subject: { type: "extra_attempt", id }, personId, reason: reason.trim() });
    return accept(null);
  });
}
