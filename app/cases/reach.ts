import type { HeldRole } from "~/people/permissions";

/** As far as somebody sees cases: the teams that they lead, their own chats, the team in which they are an agent. */
export type Reach = { personId: string; leads: "all" | readonly string[]; teamId: string | null; seesAll: boolean };

/** The reach of somebody with these roles. Whoever looks after the content sees what a case teaches, of every team, without names. */
export function reachOf(actor: { personId: string; roles: readonly HeldRole[]; teamId: string | null }): Reach {
  const led = actor.roles.filter(({ role }) => role === "supervisor" || role === "manager");
  return {
    personId: actor.personId,
    leads: led.some(({ teamId }) => teamId === null) ? "all" : [...new Set(led.flatMap(({ teamId }) => teamId ?? []))],
    teamId: actor.roles.some(({ role }) => role === "agent") ? actor.teamId : null,
    seesAll: actor.roles.some(({ role }) => role === "content_owner" || role === "administrator"),
  };
}

type Of = { teamId: string; personId: string; madeBy: string; state: string };

/** Whether somebody leads the team of a case: they see the name, and decide on it. */
export function leads(reach: Reach, teamId: string): boolean {
  return reach.leads === "all" || reach.leads.includes(teamId);
}

/**
 * How somebody may look at a case: `lead` with name and all, `own` their chat or their own making, `lesson` without the agent's name; null: not at all. Colleagues see what stands, not
 * what was dismissed; what was decided is read by every team.
 */
export function viewOf(reach: Reach, one: Of): "lead" | "own" | "lesson" | null {
  if (leads(reach, one.teamId)) return "lead";
  if (one.personId === reach.personId || one.madeBy === reach.personId) return "own";
  if (one.state === "dismissed") return null;
  // What was decided may stand in everybody's drill: then everybody may read from what it comes.
  return reach.seesAll || reach.teamId === one.teamId || one.state === "decided" ? "lesson" : null;
}

/** Whether somebody may write a case of a chat: who leads its team, or whose chat it was. */
export function mayMakeOf(reach: Reach, chat: { teamId: string | null; personId: string | null }): boolean {
  return reach.leads === "all" || (chat.teamId !== null && leads(reach, chat.teamId)) || chat.personId === reach.personId;
}

/** Whether somebody may change what a case says: who leads its team, or who wrote it about their own chat while nobody has decided. */
export function mayEdit(reach: Reach, one: Of): boolean {
  return leads(reach, one.teamId) || (one.madeBy === reach.personId && one.state === "open");
}
