import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { holiday, leave, person, roleGrant, team, teamMembership } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import type { LocalText } from "~/platform/locale";
import type { HeldRole } from "./permissions";

/** True for the membership rows that hold now, by the calendar of the team's own zone. */
export function isMemberAt(now: Date) {
  return sql`daterange(${teamMembership.from}, ${teamMembership.to})
    @> (${now.toISOString()}::timestamptz at time zone (select z.zone from team z where z.id = ${teamMembership.teamId}))::date`;
}

/** True for the role grants that hold now. */
export function isGrantedAt(now: Date) {
  const at = now.toISOString();
  return sql`(${roleGrant.from} <= ${at}::timestamptz and (${roleGrant.to} is null or ${roleGrant.to} > ${at}::timestamptz))`;
}

/** A team, archived or not; null when there is none. */
export async function teamById(reader: Reader, teamId: string): Promise<typeof team.$inferSelect | null> {
  const [row] = await reader.select().from(team).where(eq(team.id, teamId));
  return row ?? null;
}

/** The teams that are not archived, by name; all of them or those asked for. */
export function openTeams(reader: Reader, teamIds: "all" | readonly string[] = "all") {
  return reader
    .select({ id: team.id, name: team.name, zone: team.zone, workingWeek: team.workingWeek })
    .from(team)
    .where(and(isNull(team.archivedAt), teamIds === "all" ? undefined : inArray(team.id, [...teamIds])))
    .orderBy(asc(team.name));
}

/** The agents who are members of these teams now ("all": of any team), by name. People who left are not among them. */
export function agentsOfTeams(reader: Reader, teamIds: "all" | readonly string[], now: Date) {
  return reader
    .select({
      personId: person.id,
      name: person.name,
      state: person.state,
      clearance: person.clearance,
      hireDate: person.hireDate,
      probationEnd: person.probationEnd,
      teamId: team.id,
      teamName: team.name,
      zone: team.zone,
    })
    .from(teamMembership)
    .innerJoin(team, eq(team.id, teamMembership.teamId))
    .innerJoin(person, eq(person.id, teamMembership.personId))
    .where(
      and(
        teamIds === "all" ? undefined : inArray(team.id, [...teamIds]),
        isMemberAt(now),
        isNotNull(person.state),
        sql`${person.state} <> 'left'`,
      ),
    )
    .orderBy(asc(person.name), asc(person.id));
}

/** Days off and extra working days of a team from `from` to `to`, both inclusive; the team's own row outranks the shop's for the same day. */
export async function holidaysBetween(
  reader: Reader,
  teamId: string | null,
  from: PlainDate,
  to: PlainDate,
): Promise<{ day: PlainDate; kind: "off" | "working"; name: LocalText }[]> {
  return reader
    .selectDistinctOn([holiday.day], { day: holiday.day, kind: holiday.kind, name: holiday.name })
    .from(holiday)
    .where(
      and(
        teamId === null ? isNull(holiday.teamId) : or(isNull(holiday.teamId), eq(holiday.teamId, teamId)),
        gte(holiday.day, from),
        lte(holiday.day, to),
      ),
    )
    .orderBy(asc(holiday.day), sql`${holiday.teamId} nulls last`);
}

/** The leaves of these people that were not cancelled, oldest first; both days inclusive. */
export async function leavesOf(
  reader: Reader,
  personIds: readonly string[],
): Promise<{ id: string; personId: string; from: PlainDate; to: PlainDate; reason: string }[]> {
  return reader
    .select({ id: leave.id, personId: leave.personId, from: leave.from, to: leave.to, reason: leave.reason })
    .from(leave)
    .where(and(inArray(leave.personId, [...personIds]), isNull(leave.cancelledAt)))
    .orderBy(asc(leave.from));
}

/** What other capabilities ask about a person: who they are, where they belong, since when. */
export type PeopleFacts = {
  id: string;
  name: string;
  externalId: string | null;
  state: (typeof person.$inferSelect)["state"];
  stateSince: Date | null;
  clearance: (typeof person.$inferSelect)["clearance"];
  employedSince: Date;
  hireDate: PlainDate | null;
  contractTerm: (typeof person.$inferSelect)["contractTerm"];
  probationEnd: PlainDate | null;
  /** The state to which a reinstatement returns. */
  stateBefore: (typeof person.$inferSelect)["stateBefore"];
  /** When they were last taken back; null for a first employment. */
  rehiredAt: Date | null;
  /** Whether the invitation was accepted: there is a password. */
  accepted: boolean;
  disabled: boolean;
  team: { id: string; name: string; zone: string; workingWeek: number[] } | null;
  roles: HeldRole[];
};

/** The facts of one person in one statement; null when there is no such person. */
export async function peopleFacts(reader: Reader, personId: string, now: Date): Promise<PeopleFacts | null> {
  const rows = await reader
    .select({
      person,
      team: { id: team.id, name: team.name, zone: team.zone, workingWeek: team.workingWeek },
      roles: sql<HeldRole[]>`(
        select coalesce(json_agg(json_build_object('role', ${roleGrant.role}, 'teamId', ${roleGrant.teamId})), '[]')
        from ${roleGrant} where ${roleGrant.personId} = ${person.id} and ${isGrantedAt(now)})`,
    })
    .from(person)
    .leftJoin(teamMembership, and(eq(teamMembership.personId, person.id), isMemberAt(now)))
    .leftJoin(team, eq(team.id, teamMembership.teamId))
    .where(eq(person.id, personId));
  const [row] = rows;
  if (!row) return null;
  const p = row.person;
  return {
    id: p.id,
    name: p.name,
    externalId: p.externalId,
    state: p.state,
    stateSince: p.stateSince,
    clearance: p.clearance,
    employedSince: p.employedSince,
    hireDate: p.hireDate,
    contractTerm: p.contractTerm,
    probationEnd: p.probationEnd,
    stateBefore: p.stateBefore,
    rehiredAt: p.rehiredAt,
    accepted: p.passwordHash !== null,
    disabled: p.disabledAt !== null,
    team: row.team,
    roles: row.roles,
  };
}
