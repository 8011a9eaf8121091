import { eq, sql } from "drizzle-orm";
import { person, roleGrant } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { findTeams } from "./guard.server";
import type { Role } from "./permissions";
import { isGrantedAt } from "./queries.server";
import type { Ranked } from "./rules";

/** Somebody whom a write concerns, locked: their row, the roles they hold now and the teams they belong to. */
export type Target = Omit<Ranked, "roles"> & {
  row: typeof person.$inferSelect;
  roles: { id: string; role: Role; teamId: string | null }[];
};

/** Lock a person for the rest of the transaction and read what the rules about ranks ask. Null when there is no such person. */
export async function lockTarget(tx: Tx, personId: string, now: Date): Promise<Target | null> {
  const [row] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
  if (!row) return null;
  const roles = await tx
    .select({ id: roleGrant.id, role: roleGrant.role, teamId: roleGrant.teamId })
    .from(roleGrant)
    .where(sql`${roleGrant.personId} = ${personId} and ${isGrantedAt(now)}`);
  const teams = await findTeams(tx, personId, now);
  return { personId, row, roles, teamIds: teams?.teamIds ?? [] };
}
