import type { Actor } from "~/people/actor";
import { may } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { checkBetter } from "./better.server";
import { productNames } from "./product-names.server";
import { alikeCases, caseByNumber, caseHistory, mergedInto } from "./queries.server";
import { mayEdit, type Reach } from "./reach";
import { stateAfter } from "./rules";

/** A case with all that its page shows; null: there is none, or it is none of theirs. What was done to it, and whose it was, is for who leads its team. */
export async function casePage(reader: Reader, actor: Actor, reach: Reach, number: number, locale: Locale) {
  const found = await caseByNumber(reader, reach, number);
  if (!found) return null;
  const { one, view, name, maker, into } = found;
  const isLead = view === "lead";
  const [alike, merged, history, findings, products] = await Promise.all([
    alikeCases(reader, one),
    mergedInto(reader, one.id),
    isLead ? caseHistory(reader, one.id) : [],
    checkBetter(reader, one, locale),
    productNames(reader, one.products, locale),
  ]);
  const { id, kind, state, title, reasons, worthFen, lines, marked, better, why, platform, day, source, madeAt } = one;
  return {
    ...{ id, number, kind, state, title, reasons, worthFen, lines, marked, better, why, platform, day, source, madeAt },
    ...{ view, name, maker, into, alike, merged, history, findings, products: Object.values(products) },
    dismissed: state === "dismissed" ? (history.find(({ what }) => what === "dismissed")?.reason ?? "") : null,
    may: {
      edit: mayEdit(reach, one) && stateAfter(state, "edit") !== null && may("cases:make", actor, null),
      dismiss: isLead && stateAfter(state, "dismiss") !== null,
      reopen: isLead && stateAfter(state, "reopen") !== null,
      merge: isLead && stateAfter(state, "merge") !== null,
      play: kind === "lost" && one.products.length > 0 && may("simulator:do", actor, null),
    },
  };
}
export type CasePage = NonNullable<Awaited<ReturnType<typeof casePage>>>;
