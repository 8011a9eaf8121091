import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { decideProposal } from "../levels/change.server";
import { levelMessages } from "../levels/messages";
import { proposalPage, proposedPerson } from "../levels/proposals.server";
import { ProposalView } from "../ui/ProposalView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Whom the proposal is about, for a manager who may decide on them. */
async function mayDecide(args: LoaderFunctionArgs) {
  await requireCan(args, "levels:list");
  const proposalId = idParam(args.params.proposalId);
  const personId = await proposedPerson(db(), proposalId);
  if (!personId) throw problem(404, "not_found");
  return { proposalId, actor: await requireCan(args, "levels:decide", { personId }) };
}

/** A proposal with what it rests on. */
export async function loader(args: LoaderFunctionArgs) {
  const { proposalId } = await mayDecide(args);
  const locale = await requestLocale(args);
  const page = await proposalPage(db(), proposalId, locale);
  if (!page) throw problem(404, "not_found");
  return { title: translate(levelMessages, locale)(`one.title_${page.kind}`, { name: page.name, to: page.to }), page };
}

/** Confirm it, or decline it with a reason. */
export async function action(args: ActionFunctionArgs) {
  const { proposalId, actor } = await mayDecide(args);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const decision = { decision: textOf(form, "decision"), reason: textOf(form, "reason") };
  const outcome = await decideProposal(writeContext(args, actor, form), proposalId, decision);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect("/levels/proposals", { headers: { "Set-Cookie": await toast("done") } });
}

export default function LevelProposal() {
  const { title, page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <ProposalView title={title} page={page} refusals={refused?.refusals} />;
}
