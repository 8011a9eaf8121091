import { type SQL, sql } from "drizzle-orm";
import type { ChatLine } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { caseOn, type Votable } from "./live";
import type { Follower, LiveCase, LiveFacts, LiveVote } from "./live-view";
import { leads, type Reach } from "./reach";
import type { CaseKind } from "./rules";

/** Whoever was not heard of for so long follows no more: their process tells of them every 15 s. */
const AWAY_S = 50;

type Head = {
  teamId: string;
  team: string;
  isClosed: boolean;
  revision: number | null;
  presenterId: string;
  presenter: string;
  caseId: string | null;
  shown: number;
  minutes: number;
  extra: number;
  runningSince: string | null;
  ranMs: number;
  places: LiveFacts["places"];
  followers: Follower[];
};

/** The cases of an agenda that stand for themselves, as they are spoken of: what was lost, then what went well. */
export const headsOf = (meetingId: SQL | string): SQL => sql`select g.case_id, c.number, c.title, c.kind, g.position
  from meeting_case g join chat_case c on c.id = g.case_id where g.meeting_id = ${meetingId} and g.with_case is null
  order by c.kind <> 'lost', g.position, c.number`;

async function headOf(reader: Reader, meetingId: string): Promise<Head | null> {
  const [row] = await reader.execute<Head>(sql`
    select m.team_id as "teamId", t.name as team, m.closed_at is not null as "isClosed", l.revision, l.presenter_id as "presenterId", p.name as presenter,
      l.case_id as "caseId", l.shown, l.minutes, l.extra, l.running_since as "runningSince", l.ran_ms as "ranMs",
      (select coalesce(json_agg(json_build_object('caseId', h.case_id, 'number', h.number, 'title', h.title, 'kind', h.kind)), '[]')
        from (${headsOf(sql`m.id`)}) h) as places,
      (select coalesce(json_agg(json_build_object('id', f.person_id, 'name', n.name, 'isThere', coalesce(a.present, false)) order by n.name), '[]')
        from meeting_follower f join person n on n.id = f.person_id
          left join meeting_attendance a on a.meeting_id = f.meeting_id and a.person_id = f.person_id
        where f.meeting_id = m.id and f.left_at is null and f.seen_at > now() - ${`${AWAY_S} s`}::interval) as followers
    from meeting m join team t on t.id = m.team_id left join meeting_live l on l.meeting_id = m.id left join person p on p.id = l.presenter_id
    where m.id = ${meetingId}`);
  return row ?? null;
}

type Body = Omit<LiveCase, "together"> & { lines: ChatLine[]; products: LocalText[]; isTogether: boolean; vote: LiveVote | null };

/** A case of an agenda with those that stand under it, what it stands for itself, and its last vote. */
async function bodiesOf(reader: Reader, meetingId: string, caseId: string): Promise<Body[]> {
  return reader.execute<Body>(sql`
    select c.id as "caseId", c.number, c.kind, c.title, c.reasons, c.platform, c.better, c.why, c.lines, c.marked, coalesce(g.decision, '') as decision,
      coalesce(g.with_case = ${caseId}, false) as "isTogether",
      (coalesce(c.worth_fen, 0) + (select coalesce(sum(m.worth_fen), 0) from chat_case m where m.merged_into = c.id))::float8 as "worthFen",
      (1 + (select count(*) from chat_case m where m.merged_into = c.id))::int as times,
      (select count(*)::int from case_action a where a.meeting_id = ${meetingId} and a.case_id = c.id and a.outcome is distinct from 'cancelled') as actions,
      (select coalesce(json_agg(v.body -> 'name'), '[]') from content_item i join content_version v on v.id = i.current_version_id
        where i.kind = 'product' and i.slug = any(c.products)) as products,
      (select json_build_object('id', v.id, 'options', v.options, 'isOpen', v.closed_at is null, 'counts', v.counts, 'ballots',
          (select coalesce(json_agg(json_build_object('personId', b.person_id, 'choice', b.choice)), '[]') from meeting_ballot b where b.vote_id = v.id),
          'lines', (select coalesce(json_agg(json_build_object('id', l.id, 'personId', l.person_id, 'text', l.text, 'key', l.key) order by l.id), '[]')
            from meeting_line l where l.vote_id = v.id and l.text <> ''))
        from meeting_vote v where v.meeting_id = ${meetingId} and v.case_id = c.id and c.id = ${caseId} order by v.round desc limit 1) as vote
    from chat_case c left join meeting_case g on g.meeting_id = ${meetingId} and g.case_id = c.id
    where c.id = ${caseId} or c.merged_into = ${caseId} or g.with_case = ${caseId}
    order by c.id = ${caseId} desc, g.position, c.number`);
}

/** What a case of an agenda brings to a vote, with what stands with it; the first is the case itself. One statement. */
export async function votablesOf(
  reader: Reader,
  meetingId: string,
  caseId: string,
): Promise<(Votable & { kind: CaseKind; why: string })[]> {
  return bodiesOf(reader, meetingId, caseId);
}

/**
 * All that there is to know of a meeting that is or may be presented; null: there is none. Two statements, one after the other: what is shown of a case must be read before the case, or a case that
 * just came on would be shown as far as the one before it.
 */
export async function liveFacts(reader: Reader, meetingId: string): Promise<{ teamId: string; team: string; facts: LiveFacts } | null> {
  const head = await headOf(reader, meetingId);
  if (!head) return null;
  const { caseId, shown, minutes, extra, ranMs, places } = head;
  const isOn = head.revision !== null && !head.isClosed;
  const state = head.revision === null ? null : { caseId, shown, minutes, extra, ranMs, runningSince: dateOf(head.runningSince) };
  const heads = places.map((place) => place.caseId);
  const here = isOn ? caseOn({ caseId }, heads) : null;
  const bodies = here === null ? [] : await bodiesOf(reader, meetingId, here);
  return {
    teamId: head.teamId,
    team: head.team,
    facts: {
      revision: head.revision ?? 0,
      isClosed: head.isClosed,
      // What was revealed of a case that was taken off the agenda is not revealed of the one that takes its place.
      state: state && here !== caseId ? { ...state, shown: 0 } : state,
      presenter: head.revision === null ? null : { id: head.presenterId, name: head.presenter },
      places,
      current: currentOf(bodies),
      vote: bodies[0]?.vote ?? null,
      followers: head.followers,
    },
  };
}

function currentOf([head, ...rest]: readonly Body[]): LiveCase | null {
  if (!head) return null;
  const together = rest.filter(({ isTogether }) => isTogether);
  const sum = (of: "worthFen" | "times" | "actions") => [head, ...together].reduce((total, one) => total + one[of], 0);
  return {
    ...head,
    ...{ worthFen: sum("worthFen"), times: sum("times"), actions: sum("actions") },
    together: together.map(({ number, title }) => ({ number, title })),
  };
}

const dateOf = (value: string | null) => (value === null ? null : new Date(value));

/** Whether somebody may follow the meetings of a team: who leads it, and its agents. */
export function mayFollow(reach: Reach, teamId: string): boolean {
  return leads(reach, teamId) || reach.teamId === teamId;
}
