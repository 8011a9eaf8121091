import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { askedIn } from "../address";
import { draftById } from "../drafts.server";
import { decideDraft } from "../review.server";
import { neighbours, reviewPage, waitingScripts } from "../review-page.server";
import { Review } from "../ui/review/Review";

export const meta: MetaFunction = () => [{ title: "审核话术 · Review a script — 上岗 Deskready" }];

/** A script that somebody else handed in, to be read, commented on and decided. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "scripts:publish");
  const draft = await draftById(db(), idParam(args.params.draftId));
  if (!draft) throw problem(404, "not_found");
  await requireCan(args, "scripts:review", { personId: draft.authorId });
  const asked = askedIn(new URL(args.request.url).searchParams);
  const page = await reviewPage(db(), draft, asked, { ...actor, locale: await requestLocale(args) });
  if (!page) throw problem(404, "not_found");
  return { ...page, asked };
}

/** The decision; then the next one that waits. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:publish");
  const draftId = idParam(args.params.draftId);
  const form = await readForm(args.request);
  const draft = await draftById(db(), draftId);
  if (!draft) throw problem(404, "not_found");
  await requireCan(args, "scripts:review", { personId: draft.authorId });
  const asked = textOf(form, "decision");
  const decision = asked === "approved" || asked === "returned" ? asked : null;
  if (!decision) throw problem(400, "bad_request");
  const { next } = neighbours(await waitingScripts(db(), actor), draftId);
  const outcome = await decideDraft(writeContext(args, actor, form), {
    ...{ draftId, decision, remark: textOf(form, "remark") },
    versionId: idParam(textOf(form, "versionId")),
  });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 409 });
  throw redirect(next ? `/scripts/review/${next}` : "/scripts/review", { headers: { "Set-Cookie": await toast("done") } });
}

export default function ReviewOne() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  return <Review key={page.draft.id} page={page} refusals={reply?.refusals ?? null} />;
}
