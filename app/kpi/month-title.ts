import type { PlainDate } from "~/platform/dates";
import { type Locale, type LocalText } from "~/platform/locale";

/** A month in words: "March 2026", 「2026年3月」. */
export function monthTitle(month: PlainDate, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${month.slice(0, 7)}-01T00:00:00Z`),
  );
}

/** A month's name alone, where its year is plain: "Mar", 「3月」. */
export function monthShort(month: PlainDate, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" }).format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`));
}

/** The same in every language, as data that is read later; `of`: what stands behind it, as a team's name. */
export function monthTitles(month: PlainDate, of?: string): LocalText {
  const said = (locale: Locale) => [monthTitle(month, locale), ...(of ? [of] : [])].join(" · ");
  return { "zh-CN": said("zh-CN"), en: said("en") };
}

/** Money in yuan with its fen: "2,700.00". */
export function yuan(fen: number): string {
  return new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(fen / 100);
}
