export type Cell = string | number | boolean | Date | null;
/** A sheet as it was read: rows of cells. */
export type Grid = readonly (readonly Cell[])[];
/** Cells that a spreadsheet shows as one, from 0, both ends included; the first of them holds the value. */
export type Merge = { top: number; left: number; bottom: number; right: number };
/** A row that holds nothing. */
export const BLANK_ROW: readonly Cell[] = [];

/** A heading as it is compared: without case, width, blanks, stars, and what stands in brackets. */
export function plainHeading(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[(（【[].*?[)）】\]]/g, "")
    .replace(/[\s*_·:：-]/g, "");
}

/** A cell as its text; dates as 2026-03-02. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().slice(0, 10);
  return String(cell).trim();
}
