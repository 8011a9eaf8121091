import { currentVersions } from "~/curriculum/queries.server";
import type { LintTerm } from "~/wording/lint";
import type { Db, Reader } from "~/platform/database.server";

type List = { key: string; terms: readonly LintTerm[] };
const kept = new WeakMap<Db, List & { revision: number }>();
let last: List | null = null;

/**
 * The terms that replies are read for: one list, the same as long as the terms in force are, for whoever reads replies keeps what they found in it, and what finds
 * the terms. Read anew when the content has another revision; in between it costs no statement. `reader`: reads for `db`, which may be in a transaction.
 */
export async function termsInForce(db: Db, revision: number, reader: Reader = db): Promise<readonly LintTerm[]> {
  const known = kept.get(db);
  if (known?.revision === revision) return known.terms;
  const versions = await currentVersions(reader, "term");
  const key = versions.map(({ id }) => id).join();
  if (last?.key !== key) last = { key, terms: versions.map(({ body }) => body) };
  kept.set(db, { ...last, revision });
  return last.terms;
}
