import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { meetingAddress, presentAddress } from "../address";
import { takePresentForm } from "../live-form.server";
import { livePage } from "../live-page.server";
import { liveMessages } from "../messages.live";
import { postedTo } from "../posted.server";
import { reachOf } from "../reach";
import { Presenter } from "../ui/Presenter";
import { WholeScreen } from "../ui/WholeScreen";

export const meta: MetaFunction = () => [{ title: "开会 · Present — 上岗 Deskready" }];

/** A meeting as it is presented: one case a screen. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  const meetingId = idParam(args.params.meetingId);
  const page = await livePage(db(), reachOf(actor), meetingId, { asLead: true, now: clock.now() });
  if (!page) throw problem(404, "not_found");
  if (page.view.phase === "over") throw redirect(`${meetingAddress(meetingId)}/minutes`);
  return page;
}

/** Begin or take over; go on, reveal, vote, set the clock; keep a decision or who is there. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  const posted = await postedTo(args, actor);
  const outcome = await takePresentForm(posted);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(presentAddress(posted.meetingId));
}

export default function Present() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(liveMessages);
  return (
    <WholeScreen title={t("present.title", { team: page.team })} back={{ to: meetingAddress(page.meetingId), label: t("back.meeting") }}>
      <Presenter page={page} refusals={reply?.refusals ?? null} />
    </WholeScreen>
  );
}
