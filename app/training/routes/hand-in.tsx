import type { ActionFunctionArgs } from "@remix-run/node";
import { isOfAnother, requireCan, writeContext } from "~/people/guard.server";
import { problem, readForm, slugParam, textOf } from "~/platform/http.server";
import { PRACTICAL_BYTES, photosOf } from "../practical-form.server";
import { submitPractical } from "../practical.server";

/** Takes a practical from a browser that may have kept it for a while without a connection: photos and a note, once by its submission id. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "training:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, PRACTICAL_BYTES);
  if (isOfAnother(form, actor)) return Response.json({ refused: "another_person" }, { status: 409 });
  const values = { photos: photosOf(form), note: textOf(form, "note") };
  const outcome = await submitPractical(writeContext(args, actor, form), actor.personId, slugParam(args.params.slug), values);
  return Response.json(outcome.ok ? { refusals: [] } : { refusals: outcome.refusals });
}
