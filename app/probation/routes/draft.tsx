import type { ActionFunctionArgs } from "@remix-run/node";
import { requireCan, writeContext } from "~/people/guard.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { DRAFT_FORM_BYTES, takeDraftForm } from "../draft-form.server";

/** The draft of an open grading, between its page and the server: takes changes and pictures, answers with how the draft stands. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const gradingId = idParam(args.params.gradingId);
  const actor = await requireCan(args, "probation:grade", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request, DRAFT_FORM_BYTES);
  const outcome = await takeDraftForm(writeContext(args, actor, form), personId, gradingId, form);
  return Response.json(outcome, { status: outcome.ok ? 200 : 409 });
}
