/** $1 digest of the token, $2 now. Before every page and every answer: one round trip. Nobody who is switched off holds a session. */
export const HOLDER = `select s.expires_at as "expiresAt", p.id as "personId", p.name, p.locale, p.theme, p.state, p.clearance,
    (select coalesce(json_agg(json_build_object('role', g.role, 'teamId', g.team_id, 'zone', t.zone)), '[]') from role_grant g left join team t on t.id = g.team_id
      where g.person_id = p.id and g.from_at <= $2 and (g.to_at is null or g.to_at > $2)) as roles,
    (select coalesce(json_agg(json_build_object('teamId', m.team_id, 'zone', t.zone, 'from', m.from_day, 'to', m.to_day)), '[]')
      from team_membership m join team t on t.id = m.team_id where m.person_id = p.id) as memberships
  from session s join person p on p.id = s.person_id where s.id = $1 and p.disabled_at is null`;
