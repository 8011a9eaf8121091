import { diffArrays } from "diff";
import { keysOf } from "./body-diff";

/** How the entries of three states of a list are called: one that stands in two of them has one name there. */
export type ListNames = { was: string[]; their: string[]; own: string[] };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** An entry as a text; without its place in the list, which says nothing of the entry. */
function said(entry: unknown): string {
  const plain = isRecord(entry) ? { ...entry, day: undefined } : entry;
  return (
    JSON.stringify(plain, (_, inner: unknown) =>
      isRecord(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ) ?? ""
  );
}

/**
 * The names of the entries: by id or slug where each has one, else by their place in the beginning. Of those, equal ones stay aligned, and what took the
 * place of others between them goes on in pairs.
 */
export function namesOf(from: readonly unknown[], theirs: readonly unknown[], mine: readonly unknown[]): ListNames {
  const [was, their, own] = [from, theirs, mine].map((list) => (list.length === 0 ? [] : keysOf(list)));
  if (was && their && own) return { was, their, own };
  return { was: from.map((_, i) => String(i + 1)), their: aligned(from, theirs), own: aligned(from, mine) };
}

function aligned(from: readonly unknown[], to: readonly unknown[]): string[] {
  const names: string[] = [];
  const added = (entry: unknown) => {
    const name = `+${said(entry)}`;
    names.push(names.includes(name) ? `${name} ${names.length}` : name);
  };
  const runs = diffArrays(from.map(said), to.map(said));
  let at = 0;
  runs.forEach((run, r) => {
    const next = runs[r + 1];
    if (run.added) {
      const before = runs[r - 1];
      const paired = before?.removed ? before.value.length : 0;
      for (let n = 0; n < run.value.length; n++) {
        if (n < paired) names.push(String(at - paired + n + 1));
        else added(to[names.length]);
      }
    } else if (run.removed && next?.added) {
      at += run.value.length;
    } else {
      if (!run.removed) run.value.forEach((_, n) => names.push(String(at + n + 1)));
      at += run.value.length;
    }
  });
  return names;
}
