import { addDays, minutesOfDay, plainDateIn, type PlainDate, timeOfDay } from "~/platform/dates";

/** A time of the day as clocks show it, "HH:MM". */
export type ClockTime = string;
/** The hours in which nobody is disturbed, from and to on the clocks of the reader's zone; they may lie over midnight. */
export type QuietHours = { from: ClockTime; to: ClockTime };

/** The clocks by which the whole shop goes: teams have their own. */
export const SHOP_ZONE = "Asia/Shanghai";

/** Quiet hours as they are kept, or null: both or neither are there. */
export function quietHoursOf({ quietFrom, quietTo }: { quietFrom: ClockTime | null; quietTo: ClockTime | null }): QuietHours | null {
  return quietFrom && quietTo ? { from: quietFrom, to: quietTo } : null;
}

/** Whether `value` is a time of the day. */
export function isClockTime(value: unknown): value is ClockTime {
  return typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** Minutes after midnight. */
export function minutesIn(time: ClockTime): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Whether a time of the day lies in the quiet hours: their beginning does, their end does not. Hours that begin when they end are none. */
export function liesInQuiet(minutes: number, quiet: QuietHours | null): boolean {
  if (!quiet) return false;
  const [from, to] = [minutesIn(quiet.from), minutesIn(quiet.to)];
  return from <= to ? from <= minutes && minutes < to : minutes >= from || minutes < to;
}

/** Whether an instant lies in the quiet hours of a zone. */
export function isQuiet(at: Date, quiet: QuietHours | null, zone: string): boolean {
  return liesInQuiet(minutesOfDay(at, zone), quiet);
}

const STEP_MS = 5 * 60_000;

/** The first moment from `at` on that lies in no quiet hours. */
export function afterQuiet(at: Date, quiet: QuietHours | null, zone: string): Date {
  if (!quiet || !isQuiet(at, quiet, zone)) return at;
  const to = minutesIn(quiet.to);
  const today = plainDateIn(zone, at);
  const end = timeOfDay(minutesOfDay(at, zone) < to ? today : addDays(today, 1), to, zone);
  // Where the clocks are changed at that very time the end may not be there, or be there twice.
  let moment = end > at ? end : new Date(at.getTime() + STEP_MS);
  while (isQuiet(moment, quiet, zone)) moment = new Date(moment.getTime() + STEP_MS);
  return moment;
}

/** The day whose digest is due: today's once its time has come, unless it was made already. Null: none. */
export function digestDue(now: Date, digestAt: ClockTime, lastDay: PlainDate | null, zone: string): { day: PlainDate; at: Date } | null {
  const day = plainDateIn(zone, now);
  const at = timeOfDay(day, minutesIn(digestAt), zone);
  return at <= now && (lastDay === null || lastDay < day) ? { day, at } : null;
}
