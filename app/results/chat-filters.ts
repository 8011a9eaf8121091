/**
 * What keeps a chat from counting (2-domain, "Anti-gaming filters"), in the order of their bits: a chat on which the first and the third hit is kept under mask 5.
 * The order is that of what is stored: a new one goes to the end.
 */
const chatFilters = ["empty-chats", "own-accounts", "transferred-chats", "monologues", "one-line-chats", "flagged-orders"] as const;
type ChatFilterName = (typeof chatFilters)[number];

/** The bit of a filter. */
export function bitOf(name: ChatFilterName): number {
  return 1 << chatFilters.indexOf(name);
}

/** The bits of the filters that are named; a name that is not among them has none. */
export function maskOf(names: readonly string[]): number {
  return chatFilters.reduce((mask, name) => (names.includes(name) ? mask | bitOf(name) : mask), 0);
}

/** The filters of a mask. */
export function filtersIn(mask: number): ChatFilterName[] {
  return chatFilters.filter((name) => (mask & bitOf(name)) !== 0);
}
