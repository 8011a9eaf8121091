import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { readForm } from "~/platform/http.server";
import { answersAction } from "../sitting-forms.server";

/** Takes the answers of an open sitting while the page stays where it is. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  const form = await readForm(args.request);
  const { body, status } = await answersAction(writeContext(args, actor), actor.personId, form);
  return Response.json(body, { status });
}
