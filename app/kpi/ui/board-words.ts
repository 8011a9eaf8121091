import { pick } from "~/platform/locale";
import { Decimal, showScore } from "~/platform/decimal";
import { useReader, useT } from "~/platform/use-locale";
import type { TrendSlug } from "../boards/board-rules";
import { boardMessages } from "../messages.boards";
import { metricTexts } from "../metric-texts";
import { shownValue } from "../statement-values";

/** A value of a trend for people; what binary fractions add far behind the comma is taken off before it is rounded down. */
export function shownIn(unit: string, value: number): string {
  const exact = Decimal.parse(value.toFixed(8)).toString();
  return unit === "score" ? showScore(exact) : shownValue(unit, exact);
}

/** How a trend is called. */
export function useTrendName(): (slug: TrendSlug) => string {
  const t = useT(boardMessages);
  const { locale } = useReader();
  return (slug) => (slug === "score" ? t("trend.score") : pick(metricTexts[slug].title, locale));
}
