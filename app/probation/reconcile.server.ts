import { and, eq, inArray } from "drizzle-orm";
import { grading, gradingItem, person, reconciledItem, reconciliation } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import { mayGrade } from "~/people/graders.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { decide, gradesOf, lockReconciliation } from "./attempts.server";
import { lockGradings } from "./actions.server";
import { applyChanges, type Changes } from "./draft";
import type { DraftState } from "./drafts.server";
import { agreedResult, itemsApart, settleRefusal, unsettled } from "./second-rules";

type Row = typeof reconciliation.$inferSelect;

/** Both gradings of a reconciliation with the checklist by which they were made. */
async function gradingsIn(reader: Reader, { firstGradingId, secondGradingId }: Row) {
  const rows = await reader
    .select({
      id: grading.id,
      graderId: grading.graderId,
      graderName: person.name,
      versionId: grading.checklistVersionId,
      attempt: grading.attempt,
    })
    .from(grading)
    .innerJoin(person, eq(person.id, grading.graderId))
    .where(inArray(grading.id, [firstGradingId, secondGradingId]));
  const first = rows.find((r) => r.id === firstGradingId);
  const second = rows.find((r) => r.id === secondGradingId);
  const checklist = first && (await versionById(reader, first.versionId, "checklist"));
  if (!first || !second || !checklist) throw new Error(`reconciliation of ${secondGradingId} lacks a grading`);
  return { first, second, body: checklist.body };
}

/**
 * A reconciliation as its page has it: the items that lie apart with both grades, remarks and pictures beside each other, and what is settled so far. Null when
 * there is none, or when the viewer is neither grader nor manager.
 */
export async function reconcilePage(
  reader: Reader,
  personId: string,
  secondGradingId: string,
  viewer: { id: string; isManager: boolean },
  locale: Locale,
) {
  const [row] = await reader
    .select()
    .from(reconciliation)
    .where(and(eq(reconciliation.secondGradingId, secondGradingId), eq(reconciliation.personId, personId)));
  if (!row) return null;
  const { first, second, body } = await gradingsIn(reader, row);
  if (settleRefusal({ personId, graders: [first.graderId, second.graderId] }, viewer.id, viewer.isManager)) return null;
  const [given, [about]] = await Promise.all([
    reader
      .select()
      .from(gradingItem)
      .where(inArray(gradingItem.gradingId, [row.firstGradingId, row.secondGradingId])),
    reader.select({ name: person.name, state: person.state }).from(person).where(eq(person.id, personId)),
  ]);
  const of = (gradingId: string, slug: string) => given.find((g) => g.gradingId === gradingId && g.item === slug);
  const gradesBy = (gradingId: string) => Object.fromEntries(given.filter((g) => g.gradingId === gradingId).map((g) => [g.item, g.grade]));
  const items = body.areas.flatMap((area) => area.items.map((item) => ({ ...item, area: pick(area.title, locale) })));
  const apart = new Set(itemsApart(items, gradesBy(first.id), gradesBy(second.id)));
  return {
    person: { id: personId, name: about?.name ?? "", state: about?.state ?? null },
    firstGradingId: row.firstGradingId,
    secondGradingId: row.secondGradingId,
    attempt: first.attempt,
    graders: [first.graderName, second.graderName],
    submitted: row.submittedAt !== null,
    revision: row.draftRevision,
    entries: row.draft,
    /** How many items need nothing: the same, or one step apart. */
    near: items.length - apart.size,
    items: items
      .filter((item) => apart.has(item.slug))
      .map((item) => ({
        slug: item.slug,
        title: pick(item.title, locale),
        area: item.area,
        critical: item.critical,
        descriptors: item.descriptors.map((d) => pick(d, locale)),
        given: [first, second].map((by) => {
          const found = of(by.id, item.slug);
          return { by: by.graderName, grade: found?.grade ?? 0, remark: found?.remark ?? "", fileIds: found?.fileIds ?? [] };
        }),
      })),
    passCritical: body.pass_critical,
  };
}

export type ReconcilePage = NonNullable<Awaited<ReturnType<typeof reconcilePage>>>;

/** Keep what a device changed since `revision`; when another has saved since, nothing is written and the newer draft comes back. */
export async function saveReconciliation(
  ctx: WriteContext,
  at: { personId: string; secondGradingId: string; isManager: boolean },
  revision: number,
  changes: Changes,
): Promise<Outcome<DraftState>> {
  return write<DraftState>(ctx, async (tx) => {
    const row = await lockReconciliation(tx, at.personId, at.secondGradingId);
    if (!row) return refuse("no_such_grading");
    if (row.submittedAt) return refuse("already_settled");
    const { first, second, body } = await gradingsIn(tx, row);
    const refusal = settleRefusal({ personId: at.personId, graders: [first.graderId, second.graderId] }, ctx.actorId ?? "", at.isManager);
    if (refusal) return refuse(refusal.code);
    if (row.draftRevision !== revision) return accept({ saved: false, revision: row.draftRevision, entries: row.draft });
    const known = new Set(body.areas.flatMap((area) => area.items.map((item) => item.slug)));
    if (Object.keys(changes).some((slug) => !known.has(slug))) return refuse("no_such_item");
    const entries = applyChanges(row.draft, changes);
    await tx
      .update(reconciliation)
      .set({ draft: entries, draftRevision: revision + 1 })
      .where(eq(reconciliation.id, row.id));
    return accept({ saved: true, revision: revision + 1, entries });
  });
}

/**
 * Settle the items that lie apart, once: what was settled, the result of both gradings, work items and audit in one transaction. Refuses who is neither grader nor
 * manager, what is incomplete, a draft that somebody has changed since, and a person who is no longer in probation.
 */
export async function submitReconciliation(
  ctx: WriteContext,
  at: { personId: string; secondGradingId: string; isManager: boolean },
  revision: number,
): Promise<Outcome<{ firstGradingId: string; passed: boolean }>> {
  const { personId, secondGradingId, isManager } = at;
  const actorId = ctx.actorId ?? "";
  return write(ctx, async (tx) => {
    const found = await lockGradings(tx, personId);
    const row = found && (await lockReconciliation(tx, personId, secondGradingId));
    if (!row) return refuse("no_such_grading");
    const { first, second, body } = await gradingsIn(tx, row);
    const refusal = settleRefusal({ personId, graders: [first.graderId, second.graderId] }, actorId, isManager);
    if (refusal) return refuse(refusal.code);
    if (row.submittedAt) return refuse("already_settled");
    if (found.state !== "probation") return refuse("not_in_probation");
    if (!(await mayGrade(tx, actorId, ctx.now))) return refuse("no_grader");
    if (revision !== row.draftRevision) return refuse("draft_newer");
    const grades = await gradesOf(tx, [first.id, second.id]);
    const [a = {}, b = {}] = [grades.get(first.id), grades.get(second.id)];
    const apart = itemsApart(
      body.areas.flatMap((area) => area.items),
      a,
      b,
    );
    const lacking = unsettled(apart, row.draft);
    if (lacking.length > 0) return refuse("incomplete", { params: { count: lacking.length } });

    const settled = apart.map((item) => ({ item, grade: row.draft[item]?.grade ?? 0, reason: row.draft[item]?.remark?.trim() ?? "" }));
    await tx.update(reconciliation).set({ submittedAt: ctx.now, submittedBy: actorId }).where(eq(reconciliation.id, row.id));
    await tx.insert(reconciledItem).values(settled.map((s) => ({ reconciliationId: row.id, ...s })));
    const result = agreedResult(body, a, b, Object.fromEntries(settled.map((s) => [s.item, s.grade])));
    const passed = await decide(tx, ctx, found, {
      first: { id: first.id, graderId: first.graderId },
      second: { id: second.id, graderId: second.graderId },
      reconciliationId: row.id,
      body,
      result,
    });
    return accept({ firstGradingId: first.id, passed });
  });
}
