import { localeCookie } from "~/platform/cookies.server";
import { isLocale, type Locale, preferredLocale } from "~/platform/locale";
import { currentActor, type GuardArgs } from "./guard.server";

/** The reader's language: the account's, else this browser's choice, else what the browser prefers. */
export async function requestLocale(args: GuardArgs): Promise<Locale> {
  const actor = await currentActor(args);
  if (actor?.locale) return actor.locale;
  const chosen: unknown = await localeCookie.parse(args.request.headers.get("Cookie"));
  return isLocale(chosen) ? chosen : preferredLocale(args.request.headers.get("Accept-Language"));
}
