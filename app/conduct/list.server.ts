import { type SQL, sql } from "drizzle-orm";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { addMonths, type PlainDate, plainDateIn } from "~/platform/dates";
import { type Locale, type LocalText, pick } from "~/platform/locale";
import { monthOf } from "./months";
import type { LedgerFilter } from "./shown";

/** How many people one page of the list holds. */
const A_PAGE = 30;
/** How many a file holds. */
const A_FILE = 10_000;

export type LedgerRow = {
  id: string;
  name: string;
  team: string;
  /** Null: no entry in the month, so that all is left. */
  balance: string | null;
  entries: number;
  reached: string[];
  /** Thresholds that wait for a manager, and appeals for a ruling. */
  waits: number;
  appeals: number;
};
type Raw = Omit<LedgerRow, "reached"> & { reached: LocalText[] };

const like = (text: string) => `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

/** The teams that somebody leads as supervisor or manager; null: all. */
function teamsLed(roles: readonly HeldRole[]): string[] | null {
  const held = roles.filter(({ role }) => role === "supervisor" || role === "manager");
  return held.some(({ teamId }) => teamId === null) ? null : held.flatMap(({ teamId }) => teamId ?? []);
}

const ordered: Record<LedgerFilter["show"], SQL> = {
  all: sql`x.balance nulls last, x.name, x.id`,
  lost: sql`x.balance, x.name, x.id`,
  reached: sql`x.balance, x.name, x.id`,
  before: sql`x.balance nulls last, x.name, x.id`,
};

/**
 * The agents of the teams that somebody leads but themselves, with what is left of this month (`before`: of the last one), whoever has least first. One statement; with the teams to choose from and
 * how many have lost points and reached a threshold. `all`: for a file, without pages.
 */
export async function ledgerList(
  reader: Reader,
  viewer: { id: string; roles: readonly HeldRole[]; zone: string },
  filter: LedgerFilter,
  { locale, now, whole = false }: { locale: Locale; now: Date; whole?: boolean },
) {
  const { show, team, q, page } = filter;
  const thisMonth = monthOf(plainDateIn(viewer.zone, now));
  const month: PlainDate = show === "before" ? addMonths(thisMonth, -1) : thisMonth;
  const led = teamsLed(viewer.roles);
  const ofTeams = led === null ? sql`true` : sql`t.id = any(${sql.param(led)}::uuid[])`;
  const today = sql`(${now.toISOString()}::timestamptz at time zone t.zone)::date`;
  const wanted = sql`true ${team ? sql`and x.team_id = ${team}` : sql``} ${q ? sql`and (x.name ilike ${like(q)} or x.pinyin ilike ${like(q)})` : sql``}`;
  const shown = { all: sql`true`, lost: sql`x.entries > 0`, reached: sql`cardinality(x.reached) > 0`, before: sql`true` }[show];
  const limit = whole ? sql`limit ${A_FILE}` : sql`limit ${A_PAGE + 1} offset ${(page - 1) * A_PAGE}`;
  const [row] = await reader.execute<{ rows: Raw[]; lost: number; reached: number; teams: { id: string; name: string }[] }>(sql`
    with x as (
      select p.id, p.name, p.pinyin, t.id as team_id, t.name as team, c.balance, coalesce(c.entries, 0) as entries, coalesce(c.reached, '{}') as reached, c.version_id
      from person p join team_membership m on m.person_id = p.id join team t on t.id = m.team_id and daterange(m.from_day, m.to_day) @> ${today}
        left join conduct_month c on c.person_id = p.id and c.month = ${month}
      where ${ofTeams} and p.id <> ${viewer.id} and p.state in ('training', 'probation', 'active', 'suspended'))
    select (select coalesce(json_agg(y.row), '[]') from (
        select json_build_object('id', x.id, 'name', x.name, 'team', x.team, 'balance', x.balance::text, 'entries', x.entries,
          'reached', (select coalesce(json_agg(r -> 'title' order by o), '[]') from content_version v, jsonb_array_elements(v.body -> 'thresholds') with ordinality as a (r, o)
            where v.id = x.version_id and r ->> 'slug' = any(x.reached)),
          'waits', (select count(*)::int from conduct_threshold h where h.person_id = x.id and h.month = ${month} and h.settled_at is null and h.lifted_at is null),
          'appeals', (select count(*)::int from conduct_appeal a where a.person_id = x.id and a.closed_at is null)) as row
        from x where ${wanted} and ${shown} order by ${ordered[show]} ${limit}) y) as rows,
      (select count(*)::int from x where ${wanted} and x.entries > 0) as lost,
      (select count(*)::int from x where ${wanted} and cardinality(x.reached) > 0) as reached,
      (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from team t where t.archived_at is null and ${ofTeams}) as teams`);
  const rows = (row?.rows ?? []).map((one): LedgerRow => ({ ...one, reached: one.reached.map((title) => pick(title, locale)) }));
  return {
    month,
    rows: whole ? rows : rows.slice(0, A_PAGE),
    more: !whole && rows.length > A_PAGE,
    counts: { lost: row?.lost ?? 0, reached: row?.reached ?? 0 },
    teams: row?.teams ?? [],
  };
}
