import { localeCookie } from "~/platform/cookies.server";
import { isLocale, type Locale, preferredLocale } from "~/platform/locale";
import { currentActor, type GuardArgs } from "./guard.server";

/** The reader's language: the account's, else this browser's choice, else what the browser prefers. An account that cannot be read has none. */
export async function requestLocale(args: GuardArgs): Promise<Locale> {
  const actor = await currentActor(args).catch(() => null);
  return actor?.locale ?? browserLocale(args.request.headers.get("Cookie"), args.request.headers.get("Accept-Language"));
}

/** The language of a browser: its choice, else what it prefers. */
export async function browserLocale(cookies: string | null, accepted: string | null): Promise<Locale> {
  const chosen: unknown = await localeCookie.parse(cookies);
  return isLocale(chosen) ? chosen : preferredLocale(accepted);
}
