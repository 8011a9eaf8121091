import type { ItemBody } from "~/curriculum/pack";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Table } from "~/ui/Table";
import { ruleMessages } from "../messages.rules";
import { Facts, Part, useSay } from "./parts";

/** The rules of the monthly score: metrics with their bands, the bonus, and what counts. */
export function KpiRules({ body }: { body: ItemBody<"kpi_rules"> }) {
  const t = useT(ruleMessages);
  const say = useSay();
  return (
    <>
      <Part title={t("metrics")}>
        <div className="overflow-hidden rounded-box border border-line">
          <Table
            caption={t("metrics")}
            dense
            rows={body.metrics}
            rowKey={(m) => m.slug}
            columns={[
              { key: "metric", header: t("col.metric"), primary: true, cell: (m) => <span className="text-sm">{say(m.title)}</span> },
              { key: "points", header: t("col.points"), align: "end", cell: (m) => m.points },
              {
                key: "band",
                header: t("col.band"),
                cell: (m) => (
                  <ul className="text-sm tabular-nums">
                    {m.band.map(([value, share]) => (
                      <li key={value}>{t("band", { value: t(`unit.${m.unit}`, { value }), share })}</li>
                    ))}
                  </ul>
                ),
              },
              { key: "formula", header: t("col.formula"), cell: (m) => <span className="text-sm text-muted">{say(m.formula)}</span> },
            ]}
          />
        </div>
      </Part>
      <Part title={t("bonus")}>
        <div className="overflow-hidden rounded-box border border-line">
          <Table
            caption={t("bonus")}
            dense
            rows={body.bonus}
            rowKey={(b) => String(b.from)}
            columns={[
              { key: "from", header: t("col.score"), primary: true, cell: (b) => b.from },
              { key: "base", header: t("col.base"), align: "end", cell: (b) => t("yuan", { amount: b.base_yuan }) },
            ]}
          />
        </div>
      </Part>
      <div className="mt-5">
        <Facts
          rows={[
            { name: t("store_shares"), value: body.store_shares.map((share) => t("share", { share })).join(" · ") },
            { name: t("min_inquiries"), value: t("inquiries", { count: body.min_inquiries }) },
            {
              name: t("attribution"),
              value: t("attribution_days", {
                days: body.attribution_days.default,
                min: body.attribution_days.min,
                max: body.attribution_days.max,
              }),
            },
            { name: t("dispute"), value: t("working_days", { count: body.dispute_working_days }) },
            { name: t("workload"), value: t("workload_days", body.workload) },
            ...(body.quota
              ? [
                  {
                    name: t("quota"),
                    value: t("quota_of", {
                      ...{ low: body.quota.low_yuan, peak: body.quota.peak_yuan, count: body.quota.below_months },
                      months: body.quota.peak_months.join(" · ") || "–",
                    }),
                  },
                ]
              : []),
            ...(body.supervisor
              ? [{ name: t("supervisor"), value: t("supervisor_of", { ...body.supervisor, days: body.supervisor.item_working_days }) }]
              : []),
          ]}
        />
      </div>
      <Part title={t("filters")}>
        <ul className="list-disc space-y-1 ps-5 text-sm marker:text-faint">
          {body.filters.map((filter) => (
            <li key={filter.slug}>
              {say(filter.title)} {!filter.on && <Badge>{t("filter_off")}</Badge>}
            </li>
          ))}
        </ul>
      </Part>
    </>
  );
}
