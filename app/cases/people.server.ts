import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { ActionKind } from "./action-rules";

/** Somebody who has to do with a team's meeting. `belongs`: of the team, so that they may be there; `isAgent`: whose chats are spoken of; `edits`: may change the library. */
export type TeamPerson = { id: string; name: string; belongs: boolean; isAgent: boolean; edits: boolean };

/** The people of a team by name: its agents, its supervisors and managers (those of the whole shop too), and whoever looks after the content. One statement. */
export async function peopleOf(reader: Reader, teamId: string, now: Date): Promise<TeamPerson[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  return reader.execute<TeamPerson>(sql`
    with held as (select g.person_id, g.role, g.team_id from role_grant g where g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at})),
      member as (
        select m.person_id from team_membership m join team t on t.id = m.team_id
        where m.team_id = ${teamId} and daterange(m.from_day, m.to_day) @> (${at} at time zone t.zone)::date)
    select p.id, p.name, f.member and p.state is not null as "isAgent", f.edits, f.member or f.leads as belongs
    from person p cross join lateral (select
      exists (select from member m where m.person_id = p.id) as member,
      exists (select from held h where h.person_id = p.id and h.role in ('supervisor', 'manager') and (h.team_id = ${teamId} or h.team_id is null)) as leads,
      exists (select from held h where h.person_id = p.id and (h.role = 'content_owner' or h.role = 'manager' and (h.team_id = ${teamId} or h.team_id is null))) as edits) f
    where (f.member or f.leads or f.edits) and p.disabled_at is null and coalesce(p.state, '') not in ('left', 'suspended')
      and p.id in (select person_id from member union select person_id from held where role in ('supervisor', 'manager', 'content_owner'))
    order by p.name, p.id`);
}

/** Who of them may own an action of a kind: what changes the library, those who may publish there. */
export function ownersAmong(people: readonly TeamPerson[], kind: ActionKind): TeamPerson[] {
  return people.filter(({ belongs, edits }) => (kind === "question" || kind === "lesson" ? edits : belongs));
}
