import type { HeldRole } from "~/people/permissions";
import { openTeams } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";

/**
 * Whether somebody with these roles makes the rules and targets of the whole shop: its manager, or who manages every team that there is, as in a shop of one team. Whoever manages some
 * of the teams reads them. One statement at most.
 */
export async function editsRules(reader: Reader, roles: readonly HeldRole[]): Promise<boolean> {
  const managed = roles.filter(({ role }) => role === "manager").map(({ teamId }) => teamId);
  if (managed.length === 0 || managed.includes(null)) return managed.length > 0;
  return (await openTeams(reader)).every(({ id }) => managed.includes(id));
}
