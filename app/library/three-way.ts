import { namesOf } from "./list-names";

export type Side = "theirs" | "mine";
/** A place that two sides changed differently, and what each made of it; undefined: that side took it away. */
export type Clash = { path: string[]; theirs: unknown; mine: unknown };
/** Where two sides changed the same thing differently; what is ours stands in the merge, unless somebody chose theirs. */
export type Merge = { body: Record<string, unknown>; conflicts: string[][]; clashes: Clash[] };

type Pick = (path: readonly string[]) => Side | null;
type Work = { clashes: Clash[]; pick: Pick };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
const isBlank = (value: unknown) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
// What a form leaves out is as good as what it sends empty.
const same = (a: unknown, b: unknown): boolean => (isBlank(a) && isBlank(b)) || sorted(a) === sorted(b);

function sorted(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      isRecord(inner)
        ? Object.fromEntries(
            Object.entries(inner)
              .filter(([, v]) => !isBlank(v))
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          )
        : inner,
    ) ?? ""
  );
}

/**
 * Merge what two sides made of the same beginning: what only one of them changed is taken from that one, what both changed alike is taken once, what
 * they changed differently is named and stays ours unless `pick` says theirs. Entries of lists are known by id or slug, else by where they stood.
 */
export function mergeBodies(
  base: Record<string, unknown> | null,
  theirs: Record<string, unknown>,
  mine: Record<string, unknown>,
  pick: Pick = () => null,
): Merge {
  const work: Work = { clashes: [], pick };
  const body = merged(base ?? {}, theirs, mine, [], work) as Record<string, unknown>;
  return { body, conflicts: work.clashes.map((clash) => clash.path), clashes: work.clashes };
}

function settled<T>(clash: { path: string[]; theirs: T; mine: T }, work: Work): T {
  work.clashes.push(clash);
  return work.pick(clash.path) === "theirs" ? clash.theirs : clash.mine;
}

function merged(base: unknown, theirs: unknown, mine: unknown, path: string[], work: Work): unknown {
  if (same(theirs, mine) || same(theirs, base)) return mine;
  if (same(mine, base)) return theirs;
  if (isRecord(theirs) && isRecord(mine)) {
    const from = isRecord(base) ? base : {};
    const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    return Object.fromEntries(
      names.flatMap((name) => {
        const value = merged(from[name], theirs[name], mine[name], [...path, name], work);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  }
  if (Array.isArray(theirs) && Array.isArray(mine)) return mergedList(Array.isArray(base) ? base : [], theirs, mine, path, work);
  return settled({ path, theirs, mine }, work);
}

/** Whoever changed the order has it; what one side added comes after what it followed with them; what one removed goes unless the other changed it. */
function mergedList(from: readonly unknown[], theirs: readonly unknown[], mine: readonly unknown[], path: string[], work: Work): unknown[] {
  const { was, their, own } = namesOf(from, theirs, mine);
  const entry = (list: readonly unknown[], names: readonly string[], name: string): unknown => list[names.indexOf(name)];
  // Removed by us, changed by them: it stays removed unless somebody wants theirs.
  const back = was.filter((name) => {
    if (own.includes(name) || !their.includes(name)) return false;
    const changed = entry(theirs, their, name);
    return !same(entry(from, was, name), changed) && settled({ path: [...path, name], theirs: changed, mine: undefined }, work) === changed;
  });
  const order = orderOf({ was, their, own }, path, work);
  their.forEach((name, i) => {
    if (own.includes(name) || (was.includes(name) && !back.includes(name))) return;
    const before = their.slice(0, i).findLast((n) => order.includes(n));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, name);
  });
  const list = order.flatMap((name) => {
    if (back.includes(name)) return [entry(theirs, their, name)];
    const value = merged(entry(from, was, name), entry(theirs, their, name), entry(mine, own, name), [...path, name], work);
    return value === undefined ? [] : [value];
  });
  return isCounted(theirs) && isCounted(mine) ? list.map((item, i) => (isRecord(item) ? { ...item, day: i + 1 } : item)) : list;
}

/** The order of our entries: theirs where they alone moved what both have. */
function orderOf({ was, their, own }: { was: string[]; their: string[]; own: string[] }, path: string[], work: Work): string[] {
  const common = (names: readonly string[]) => names.filter((n) => was.includes(n) && their.includes(n) && own.includes(n));
  const [first, theirOrder, ownOrder] = [common(was), common(their), common(own)];
  if (same(theirOrder, ownOrder) || same(theirOrder, first)) return [...own];
  const lead = same(ownOrder, first) ? theirOrder : settled({ path: [...path, "order"], theirs: theirOrder, mine: ownOrder }, work);
  let next = 0;
  return own.map((name) => (lead.includes(name) ? (lead[next++] ?? name) : name));
}

/** Whether the entries of a list are counted from one. */
function isCounted(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every((item, i) => isRecord(item) && item.day === i + 1);
}
