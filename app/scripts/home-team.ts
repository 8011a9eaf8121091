import type { Actor } from "~/people/actor";

/** The team whose supervisors read what somebody hands in: their own as an agent, else that of their first role; null: none, and then whoever leads the shop. */
export function homeTeamOf({ teamId, roles }: Pick<Actor, "teamId" | "roles">): string | null {
  return teamId ?? roles.find((held) => held.teamId !== null)?.teamId ?? null;
}
