import { decodedText, readGrids } from "~/platform/spreadsheet.server";
import { accept, type Outcome, refuse } from "~/platform/write.server";
import { readGift } from "./gift.server";
import { readMoodleXml } from "./moodle.server";
import { hasQuestions, readSheets } from "./read-sheet";
import { type FileRead, MOST_QUESTIONS } from "./rows";

const BYTES = 10_000_000;
/** Rows that are read at all: titles and headings stand above the questions of each sheet, lists and a legend beside them. */
const GRID_ROWS = MOST_QUESTIONS + 1500;

/** The questions of an uploaded file, by what stands in it, not by its name: a sheet, GIFT or Moodle XML. */
export async function readFile(file: File | null): Promise<Outcome<FileRead>> {
  const text = file && file.size <= BYTES ? decodedText(Buffer.from(await file.arrayBuffer())) : null;
  if (text !== null && /^\s*</.test(text)) return read(readMoodleXml(text), "moodle_xml");
  const grids = await readGrids(file, { bytes: BYTES, rows: GRID_ROWS });
  const isSheet = grids.ok && grids.sheets.some(({ grid }) => hasQuestions(grid));
  if (text !== null && !isSheet && /\{[^]*\}|\$CATEGORY:/.test(text)) return read(readGift(text), "gift");
  if (!grids.ok)
    return refuse(grids.fault, { field: "file", params: "rows" in grids ? { count: grids.rows, limit: MOST_QUESTIONS } : undefined });
  return read(readSheets(grids.sheets, grids.isWorkbook), "sheet");
}

type Read =
  (Omit<FileRead, "format" | "examples"> & { ok: true; examples?: number }) | { ok: false; fault: string; params?: Record<string, number> };

function read(found: Read, format: FileRead["format"]): Outcome<FileRead> {
  if (!found.ok) return refuse(found.fault, { field: "file", params: found.params });
  return accept({ format, rows: found.rows, faults: found.faults, examples: found.examples ?? 0 });
}
