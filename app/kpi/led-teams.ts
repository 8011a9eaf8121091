import type { HeldRole } from "~/people/permissions";

/** Whose months somebody sees and who may close them. A month belongs to the team in which an agent was at its end, wherever they are now. */
export type Reach = { personId: string; leads: "all" | readonly string[]; manages: "all" | readonly string[] };

/** The teams that somebody leads as supervisor or manager, and those that they manage. */
export function reachOf({ personId, roles }: { personId: string; roles: readonly HeldRole[] }): Reach {
  const teams = (wanted: readonly HeldRole["role"][]) => {
    const held = roles.filter(({ role }) => wanted.includes(role));
    return held.some(({ teamId }) => teamId === null) ? "all" : [...new Set(held.flatMap(({ teamId }) => teamId ?? []))];
  };
  return { personId, leads: teams(["supervisor", "manager"]), manages: teams(["manager"]) };
}

const holds = (teams: Reach["leads"], teamId: string) => teams === "all" || teams.includes(teamId);

/** Whether somebody leads this team. */
export function leadsTeam(reach: Reach, teamId: string): boolean {
  return holds(reach.leads, teamId);
}

/** Whether somebody manages this team: publishes, closes and opens its months. */
export function managesTeam(reach: Reach, teamId: string): boolean {
  return holds(reach.manages, teamId);
}
