/** Which nodes of the tree are unfolded, as the address keeps it: `?open=p.taobao-15-day,d.taobao-15-day.3,l.bag-families`. Pure. */

export const planKey = (plan: string) => `p.${plan}`;
export const dayKey = (plan: string, day: number) => `d.${plan}.${day}`;
export const lessonKey = (lesson: string) => `l.${lesson}`;

const KEY = /^[pdl]\.[a-z0-9-]{1,100}(\.\d{1,4})?$/;
const MOST = 200;

/** `isDefault`: the address says nothing; then the first plan is unfolded. */
export type OpenNodes = ReadonlySet<string> & { isDefault?: boolean };

/** The nodes that the address names; what is no node is passed over. */
export function openNodes(query: URLSearchParams): OpenNodes {
  const given = query.get("open");
  const keys = new Set((given ?? "").split(",", MOST).filter((key) => KEY.test(key)));
  return Object.assign(keys, { isDefault: given === null });
}

/** The address's `open` once a node is folded or unfolded; `standing` are those that are unfolded now. */
export function withNode(standing: readonly string[], key: string, isOpen: boolean): string {
  const keys = new Set(standing);
  if (isOpen) keys.add(key);
  else keys.delete(key);
  return [...keys].slice(-MOST).join(",");
}
