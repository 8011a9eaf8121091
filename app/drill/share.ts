import { Decimal } from "~/platform/decimal";

/** No question is worth more points than this, so that every share is such a fraction. */
const MOST_POINTS = 1000n;
const PLACES = 12;

/**
 * The points of points behind a stored share: the fraction with the smallest denominator that is written so at twelve places. "0.333333333333" is one of
 * three again, so that three thirds of an exam that was graded last week still make one. What no fraction makes is taken as its decimal.
 */
export function pointsOf(share: string): { points: number; of: number } {
  const exact = Decimal.parse(share);
  const places = 10n ** BigInt(PLACES);
  const units = BigInt(exact.toFloor(PLACES).replace(".", ""));
  for (let of = 1n; of <= MOST_POINTS; of++) {
    const points = (2n * units * of + places) / (2n * places);
    if (Decimal.ratio(points, of).compare(exact) === 0) return { points: Number(points), of: Number(of) };
  }
  return { points: Number(units), of: Number(places) };
}
