import { type CellKey, type Cells } from "~/drill/types/cells";
import { exchanges } from "~/drill/types/registry";
import { questionKinds } from "~/drill/question-cells";
import { unguarded } from "~/people/csv";
import { cellText, type Grid } from "~/platform/spreadsheet";
import { keyOfHeading } from "./columns";
import { CELL_LENGTH, type FileRow, MOST_QUESTIONS, type RowFault } from "./rows";
import { EXAMPLE } from "./tables";

const HEADING_WITHIN = 20;

type Headings = { keys: (CellKey | null)[]; below: number };

/** The row of a grid that names most columns of questions, if it names three; of two columns for one thing the first counts. */
function headingsIn(grid: Grid): Headings | null {
  const found = grid.slice(0, HEADING_WITHIN).map((row) => {
    const keys = row.map((cell) => keyOfHeading(cellText(cell)));
    return keys.map((key, at) => (key !== null && keys.indexOf(key) === at ? key : null));
  });
  const counts = found.map((keys) => keys.filter((key) => key !== null).length);
  const most = Math.max(0, ...counts);
  const at = counts.indexOf(most);
  return most >= 3 ? { keys: found[at] ?? [], below: at + 1 } : null;
}

/** Whether a grid has headings of questions. */
export function hasQuestions(grid: Grid): boolean {
  return headingsIn(grid) !== null;
}

export type SheetsRead =
  | { ok: true; rows: FileRow[]; faults: RowFault[]; examples: number }
  | { ok: false; fault: "no_headings" | "no_rows" | "import_too_many_rows"; params?: Record<string, number> };

/** The questions of all sheets that have headings of questions: a row each. A row that says nothing is passed over. */
export function readSheets(sheets: readonly { name: string | null; grid: Grid }[], isWorkbook: boolean): SheetsRead {
  const rows: FileRow[] = [];
  const faults: RowFault[] = [];
  let examples = 0;
  const headed = sheets.flatMap(({ name, grid }) => {
    const headings = headingsIn(grid);
    return headings ? [{ sheet: sheets.length > 1 ? name : null, grid, ...headings }] : [];
  });
  if (headed.length === 0) return { ok: false, fault: "no_headings" };
  for (const { sheet, grid, keys, below } of headed)
    for (let at = below; at < grid.length; at++) {
      const place = { sheet, row: at + 1 };
      const texts = (grid[at] ?? []).map((cell) => cellText(cell));
      if (texts.every((text) => text === "")) continue;
      const own: RowFault[] = [];
      const cells: Cells = {};
      keys.forEach((key, column) => {
        if (!key) return;
        const raw = texts[column] ?? "";
        const value = isWorkbook ? raw : unguarded(raw);
        const code = cellFault(raw, isWorkbook);
        if (code)
          own.push({ at: place, key, value: raw.slice(0, 80), code, ...(code === "cell_long" ? { params: { limit: CELL_LENGTH } } : {}) });
        cells[key] = value.slice(0, CELL_LENGTH);
      });
      const over = texts.slice(keys.length).filter((text) => text !== "");
      if (over.length > 0) own.push({ at: place, key: null, value: over.join(" ").slice(0, 80), code: "row_over" });
      if (isExample(cells)) examples++;
      else if (own.length > 0) faults.push(...own);
      else rows.push({ at: place, cells });
    }
  const count = rows.length + new Set(faults.map(({ at }) => `${at.sheet} ${at.row}`)).size;
  if (count > MOST_QUESTIONS) return { ok: false, fault: "import_too_many_rows", params: { count, limit: MOST_QUESTIONS } };
  if (count === 0 && examples === 0) return { ok: false, fault: "no_rows" };
  return { ok: true, rows, faults, examples };
}

/** What makes a cell unreadable. A workbook keeps formulas apart from texts; a CSV does not. */
function cellFault(cell: string, isWorkbook: boolean): "cell_formula" | "cell_error" | "cell_encoding" | "cell_long" | null {
  if (!isWorkbook && /^=[A-Za-z@(+\-\d"]/.test(cell)) return "cell_formula";
  if (/^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|GETTING_DATA|SPILL!)$/.test(cell)) return "cell_error";
  if (cell.includes("\uFFFD")) return "cell_encoding";
  return cell.length > CELL_LENGTH ? "cell_long" : null;
}

/** Whether a row is the example of a template, as the template has it. */
function isExample(cells: Cells): boolean {
  const kind = questionKinds.find((one) => cells.slug === EXAMPLE + one.replaceAll("_", "-"));
  return kind !== undefined && cells["stem.zh-CN"] === exchanges[kind].example.stem["zh-CN"];
}
