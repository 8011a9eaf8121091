/** What a key may read: clearances; the gates with their requirements; and, with either, the agents' names. */
export const scopes = ["clearance:read", "gates:read", "names:read"] as const;
export type Scope = (typeof scopes)[number];

/** Whether `value` names something that a key may read. */
export function isScope(value: unknown): value is Scope {
  return scopes.some((scope) => scope === value);
}
