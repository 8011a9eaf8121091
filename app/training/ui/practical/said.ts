import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import type { Result } from "~/ui/offline/channel";
import { trainingMessages } from "../../messages";

/** What became of practicals that had waited, in a sentence or two. */
export function handedInSaid(results: readonly Result[], locale: Locale): string {
  const t = translate(trainingMessages, locale);
  const taken = results.filter(({ refused }) => refused === null);
  const [first] = taken;
  return [
    first ? t("practical.arrived", { count: taken.length, title: first.title }) : null,
    ...results.filter(({ refused }) => refused !== null).map(({ title }) => t("practical.not_taken", { title })),
  ]
    .filter((text) => text !== null)
    .join(" ");
}
