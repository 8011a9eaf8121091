import type { Refusal } from "~/platform/refusal";

/** When reading a chat counts as a check (2-domain): it is scored and was on screen ≥ max(5 s, messages ÷ 3 s). */

const LEAST_MS = 5000;
const MESSAGES_A_SECOND = 3;
export const COMMENT_MAX = 1000;
const REASON_MIN = 10;
export const REASON_MAX = 1000;

/** How long a chat of so many messages must be on screen to count, in milliseconds. */
export function neededMs(messages: number): number {
  return Math.max(LEAST_MS, Math.ceil((messages / MESSAGES_A_SECOND) * 1000));
}

/** That a chat came on somebody's screen. */
export type Opening = { chatId: string; at: Date };

/**
 * How long a chat was on its reader's screen until `now`, by the server's clock: from each time that it was opened to the next opening of any chat. Only one chat is on screen at a
 * time, so that opening fifty and scoring them afterwards gives none of them its time. `openings` in their order.
 */
export function onScreenMs(openings: readonly Opening[], chatId: string, now: Date): number {
  return openings.reduce((sum, { chatId: opened, at }, n) => {
    const until = openings[n + 1]?.at ?? now;
    return opened === chatId ? sum + Math.max(0, until.getTime() - at.getTime()) : sum;
  }, 0);
}

/** Why a chat is not checked but passed over. */
export const skipReasons = ["no_talk", "robot", "known", "unreadable", "other"] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Why a skip is refused, or null: a known reason; "other" needs words. */
export function skipRefusal(reason: string, note: string): Refusal | null {
  if (!skipReasons.some((known) => known === reason)) return { code: "skip_reason", field: "reason" };
  if (reason === "other" && note.trim().length < 3) return { code: "skip_note", field: "note" };
  return note.length > 300 ? { code: "text_long", field: "note", params: { count: 300 } } : null;
}

/** Where a check stands that somebody wants to dispute. */
export type DisputeFacts = {
  agentId: string;
  /** The last day on which it may be disputed, and today. */
  lastDay: string;
  today: string;
  /** A dispute of it that was not taken back. */
  disputed: "open" | "closed" | null;
};

/** Why a check may not be disputed by the actor, or null: by its agent only, within the days, and once. */
export function disputeRefusal(facts: DisputeFacts, actorId: string | null): Refusal | null {
  if (actorId !== facts.agentId) return { code: "dispute_not_own" };
  if (facts.disputed === "open") return { code: "dispute_open" };
  if (facts.disputed === "closed") return { code: "dispute_once" };
  return facts.today > facts.lastDay ? { code: "dispute_late" } : null;
}

/** Why a text of a dispute or a ruling does not do, or null: 10 to 1000 characters. */
export function reasonRefusal(reason: string, field = "reason"): Refusal | null {
  const { length } = reason.trim();
  if (length < REASON_MIN) return { code: "reason_short", field, params: { count: REASON_MIN } };
  return length > REASON_MAX ? { code: "text_long", field, params: { count: REASON_MAX } } : null;
}

/** Why the actor may not rule, or null: neither the agent nor who scored it, and once. */
export function rulingRefusal(facts: { agentId: string; supervisorId: string; closed: boolean }, actorId: string): Refusal | null {
  if (actorId === facts.agentId) return { code: "rule_oneself" };
  if (actorId === facts.supervisorId) return { code: "rule_own_check" };
  return facts.closed ? { code: "already_ruled" } : null;
}

/** A day of duty: what was asked, and what counted of what was done. */
export type DutyDay = { day: string; quota: number; counted: number };

/** Whole duties in a row, counted back from the last: a day that is still running neither breaks nor makes it longer until it is fulfilled. Days without chats ask nothing and break nothing. */
export function streakOf(days: readonly DutyDay[], today: string): number {
  let streak = 0;
  for (const { day, quota, counted } of [...days].sort((a, b) => b.day.localeCompare(a.day))) {
    if (quota === 0) continue;
    if (counted >= quota) streak++;
    else if (day !== today) break;
  }
  return streak;
}

/** How many checks are missing in days that are over. */
export function shortfallOf(days: readonly DutyDay[], today: string): number {
  return days.reduce((sum, { day, quota, counted }) => (day < today ? sum + Math.max(0, quota - counted) : sum), 0);
}
