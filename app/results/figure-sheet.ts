import { type Cell, type Grid, type Merge } from "~/platform/spreadsheet";
import { knownColumns, type Mapping, plainHeading } from "./columns";

/** A merchant's export as rows of text below their headings. Pure. */

export type FigureRow = { row: number; cells: string[] };
export type FigureSheet = { headings: string[]; headingRow: number; rows: FigureRow[] };

const HEADER_WITHIN = 20;
const COLUMNS = 80;
const CELL = 200;

/** A cell as text: a day as 2026-03-02, a length of time as 00:01:20, a number as it is. */
function textOfCell(cell: Cell): string {
  if (cell === null) return "";
  if (!(cell instanceof Date)) return String(cell).trim().slice(0, CELL);
  if (Number.isNaN(cell.getTime())) return "";
  const iso = cell.toISOString();
  // Spreadsheets count times from the beginning of their calendar.
  if (cell.getUTCFullYear() > 1901) return iso.slice(0, 10);
  const seconds = (cell.getTime() - Date.UTC(1899, 11, 30)) / 1000;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours, minutes, Math.floor(seconds % 60)].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The headings (of one row, or two joined: 邀请 above 发出) and what stands below. Null: no row of the first twenty holds two known columns, or three words. */
export function figureSheet(grid: Grid, merges: readonly Merge[] = []): FigureSheet | null {
  const text = grid.map((row) => row.slice(0, COLUMNS).map(textOfCell));
  const found = headingsIn(text.slice(0, HEADER_WITHIN + 1), merges);
  if (!found) return null;
  const width = found.headings.reduce((last, heading, i) => (heading === "" ? last : i + 1), 0);
  const rows = text.slice(found.below).flatMap((cells, i) => {
    const own = Array.from({ length: width }, (_, column) => cells[column] ?? "");
    return own.every((cell) => cell === "") ? [] : [{ row: found.below + i + 1, cells: own }];
  });
  return { headings: found.headings.slice(0, width), headingRow: found.below, rows };
}

const knownIn = (headings: readonly string[]) => knownColumns(headings).filter((field) => field !== null).length;

function headingsIn(text: string[][], merges: readonly Merge[]): { headings: string[]; below: number } | null {
  const candidates = text.slice(0, HEADER_WITHIN).flatMap((row, at) => {
    const lower = text[at + 1];
    const joined = lower && isLowerHeading(lower) ? joinedHeadings(row, lower, at, merges) : null;
    return [
      { headings: row, below: at + 1, known: knownIn(row) },
      ...(joined ? [{ headings: joined, below: at + 2, known: knownIn(joined) }] : []),
    ];
  });
  const best = candidates.reduce<(typeof candidates)[number] | null>((most, one) => (one.known > (most?.known ?? 1) ? one : most), null);
  if (best) return best;
  return candidates.find(({ headings }) => new Set(headings.filter((cell) => cell !== "" && !/\d/.test(cell))).size >= 3) ?? null;
}

/** Whether a row says words only: no row of figures does. */
function isLowerHeading(row: readonly string[]): boolean {
  const said = row.filter((cell) => cell !== "");
  return said.length >= 2 && said.every((cell) => !/^[-\d¥.,%:]+$/.test(cell.normalize("NFKC")));
}

/** Two rows of headings column by column: a group reaches as far as it is merged, or over what has nothing else above. */
function joinedHeadings(upper: readonly string[], lower: readonly string[], at: number, merges: readonly Merge[]): string[] {
  const wide = merges.filter((merge) => merge.top === at && merge.bottom === at && merge.right > merge.left);
  let group = "";
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const own = lower[column] ?? "";
    const above = upper[column] ?? "";
    const merge = wide.find(({ left, right }) => left <= column && column <= right);
    group = wide.length > 0 ? (merge ? (upper[merge.left] ?? "") : above) : above !== "" ? above : own === "" ? "" : group;
    if (own === "") return above;
    return group === "" || plainHeading(group) === plainHeading(own) ? own : `${group}${own}`;
  });
}

/** What stands for other rows and is none itself. */
export type Aside = "total" | "peer" | "note";
const TOTAL = /^(?:合计|汇总|总计|总值|小计|总和|total|sum)/i;
const PEER = /^(?:同行|行业|均值|平均|人均|店铺均值|团队均值|average|peer)/i;

/** Totals, peers' averages and remarks below the table, by what stands where a row says who and when. */
export function asideOf({ cells }: FigureRow, mapping: Mapping): Aside | null {
  const said = cells.flatMap((cell, i) => (cell === "" ? [] : [{ cell: cell.normalize("NFKC").trim(), i }]));
  const labels = said.filter(
    ({ i }) => i === said[0]?.i || ["date", "from", "to", "agent", "person", "number", "store"].includes(mapping[i] ?? ""),
  );
  if (labels.some(({ cell }) => PEER.test(cell))) return "peer";
  if (labels.some(({ cell }) => TOTAL.test(cell))) return "total";
  return said.length === 1 && cells.length > 2 && said[0]?.i === 0 && !/^\d/.test(said[0].cell) ? "note" : null;
}
