import { and, desc, eq, sql } from "drizzle-orm";
import { accountLink, leave, person, platformAccount, roleGrant, store, team, teamMembership } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { storesAt } from "./memberships.server";
import type { Role } from "./permissions";
import { isGrantedAt } from "./queries.server";
import { probationLimit } from "./rules";

type HeldHere = { id: string; role: Role; teamId: string | null; team: string | null };
type Span = { from: string; to: string | null };

/** All that the page of one person shows of them; null when there is no such person. */
export async function personPage(reader: Reader, personId: string, zone: string, now: Date) {
  const today = plainDateIn(zone, now);
  const [rows, stores, links] = await Promise.all([
    reader
      .select({
        row: person,
        roles: sql<HeldHere[]>`(
          select coalesce(json_agg(json_build_object('id', ${roleGrant.id}, 'role', ${roleGrant.role}, 'teamId', ${roleGrant.teamId}, 'team', ${team.name}) order by ${roleGrant.from}), '[]')
          from ${roleGrant} left join ${team} on ${team.id} = ${roleGrant.teamId} where ${roleGrant.personId} = ${person.id} and ${isGrantedAt(now)})`,
        teams: sql<(Span & { teamId: string; name: string })[]>`(
          select coalesce(json_agg(json_build_object('teamId', ${team.id}, 'name', ${team.name}, 'from', ${teamMembership.from}, 'to', ${teamMembership.to}) order by ${teamMembership.from}), '[]')
          from ${teamMembership} join ${team} on ${team.id} = ${teamMembership.teamId}
          where ${teamMembership.personId} = ${person.id} and (${teamMembership.to} is null or ${teamMembership.to} > ${today}))`,
        accounts: sql<(Span & { id: string; nick: string; store: string; platform: (typeof store.$inferSelect)["platform"] })[]>`(
          select coalesce(json_agg(json_build_object('id', ${platformAccount.id}, 'nick', ${platformAccount.nick}, 'store', ${store.name}, 'platform', ${store.platform}, 'from', ${platformAccount.from}, 'to', ${platformAccount.to}) order by ${platformAccount.from}), '[]')
          from ${platformAccount} join ${store} on ${store.id} = ${platformAccount.storeId}
          where ${platformAccount.personId} = ${person.id} and (${platformAccount.to} is null or ${platformAccount.to} > ${today}))`,
        leaves: sql<{ id: string; from: string; to: string; reason: string }[]>`(
          select coalesce(json_agg(json_build_object('id', ${leave.id}, 'from', ${leave.from}, 'to', ${leave.to}, 'reason', ${leave.reason}) order by ${leave.from}), '[]')
          from ${leave} where ${leave.personId} = ${person.id} and ${leave.cancelledAt} is null and ${leave.to} >= ${today})`,
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
    accepted: row.passwordHash !== null,
    closed: row.disabledAt !== null,
    hireDate: row.hireDate,
    contractTerm: row.contractTerm,
    probationEnd: row.probationEnd,
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
