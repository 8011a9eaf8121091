import { and, eq, inArray, sql } from "drizzle-orm";
import { chatCase, meeting, meetingCase, meetingTime } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { PlainDate } from "~/platform/dates";
import { audit, type WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import { type Candidate, drawAgenda, type MeetingTime, plannedFor, USUAL_TIME } from "./agenda";

/** When a team meets, and how much it speaks of. One statement. */
export async function timeOf(reader: Reader, teamId: string): Promise<MeetingTime> {
  const [row] = await reader
    .select({ weekday: meetingTime.weekday, hour: meetingTime.hour, cases: meetingTime.cases })
    .from(meetingTime)
    .where(eq(meetingTime.teamId, teamId));
  return row ?? USUAL_TIME;
}

/** The open cases of a team, locked, each with what it stands for. */
async function openCases(tx: Tx, teamId: string): Promise<Candidate[]> {
  const rows = await tx
    .select({
      ...{
        id: chatCase.id,
        kind: chatCase.kind,
        madeAt: chatCase.madeAt,
        products: chatCase.products,
        reasons: chatCase.reasons,
        tokens: chatCase.tokens,
      },
      worthFen: sql<number>`(coalesce(${chatCase.worthFen}, 0) + (select coalesce(sum(m.worth_fen), 0) from chat_case m where m.merged_into = chat_case.id))::float8`,
      times: sql<number>`(1 + (select count(*) from chat_case m where m.merged_into = chat_case.id))::int`,
    })
    .from(chatCase)
    .where(and(eq(chatCase.teamId, teamId), eq(chatCase.state, "open")))
    .orderBy(chatCase.id)
    .for("update");
  return rows;
}

/** Put cases on an agenda behind those that are there; their state says so. */
export async function putOn(tx: Tx, meetingId: string, rows: readonly { caseId: string; withCase: string | null }[]): Promise<void> {
  if (rows.length === 0) return;
  const [last] = await tx
    .select({ position: sql<number>`coalesce(max(${meetingCase.position}), 0)::int` })
    .from(meetingCase)
    .where(eq(meetingCase.meetingId, meetingId));
  const first = (last?.position ?? 0) + 1;
  await tx.insert(meetingCase).values(rows.map((row, at) => ({ meetingId, ...row, position: first + at })));
  await tx
    .update(chatCase)
    .set({ state: "agenda" })
    .where(
      inArray(
        chatCase.id,
        rows.map(({ caseId }) => caseId),
      ),
    );
}

/** Draw what a meeting speaks of from the open cases of its team: as much as still fits. Returns how many were put on. */
export async function drawInto(tx: Tx, { id, teamId }: { id: string; teamId: string }, most: number): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(meetingCase)
    .innerJoin(chatCase, eq(chatCase.id, meetingCase.caseId))
    .where(and(eq(meetingCase.meetingId, id), sql`${meetingCase.withCase} is null`, eq(chatCase.kind, "lost")));
  const groups = drawAgenda(await openCases(tx, teamId), Math.max(0, most - (row?.count ?? 0)));
  const rows = groups.flatMap((group) => [
    { caseId: group.caseId, withCase: null },
    ...group.with.map((caseId) => ({ caseId, withCase: group.caseId })),
  ]);
  await putOn(tx, id, rows);
  return rows.length;
}

/** The meeting of a team in a week; it is opened with its agenda where there is none yet. Two at once make one. */
export async function openMeetingIn(
  tx: Tx,
  ctx: WriteContext,
  team: { id: string; name: string; zone: string },
  week: PlainDate,
): Promise<{ meetingId: string; isClosed: boolean }> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`meeting ${team.id} ${week}`}))`);
  const [there] = await tx
    .select({ id: meeting.id, closedAt: meeting.closedAt })
    .from(meeting)
    .where(and(eq(meeting.teamId, team.id), eq(meeting.week, week)));
  if (there) return { meetingId: there.id, isClosed: there.closedAt !== null };
  const time = await timeOf(tx, team.id);
  const id = newId();
  const plannedAt = plannedFor(week, time, team.zone);
  await tx.insert(meeting).values({ id, teamId: team.id, week, plannedAt, openedBy: ctx.actorId, openedAt: ctx.now });
  const count = await drawInto(tx, { id, teamId: team.id }, time.cases);
  const title = { "zh-CN": team.name, en: team.name };
  await openItem(tx, ctx, {
    kind: "meeting",
    subjectId: id,
    teamId: team.id,
    data: { title, end: plannedAt.toISOString().slice(0, 10) },
    dueAt: plannedAt,
  });
  await audit(tx, ctx, {
    action: "cases.meeting_opened",
    subject: { type: "meeting", id },
    after: { team: team.name, week, cases: count },
  });
  return { meetingId: id, isClosed: false };
}
