import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import CalendarRange from "lucide-react/icons/calendar-range";
import ChartColumn from "lucide-react/icons/chart-column";
import ClipboardCheck from "lucide-react/icons/clipboard-check";
import Gauge from "lucide-react/icons/gauge";
import ChartScatter from "lucide-react/icons/chart-scatter";
import ChartSpline from "lucide-react/icons/chart-spline";
import ListOrdered from "lucide-react/icons/list-ordered";
import Scale from "lucide-react/icons/scale";
import Target from "lucide-react/icons/target";
import { requireCan } from "~/people/guard.server";
import { may } from "~/people/permissions";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { PageHeader } from "~/ui/PageHeader";
import { RowLink } from "~/ui/RowLink";
import { seesRanking } from "../boards/ranking.server";
import { reachOf } from "../led-teams";
import { kpiMessages } from "../messages";
import { boardMessages } from "../messages.boards";
import { statementMessages } from "../messages.statement";
import { quotaMessages } from "../quota/messages";
import { supervisorMessages } from "../supervisor/messages";

export const meta: MetaFunction = () => [{ title: "绩效 · KPI — 上岗 Deskready" }];

/** Where the pages of the KPI are found: each with the permission that opens it. */
const places = [
  { key: "months", to: "/kpi/months", permission: "kpi:months", icon: CalendarRange },
  { key: "workload", to: "/kpi/workload", permission: "kpi:months", icon: ChartColumn },
  { key: "quota", to: "/kpi/quota", permission: "quota:list", icon: Gauge },
  { key: "board", to: "/kpi/board", permission: "kpi:board", icon: ChartColumn },
  { key: "training", to: "/kpi/training", permission: "kpi:training", icon: ChartScatter },
  { key: "rules", to: "/kpi/rules", permission: "kpi:view", icon: Scale },
  { key: "targets", to: "/kpi/targets", permission: "kpi:view", icon: Target },
] as const;

/** The places of the KPI that the reader may open. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:view");
  const isAgent = actor.roles.some(({ role }) => role === "agent");
  return {
    supervised: actor.roles.some(({ role }) => role === "supervisor") ? `/kpi/supervisors/${actor.personId}` : null,
    ranking: await seesRanking(db(), reachOf(actor), clock.now()),
    own: isAgent
      ? { statement: `/kpi/statements/${actor.personId}`, trend: `/kpi/trend/${actor.personId}`, quota: `/kpi/quota/${actor.personId}` }
      : null,
    open: places.filter(({ permission }) => may(permission, actor, null)).map(({ key }) => key),
  };
}

export default function KpiHub() {
  const { open, own, supervised, ranking } = useLoaderData<typeof loader>();
  const t = useT(kpiMessages);
  const say = useT(statementMessages);
  const tell = useT(quotaMessages);
  const lead = useT(supervisorMessages);
  const board = useT(boardMessages);
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader title={t("title")} detail={t("lead")} />
      <Card flush>
        <ul className="divide-y divide-line">
          {own && (
            <li>
              <RowLink to={own.statement} icon={<Scale aria-hidden className="size-5 text-muted" />} title={say("hub")}>
                <span className="mt-0.5 block text-sm text-muted">{say("hub_body")}</span>
              </RowLink>
            </li>
          )}
          {supervised && (
            <li>
              <RowLink to={supervised} icon={<ClipboardCheck aria-hidden className="size-5 text-muted" />} title={lead("hub")}>
                <span className="mt-0.5 block text-sm text-muted">{lead("hub_body")}</span>
              </RowLink>
            </li>
          )}
          {own && (
            <li>
              <RowLink to={own.quota} icon={<Gauge aria-hidden className="size-5 text-muted" />} title={tell("hub")}>
                <span className="mt-0.5 block text-sm text-muted">{tell("hub_body")}</span>
              </RowLink>
            </li>
          )}
          {own && (
            <li>
              <RowLink to={own.trend} icon={<ChartSpline aria-hidden className="size-5 text-muted" />} title={board("own.hub")}>
                <span className="mt-0.5 block text-sm text-muted">{board("own.hub_body")}</span>
              </RowLink>
            </li>
          )}
          {ranking && (
            <li>
              <RowLink to="/kpi/ranking" icon={<ListOrdered aria-hidden className="size-5 text-muted" />} title={board("rank.hub")}>
                <span className="mt-0.5 block text-sm text-muted">{board("rank.hub_body")}</span>
              </RowLink>
            </li>
          )}
          {places
            .filter(({ key }) => open.includes(key))
            .map(({ key, to, icon: Icon }) => (
              <li key={key}>
                <RowLink to={to} icon={<Icon aria-hidden className="size-5 text-muted" />} title={t(`hub.${key}`)}>
                  <span className="mt-0.5 block text-sm text-muted">{t(`hub.${key}_body`)}</span>
                </RowLink>
              </li>
            ))}
        </ul>
      </Card>
    </div>
  );
}
