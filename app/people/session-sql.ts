/** A session lasts so long; in its second half it is prolonged. */
export const SESSION_DAYS = 30;

/** $1 digest of the token, $2 now. Before every page and every answer: one round trip. Nobody who is switched off holds a session. */
export const HOLDER = `select s.expires_at as "expiresAt", p.id as "personId", p.name, p.locale, p.theme, p.state, p.clearance,
    (select coalesce(json_agg(json_build_object('role', g.role, 'teamId', g.team_id, 'zone', t.zone)), '[]') from role_grant g left join team t on t.id = g.team_id
      where g.person_id = p.id and g.from_at <= $2 and (g.to_at is null or g.to_at > $2)) as roles,
    (select coalesce(json_agg(json_build_object('teamId', m.team_id, 'zone', t.zone, 'from', m.from_day, 'to', m.to_day)), '[]')
      from team_membership m join team t on t.id = m.team_id where m.person_id = p.id) as memberships
  from session s join person p on p.id = s.person_id where s.id = $1 and p.disabled_at is null`;

/**
 * A condition of a statement that writes without a look-up before it: the session with this digest is that person's, who is not switched off and holds one of the
 * roles. Not of a session that is to be prolonged: the guard does that. Each argument is a parameter as it stands in the statement.
 */
export const claimHolds = ({ session, person, roles, now }: Record<"session" | "person" | "roles" | "now", string>): string =>
  `exists (select from session s join person p on p.id = s.person_id join role_grant g on g.person_id = p.id
    where s.id = ${session} and p.id = ${person} and s.expires_at > now() + interval '${SESSION_DAYS / 2} days' and p.disabled_at is null
      and g.role = any(${roles}::text[]) and g.from_at <= ${now} and (g.to_at is null or g.to_at > ${now}))`;
