import { currentVersions } from "~/curriculum/queries.server";
import type { LintTerm } from "~/wording/lint";
import type { Db, Reader } from "~/platform/database.server";

type Kept = { revision: number; key: string; terms: readonly LintTerm[] };
const kept = new WeakMap<Db, Kept>();

/**
 * The terms that replies are read for: one list, the same as long as the terms in force are, for whoever reads replies keeps what they found in it. Read anew
 * when the content has another revision; in between it costs no statement. `reader`: reads for `db`, which may be in a transaction.
 */
export async function termsInForce(db: Db, revision: number, reader: Reader = db): Promise<readonly LintTerm[]> {
  const known = kept.get(db);
  if (known?.revision === revision) return known.terms;
  const versions = await currentVersions(reader, "term");
  const key = versions.map(({ id }) => id).join();
  const terms = key === known?.key ? known.terms : versions.map(({ body }) => body);
  kept.set(db, { revision, key, terms });
  return terms;
}
