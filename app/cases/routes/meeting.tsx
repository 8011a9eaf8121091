import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import Presentation from "lucide-react/icons/presentation";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDate, formatDateTime } from "~/platform/format";
import { idParam, problem, textOf } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { meetingAddress, presentAddress } from "../address";
import { takeMeetingForm } from "../meeting-form.server";
import { meetingPage } from "../meeting-page.server";
import { liveMessages } from "../messages.live";
import { meetingMessages } from "../messages.meeting";
import { postedTo } from "../posted.server";
import { reachOf } from "../reach";
import { yuanOf } from "../rules";
import { MeetingView } from "../ui/MeetingView";

export const meta: MetaFunction = () => [{ title: "复盘会 · Weekly meeting — 上岗 Deskready" }];

/** A meeting that is prepared or held; one that is over is read in its minutes. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  const meetingId = idParam(args.params.meetingId);
  const page = await meetingPage(db(), actor, reachOf(actor), meetingId, clock.now());
  if (!page) throw problem(404, "not_found");
  if (page.closedAt) throw redirect(`${meetingAddress(meetingId)}/minutes`);
  return page;
}

/** Change the agenda, keep a decision or who is there, settle an action, end the meeting. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  const posted = await postedTo(args, actor);
  const outcome = await takeMeetingForm(posted);
  if (!outcome.ok) return data({ refusals: outcome.refusals }, { status: 422 });
  const intent = textOf(posted.form, "intent");
  const kept = { headers: { "Set-Cookie": await toast(intent === "close" ? "done" : "saved") } };
  if (intent === "close") throw redirect(`${meetingAddress(posted.meetingId)}/minutes`, kept);
  throw redirect(meetingAddress(posted.meetingId), intent === "decide" || intent === "attendance" ? kept : {});
}

export default function MeetingRoute() {
  const page = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(meetingMessages);
  const inLive = useT(liveMessages);
  const { locale, zone } = useReader();
  const all = page.lost.flatMap((item) => [item, ...item.together]);
  const sum = { count: all.length, yuan: yuanOf(all.reduce((total, { worthFen }) => total + worthFen, 0)) };
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("page.title", { team: page.team })}
        detail={
          <>
            {t("page.when", { when: formatDateTime(page.plannedAt, locale, zone), week: formatDate(page.week, locale) })}
            <span className="block">{t("page.sum", sum)}</span>
          </>
        }
        back={{ to: "/meetings", label: t("back.list") }}
        action={
          <LinkButton to={presentAddress(page.id)} variant="primary" icon={<Presentation aria-hidden className="size-4" />}>
            {inLive("page.present")}
          </LinkButton>
        }
      />
      <MeetingView page={page} refusals={reply?.refusals ?? null} />
    </div>
  );
}
