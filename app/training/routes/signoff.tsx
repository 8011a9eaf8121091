import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Navigate, useActionData } from "@remix-run/react";
import { requireActor, requireCan, writeContext } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, safeRedirect, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import type { Refusal } from "~/platform/refusal";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { trainingMessages } from "../messages";
import { decideSignoff, submissionOf } from "../practical.server";

/** Nothing to load; but the page below is for people of the house only. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  return null;
}

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

/** A refusal for who sent the form without script; with script it is shown in the form itself. */
export default function SignoffRefused() {
  const t = useT(trainingMessages);
  const reply = useActionData<{ refusals?: Refusal[] }>();
  // Somebody who comes by the address: there is nothing to read here, and what waits is elsewhere.
  if (!reply?.refusals) return <Navigate to="/inbox" replace />;
  return (
    <EmptyState
      title={reply.refusals.map(({ code, params }) => t(`refusal.${code}` as "refusal.not_waiting", params)).join(" ")}
      action={<LinkButton to="/inbox">{t("decide.back_to_inbox")}</LinkButton>}
    />
  );
}
