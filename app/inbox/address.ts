/** What the address of the inbox says besides the item: kind, team, person, words. */
export type InboxFilter = { kind: string | null; teamId: string | null; personId: string | null; search: string };

/** The address of the inbox under a filter, at a page or an item. */
export function inboxAddress(filter: Partial<InboxFilter>, at: { page?: number; item?: string | null } = {}): string {
  const entries = Object.entries({
    kind: filter.kind,
    team: filter.teamId,
    person: filter.personId,
    q: filter.search,
    page: at.page && at.page > 1 ? String(at.page) : null,
    item: at.item,
  }).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return entries.length === 0 ? "/inbox" : `/inbox?${new URLSearchParams(entries)}`;
}
