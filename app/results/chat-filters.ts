/**
 * What keeps a chat from counting (2-domain, "Anti-gaming filters"), in the order of their bits: a chat on which the first and the third hit is kept under mask 5.
 * The order is that of what is stored: a new one goes to the end.
 */
const chatFilters = ["empty-chats", "own-accounts", "transferred-chats", "monologues", "one-line-chats", "flagged-orders"] as const;

/** The bits of the filters that are named; a name that is not among them has none. */
export function maskOf(names: readonly string[]): number {
  return chatFilters.reduce((mask, name, bit) => (names.includes(name) ? mask | (1 << bit) : mask), 0);
}
