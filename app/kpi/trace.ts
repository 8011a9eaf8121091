/** How somebody's month was scored, as it is kept: exact numbers as text, so that whoever reads it can reckon it again. */

/** One metric of one store. `numerator` and `denominator` are whole numbers; null: there was nothing to divide by. */
export type MetricTrace = {
  slug: string;
  /** Points of 100 that the rule set gives it. */
  weight: string;
  /** The figures that it was measured from: see `inputsOf`. */
  inputs: Record<string, number>;
  numerator: string | null;
  denominator: string | null;
  /** numerator ÷ denominator in the metric's own unit. */
  value: string | null;
  /** Share of the points in percent, by the band. */
  share: string | null;
  /** Points that it gets and could get, once the weight of metrics without a denominator is spread. */
  points: string | null;
  of: string | null;
};

export type StoreTrace = {
  storeId: string;
  /** The rule set that was used, or else the version of the content's rules. */
  ruleSetId: string | null;
  contentVersionId: string | null;
  /** Share of the month as assigned, and once the share of stores left out is spread. */
  share: string;
  counted: string | null;
  inquiries: string;
  /** Why it does not count: too few inquiries, or nothing to score. */
  leftOut: "few_inquiries" | "no_figures" | null;
  metrics: MetricTrace[];
  score: string | null;
};

export type MonthTrace = {
  stores: StoreTrace[];
  score: string | null;
  /** The tiers of the bonus as they held, and the base that was reached. */
  tiers: { from: number; base_yuan: number }[];
  baseYuan: number | null;
};
