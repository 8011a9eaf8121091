import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import ChartSpline from "lucide-react/icons/chart-spline";
import { requireCan } from "~/people/guard.server";
import { db } from "~/platform/database.server";
import { idParam, problem } from "~/platform/http.server";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { LinkButton } from "~/ui/LinkButton";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { statementAddress } from "../address";
import { FEW } from "../boards/board-rules";
import { type OwnMonth, type OwnTrend, ownTrend } from "../boards/own-trend.server";
import { boardMessages } from "../messages.boards";
import { monthTitle } from "../month-title";
import { shownIn, useTrendName } from "../ui/board-words";
import { TrendChart } from "../ui/TrendChart";

export const meta: MetaFunction = () => [{ title: "走势 · Trend — 上岗 Deskready" }];

/** Somebody's months beside the middle of their team. */
export async function loader(args: LoaderFunctionArgs) {
  const personId = idParam(args.params.personId);
  const actor = await requireCan(args, "kpi:statement", { personId });
  const trend = await ownTrend(db(), personId);
  if (!trend) throw problem(404, "not_found");
  return { ...trend, personId, isOwn: actor.personId === personId };
}

export default function TrendPage() {
  const { name, months, trends, personId, isOwn } = useLoaderData<typeof loader>();
  const t = useT(boardMessages);
  const isBandMissing = trends.some(({ points, bands }) => points.some((own, i) => own !== null && !bands[i]));
  const newest = months.at(-1)?.month;
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={isOwn ? t("own.title") : t("own.title_of", { name })}
        detail={<span className="measure block">{isOwn ? t("own.lead") : t("own.lead_of", { name })}</span>}
        back={{ to: "/kpi", label: t("own.back") }}
        action={newest && <LinkButton to={statementAddress(personId, newest)}>{t("own.statement")}</LinkButton>}
      />
      {trends.length === 0 ? (
        <Card>
          <EmptyState icon={<ChartSpline />} title={t("own.empty")}>
            {t("own.empty_body")}
          </EmptyState>
        </Card>
      ) : (
        <div className="grid gap-4">
          <Legend hasOpen={months.some(({ state }) => state === "provisional")} />
          {isBandMissing && <p className="measure text-sm text-muted">{t("own.hidden", { few: FEW })}</p>}
          <div className="grid gap-4 md:grid-cols-2">
            {trends.map((trend) => (
              <OwnChart key={trend.slug} trend={trend} months={months} personId={personId} />
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

function Legend({ hasOpen }: { hasOpen: boolean }) {
  const t = useT(boardMessages);
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
      <span className="inline-flex items-center gap-2">
        <span aria-hidden className="size-2.5 rounded-full bg-accent" />
        {t("own.legend")}
      </span>
      {hasOpen && (
        <span className="inline-flex items-center gap-2">
          <span aria-hidden className="size-2.5 rounded-full border-2 border-accent bg-surface" />
          {t("own.legend_open")}
        </span>
      )}
      <span className="inline-flex items-center gap-2">
        <span aria-hidden className="h-3.5 w-2.5 rounded-sm border border-line-strong bg-hover" />
        {t("own.legend_band")}
      </span>
    </p>
  );
}

function OwnChart({ trend, months, personId }: { trend: OwnTrend; months: readonly OwnMonth[]; personId: string }) {
  const t = useT(boardMessages);
  const { locale } = useReader();
  const name = useTrendName()(trend.slug);
  const say = (value: number) => shownIn(trend.unit, value);
  const rows = months.map((one, i) => ({ ...one, own: trend.points[i] ?? null, band: trend.bands[i] ?? null }));
  const said = rows.flatMap(({ month, own, band }) => {
    if (own === null) return [];
    const at = { month: monthTitle(month, locale), own: say(own) };
    return [band ? t("trend.said_own", { ...at, low: say(band.low), high: say(band.high) }) : t("trend.said_alone", at)];
  });
  return (
    <Card title={name}>
      <TrendChart
        unit={trend.unit}
        label={t("trend.label", { metric: name, months: said.join(t("sentence_join")) })}
        stands={rows.map(({ month, state, own, band }) => ({
          month,
          provisional: state === "provisional",
          middle: band,
          single: [],
          own,
          note: null,
        }))}
      />
      <Fold summary={<span className="text-sm text-muted">{t("trend.table")}</span>}>
        <Table
          caption={name}
          dense
          rows={rows.toReversed()}
          rowKey={({ month }) => month}
          columns={[
            {
              key: "month",
              header: t("col.month"),
              primary: true,
              cell: ({ month }) => (
                <Link to={statementAddress(personId, month)} className="link">
                  {monthTitle(month, locale)}
                </Link>
              ),
            },
            { key: "own", header: t("col.own"), align: "end", cell: ({ own }) => (own === null ? "–" : say(own)) },
            { key: "half", header: t("col.half"), align: "end", cell: ({ band }) => (band ? `${say(band.low)} – ${say(band.high)}` : "–") },
            { key: "state", header: t("col.state"), cell: ({ state }) => t(`state.word.${state}`) },
          ]}
        />
      </Fold>
    </Card>
  );
}
