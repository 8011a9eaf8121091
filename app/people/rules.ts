import { type HeldRole, may, rank, type Role } from "./permissions";

export const MAX_STORES = 3;
/** From this many stores on, a manager must say why. */
const STORES_WITH_REASON = 3;

export type StoreShare = { storeId: string; share: number };
export type ShareFault = "shares_too_many" | "shares_twice" | "shares_range" | "shares_sum" | "shares_reason";

/** Why a set of stores cannot stand: at most three, each once, whole percents that sum to 100, the third with a reason. An empty set stands. */
export function shareFault(shares: readonly StoreShare[], reason: string): ShareFault | null {
  if (shares.length === 0) return null;
  if (shares.length > MAX_STORES) return "shares_too_many";
  if (new Set(shares.map((s) => s.storeId)).size < shares.length) return "shares_twice";
  if (shares.some((s) => !Number.isInteger(s.share) || s.share < 1 || s.share > 100)) return "shares_range";
  if (shares.reduce((sum, s) => sum + s.share, 0) !== 100) return "shares_sum";
  return shares.length >= STORES_WITH_REASON && reason.trim() === "" ? "shares_reason" : null;
}

/** Lower case, without spaces around: how login names and e-mail addresses are kept and compared. */
export function normalisedLogin(typed: string): string {
  return typed.normalize("NFKC").trim().toLowerCase();
}

/** Why a login name cannot stand: 3 to 32 of a–z, 0–9, dot, hyphen, underscore, beginning with a letter or digit. */
export function loginFault(login: string): "login_shape" | null {
  return /^[a-z0-9][a-z0-9._-]{2,31}$/.test(login) ? null : "login_shape";
}

/** Somebody as a rule about ranks sees them. */
export type Ranked = { personId: string; roles: readonly HeldRole[]; teamIds: readonly string[] };

/** The highest rank of these roles; −1 for somebody without any. */
function highestRank(roles: readonly { role: Role }[]): number {
  return Math.max(-1, ...roles.map((held) => rank[held.role]));
}

/**
 * Whether the actor may issue a password reset link: never for oneself, and only through a role that reaches the person
 * and outranks every role they hold.
 */
export function mayReset(actor: { personId: string; roles: readonly HeldRole[] }, target: Ranked): boolean {
  const above = highestRank(target.roles);
  return (
    actor.personId !== target.personId &&
    actor.roles.some((held) => rank[held.role] > above && may("person:reset_link", { personId: actor.personId, roles: [held] }, target))
  );
}

/** Whether the actor may invite somebody with this role into this team (null: the whole shop). Managers take on agents of their teams; other roles are an administrator's to give. */
export function mayInviteAs(actor: { roles: readonly HeldRole[] }, role: Role, teamId: string | null): boolean {
  return actor.roles.some((held) => {
    if (held.role === "administrator") return held.teamId === null || held.teamId === teamId;
    return held.role === "manager" && role === "agent" && teamId !== null && (held.teamId === null || held.teamId === teamId);
  });
}

/** Whether the actor may renew or withdraw an invitation: whoever may give every role that it promises; never one's own. */
export function mayReinvite(actor: { personId: string; roles: readonly HeldRole[] }, target: Ranked): boolean {
  return actor.personId !== target.personId && target.roles.every((held) => mayInviteAs(actor, held.role, held.teamId));
}

/** Whether a role is held in a team; content owners and administrators serve the whole shop. */
export function roleIsOfTeam(role: Role): boolean {
  return role === "agent" || role === "supervisor" || role === "manager";
}

/** The teams whose people the actor may take on or move; "all" for somebody whose role is shop-wide. */
export function teamsToStaff(actor: { roles: readonly HeldRole[] }): "all" | string[] {
  const held = actor.roles.filter((r) => r.role === "manager" || r.role === "administrator");
  if (held.some((r) => r.teamId === null)) return "all";
  return [...new Set(held.flatMap((r) => (r.teamId === null ? [] : [r.teamId])))];
}

const FREE_FAILURES = 5;
const LONGEST_DELAY_SECONDS = 60;

/** Seconds to wait after a failure before the same account may be tried again: none for the first five failures, then doubling from 2 to 60. Never a lock-out. */
export function delaySeconds(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(2 ** (failures - FREE_FAILURES + 1), LONGEST_DELAY_SECONDS);
}

/** Failures from one address within `ADDRESS_WINDOW_MS` that stop further tries from it. */
export const ADDRESS_FAILURES = 100;
export const ADDRESS_WINDOW_MS = 15 * 60_000;
/** An account that was left alone this long starts anew. */
export const ACCOUNT_QUIET_MS = 60 * 60_000;
