import { isId } from "~/platform/ids";
import { isLocale, type Locale } from "~/platform/locale";

/** Who is at this browser, as its pages tell the worker. `keeps`: the page that opens without a connection; null: none for this person. */
export type Here = { person: string; locale: Locale; theme: "light" | "dark" | null; keeps: string | null };
/** What a page tells the worker. */
export type ToWorker = { type: "here"; here: Here } | { type: "pictures"; person: string; addresses: readonly string[] };

const CACHE = "deskready here";
const KEY = "/here";

/** Whoever was last known to be here; null: nobody, or they signed out. */
export async function whoIsHere(): Promise<Here | null> {
  const found = await (await caches.open(CACHE)).match(KEY);
  const here = (await found?.json()) as Here | undefined;
  return here && isId(here.person) && isLocale(here.locale) ? here : null;
}

/** Note who is here; null: nobody any more. */
export async function noteHere(here: Here | null): Promise<void> {
  const cache = await caches.open(CACHE);
  await (here ? cache.put(KEY, Response.json(here)) : cache.delete(KEY));
}
