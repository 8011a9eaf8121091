import { and, eq, isNull, sql } from "drizzle-orm";
import { calibrationGrading, calibrationReference, calibrationSet, grading, gradingItem, notice, practicalSubmission } from "@db/schema";
import { currentVersion, type ContentVersion, versionById } from "~/curriculum/queries.server";
import type { HeldRole } from "~/people/permissions";
import type { Reader, Tx } from "~/platform/database.server";
import { type PlainDate, plainDateIn, startOfDay } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { applyChanges, type Changes } from "../draft";
import type { DraftState } from "../drafts.server";
import { missingItems } from "../rules";
import { sheetOf } from "../self.server";
import { referenceRefusal, setRefusals, type SetValues } from "./rules";
import { managedTeams, recordedThings } from "./sources.server";

export type Actor = { personId: string; roles: readonly HeldRole[]; zone: string };

/** A checklist with only these of its items, none of which asks for a picture. */
export function itemsOf(body: ContentVersion<"checklist">["body"], items: readonly string[]) {
  const sheet = sheetOf(body, null);
  const areas = sheet.areas.map((area) => ({ ...area, items: area.items.filter((item) => items.includes(item.slug)) }));
  return { ...sheet, areas: areas.filter((area) => area.items.length > 0) };
}

/** The checklist by which something is graded again: that of the recorded grading, else the one that was chosen. */
async function checklistOfSource(
  reader: Reader,
  source: { source: SetValues["source"]; sourceId: string | null; checklist: string },
): Promise<ContentVersion<"checklist"> | null> {
  if (source.source !== "grading" || !source.sourceId) return currentVersion(reader, "checklist", source.checklist);
  const [row] = await reader.select({ id: grading.checklistVersionId }).from(grading).where(eq(grading.id, source.sourceId));
  return row ? versionById(reader, row.id, "checklist") : null;
}

/** The items of which a source itself shows something: those with pictures in a grading, all of a practical with photos or of a chat, none of what is only written. */
export async function shownBy(
  reader: Reader,
  source: SetValues["source"],
  sourceId: string | null,
  items: readonly string[],
): Promise<Set<string>> {
  if (source === "written" || !sourceId) return new Set();
  if (source !== "grading") return new Set(items);
  const rows = await reader
    .select({ item: gradingItem.item })
    .from(gradingItem)
    .where(and(eq(gradingItem.gradingId, sourceId), sql`cardinality(${gradingItem.fileIds}) > 0`));
  return new Set(rows.map((row) => row.item));
}

/** The supervisors of these teams at `now`, but for those who know what is shown: who is seen in it, who graded it, who asks. With who else has their inbox. */
async function invited(tx: Tx, now: Date, teamIds: readonly string[], except: readonly string[]) {
  const at = now.toISOString();
  const rows = await tx.execute<{ personId: string; role: string; teamId: string | null; isNew: boolean }>(sql`
    select distinct g.person_id as "personId", g.role, g.team_id as "teamId"
    from role_grant g join person p on p.id = g.person_id
    where g.role in ('supervisor', 'manager') and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz)
      and p.disabled_at is null and coalesce(p.state, '') not in ('suspended', 'left')
      and (g.team_id is null or g.team_id = any(${sql.param([...teamIds])}::uuid[]))`);
  const graders = new Map<string, string | null>();
  for (const { personId, role, teamId } of rows)
    if (role === "supervisor" && !except.includes(personId) && !graders.has(personId)) graders.set(personId, teamId);
  return { graders, everybody: [...new Set(rows.map((row) => row.personId))] };
}

/**
 * Make a set: every supervisor of its teams is asked, each with an item of their own that nobody else sees. Refuses what `setRefusals` names, a source that is not there
 * or not of the manager's teams, and teams that are not theirs.
 */
export async function makeSet(
  ctx: WriteContext,
  actor: Actor,
  values: SetValues & { sourceId: string | null; checklist: string; dueOn: PlainDate },
): Promise<Outcome<{ setId: string }>> {
  return write(ctx, async (tx) => {
    const { source, sourceId, items, situations, teamIds, dueOn } = values;
    const teams = managedTeams(actor.roles);
    if (teams && teamIds.some((id) => !teams.includes(id))) return refuse("teams_missing", { field: "teams" });
    const [shown] = sourceId ? await recordedThings(tx, actor.roles, "zh-CN", sourceId) : [];
    if (source !== "written" && shown?.source !== source) return refuse("source_gone", { field: "source" });
    const checklist = await checklistOfSource(tx, values);
    if (!checklist) return refuse("source_gone", { field: "source" });
    const [first] =
      source === "grading" && sourceId ? await tx.select({ by: grading.graderId }).from(grading).where(eq(grading.id, sourceId)) : [];
    const except = [actor.personId, shown?.personId, first?.by].filter((id): id is string => id !== undefined);
    const { graders, everybody } = await invited(tx, ctx.now, teamIds, except);
    const all = checklist.body.areas.flatMap((area) => area.items.map((item) => item.slug));
    const refusals = setRefusals(values, {
      known: new Set(all),
      shows: await shownBy(tx, source, sourceId, all),
      today: plainDateIn(actor.zone, ctx.now),
      graders: graders.size,
    });
    if (refusals.length > 0) return refuseAll(refusals);

    const id = newId();
    const title = values.title.trim();
    const chosen = all.filter((slug) => items.includes(slug));
    const said = Object.fromEntries(chosen.flatMap((slug) => (situations[slug]?.trim() ? [[slug, situations[slug].trim()]] : [])));
    await tx.insert(calibrationSet).values({
      ...{
        id,
        title,
        checklistVersionId: checklist.id,
        source,
        sourceId: source === "written" ? null : sourceId,
        shownId: shown?.personId ?? null,
      },
      ...{ items: chosen, situations: said, teamIds: [...new Set(teamIds)], dueOn, madeBy: actor.personId, madeAt: ctx.now },
    });
    const dueAt = startOfDay(dueOn, actor.zone);
    for (const [graderId, teamId] of graders) {
      const gradingId = newId();
      await tx.insert(calibrationGrading).values({ id: gradingId, setId: id, graderId });
      const notFor = everybody.filter((other) => other !== graderId);
      await openItem(tx, ctx, {
        kind: "calibration",
        subjectId: gradingId,
        teamId: teamId ?? teamIds[0] ?? null,
        notFor,
        dueAt,
        data: { setId: id, title: { "zh-CN": title, en: title }, due: dueOn },
      });
      await tx
        .insert(notice)
        .values({ personId: graderId, kind: "probation.calibration", data: { setId: id, title, due: dueOn }, createdAt: ctx.now });
    }
    await audit(tx, ctx, {
      action: "probation.calibration_made",
      subject: { type: "calibration_set", id },
      after: { title, source, items: chosen.length, graders: graders.size, due: dueOn },
    });
    return accept({ setId: id });
  });
}

/** The actor's own open grading of a set, locked with the set; or why it may not be written to. */
async function lockOwn(tx: Tx, ctx: WriteContext, setId: string) {
  const [set] = await tx.select().from(calibrationSet).where(eq(calibrationSet.id, setId)).for("update");
  const [own] = await tx
    .select()
    .from(calibrationGrading)
    .where(and(eq(calibrationGrading.setId, setId), eq(calibrationGrading.graderId, ctx.actorId ?? "")))
    .for("update");
  if (!set || !own) return refuse("no_such_set");
  if (own.submittedAt) return refuse("already_submitted");
  if (set.closedAt) return refuse("set_closed");
  return accept({ set, own });
}

/** Keep what a device changed since `revision`; when another has saved since, nothing is written and the newer draft comes back. */
export async function saveCalibration(ctx: WriteContext, setId: string, revision: number, changes: Changes): Promise<Outcome<DraftState>> {
  return write<DraftState>(ctx, async (tx) => {
    const locked = await lockOwn(tx, ctx, setId);
    if (!locked.ok) return locked;
    const { set, own } = locked.value;
    if (own.draftRevision !== revision) return accept({ saved: false, revision: own.draftRevision, entries: own.draft });
    if (Object.keys(changes).some((slug) => !set.items.includes(slug))) return refuse("no_such_item");
    const entries = applyChanges(own.draft, changes);
    await tx
      .update(calibrationGrading)
      .set({ draft: entries, draftRevision: revision + 1 })
      .where(eq(calibrationGrading.id, own.id));
    return accept({ saved: true, revision: revision + 1, entries });
  });
}

/** Hand in one's own grading, once. The last one closes the set. Refuses an incomplete sheet, a draft that another device has changed since, and a closed set. */
export async function submitCalibration(ctx: WriteContext, setId: string, revision: number): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const locked = await lockOwn(tx, ctx, setId);
    if (!locked.ok) return locked;
    const { set, own } = locked.value;
    const checklist = await versionById(tx, set.checklistVersionId, "checklist");
    if (!checklist) return refuse("no_such_set");
    if (revision !== own.draftRevision) return refuse("draft_newer");
    const missing = missingItems(itemsOf(checklist.body, set.items), own.draft);
    if (missing.length > 0) return refuse("incomplete", { params: { count: missing.length } });
    await tx.update(calibrationGrading).set({ submittedAt: ctx.now }).where(eq(calibrationGrading.id, own.id));
    await closeItem(tx, ctx, "calibration", own.id, "graded");
    await hideNotices(tx, ctx, setId, own.graderId);
    await audit(tx, ctx, {
      action: "probation.calibration_graded",
      subject: { type: "calibration_set", id: setId },
      after: { title: set.title },
    });
    const [left] = await openGradings(tx, setId);
    if (!left) await closeIn(tx, ctx, set);
    return accept(null);
  });
}

/** Whoever has graded, or is asked no more, need not read that they are asked; `graderId` null: nobody need any more. */
async function hideNotices(tx: Tx, ctx: WriteContext, setId: string, graderId: string | null): Promise<void> {
  await tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(
      sql`${notice.kind} = 'probation.calibration' and ${notice.data} ->> 'setId' = ${setId} and ${notice.seenAt} is null
        and (${graderId}::uuid is null or ${notice.personId} = ${graderId}::uuid)`,
    );
}

function openGradings(tx: Tx, setId: string) {
  return tx
    .select({ id: calibrationGrading.id })
    .from(calibrationGrading)
    .where(and(eq(calibrationGrading.setId, setId), isNull(calibrationGrading.submittedAt)));
}

async function closeIn(tx: Tx, ctx: WriteContext, set: typeof calibrationSet.$inferSelect): Promise<void> {
  for (const { id } of await openGradings(tx, set.id)) await closeItem(tx, ctx, "calibration", id, "closed");
  await hideNotices(tx, ctx, set.id, null);
  await tx.update(calibrationSet).set({ closedAt: ctx.now, closedBy: ctx.actorId }).where(eq(calibrationSet.id, set.id));
  await audit(tx, ctx, {
    action: "probation.calibration_closed",
    subject: { type: "calibration_set", id: set.id },
    after: { title: set.title },
  });
}

/** A manager closes a set before all have graded: who has not is asked no more. Refuses one that is closed. */
export async function closeSet(ctx: WriteContext, setId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [set] = await tx.select().from(calibrationSet).where(eq(calibrationSet.id, setId)).for("update");
    if (!set) return refuse("no_such_set");
    if (set.closedAt) return refuse("set_closed");
    await closeIn(tx, ctx, set);
    return accept(null);
  });
}

/** Enter the grade on which all agreed afterwards, with the reason; once for an item. Refuses what `referenceRefusal` names. */
export async function enterReference(
  ctx: WriteContext,
  setId: string,
  entry: { item: string; grade: number; reason: string },
): Promise<Outcome<null>> {
  const enteredBy = ctx.actorId;
  if (!enteredBy) return refuse("no_such_set");
  return write(ctx, async (tx) => {
    const [set] = await tx.select().from(calibrationSet).where(eq(calibrationSet.id, setId)).for("update");
    if (!set) return refuse("no_such_set");
    const rows = await tx
      .select({ item: calibrationReference.item })
      .from(calibrationReference)
      .where(eq(calibrationReference.setId, setId));
    const facts = { items: set.items, closed: set.closedAt !== null, entered: rows.map((row) => row.item) };
    const refusal = referenceRefusal(facts, entry);
    if (refusal) return refuse(refusal.code, refusal);
    const { item, grade } = entry;
    const reason = entry.reason.trim();
    await tx.insert(calibrationReference).values({ setId, item, grade, reason, enteredBy, enteredAt: ctx.now });
    await audit(tx, ctx, {
      action: "probation.calibration_agreed",
      subject: { type: "calibration_set", id: setId },
      after: { title: set.title, item, grade },
      reason,
    });
    return accept(null);
  });
}

/** The files that a set shows: of the chosen items of a grading, or of a practical. */
export async function filesOf(
  reader: Reader,
  set: typeof calibrationSet.$inferSelect,
): Promise<{ item: string | null; fileIds: string[] }[]> {
  if (!set.sourceId) return [];
  if (set.source === "practical")
    return (
      await reader
        .select({ fileIds: practicalSubmission.fileIds })
        .from(practicalSubmission)
        .where(eq(practicalSubmission.id, set.sourceId))
    ).map(({ fileIds }) => ({ item: null, fileIds }));
  if (set.source !== "grading") return [];
  const rows = await reader.select().from(gradingItem).where(eq(gradingItem.gradingId, set.sourceId));
  return rows.filter((row) => set.items.includes(row.item)).map(({ item, fileIds }) => ({ item, fileIds }));
}
