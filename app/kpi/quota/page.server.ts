import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { judgedMonths } from "./judge.server";
import type { QuotaMonth, QuotaOutcome } from "./quota-rules";
import type { ReviewFilter } from "./review-filter";

const A_PAGE = 30;

type Raw = {
  id: string;
  personId: string;
  name: string;
  team: string | null;
  months: QuotaMonth[];
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  outcome: QuotaOutcome | "lapsed" | null;
};

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
const dated = <R extends { openedAt: string; closedAt: string | null }>(row: R) => ({
  ...row,
  openedAt: new Date(row.openedAt),
  closedAt: row.closedAt ? new Date(row.closedAt) : null,
});

/** A page of the reviews about agents of these teams ("all": every team) but the viewer: the open ones, the oldest first, or the others, the newest first. One statement. */
export async function reviewList(reader: Reader, viewer: { id: string; teamIds: "all" | readonly string[] }, filter: ReviewFilter) {
  const { show, team, q, page } = filter;
  const teams = sql.param(viewer.teamIds === "all" ? [] : [...viewer.teamIds]);
  const within = (column: ReturnType<typeof sql>) => (viewer.teamIds === "all" ? sql`true` : sql`${column} = any(${teams}::uuid[])`);
  const mine = sql`${within(sql`r.team_id`)} and r.person_id <> ${viewer.id}`;
  const wanted = sql`${mine} ${team ? sql`and r.team_id = ${team}` : sql``} ${q ? sql`and (p.name ilike ${like(q)} or p.pinyin ilike ${like(q)})` : sql``}`;
  const [row] = await reader.execute<{ rows: Raw[]; open: number; teams: { id: string; name: string }[] }>(sql`
    select (select coalesce(json_agg(x.row), '[]') from (
      select json_build_object('id', r.id, 'personId', r.person_id, 'name', p.name, 'team', t.name, 'months', r.months, 'openedAt', r.opened_at, 'closedAt', r.closed_at,
        'closedBy', (select b.name from person b where b.id = r.closed_by), 'outcome', r.outcome) as row
      from quota_review r join person p on p.id = r.person_id left join team t on t.id = r.team_id
      where ${wanted} and r.closed_at is ${show === "open" ? sql`null` : sql`not null`}
      order by ${show === "open" ? sql`r.opened_at` : sql`r.closed_at desc`}, r.id limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}) x) as rows,
    (select count(*)::int from quota_review r where ${mine} and r.closed_at is null) as open,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from team t where t.archived_at is null and ${within(sql`t.id`)}) as teams`);
  return {
    rows: (row?.rows ?? []).slice(0, A_PAGE).map(dated),
    more: (row?.rows.length ?? 0) > A_PAGE,
    open: row?.open ?? 0,
    teams: row?.teams ?? [],
  };
}
export type ReviewRow = Awaited<ReturnType<typeof reviewList>>["rows"][number];

/** Whom a review is about; null: there is none. */
export async function reviewedPerson(reader: Reader, reviewId: string): Promise<string | null> {
  const [row] = await reader.execute<{ personId: string }>(sql`select person_id as "personId" from quota_review where id = ${reviewId}`);
  return row?.personId ?? null;
}

/** The names of the stores that months speak of. */
const namesOf = (months: ReturnType<typeof sql>) => sql`
  coalesce((select json_object_agg(s.id, s.name) from store s where s.id in (select (x->>'storeId')::uuid from jsonb_array_elements(${months}) m, jsonb_array_elements(m->'stores') x)), '{}')`;

/** A review with all that it rests on. Null: there is none. One statement. */
export async function reviewPage(reader: Reader, reviewId: string) {
  const [row] = await reader.execute<Raw & { note: string; storeNames: Record<string, string> }>(sql`
    select r.id, r.person_id as "personId", p.name, t.name as team, r.months, r.opened_at as "openedAt", r.closed_at as "closedAt", b.name as "closedBy", r.outcome, r.note,
      ${namesOf(sql`r.months`)} as "storeNames"
    from quota_review r join person p on p.id = r.person_id left join team t on t.id = r.team_id left join person b on b.id = r.closed_by where r.id = ${reviewId}`);
  return row ? dated(row) : null;
}
export type ReviewPage = NonNullable<Awaited<ReturnType<typeof reviewPage>>>;

const MONTHS_SHOWN = 13;
const REVIEWS_SHOWN = 12;

/** How somebody stands against the quota: the month that runs, the closed months and what reviews came to. Null: there is no such person. Five statements at most. */
export async function quotaOfPerson(reader: Reader, personId: string, month: PlainDate) {
  const [row] = await reader.execute<{
    name: string;
    months: QuotaMonth[];
    reviews: (Pick<Raw, "id" | "openedAt" | "closedAt" | "closedBy" | "outcome"> & { note: string; months: PlainDate[] })[];
  }>(sql`
    select p.name,
      (select coalesce(json_agg(x.facts order by x.month desc), '[]') from (select * from quota_month q where q.person_id = p.id order by q.month desc limit ${MONTHS_SHOWN}) x) as months,
      (select coalesce(json_agg(x.row), '[]') from (
        select json_build_object('id', r.id, 'openedAt', r.opened_at, 'closedAt', r.closed_at, 'closedBy', b.name, 'outcome', r.outcome, 'note', r.note,
          'months', (select json_agg(m->>'month') from jsonb_array_elements(r.months) m)) as row
        from quota_review r left join person b on b.id = r.closed_by where r.person_id = p.id and r.outcome is distinct from 'lapsed' order by r.opened_at desc limit ${REVIEWS_SHOWN}) x) as reviews
    from person p where p.id = ${personId}`);
  if (!row) return null;
  const current = row.months.some((one) => one.month === month)
    ? null
    : ((await judgedMonths(reader, month, [personId])).get(personId) ?? null);
  return { personId, name: row.name, current, months: row.months, reviews: row.reviews.map(dated) };
}
export type PersonQuota = NonNullable<Awaited<ReturnType<typeof quotaOfPerson>>>;
