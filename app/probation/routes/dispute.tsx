import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { verdictsIn } from "../dispute-form.server";
import { disputePage } from "../dispute-page.server";
import { withdrawDispute } from "../disputes.server";
import { outcomeMessages } from "../messages.outcome";
import { disputedBy, ruleDispute } from "../rulings.server";
import { DisputeView } from "../ui/DisputeView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** A dispute with both sides: to the agent, and to whoever may see their result. */
export async function loader(args: LoaderFunctionArgs) {
  await requireCan(args, "home:view");
  const disputeId = idParam(args.params.disputeId);
  const personId = await disputedBy(db(), disputeId);
  if (!personId) throw problem(404, "not_found");
  const actor = await requireCan(args, "probation:view", { personId });
  const [mayRule, locale] = await Promise.all([canDo(args, actor, "probation:rule", { personId }), requestLocale(args)]);
  const page = await disputePage(db(), disputeId, { id: actor.personId, mayRule, now: clock.now() }, locale);
  if (!page) throw problem(404, "not_found");
  const title = translate(outcomeMessages, locale)(page.self ? "page.title_own" : "page.title", { name: page.person.name });
  return { title, page };
}

/** The agent takes it back (`withdraw`), or somebody who did not grade gives the ruling (`rule`). */
export async function action(args: ActionFunctionArgs) {
  await requireCan(args, "home:view");
  const disputeId = idParam(args.params.disputeId);
  const personId = await disputedBy(db(), disputeId);
  if (!personId) throw problem(404, "not_found");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const intent = textOf(form, "intent");
  if (intent === "withdraw") {
    const actor = await requireCan(args, "probation:request", { personId });
    const outcome = await withdrawDispute(writeContext(args, actor, form), personId, disputeId);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    const to = `/probation/${personId}/result/${outcome.value.gradingId}`;
    throw redirect(to, { headers: { "Set-Cookie": await toast("done") } });
  }
  if (intent !== "rule") throw problem(400, "bad_request");
  const actor = await requireCan(args, "probation:rule", { personId });
  const outcome = await ruleDispute(writeContext(args, actor, form), personId, disputeId, verdictsIn(form));
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/probation/disputes/${disputeId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function DisputeRoute() {
  const { page, title } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <DisputeView page={page} title={title} refusals={refused?.refusals} />;
}
