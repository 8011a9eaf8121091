/** What is measured, by part: what belongs together in a formula comes from one source. Whole numbers: people, units, fen, milliseconds. */
export const measuresByPart = {
  conversion: ["inquiries", "paid", "refunded"],
  reception: [
    ...(["consulted", "received", "effective", "unanswered", "firstResponseMs", "averageResponseMs", "averageReceptionMs"] as const),
    ...(["slow", "messages", "buyerMessages", "agentMessages", "characters"] as const),
  ],
  sales: ["salesFen", "units", "buyers", "refundFen", "netFen", "orders", "ordered", "orderedFen"],
  rating: ["received", "invited", "stars5", "stars4", "stars3", "stars2", "stars1"],
  push: ["pushUnits"],
} as const;

export type Part = keyof typeof measuresByPart;

/** Means of a row: a month sums them up weighted with the effective receptions of the row (2-domain, "Monthly KPI"). */
export const timesByMeasure = {
  firstResponseMs: { weighted: "firstResponseWeighted", weight: "firstResponseWeight" },
  averageResponseMs: { weighted: "averageResponseWeighted", weight: "averageResponseWeight" },
  averageReceptionMs: { weighted: "averageReceptionWeighted", weight: "averageReceptionWeight" },
} as const;

/** The first day of the month of a day. */
export function monthOf(day: string): string {
  return `${day.slice(0, 7)}-01`;
}
