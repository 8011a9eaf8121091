import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { quotaMessages } from "../quota/messages";
import { reviewedPerson, reviewPage } from "../quota/page.server";
import { decideReview } from "../quota/review.server";
import { QuotaReviewView } from "../ui/QuotaReviewView";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Whom the review is about, for a manager who may decide on them. */
async function mayDecide(args: LoaderFunctionArgs) {
  await requireCan(args, "quota:list");
  const reviewId = idParam(args.params.reviewId);
  const personId = await reviewedPerson(db(), reviewId);
  if (!personId) throw problem(404, "not_found");
  return { reviewId, actor: await requireCan(args, "quota:decide", { personId }) };
}

/** A review with what it rests on. */
export async function loader(args: LoaderFunctionArgs) {
  const { reviewId } = await mayDecide(args);
  const [page, locale] = await Promise.all([reviewPage(db(), reviewId), requestLocale(args)]);
  if (!page) throw problem(404, "not_found");
  return { title: translate(quotaMessages, locale)("one.title", { name: page.name }), page };
}

/** Say what comes of it. */
export async function action(args: ActionFunctionArgs) {
  const { reviewId, actor } = await mayDecide(args);
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const said = { outcome: textOf(form, "outcome"), note: textOf(form, "note") };
  const outcome = await decideReview(writeContext(args, actor, form), reviewId, said);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect("/kpi/quota", { headers: { "Set-Cookie": await toast("done") } });
}

export default function QuotaReview() {
  const { page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return <QuotaReviewView page={page} refusals={refused?.refusals} />;
}
