import type { ListFilter } from "~/platform/list-filter";

/** What the list of ledgers shows: everybody, who lost points this month, who reached a threshold, everybody last month. */
export const shows = ["all", "lost", "reached", "before"] as const;
export type LedgerFilter = ListFilter<(typeof shows)[number]>;
