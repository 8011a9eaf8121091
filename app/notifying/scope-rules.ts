import type { HeldRole } from "~/people/permissions";
import { type WaitingRole, workScopes } from "~/work/kinds";

/** Whose inbox an item is in. */
export type ItemScope = { role: WaitingRole; teamId: string | null; personId: string | null; notFor: readonly string[] };

/** Whether somebody finds an item in their inbox: by the scopes of their roles, and never what is about themself or their own work. */
export function hasInInbox(holder: { personId: string; roles: readonly HeldRole[] }, item: ItemScope): boolean {
  if (item.personId === holder.personId || item.notFor.includes(holder.personId)) return false;
  return workScopes(holder.roles).some(
    ({ roles, teams }) =>
      roles.includes(item.role) &&
      (teams === "all" || (teams === "shop" ? item.teamId === null : item.teamId !== null && teams.includes(item.teamId))),
  );
}
