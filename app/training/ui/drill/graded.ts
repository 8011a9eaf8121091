import type { Result } from "~/ui/offline/channel";
import { keep, kept } from "~/ui/offline/store";

const GRADED = "graded";
/** More nobody reads; the answers themselves are on the server. */
const MOST = 300;

/** What became of answers that had waited, until somebody has read it. */
export async function gradedOf(person: string): Promise<Result[]> {
  return (await kept<Result[]>(person, GRADED)) ?? [];
}

/** Note what became of answers; each once. */
export async function noteGraded(person: string, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return;
  const ids = new Set(results.map(({ id }) => id));
  const before = (await gradedOf(person)).filter(({ id }) => !ids.has(id));
  await keep(person, GRADED, [...before, ...results].slice(-MOST));
}

/** Somebody has read it. */
export async function forgetGraded(person: string): Promise<void> {
  await keep(person, GRADED, undefined);
}
