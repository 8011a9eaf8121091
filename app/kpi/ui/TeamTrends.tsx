import { monthTitle } from "../month-title";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { Table } from "~/ui/Table";
import { FEW, type Point, type Trend, type TrendMonth } from "../boards/board-rules";
import { boardMessages } from "../messages.boards";
import { shownIn, useTrendName } from "./board-words";
import { TrendChart } from "./TrendChart";

/** Score and metrics of a team month by month: a drawing each, with its figures folded below. */
export function TeamTrends({ months, trends }: { months: readonly TrendMonth[]; trends: readonly Trend[] }) {
  const t = useT(boardMessages);
  const { locale } = useReader();
  const nameOf = useTrendName();
  const provisional = months.filter((one) => one.provisional).map(({ month }) => monthTitle(month, locale));
  return (
    <Card title={t("trend")}>
      <p className="measure text-sm text-muted">
        {t("trend.lead", { few: FEW })}
        {provisional.length > 0 && ` ${t("trend.provisional", { months: provisional.join(t("list_join")) })}`}
      </p>
      <div className="mt-4 grid gap-x-8 gap-y-6 lg:grid-cols-2">
        {trends.map((trend) => (
          <TeamTrend key={trend.slug} months={months} trend={trend} name={nameOf(trend.slug)} />
        ))}
      </div>
    </Card>
  );
}

function TeamTrend({ months, trend, name }: { months: readonly TrendMonth[]; trend: Trend; name: string }) {
  const t = useT(boardMessages);
  const { locale } = useReader();
  const say = (value: number) => shownIn(trend.unit, value);
  const rows = months.map((one, i) => ({ ...one, point: trend.points[i] ?? { n: 0, middle: null, single: [] } }));
  const values = ({ single }: Point) => single.map(say).join(t("list_join"));
  const said = rows.map(({ month, point }) => {
    const { n, middle } = point;
    const at = monthTitle(month, locale);
    if (middle) return t("trend.said", { month: at, median: say(middle.median), low: say(middle.low), high: say(middle.high), count: n });
    return n === 0 ? t("trend.said_none", { month: at }) : t("trend.said_each", { month: at, values: values(point) });
  });
  return (
    <figure className="min-w-0">
      <figcaption className="text-sm font-medium">{name}</figcaption>
      <TrendChart
        unit={trend.unit}
        label={t("trend.label", { metric: name, months: said.join(t("sentence_join")) })}
        stands={rows.map(({ month, provisional, point }) => ({
          month,
          provisional,
          middle: point.middle,
          single: point.single,
          own: null,
          note: t("trend.n", { count: point.n }),
        }))}
      />
      <Fold summary={<span className="text-sm text-muted">{t("trend.table")}</span>}>
        <Table
          caption={name}
          dense
          rows={rows.toReversed()}
          rowKey={({ month }) => month}
          columns={[
            { key: "month", header: t("col.month"), primary: true, cell: ({ month }) => monthTitle(month, locale) },
            { key: "n", header: t("col.n"), align: "end", cell: ({ point }) => point.n },
            { key: "low", header: t("col.low"), align: "end", cell: ({ point }) => (point.middle ? say(point.middle.low) : "–") },
            {
              key: "median",
              header: t("col.median"),
              align: "end",
              cell: ({ point }) => (point.middle ? say(point.middle.median) : values(point) || "–"),
            },
            { key: "high", header: t("col.high"), align: "end", cell: ({ point }) => (point.middle ? say(point.middle.high) : "–") },
          ]}
        />
      </Fold>
    </figure>
  );
}
