import type { Database } from "@db/client";
import { peopleFactories } from "./people";

/** Rows for tests, written as the owner. One file per capability; each function takes what matters and fills in the rest. */
export function factories(db: Database) {
  return { ...peopleFactories(db) };
}
