import { canonicalJson } from "~/curriculum/canonical";
import { letters } from "./cells";

/**
 * Give the entries of a list the letters that they had: what says the same keeps its own, wherever it stands now; then what stands where another stood takes
 * that one's; new ones take what is free. So an edited step is still that step.
 */
export function withIds<T extends object>(entries: readonly T[], before: readonly (T & { id: string })[]): (T & { id: string })[] {
  const left = new Map(before.map(({ id, ...entry }) => [id, canonicalJson(entry)]));
  const ids: (string | undefined)[] = entries.map((entry) => {
    const said = canonicalJson(entry);
    const id = [...left].find(([, was]) => was === said)?.[0];
    if (id !== undefined) left.delete(id);
    return id;
  });
  const taken = new Set(before.map((entry) => entry.id));
  const free = [...left.keys(), ...letters.filter((letter) => !taken.has(letter))];
  return entries.map((entry, at) => {
    const there = before[at]?.id;
    const id = ids[at] ?? (there !== undefined && free.includes(there) ? there : free[0]) ?? "h";
    if (ids[at] === undefined) free.splice(free.indexOf(id), 1);
    return { ...entry, id };
  });
}
