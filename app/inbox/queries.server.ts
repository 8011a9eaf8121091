import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { person, team, workItem } from "@db/schema";
import { gatesOf } from "~/activation/queries.server";
import type { Gate } from "~/activation/gate-facts";
import type { Requirement } from "~/activation/requirement";
import type { ItemBody } from "~/curriculum/pack";
import { versionById } from "~/curriculum/queries.server";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { isWorkKind, type WorkKind } from "~/work/kinds";
import { inScopeOf, type OpenItem } from "~/work/queries.server";
import { type ComingUp, comingUp, type OnTheWay } from "./ahead";
import { onTheWayColumn } from "./ahead.server";
import { gateFor } from "./explain";
import { matterColumn, personColumn, type RawGrading, type RawPerson, type RawPractical, type RawSitting } from "./selected.server";

/** Whose inbox it is. */
type Holder = { personId: string; roles: readonly HeldRole[] };

/** What of it is asked for. `page` counts from 1; an item asked for brings its own page. */
export type InboxAsk = {
  kind: WorkKind | null;
  teamId: string | null;
  personId: string | null;
  search: string;
  page: number;
  itemId: string | null;
};

/** Where the person of an item stands at the gate that it concerns. */
export type GateProgress = { gate: Gate; met: number; requirements: Pick<Requirement, "id" | "met" | "progress" | "blocker">[] };

/** One item, open or settled, with all that is needed to act on it. */
export type SelectedItem = OpenItem & {
  closed: { at: Date; by: string | null; outcome: string | null } | null;
  person: (Omit<RawPerson, "stateSince"> & { stateSince: Date | null }) | null;
  practical: (RawPractical & { body: ItemBody<"practical"> | null }) | null;
  sitting: RawSitting | null;
  gradings: RawGrading[];
  gate: GateProgress | null;
};

export type InboxPage = {
  /** All that waits for the holder, whatever the filter. */
  waiting: number;
  /** By kind, oldest first, under the filters of team, person and words. */
  kinds: { kind: WorkKind; count: number; oldest: Date }[];
  teams: { id: string; name: string }[];
  /** Under all filters. */
  total: number;
  page: number;
  pages: number;
  rows: OpenItem[];
  selected: SelectedItem | null;
  previousId: string | null;
  /** The one to open after this one is settled: the next, else the first. */
  nextId: string | null;
  /** Only when nothing waits at all: what comes next. */
  ahead: ComingUp[];
};

/** How many items one page of the list holds. */
export const ITEMS_A_PAGE = 50;
const AHEAD = 6;

type RawItem = Omit<OpenItem, "kind" | "urgent" | "openedAt" | "dueAt"> & {
  kind: string;
  urgent: "yes" | "no";
  openedAt: string;
  dueAt: string | null;
};
type RawSelected = RawItem & {
  closedAt: string | null;
  closedBy: string | null;
  outcome: string | null;
  person: RawPerson | null;
  matter: RawPractical | RawSitting | RawGrading[] | null;
};
type Raw = {
  waiting: number;
  kinds: { kind: string; count: number; oldest: string }[];
  teams: { id: string; name: string }[];
  total: number;
  start: number;
  rows: RawItem[];
  selected: RawSelected | null;
  previousId: string | null;
  nextId: string | null;
  firstId: string | null;
  ahead: OnTheWay[] | null;
};

/**
 * The inbox of a holder: counts by kind, one page of the list, the item to act on with its evidence, and its neighbours; one statement.
 * Items that concern a gate need two more, a practical whose content was never read one. Null: the item asked for is not theirs to see.
 */
export async function inboxPage(reader: Reader, holder: Holder, ask: InboxAsk, now: Date): Promise<InboxPage | null> {
  const scope = inScopeOf(holder);
  if (!scope)
    return ask.itemId
      ? null
      : {
          waiting: 0,
          kinds: [],
          teams: [],
          total: 0,
          page: 1,
          pages: 1,
          rows: [],
          selected: null,
          previousId: null,
          nextId: null,
          ahead: [],
        };
  const [row] = await reader.execute<{ inbox: Raw }>(inboxStatement(holder, scope, ask, now));
  const raw = row?.inbox;
  if (!raw || (ask.itemId && !raw.selected)) return null;
  return {
    waiting: raw.waiting,
    kinds: raw.kinds.flatMap((k) => (isWorkKind(k.kind) ? [{ kind: k.kind, count: k.count, oldest: new Date(k.oldest) }] : [])),
    teams: raw.teams,
    total: raw.total,
    page: raw.start / ITEMS_A_PAGE + 1,
    pages: Math.max(1, Math.ceil(raw.total / ITEMS_A_PAGE)),
    rows: raw.rows.flatMap((r) => itemOf(r) ?? []),
    selected: raw.selected && (await selectedOf(reader, raw.selected, now)),
    previousId: raw.previousId,
    nextId: raw.nextId ?? raw.firstId,
    ahead: comingUp(raw.ahead ?? [], now, AHEAD),
  };
}

/** LIKE pattern for what a person typed: their % and _ are plain characters. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

/** How many written answers wait behind an item, and of how many questions: counted now, so that nobody who answers writes a counter. */
const answersWaiting = (item: SQL) => sql`case when ${item}.kind <> 'answers' then '{}'::jsonb else (
  select jsonb_build_object('answers', count(*), 'questions', count(distinct w.item_id)) from attempt_waiting w
  where w.closed_at is null and (w.team_id = ${item}.subject_id or (w.team_id is null and w.person_id = ${item}.subject_id))) end`;

const itemColumns = (
  from: SQL,
) => sql`'id', ${from}.id, 'kind', ${from}.kind, 'subjectId', ${from}.subject_id, 'personId', ${from}.person_id,
  'teamId', ${from}.team_id, 'data', ${from}.data || ${answersWaiting(from)}, 'urgent', ${from}.urgent, 'openedAt', ${from}.opened_at, 'dueAt', ${from}.due_at`;

function inboxStatement(holder: Holder, scope: SQL, ask: InboxAsk, now: Date): SQL {
  const about = and(
    ask.teamId ? sql`team_id = ${ask.teamId}` : undefined,
    ask.personId ? sql`person_id = ${ask.personId}` : undefined,
    ask.search ? sql`(person_name ilike ${like(ask.search)} or pinyin ilike ${like(ask.search)})` : undefined,
  );
  const picked = ask.itemId
    ? sql`select ${workItem.id}, ${workItem.urgent}, ${workItem.openedAt} from ${workItem} where ${and(eq(workItem.id, ask.itemId), scope)}`
    : sql`select id, urgent, opened_at from listed where n = (select start + 1 from span)`;
  // Urgent ones ('yes') come first, then by time; ids break ties, so that "next" is the same for everybody.
  const after = sql`l.urgent < p.urgent or (l.urgent = p.urgent and (l.opened_at, l.id) > (p.opened_at, p.id))`;
  const before = sql`l.urgent > p.urgent or (l.urgent = p.urgent and (l.opened_at, l.id) < (p.opened_at, p.id))`;
  return sql`
    with visible as materialized (
      select ${workItem}.*, ${person.name} as person_name, ${person.pinyin}, ${team.name} as team_name
      from ${workItem} left join ${person} on ${person.id} = ${workItem.personId} left join ${team} on ${team.id} = ${workItem.teamId}
      where ${and(isNull(workItem.closedAt), scope)}),
    filtered as (select * from visible where ${about ?? sql`true`}),
    listed as (select *, row_number() over (order by urgent desc, opened_at, id)::int as n from filtered where ${ask.kind ? sql`kind = ${ask.kind}` : sql`true`}),
    span as (select coalesce(
      ${ask.itemId ? sql`(select (n - 1) / ${ITEMS_A_PAGE}::int * ${ITEMS_A_PAGE}::int from listed where id = ${ask.itemId})` : sql`null`},
      least((${ask.page}::int - 1) * ${ITEMS_A_PAGE}::int, greatest(0, ((select count(*)::int from listed) - 1) / ${ITEMS_A_PAGE}::int * ${ITEMS_A_PAGE}::int))) as start),
    picked as (${picked})
    select json_build_object(
      'waiting', (select count(*)::int from visible),
      'kinds', (select coalesce(json_agg(json_build_object('kind', kind, 'count', count, 'oldest', oldest) order by oldest), '[]'::json)
        from (select kind, count(*)::int, min(opened_at) as oldest from filtered group by kind) k),
      'teams', (select coalesce(json_agg(t order by t->>'name'), '[]'::json)
        from (select distinct jsonb_build_object('id', team_id, 'name', team_name) as t from visible where team_id is not null) d),
      'total', (select count(*)::int from listed),
      'start', (select start from span),
      'rows', (select coalesce(json_agg(json_build_object(${itemColumns(sql`l`)}, 'personName', l.person_name, 'teamName', l.team_name) order by l.n), '[]'::json)
        from listed l, span where l.n > span.start and l.n <= span.start + ${ITEMS_A_PAGE}::int),
      'selected', (select json_build_object(${itemColumns(sql`work_item`)}, 'personName', ${person.name}, 'teamName', ${team.name},
          'closedAt', ${workItem.closedAt}, 'closedBy', (select c.name from person c where c.id = ${workItem.closedBy}), 'outcome', ${workItem.outcome},
          'person', ${personColumn}, 'matter', ${matterColumn})
        from ${workItem} left join ${person} on ${person.id} = ${workItem.personId} left join ${team} on ${team.id} = ${workItem.teamId}
        where ${workItem.id} = (select id from picked)),
      'nextId', (select l.id from listed l, picked p where ${after} order by l.n limit 1),
      'previousId', (select l.id from listed l, picked p where ${before} order by l.n desc limit 1),
      'firstId', (select l.id from listed l, picked p where l.id <> p.id order by l.n limit 1),
      'ahead', case when exists (select from visible) then null else ${onTheWayColumn(holder, now)} end) as inbox`;
}

function itemOf(raw: RawItem): OpenItem | null {
  const { id, kind, subjectId, personId, personName, teamId, teamName, data } = raw;
  if (!isWorkKind(kind)) return null;
  const dueAt = raw.dueAt ? new Date(raw.dueAt) : null;
  return {
    id,
    kind,
    subjectId,
    personId,
    personName,
    teamId,
    teamName,
    data,
    urgent: raw.urgent === "yes",
    openedAt: new Date(raw.openedAt),
    dueAt,
  };
}

async function selectedOf(reader: Reader, raw: RawSelected, now: Date): Promise<SelectedItem | null> {
  const item = itemOf(raw);
  if (!item) return null;
  const practical = item.kind === "practical" ? (raw.matter as RawPractical | null) : null;
  const [version, gate] = await Promise.all([
    practical && versionById(reader, practical.versionId, "practical"),
    raw.closedAt || !item.personId ? null : gateProgress(reader, item.kind, item.personId, now),
  ]);
  return {
    ...item,
    closed: raw.closedAt ? { at: new Date(raw.closedAt), by: raw.closedBy, outcome: raw.outcome } : null,
    person: raw.person && { ...raw.person, stateSince: raw.person.stateSince ? new Date(raw.person.stateSince) : null },
    practical: practical && { ...practical, body: version?.body ?? null },
    sitting: item.kind === "attempts_used" ? (raw.matter as RawSitting | null) : null,
    gradings: item.kind === "grading" || item.kind === "gradings_used" ? ((raw.matter as RawGrading[] | null) ?? []) : [],
    gate,
  };
}

async function gateProgress(reader: Reader, kind: WorkKind, personId: string, now: Date): Promise<GateProgress | null> {
  const wanted = gateFor(kind);
  const gates = wanted && (await gatesOf(reader, personId, now));
  if (!gates) return null;
  const lapsed = [gates.desk, gates.activation].find(
    (g) => g.facts.decisions.some((d) => d.gate === g.gate) && g.requirements.some((r) => !r.met),
  );
  const view = wanted === "next" ? (lapsed ?? (gates.desk.facts.state === "training" ? gates.desk : gates.activation)) : gates[wanted];
  const requirements = view.requirements.map(({ id, met, progress, blocker }) => ({ id, met, progress, blocker }));
  return { gate: view.gate, met: requirements.filter((r) => r.met).length, requirements };
}
