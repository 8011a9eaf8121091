import { Link } from "@remix-run/react";
import { Decimal, showScore } from "~/platform/decimal";
import { formatMonth } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { Fold } from "~/ui/Fold";
import { rowsAddress } from "../address";
import { disputeAddress } from "../months/address";
import { isMetric, reckonings } from "../measures";
import { statementMessages } from "../messages.statement";
import { bandFormula, countedWeights, pointsFormula, valueFormula } from "../statement-formula";
import { shownValue } from "../statement-values";
import type { StoreRulesShown } from "../statement.server";
import type { MetricTrace, StoreTrace } from "../trace";

type Props = {
  personId: string;
  month: string;
  store: StoreTrace;
  name: string;
  rules: StoreRulesShown | undefined;
  /** Days that are known, by part. */
  days: Record<string, number> | undefined;
  /** It is the reader's own and can be disputed. */
  disputable: boolean;
};

/** A store's part of the bill: each metric opens into its figures and how it was reckoned. */
export function StatementStore({ personId, month, store, name, rules, days, disputable }: Props) {
  const t = useT(statementMessages);
  const { locale } = useReader();
  const share = (exact: string) =>
    Decimal.parse(exact)
      .toFloor(2)
      .replace(/\.?0+$/, "");
  const weights = countedWeights(store.metrics);
  const source =
    rules && t(`rules.${rules.source}`, { month: rules.fromMonth ? formatMonth(rules.fromMonth, locale) : "", version: rules.version });
  return (
    <Card
      flush
      title={
        <>
          {t("stores", { name, share: share(store.share) })}
          {store.counted !== null && store.counted !== store.share && (
            <span className="ms-2 text-sm font-normal text-muted">{t("counted", { share: share(store.counted) })}</span>
          )}
        </>
      }
      action={<span className="text-lg font-semibold tabular-nums">{store.score === null ? "–" : showScore(store.score)}</span>}
    >
      {store.leftOut && (
        <p className="px-4 pb-3 text-ui text-muted sm:px-5">
          {t(`left_out.${store.leftOut}`, { inquiries: store.inquiries, least: rules?.minInquiries ?? 0 })}
        </p>
      )}
      <div aria-hidden className="hidden gap-x-4 border-t border-line px-5 py-1.5 text-sm text-muted sm:flex">
        <span className="flex-1 ps-6">{t("metric")}</span>
        <span className="w-28 text-end">{t("measured")}</span>
        <span className="w-24 text-end">{t("share")}</span>
        <span className="w-28 text-end">{t("points")}</span>
      </div>
      <ul className="border-t border-line">
        {store.metrics.map((metric) => (
          <li key={metric.slug} className="border-b border-line last:border-b-0">
            <MetricLine
              metric={metric}
              weights={weights}
              rules={rules}
              days={days}
              dispute={disputable ? disputeAddress(month, `${store.storeId} ${metric.slug}`) : null}
            />
          </li>
        ))}
      </ul>
      <div className="grid gap-1 border-t border-line px-4 py-3 text-sm text-muted tabular-nums sm:px-5">
        {store.score !== null && <p>{t("store_sum", { score: store.score })}</p>}
        <p>
          {source} · {t("rounding")}
        </p>
        <p data-print="hide">
          <Link className="link" to={rowsAddress(personId, store.storeId, month)}>
            {t("rows")}
          </Link>
        </p>
      </div>
    </Card>
  );
}

type LineProps = { metric: MetricTrace; weights: string; rules: StoreRulesShown | undefined; days: Props["days"]; dispute: string | null };

function MetricLine({ metric, weights, rules, days, dispute }: LineProps) {
  const t = useT(statementMessages);
  const say: (key: string) => string = useT<string>(statementMessages);
  const { locale } = useReader();
  const rule = rules?.metrics.find(({ slug }) => slug === metric.slug);
  const known = isMetric(metric.slug) ? days?.[reckonings[metric.slug].part] : undefined;
  const isMeasured = metric.value !== null && metric.share !== null && metric.points !== null && metric.of !== null;
  return (
    <Fold
      className="px-4 sm:px-5"
      summaryClass="py-2"
      summary={
        <>
          <span className="min-w-0 flex-1 max-sm:basis-full">{rule ? pick(rule.title, locale) : metric.slug}</span>
          <span className="tabular-nums max-sm:text-muted sm:w-28 sm:text-end">
            {isMeasured && rule ? shownValue(rule.unit, metric.value ?? "0") : <span className="text-muted">{t("not_measured")}</span>}
          </span>
          <span className="hidden w-24 text-end text-muted tabular-nums sm:block">
            {isMeasured ? `${showScore(metric.share ?? "0")} %` : ""}
          </span>
          <span className="text-end font-medium tabular-nums sm:w-28">
            {isMeasured ? `${showScore(metric.points ?? "0")} / ${showScore(metric.of ?? "0")}` : `– / ${metric.weight}`}
          </span>
        </>
      }
    >
      <div className="grid gap-3 ps-6 pb-4 text-sm">
        {rule && <p className="max-w-prose text-muted">{pick(rule.formula, locale)}</p>}
        {!isMeasured && <p className="max-w-prose">{t("not_measured_body", { weight: metric.weight })}</p>}
        {Object.keys(metric.inputs).length > 0 && (
          <dl className="grid max-w-md grid-cols-[1fr_auto] gap-x-4 gap-y-0.5">
            {Object.entries(metric.inputs).map(([measure, value]) => (
              <div key={measure} className="contents">
                <dt className="text-muted">{say(`input.${measure}`)}</dt>
                <dd className="text-end tabular-nums">{shownInput(measure, value)}</dd>
              </div>
            ))}
          </dl>
        )}
        {isMeasured && rule && (
          <ol className="grid gap-1 tabular-nums">
            <Step label={t("step.value")} formula={valueFormula(metric)} />
            <Step label={t("step.share")} formula={bandFormula(rule.band, metric)} />
            <Step label={t("step.points")} formula={pointsFormula(metric, weights)} />
            <li className="text-muted">{t("step.share_of", { band: rule.band.map(([x, y]) => `${x} → ${y}`).join(" · ") })}</li>
          </ol>
        )}
        {known !== undefined && <p className="text-muted">{t("days", { count: known })}</p>}
        {dispute && (
          <p data-print="hide">
            <Link className="link" to={dispute}>
              {t("dispute")}
            </Link>
          </p>
        )}
      </div>
    </Fold>
  );
}

function Step({ label, formula }: { label: string; formula: string | null }) {
  return formula === null ? null : (
    <li className="flex flex-wrap gap-x-3">
      <span className="w-20 shrink-0 text-muted">{label}</span>
      <span className="min-w-0 break-words">{formula}</span>
    </li>
  );
}

/** Money in yuan, times in seconds, hundredths as ones. */
function shownInput(measure: string, value: number): string {
  const by = /Fen$/.test(measure) || measure.endsWith("Hundredths") ? 100n : measure === "firstResponseWeighted" ? 1000n : 1n;
  return Decimal.ratio(BigInt(value), by).toString();
}
