import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { requireActor, requireCan, writeContext } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, safeRedirect, textOf } from "~/platform/http.server";
import { decideSignoff, submissionOf } from "../practical.server";

/** A supervisor accepts or returns a practical. Then the address in `next` opens; what was refused comes back to the form. */
export async function action(args: ActionFunctionArgs) {
  await requireActor(args);
  const submissionId = idParam(args.params.submissionId);
  const about = await submissionOf({ db: db() }, submissionId);
  if (!about) throw problem(404, "not_found");
  const actor = await requireCan(args, "signoff:decide", { personId: about.personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const decision = textOf(form, "decision");
  if (decision !== "accepted" && decision !== "returned") return data({ refusals: [{ code: "decision_missing" }] }, { status: 422 });
  const outcome = await decideSignoff(writeContext(args, actor, form), submissionId, { decision, remark: textOf(form, "remark") });
  // Somebody was faster, or the form lacks something: the page that sent it says which.
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(safeRedirect(form.get("next"), "/inbox"));
}
