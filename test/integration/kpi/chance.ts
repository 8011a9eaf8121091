import { seededRandom } from "~/platform/seed";

/** What drawn months are drawn with, and their days. */

export const MONTHS = ["2026-01", "2026-02", "2026-03", "2026-04"] as const;

export type Chance = {
  under: (n: number) => number;
  within: (least: number, most: number) => number;
  is: (share: number) => boolean;
  one: <T>(all: readonly T[]) => T;
};
/** Draws that are the same for the same seed. */
export function chance(seed: string): Chance {
  const random = seededRandom(seed);
  const under = (n: number) => Math.floor(random() * n);
  const one = <T>(all: readonly T[]): T => {
    const found = all[under(all.length)];
    if (found === undefined) throw new RangeError("nothing to draw from");
    return found;
  };
  return { under, within: (least, most) => least + under(most - least + 1), is: (share) => random() < share, one };
}

export const dayOf = (month: string, day: number): string => `${month}-${String(day).padStart(2, "0")}`;
/** The days of a month; the year has no 29 February. */
export function daysIn(month: string): string[] {
  const most = ["02"].includes(month.slice(5)) ? 28 : ["04", "06", "09", "11"].includes(month.slice(5)) ? 30 : 31;
  return Array.from({ length: most }, (_, i) => dayOf(month, i + 1));
}
