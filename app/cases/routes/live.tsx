import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { idParam, problem, textOf } from "~/platform/http.server";
import { useT } from "~/platform/use-locale";
import { followAddress } from "../address";
import { checkBetter } from "../better.server";
import { takeFollowForm } from "../live-form.server";
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
  const own = page.view.vote?.own;
  return {
    ...page,
    findings: own ? await checkBetter(db(), { better: own.text, platform: page.platform }, await requestLocale(args)) : null,
  };
}

/** Choose a line, or type a better one. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "meetings:view");
  const posted = await postedTo(args, actor);
  const outcome = await takeFollowForm(posted);
  if (!outcome.ok) return data({ refusals: outcome.refusals, typed: textOf(posted.form, "line") }, { status: 422 });
  throw redirect(followAddress(posted.meetingId));
}

export default function Live() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(liveMessages);
  return (
    <WholeScreen title={t("live.title", { team: page.team })} back={{ to: "/meetings", label: t("back.list") }}>
      <Following page={page} refusals={reply?.refusals ?? null} typed={reply?.typed ?? null} />
    </WholeScreen>
  );
}
