import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { type PlainDate, plainDateIn } from "~/platform/dates";
import { managesTeam, type Reach } from "../led-teams";
import { type Activated, firstMonth, foretellers, foretold, monthsEnd, NAMED, NEWEST, standingOf } from "./training-rules";

type Row = Omit<Activated, "paidPercent" | "inquiries"> & {
  personId: string;
  name: string;
  months: { month: PlainDate; teamId: string; paidPercent: number; inquiries: number }[];
};
export type NamedRow = Omit<Row, "months"> & { conversion: number; inquiries: number };

/**
 * What everybody knew before their first activation beside their conversion in the first three whole months after it; names only of whom the reader manages. One statement.
 */
export async function trainingAndResults(reader: Reader, reach: Reach, now: Date) {
  const present = `${plainDateIn("Asia/Shanghai", now).slice(0, 7)}-01`;
  const rows = await reader.execute<Row>(sql`
    with activated as (
      select * from (
        select distinct on (d.person_id) d.person_id, d.decided_at, (d.decided_at at time zone coalesce((
          select t.zone from team_membership m join team t on t.id = m.team_id where m.person_id = d.person_id order by m.from_day desc limit 1), 'Asia/Shanghai'))::date as day
        from gate_decision d where d.gate = 'activation' order by d.person_id, d.decided_at) first
      order by decided_at desc limit ${NEWEST})
    select p.id as "personId", p.name, a.day::text as "activatedOn", p.state is not distinct from 'left' as "left",
      (select r.score::float8 from sitting s join sitting_result r on r.sitting_id = s.id
        where s.person_id = p.id and s.role = 'desk_exam' and s.submitted_at <= a.decided_at order by s.submitted_at, r.number desc limit 1) as exam,
      (select 100.0::float8 * b.fluent / b.required from bank_day b where b.person_id = p.id and b.day <= a.day and b.required > 0 order by b.day desc limit 1) as mastery,
      (select ((c.issued_at at time zone 'Asia/Shanghai')::date - e.start_date)::float8 from bank_certificate c join enrolment e on e.id = c.enrolment_id
        where c.person_id = p.id and c.issued_at <= a.decided_at order by c.issued_at limit 1) as days,
      coalesce((select json_agg(json_build_object('month', k.month, 'teamId', k.team_id, 'paidPercent', v.paid, 'inquiries', v.inquiries) order by k.month)
        from kpi_score k cross join lateral (
          select coalesce(sum((m->>'numerator')::float8), 0) as paid, coalesce(sum((m->>'denominator')::float8), 0) as inquiries
          from jsonb_array_elements(k.trace->'stores') x cross join lateral jsonb_array_elements(x->'metrics') m
          where x->>'counted' is not null and m->>'slug' = 'conversion' and m->>'denominator' is not null) v
        where k.person_id = p.id and k.month between a.day - 31 and a.day + 150 and k.month < ${present}::date), '[]') as months
    from activated a join person p on p.id = a.person_id order by a.day desc, p.name, p.id`);
  const people = rows.map(({ months, ...one }) => {
    const own = months.filter(({ month }) => month >= firstMonth(one.activatedOn) && month < monthsEnd(one.activatedOn));
    const sum = (key: "paidPercent" | "inquiries") => own.reduce((all, month) => all + month[key], 0);
    return { ...one, teamId: own.at(-1)?.teamId ?? null, paidPercent: sum("paidPercent"), inquiries: sum("inquiries") };
  });
  const standing = (wanted: ReturnType<typeof standingOf>) => people.filter((one) => standingOf(one, present) === wanted);
  const counted = standing("counted");
  const mine = counted.filter(({ teamId }) => teamId !== null && managesTeam(reach, teamId));
  return {
    counts: {
      activated: people.length,
      counted: counted.length,
      left: counted.filter(({ left }) => left).length,
      running: standing("running").length,
      silent: standing("silent").length,
      unnamed: counted.length - mine.length,
    },
    foretold: foretellers.map((of) => foretold(of, counted)),
    named: mine.slice(0, NAMED).map(({ personId, name, activatedOn, left, exam, mastery, days, paidPercent, inquiries }): NamedRow => ({
      ...{ personId, name, activatedOn, left, exam, mastery, days },
      conversion: paidPercent / inquiries,
      inquiries,
    })),
  };
}
