import type { PlainDate } from "./dates";
import type { Locale } from "./locale";

const cache = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { timeZone: zone, ...options });
    cache.set(key, format);
  }
  return format;
}

/** 22 Nov 2026, 09:05 · 2026年11月22日 09:05 */
export function formatDateTime(instant: Date, locale: Locale, zone: string): string {
  return dateFormat(locale, zone, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
}

/** 09:05 */
export function formatTime(instant: Date, locale: Locale, zone: string): string {
  return dateFormat(locale, zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(instant);
}

/** Sun 22 Nov · 11月22日周日 */
export function formatDay(day: PlainDate, locale: Locale): string {
  return dateFormat(locale, "UTC", { weekday: "short", day: "numeric", month: "short" }).format(new Date(`${day}T00:00:00Z`));
}

/** 22 Nov · 11月22日 */
export function formatDayOfYear(day: PlainDate, locale: Locale): string {
  return dateFormat(locale, "UTC", { day: "numeric", month: "short" }).format(new Date(`${day}T00:00:00Z`));
}

/** 22 Nov 2026 · 2026年11月22日 */
export function formatDate(day: PlainDate, locale: Locale): string {
  return dateFormat(locale, "UTC", { year: "numeric", day: "numeric", month: "short" }).format(new Date(`${day}T00:00:00Z`));
}

/** Nov 2026 · 2026年11月; `month` is any day of it. */
export function formatMonth(month: PlainDate, locale: Locale): string {
  return dateFormat(locale, "UTC", { year: "numeric", month: "short" }).format(new Date(`${month}T00:00:00Z`));
}

/** A length of time for people: 25 min, 2 h 40 min · 25 分钟, 2 小时 40 分钟. */
export function formatMinutes(minutes: number, locale: Locale): string {
  const total = Math.max(0, Math.round(minutes));
  const h = Math.floor(total / 60);
  const m = total % 60;
  const [hour, minute] = locale === "en" ? ["h", "min"] : ["小时", "分钟"];
  if (h === 0) return `${m} ${minute}`;
  return m === 0 ? `${h} ${hour}` : `${h} ${hour} ${m} ${minute}`;
}

/** How long ago or ahead, coarsely: 3 hours ago · 3小时前. */
export function formatRelative(instant: Date, now: Date, locale: Locale): string {
  const seconds = (instant.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const abs = Math.abs(seconds);
  if (abs < 3600) return format.format(Math.round(seconds / 60), "minute");
  if (abs < 86_400) return format.format(Math.round(seconds / 3600), "hour");
  return format.format(Math.round(seconds / 86_400), "day");
}
