import type { Measures } from "@db/schema";
import { moneyRates, rateParts } from "./columns";
import { readRate } from "./cell-values";
import type { Part } from "./measures";

/** What cannot be true of a row's figures (2-domain, "Monthly KPI"). Pure. */

/** `measure` is what stands too high beside `than`. */
export type Broken = { code: string; measure: string; than?: string };

/** Pairs of which the first is never more than the second. */
const atMost: Record<Part, readonly (readonly [string, string, string])[]> = {
  conversion: [
    ["paid_over_inquiries", "paid", "inquiries"],
    ["refunded_over_paid", "refunded", "paid"],
  ],
  reception: [
    ["effective_over_received", "effective", "received"],
    ["received_over_consulted", "received", "consulted"],
    ["effective_over_consulted", "effective", "consulted"],
    ["unanswered_over_consulted", "unanswered", "consulted"],
    ["slow_over_received", "slow", "received"],
  ],
  sales: [
    ["buyers_over_units", "buyers", "units"],
    ["buyers_over_orders", "buyers", "orders"],
  ],
  rating: [["invited_over_received", "invited", "received"]],
  push: [],
};
const STARS = ["stars5", "stars4", "stars3", "stars2", "stars1"];
/** Net sales are less than nothing on a day that brings back more than it sold. */
const MAY_BE_NEGATIVE: readonly string[] = ["netFen"];

/** What contradicts itself in the figures of a part. */
export function brokenRules(part: Part, measures: Measures): Broken[] {
  const negative = Object.entries(measures).flatMap(([measure, value]) =>
    value < 0 && !MAY_BE_NEGATIVE.includes(measure) ? [{ code: "negative", measure }] : [],
  );
  if (negative.length > 0) return negative;
  const pairs = atMost[part].flatMap(([code, measure, than]) => {
    const [value, limit] = [measures[measure], measures[than]];
    return value !== undefined && limit !== undefined && value > limit ? [{ code, measure, than }] : [];
  });
  if (part === "conversion" && (measures.inquiries === undefined) !== (measures.paid === undefined))
    pairs.push({ code: "half_conversion", measure: measures.paid === undefined ? "paid" : "inquiries", than: "" });
  if (part === "rating" && measures.received !== undefined) {
    const stars = STARS.reduce((sum, name) => sum + (measures[name] ?? 0), 0);
    if (stars > measures.received) pairs.push({ code: "stars_over_received", measure: "stars5", than: "received" });
  }
  return pairs;
}

/** Whether a time has nothing to be weighed with: it is kept and scores nothing. */
export function isUnweighed(measures: Measures): boolean {
  return measures.firstResponseMs !== undefined && measures.effective === undefined;
}

/** What a rate should say by its parts, where the file contradicts itself; null: it agrees, or nothing can be told. `valueOf`: the figure of a field. */
export function rateDiffers(field: string, cell: string, valueOf: (field: string) => number | undefined): string | null {
  const rate = readRate(cell);
  const [top, bottom] = rateParts[field] ?? [];
  const [above, below] = [top && valueOf(top), bottom && valueOf(bottom)];
  if (!rate || typeof above !== "number" || typeof below !== "number" || below === 0) return null;
  const whole = above / below / (moneyRates.includes(field) ? 100 : 1);
  const agrees = (expected: number) => Math.abs(rate.value - expected) <= rate.open + 1e-9;
  if (rate.isPercent ? agrees(whole * 100) : agrees(whole) || agrees(whole * 100)) return null;
  return rate.isPercent ? `${(whole * 100).toFixed(2)}%` : whole.toFixed(2);
}
