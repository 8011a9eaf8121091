import { type Locale, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { activationMessages } from "./messages";
import type { Blocker } from "./requirement";

/** What keeps a requirement unmet, as a sentence. */
export function blockerText(blocker: Blocker, locale: Locale): string {
  const t: (key: string, params?: Record<string, string | number>) => string = translate<string>(activationMessages, locale);
  const { day, step } = blocker.params;
  const when = day === undefined ? "" : t(`when.${step}`, { day });
  return t(`blocker.${blocker.code}`, { ...blocker.params, when, title: blocker.title ? pick(blocker.title, locale) : "" });
}
