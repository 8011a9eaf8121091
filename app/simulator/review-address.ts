import { isId } from "~/platform/ids";

/** What the list of runs is narrowed to. */
export type ReviewFilter = {
  personId: string | null;
  slug: string | null;
  outcome: "passed" | "failed" | "undecided" | null;
  page: number;
};

const outcomes = ["passed", "failed", "undecided"] as const;
const LAST_PAGE = 500;

/** The filter that an address names; what it does not understand it leaves out. */
export function reviewFilterIn(query: URLSearchParams): ReviewFilter {
  const [person, slug, page] = [query.get("person"), query.get("scenario"), Number(query.get("page"))];
  return {
    personId: isId(person) ? person : null,
    slug: slug !== null && /^[a-z0-9-]{1,100}$/.test(slug) ? slug : null,
    outcome: outcomes.find((one) => one === query.get("outcome")) ?? null,
    page: Number.isInteger(page) && page > 1 && page <= LAST_PAGE ? page : 1,
  };
}

/** The address of the list with this filter. */
export function reviewAddress({ personId, slug, outcome, page }: Partial<ReviewFilter>): string {
  const entries = Object.entries({ person: personId, scenario: slug, outcome, page: page && page > 1 ? String(page) : null });
  const query = new URLSearchParams(entries.flatMap(([key, value]) => (value ? [[key, value]] : [])));
  return `/simulator/review${query.size > 0 ? `?${query}` : ""}`;
}
