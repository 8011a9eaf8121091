import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import type { Refusal } from "~/platform/refusal";
import { askedIn } from "../address";
import { handIn, moveDraft, saveDraft } from "../draft-actions.server";
import { bodyOfForm } from "../draft-form";
import { draftPage } from "../draft-page.server";
import { stateAfter } from "../draft-rules";
import { draftById } from "../drafts.server";
import { homeTeamOf } from "../home-team";
import { DraftEditor } from "../ui/editor/DraftEditor";
import { DraftStands } from "../ui/DraftStands";

export const meta: MetaFunction = () => [{ title: "写话术 · Write a script — 上岗 Deskready" }];

/** One's own draft: the editor while it may be changed, and afterwards what has become of it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "scripts:write");
  const draft = await draftById(db(), idParam(args.params.draftId));
  if (draft?.authorId !== actor.personId) throw problem(404, "not_found");
  const asked = askedIn(new URL(args.request.url).searchParams);
  const page = await draftPage(db(), draft, asked, { personId: actor.personId, locale: await requestLocale(args) });
  return { ...page, asked, isOpen: stateAfter(draft.state, "save") !== null };
}

const moves = ["take_back", "withdraw", "restore"] as const;

export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "scripts:write");
  const draftId = idParam(args.params.draftId);
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const own = { draftId, authorId: actor.personId };
  const asked = textOf(form, "do");
  const move = moves.find((one) => one === asked);
  const answer = (refusals: readonly Refusal[], body: ReturnType<typeof bodyOfForm> | null) => {
    if (refusals.some(({ code }) => code === "not_found")) throw problem(404, "not_found");
    return data({ refusals, body }, { status: 409 });
  };
  if (move) {
    const outcome = await moveDraft(ctx, { ...own, move });
    if (!outcome.ok) return answer(outcome.refusals, null);
    throw redirect(move === "withdraw" ? "/scripts/mine?state=withdrawn" : `/scripts/drafts/${draftId}`);
  }
  const revision = Number(textOf(form, "revision"));
  if (!Number.isSafeInteger(revision) || revision < 0) throw problem(400, "bad_request");
  const body = bodyOfForm(form);
  const typed = { ...own, revision, body };
  const outcome =
    asked === "hand_in"
      ? await handIn(ctx, typed, { note: textOf(form, "note"), teamId: homeTeamOf(actor), locale: await requestLocale(args) })
      : await saveDraft(ctx, typed);
  if (!outcome.ok) return answer(outcome.refusals, body);
  throw redirect(`/scripts/drafts/${draftId}`, { headers: { "Set-Cookie": await toast(asked === "hand_in" ? "sent" : "saved") } });
}

export default function DraftPage() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  if (!page.isOpen) return <DraftStands page={page} refusals={reply?.refusals ?? null} />;
  return (
    <DraftEditor key={`${page.draft.id} ${page.draft.state}`} page={page} refusals={reply?.refusals ?? null} typed={reply?.body ?? null} />
  );
}
