import { Decimal } from "~/platform/decimal";
import type { Metric } from "./score";
import { isMetric, type MetricSlug } from "./measures";
import type { MetricTrace } from "./trace";

/** A metric's formula with its own numbers put in, as a statement shows it. Pure, and the same in every language. */

type Inputs = MetricTrace["inputs"];

const num = (inputs: Inputs, measure: string) => String(inputs[measure] ?? 0);
/** Yuan from fen, hundredths as ones, seconds from milliseconds: exact. */
const scaled = (inputs: Inputs, measure: string, by: number) => Decimal.ratio(BigInt(inputs[measure] ?? 0), BigInt(by)).toString();

const formulas: Record<MetricSlug, (inputs: Inputs) => string> = {
  conversion: (i) => `${i.refunded ? `(${num(i, "paid")} − ${num(i, "refunded")})` : num(i, "paid")} × 100 ÷ ${num(i, "inquiries")}`,
  "price-per-customer": (i) =>
    i["target.itemsHundredths"] === undefined
      ? `${scaled(i, "salesFen", 100)} ÷ ${num(i, "buyers")} ÷ ${scaled(i, "target.priceFen", 100)}`
      : `${num(i, "units")} ÷ ${num(i, "buyers")} ÷ ${scaled(i, "target.itemsHundredths", 100)}`,
  "first-response": (i) => `${scaled(i, "firstResponseWeighted", 1000)} ÷ ${num(i, "firstResponseWeight")}`,
  rating: (i) => {
    const stars = [5, 4, 3, 2, 1].map((star) => ({ star, count: i[`stars${star}`] ?? 0 }));
    return `(${stars.map(({ star, count }) => `${star}×${count}`).join(" + ")}) ÷ ${stars.reduce((sum, { count }) => sum + count, 0)}`;
  },
  "push-task": (i) => `${num(i, "pushUnits")} ÷ ${num(i, "target.pushUnits")}`,
  "rating-invitations": (i) => `${num(i, "invited")} × 100 ÷ ${num(i, "received")}`,
};

/** "300 × 100 ÷ 400 = 75"; null where the metric could not be measured. */
export function valueFormula({ slug, inputs, value }: MetricTrace): string | null {
  return value === null || !isMetric(slug) ? null : `${formulas[slug](inputs)} = ${value}`;
}

/** How the band turns a value into a share of the points: "60 + (75 − 70) × (100 − 60) ÷ (80 − 70) = 80", or the end at which it is held: "≥ 80 → 100". */
export function bandFormula(band: Metric["band"], { value, share }: MetricTrace): string | null {
  if (value === null || share === null) return null;
  const exact = Decimal.parse(value);
  const at = band.findIndex(([x]) => !exact.atLeast(Decimal.of(x)));
  const [first, last] = [band[0], band.at(-1)];
  if (at === 0 && first) return `< ${first[0]} → ${first[1]}`;
  if (at < 0 && last) return `≥ ${last[0]} → ${last[1]}`;
  const [from, to] = [band[at - 1], band[at]];
  return from && to ? `${from[1]} + (${value} − ${from[0]}) × (${to[1]} − ${from[1]}) ÷ (${to[0]} − ${from[0]}) = ${share}` : null;
}

/** How the share becomes points: "50 × 80 ÷ 100 = 40", or with the weight of what could not be measured spread: "50 × 80 ÷ 95 = …". */
export function pointsFormula({ weight, share, points }: MetricTrace, weights: string): string | null {
  return share === null || points === null ? null : `${weight} × ${share} ÷ ${weights} = ${points}`;
}

/** The weights that count: 100, less those of metrics that could not be measured. */
export function countedWeights(metrics: readonly MetricTrace[]): string {
  return metrics
    .filter(({ share }) => share !== null)
    .reduce((sum, { weight }) => sum.add(Decimal.parse(weight)), Decimal.zero)
    .toString();
}
