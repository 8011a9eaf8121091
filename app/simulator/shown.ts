/** Seconds as people see them: whole ones, up from a half. */
export const showSeconds = (seconds: number): string => String(Math.round(seconds));

/** The clock of a run: 1:05. */
export function showClock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The place of a line in the page of its run. */
export const lineId = (customer: string, line: number): string => `line-${customer}-${line}`;
