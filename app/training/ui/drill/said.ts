import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import type { Result } from "~/ui/offline/channel";
import { drillPageMessages } from "../../messages.drill";

/** What became of answers that had waited, in a sentence or three: how many are right, how many a supervisor decides, how many were not taken. */
export function saidOf(results: readonly Result[], locale: Locale): string {
  const t = translate(drillPageMessages, locale);
  const taken = results.filter(({ refused }) => refused === null);
  const decided = taken.filter(({ right }) => right !== null);
  const right = decided.filter((result) => result.right).length;
  const sentences = [
    decided.length > 0 ? t("arrived.graded", { count: decided.length, right }) : null,
    taken.length > decided.length ? t("arrived.undecided", { count: taken.length - decided.length }) : null,
    results.length > taken.length ? t("arrived.refused", { count: results.length - taken.length }) : null,
  ];
  return sentences.filter((text) => text !== null).join(" ");
}
