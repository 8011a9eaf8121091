import type { ActionFunctionArgs } from "@remix-run/node";
import { isOfAnother, requireCan, writeContext } from "~/people/guard.server";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { noteUse } from "../actions.server";

/** A variant was copied: sent in the background, while whoever copied it is at the customer's window already, or later when there was no connection. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:use");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  if (isOfAnother(form, actor)) return new Response(null, { status: 409 });
  const copied = {
    id: textOf(form, "id"),
    slug: slugParam(args.params.slug),
    versionId: textOf(form, "version"),
    variant: textOf(form, "variant"),
  };
  if (!isId(copied.id) || !isId(copied.versionId)) throw problem(400, "bad_request");
  if (!(await noteUse(writeContext(args, actor), actor.personId, copied))) throw problem(404, "not_found");
  return new Response(null, { status: 204 });
}
