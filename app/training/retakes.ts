import type { PlainDate } from "~/platform/dates";
import { type Calendar, nextTrainingDay } from "./calendar";

/**
 * When a failed quiz or exam may be sat again: on the next training day after the last attempt, while attempts are left.
 * `allowed` is what the content allows, `extra` what a manager added. `opensOn` is null when none is left or the calendar has no such day.
 */
export function retakeOf(
  calendar: Calendar,
  attempts: { used: number; allowed: number; extra: number; lastDay: PlainDate },
): { left: number; opensOn: PlainDate | null } {
  const left = Math.max(0, attempts.allowed + attempts.extra - attempts.used);
  return { left, opensOn: left > 0 ? nextTrainingDay(calendar, attempts.lastDay) : null };
}
