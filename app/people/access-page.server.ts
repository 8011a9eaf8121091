import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { person, roleGrant, team } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { HeldRole } from "./permissions";
import { may } from "./permissions";
import { findTeams } from "./guard.server";
import { personPage } from "./person-page.server";
import { isGrantedAt, openTeams } from "./queries.server";
import { mayReinvite, mayReset } from "./rules";

const giver = alias(person, "giver");

/** The page of somebody's access: invitation, password, roles with who gave them, account, and what the actor may do about each. */
export async function accessPage(
  reader: Reader,
  actor: { personId: string; roles: readonly HeldRole[]; zone: string },
  personId: string,
  now: Date,
) {
  const [page, held, target, teams] = await Promise.all([
    personPage(reader, personId, actor.zone, now),
    reader
      .select({ id: roleGrant.id, role: roleGrant.role, teamId: roleGrant.teamId, team: team.name, from: roleGrant.from, by: giver.name })
      .from(roleGrant)
      .leftJoin(team, eq(team.id, roleGrant.teamId))
      .leftJoin(giver, eq(giver.id, roleGrant.grantedBy))
      .where(and(eq(roleGrant.personId, personId), isGrantedAt(now)))
      .orderBy(asc(roleGrant.from), sql`${roleGrant.id}`),
    findTeams(reader, personId, now),
    openTeams(reader),
  ]);
  if (!page || !target) return null;
  const ranked = { personId, roles: held, teamIds: target.teamIds };
  const gone = page.state === "left" || page.closed;
  return {
    person: { id: page.id, name: page.name, state: page.state, accepted: page.accepted, closed: page.closed },
    invitation: page.invitation,
    roles: held,
    teams: teams.map(({ id, name }) => ({ id, name })),
    may: {
      reinvite: !page.accepted && !gone && mayReinvite(actor, ranked),
      reset: page.accepted && !gone && mayReset(actor, ranked),
      roles: may("role:grant", actor, target) && actor.personId !== personId,
    },
  };
}
