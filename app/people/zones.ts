/** Zones that teams of an online shop sit in; any other IANA name may be written too. */
export const commonZones = [
  "Asia/Shanghai",
  "Asia/Urumqi",
  "Asia/Hong_Kong",
  "Asia/Macau",
  "Asia/Taipei",
  "Asia/Singapore",
  "Asia/Kuala_Lumpur",
  "Asia/Manila",
  "Asia/Bangkok",
  "Asia/Ho_Chi_Minh",
  "Asia/Jakarta",
  "Asia/Tokyo",
  "Asia/Seoul",
  "Asia/Kolkata",
  "Asia/Dubai",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Moscow",
  "America/New_York",
  "America/Los_Angeles",
  "Australia/Sydney",
  "UTC",
] as const;

/** Whether `zone` is an IANA time zone that this runtime knows, by its own name. */
export function isZone(zone: string): boolean {
  if (zone === "UTC") return true;
  return Intl.supportedValuesOf("timeZone").includes(zone) || (commonZones as readonly string[]).includes(zone);
}

/** Whether these are ISO weekdays, each once, at least one. */
export function isWorkingWeek(days: readonly number[]): boolean {
  return days.length > 0 && new Set(days).size === days.length && days.every((d) => Number.isInteger(d) && d >= 1 && d <= 7);
}
