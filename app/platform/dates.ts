/** A day without time, "YYYY-MM-DD". */
export type PlainDate = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that `instant` falls on in an IANA zone. */
export function plainDateIn(zone: string, instant: Date): PlainDate {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(zone, format);
  }
  return format.format(instant);
}

/** `days` later (or earlier, negative) on the calendar. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return new Date(utc(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `months` later; a day past the end of the month becomes its last day (31 January + 1 month = 28 February). */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const [y = 0, m = 1, d = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(y, m - 1 + months + 1, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(d, last.getUTCDate()))).toISOString().slice(0, 10);
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: PlainDate): number {
  return new Date(utc(day)).getUTCDay() || 7;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((utc(to) - utc(from)) / 86_400_000);
}

/** Whether `value` is a real day of the years 1900 to 2199 in the form YYYY-MM-DD. */
export function isPlainDate(value: unknown): value is PlainDate {
  return (
    typeof value === "string" &&
    /^(19|2[01])\d{2}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(utc(value)) &&
    new Date(utc(value)).toISOString().startsWith(value)
  );
}

/** The instant at which `day` begins in `zone`. */
export function startOfDay(day: PlainDate, zone: string): Date {
  return timeOfDay(day, 0, zone);
}

/** The instant at which the clocks of `zone` show so many minutes after midnight on `day`. */
export function timeOfDay(day: PlainDate, minutes: number, zone: string): Date {
  // The offset is read at a first guess and corrected once: enough but for a time that a change of the clocks leaves out.
  const guess = utc(day) + minutes * 60_000;
  const first = guess - offsetMs(zone, new Date(guess));
  return new Date(guess - offsetMs(zone, new Date(first)));
}

/** How many minutes after midnight the clocks of `zone` show. */
export function minutesOfDay(instant: Date, zone: string): number {
  return Math.floor(((((instant.getTime() + offsetMs(zone, instant)) / 60_000) % 1440) + 1440) % 1440);
}

function offsetMs(zone: string, instant: Date): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const n = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  return Date.UTC(n("year"), n("month") - 1, n("day"), n("hour"), n("minute"), n("second")) - Math.floor(instant.getTime() / 1000) * 1000;
}

function utc(day: PlainDate): number {
  return Date.parse(`${day}T00:00:00Z`);
}
