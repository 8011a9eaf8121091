import { sql } from "drizzle-orm";
import { holidaysBetween } from "~/people/queries.server";
import { isWorkingDay } from "~/people/working-days";
import type { Reader } from "~/platform/database.server";
import { addDays, type PlainDate } from "~/platform/dates";
import { maskOf } from "~/results/chat-filters";
import { monthOf } from "~/results/measures";
import { rulesFor } from "../rule-sets.server";
import { type Bounds, type Load, loadDays, type LoadDay, loadOf, type OnDuty, type Stretch, together, weekOf } from "./workload-rules";

export type LoadTeam = { id: string; name: string; zone: string; workingWeek: number[] };
export type WeekLoad = Load & { week: PlainDate; each: (Load & { day: PlainDate })[] };
/** Store null: the team as a whole. */
export type StoreLoad = { storeId: string | null; name: string | null; weeks: WeekLoad[] };

/** The inquiries of a team's agents by store and stretch. What is reported outranks chats day by day; of chats those count on which no filter hits that is on. */
function stretchesOf(reader: Reader, teamId: string, from: PlainDate, to: PlainDate, mask: number) {
  return reader.execute<Stretch & { name: string }>(sql`
    select f.store_id as "storeId", st.name, f.from_day::text as "from", f.to_day::text as "to", sum(v.inquiries)::int as inquiries
    from figure f join store st on st.id = f.store_id
      join team_membership m on m.person_id = f.person_id and m.team_id = ${teamId} and m.from_day <= f.from_day and (m.to_day is null or m.to_day > f.from_day)
      cross join lateral (select case when f.source = 'reported' then coalesce((f.measures->>'inquiries')::int, 0)
        else (select coalesce(sum((x.value->>'inquiries')::int), 0) from jsonb_each(f.measures->'masks') x where x.key::int & ${mask}::int = 0) end as inquiries) v
    where f.part = 'conversion' and f.from_day <= ${to} and f.to_day >= ${from}
      and (f.source = 'reported' or not exists (select from figure r where r.source = 'reported' and r.person_id = f.person_id and r.store_id = f.store_id and r.part = f.part
        and daterange(r.from_day, r.to_day, '[]') @> f.from_day))
    group by 1, 2, 3, 4 order by 1, 3`);
}

/** Which share of agents was on duty, by store and day: active, in the team, not on leave. */
function dutyOf(reader: Reader, { id, zone }: LoadTeam, from: PlainDate, to: PlainDate) {
  return reader.execute<OnDuty>(sql`
    select h.store_id as "storeId", d.day::date::text as day, sum(h.share)::int as percent
    from generate_series(${from}::date, ${to}::date, interval '1 day') d (day)
      join team_membership m on m.team_id = ${id} and m.from_day <= d.day and (m.to_day is null or m.to_day > d.day)
      join store_set a on a.person_id = m.person_id and a.from_day <= d.day and (a.to_day is null or a.to_day > d.day)
      join store_share h on h.store_set_id = a.id
    where exists (select from state_span s where s.person_id = m.person_id and s.state = 'active' and (s.from_at at time zone ${zone}::text)::date <= d.day
        and (s.to_at is null or (s.to_at at time zone ${zone}::text)::date > d.day))
      and not exists (select from leave l where l.person_id = m.person_id and l.cancelled_at is null and d.day between l.from_day and l.to_day)
    group by 1, 2`);
}

/** The last so many weeks of a team up to yesterday, newest first: the team as a whole, then store by store. Five statements at most. */
export async function teamLoad(
  reader: Reader,
  team: LoadTeam,
  today: PlainDate,
  weeks: number,
): Promise<{ bounds: Bounds; stores: StoreLoad[] } | null> {
  const shop = (await rulesFor(reader, monthOf(today), [])).get(null)?.rules;
  if (!shop) return null;
  const [from, to] = [addDays(weekOf(today), -7 * (weeks - 1)), addDays(today, -1)];
  const mask = maskOf(shop.filters.filter(({ on }) => on).map(({ slug }) => slug));
  // A stretch may begin before the first week: its working days there are asked for too.
  const [stretches, duty, holidays] = [
    await stretchesOf(reader, team.id, from, to, mask),
    await dutyOf(reader, team, from, to),
    await holidaysBetween(reader, team.id, monthOf(from), addDays(to, 31)),
  ];
  const calendar = { workingWeek: team.workingWeek, holidays: holidays.map(({ day, kind }) => ({ day, kind, own: true })) };
  const isWorked = (day: PlainDate) => isWorkingDay(calendar, day);
  const names = new Map(stretches.map(({ storeId, name }) => [storeId, name]));
  const byStore = [...names].map(([storeId, name]) => {
    const own = <T extends { storeId: string }>(rows: readonly T[]) => rows.filter((row) => row.storeId === storeId);
    return { storeId, name, days: loadDays(own(stretches), own(duty), isWorked).filter(({ day }) => from <= day && day <= to) };
  });
  const all: { storeId: string | null; name: string | null; days: LoadDay[] }[] = [
    { storeId: null, name: null, days: together(byStore.map(({ days }) => days)) },
    ...byStore.sort((a, b) => a.name.localeCompare(b.name)),
  ];
  const inWeeks = (days: readonly LoadDay[]): WeekLoad[] =>
    Array.from({ length: weeks }, (_, back) => addDays(weekOf(today), -7 * back)).flatMap((week) => {
      const own = days.filter(({ day }) => weekOf(day) === week);
      if (own.length === 0) return [];
      return [{ week, ...loadOf(own, shop.workload), each: own.map((one) => ({ day: one.day, ...loadOf([one], shop.workload, 1) })) }];
    });
  return {
    bounds: shop.workload,
    stores: all.flatMap(({ days, ...of }) => (days.length > 0 ? [{ ...of, weeks: inWeeks(days) }] : [])),
  };
}
