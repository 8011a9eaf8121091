import { showScore } from "~/platform/decimal";
import type { Translate } from "~/platform/messages";
import type { Bar, Trend, TrendMonth, TrendSlug } from "./board-rules";

type Shown = { bars: readonly Bar[]; single: readonly string[]; months: readonly TrendMonth[]; trends: readonly Trend[] };
type Words = { t: Translate; nameOf: (slug: TrendSlug) => string; month: string };

const columns = ["csv.what", "col.month", "csv.from", "csv.to", "col.n", "col.low", "col.median", "col.high", "col.single"] as const;
const plain = (value: number) => String(Number(value.toFixed(6)));

/** What a board shows, as rows of a sheet: the distribution first, then each trend month by month, in the metrics' own units. Pure. */
export function boardRows({ bars, single, months, trends }: Shown, { t, nameOf, month }: Words): string[][] {
  const spread =
    single.length > 0
      ? [[t("csv.spread"), month.slice(0, 7), "", "", String(single.length), "", "", "", single.map(showScore).join(" ")]]
      : bars
          .filter(({ count }) => count > 0)
          .map(({ from, to, count }) => [t("csv.spread"), month.slice(0, 7), String(from), String(to), String(count), "", "", "", ""]);
  const trend = trends.flatMap(({ slug, points }) =>
    points.map(({ n, middle, single: few }, i) => [
      nameOf(slug),
      months[i]?.month.slice(0, 7) ?? "",
      "",
      "",
      String(n),
      ...(middle ? [middle.low, middle.median, middle.high].map(plain) : ["", "", ""]),
      few.map(plain).join(" "),
    ]),
  );
  return [columns.map((key) => t(key)), ...spread, ...trend];
}
