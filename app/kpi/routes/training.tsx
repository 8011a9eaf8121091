import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import ChartScatter from "lucide-react/icons/chart-scatter";
import { requireCan } from "~/people/guard.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { formatDate } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { EmptyState } from "~/ui/EmptyState";
import { Fold } from "~/ui/Fold";
import { PageHeader } from "~/ui/PageHeader";
import { Table } from "~/ui/Table";
import { ENOUGH, type Foretold, NAMED, NEWEST } from "../boards/training-rules";
import { type NamedRow, trainingAndResults } from "../boards/training.server";
import { reachOf } from "../led-teams";
import { trainingMessages } from "../messages.training";
import { Scatter } from "../ui/Scatter";

export const meta: MetaFunction = () => [{ title: "培训能预示业绩吗 · Does training predict results — 上岗 Deskready" }];

/** What was known before the activation beside what was reached after it. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireCan(args, "kpi:training");
  return trainingAndResults(db(), reachOf(actor), clock.now());
}

export default function TrainingPage() {
  const { counts, foretold, named } = useLoaderData<typeof loader>();
  const t = useT(trainingMessages);
  return (
    <div className="mx-auto max-w-5xl">
      <PageHeader title={t("title")} detail={<span className="measure block">{t("lead")}</span>} back={{ to: "/kpi", label: t("back") }} />
      <div className="grid gap-5">
        {counts.activated > 0 && (
          <p role="status" className="flex flex-wrap gap-x-5 gap-y-1 text-sm tabular-nums">
            <span className="font-medium">{t("counted", { count: counts.counted })}</span>
            {counts.left > 0 && <span>{t("left", { count: counts.left })}</span>}
            {counts.running > 0 && <span>{t("running", { count: counts.running })}</span>}
            {counts.silent > 0 && <span>{t("silent", { count: counts.silent })}</span>}
          </p>
        )}
        {counts.counted === 0 ? (
          <Card>
            <EmptyState icon={<ChartScatter />} title={t("empty")}>
              {t("empty_body")}
            </EmptyState>
          </Card>
        ) : (
          <div className="grid gap-5 md:grid-cols-2">
            {foretold
              .filter(({ points }) => points.length > 0)
              .map((one) => (
                <Foreseen key={one.of} one={one} />
              ))}
          </div>
        )}
        {counts.counted > 0 && <People rows={named} unnamed={counts.unnamed} />}
        <Card title={t("rules_title")}>
          <ul className="measure list-disc space-y-1 ps-5 text-sm text-muted">
            {(["rules_months", "rules_stores", "rules_left", "rules_rank"] as const).map((key) => (
              <li key={key}>{t(key)}</li>
            ))}
            <li>{t("rules_newest", { count: NEWEST })}</li>
          </ul>
        </Card>
      </div>
    </div>
  );
}

const rounded = (value: number) => value.toFixed(2).replace("-", "−");

function Foreseen({ one }: { one: Foretold }) {
  const t = useT(trainingMessages);
  const { of, points, correlation, verdict } = one;
  const said = t(`verdict.${verdict}`, { enough: ENOUGH });
  const by = correlation && rounded(correlation.by);
  return (
    <Card title={t(`of_${of}`)} action={<span className="text-sm text-muted tabular-nums">{t("n", { count: points.length })}</span>}>
      <p className="mb-3 text-sm text-muted">{t(`how_${of}`)}</p>
      <Scatter
        points={points}
        label={t("chart", { of: t(`of_${of}`), count: points.length, verdict: said })}
        xLabel={t(`axis_${of}`)}
        yLabel={t("axis_conversion")}
        mostX={of === "days" ? Infinity : 100}
      />
      {by && (
        <p className="mt-2 text-sm tabular-nums">
          {correlation?.interval
            ? t("rho", { by, low: rounded(correlation.interval.low), high: rounded(correlation.interval.high) })
            : t("rho_alone", { by })}
        </p>
      )}
      <p className="mt-1 text-sm font-medium">{said}</p>
    </Card>
  );
}

function People({ rows, unnamed }: { rows: readonly NamedRow[]; unnamed: number }) {
  const t = useT(trainingMessages);
  const { locale } = useReader();
  const percent = (value: number | null) => (value === null ? t("none") : t("percent", { value: value.toFixed(1) }));
  return (
    <Card flush>
      <Fold summaryClass="px-4 sm:px-5" summary={<span className="font-medium">{t("people")}</span>}>
        {rows.length > 0 && (
          <Table
            caption={t("people")}
            dense
            rows={rows}
            rowKey={({ personId }) => personId}
            columns={[
              {
                key: "name",
                header: t("col.name"),
                primary: true,
                cell: ({ personId, name, left }) => (
                  <>
                    <Link to={`/people/${personId}`} className="link">
                      {name}
                    </Link>
                    {left && <span className="text-muted"> · {t("has_left")}</span>}
                  </>
                ),
              },
              { key: "activated", header: t("col.activated"), cell: ({ activatedOn }) => formatDate(activatedOn, locale) },
              { key: "mastery", header: t("of_mastery"), align: "end", cell: ({ mastery }) => percent(mastery) },
              { key: "exam", header: t("of_exam"), align: "end", cell: ({ exam }) => (exam === null ? t("none") : exam.toFixed(1)) },
              { key: "days", header: t("of_days"), align: "end", cell: ({ days }) => days ?? t("none") },
              { key: "conversion", header: t("col.conversion"), align: "end", cell: ({ conversion }) => percent(conversion) },
              { key: "inquiries", header: t("col.inquiries"), align: "end", cell: ({ inquiries }) => inquiries },
            ]}
          />
        )}
        <p className="px-4 py-3 text-sm text-muted sm:px-5">
          {unnamed > 0 && `${t("unnamed", { count: unnamed })} `}
          {t("named_most", { count: NAMED })}
        </p>
      </Fold>
    </Card>
  );
}
