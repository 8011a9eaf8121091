import { and, desc, eq, sql } from "drizzle-orm";
import { accountLink, person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { liveLapse } from "./list.server";
import { storesAt } from "./memberships.server";
import type { Role } from "./permissions";
import { probationLimit, probationRuns } from "./probation-law";

type HeldHere = { id: string; role: Role; teamId: string | null; team: string | null };
type Span = { from: string; to: string | null };

/** The decisions at the gates of the person of the statement's row, oldest first. */
export const decisionsHere = sql<{ id: string; gate: "desk" | "activation"; at: string }[]>`(
  select coalesce(json_agg(json_build_object('id', d.id, 'gate', d.gate, 'at', d.decided_at) order by d.number), '[]')
  from gate_decision d where d.person_id = person.id)`;

/** All that the page of one person shows of them; null when there is no such person. */
export async function personPage(reader: Reader, personId: string, zone: string, now: Date) {
  const today = plainDateIn(zone, now);
  const at = now.toISOString();
  const [rows, stores, links] = await Promise.all([
    reader
      .select({
        row: person,
        lapse: liveLapse,
        // By hand: in a selection from one table drizzle leaves the tables' names away, and these columns would be ambiguous.
        roles: sql<HeldHere[]>`(
          select coalesce(json_agg(json_build_object('id', g.id, 'role', g.role, 'teamId', g.team_id, 'team', t.name) order by g.from_at), '[]')
          from role_grant g left join team t on t.id = g.team_id
          where g.person_id = person.id and g.from_at <= ${at}::timestamptz and (g.to_at is null or g.to_at > ${at}::timestamptz))`,
        teams: sql<(Span & { teamId: string; name: string })[]>`(
          select coalesce(json_agg(json_build_object('teamId', t.id, 'name', t.name, 'from', m.from_day, 'to', m.to_day) order by m.from_day), '[]')
          from team_membership m join team t on t.id = m.team_id
          where m.person_id = person.id and (m.to_day is null or m.to_day > ${today}))`,
        accounts: sql<(Span & { id: string; nick: string; store: string })[]>`(
          select coalesce(json_agg(json_build_object('id', a.id, 'nick', a.nick, 'store', s.name, 'from', a.from_day, 'to', a.to_day) order by a.from_day), '[]')
          from platform_account a join store s on s.id = a.store_id
          where a.person_id = person.id and (a.to_day is null or a.to_day > ${today}))`,
        leaves: sql<{ id: string; from: string; to: string; reason: string }[]>`(
          select coalesce(json_agg(json_build_object('id', l.id, 'from', l.from_day, 'to', l.to_day, 'reason', l.reason) order by l.from_day), '[]')
          from leave l where l.person_id = person.id and l.cancelled_at is null and l.to_day >= ${today})`,
        entitlements: sql<boolean>`exists (select from entitlement e where e.person_id = person.id)`,
        decisions: decisionsHere,
        extensions: sql<{ id: string; from: string; to: string; reason: string; by: string; at: string }[]>`(
          select coalesce(json_agg(json_build_object('id', x.id, 'from', x.from_end, 'to', x.to_end, 'reason', x.reason, 'by', b.name, 'at', x.at) order by x.at), '[]')
          from probation_extension x join person b on b.id = x.extended_by
          where x.person_id = person.id and x.at >= person.employed_since)`,
      })
      .from(person)
      .where(eq(person.id, personId)),
    storesAt(reader, personId, today),
    reader
      .select({ expiresAt: accountLink.expiresAt, revokedAt: accountLink.revokedAt, usedAt: accountLink.usedAt })
      .from(accountLink)
      .where(and(eq(accountLink.personId, personId), eq(accountLink.kind, "invitation")))
      .orderBy(desc(accountLink.createdAt), desc(accountLink.id))
      .limit(1),
  ]);
  const [found] = rows;
  if (!found) return null;
  const { row } = found;
  const [link] = links;
  const open = link !== undefined && link.revokedAt === null && link.usedAt === null && link.expiresAt > now;
  return {
    id: row.id,
    name: row.name,
    login: row.login,
    email: row.email,
    externalId: row.externalId,
    state: row.state,
    stateSince: row.stateSince,
    clearance: row.clearance,
    lapse: found.lapse,
    accepted: row.passwordHash !== null,
    closed: row.disabledAt !== null,
    hireDate: row.hireDate,
    contractTerm: row.contractTerm,
    probationEnd: row.probationEnd,
    extensions: found.extensions,
    hasEntitlements: row.state === "active" || found.entitlements,
    decisions: found.decisions,
    rehiredAt: row.rehiredAt,
    probationRuns: probationRuns(row.state, row.stateBefore),
    probationLimit: row.hireDate && row.contractTerm ? probationLimit(row.hireDate, row.contractTerm) : null,
    revision: row.revision,
    today,
    roles: found.roles,
    teams: found.teams,
    accounts: found.accounts,
    leaves: found.leaves,
    stores,
    invitation: row.passwordHash !== null ? null : open ? { expiresAt: link.expiresAt } : { expiresAt: null },
  };
}

export type PersonPage = NonNullable<Awaited<ReturnType<typeof personPage>>>;
