import { and, eq, gt, inArray, isNull, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import { person, roleGrant } from "@db/schema";
import type { Reader } from "~/platform/database.server";

/** A role by which somebody may grade at `now`: supervisors and managers who can sign in and are neither suspended nor gone. */
function gradesAt(now: Date): SQL | undefined {
  return and(
    inArray(roleGrant.role, ["supervisor", "manager"]),
    lte(roleGrant.from, now),
    or(isNull(roleGrant.to), gt(roleGrant.to, now)),
    isNull(person.disabledAt),
    sql`coalesce(${person.state}, '') not in ('suspended', 'left')`,
  );
}

/** Whether anybody but these could grade, and whether one of them belongs to the team or the whole shop. */
export async function othersWhoGrade(
  reader: Reader,
  now: Date,
  except: readonly string[],
  teamId: string | null,
): Promise<{ any: boolean; inTeam: boolean }> {
  const [row] = await reader
    .select({
      any: sql<boolean>`count(*) > 0`,
      inTeam: sql<boolean>`coalesce(bool_or(role_grant.team_id is null or role_grant.team_id = ${teamId}), false)`,
    })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .where(and(gradesAt(now), notInArray(roleGrant.personId, [...except])));
  return row ?? { any: false, inTeam: false };
}

/** Whether this person may grade at `now`: somebody may lose the role, or be suspended, between beginning a sheet and handing it in. */
export async function mayGrade(reader: Reader, personId: string, now: Date): Promise<boolean> {
  const rows = await reader
    .select({ id: roleGrant.id })
    .from(roleGrant)
    .innerJoin(person, eq(person.id, roleGrant.personId))
    .where(and(gradesAt(now), eq(roleGrant.personId, personId)))
    .limit(1);
  return rows.length > 0;
}
