import { accept, type Outcome, refuse } from "~/platform/refusal";

/** In which stores a script holds. Pure. */

/** More are not chosen one by one. */
export const MOST_STORES = 200;

/** What the form of a script's stores says: every store (none in particular), or the ones that are ticked, each once. */
export function scopeFrom(where: string, ticked: readonly string[]): Outcome<string[]> {
  if (where === "every") return accept([]);
  if (where !== "these") return refuse("scope_missing", { field: "where" });
  const stores = [...new Set(ticked)];
  if (stores.length === 0) return refuse("scope_empty", { field: "where" });
  return stores.length > MOST_STORES ? refuse("scope_many", { field: "where", params: { max: MOST_STORES } }) : accept(stores);
}
