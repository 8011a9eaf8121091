import type { TeamFilter } from "./queries.server";

/** The address of the team page under a filter; what is customary is left out. */
export function teamAddress(filter: Partial<TeamFilter>): string {
  const { show = "all", teamId, search, sort = "trouble", page = 1 } = filter;
  const entries = Object.entries({
    show: show === "all" ? null : show,
    team: teamId,
    q: search,
    sort: sort === "trouble" ? null : sort,
    page: page > 1 ? String(page) : null,
  }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return entries.length === 0 ? "/team" : `/team?${new URLSearchParams(entries)}`;
}
