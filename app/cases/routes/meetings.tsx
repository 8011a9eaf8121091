import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import CalendarDays from "lucide-react/icons/calendar-days";
import { requireCan, writeContext } from "~/people/guard.server";
import { toast } from "~/platform/cookies.server";
import { db } from "~/platform/database.server";
import { formatDate, formatDateTime } from "~/platform/format";
import { idParam, problem, readForm, textOf } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Form } from "~/ui/Form";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { followAddress, meetingAddress } from "../address";
import { openMeeting, setMeetingTime } from "../meeting-actions.server";
import { meetingList } from "../meeting-list.server";
import { liveMessages } from "../messages.live";
import { meetingMessages } from "../messages.meeting";
import { reachOf } from "../reach";
import { MeetingTimeForm } from "../ui/MeetingTimeForm";

export const meta: MetaFunction = () => [{ title: "复盘会 · Weekly meetings — 上岗 Deskready" }];

/** The meetings of one's teams. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:view");
  return meetingList(db(), reachOf(actor));
}

/** `open` the next meeting of a team; say when it meets (`time`). */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireCan(args, "meetings:lead");
  if (args.request.method !== "POST") throw problem(405, "method");
  const form = await readForm(args.request);
  const ctx = writeContext(args, actor, form);
  const teamId = idParam(textOf(form, "team"));
  const intent = textOf(form, "intent");
  if (intent === "open") {
    const opened = await openMeeting(ctx, reachOf(actor), teamId);
    if (opened.ok) throw redirect(meetingAddress(opened.value.meetingId));
    throw problem(404, "not_found");
  }
  if (intent !== "time") throw problem(400, "bad_request");
  const number = (name: string) => Number(textOf(form, name) || NaN);
  const time = { teamId, weekday: number("weekday"), hour: number("hour"), cases: number("cases") };
  const outcome = await setMeetingTime(ctx, reachOf(actor), time);
  if (!outcome.ok) return data({ teamId, refusals: outcome.refusals }, { status: 422 });
  throw redirect("/meetings", { headers: { "Set-Cookie": await toast("saved") } });
}

export default function Meetings() {
  const { meetings, teams } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useT(meetingMessages);
  const inLive = useT(liveMessages);
  const { locale, zone } = useReader();
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader
        title={t("list.title")}
        detail={<span className="measure block">{t("list.lead")}</span>}
        back={{ to: "/cases", label: t("back.cases") }}
        action={teams.map(({ id, name }) => (
          <Form key={id}>
            <input type="hidden" name="team" value={id} />
            <Button type="submit" name="intent" value="open" variant={teams.length === 1 ? "primary" : "secondary"} block>
              {teams.length === 1 ? t("list.open") : t("list.open_of", { team: name })}
            </Button>
          </Form>
        ))}
      />
      <div className="grid gap-5">
        <Card flush>
          {meetings.length === 0 ? (
            <EmptyState icon={<CalendarDays />} title={t("list.empty")}>
              {t(teams.length > 0 ? "list.empty_detail" : "list.empty_agent")}
            </EmptyState>
          ) : (
            <Table
              caption={t("list.title")}
              rows={meetings}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "week",
                  header: t("col.week"),
                  primary: true,
                  cell: ({ id, week, isHeld, isLead }) => (
                    <Link
                      to={isHeld ? `${meetingAddress(id)}/minutes` : isLead ? meetingAddress(id) : followAddress(id)}
                      prefetch="intent"
                      className="link font-medium"
                    >
                      {formatDate(week, locale)}
                    </Link>
                  ),
                },
                { key: "team", header: t("col.team"), cell: ({ team }) => team },
                { key: "when", header: t("col.when"), cell: ({ plannedAt }) => formatDateTime(plannedAt, locale, zone) },
                { key: "cases", header: t("col.cases"), align: "end", cell: ({ cases }) => cases },
                { key: "actions", header: t("col.actions"), align: "end", cell: ({ openActions }) => openActions },
                {
                  key: "state",
                  header: t("col.state"),
                  cell: ({ id, isHeld, isOn }) =>
                    isOn ? (
                      <Link to={followAddress(id)} prefetch="intent" className="link font-medium">
                        {inLive("list.follow")}
                      </Link>
                    ) : (
                      <Badge tone={isHeld ? "cleared" : "waiting"}>{t(isHeld ? "state.held" : "state.open")}</Badge>
                    ),
                },
              ]}
            />
          )}
        </Card>
        {teams.map((team) => (
          <MeetingTimeForm key={team.id} team={team} refusals={reply?.teamId === team.id ? reply.refusals : null} />
        ))}
      </div>
    </div>
  );
}
