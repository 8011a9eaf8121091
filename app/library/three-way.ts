import { keysOf } from "./body-diff";

/** Where two sides changed the same thing differently; what is ours stands in the merge. */
export type Merge = { body: Record<string, unknown>; conflicts: string[][] };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const same = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ) ?? ""
  );
}

/**
 * Merge what two sides made of the same beginning: what only one of them changed is taken from that one, what both changed alike is taken once, what
 * they changed differently stays ours and is named. Entries of lists are known by id or slug.
 */
export function mergeBodies(base: Record<string, unknown> | null, theirs: Record<string, unknown>, mine: Record<string, unknown>): Merge {
  const conflicts: string[][] = [];
  return { body: merged(base ?? {}, theirs, mine, [], conflicts) as Record<string, unknown>, conflicts };
}

function merged(base: unknown, theirs: unknown, mine: unknown, path: string[], conflicts: string[][]): unknown {
  if (same(theirs, mine) || same(theirs, base)) return mine;
  if (same(mine, base)) return theirs;
  if (isRecord(theirs) && isRecord(mine)) {
    const from = isRecord(base) ? base : {};
    const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = merged(from[name], theirs[name], mine[name], [...path, name], conflicts);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }
  if (Array.isArray(theirs) && Array.isArray(mine)) {
    const from: unknown[] = Array.isArray(base) ? base : [];
    const [was, their, own] = [keysOf(from) ?? [], keysOf(theirs), keysOf(mine)];
    if (their && own) return mergedList({ from, theirs, mine, was, their, own }, path, conflicts);
  }
  conflicts.push(path);
  return mine;
}

type Lists = { from: unknown[]; theirs: unknown[]; mine: unknown[]; was: string[]; their: string[]; own: string[] };

/** Our order; what they added comes after what it followed with them, what they removed goes unless we changed it. */
function mergedList({ from, theirs, mine, was, their, own }: Lists, path: string[], conflicts: string[][]): unknown[] {
  const order = [...own];
  their.forEach((key, i) => {
    if (own.includes(key) || was.includes(key)) return;
    const before = their.slice(0, i).findLast((k) => order.includes(k));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
  });
  // Removed by us, changed by them: it stays removed, and is named.
  for (const key of was) {
    const changedByThem = their.includes(key) && !same(from[was.indexOf(key)], theirs[their.indexOf(key)]);
    if (!own.includes(key) && changedByThem) conflicts.push([...path, key]);
  }
  return order.flatMap((key) => {
    const value = merged(from[was.indexOf(key)], theirs[their.indexOf(key)], mine[own.indexOf(key)], [...path, key], conflicts);
    return value === undefined ? [] : [value];
  });
}
