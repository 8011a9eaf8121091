import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { canDo, requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { secondMessages } from "../messages.second";
import { takeReconciliation } from "../reconcile-form.server";
import { reconcilePage, submitReconciliation } from "../reconcile.server";
import { ReconcileView } from "../ui/ReconcileView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Where two gradings lie apart: to both graders and to the managers of the team. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:grade", { personId });
  const secondGradingId = idParam(args.params.gradingId);
  const [isManager, locale] = await Promise.all([canDo(args, actor, "probation:settle", { personId }), requestLocale(args)]);
  const page = await reconcilePage(db(), personId, secondGradingId, { id: actor.personId, isManager }, locale);
  if (!page) throw problem(404, "not_found");
  if (page.submitted) throw redirect(`/probation/${personId}/result/${page.firstGradingId}`);
  return { title: translate(secondMessages, locale)("settle.title", { name: page.person.name }), page };
}

/** `submit` what was settled; a page without script saves its items here too. */
export async function action(args: ActionFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "probation:grade", { personId });
  if (args.request.method !== "POST") throw problem(405, "method");
  const secondGradingId = idParam(args.params.gradingId);
  const isManager = await canDo(args, actor, "probation:settle", { personId });
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const at = { personId, secondGradingId, isManager };
  if (textOf(form, "intent") === "submit") {
    const revision = Number(textOf(form, "revision"));
    if (!Number.isSafeInteger(revision)) throw problem(400, "bad_request");
    const outcome = await submitReconciliation(ctx, at, revision);
    if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
    throw redirect(`/probation/${personId}/result/${outcome.value.firstGradingId}`, { headers: { "Set-Cookie": await toast("sent") } });
  }
  const outcome = await takeReconciliation(ctx, at, form);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/probation/${personId}/reconcile/${secondGradingId}#item-${encodeURIComponent(textOf(form, "item"))}`);
}

export default function ReconcileRoute() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <ReconcileView key={page.secondGradingId} page={page} refusals={refused?.refusals} />;
}
