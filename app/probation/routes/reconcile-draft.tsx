import type { ActionFunctionArgs } from "@remix-run/node";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { takeReconciliation } from "../reconcile-form.server";

/** The draft of a reconciliation, between its page and the server: takes changes, answers with how the draft stands. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:grade", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const secondGradingId = idParam(args.params.gradingId);
  const isManager = await canDo(args, actor, "probation:settle", { personId });
  const form = await readForm(args.request);
  const outcome = await takeReconciliation(writeContext(args, actor, form), { personId, secondGradingId, isManager }, form);
  return Response.json(outcome, { status: outcome.ok ? 200 : 409 });
}
