import { addDays, daysBetween, isPlainDate, type PlainDate } from "~/platform/dates";
import type { Refusal } from "~/platform/refusal";

const FURTHEST_DAYS = 366;
const REASON_LENGTH = 500;

/** The day that is proposed to the manager: so many days ahead as the packs say; none where they say nothing. */
export function proposedDay(today: PlainDate, days: number | null): PlainDate | null {
  return days === null ? null : addDays(today, days);
}

export type RetestWord = { dueOn: string | null; reason: string };

/**
 * Why a manager's word on a re-test cannot stand; null: it can. Not in the past and not beyond a year; to need none, or to change what was said before,
 * takes a reason.
 */
export function retestRefusal(word: RetestWord, before: { dueOn: PlainDate | null } | null, today: PlainDate): Refusal | null {
  const reason = word.reason.trim();
  if (word.dueOn !== null) {
    if (!isPlainDate(word.dueOn)) return { code: "date_malformed", field: "dueOn" };
    if (word.dueOn < today) return { code: "date_past", field: "dueOn" };
    if (daysBetween(today, word.dueOn) > FURTHEST_DAYS) return { code: "date_far", field: "dueOn" };
  }
  if (before && before.dueOn === word.dueOn) return { code: "retest_same", field: "dueOn" };
  if ((word.dueOn === null || before !== null) && reason.length < 3) return { code: "reason_missing", field: "reason" };
  return reason.length > REASON_LENGTH ? { code: "reason_long", field: "reason" } : null;
}
