import { pick } from "~/platform/locale";
import { Card } from "~/ui/Card";
import type { Rules } from "../rule-sets";
import { BandChart } from "./BandChart";
import { useRuleWords } from "./rule-words";

/** Rules to be read: every metric with its points, its formula and its band, what does not count, the bonus and the limits. */
export function RuleView({ rules }: { rules: Rules }) {
  const { t, locale, band, quota, supervisor } = useRuleWords();
  const on = rules.filters.filter((filter) => filter.on);
  return (
    <>
      <Card title={t("read.metrics")} flush>
        <ul className="divide-y divide-line border-t border-line">
          {rules.metrics.map((metric) => (
            <li key={metric.slug} className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_15rem] sm:px-5">
              <div className="min-w-0">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4 font-medium">
                  {pick(metric.title, locale)}
                  <span className="tabular-nums">{t("read.points", { points: metric.points })}</span>
                </p>
                <p className="mt-1 text-sm text-muted">{pick(metric.formula, locale)}</p>
                <p className="mt-1 text-sm tabular-nums">{band(metric.band, metric.unit)}</p>
              </div>
              <BandChart title={pick(metric.title, locale)} band={metric.band} unit={metric.unit} />
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("read.bonus")}>
        <ul className="grid gap-1 text-sm tabular-nums">
          {rules.bonus.map(({ from, base_yuan: base }) => (
            <li key={from}>{t("read.tier", { from, base })}</li>
          ))}
        </ul>
      </Card>
      <Card title={t("read.filters")}>
        {on.length === 0 ? (
          <p className="text-sm">{t("read.no_filters")}</p>
        ) : (
          <ul className="grid list-disc gap-1 ps-5 text-sm">
            {on.map((filter) => (
              <li key={filter.slug}>{pick(filter.title, locale)}</li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t("read.limits")}>
        <ul className="grid list-disc gap-1 ps-5 text-sm">
          <li>{t("read.min_inquiries", { count: rules.min_inquiries })}</li>
          <li>{t("read.attribution", { count: rules.attribution_days.default })}</li>
          <li>{t("read.dispute", { count: rules.dispute_working_days })}</li>
          <li>{t("read.workload", { low: rules.workload.low, high: rules.workload.high })}</li>
          <li>{t("read.quota", { quota: quota(rules.quota) })}</li>
          <li>{t("read.supervisor", { points: supervisor(rules.supervisor) })}</li>
        </ul>
      </Card>
    </>
  );
}
