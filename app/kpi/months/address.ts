import type { PlainDate } from "~/platform/dates";

/** The page of a team's month. */
export function monthAddress(month: PlainDate, teamId: string): string {
  return `/kpi/months/${month.slice(0, 7)}/${teamId}`;
}

/** Every version of somebody's statement of a month. */
export function versionsAddress(month: PlainDate, personId: string): string {
  return `/kpi/versions/${month.slice(0, 7)}/${personId}`;
}

/** Where an agent disputes something of their month: store and metric, `shares` or `days`. */
export function disputeAddress(month: PlainDate, about = ""): string {
  return queried("/kpi/disputes/new", { month: month.slice(0, 7), about });
}

/** An address with a query, without what is empty. */
export function queried(path: string, query: Record<string, string>): string {
  const params = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  return params.size > 0 ? `${path}?${params}` : path;
}
