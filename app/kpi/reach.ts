import type { HeldRole } from "~/people/permissions";

/** Whether somebody with these roles makes the rules and targets of the whole shop: its manager. Whoever manages one team reads them. */
export function editsRules(roles: readonly HeldRole[]): boolean {
  return roles.some(({ role, teamId }) => role === "manager" && teamId === null);
}
