import { parse } from "csv-parse/sync";
import { type Grid, type Merge } from "./spreadsheet";
import { openWorkbook, readWorksheet, readWorksheets, wantedSheet } from "./xlsx.server";

export type FileFault =
  "import_no_file" | "import_file_empty" | "import_too_large" | "import_xls" | "import_not_readable" | "import_too_wide";
/** What is read at most: bytes of the file, and rows that hold a value, titles and heading among them. */
type GridLimits = { bytes: number; rows: number };
/** `sheet`: the name of the sheet that was read, when it is not the first. */
type GridRead =
  | { ok: true; grid: Grid; merges: Merge[]; sheet: string | null }
  | { ok: false; fault: FileFault }
  | { ok: false; fault: "import_too_many_rows"; rows: number };

/**
 * The cells of an uploaded CSV or XLSX, by its bytes, not by its name; or why it cannot be read. Of several sheets the first is read whose beginning is
 * `wanted`, else the first.
 */
export async function readGrid(file: Blob | null, limits: GridLimits, wanted?: (grid: Grid) => boolean): Promise<GridRead> {
  const bytes = await bytesOf(file, limits.bytes);
  if ("fault" in bytes) return bytes;
  try {
    return isZip(bytes) ? await readXlsx(bytes, limits.rows, wanted) : readCsv(bytes, limits.rows);
  } catch {
    return UNREADABLE;
  }
}

/** The cells of all sheets of an uploaded CSV or XLSX (a CSV has one, without a name). The limit of rows is for all of them together. */
export async function readGrids(
  file: Blob | null,
  limits: GridLimits,
): Promise<{ ok: true; isWorkbook: boolean; sheets: { name: string | null; grid: Grid }[] } | Extract<GridRead, { ok: false }>> {
  const bytes = await bytesOf(file, limits.bytes);
  if ("fault" in bytes) return bytes;
  try {
    if (!isZip(bytes)) {
      const read = readCsv(bytes, limits.rows);
      return read.ok ? { ok: true, isWorkbook: false, sheets: [{ name: null, grid: read.grid }] } : read;
    }
    const book = await openWorkbook(bytes);
    if (!book) return UNREADABLE;
    const read = await readWorksheets(book, limits.rows);
    return "fault" in read ? { ok: false, ...read } : { ok: true, isWorkbook: true, ...read };
  } catch {
    return UNREADABLE;
  }
}

/** The bytes of an upload, or why they are not read. */
async function bytesOf(file: Blob | null, most: number): Promise<Buffer | { ok: false; fault: FileFault }> {
  // A browser sends a file without a name where none was chosen.
  if (!file || (file.size === 0 && (!(file instanceof File) || file.name === ""))) return { ok: false, fault: "import_no_file" };
  if (file.size === 0) return { ok: false, fault: "import_file_empty" };
  if (file.size > most) return { ok: false, fault: "import_too_large" };
  const bytes = Buffer.from(await file.arrayBuffer());
  return bytes.subarray(0, 4).equals(OLD_XLS) ? { ok: false, fault: "import_xls" } : bytes;
}

const OLD_XLS = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const isZip = (bytes: Buffer) => bytes.subarray(0, 4).equals(ZIP);
const ZIP = Buffer.from("PK\u0003\u0004");
const UNREADABLE = { ok: false, fault: "import_not_readable" } as const;

/** Rows with a value at whose sight it is decided whether a sheet is the wanted one. */
const HEAD = 40;

async function readXlsx(bytes: Buffer, rows: number, wanted?: (grid: Grid) => boolean): Promise<GridRead> {
  const book = await openWorkbook(bytes);
  if (!book) return UNREADABLE;
  const first = await readWorksheet(book, 0, rows);
  const isIt = !wanted || ("grid" in first && wanted(first.grid));
  const at = isIt ? 0 : await wantedSheet(book, wanted, HEAD);
  const read = at === 0 ? first : await readWorksheet(book, at, rows);
  return "fault" in read ? { ok: false, ...read } : { ok: true, ...read, sheet: at > 0 ? (book.sheets[at]?.name ?? null) : null };
}

/** Lines of a CSV that are looked at, blank ones among them: spreadsheets save formatted blanks as ",,,,". */
const LINES = 100_000;

function readCsv(bytes: Buffer, rows: number): GridRead {
  const text = decodedText(bytes);
  if (text === null) return UNREADABLE;
  const first = text.slice(0, 2000).split(/\r?\n/, 5).join("\n");
  const delimiter = [",", "\t", ";"].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
  const blank: string[] = [];
  let valued = 0;
  const grid = parse(withoutEnd(text, delimiter), {
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to: LINES + 1,
    onRecord: (record: string[]) => (record.every((cell) => cell.trim() === "") || ++valued > rows ? blank : record),
  });
  const found = Math.max(valued, grid.length > LINES ? text.split("\n").length : 0);
  return found > rows ? { ok: false, fault: "import_too_many_rows", rows: found } : { ok: true, grid, merges: [], sheet: null };
}

/** A text without the blank lines at its end, however many. */
function withoutEnd(text: string, delimiter: string): string {
  let end = text.length;
  while (end > 0 && `${delimiter}\r\n `.includes(text[end - 1] ?? "x")) end--;
  // The last line itself stays whole.
  while (end < text.length && !"\r\n".includes(text[end] ?? "\n")) end++;
  return text.slice(0, end);
}

/** The text of an upload in any encoding that spreadsheets save; null: it is none. */
export function decodedText(bytes: Buffer): string | null {
  const text = decoded(bytes);
  // Control characters are no part of any text file: this is something else.
  return text === null || /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
}

/** UTF-8 or UTF-16 by its mark or by being valid; else GBK, as spreadsheets in China save it. Null when it is none of them. */
function decoded(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString("hex");
  const encodings = mark === "fffe" ? ["utf-16le"] : mark === "feff" ? ["utf-16be"] : ["utf-8", "gb18030"];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}
