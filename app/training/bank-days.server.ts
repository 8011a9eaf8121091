import { desc, eq, sql } from "drizzle-orm";
import { bankDay } from "@db/schema";
import type { BankDay } from "~/drill/forecast";
import type { BankCounts } from "~/drill/workload";
import { openRemedialsColumn, type OwnRemedial } from "~/drill/remedial-queries.server";
import type { Reader } from "~/platform/database.server";

/** So many people's days are noted in one statement of the sweep; the next minute's goes on. */
const AT_ONCE = 2000;
/** As many days as the forecast and its bars look at, with one before them to measure the first by. */
const LOOKED_AT = 12;

/**
 * The minute sweep: how the bank of everybody in training stood when yesterday was over, by their team's clock. Written once for each day; a day on which the product
 * did not run is missing, and the next gain is measured over both. `personId`: of this one only.
 */
export async function noteBankDays(reader: Reader, now: Date, personId: string | null = null): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  await reader.execute(sql`
    insert into bank_day (person_id, day, required, fluent, answered)
    select e.person_id, d.today - 1, b.required, b.fluent, b.answered
    from enrolment e join person p on p.id = e.person_id join team t on t.id = e.team_id
      cross join lateral (select (${at} at time zone t.zone)::date as today) d
      cross join lateral (select d.today::timestamp at time zone t.zone as midnight) m
      cross join lateral (
        select (count(*) filter (where c.required))::int as required,
          (count(*) filter (where c.required and c.fluent_until > m.midnight))::int as fluent,
          (count(*) filter (where c.reviewed_at >= m.midnight - interval '1 day' and c.reviewed_at < m.midnight))::int as answered
        from bank_card c join content_item q on q.id = c.item_id where c.person_id = e.person_id and q.archived_at is null) b
    where e.ended_at is null and p.state = 'training' and ${personId ? sql`e.person_id = ${personId}` : sql`true`} and e.start_date < d.today
      and not exists (select from bank_day n where n.person_id = e.person_id and n.day = d.today - 1) and b.required > 0
    order by e.person_id limit ${AT_ONCE}
    on conflict do nothing`);
}

/** How somebody's bank stood at the end of the last days, the earliest first. */
export async function bankDaysOf(reader: Reader, personId: string): Promise<BankDay[]> {
  const { day, required, fluent, answered } = bankDay;
  const rows = await reader
    .select({ day, required, fluent, answered })
    .from(bankDay)
    .where(eq(bankDay.personId, personId))
    .orderBy(desc(day))
    .limit(LOOKED_AT);
  return rows.reverse();
}

/** How somebody's bank stands at `now`, in numbers. `begun` counts from when their day began; `revision` is that of the content by which it is so. */
export type BankNow = BankCounts & {
  required: number;
  fluent: number;
  questions: number;
  revision: number;
  past: BankDay[];
  mend: OwnRemedial[];
};

/** See `BankNow`. One statement. */
export async function bankNow(reader: Reader, personId: string, now: Date, dayBegan: Date): Promise<BankNow> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await reader.execute<BankNow>(sql`
    select count(*)::int as questions, (count(*) filter (where c.required))::int as required,
      (count(*) filter (where c.required and c.fluent_until > ${at}))::int as fluent,
      (count(*) filter (where c.reviewed_at is not null and c.due_at <= ${at}))::int as due,
      (count(*) filter (where c.reviewed_at is null))::int as unseen,
      (count(*) filter (where c.begun_at >= ${dayBegan.toISOString()}::timestamptz))::int as begun,
      (select number from content_revision) as revision,
      (select coalesce(json_agg(json_build_object('day', d.day, 'required', d.required, 'fluent', d.fluent, 'answered', d.answered) order by d.day), '[]'::json)
        from (select * from bank_day where person_id = ${personId} order by day desc limit ${LOOKED_AT}) d) as past,
      ${openRemedialsColumn(personId)} as mend
    from bank_card c join content_item q on q.id = c.item_id where c.person_id = ${personId} and q.archived_at is null`);
  if (!row) throw new Error("a count without a condition gave no row");
  return row;
}
