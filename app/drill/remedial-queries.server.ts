import { type SQL, sql } from "drizzle-orm";
import type { remedial, remedialPerson } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { ListFilter } from "~/platform/list-filter";
import type { LocalText } from "~/platform/locale";
import { teamAt } from "./mending.server";
import type { LastAnswer } from "./remedial-rules";

/** Whose remedial drills somebody sees: those of people of these teams, never their own. */
export type RemedialScope = { personId: string; teams: "all" | readonly string[] };
export type RemedialFilter = ListFilter<"open" | "late" | "closed">;

/** A remedial drill as the list shows it; counted are the people whom the reader sees. */
export type RemedialRow = {
  id: string;
  title: LocalText;
  due: PlainDate;
  by: string;
  questions: number;
  people: number;
  done: number;
  open: number;
  late: number;
  /** The first of them. */
  names: string[];
  cancelled: boolean;
};

const A_PAGE = 25;
const NAMES = 3;

const at = (now: Date) => sql`${now.toISOString()}::timestamptz`;

/** Whose parts: those that somebody sees as a lead, or somebody's own. */
type Whose = RemedialScope | { ownOf: string };

/** Parts of remedial drills with the person and their team now, and whether they are late. */
function partsFor(whose: Whose, now: Date, where: SQL): SQL {
  const seen = "ownOf" in whose ? sql`p.person_id = ${whose.ownOf}` : sql`p.person_id <> ${whose.personId} and ${inTeams(whose.teams)}`;
  return sql`select p.*, r.due, o.name as person_name, o.pinyin, m.team_id, m.name as team_name,
      p.closed_at is null and (${at(now)} at time zone coalesce(m.zone, 'Asia/Shanghai'))::date > r.due as is_late
    from remedial_person p join remedial r on r.id = p.remedial_id join person o on o.id = p.person_id
      left join lateral (${teamAt(sql`p.person_id`, at(now))} limit 1) m on true
    where ${seen} and ${where}`;
}

function inTeams(teams: RemedialScope["teams"]): SQL {
  return teams === "all" ? sql`true` : sql`m.team_id = any(${sql.param(teams)}::uuid[])`;
}

/** LIKE pattern for what a person typed: their % and _ are plain characters. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

/** A page of the remedial drills that somebody sees: what is open by its day, what is closed with the last first. One more row than a page says that there are more. */
export async function remedialList(
  reader: Reader,
  scope: RemedialScope,
  { show, team, q, page }: RemedialFilter,
  now: Date,
): Promise<{ rows: RemedialRow[]; more: boolean }> {
  // What is open is found by its own index; the closed ones by their day of assignment.
  const open = sql`d.id in (select x.remedial_id from remedial_person x where x.closed_at is null)`;
  const parts = partsFor(scope, now, sql`p.remedial_id = d.id ${team ? sql`and m.team_id = ${team}` : sql``}`);
  const state = { open: sql`${open} and c.open > 0`, late: sql`${open} and c.late > 0`, closed: sql`c.people > 0 and c.open = 0` }[show];
  const words = q
    ? sql`and (d.title ->> 'zh-CN' ilike ${like(q)} or d.title ->> 'en' ilike ${like(q)} or d.reason ilike ${like(q)} or c.found)`
    : sql``;
  const rows = await reader.execute<RemedialRow>(sql`
    select d.id, d.title, d.due, b.name as by, cardinality(d.items) as questions, d.cancelled_at is not null as cancelled,
      c.people, c.done, c.open, c.late, c.names
    from remedial d join person b on b.id = d.assigned_by
      cross join lateral (
        select count(*)::int as people, (count(*) filter (where s.outcome = 'done'))::int as done,
          (count(*) filter (where s.closed_at is null))::int as open, (count(*) filter (where s.is_late))::int as late,
          coalesce(bool_or(s.person_name ilike ${like(q)} or s.pinyin ilike ${like(q)}), false) as found,
          coalesce((array_agg(s.person_name order by s.closed_at is not null, s.person_name))[1:${sql.raw(String(NAMES))}], '{}') as names
        from (${parts}) s) c
    where ${state} ${words}
    order by ${show === "closed" ? sql`d.assigned_at desc` : sql`d.due, d.assigned_at`}, d.id
    limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}`);
  return { rows: rows.slice(0, A_PAGE), more: rows.length > A_PAGE };
}

/** How many the reader sees that are open, and how many of those are late. Bounded by what is open. */
export async function remedialCounts(reader: Reader, scope: RemedialScope, now: Date): Promise<{ open: number; late: number }> {
  const [row] = await reader.execute<{ open: number; late: number }>(sql`
    select count(distinct remedial_id)::int as open, (count(distinct remedial_id) filter (where is_late))::int as late
    from (${partsFor(scope, now, sql`p.closed_at is null`)}) s`);
  return row ?? { open: 0, late: 0 };
}

export type RemedialHead = Pick<typeof remedial.$inferSelect, "id" | "title" | "reason" | "due" | "cause"> & {
  items: string[];
  /** The number of the case that led to it. */
  caseNumber: number | null;
  by: string;
  assignedAt: Date;
  cancelled: { at: Date; by: string; reason: string } | null;
  /** How many people have not mended it, whoever sees them. */
  open: number;
};

/** What a remedial drill is; null: there is none. */
export async function remedialHead(reader: Reader, id: string): Promise<RemedialHead | null> {
  type Raw = Omit<RemedialHead, "assignedAt" | "cancelled"> & {
    assignedAt: string;
    cancelledAt: string | null;
    cancelledBy: string;
    cancelReason: string;
  };
  const [row] = await reader.execute<Raw>(sql`
    select r.id, r.title, r.reason, r.due, r.cause, r.items,
      case r.cause when 'case' then (select k.number from chat_case k where k.id = r.cause_id) end as "caseNumber", b.name as by, r.assigned_at as "assignedAt", r.cancelled_at as "cancelledAt",
      c.name as "cancelledBy", r.cancel_reason as "cancelReason",
      (select count(*)::int from remedial_person p where p.remedial_id = r.id and p.closed_at is null) as open
    from remedial r join person b on b.id = r.assigned_by left join person c on c.id = r.cancelled_by where r.id = ${id}`);
  if (!row) return null;
  const { assignedAt, cancelledAt, cancelledBy, cancelReason, ...head } = row;
  return {
    ...head,
    assignedAt: new Date(assignedAt),
    cancelled: cancelledAt === null ? null : { at: new Date(cancelledAt), by: cancelledBy, reason: cancelReason },
  };
}

export type RemedialPart = {
  personId: string;
  name: string;
  team: string | null;
  closedAt: Date | null;
  outcome: (typeof remedialPerson.$inferSelect)["outcome"];
  late: boolean;
  mended: number;
  of: number;
  lastAt: Date | null;
};

/** How far each of them has come: who is late first, then who has most before them. */
export async function remedialParts(reader: Reader, whose: Whose, id: string, now: Date): Promise<RemedialPart[]> {
  type Raw = Omit<RemedialPart, "closedAt" | "lastAt"> & { closedAt: string | null; lastAt: string | null };
  const rows = await reader.execute<Raw>(sql`
    select s.person_id as "personId", s.person_name as name, s.team_name as team, s.closed_at as "closedAt", s.outcome, s.is_late as late,
      (select count(q.mended_at)::int from remedial_question q where q.remedial_person_id = s.id) as mended,
      (select (count(*) filter (where q.dropped_at is null))::int from remedial_question q where q.remedial_person_id = s.id) as of,
      (select max(q.last_at) from remedial_question q where q.remedial_person_id = s.id) as "lastAt"
    from (${partsFor(whose, now, sql`p.remedial_id = ${id}`)}) s
    order by s.closed_at is not null, s.is_late desc, mended, s.person_name`);
  return rows.map((row) => ({
    ...row,
    closedAt: row.closedAt === null ? null : new Date(row.closedAt),
    lastAt: row.lastAt === null ? null : new Date(row.lastAt),
  }));
}

/** How one question stands among these people. Of one person: whether it is mended, and how their last answer was. */
export type RemedialItem = {
  itemId: string;
  stem: LocalText;
  slug: string;
  mended: number;
  of: number;
  dropped: boolean;
  last: LastAnswer | null;
};

/** The questions of a remedial drill with what these people made of them, what is open first. */
export async function remedialItems(reader: Reader, id: string, people: readonly string[]): Promise<RemedialItem[]> {
  return reader.execute<RemedialItem>(sql`
    select q.item_id as "itemId", i.slug, v.body -> 'stem' as stem, count(q.mended_at)::int as mended,
      (count(*) filter (where q.dropped_at is null))::int as of, bool_and(q.dropped_at is not null) as dropped, max(q.last) as last
    from remedial_person p join remedial_question q on q.remedial_person_id = p.id
      join content_item i on i.id = q.item_id join content_version v on v.id = i.current_version_id
    where p.remedial_id = ${id} and p.person_id = any(${sql.param(people)}::uuid[])
    group by q.item_id, i.slug, v.body -> 'stem'
    order by count(q.mended_at) - count(*) filter (where q.dropped_at is null), i.slug`);
}

/** What somebody has to mend. */
export type OwnRemedial = { id: string; title: LocalText; due: PlainDate; mended: number; of: number };

/** The open remedial drills of somebody, what is due first, as part of a statement; by their own index. */
export function openRemedialsColumn(personId: string): SQL {
  return sql`(select coalesce(json_agg(json_build_object('id', r.id, 'title', r.title, 'due', r.due,
      'mended', (select count(q.mended_at) from remedial_question q where q.remedial_person_id = p.id),
      'of', (select count(*) filter (where q.dropped_at is null) from remedial_question q where q.remedial_person_id = p.id)) order by r.due, r.id), '[]'::json)
    from remedial_person p join remedial r on r.id = p.remedial_id where p.person_id = ${personId} and p.closed_at is null)`;
}

/** What somebody still has to mend of one remedial drill: its title and the questions that are left; null: nothing of it is open for them. */
export async function mendingSet(reader: Reader, personId: string, id: string): Promise<{ title: LocalText; items: string[] } | null> {
  const [row] = await reader.execute<{ title: LocalText; items: string[] }>(sql`
    select r.title, array(select q.item_id from remedial_question q
      where q.remedial_person_id = p.id and q.mended_at is null and q.dropped_at is null) as items
    from remedial_person p join remedial r on r.id = p.remedial_id
    where p.remedial_id = ${id} and p.person_id = ${personId} and p.closed_at is null`);
  return row ?? null;
}
