import { eq, sql } from "drizzle-orm";
import { caseAction, meetingCase, notice } from "@db/schema";
import { editingOf, insertDraft, lockName } from "~/curriculum/drafts.server";
import { currentVersions } from "~/curriculum/queries.server";
import type { Tx } from "~/platform/database.server";
import { plainDateIn, startOfDay, addDays } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { beginFromCaseIn } from "~/scripts/from-case.server";
import { closeItem, openItem } from "~/work/actions.server";
import { type ActionKind, actionRefusals, type ActionValues, toldRefusal } from "./action-rules";
import { type CaseRow, lockCase } from "./case-row.server";
import { lockMeeting } from "./meeting-actions.server";
import { ownersAmong, peopleOf } from "./people.server";
import { languageOf, languageOfChat } from "./propose";
import { questionDraft, questionSlug } from "./question-draft";
import { leads, type Reach } from "./reach";
import { isLossReason, lossReasons } from "./reasons";

type ActionRow = typeof caseAction.$inferSelect;
type Prepared = Pick<ActionRow, "target" | "scriptDraftId">;
const NOTHING: Prepared = { target: null, scriptDraftId: null };

/**
 * Decide on an action about a case of an open meeting. What it asks for is begun at once: a question and a lesson as a draft in the library, a script as a draft of its owner; each says from
 * which case it comes. Refused as `actionRefusals` names; where the lesson is being changed for something else (`lesson_busy`); where nothing says what should have been said (`better_missing`).
 */
export function addAction(
  ctx: WriteContext,
  reach: Reach,
  { meetingId, caseId, values }: { meetingId: string; caseId: string; values: ActionValues },
): Promise<Outcome<{ actionId: string }>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const { teamId } = found.value;
    const [place] = await tx
      .select({ caseId: meetingCase.caseId })
      .from(meetingCase)
      .where(sql`${meetingCase.meetingId} = ${meetingId} and ${meetingCase.caseId} = ${caseId}`);
    const one = place ? await lockCase(tx, caseId) : null;
    if (!one) return refuse("case_unknown");
    const people = await peopleOf(tx, teamId, ctx.now);
    const owners = ownersAmong(people, values.kind);
    const zone = await zoneOf(tx, teamId);
    const today = plainDateIn(zone, ctx.now);
    const refusals = actionRefusals(values, {
      today,
      owners: new Set(owners.map(({ id }) => id)),
      agents: new Set(people.filter(({ isAgent }) => isAgent).map(({ id }) => id)),
    });
    if (refusals.length > 0) return refuseAll(refusals);
    const prepared = await prepare(tx, ctx, one, values);
    if (!prepared.ok) return prepared;

    const id = newId();
    const { kind, ownerId, due, note } = values;
    await tx.insert(caseAction).values({
      ...{ id, caseId, meetingId, kind, ownerId, due, note: note.trim(), ...prepared.value },
      people: kind === "drill" || kind === "replay" ? [...new Set(values.people)].sort() : [],
      toldTo: kind === "tell" ? values.toldTo.trim() : null,
      ...{ openedBy: reach.personId, openedAt: ctx.now },
    });
    await tellOwner(tx, ctx, { id, kind, ownerId, due, zone, teamId, one });
    await audit(tx, ctx, {
      action: "cases.action_decided",
      subject: { type: "case", id: caseId },
      personId: one.personId,
      after: { number: one.number, kind, owner: owners.find((owner) => owner.id === ownerId)?.name ?? "", due },
    });
    return accept({ actionId: id });
  });
}

async function zoneOf(tx: Tx, teamId: string): Promise<string> {
  const [row] = await tx.execute<{ zone: string }>(sql`select zone from team where id = ${teamId}`);
  return row?.zone ?? "Asia/Shanghai";
}

/** Begin what an action asks for. */
async function prepare(tx: Tx, ctx: WriteContext, one: CaseRow, values: ActionValues): Promise<Outcome<Prepared>> {
  const madeFrom = `case/${one.number}`;
  if (values.kind === "question") {
    if (one.better === "") return refuse("better_missing");
    const slug = await freeSlug(tx, one.number);
    const body = { slug, ...questionDraft(one, await placeFor(tx, one.reasons)) };
    await insertDraft(tx, ctx, { kind: "question", slug }, { itemId: null, baseVersionId: null, offerId: null, body, madeFrom });
    return accept({ target: `question/${slug}`, scriptDraftId: null });
  }
  if (values.kind === "lesson") {
    const key = { kind: "lesson" as const, slug: values.target };
    await lockName(tx, key);
    const found = await editingOf(tx, key);
    if (!found?.item || found.item.archived) return refuse("lesson_missing", { field: "target" });
    if (found.draft && found.draft.madeFrom !== madeFrom)
      return refuse("lesson_busy", { field: "target", params: { name: found.draft.editorName ?? "" } });
    const { id, versionId, body } = found.item;
    if (!found.draft) await insertDraft(tx, ctx, key, { itemId: id, baseVersionId: versionId, offerId: null, body, madeFrom });
    return accept({ target: `lesson/${values.target}`, scriptDraftId: null });
  }
  if (values.kind === "script") {
    const locale = one.better === "" ? languageOfChat(one.lines) : languageOf([one.better]);
    const { title, better, why, platform, number, reasons } = one;
    const branch = reasons[0] === "price_objection" ? ("bargaining" as const) : ("closing" as const);
    const draftId = await beginFromCaseIn(tx, ctx, {
      authorId: values.ownerId,
      slug: values.target || null,
      number,
      title,
      text: better,
      why,
      locale,
      platform,
      branch,
    });
    return draftId ? accept({ target: null, scriptDraftId: draftId }) : refuse("script_missing", { field: "target" });
  }
  return accept(NOTHING);
}

/** A name for the question that nothing has yet. */
async function freeSlug(tx: Tx, number: number): Promise<string> {
  for (let nth = 1; ; nth++) {
    const slug = questionSlug(number, nth);
    await lockName(tx, { kind: "question", slug });
    if (!(await editingOf(tx, { kind: "question", slug }))) return slug;
  }
}

/** The lesson that trains against the reasons of a case and is in use, with the topic of its questions; empty where there is none: whoever edits the draft chooses. */
async function placeFor(tx: Tx, reasons: readonly string[]): Promise<{ lesson: string; topic: string }> {
  const wanted: string[] = reasons.flatMap((reason) => (isLossReason(reason) ? lossReasons[reason].lesson : []));
  if (wanted.length === 0) return { lesson: "", topic: "" };
  const questions = await currentVersions(tx, "question");
  const known = questions.find(({ body }) => wanted.includes(body.lesson));
  return { lesson: known?.body.lesson ?? "", topic: known?.body.topic ?? "" };
}

type Told = { id: string; kind: ActionKind; ownerId: string; due: string; zone: string; teamId: string; one: CaseRow };

/** The owner reads of it, and finds it in their inbox where they have one; nobody else does. */
async function tellOwner(tx: Tx, ctx: WriteContext, { id, kind, ownerId, due, zone, teamId, one }: Told): Promise<void> {
  const title = { "zh-CN": one.title, en: one.title };
  if (ownerId !== ctx.actorId)
    await tx
      .insert(notice)
      .values({ personId: ownerId, kind: "cases.action", data: { number: one.number, title: one.title, due }, createdAt: ctx.now });
  const at = sql`${ctx.now.toISOString()}::timestamptz`;
  const rows = await tx.execute<{ personId: string; role: string }>(sql`
    select distinct g.person_id as "personId", g.role from role_grant g
    where g.role in ('supervisor', 'manager', 'content_owner') and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at})
      and (g.team_id is null or g.team_id = ${teamId})`);
  const own = rows.filter(({ personId }) => personId === ownerId).map(({ role }) => role);
  const role =
    own.includes("manager") || own.includes("supervisor")
      ? ("supervisor" as const)
      : own.includes("content_owner")
        ? ("content_owner" as const)
        : null;
  if (!role) return;
  const notFor = [...new Set(rows.map(({ personId }) => personId))].filter((personId) => personId !== ownerId);
  const dueAt = startOfDay(addDays(due, 1), zone);
  await openItem(tx, ctx, {
    kind: "case_action",
    role,
    subjectId: id,
    teamId,
    notFor,
    dueAt,
    data: { title, number: one.number, action: kind, end: due, due },
  });
}

/** An open action, locked, of a team that somebody leads, or their own; a refusal otherwise. */
async function lockAction(tx: Tx, reach: Reach, actionId: string): Promise<Outcome<{ row: ActionRow; one: CaseRow }>> {
  const [row] = await tx.select().from(caseAction).where(eq(caseAction.id, actionId)).for("update");
  const one = row ? await lockCase(tx, row.caseId) : null;
  if (!row || !one || (row.ownerId !== reach.personId && !leads(reach, one.teamId))) return refuse("not_found");
  return row.closedAt ? refuse("action_closed") : accept({ row, one });
}

/** Say when another department was told, which is all that shows it. Refused of any other kind, and of a day before the decision or to come. */
export function tellDone(ctx: WriteContext, reach: Reach, actionId: string, on: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockAction(tx, reach, actionId);
    if (!found.ok) return found;
    const { row, one } = found.value;
    if (row.kind !== "tell") return refuse("action_shows_itself");
    const zone = await zoneOf(tx, one.teamId);
    const refusal = toldRefusal(on, { today: plainDateIn(zone, ctx.now), decided: plainDateIn(zone, row.openedAt) });
    if (refusal) return refuseAll([refusal]);
    const evidence = { kind: "note" as const, id: actionId, label: row.toldTo ?? "" };
    await tx
      .update(caseAction)
      .set({ toldOn: on, closedAt: ctx.now, closedBy: reach.personId, outcome: "done", evidence })
      .where(eq(caseAction.id, actionId));
    await closeActionItems(tx, ctx, actionId, "done");
    await audit(tx, ctx, {
      action: "cases.action_told",
      subject: { type: "case", id: one.id },
      personId: one.personId,
      after: { number: one.number, to: row.toldTo ?? "", on },
    });
    return accept(null);
  });
}

/** Give an action up, with a reason of 4 to 300 characters. What was begun for it stays. For who leads the team. */
export function cancelAction(ctx: WriteContext, reach: Reach, actionId: string, typed: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockAction(tx, reach, actionId);
    if (!found.ok) return found;
    const { one } = found.value;
    if (!leads(reach, one.teamId)) return refuse("not_found");
    const cancelReason = typed.trim();
    if (cancelReason.length < 4 || cancelReason.length > 300) return refuse("cancel_reason", { field: "reason", params: { max: 300 } });
    await tx
      .update(caseAction)
      .set({ closedAt: ctx.now, closedBy: reach.personId, outcome: "cancelled", cancelReason })
      .where(eq(caseAction.id, actionId));
    await closeActionItems(tx, ctx, actionId, "cancelled");
    await audit(tx, ctx, {
      action: "cases.action_cancelled",
      subject: { type: "case", id: one.id },
      personId: one.personId,
      after: { number: one.number, kind: found.value.row.kind },
      reason: cancelReason,
    });
    return accept(null);
  });
}

/** Nobody waits for an action that is closed. */
export async function closeActionItems(tx: Tx, ctx: WriteContext, actionId: string, outcome: string): Promise<void> {
  await closeItem(tx, ctx, "case_action", actionId, outcome);
  await closeItem(tx, ctx, "action_overdue", actionId, outcome);
}
