import type { ActionFunctionArgs } from "@remix-run/node";
import { isOfAnother, requireCan, writeContext } from "~/people/guard.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { runNow } from "../play.server";
import { saidIn } from "../said-form.server";
import { say } from "../say.server";

/** Takes a message, once under its id, and answers with how the run stands then. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "simulator:do");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  // Another signed in meanwhile: what waited of the first one stays theirs.
  if (isOfAnother(form, actor)) return Response.json({ refused: "another_person" }, { status: 409 });
  const runId = idParam(args.params.runId);
  const said = saidIn(form);
  if (!said) throw problem(400, "bad_request");
  const outcome = await say(writeContext(args, actor), actor.personId, runId, said);
  const [refusal] = outcome.ok ? [] : outcome.refusals;
  if (refusal?.code === "not_found") throw problem(404, "not_found");
  const now = await runNow(writeContext(args, actor), actor.personId, runId);
  const body = { view: now?.view ?? null, refusal: refusal ?? null };
  return Response.json(body, { status: refusal ? 422 : 200, headers: { "Cache-Control": "private, no-store" } });
}
