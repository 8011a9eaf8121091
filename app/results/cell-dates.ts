import { addDays, addMonths, isPlainDate, type PlainDate } from "~/platform/dates";
import { plainCell } from "./cell-values";

/** What the cells of merchants' exports say about days. Pure. */

/** How a day is written. `slash`: 03/04/2026, which is one of two days until somebody says which. */
type DateForm = "day" | "compact" | "serial" | "month" | "stretch" | "slash";
export type DateOrder = "day-first" | "month-first";
export type ReadDays =
  | { ok: true; form: DateForm; from: PlainDate; to: PlainDate }
  | { ok: false; form: "slash"; first: number; second: number }
  | { ok: false; form: null };

const NO_DAY = { ok: false, form: null } as const;
const TIME = /[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/;
const WEEKDAY = /\s*[(]?(?:星期|周)[一二三四五六日天][)]?$/;
/** The days that a spreadsheet numbers so: 2009-07-06 to 2064-04-08. */
const [LEAST_SERIAL, MOST_SERIAL] = [40_000, 60_000];

/** The days of a cell: one, a month, or a stretch; `order`: what somebody said about 03/04/2026. */
export function readDays(cell: string, order?: DateOrder): ReadDays {
  const text = plainCell(cell).replace(WEEKDAY, "").replace(TIME, "").trim();
  const stretch = /^(.{6,12}?)\s*(?:~|至|到|—|--| - )\s*(.{6,12})$/.exec(text);
  if (stretch) {
    const [from, to] = [dayOf(stretch[1] ?? ""), dayOf(stretch[2] ?? "")];
    return from && to ? { ok: true, form: "stretch", from, to } : NO_DAY;
  }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = Math.floor(Number(text));
    if (serial < LEAST_SERIAL || serial > MOST_SERIAL) return NO_DAY;
    const day = addDays("1899-12-30", serial);
    return { ok: true, form: "serial", from: day, to: day };
  }
  const slash = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  if (slash) {
    const [first, second, year] = [Number(slash[1]), Number(slash[2]), Number(slash[3])];
    if (!order) return { ok: false, form: "slash", first, second };
    const day = dayOf(order === "day-first" ? `${year}-${second}-${first}` : `${year}-${first}-${second}`);
    return day ? { ok: true, form: "slash", from: day, to: day } : NO_DAY;
  }
  const month = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text);
  const first = month && dayOf(`${month[1]}-${month[2]}-1`);
  if (first) return { ok: true, form: "month", from: first, to: addDays(addMonths(first, 1), -1) };
  const day = dayOf(text);
  if (!day) return NO_DAY;
  return { ok: true, form: /^\d{8}$/.test(text) ? "compact" : "day", from: day, to: day };
}

/** 2026-04-05, 2026/4/5, 2026.4.5, 2026年4月5日, 20260405. */
function dayOf(text: string): PlainDate | null {
  const [, year = "", month = "", day = ""] =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    [];
  const made = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isPlainDate(made) ? made : null;
}

/** In which order the days of a column are written, as far as the column itself says: where one of the numbers is past twelve. `ask`: nobody but a person knows. */
export function orderOf(cells: readonly string[]): DateOrder | "none" | "ask" {
  const forms = new Set<DateForm | null>();
  let [dayFirst, monthFirst] = [false, false];
  for (const cell of cells) {
    const read = readDays(cell);
    forms.add(read.form);
    if (!read.ok && read.form === "slash") {
      if (read.first > 12) dayFirst = true;
      if (read.second > 12) monthFirst = true;
    }
  }
  if (!forms.has("slash")) return "none";
  forms.delete(null);
  // Two formats in one column: what wrote the one may not have meant the other in the same order.
  if (forms.size > 1 || dayFirst === monthFirst) return "ask";
  return dayFirst ? "day-first" : "month-first";
}
