import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem, textOf } from "~/platform/http.server";
import { isId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { followAddress } from "../address";
import { castBallot } from "../live-actions.server";
import { livePage } from "../live-page.server";
import { liveMessages } from "../messages.live";
import { postedTo } from "../posted.server";
import { reachOf } from "../reach";
import { Following } from "../ui/Following";
import { WholeScreen } from "../ui/WholeScreen";

export const meta: MetaFunction = () => [{ title: "跟会 · Follow — 上岗 Deskready" }];

/** What whoever presents the meeting shows, as far as it is shown. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:view");
  const meetingId = idParam(args.params.meetingId);
  const page = await livePage(db(), reachOf(actor), meetingId, { asLead: false, now: clock.now() });
  if (!page) throw problem(404, "not_found");
  return page;
}

/** Choose a line. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "meetings:view");
  const { ctx, reach, meetingId, form } = await postedTo(args, actor);
  const [voteId, choice] = [textOf(form, "vote"), textOf(form, "choice")];
  if (!isId(voteId)) throw problem(400, "bad_request");
  const outcome = await castBallot(ctx, reach, { meetingId, voteId, choice });
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  throw redirect(followAddress(meetingId));
}

export default function Live() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(liveMessages);
  return (
    <WholeScreen title={t("live.title", { team: page.team })} back={{ to: "/meetings", label: t("back.list") }}>
      <Following page={page} refusals={reply?.refusals ?? null} />
    </WholeScreen>
  );
}
