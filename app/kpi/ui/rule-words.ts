import { formatMonth } from "~/platform/format";
import { pick } from "~/platform/locale";
import { useReader, useT } from "~/platform/use-locale";
import { ruleMessages } from "../messages.rules";
import type { RuleDifference } from "../rule-differences";
import type { Rules } from "../rule-sets";

type Metric = Rules["metrics"][number];

/** How rules are said in the reader's language. */
export function useRuleWords() {
  const t = useT(ruleMessages);
  const { locale } = useReader();
  const band = (points: Metric["band"], unit: Metric["unit"]) =>
    points.map(([value, share]) => t("list.point", { value: t(`unit.${unit}`, { value }), share })).join(t("list.join"));
  const tiers = (bonus: Rules["bonus"]) => bonus.map(({ from, base_yuan: base }) => t("change.tier", { from, base })).join(t("list.join"));
  const workload = ({ low, high }: Rules["workload"]) => `${low}–${high}`;
  const monthName = (month: number) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, month - 1, 1)));
  const quota = (value: Rules["quota"]) =>
    value
      ? t("change.quota_of", {
          ...{ low: value.low_yuan, peak: value.peak_yuan, count: value.below_months },
          months: value.peak_months.map(monthName).join(t("list.join")) || t("change.no_peak"),
        })
      : t("change.none_asked");
  const supervisor = (value: Rules["supervisor"]) =>
    value ? t("change.supervisor_of", { ...value, days: value.item_working_days }) : t("change.none_asked");
  const difference = (change: RuleDifference): string => {
    switch (change.what) {
      case "metric_added":
      case "metric_removed":
        return t(`change.${change.what}`, { title: pick(change.title, locale), points: change.points });
      case "points":
        return t("change.points", { title: pick(change.title, locale), was: change.was, now: change.now });
      case "band":
        return t("change.band", {
          title: pick(change.title, locale),
          was: band(change.was, change.unit),
          now: band(change.now, change.unit),
        });
      case "bonus":
        return t("change.bonus", { was: tiers(change.was), now: tiers(change.now) });
      case "filter_on":
      case "filter_off":
        return t(`change.${change.what}`, { title: pick(change.title, locale) });
      case "min_inquiries":
      case "attribution":
      case "dispute":
        return t(`change.${change.what}`, { was: change.was, now: change.now });
      case "workload":
        return t("change.workload", { was: workload(change.was), now: workload(change.now) });
      case "quota":
        return t("change.quota", { was: quota(change.was), now: quota(change.now) });
      case "supervisor":
        return t("change.supervisor", { was: supervisor(change.was), now: supervisor(change.now) });
      case "others":
        return t("change.others");
    }
  };
  return {
    t,
    locale,
    band,
    difference,
    quota,
    supervisor,
    monthName,
    month: (month: string) => formatMonth(month, locale),
    whose: (name: string | null) => name ?? t("shop"),
    /** The same inside a sentence. */
    whoseWithin: (name: string | null) => name ?? t("shop_within"),
  };
}
