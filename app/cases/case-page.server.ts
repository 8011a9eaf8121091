import { sql } from "drizzle-orm";
import type { Actor } from "~/people/actor";
import { may } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { actionViews } from "./action-view.server";
import { checkBetter } from "./better.server";
import { alikeCases, caseByNumber } from "./queries.server";
import { mayEdit, type Reach } from "./reach";
import { stateAfter } from "./rules";

/** A case with all that its page shows, in six statements with the session's; null: there is none, or it is none of theirs. What was done to it, and whose it was, is for who leads its team. */
export async function casePage(reader: Reader, actor: Actor, reach: Reach, number: number, locale: Locale, now: Date) {
  const found = await caseByNumber(reader, reach, number);
  if (!found) return null;
  const { one, view, name, maker, into, merged, history } = found;
  const isLead = view === "lead";
  const mayRead = may("library:view", actor, null);
  const madeInto = found.madeInto.map(({ title, ...item }) => ({
    ...item,
    title: title ? pick(title, locale) : item.slug,
    isLink: mayRead,
  }));
  const [alike, findings, actions] = await Promise.all([
    alikeCases(reader, one),
    view === "lesson" ? [] : checkBetter(reader, one, locale),
    actionViews(reader, actor, reach, sql`a.case_id = ${one.id}`, now),
  ]);
  const { id, kind, state, title, reasons, worthFen, lines, marked, better, why, platform, day, source, madeAt } = one;
  return {
    ...{ id, number, kind, state, title, reasons, worthFen, lines, marked, better, why, platform, day, source, madeAt },
    ...{
      view,
      name,
      maker,
      into,
      alike,
      merged,
      history,
      findings,
      madeInto,
      actions,
      products: found.productNames.map((text) => pick(text, locale)),
    },
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
