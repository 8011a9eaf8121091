import { cellText, type Grid, type Merge, plainHeading } from "~/platform/spreadsheet";
import { CELL, type Mapping, mappingOf, type Remembered, type Sheet } from "./sheet-rules";

export type SheetFault = "import_too_long" | "import_empty" | "import_no_header" | "import_too_many_rows";

/** Rows of products that are imported at once. */
export const SHEET_ROWS = 5000;
/** Rows that are read at all: titles and the heading stand above the products. */
export const GRID_ROWS = SHEET_ROWS + 50;
const HEADER_WITHIN = 20;
/** Rows at whose sight a sheet is known as one of products. */
const BEGINNING = 200;
const COLUMNS = 60;
/** Columns beyond the last heading in which a row may have slipped. */
const BEYOND = 20;
/** Characters that a whole sheet may hold: five thousand products described at length are two million. */
const SHEET_TEXT = 10_000_000;
/** Cells that are looked at to fill merged ones; a sheet of five thousand products has three hundred thousand. */
const FILLED = 500_000;

type Text = string[][];

/**
 * Find the headings and read what stands below. Titles and merged cells may stand above them: the heading is the row of the first twenty that holds the
 * most known columns, or, where none is known, the first that names three; two rows of headings are joined. Blank rows are passed over. What is merged
 * downwards stands for each of its rows that holds something else.
 */
export function readSheet(
  grid: Grid,
  remembered: Remembered,
  merges: readonly Merge[] = [],
): { ok: true; sheet: Sheet } | { ok: false; fault: SheetFault; params?: Record<string, number> } {
  const text = textOf(grid);
  if (text.every(isBlank)) return { ok: false, fault: "import_empty" };
  const found = headingsIn(text, remembered, merges);
  if (!found) return { ok: false, fault: "import_no_header" };
  const width = found.headings.reduce((last, cell, i) => (cell === "" ? last : i + 1), 0);
  fillMerged(text, merges, found.below);
  // Spreadsheets say a long text once and repeat it for free: what is kept does not.
  const size = text.reduce((sum, row) => row.reduce((own, cell) => own + cell.length, sum), 0);
  if (size > SHEET_TEXT) return { ok: false, fault: "import_too_long" };
  const rows = text.slice(found.below).flatMap((cells, i) => {
    const own = Array.from({ length: width }, (_, column) => cells[column] ?? "");
    return isBlank(own) ? [] : [{ row: found.below + i + 1, own, beyond: cells.slice(width), length: grid[found.below + i]?.length ?? 0 }];
  });
  if (rows.length === 0) return { ok: false, fault: "import_empty" };
  if (rows.length > SHEET_ROWS) return { ok: false, fault: "import_too_many_rows", params: { count: rows.length, limit: SHEET_ROWS } };
  // Some programs end every row with a delimiter, and the headings without one.
  const headed = Math.max(...grid.slice(found.at, found.below).map((row) => row.length));
  const usual = Math.max(
    headed,
    rows.reduce((least, { length }) => Math.min(least, length), Infinity),
  );
  return {
    ok: true,
    sheet: {
      headings: found.headings.slice(0, width),
      rows: rows.map(({ row, own: cells, beyond, length }) => {
        const over = beyond.filter((cell) => cell !== "").join(" ");
        return over !== "" || length > usual ? { row, cells, over } : { row, cells };
      }),
    },
  };
}

/** Whether the beginning of a sheet has headings of products, with something below. */
export function hasProducts(grid: Grid, remembered: Remembered): boolean {
  const text = textOf(grid.slice(0, BEGINNING));
  const found = headingsIn(text, remembered, []);
  return found !== null && found.known >= 2 && !text.slice(found.below).every(isBlank);
}

function textOf(grid: Grid): Text {
  return grid.map((row) => row.slice(0, COLUMNS + BEYOND).map((cell) => unwrapped(cellText(cell)).slice(0, CELL)));
}

/** Spreadsheets keep leading zeros in CSV by writing ="00123". */
function unwrapped(cell: string): string {
  return /^="([^"]*)"$/.exec(cell)?.[1]?.trim() ?? cell;
}

function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell === "");
}

/** The headings, the row at which they begin (from 0), the row below them, and how many are known. */
type Headings = { headings: string[]; at: number; below: number; known: number };

function headingsIn(text: Text, remembered: Remembered, merges: readonly Merge[]): Headings | null {
  const top = text.slice(0, HEADER_WITHIN).map((row) => row.slice(0, COLUMNS));
  const fields = (row: readonly string[]) => mappingOf(row, remembered);
  const known = top.map((row) => fields(row).filter((field) => field !== null).length);
  const most = Math.max(0, ...known);
  const at = most >= 2 ? known.indexOf(most) : top.findIndex((row) => new Set(row.filter((cell) => cell !== "")).size >= 3);
  const heading = top[at];
  if (!heading) return null;
  const isKnown = (cell: string | undefined) => fields([cell ?? ""])[0] !== null;
  const spans = merges.filter((merge) => merge.top < HEADER_WITHIN);
  const joined = (upper: number): Headings => {
    const headings = joinedHeadings(text, upper, spans, isKnown);
    return { headings, at: upper, below: upper + 2, known: fields(headings).filter((field) => field !== null).length };
  };
  const lower = text[at + 1]?.slice(0, COLUMNS);
  const isSpanned = spans.some((merge) => merge.top === at && merge.bottom === at + 1);
  if (most >= 2 && lower && !isBlank(lower) && (isSpanned || isLowerHeading(lower, fields(heading), isKnown))) return joined(at);
  const upper = top[at - 1];
  if (most >= 2 && upper?.some((cell, column) => isKnown(cell) && (heading[column] ?? "") === "")) return joined(at - 1);
  return { headings: heading, at, below: at + 1, known: most };
}

/** Whether the row below the headings is one of headings too: it names a known column, holds no number, and no product's code. */
function isLowerHeading(row: readonly string[], above: Mapping, isKnown: (cell: string | undefined) => boolean): boolean {
  const code = above.indexOf("code");
  const known = row.filter(isKnown).length;
  if (known < (code < 0 ? 2 : 1) || row.some((cell) => /^[¥￥]?[\d.,]+$/.test(cell))) return false;
  return code < 0 || (row[code] ?? "") === "" || isKnown(row[code]);
}

/** Two rows of headings column by column: the lower one names the column, the upper one the group to which it belongs. */
function joinedHeadings(text: Text, at: number, spans: readonly Merge[], isKnown: (cell: string | undefined) => boolean): string[] {
  const [upper, lower] = [text[at]?.slice(0, COLUMNS) ?? [], text[at + 1]?.slice(0, COLUMNS) ?? []];
  const groups = groupsOf(upper, lower, at, spans);
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const own = lower[column] ?? "";
    const { group, isShared } = groups[column] ?? { group: "", isShared: false };
    if (own === "") return upper[column] ?? "";
    if (group === "" || plainHeading(group) === plainHeading(own)) return own;
    // What stands above one column alone names it as well as what stands below: 价格 above 元.
    return !isShared && !isKnown(own) && isKnown(group) ? `${group}（${bare(own)}）` : `${own}（${bare(group)}）`;
  });
}

/** A heading to stand in brackets. */
function bare(heading: string): string {
  return heading.replace(/[()（）【】[\]]/g, " ").trim();
}

/** What stands above each column: a cell reaches as far as it is merged; where nothing is known of that, over what has nothing else above. */
function groupsOf(
  upper: readonly string[],
  lower: readonly string[],
  at: number,
  spans: readonly Merge[],
): { group: string; isShared: boolean }[] {
  const wide = spans.filter((merge) => merge.top <= at && merge.bottom >= at && merge.right > merge.left);
  let from = -1;
  const anchors = Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    if (wide.length > 0) return wide.find((merge) => merge.left <= column && merge.right >= column)?.left ?? column;
    if ((upper[column] ?? "") !== "") from = column;
    else if ((lower[column] ?? "") === "" || (lower[column - 1] ?? "") === "") from = column;
    return from < 0 ? column : from;
  });
  return anchors.map((anchor) => ({ group: upper[anchor] ?? "", isShared: anchors.filter((other) => other === anchor).length > 1 }));
}

/** Put the value of cells that are merged downwards into each row of theirs that holds something. */
function fillMerged(text: Text, merges: readonly Merge[], below: number): void {
  let left = FILLED;
  for (const merge of merges) {
    const value = text[merge.top]?.[merge.left] ?? "";
    if (merge.top < below || value === "") continue;
    for (let at = merge.top + 1; at <= Math.min(merge.bottom, text.length - 1) && left > 0; at++, left--) {
      const row = text[at];
      if (row && (row[merge.left] ?? "") === "" && !isBlank(row)) row[merge.left] = value;
    }
  }
}
