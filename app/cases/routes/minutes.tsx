import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDate, formatDateTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { minutesPage } from "../meeting-page.server";
import { caseMessages } from "../messages";
import { meetingMessages } from "../messages.meeting";
import { reachOf } from "../reach";
import { yuanOf } from "../rules";
import { Actions } from "../ui/Action";
import { CaseTitle, Quotes } from "../ui/AgendaCard";
import { ReasonBadges } from "../ui/Badges";
import { Closing } from "../ui/Closing";
import { PrintButton } from "~/ui/PrintButton";
import { VoteOutcome } from "../ui/VoteOutcome";

export const meta: MetaFunction = () => [{ title: "会议记录 · Minutes — 上岗 Deskready" }];

/** The minutes of a meeting that was held. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "meetings:view");
  const page = await minutesPage(db(), actor, reachOf(actor), idParam(args.params.meetingId), clock.now());
  if (!page) throw problem(404, "not_found");
  return page;
}

export default function Minutes() {
  const page = useLoaderData<typeof loader>();
  const t = useT(meetingMessages);
  const say = useT(caseMessages);
  const { locale, zone } = useReader();
  const names = (present: boolean) =>
    page.there
      .filter((one) => one.present === present)
      .map(({ name }) => name)
      .join(t("minutes.join"));
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={t("minutes.title", { team: page.team })}
        detail={t("page.when", {
          when: page.closedAt ? formatDateTime(page.closedAt, locale, zone) : "",
          week: formatDate(page.week, locale),
        })}
        back={{ to: "/meetings", label: t("back.list") }}
        action={<PrintButton label={t("minutes.print")} />}
      />
      <div className="grid gap-5">
        <Card title={t("attendance.title")}>
          <p>{t("minutes.there", { names: names(true) })}</p>
          {names(false) !== "" && <p className="text-muted">{t("minutes.missing", { names: names(false) })}</p>}
          {page.remark && <p className="mt-2 break-words whitespace-pre-line">{page.remark}</p>}
        </Card>
        {page.lost.map((item) => {
          const all = [item, ...item.together];
          const actions = page.actions.filter(({ caseId }) => all.some((one) => one.caseId === caseId));
          const weight = {
            yuan: yuanOf(all.reduce((sum, { worthFen }) => sum + worthFen, 0)),
            times: say("times", { count: all.reduce((sum, { times }) => sum + times, 0) }),
          };
          return (
            <Card key={item.caseId} title={<CaseTitle one={item} />}>
              <div className="grid gap-3">
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                  <ReasonBadges kind={item.kind} reasons={item.reasons} />
                  <span className="tabular-nums">{t("agenda.weight", weight)}</span>
                  {item.name && <span>{t("agenda.agent", { name: item.name })}</span>}
                </p>
                <Quotes one={item} />
                {item.together.length > 0 && (
                  <ul className="text-sm">
                    {item.together.map((one) => (
                      <li key={one.caseId}>
                        <CaseTitle one={one} />
                      </li>
                    ))}
                  </ul>
                )}
                {item.vote && <VoteOutcome vote={item.vote} />}
                <div>
                  <h3 className="text-sm font-semibold">{t("decision.label")}</h3>
                  <p className="break-words whitespace-pre-line">{item.decision || (actions.length > 0 ? "" : t("decision.none"))}</p>
                </div>
                {actions.length > 0 && <Actions actions={actions} plain />}
              </div>
            </Card>
          );
        })}
        <Closing excellent={page.excellent} news={page.news} />
      </div>
    </div>
  );
}
