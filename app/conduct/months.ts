import { isPlainDate, type PlainDate } from "~/platform/dates";
import type { Locale } from "~/platform/locale";

/** The month of a day, by its first day. */
export const monthOf = (day: PlainDate): PlainDate => `${day.slice(0, 7)}-01`;

/** The month that an address names ("2026-03"); null when it names none. */
export function monthIn(text: string | null): PlainDate | null {
  const day = `${text ?? ""}-01`;
  return isPlainDate(day) ? day : null;
}

/** How an address names a month. */
export const monthName = (month: PlainDate): string => month.slice(0, 7);

const said = new Map<string, Intl.DateTimeFormat>();

/** A month for people: "March 2026", "2026年3月". */
export function sayMonth(month: PlainDate, locale: Locale): string {
  let format = said.get(locale);
  if (!format) said.set(locale, (format = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" })));
  return format.format(new Date(`${month}T00:00:00Z`));
}
