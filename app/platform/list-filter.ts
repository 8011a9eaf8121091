import { isId } from "./ids";

/** What a list shows: one of its tabs, a team or all, what is searched for, and the page. */
export type ListFilter<Shown extends string> = { show: Shown; team: string | null; q: string; page: number };

/** The filter that an address asks for; what it does not know falls back to the first tab, all teams, no search, page one. */
export function listFilterOf<Shown extends string>({ searchParams }: URL, tabs: readonly [Shown, ...Shown[]]): ListFilter<Shown> {
  const get = (name: string) => searchParams.get(name) ?? "";
  const page = Number(get("page"));
  return {
    show: tabs.find((one) => one === get("show")) ?? tabs[0],
    team: isId(get("team")) ? get("team") : null,
    q: get("q")
      .normalize("NFKC")
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
}

/** The parameters that keep a filter in an address, without what is usual (`first`: the tab that is). */
export function listParams<Shown extends string>({ show, team, q, page }: ListFilter<Shown>, first: Shown): Record<string, string> {
  const all = { show: show === first ? "" : show, team: team ?? "", q, page: page > 1 ? String(page) : "" };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
}

/** The address of a list with something of its filter changed; any change but that of the page begins at page one. */
export function listAddress<Shown extends string>(
  path: string,
  filter: ListFilter<Shown>,
  first: Shown,
  change: Partial<ListFilter<Shown>>,
): string {
  const params = new URLSearchParams(listParams({ ...filter, page: 1, ...change }, first));
  return params.size > 0 ? `${path}?${params}` : path;
}
