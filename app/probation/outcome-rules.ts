import { addDays, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";
import { type Calendar, trainingDates } from "~/training/calendar";

/** The states in which somebody may dispute: a ruling on who is active already flags the decision and undoes nothing. */
const mayDispute: readonly (string | null)[] = ["probation", "active", "suspended"];

/** What reading and disputing a result depend on. */
export type OutcomeFacts = {
  personId: string;
  state: string | null;
  /** The last attempt that was graded. */
  isLast: boolean;
  /** The last day on which items of it may be disputed, by the agent's own working days; and the day it is. */
  until: PlainDate;
  today: PlainDate;
  /** A dispute of this attempt: waiting for its ruling, or ruled. One that was taken back is none. */
  dispute: "open" | "ruled" | null;
  /** They have read it, or their time has passed. */
  read: boolean;
};

/** The last of `days` working days of theirs after `from`: the day of the result does not count (domain: 5 working days of the team's calendar). */
export function lastDayOf(calendar: Calendar, from: PlainDate, days: number): PlainDate {
  const tomorrow = addDays(from, 1);
  return trainingDates(calendar, tomorrow, days).at(-1) ?? addDays(from, days);
}

/** Why the actor may not say now that they have read this result, or null. Saying so takes no right away: they may still dispute until the last day. */
export function readRefusal(facts: Pick<OutcomeFacts, "personId" | "read">, actorId: string): Refusal | null {
  if (actorId !== facts.personId) return { code: "read_not_own" };
  return facts.read ? { code: "read_already" } : null;
}

/** Why the actor may not dispute items of this result now, or null: one's own, once for an attempt, of the last attempt, until the last day. */
export function disputeRefusal(facts: OutcomeFacts, actorId: string): Refusal | null {
  if (actorId !== facts.personId) return { code: "dispute_not_own" };
  if (!mayDispute.includes(facts.state)) return { code: "dispute_state" };
  if (facts.dispute === "open") return { code: "dispute_twice" };
  if (facts.dispute === "ruled") return { code: "dispute_ruled" };
  if (!facts.isLast) return { code: "dispute_not_last" };
  return facts.today > facts.until ? { code: "dispute_late" } : null;
}

/** Whether a result counts as read although nobody said so: its last day has passed without a dispute. */
export function isReadByTime({ read, dispute, today, until }: Pick<OutcomeFacts, "read" | "dispute" | "today" | "until">): boolean {
  return !read && dispute === null && today > until;
}
