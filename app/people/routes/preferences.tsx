import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { localeCookie, themeCookie } from "~/platform/cookies.server";
import { problem, readForm, safeRedirect } from "~/platform/http.server";
import { isLocale } from "~/platform/locale";
import { currentActor, writeContext } from "../guard.server";
import { savePreferences } from "../profile.server";

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request);
  const locale = form.get("locale");
  const theme = form.get("theme");
  if (locale !== null && !isLocale(locale)) throw problem(400, "bad_request");
  if (theme !== null && theme !== "light" && theme !== "dark" && theme !== "system") throw problem(400, "bad_request");
  const headers = new Headers();
  if (locale) headers.append("Set-Cookie", await localeCookie.serialize(locale));
  if (theme) headers.append("Set-Cookie", await themeCookie.serialize(theme, theme === "system" ? { maxAge: 0 } : undefined));
  const actor = await currentActor(args);
  if (actor) await savePreferences(writeContext(args, actor), actor.personId, { locale: locale ?? undefined, theme: theme ?? undefined });
  // The page's own script stays where it is and only reloads its data; a plain form post is sent back.
  const returnTo = form.get("returnTo");
  return returnTo === null ? data(null, { headers }) : redirect(safeRedirect(returnTo), { headers });
}
