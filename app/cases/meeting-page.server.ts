import { eq, sql } from "drizzle-orm";
import { meeting, team } from "@db/schema";
import type { Actor } from "~/people/actor";
import type { Reader } from "~/platform/database.server";
import type { ChatLine, VoteOption } from "@db/schema";
import type { PlainDate } from "~/platform/dates";
import { actionViews } from "./action-view.server";
import { newsOf } from "./news.server";
import { peopleOf } from "./people.server";
import { leads, type Reach } from "./reach";
import type { CaseKind } from "./rules";

/** A case of an agenda. `worthFen` and `times` with what it stands for; `quotes`: the lines that lost it. */
export type AgendaCase = {
  caseId: string;
  number: number;
  kind: CaseKind;
  title: string;
  reasons: string[];
  worthFen: number;
  times: number;
  madeAt: Date;
  day: PlainDate;
  name: string;
  better: string;
  why: string;
  quotes: { who: ChatLine["who"]; text: string }[];
  withCase: string | null;
  decision: string;
  isDecided: boolean;
  /** How the last vote on it ended. */
  vote: VoteResult | null;
};
export type VoteResult = { options: VoteOption[]; counts: Record<string, number> };

type RawCase = Omit<AgendaCase, "madeAt" | "quotes"> & { madeAt: string; lines: ChatLine[]; marked: number[] };

async function agendaOf(reader: Reader, meetingId: string): Promise<AgendaCase[]> {
  const rows = await reader.execute<RawCase>(sql`
    select g.case_id as "caseId", c.number, c.kind, c.title, c.reasons, c.made_at as "madeAt", c.day::text as day, p.name, c.better, c.why, c.lines, c.marked,
      (coalesce(c.worth_fen, 0) + (select coalesce(sum(m.worth_fen), 0) from chat_case m where m.merged_into = c.id))::float8 as "worthFen",
      (1 + (select count(*) from chat_case m where m.merged_into = c.id))::int as times,
      g.with_case as "withCase", g.decision, g.decided_at is not null as "isDecided",
      (select json_build_object('options', v.options, 'counts', v.counts) from meeting_vote v
        where v.meeting_id = g.meeting_id and v.case_id = g.case_id and v.closed_at is not null order by v.round desc limit 1) as vote
    from meeting_case g join chat_case c on c.id = g.case_id join person p on p.id = c.person_id
    where g.meeting_id = ${meetingId} order by g.position, c.number`);
  return rows.map(({ madeAt, lines, marked, ...row }) => ({
    ...row,
    madeAt: new Date(madeAt),
    quotes: marked.flatMap((at) => {
      const line = lines[at];
      return line ? [{ who: line.who, text: line.text }] : [];
    }),
  }));
}

/** A meeting with its team and who was there; null: there is none. One statement. */
async function meetingHead(reader: Reader, meetingId: string) {
  const [row] = await reader
    .select({
      meeting,
      team: team.name,
      present: sql<string[]>`array(select a.person_id from meeting_attendance a where a.meeting_id = ${meeting.id} and a.present)`,
      there: sql<{ name: string; present: boolean }[]>`(
        select coalesce(json_agg(json_build_object('name', p.name, 'present', a.present) order by p.name), '[]')
        from meeting_attendance a join person p on p.id = a.person_id where a.meeting_id = ${meeting.id})`,
    })
    .from(meeting)
    .innerJoin(team, eq(team.id, meeting.teamId))
    .where(eq(meeting.id, meetingId));
  return row ?? null;
}

/** What stands together on an agenda: a case, and those that are spoken of with it. */
export type AgendaItem = AgendaCase & { together: AgendaCase[] };
const grouped = (cases: readonly AgendaCase[]): AgendaItem[] =>
  cases
    .filter(({ withCase }) => withCase === null)
    .map((head) => ({ ...head, together: cases.filter(({ withCase }) => withCase === head.caseId) }));

/** A meeting to prepare and to hold, for who leads its team; null: it is none of theirs. Six statements with the session's. */
export async function meetingPage(reader: Reader, actor: Actor, reach: Reach, meetingId: string, now: Date) {
  const head = await meetingHead(reader, meetingId);
  if (!head || !leads(reach, head.meeting.teamId)) return null;
  const { teamId, week, plannedAt, closedAt, remark } = head.meeting;
  const [cases, actions, people, news] = await Promise.all([
    agendaOf(reader, meetingId),
    actionViews(reader, actor, reach, sql`m.team_id = ${teamId} and (a.meeting_id = ${meetingId} or a.closed_at is null)`, now),
    peopleOf(reader, teamId, now),
    head.meeting.news ?? newsOf(reader, head.meeting, now),
  ]);
  return {
    ...{ id: meetingId, team: head.team, week, plannedAt, closedAt, remark, news },
    lost: grouped(cases.filter(({ kind }) => kind === "lost")),
    excellent: cases.filter(({ kind }) => kind === "excellent"),
    before: actions.filter((one) => one.meetingId !== meetingId && one.standing !== "done"),
    actions: actions.filter((one) => one.meetingId === meetingId),
    people: people.filter(({ belongs }) => belongs).map(({ id, name }) => ({ id, name, present: head.present.includes(id) })),
  };
}
export type MeetingPage = NonNullable<Awaited<ReturnType<typeof meetingPage>>>;

/** The minutes of a meeting that was held, to who leads the team and to its agents: those read whose chats they were of nobody. Null: there are none for them. */
export async function minutesPage(reader: Reader, actor: Actor, reach: Reach, meetingId: string, now: Date) {
  const head = await meetingHead(reader, meetingId);
  if (!head?.meeting.closedAt) return null;
  const { teamId, week, closedAt, remark, news } = head.meeting;
  const isLead = leads(reach, teamId);
  if (!isLead && reach.teamId !== teamId) return null;
  const [cases, actions] = await Promise.all([
    agendaOf(reader, meetingId),
    actionViews(reader, actor, reach, sql`a.meeting_id = ${meetingId}`, now),
  ]);
  const shown = cases.map((one) => (isLead ? one : { ...one, name: "" }));
  return {
    ...{ id: meetingId, team: head.team, week, closedAt, remark, news: news ?? { techniques: [], rules: [] }, isLead },
    lost: grouped(shown.filter(({ kind }) => kind === "lost")),
    excellent: shown.filter(({ kind }) => kind === "excellent"),
    actions,
    there: head.there,
  };
}
