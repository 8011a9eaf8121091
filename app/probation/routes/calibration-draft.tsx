import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { takeCalibration } from "../calibration/draft-form.server";

/** The draft of one's grades in a calibration set, between its page and the server: takes changes, answers with how the draft stands. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "calibration:view");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const outcome = await takeCalibration(writeContext(args, actor, form), idParam(args.params.setId), form);
  return Response.json(outcome, { status: outcome.ok ? 200 : 409 });
}
