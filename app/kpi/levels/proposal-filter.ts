import type { ListFilter } from "~/platform/list-filter";

/** What the list of proposals shows: those to decide, or those that are decided. */
export const proposalTabs = ["open", "decided"] as const;
export type ProposalFilter = ListFilter<(typeof proposalTabs)[number]>;
