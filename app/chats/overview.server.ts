import { sql } from "drizzle-orm";
import type { HeldRole } from "~/people/permissions";
import { readSetting } from "~/people/settings.server";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate, weekdayOf } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import { shortfallOf, streakOf } from "./check-rules";

/** The teams that somebody leads as supervisor or manager; null: all. */
export function teamsLedBy(roles: readonly HeldRole[], as: readonly HeldRole["role"][] = ["supervisor", "manager"]): string[] | null {
  const held = roles.filter(({ role }) => as.includes(role));
  return held.some(({ teamId }) => teamId === null) ? null : [...new Set(held.flatMap(({ teamId }) => teamId ?? []))];
}

type RawDuty = { id: string; name: string; days: { day: PlainDate; quota: number; counted: number; quick: number; skipped: number }[] };
type RawAgent = { id: string; name: string; checked: number; mean: string | null; critical: number; disputed: number };

/** So far back a streak is counted. */
const STREAK_DAYS = 120;

const inTeams = (column: string, teamIds: readonly string[] | null) =>
  teamIds === null ? sql`true` : sql`${sql.raw(column)} = any(${sql.param([...teamIds])}::uuid[])`;

/**
 * How the checks stand, for a manager: each reader's today, days fulfilled in a row, what is missing of the week and of the month, what was too quick; each agent's checks, mean and critical
 * failures from `from` to `today`. Three statements; checks are read by agent and time, draws by reader and day.
 */
export async function checksOverview(reader: Reader, roles: readonly HeldRole[], { from, today }: { from: PlainDate; today: PlainDate }) {
  const teamIds = teamsLedBy(roles, ["manager"]);
  const terms = await readSetting(reader, "chat_checks");
  const [readers, agents] = await Promise.all([
    reader.execute<RawDuty>(sql`
      select p.id, p.name, (select coalesce(json_agg(json_build_object('day', d.day, 'quota', d.quota, 'counted', d.counted, 'quick', d.quick, 'skipped', d.skipped)), '[]')
        from check_draw d where d.supervisor_id = p.id and d.day between ${addDays(today, -STREAK_DAYS)} and ${today}) as days
      from person p where p.disabled_at is null and exists (select from role_grant g where g.person_id = p.id and g.to_at is null
        and g.role = any(${sql.param(terms.roles)}::text[]) and (g.team_id is null or ${inTeams("g.team_id", teamIds)}))
      order by p.name`),
    reader.execute<RawAgent>(sql`
      select p.id, p.name, coalesce(k.n, 0)::int as checked, k.mean::text as mean, coalesce(k.critical, 0)::int as critical, coalesce(k.disputed, 0)::int as disputed
      from person p
      join team_membership m on m.person_id = p.id and m.from_day <= ${today}::date and (m.to_day is null or m.to_day > ${today}::date)
      left join lateral (select count(*) as n, round(avg(k.score), 12) as mean, count(*) filter (where k.critical_failed) as critical,
          count(*) filter (where exists (select from check_dispute d where d.chat_id = k.chat_id and d.outcome is distinct from 'withdrawn')) as disputed
        from chat_check k where k.person_id = p.id and k.saved_at >= ${from}::date and k.saved_at < ${today}::date + 2
          and not exists (select from chat_check later where later.chat_id = k.chat_id and later.number > k.number)) k on true
      where ${inTeams("m.team_id", teamIds)} and p.state in ('training', 'probation', 'active', 'suspended') and (p.state <> 'training' or k.n > 0)
      order by p.name`),
  ]);
  const monday = addDays(today, 1 - weekdayOf(today));
  const month = `${today.slice(0, 7)}-01`;
  return {
    readers: readers.map(({ id, name, days }) => {
      const since = (first: PlainDate) => days.filter(({ day }) => day >= first);
      const now = days.find(({ day }) => day === today) ?? null;
      return {
        ...{ id, name, today: now },
        streak: streakOf(days, today),
        week: shortfallOf(since(monday), today),
        month: shortfallOf(since(month), today),
        quick: since(month).reduce((sum, { quick }) => sum + quick, 0),
        skipped: since(month).reduce((sum, { skipped }) => sum + skipped, 0),
      };
    }),
    agents: agents.map((row) => ({ ...row, mean: row.mean === null ? null : showScore(row.mean) })),
  };
}

export type ChecksOverview = Awaited<ReturnType<typeof checksOverview>>;
