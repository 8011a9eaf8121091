import type { Measures } from "@db/schema";
import { addDays, addMonths, type PlainDate } from "~/platform/dates";
import { readCount, readMoney, readTime } from "./cell-values";
import type { KeptFigure } from "./compare-rows";
import type { Part } from "./measures";
import { brokenRules } from "./row-rules";
import type { Worker } from "./row-who";

/** Figures entered by hand: a month, a store and a part; agents down, days across, or the month as one stretch. Pure. */

export const spans = ["month", "first", "middle", "last"] as const;
export type Span = (typeof spans)[number];
export type Stretch = { from: PlainDate; to: PlainDate };

/** What is typed in; what else an export brings of the part stays as it is. */
export const gridMeasures: Record<Part, readonly string[]> = {
  conversion: ["inquiries", "paid", "refunded"],
  reception: ["received", "effective", "firstResponseMs"],
  sales: ["salesFen", "units", "buyers", "refundFen", "netFen"],
  rating: ["received", "invited", "stars5", "stars4", "stars3", "stars2", "stars1"],
  push: ["pushUnits"],
};

/** The columns of a grid: the month as one, or a third of it day by day. */
export function columnsOf(month: PlainDate, span: Span): Stretch[] {
  const end = addDays(addMonths(month, 1), -1);
  if (span === "month") return [{ from: month, to: end }];
  const [first, last] = span === "first" ? [0, 9] : span === "middle" ? [10, 19] : [20, 30];
  return Array.from({ length: last - first + 1 }, (_, i) => addDays(month, first + i))
    .filter((day) => day <= end)
    .map((day) => ({ from: day, to: day }));
}

/** The name of a cell's input. */
export function cellName(personId: string, { from }: Stretch, measure: string): string {
  return `c.${personId}.${from}.${measure}`;
}

/** A measure as it is typed: yuan with their fen, seconds, whole numbers. */
export function typedMeasure(measure: string, value: number | undefined): string {
  if (value === undefined) return "";
  if (measure.endsWith("Fen")) return (value / 100).toFixed(2);
  return String(measure.endsWith("Ms") ? value / 1000 : value);
}

export type GridFault = { code: string; field: string; params?: Record<string, string | number> };
export type GridDecision = {
  fresh: (Stretch & { personId: string; measures: Measures })[];
  corrected: { id: string; personId: string; from: PlainDate; measures: Measures }[];
  removed: { id: string; personId: string; from: PlainDate }[];
  faults: GridFault[];
};
type Ground = {
  today: PlainDate;
  kept: readonly KeptFigure[];
  people: readonly Worker[];
  isClosed: (personId: string, day: PlainDate) => boolean;
};

/**
 * What a grid as it was sent changes among the figures that are kept: cells that say what is kept change nothing, an emptied stretch goes. A fault names the cell. Cells of people who are not
 * in the grid, and of days that a longer stretch covers, are passed over.
 */
export function decideGrid(part: Part, columns: readonly Stretch[], typed: (name: string) => string | null, ground: Ground): GridDecision {
  const made: GridDecision = { fresh: [], corrected: [], removed: [], faults: [] };
  for (const worker of ground.people) for (const column of columns) decideStretch(worker, column);
  return made;

  function decideStretch(worker: Worker, column: Stretch): void {
    const own = ground.kept.filter(({ personId }) => personId === worker.id);
    const stands = own.find(({ from, to }) => from === column.from && to === column.to);
    if (!stands && own.some(({ from, to }) => from <= column.to && column.from <= to)) return;
    const nameOf = (measure: string) => cellName(worker.id, column, measure);
    const fault = (code: string, measure: string, params?: GridFault["params"]) =>
      made.faults.push({ code, field: nameOf(measure), params });
    const measures: Measures = { ...stands?.measures };
    const changed: string[] = [];
    let isRead = true;
    for (const measure of gridMeasures[part]) {
      const cell = typed(nameOf(measure));
      if (cell === null) continue;
      const read = measure.endsWith("Fen") ? readMoney(cell) : measure.endsWith("Ms") ? readTime(cell) : readCount(cell);
      if (!read.ok) {
        fault(measure.endsWith("Fen") ? "not_money" : measure.endsWith("Ms") ? "not_a_time" : "not_a_count", measure);
        isRead = false;
      } else if ((read.value ?? undefined) !== stands?.measures[measure]) {
        changed.push(measure);
        if (read.value === null) delete measures[measure];
        else measures[measure] = read.value;
      }
    }
    const [first] = changed;
    if (!isRead || first === undefined) return;
    const before = made.faults.length;
    if (ground.isClosed(worker.id, column.from)) fault("month_closed", first, { month: column.from.slice(0, 7) });
    else if (Object.keys(measures).length > 0) {
      if (column.from > ground.today) fault("day_future", first, { today: ground.today });
      if (worker.from && column.to < worker.from) fault("before_hire", first, { name: worker.name, day: worker.from });
      if (worker.leftOn && column.from > worker.leftOn) fault("after_leaving", first, { name: worker.name, day: worker.leftOn });
      for (const { code, measure, than } of brokenRules(part, measures))
        fault(code, measure, { limit: than ? (measures[than] ?? "") : "" });
    }
    if (made.faults.length > before) return;
    if (Object.keys(measures).length === 0) {
      if (stands) made.removed.push({ id: stands.id, personId: worker.id, from: column.from });
    } else if (stands) made.corrected.push({ id: stands.id, personId: worker.id, from: column.from, measures });
    else made.fresh.push({ personId: worker.id, ...column, measures });
  }
}
