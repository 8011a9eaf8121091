import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan, writeContext } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { idParam, problem, readForm } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { PageHeader } from "~/ui/PageHeader";
import { actionForm } from "../action-form.server";
import { actionPage } from "../action-page.server";
import { actionKinds } from "../action-rules";
import { meetingAddress, presentAddress } from "../address";
import { addAction } from "../case-actions.server";
import { numberIn } from "../edit-page.server";
import { meetingMessages } from "../messages.meeting";
import { reachOf } from "../reach";
import { ActionForm } from "../ui/ActionForm";

export const meta: MetaFunction = () => [{ title: "改进事项 · Action — 上岗 Deskready" }];

/** An action about a case of an open agenda. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  const number = numberIn(args.params.number);
  const meetingId = idParam(args.params.meetingId);
  const locale = await requestLocale(args);
  const page = number === null ? null : await actionPage(db(), reachOf(actor), meetingId, number, locale, clock.now());
  if (!page) throw problem(404, "not_found");
  const query = new URL(args.request.url).searchParams;
  return { ...page, kind: actionKinds.find((kind) => kind === query.get("kind")) ?? "question", back: backOf(args.request, page) };
}

/** Where one came from: the screen of the meeting, which stands at the case still, or its page. */
function backOf(request: Request, { meetingId, number }: { meetingId: string; number: number }): string {
  return new URL(request.url).searchParams.get("from") === "present"
    ? presentAddress(meetingId)
    : `${meetingAddress(meetingId)}#case-${number}`;
}

/** Decide on it; then the meeting goes on where it was. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  if (args.request.method !== "POST") throw problem(405, "method");
  const number = numberIn(args.params.number);
  const meetingId = idParam(args.params.meetingId);
  const reach = reachOf(actor);
  const page = number === null ? null : await actionPage(db(), reach, meetingId, number, "zh-CN", clock.now());
  if (!page) throw problem(404, "not_found");
  const form = await readForm(args.request);
  const values = actionForm(form);
  if (!values) throw problem(400, "bad_request");
  const outcome = await addAction(writeContext(args, actor, form), reach, { meetingId, caseId: page.caseId, values });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(backOf(args.request, page), { headers: { "Set-Cookie": await toast("saved") } });
}

export default function ActionNew() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(meetingMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title={t("act.title", { number: page.number })}
        detail={
          <>
            {page.title}
            <span className="block">{t("act.lead")}</span>
          </>
        }
        back={{ to: page.back, label: t("back.meeting") }}
      />
      <ActionForm page={page} kind={page.kind} refusals={reply?.refusals ?? null} />
    </div>
  );
}
