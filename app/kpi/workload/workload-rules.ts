import { addDays, type PlainDate, weekdayOf } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";

/** Inquiries per agent and working day (2-domain, "Workload": 80–120 is best; above → "hire", below → "rebalance"). Pure. */

/** So many known working days of a week say something. */
export const ENOUGH_DAYS = 3;

export type Bounds = { low: number; high: number };
export type Signal = "hire" | "rebalance" | "fine" | "unclear";

/** What is known of a stretch of days in a store: inquiries of a team's agents. */
export type Stretch = { storeId: string; from: PlainDate; to: PlainDate; inquiries: number };
/** Who was on duty for a store on a day: the sum of shares in percent, so that 60/40 counts for six and four tenths of an agent. */
export type OnDuty = { storeId: string; day: PlainDate; percent: number };

/** A working day whose inquiries are known. */
export type LoadDay = { day: PlainDate; inquiries: Decimal; percent: number };
export type Load = { inquiries: string; agentDays: string; days: number; perAgent: string | null; signal: Signal };

/** The Monday of a day's week. */
export function weekOf(day: PlainDate): PlainDate {
  return addDays(day, 1 - weekdayOf(day));
}

/**
 * The working days of a store with their inquiries and who was on duty. What a file tells of a stretch is divided evenly over its working days; days of which nothing is told do not count, nor
 * do those on which nobody was on duty.
 */
export function loadDays(stretches: readonly Stretch[], duty: readonly OnDuty[], isWorked: (day: PlainDate) => boolean): LoadDay[] {
  const inquiries = new Map<PlainDate, Decimal>();
  for (const { from, to, inquiries: count } of stretches) {
    const days: PlainDate[] = [];
    for (let day = from; day <= to; day = addDays(day, 1)) if (isWorked(day)) days.push(day);
    for (const day of days) inquiries.set(day, (inquiries.get(day) ?? Decimal.zero).add(Decimal.ratio(BigInt(count), BigInt(days.length))));
  }
  const percents = new Map<PlainDate, number>();
  for (const { day, percent } of duty) percents.set(day, (percents.get(day) ?? 0) + percent);
  return [...inquiries]
    .flatMap(([day, count]) => (percents.get(day) ? [{ day, inquiries: count, percent: percents.get(day) ?? 0 }] : []))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Days of several stores together: of the days on which something is known, everything. */
export function together(stores: readonly (readonly LoadDay[])[]): LoadDay[] {
  const days = new Map<PlainDate, LoadDay>();
  for (const { day, inquiries, percent } of stores.flat()) {
    const was = days.get(day);
    days.set(day, { day, inquiries: was ? was.inquiries.add(inquiries) : inquiries, percent: (was?.percent ?? 0) + percent });
  }
  return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Inquiries ÷ agents on duty of these days, and what it says; `enough`: from so many days on. Exactly 80 or 120 is fine. */
export function loadOf(days: readonly LoadDay[], { low, high }: Bounds, enough = ENOUGH_DAYS): Load {
  const inquiries = days.reduce((sum, day) => sum.add(day.inquiries), Decimal.zero);
  const percent = Decimal.of(days.reduce((sum, day) => sum + day.percent, 0));
  const perAgent = percent.compare(Decimal.zero) > 0 ? inquiries.part(Decimal.of(100), percent) : null;
  const signal = (per: Decimal): Signal =>
    per.compare(Decimal.of(high)) > 0 ? "hire" : per.compare(Decimal.of(low)) < 0 ? "rebalance" : "fine";
  return {
    inquiries: inquiries.toFloor(0),
    agentDays: percent.divide(Decimal.of(100)).toFloor(1),
    days: days.length,
    perAgent: perAgent?.toFloor(1) ?? null,
    signal: perAgent === null || days.length < enough ? "unclear" : signal(perAgent),
  };
}

/** What two weeks running say with one voice, where it calls for something. */
export function agreed(weeks: readonly Signal[]): "hire" | "rebalance" | null {
  const [first] = weeks;
  if (weeks.length < 2 || (first !== "hire" && first !== "rebalance")) return null;
  return weeks.every((signal) => signal === first) ? first : null;
}
