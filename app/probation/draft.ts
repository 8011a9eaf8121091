import type { Entries, Entry } from "./rules";

/** What one device changed of some items since it last heard from the server. Pictures are added and removed one by one, apart from this. */
export type Change = { grade?: number | null; remark?: string };
export type Changes = Readonly<Record<string, Change>>;

export const REMARK_LENGTH = 1000;
export const PICTURES_PER_ITEM = 4;

/** The entries after the changes. A grade of null takes the grade away; an empty remark is no remark. */
export function applyChanges(entries: Entries, changes: Changes): Record<string, Entry> {
  const next: Record<string, Entry> = { ...entries };
  for (const [slug, change] of Object.entries(changes)) {
    const { grade, remark, ...rest } = { ...next[slug], ...change };
    const entry: Entry = { ...rest, ...(typeof grade === "number" ? { grade } : {}), ...(remark ? { remark } : {}) };
    if (Object.keys(entry).length > 0) next[slug] = entry;
    else delete next[slug];
  }
  return next;
}

const same = (a: Entry | undefined, b: Entry | undefined) => a?.grade === b?.grade && (a?.remark ?? "") === (b?.remark ?? "");

/**
 * Another device was quicker: `theirs` is the newer draft, `base` what this device last saw, `mine` its changes since. An item that only
 * this device touched keeps its change; one that both touched is theirs.
 */
export function rebase(base: Entries, mine: Changes, theirs: Entries): { kept: Record<string, Change>; overtaken: string[] } {
  const kept: Record<string, Change> = {};
  const overtaken: string[] = [];
  for (const [slug, change] of Object.entries(mine)) {
    const wanted = applyChanges(base, { [slug]: change })[slug];
    if (same(theirs[slug], wanted)) continue;
    if (same(theirs[slug], base[slug])) kept[slug] = change;
    else overtaken.push(slug);
  }
  return { kept, overtaken };
}

/** What is left of `mine` once the server has taken `sent`: what was typed meanwhile. */
export function afterSaving(mine: Changes, sent: Changes): Record<string, Change> {
  return Object.fromEntries(Object.entries(mine).filter(([slug, change]) => JSON.stringify(sent[slug]) !== JSON.stringify(change)));
}
