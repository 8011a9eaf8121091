import { parse } from "csv-parse/sync";
import { unzipSync, zipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import { type Cell, type Grid } from "./spreadsheet";

/** What an XLSX may unpack to; more is a bomb, not a list. */
const UNPACKED_BYTES = 60_000_000;

export type FileFault = "import_no_file" | "import_too_large" | "import_xls" | "import_not_readable";
/** What is read at most: bytes of the file, and rows, titles and heading among them. */
type GridLimits = { bytes: number; rows: number };
type GridRead = { ok: true; grid: Grid } | { ok: false; fault: FileFault } | { ok: false; fault: "import_too_many_rows"; rows: number };

/** The cells of an uploaded CSV or XLSX (its first sheet), by its bytes, not by its name; or why it cannot be read. */
export async function readGrid(file: Blob | null, limits: GridLimits): Promise<GridRead> {
  if (!file || file.size === 0) return { ok: false, fault: "import_no_file" };
  if (file.size > limits.bytes) return { ok: false, fault: "import_too_large" };
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return { ok: false, fault: "import_xls" };
  try {
    return bytes.subarray(0, 4).equals(ZIP) ? await readXlsx(bytes, limits.rows) : readCsv(bytes, limits.rows);
  } catch {
    return UNREADABLE;
  }
}

const ZIP = Buffer.from("PK\u0003\u0004");
const UNREADABLE = { ok: false, fault: "import_not_readable" } as const;

async function readXlsx(bytes: Buffer, rows: number): Promise<GridRead> {
  const named = unpackedSize(bytes);
  if (named === null || named > UNPACKED_BYTES) return UNREADABLE;
  // Unpacked once, within the sizes that were named. The reader below trusts no directory and would inflate whatever the archive hides, so it gets
  // these files and no others, packed again without compression.
  const files = unzipSync(bytes);
  // Counted before the cells are made: fifty thousand rows of cells are hundreds of megabytes.
  const found = rowsOfFirstSheet(files);
  if (found > rows) return { ok: false, fault: "import_too_many_rows", rows: found };
  return { ok: true, grid: (await readSheet(Buffer.from(zipSync(files, { level: 0 })))) as unknown as Cell[][] };
}

function rowsOfFirstSheet(files: Record<string, Uint8Array>): number {
  const sheets = Object.entries(files).filter(([name]) => /^xl\/worksheets\/[^/]+\.xml$/.test(name));
  const [, xml] = sheets.sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1))[0] ?? [];
  if (!xml) return 0;
  const text = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength);
  let count = 0;
  for (let at = text.indexOf("<row"); at >= 0; at = text.indexOf("<row", at + 4)) count++;
  return count;
}

/** The sizes that the archive's own directory names, summed; null when it has none. */
function unpackedSize(bytes: Buffer): number | null {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > bytes.length) return null;
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let sum = 0;
  for (let i = 0; i < entries; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return null;
    sum += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return sum;
}

function readCsv(bytes: Buffer, rows: number): GridRead {
  const text = decoded(bytes);
  // Control characters are no part of any text file: this is something else.
  if (text === null || /[\u0000-\u0008\u000e-\u001f]/.test(text)) return UNREADABLE;
  const first = text.slice(0, 2000).split(/\r?\n/, 5).join("\n");
  const delimiter = [",", "\t", ";"].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
  const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, to: rows + 1 };
  const grid = parse(text, options) as string[][];
  return grid.length > rows ? { ok: false, fault: "import_too_many_rows", rows: text.split("\n").length } : { ok: true, grid };
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
