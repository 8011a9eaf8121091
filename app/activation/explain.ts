import { type Locale, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { activationMessages } from "./messages";
import type { Blocker } from "./requirements";

/** What keeps a requirement unmet, as a sentence. */
export function blockerText(blocker: Blocker, locale: Locale): string {
  const t: (key: string, params?: Record<string, string | number>) => string = translate<string>(activationMessages, locale);
  return t(`blocker.${blocker.code}`, { ...blocker.params, title: blocker.title ? pick(blocker.title, locale) : "" });
}
