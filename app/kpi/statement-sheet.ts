import { type Locale, pick } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { statementMessages } from "./messages.statement";
import { countedWeights, bandFormula, pointsFormula, valueFormula } from "./statement-formula";
import { yuan } from "./statement-values";
import type { Statement } from "./statement.server";

/** A statement as rows of a sheet: one a metric, with exact numbers and formulas; then a row a store, and the month. */
export function statementSheet(statement: Statement, locale: Locale): string[][] {
  const t = translate(statementMessages, locale);
  const { told, rules, storeNames, person, month } = statement;
  if (!told) return [];
  const metrics = told.trace.stores.flatMap((store) => {
    const own = rules.find(({ storeId }) => storeId === store.storeId);
    const weights = countedWeights(store.metrics);
    return [
      ...store.metrics.map((metric) => {
        const rule = own?.metrics.find(({ slug }) => slug === metric.slug);
        return [
          storeNames[store.storeId] ?? "",
          rule ? pick(rule.title, locale) : metric.slug,
          metric.weight,
          ...[metric.value, metric.share, metric.points, metric.of].map((number) => number ?? ""),
          valueFormula(metric) ?? "",
          (rule && bandFormula(rule.band, metric)) ?? "",
          pointsFormula(metric, weights) ?? "",
        ];
      }),
      [storeNames[store.storeId] ?? "", `${store.share} %`, "", "", "", store.score ?? "", "100"],
    ];
  });
  const score = told.score ?? told.decidedScore ?? "";
  return [
    [person.name, month.slice(0, 7), t(`state.${told.state}`)],
    [
      "",
      t("metric"),
      t("step.points"),
      t("measured"),
      t("share"),
      t("points"),
      t("of_100"),
      t("step.value"),
      t("step.share"),
      t("step.points"),
    ],
    ...metrics,
    [t("month_sum"), "", "", "", "", score, "100"],
    [t("tier"), String(told.trace.baseYuan ?? "")],
    [t("bonus"), told.bonusFen === null ? "" : yuan(told.bonusFen), `${told.activeDays}/${told.workingDays}`],
  ];
}
