import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import FileClock from "lucide-react/icons/file-clock";
import { requireCan } from "~/people/guard.server";
import { requestLocale } from "~/people/request-locale.server";
import { db } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";
import { formatDateTime } from "~/platform/format";
import { idParam, problem } from "~/platform/http.server";
import { translate } from "~/platform/messages";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { kpiDisputeMessages } from "../messages.disputes";
import { monthMessages } from "../messages.months";
import { monthTitle, yuan } from "../month-title";
import { statementAddress } from "../address";
import { disputeAddress, monthAddress } from "../months/address";
import { monthIn } from "../months/month-people.server";
import { monthOf, versionsPage } from "../months/versions.server";
import { leadsTeam, reachOf } from "../led-teams";
import { DifferenceTable } from "../ui/DifferenceTable";
import { disputedText } from "../ui/disputed-text";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${data.title} · Deskready` : "Deskready" }];

/** Every version of a statement with what it changed: to the agent, and to those who lead the team of that month. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "home:view");
  const personId = idParam(args.params.personId);
  const month = monthIn(args.params.month);
  const self = personId === actor.personId;
  const of = month === null ? null : await monthOf(db(), personId, month);
  const leads = of !== null && leadsTeam(reachOf(actor), of.teamId);
  if (!month || !of || (!self && !leads)) throw problem(404, "not_found");
  const locale = await requestLocale(args);
  const page = await versionsPage(db(), { personId, month }, locale);
  if (!page) throw problem(404, "not_found");
  const title = translate(monthMessages, locale)("title.versions", { month: monthTitle(month, locale) });
  return { title, self, leads, page };
}

export default function Versions() {
  const { title, self, leads, page } = useLoaderData<typeof loader>();
  const t = useT(monthMessages);
  const say = useT(kpiDisputeMessages);
  const { locale, zone } = useReader();
  const tone = { kept: "neutral", corrected: "accent", withdrawn: "neutral", open: "waiting" } as const;
  return (
    <div className="mx-auto grid max-w-4xl gap-5">
      <PageHeader
        title={title}
        detail={self ? t("versions.lead") : page.name}
        back={
          leads
            ? { to: monthAddress(page.month, page.teamId), label: say("back.month") }
            : { to: statementAddress(page.personId, page.month), label: t("versions.statement") }
        }
        action={
          <>
            {leads && <LinkButton to={statementAddress(page.personId, page.month)}>{t("versions.statement")}</LinkButton>}
            {self && page.mayDispute && <LinkButton to={disputeAddress(page.month)}>{t("versions.dispute")}</LinkButton>}
          </>
        }
      />
      {page.disputes.length > 0 && (
        <Card title={t("versions.disputes")} flush>
          <ul className="divide-y divide-line border-t border-line">
            {page.disputes.map((d) => (
              <li key={d.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5 sm:px-5">
                <Link to={`/kpi/disputes/${d.id}`} prefetch="intent" className="link">
                  {disputedText(d, page.names, say)}
                </Link>
                <Badge tone={tone[d.outcome ?? "open"]}>{say(`state.${d.outcome ?? "open"}`)}</Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {page.versions.length === 0 && (
        <Card>
          <EmptyState icon={<FileClock />} title={t("versions.empty")}>
            {t("versions.empty_detail")}
          </EmptyState>
        </Card>
      )}
      {page.versions.map((version) => (
        <Card
          key={version.id}
          title={
            <span className="inline-flex flex-wrap items-center gap-2">
              {t("versions.of", { version: version.version })} <Badge>{t(`versions.kind.${version.kind}`)}</Badge>
            </span>
          }
          flush
        >
          <div className="grid gap-1 px-4 pb-3 text-sm sm:px-5">
            <p className="font-medium tabular-nums">
              {version.score === null
                ? t("versions.sum_none")
                : t("versions.sum", { score: showScore(version.score), bonus: yuan(version.bonusFen ?? 0) })}
            </p>
            {version.reason !== "" && <p className="whitespace-pre-line">{version.reason}</p>}
            <p className="text-muted">
              {t("versions.by", { name: version.by ?? "", when: formatDateTime(new Date(version.madeAt), locale, zone) })}
            </p>
            {version.changes === null && <p className="text-muted">{t("versions.first")}</p>}
            {version.changes?.length === 0 && <p className="text-muted">{t("versions.same")}</p>}
          </div>
          {version.changes && version.changes.length > 0 && (
            <DifferenceTable caption={t("versions.caption", { version: version.version })} changes={version.changes} names={page.names} />
          )}
        </Card>
      ))}
    </div>
  );
}
