import { type BankDay, barsOf, type Forecast, forecastOf, percentOf } from "~/drill/forecast";
import { trainingDates } from "./calendar";
import type { Training } from "./facts.server";

/** So many training days ahead are looked at: who needs longer has no forecast yet. */
const HORIZON = 60;

/** How a bank stands and goes on: for a line such as "Bank fluent 62 % ▁▂▃▅ day 13". */
export type BankOutlook = {
  required: number;
  fluent: number;
  percent: number;
  bars: string;
  forecast: Forecast;
  /** The entry of the plan on which the day of the forecast falls; null: it lies behind the plan, or there is none. */
  entry: number | null;
};

type Bank = { required: number; fluent: number; past: readonly BankDay[] };

/** The outlook of somebody in training; `taught`: how many required questions each lesson brings. */
export function outlookOf(training: Training, { required, fluent, past }: Bank, taught: ReadonlyMap<string, number>): BankOutlook {
  const { activities, calendar, days, today } = training;
  const dates = new Map(days.map(({ day, date }) => [day, date]));
  const forecast = forecastOf({
    ...{ past, required, fluent, today },
    ahead: trainingDates(calendar, today, HORIZON),
    toCome: activities.flatMap(({ kind, status, ref, day }) => {
      const questions = kind === "lesson" && status !== "done" ? (taught.get(ref) ?? 0) : 0;
      return questions > 0 ? [{ date: dates.get(day) ?? null, questions }] : [];
    }),
  });
  const date = forecast.kind === "on" ? forecast.date : null;
  const entry = date === null ? undefined : days.find((d) => d.date === date || d.rest?.includes(date));
  return {
    ...{ required, fluent, forecast, entry: entry?.day ?? null },
    percent: percentOf(fluent, required),
    bars: barsOf(past, { fluent, required }),
  };
}
