import { type SQL, sql } from "drizzle-orm";
import type { HeldRole } from "~/people/permissions";

const PEOPLE = 200;

/** The trainees in the teams that the holder leads, with the practicals still to come from each: one JSON column, see `OnTheWay`. */
export function onTheWayColumn(holder: { roles: readonly HeldRole[] }, now: Date): SQL {
  const leads = holder.roles.filter((r) => r.role === "supervisor" || r.role === "manager");
  if (leads.length === 0) return sql`'[]'::json`;
  const teamIds = leads.flatMap((r) => r.teamId ?? []);
  const ofTeams = leads.some((r) => r.teamId === null) ? sql`true` : sql`t.id = any(${sql.param(teamIds)}::uuid[])`;
  const at = sql`${now.toISOString()}::timestamptz`;
  return sql`(select coalesce(json_agg(w.trainee), '[]'::json) from (
    select json_build_object('personId', p.id, 'name', p.name, 'zone', t.zone, 'startDate', e.start_date, 'step', coalesce((select v.body->>'step' from content_version v where v.id = e.plan_version_id), 'day'),
      'calendar', json_build_object('workingWeek', t.working_week,
        'holidays', (select coalesce(json_agg(json_build_object('day', h.day, 'kind', h.kind, 'own', h.team_id is not null)), '[]'::json)
          from holiday h where (h.team_id is null or h.team_id = t.id) and h.day >= e.start_date),
        'leaves', (select coalesce(json_agg(json_build_object('from', l.from_day, 'to', l.to_day)), '[]'::json)
          from leave l where l.person_id = p.id and l.cancelled_at is null)),
      'practicals', (select coalesce(json_agg(json_build_object('slug', a.slug, 'day', a.day, 'title', v.body->'title') order by a.day, a.position), '[]'::json)
        from activity_state a join content_item i on i.kind = a.kind and i.slug = a.ref
          join content_version v on v.id = coalesce(a.content_version_id, i.current_version_id)
        where a.enrolment_id = e.id and a.kind = 'practical' and a.mandatory and a.status in ('open', 'started', 'returned'))) as trainee
    from team t
      join team_membership m on m.team_id = t.id and daterange(m.from_day, m.to_day) @> (${at} at time zone t.zone)::date
      join person p on p.id = m.person_id and p.state = 'training'
      join enrolment e on e.person_id = p.id and e.ended_at is null
    where ${ofTeams} order by e.start_date desc limit ${PEOPLE}) w)`;
}
