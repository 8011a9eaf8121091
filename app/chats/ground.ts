import type { LintTerm } from "~/wording/lint";
import type { Ground } from "./facts";
import { catalogueWords } from "./mask";
import { productFinder, type Spoken } from "./spoken-products";

/** What chats are read against, as the database has it: the catalogue, and the prohibited terms in force. */
export type GroundWords = { spoken: Spoken[]; terms: LintTerm[] };

/** The same made ready to be read against. Pure. */
export function groundOf({ spoken, terms }: GroundWords): Omit<Ground, "platform"> & { catalogue: RegExp | null } {
  return {
    products: productFinder(spoken),
    terms,
    catalogue: catalogueWords(spoken.flatMap(({ code, names }) => [code, ...names])),
  };
}
