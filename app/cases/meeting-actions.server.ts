import { and, eq, inArray, sql } from "drizzle-orm";
import { chatCase, meeting, meetingAttendance, meetingCase, meetingTime, notice } from "@db/schema";
import { teamById } from "~/people/queries.server";
import type { Tx } from "~/platform/database.server";
import { addDays, plainDateIn } from "~/platform/dates";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { closeRefusal, DECISION_LENGTH, REMARK_LENGTH } from "./action-rules";
import { weekOfNext } from "./agenda";
import { settleBegun } from "./begun.server";
import { lockCases, noteChange } from "./case-row.server";
import { drawInto, openMeetingIn, putOn, timeOf } from "./draw.server";
import { endPresenting } from "./live-rows.server";
import { peopleOf } from "./people.server";
import { newsOf } from "./news.server";
import { leads, type Reach } from "./reach";
import { stateAfter } from "./rules";

export type MeetingRow = typeof meeting.$inferSelect;

/** A meeting that somebody leads, locked and still open; a refusal otherwise. */
export async function lockMeeting(tx: Tx, reach: Reach, meetingId: string): Promise<Outcome<MeetingRow>> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, meetingId)).for("update");
  if (!row || !leads(reach, row.teamId)) return refuse("not_found");
  return row.closedAt ? refuse("meeting_closed") : accept(row);
}

/** Open the next meeting of a team that somebody leads, with its agenda; the one that is there is gone on with. */
export function openMeeting(ctx: WriteContext, reach: Reach, teamId: string): Promise<Outcome<{ meetingId: string }>> {
  return write(ctx, async (tx) => {
    const team = leads(reach, teamId) ? await teamById(tx, teamId) : null;
    if (!team || team.archivedAt) return refuse("not_found");
    const today = plainDateIn(team.zone, ctx.now);
    const week = weekOfNext(today, await timeOf(tx, teamId));
    const made = await openMeetingIn(tx, ctx, team, week);
    // This week's was held already.
    const next = made.isClosed ? await openMeetingIn(tx, ctx, team, addDays(week, 7)) : made;
    return accept({ meetingId: next.meetingId });
  });
}

/** Say when a team meets, and how many cases it speaks of. An agenda that is drawn already keeps its time. */
export function setMeetingTime(
  ctx: WriteContext,
  reach: Reach,
  { teamId, weekday, hour, cases }: { teamId: string; weekday: number; hour: number; cases: number },
): Promise<Outcome<null>> {
  const isWhole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  return write(ctx, async (tx) => {
    if (!leads(reach, teamId) || !(await teamById(tx, teamId))) return refuse("not_found");
    if (!isWhole(weekday, 1, 7) || !isWhole(hour, 0, 23) || !isWhole(cases, 1, 30)) return refuse("time_wrong", { field: "hour" });
    const said = { weekday, hour, cases, setBy: reach.personId, setAt: ctx.now };
    await tx
      .insert(meetingTime)
      .values({ teamId, ...said })
      .onConflictDoUpdate({ target: meetingTime.teamId, set: said });
    await audit(tx, ctx, { action: "cases.meeting_time", subject: { type: "team", id: teamId }, after: { weekday, hour, cases } });
    return accept(null);
  });
}

/** Put an open case of the team on the agenda, by its number; or (no number) draw as many as still fit. */
export function addToAgenda(
  ctx: WriteContext,
  reach: Reach,
  meetingId: string,
  number: number | null,
): Promise<Outcome<{ added: number }>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const { teamId } = found.value;
    if (number === null) return accept({ added: await drawInto(tx, { id: meetingId, teamId }, (await timeOf(tx, teamId)).cases) });
    const [row] = await tx
      .select()
      .from(chatCase)
      .where(and(eq(chatCase.number, number), eq(chatCase.teamId, teamId)))
      .for("update");
    if (!row) return refuse("case_unknown", { field: "number" });
    if (!stateAfter(row.state, "draw")) return refuse(`case_not_now.${row.state}`, { field: "number" });
    await putOn(tx, meetingId, [{ caseId: row.id, withCase: null }]);
    return accept({ added: 1 });
  });
}

type Place = typeof meetingCase.$inferSelect;

async function agendaOf(tx: Tx, meetingId: string): Promise<Place[]> {
  return tx.select().from(meetingCase).where(eq(meetingCase.meetingId, meetingId)).orderBy(meetingCase.position);
}

/** Leave a case out: it is open again, and what stood under it stands for itself. Refused once something was decided about it. */
export function leaveOut(ctx: WriteContext, reach: Reach, meetingId: string, caseId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const place = (await agendaOf(tx, meetingId)).find((one) => one.caseId === caseId);
    if (!place) return refuse("case_unknown");
    const [acted] = await tx.execute(sql`select from case_action a where a.meeting_id = ${meetingId} and a.case_id = ${caseId} limit 1`);
    if (place.decidedAt || acted) return refuse("decided_already");
    await tx
      .update(meetingCase)
      .set({ withCase: null })
      .where(and(eq(meetingCase.meetingId, meetingId), eq(meetingCase.withCase, caseId)));
    await tx.delete(meetingCase).where(and(eq(meetingCase.meetingId, meetingId), eq(meetingCase.caseId, caseId)));
    await tx
      .update(chatCase)
      .set({ state: "open" })
      .where(and(eq(chatCase.id, caseId), eq(chatCase.state, "agenda")));
    return accept(null);
  });
}

/** Move a case up or down among those that stand for themselves. At an end nothing happens. */
export function moveCase(ctx: WriteContext, reach: Reach, meetingId: string, caseId: string, by: -1 | 1): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const heads = (await agendaOf(tx, meetingId)).filter(({ withCase }) => withCase === null);
    const at = heads.findIndex((one) => one.caseId === caseId);
    const [one, other] = [heads[at], heads[at + by]];
    if (!one) return refuse("case_unknown");
    if (!other) return accept(null);
    await place(tx, one, other.position);
    await place(tx, other, one.position);
    return accept(null);
  });
}

async function place(tx: Tx, { meetingId, caseId }: Place, position: number): Promise<void> {
  await tx
    .update(meetingCase)
    .set({ position })
    .where(and(eq(meetingCase.meetingId, meetingId), eq(meetingCase.caseId, caseId)));
}

/** Speak of a case together with another of the agenda, or (null) by itself again. One that others stand under takes them along. */
export function speakWith(
  ctx: WriteContext,
  reach: Reach,
  meetingId: string,
  caseId: string,
  withCase: string | null,
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const agenda = await agendaOf(tx, meetingId);
    const head = agenda.find((one) => one.caseId === withCase);
    if (!agenda.some((one) => one.caseId === caseId) || withCase === caseId) return refuse("case_unknown");
    if (withCase !== null && (!head || head.withCase !== null)) return refuse("case_unknown");
    const own = [caseId, ...(withCase === null ? [] : agenda.filter((one) => one.withCase === caseId).map((one) => one.caseId))];
    await tx
      .update(meetingCase)
      .set({ withCase })
      .where(and(eq(meetingCase.meetingId, meetingId), inArray(meetingCase.caseId, own)));
    return accept(null);
  });
}

/** Write down what was decided about a case; nothing written takes it back. */
export function decideOn(ctx: WriteContext, reach: Reach, meetingId: string, caseId: string, typed: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const decision = typed.trim();
    if (decision.length > DECISION_LENGTH) return refuse("text_long", { field: "decision", params: { max: DECISION_LENGTH } });
    const said =
      decision === "" ? { decision, decidedBy: null, decidedAt: null } : { decision, decidedBy: reach.personId, decidedAt: ctx.now };
    const rows = await tx
      .update(meetingCase)
      .set(said)
      .where(and(eq(meetingCase.meetingId, meetingId), eq(meetingCase.caseId, caseId)))
      .returning({ caseId: meetingCase.caseId });
    return rows.length > 0 ? accept(null) : refuse("case_unknown");
  });
}

/** Keep who was there, of the people of the team, and a word for the minutes. */
export function saveAttendance(
  ctx: WriteContext,
  reach: Reach,
  meetingId: string,
  { present, remark }: { present: readonly string[]; remark: string },
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    if (remark.length > REMARK_LENGTH) return refuse("text_long", { field: "remark", params: { max: REMARK_LENGTH } });
    const known = new Set((await peopleOf(tx, found.value.teamId, ctx.now)).filter(({ belongs }) => belongs).map(({ id }) => id));
    await tx.delete(meetingAttendance).where(eq(meetingAttendance.meetingId, meetingId));
    const rows = [...known].map((personId) => ({ meetingId, personId, present: present.includes(personId) }));
    if (rows.length > 0) await tx.insert(meetingAttendance).values(rows);
    await tx.update(meeting).set({ remark: remark.trim() }).where(eq(meeting.id, meetingId));
    return accept(null);
  });
}

/**
 * End a meeting. What was decided, by a word or an action, is decided, with all that was spoken of with it; what nobody came to is open again for the next agenda. Excellent chats are done
 * with. The agents of what was decided are told. Refused while nobody is said to have been there.
 */
export function closeMeeting(ctx: WriteContext, reach: Reach, meetingId: string): Promise<Outcome<{ decided: number; left: number }>> {
  return write(ctx, async (tx) => {
    const found = await lockMeeting(tx, reach, meetingId);
    if (!found.ok) return found;
    const [there] = await tx
      .select({ present: sql<number>`count(*)::int` })
      .from(meetingAttendance)
      .where(and(eq(meetingAttendance.meetingId, meetingId), eq(meetingAttendance.present, true)));
    const refusal = closeRefusal({ present: there?.present ?? 0 });
    if (refusal) return refuseAll([refusal]);
    await endPresenting(tx, ctx, meetingId);
    const agenda = await agendaOf(tx, meetingId);
    const acted = await tx.execute<{ id: string }>(sql`select distinct case_id as id from case_action where meeting_id = ${meetingId}`);
    const settled = new Set([...acted.map(({ id }) => id), ...agenda.filter(({ decidedAt }) => decidedAt).map(({ caseId }) => caseId)]);
    const cases = await lockCases(
      tx,
      agenda.map(({ caseId }) => caseId),
    );
    let decided = 0;
    for (const { caseId, withCase } of agenda) {
      const one = cases.get(caseId);
      if (!one || one.state !== "agenda") continue;
      const isDecided = one.kind === "excellent" || settled.has(caseId) || (withCase !== null && settled.has(withCase));
      await tx
        .update(chatCase)
        .set(isDecided ? { state: "decided", decidedAt: ctx.now } : { state: "open" })
        .where(eq(chatCase.id, caseId));
      if (!isDecided) continue;
      decided++;
      await noteChange(tx, ctx, { caseId, what: "decided" });
      if (one.personId !== ctx.actorId)
        await tx.insert(notice).values({
          personId: one.personId,
          kind: one.kind === "lost" ? "cases.decided" : "cases.excellent",
          data: { number: one.number, title: one.title },
          createdAt: ctx.now,
        });
    }
    const { teamId, week } = found.value;
    const news = await newsOf(tx, found.value, ctx.now);
    await tx.update(meeting).set({ closedAt: ctx.now, closedBy: reach.personId, news }).where(eq(meeting.id, meetingId));
    await closeItem(tx, ctx, "meeting", meetingId, "held");
    await settleBegun(tx, ctx, { meetingId, teamId });
    await audit(tx, ctx, {
      action: "cases.meeting_closed",
      subject: { type: "meeting", id: meetingId },
      after: { team: (await teamById(tx, teamId))?.name ?? "", week, decided, present: there?.present ?? 0 },
    });
    return accept({ decided, left: agenda.length - decided });
  });
}
