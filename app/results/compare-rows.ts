import type { FigureChange, FigureFault, Measures } from "@db/schema";
import type { PlainDate } from "~/platform/dates";
import type { ReadFigure } from "./read-rows";

/** What figures that were read would change among those that are kept. Pure. */

export type KeptFigure = Omit<ReadFigure, "row"> & { id: string };
export type Correction = ReadFigure & { id: string; before: Measures };
export type Compared = { fresh: ReadFigure[]; corrected: Correction[]; same: number; faults: FigureFault[] };

const groupOf = ({ personId, storeId, part }: Omit<ReadFigure, "row" | "measures">) => `${personId} ${storeId} ${part}`;
const overlaps = (a: { from: PlainDate; to: PlainDate }, b: { from: PlainDate; to: PlainDate }) => a.from <= b.to && b.from <= a.to;

/**
 * Compare what was read with what is kept of the same agent, store and part. A figure of the same days is brought up to date: what the file does not measure stays. Stretches that overlap otherwise,
 * rows that speak twice of the same days, and months that are closed are faults; `columnOf` names the column of a row's days.
 */
export function compareRows(
  figures: readonly ReadFigure[],
  kept: readonly KeptFigure[],
  isClosed: (personId: string, day: PlainDate) => boolean,
  column: string,
): Compared {
  const keptOf = grouped(kept);
  const made: Compared = { fresh: [], corrected: [], same: 0, faults: [] };
  const fault = (one: ReadFigure, code: string, params: FigureFault["params"]) =>
    made.faults.push({
      row: one.row,
      column,
      code,
      value: one.from === one.to ? one.from : `${one.from} – ${one.to}`,
      part: one.part,
      params,
    });
  for (const [group, rows] of grouped(figures)) {
    rows.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.row - b.row));
    const known = keptOf.get(group) ?? [];
    const twice = twiceIn(rows);
    for (const one of rows) {
      const other = twice.get(one);
      if (other !== undefined) {
        fault(one, "twice_in_file", { other });
        continue;
      }
      const stands = known.find(({ from, to }) => from === one.from && to === one.to);
      const measures = stands ? { ...stands.measures, ...one.measures } : one.measures;
      const isSame = stands && Object.entries(measures).every(([measure, value]) => stands.measures[measure] === value);
      const crossed = stands ? undefined : known.find((stretch) => overlaps(stretch, one));
      if (isSame) made.same++;
      else if (crossed) fault(one, "overlap_kept", { from: crossed.from, to: crossed.to });
      else if (isClosed(one.personId, one.from)) fault(one, "month_closed", { month: one.from.slice(0, 7) });
      else if (stands) made.corrected.push({ ...one, measures, id: stands.id, before: stands.measures });
      else made.fresh.push(one);
    }
  }
  return made;
}

/** The rows that share a day with another one, with the other's row; sorted by their first day. */
function twiceIn(rows: readonly ReadFigure[]): Map<ReadFigure, number> {
  const twice = new Map<ReadFigure, number>();
  let reaching: ReadFigure | null = null;
  for (const one of rows) {
    if (reaching && overlaps(reaching, one)) {
      twice.set(one, reaching.row);
      if (!twice.has(reaching)) twice.set(reaching, one.row);
    }
    if (!reaching || one.to > reaching.to) reaching = one;
  }
  return twice;
}

function grouped<One extends Omit<ReadFigure, "row">>(all: readonly One[]): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = groupOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

/** A correction as it is shown: only the measures that change. */
export function changeOf({ row, personId, storeId, part, from, to, before, measures }: Correction): FigureChange {
  const changed = Object.keys(measures).filter((measure) => before[measure] !== measures[measure]);
  const of = (all: Measures) =>
    Object.fromEntries(changed.flatMap((measure) => (all[measure] === undefined ? [] : [[measure, all[measure]]])));
  return { row, personId, storeId, part, from, to, before: of(before), after: of(measures) };
}
