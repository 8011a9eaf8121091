import { isPlainDate, type PlainDate } from "~/platform/dates";
import { monthOf } from "~/results/measures";

/** The first day of the month that an address names as 2026-03; otherwise, or when that lies ahead, of today's. */
export function monthOfAddress(asked: string | null, today: PlainDate): PlainDate {
  const named = `${asked ?? ""}-01`;
  return isPlainDate(named) && named <= today ? named : monthOf(today);
}

/** Where somebody's statement of a month is. */
export function statementAddress(personId: string, month: PlainDate): string {
  return `/kpi/statements/${personId}?month=${month.slice(0, 7)}`;
}

/** Where the customers behind somebody's day in a store are. */
export function dayChatsAddress(personId: string, storeId: string, day: PlainDate): string {
  return `/kpi/statements/${personId}/chats?store=${storeId}&day=${day}`;
}

/** Where the rows of somebody's month in a store are. */
export function rowsAddress(personId: string, storeId: string, month: PlainDate): string {
  return `/kpi/statements/${personId}/rows?month=${month.slice(0, 7)}&store=${storeId}`;
}
