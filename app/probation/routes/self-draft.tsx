import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { takeSelfForm } from "../self-form.server";

/** The draft of one's own assessment, between its page and the server: takes changes, answers with how the draft stands. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:assess_self", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const outcome = await takeSelfForm(writeContext(args, actor, form), personId, form);
  return Response.json(outcome, { status: outcome.ok ? 200 : 409 });
}
