import { diffArrays } from "diff";
import { type DiffStretch, wordDiff } from "~/wording/word-diff";

/** A field in which two bodies differ. `path`: names of fields, and keys or places of entries; last the language of a text. */
export type FieldDiff = { path: string[]; before: string | null; after: string | null; stretches: DiffStretch[] };

type Leaf = { path: string[]; text: string };
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** The key by which an entry of a list is known wherever it stands: its id or its slug. */
function keyOfEntry(entry: unknown): string | null {
  if (!isRecord(entry)) return null;
  const key = entry.id ?? entry.slug;
  return typeof key === "string" && key !== "" ? key : null;
}

/** The keys of a list whose every entry has one of its own; null for other lists. */
export function keysOf(list: readonly unknown[]): string[] | null {
  const keys = list.map(keyOfEntry);
  const known = keys.filter((k): k is string => k !== null);
  return known.length === list.length && new Set(known).size === known.length && known.length > 0 ? known : null;
}

/**
 * Where two bodies differ, field by field, with the words that changed. Entries of lists are compared by their id or slug, else those that are
 * equal stay aligned. Chinese is cut into words by its segmenter.
 */
export function diffBodies(before: unknown, after: unknown): FieldDiff[] {
  const rows: FieldDiff[] = [];
  compare(before, after, [], rows);
  return rows;
}

function compare(before: unknown, after: unknown, path: string[], rows: FieldDiff[]): void {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path, rows);
  if (isRecord(before) && isRecord(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) compare(before[name], after[name], [...path, name], rows);
    return;
  }
  const [was, is] = [leavesOf(before, path), leavesOf(after, path)];
  const paths = new Map([...was, ...is].map((leaf) => [leaf.path.join("\u0000"), leaf.path]));
  for (const [key, at] of paths) {
    const find = (leaves: Leaf[]) => leaves.find((leaf) => leaf.path.join("\u0000") === key)?.text ?? null;
    addRow(at, find(was), find(is), rows);
  }
}

function addRow(path: string[], before: string | null, after: string | null, rows: FieldDiff[]): void {
  if ((before ?? "") !== (after ?? "")) rows.push({ path, before, after, stretches: wordDiff(before ?? "", after ?? "", path.at(-1)) });
}

const isPlain = (value: unknown) => typeof value !== "object" || value === null;

function compareLists(before: unknown[], after: unknown[], path: string[], rows: FieldDiff[]): void {
  if ([...before, ...after].every(isPlain)) return addRow(path, listed(before), listed(after), rows);
  const [were, are] = [keysOf(before), keysOf(after)];
  if ((were || before.length === 0) && (are || after.length === 0)) {
    for (const key of new Set([...(were ?? []), ...(are ?? [])]))
      compare(before[were?.indexOf(key) ?? -1], after[are?.indexOf(key) ?? -1], [...path, key], rows);
    const both = (keys: string[] | null, others: string[] | null) => (keys ?? []).filter((k) => others?.includes(k)).join("\n");
    addRow([...path, "order"], both(were, are), both(are, were), rows);
    return;
  }
  // Equal entries stay aligned; what was removed and added between them is compared in pairs.
  const runs = diffArrays(
    before.map((e) => JSON.stringify(e)),
    after.map((e) => JSON.stringify(e)),
  );
  let [at, to] = [0, 0];
  for (let i = 0; i < runs.length; i++) {
    const run = runs[i];
    if (!run) continue;
    if (!run.removed && !run.added) {
      at += run.value.length;
      to += run.value.length;
      continue;
    }
    const next = runs[i + 1];
    const removed = run.removed ? run.value.length : 0;
    const added = run.added ? run.value.length : next?.added ? next.value.length : 0;
    for (let n = 0; n < Math.max(removed, added); n++)
      compare(
        n < removed ? before[at + n] : undefined,
        n < added ? after[to + n] : undefined,
        [...path, String((n < added ? to : at) + n + 1)],
        rows,
      );
    at += removed;
    to += added;
    if (run.removed && next?.added) i++;
  }
}

const listed = (values: readonly unknown[]): string => values.map(String).join("\n");

function leavesOf(value: unknown, path: string[]): Leaf[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return value.every(isPlain)
      ? [{ path, text: listed(value) }]
      : value.flatMap((entry: unknown, i) => leavesOf(entry, [...path, keyOfEntry(entry) ?? String(i + 1)]));
  if (isRecord(value)) return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]));
  return [{ path, text: String(value as string | number | boolean) }];
}
