import { sql } from "drizzle-orm";
import type { HeldRole } from "~/people/permissions";
import type { Reader as Connection } from "~/platform/database.server";
import { isLocale, type Locale } from "~/platform/locale";
import { type Preferences, usualPreferences } from "./preference-rules";
import { modes, topics } from "./topics";

/** Somebody whom e-mail reaches: the address is confirmed, nothing was switched off, the account is open. */
export type MailReader = {
  personId: string;
  name: string;
  email: string;
  locale: Locale;
  zone: string;
  roles: HeldRole[];
  preferences: Preferences;
};

type RawPreferences = {
  modes: Record<string, string>;
  digestAt: string;
  quietFrom: string | null;
  quietTo: string | null;
  urgentBreaks: boolean;
};
type RawReader = Omit<MailReader, "locale" | "preferences"> & { locale: string | null; preferences: RawPreferences | null };

/** Preferences as the database keeps them, or the usual; kinds and modes that are no more are left out. */
export function preferencesFrom(raw: RawPreferences | null): Preferences {
  if (!raw) return usualPreferences;
  const chosen = topics.flatMap((topic) => {
    const mode = modes.find((one) => one === raw.modes[topic]);
    return mode ? [[topic, mode] as const] : [];
  });
  const { digestAt, quietFrom, quietTo, urgentBreaks } = raw;
  return { modes: Object.fromEntries(chosen), digestAt, quietFrom, quietTo, urgentBreaks };
}

/** The zone of `p`: that of the agent's own team, else of the first team of a role, else Shanghai's; as the guard has it. */
export const zoneOf = (now: Date) => sql`coalesce(
  (select t.zone from team_membership m join team t on t.id = m.team_id
    where m.person_id = p.id and daterange(m.from_day, m.to_day) @> (${now.toISOString()}::timestamptz at time zone t.zone)::date limit 1),
  (select t.zone from role_grant g join team t on t.id = g.team_id
    where g.person_id = p.id and g.from_at <= ${now.toISOString()}::timestamptz and (g.to_at is null or g.to_at > ${now.toISOString()}::timestamptz)
    order by g.id limit 1),
  'Asia/Shanghai')`;

/** What `which` asks for: named people and whoever leads anything; one person; or those whose digest of today was not made yet and whose time for it has come. */
type Which = { people: readonly string[]; leaders: boolean } | { digestsDue: true };

/** The people whom e-mail reaches, with what they chose. One statement. */
export async function mailReaders(connection: Connection, which: Which, now: Date): Promise<MailReader[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const local = sql`(${at} at time zone ${zoneOf(now)})`;
  const holds = sql`g.person_id = p.id and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at})`;
  const named = "people" in which ? sql`p.id = any(${`{${which.people.join(",")}}`}::uuid[])` : sql`false`;
  const leads =
    "people" in which && which.leaders ? sql`exists (select from role_grant g where ${holds} and g.role <> 'agent')` : sql`false`;
  const due = sql`(a.digest_day is null or a.digest_day < ${local}::date) and to_char(${local}, 'HH24:MI') >= coalesce(c.digest_at, ${usualPreferences.digestAt})`;
  const rows = await connection.execute<RawReader>(sql`
    select p.id as "personId", p.name, a.email, p.locale, ${zoneOf(now)} as zone,
      (select coalesce(json_agg(json_build_object('role', g.role, 'teamId', g.team_id)), '[]') from role_grant g where ${holds}) as roles,
      case when c.person_id is null then null else json_build_object('modes', c.modes, 'digestAt', c.digest_at, 'quietFrom', c.quiet_from,
        'quietTo', c.quiet_to, 'urgentBreaks', c.urgent_breaks) end as preferences
    from notice_address a join person p on p.id = a.person_id left join notice_preference c on c.person_id = p.id
    where a.confirmed_at is not null and a.off_at is null and p.disabled_at is null and p.state is distinct from 'left'
      and ${"digestsDue" in which ? due : sql`(${named} or ${leads})`}`);
  return [...rows].map((row) => ({
    ...row,
    locale: isLocale(row.locale) ? row.locale : "zh-CN",
    preferences: preferencesFrom(row.preferences),
  }));
}
