import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { answerDispute, withdrawDispute } from "../disputes/actions.server";
import { disputePage } from "../disputes/page.server";
import { kpiDisputeMessages } from "../messages.disputes";
import { reachOf } from "../led-teams";
import { DisputeView } from "../ui/DisputeView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** A dispute with both sides: to the agent, and to those who lead the team of that month. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const locale = await requestLocale(args);
  const page = await disputePage(db(), idParam(args.params.disputeId), reachOf(actor), clock.now(), locale);
  if (!page) throw problem(404, "not_found");
  const title = translate(kpiDisputeMessages, locale)(page.self ? "title.own" : "title.of", { name: page.person.name });
  return { title, page };
}

/** The agent takes it back (`withdraw`), or somebody who leads the team answers (`answer`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const disputeId = idParam(args.params.disputeId);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const intent = textOf(form, "intent");
  if (intent !== "withdraw" && intent !== "answer") throw problem(400, "bad_request");
  const answer = { outcome: textOf(form, "outcome"), reason: textOf(form, "answer") };
  const outcome = await (intent === "withdraw" ? withdrawDispute(ctx, disputeId) : answerDispute(ctx, reachOf(actor), disputeId, answer));
  if (!outcome.ok && outcome.refusals[0]?.code === "not_found") throw problem(404, "not_found");
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(`/kpi/disputes/${disputeId}`, { headers: { "Set-Cookie": await toast("done") } });
}

export default function DisputeRoute() {
  const { page, title } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <DisputeView page={page} title={title} refusals={refused?.refusals} />;
}
