import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { problem, readForm, safeRedirect, slugParam, textOf } from "~/platform/http.server";
import { setFavourite } from "../actions.server";

/** The star beside a script, pressed; back to where it was. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:use");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const slug = slugParam(args.params.slug);
  const outcome = await setFavourite(writeContext(args, actor, form), actor.personId, slug, textOf(form, "on") === "1");
  if (!outcome.ok) throw outcome.refusals[0]?.code === "not_found" ? problem(404, "not_found") : problem(400, "bad_request");
  return redirect(safeRedirect(textOf(form, "returnTo"), `/scripts/${slug}`));
}
