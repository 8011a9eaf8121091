import { type SQL, sql } from "drizzle-orm";
import { type GateSummary, gateSummaries } from "~/activation/queries.server";
import type { Gate, LapseReason } from "~/activation/gate-facts";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import type { Step } from "~/training/calendar";
import { type Learner, type RawLearner, type RawTeam, learnerOf } from "./board";
import { sortByDay, sortByName, sortByTrouble, troubleOf } from "./trouble";

/** Which people of the board are shown; `all`: everybody but the active ones. */
export const shows = ["all", "late", "waiting", "training", "probation", "invited", "active"] as const;
export type Show = (typeof shows)[number];
export const sorts = ["trouble", "day", "name"] as const;
export type Sort = (typeof sorts)[number];
export type TeamFilter = { show: Show; teamId: string | null; search: string; sort: Sort; page: number };

/** A person of the board with the next gate and what holds it. */
export type BoardRow = Learner & { gate: GateSummary | null };
/** An active agent: the fold at the end. */
export type ActiveRow = {
  personId: string;
  name: string;
  teamName: string;
  since: Date | null;
  clearance: "none" | "supervised" | "full";
  lapse: LapseReason | null;
};
/** A gate that is met and waits for somebody to confirm it. */
export type WaitingGate = { personId: string; name: string; teamName: string | null; gate: Gate; since: Date };

export type TeamBoard = {
  teams: { id: string; name: string }[];
  /** Under the filters of team and words. */
  counts: Record<Show, number>;
  rows: BoardRow[];
  active: ActiveRow[];
  total: number;
  page: number;
  pages: number;
  /** The plans of the rows: titles and phases of their days or weeks. */
  plans: Record<string, { step: Step; days: { day: number; phase: string; title: LocalText }[] }>;
  gates: WaitingGate[];
};

const PEOPLE_A_PAGE = 50;

type Raw = {
  teams: RawTeam[];
  holidays: { teamId: string | null; day: PlainDate; kind: "off" | "working" }[];
  people: RawLearner[];
  activeCount: number;
  active: (Omit<ActiveRow, "since"> & { since: string | null })[];
  gates: { personId: string; name: string; teamName: string | null; kind: "desk_gate" | "activation_gate"; since: string }[];
};

/**
 * The people of teams on their way to the desk: line, lateness, what waits, the next gate; filtered, sorted and paged. Three statements whatever the
 * size (a fourth where a plan was never read): one for all people, as trouble is known only of all, two for the gates of the page.
 */
export async function teamBoard(reader: Reader, teamIds: "all" | readonly string[], filter: TeamFilter, now: Date): Promise<TeamBoard> {
  const [row] = await reader.execute<{ board: Raw }>(boardStatement(teamIds, filter, now));
  if (!row) throw new Error("a statement without a condition gave no row");
  const raw = row.board;
  const plans = await versionsById(
    reader,
    raw.people.flatMap((p) => p.enrolment?.planVersionId ?? []),
  );
  const holidays = new Map(
    raw.teams.map((t) => [
      t.id,
      raw.holidays.filter((h) => h.teamId === null || h.teamId === t.id).map((h) => ({ ...h, own: h.teamId !== null })),
    ]),
  );
  const teams = new Map(raw.teams.map((t) => [t.id, { ...t, holidays: holidays.get(t.id) ?? [] }]));
  const confirmable = new Map(raw.gates.map((g) => [g.personId, new Date(g.since)]));
  const learners = raw.people.flatMap((person) => {
    const team = teams.get(person.teamId);
    const plan = person.enrolment && (plans.get(person.enrolment.planVersionId) as ContentVersion<"plan"> | undefined);
    return team ? [learnerOf(person, team, plan?.body ?? null, confirmable.get(person.personId) ?? null, now)] : [];
  });

  const shown = sorters[filter.sort](learners.filter((p) => isShown[filter.show](p)));
  const total = filter.show === "active" ? raw.activeCount : shown.length;
  const pages = Math.max(1, Math.ceil(total / PEOPLE_A_PAGE));
  const page = Math.min(filter.page, pages);
  const onPage = shown.slice((page - 1) * PEOPLE_A_PAGE, page * PEOPLE_A_PAGE);
  const gates =
    onPage.length === 0
      ? new Map<string, GateSummary>()
      : await gateSummaries(
          reader,
          onPage.map((p) => p.personId),
          now,
        );
  return {
    teams: raw.teams.map(({ id, name }) => ({ id, name })),
    counts: Object.fromEntries(
      shows.map((s) => [s, s === "active" ? raw.activeCount : learners.filter((p) => isShown[s](p)).length]),
    ) as TeamBoard["counts"],
    rows: onPage.map((p) => ({ ...p, gate: gates.get(p.personId) ?? null })),
    active: raw.active.map((a) => ({ ...a, since: a.since ? new Date(a.since) : null })),
    total,
    page,
    pages,
    plans: Object.fromEntries(
      [...new Set(onPage.flatMap((p) => p.planVersionId ?? []))].map((id) => [
        id,
        daysOf(plans.get(id) as ContentVersion<"plan"> | undefined),
      ]),
    ),
    gates: raw.gates.map(({ kind, since, ...g }) => ({ ...g, gate: kind === "desk_gate" ? "desk" : "activation", since: new Date(since) })),
  };
}

const sorters = { trouble: sortByTrouble<Learner>, day: sortByDay<Learner>, name: sortByName<Learner> };

const isShown: Record<Show, (p: Learner) => boolean> = {
  all: () => true,
  late: (p) => troubleOf(p) === "late",
  waiting: (p) => troubleOf(p) === "waiting",
  training: (p) => p.state === "training",
  probation: (p) => p.state === "probation",
  invited: (p) => p.state === "invited",
  active: () => false,
};

function daysOf(plan: ContentVersion<"plan"> | undefined): TeamBoard["plans"][string] {
  const days = (plan?.body.days ?? []).map(({ day, title }) => ({
    day,
    title,
    phase: plan?.body.phases.find((p) => p.from <= day && day <= p.to)?.slug ?? "",
  }));
  return { step: plan?.body.step ?? "day", days };
}

/** LIKE pattern for what a person typed: their % and _ are plain characters. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

function boardStatement(teamIds: "all" | readonly string[], filter: TeamFilter, now: Date): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const named = filter.search
    ? sql`(p.name ilike ${like(filter.search)} or p.pinyin ilike ${like(filter.search)} or p.external_id ilike ${like(filter.search)})`
    : sql`true`;
  // Of a plan only what is not done is read: the rest is done. A quiz or an exam that failed needs its rules, to know whether an attempt is left.
  const undone = sql`(select coalesce(json_agg(json_build_object('slug', a.slug, 'day', a.day, 'position', a.position, 'kind', a.kind, 'status', a.status,
      'minutes', a.minutes, 'attempts', a.attempts, 'submittedAt', a.submitted_at, 'exam', x.rules,
      'extra', (select count(*)::int from extra_attempt g where g.enrolment_id = a.enrolment_id and g.slug = a.slug)) order by a.day, a.position), '[]'::json)
    from activity_state a left join lateral (
      select json_build_object('role', v.body->>'role', 'attempts', v.body->'attempts') as rules
      from content_item i join content_version v on v.id = coalesce(a.content_version_id, i.current_version_id)
      where a.kind in ('exam', 'quiz') and i.kind = a.kind and i.slug = a.ref) x on true
    where a.enrolment_id = e.id and a.mandatory and a.status <> 'done')`;
  const enrolment = sql`(select json_build_object('planVersionId', e.plan_version_id, 'startDate', e.start_date, 'undone', ${undone},
      'leaves', (select coalesce(json_agg(json_build_object('from', l.from_day, 'to', l.to_day)), '[]'::json)
        from leave l where l.person_id = m.person_id and l.cancelled_at is null and l.to_day >= e.start_date))
    from enrolment e where e.person_id = m.person_id and e.ended_at is null)`;
  return sql`
    with scope as (select t.* from team t where t.archived_at is null and ${teamIds === "all" ? sql`true` : sql`t.id = any(${sql.param([...teamIds])}::uuid[])`}),
    chosen as (select * from scope where ${filter.teamId ? sql`id = ${filter.teamId}` : sql`true`}),
    member as materialized (
      select p.id as person_id, p.name, p.state, p.state_since, p.clearance, p.probation_end, p.password_hash is not null as accepted, c.id as team_id, c.name as team_name
      from chosen c join team_membership m on m.team_id = c.id and daterange(m.from_day, m.to_day) @> (${at} at time zone c.zone)::date
        join person p on p.id = m.person_id
      where p.state in ('invited', 'training', 'probation', 'suspended', 'active') and ${named})
    select json_build_object(
      'teams', (select coalesce(json_agg(json_build_object('id', id, 'name', name, 'zone', zone, 'workingWeek', working_week) order by name), '[]'::json) from scope),
      'holidays', (select coalesce(json_agg(json_build_object('teamId', h.team_id, 'day', h.day, 'kind', h.kind)), '[]'::json)
        from holiday h where h.team_id is null or h.team_id in (select id from chosen)),
      'people', (select coalesce(json_agg(json_build_object('personId', m.person_id, 'name', m.name, 'teamId', m.team_id, 'teamName', m.team_name, 'state', m.state,
          'stateSince', m.state_since, 'probationEnd', m.probation_end, 'accepted', m.accepted, 'enrolment', ${enrolment})), '[]'::json)
        from member m where m.state <> 'active'),
      'activeCount', (select count(*)::int from member where state = 'active'),
      'active', (select coalesce(json_agg(json_build_object('personId', person_id, 'name', name, 'teamName', team_name, 'since', state_since, 'clearance', clearance, 'lapse',
          (select l.reason from clearance_lapse l where l.person_id = a.person_id and l.ended_at is null order by l.at, l.id limit 1)) order by name), '[]'::json)
        from (select * from member where state = 'active' and ${filter.show === "active"} order by name, person_id
          limit ${PEOPLE_A_PAGE} offset ${(filter.page - 1) * PEOPLE_A_PAGE}) a),
      'gates', (select coalesce(json_agg(json_build_object('personId', w.person_id, 'name', m.name, 'teamName', m.team_name, 'kind', w.kind, 'since', w.opened_at) order by w.opened_at), '[]'::json)
        from member m join work_item w on w.person_id = m.person_id
        where w.closed_at is null and w.kind in ('desk_gate', 'activation_gate'))) as board`;
}
