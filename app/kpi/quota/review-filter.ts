import type { ListFilter } from "~/platform/list-filter";

/** What the list of reviews shows: those that wait, or those that ended. */
export const reviewTabs = ["open", "decided"] as const;
export type ReviewFilter = ListFilter<(typeof reviewTabs)[number]>;
