import { strToU8, unzipSync, zipSync } from "fflate";
import readXlsxFile from "read-excel-file/node";
import { breather } from "./breath";
import { BLANK_ROW, type Cell, type Grid, type Merge } from "./spreadsheet";
import { attribute, plainText, xmlTokens } from "./xml";

/** What an XLSX may unpack to; more is a bomb, not a list. */
const UNPACKED_BYTES = 60_000_000;
/** The last row and column that a spreadsheet can have. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Rows with a value times the columns up to the last value: the reader makes a cell of each. */
const CELLS = 1_000_000;
const MERGES = 50_000;
const SHEETS = 50;
/** Columns that are looked at where only the beginning of a sheet is. */
const HEAD_COLUMNS = 100;

/** A workbook: its sheets in their order, by name and by the part that holds each. */
export type Workbook = {
  sheets: { name: string; part: string }[];
  is1904: boolean;
  parts: Record<string, Uint8Array>;
  beside: Record<string, string>;
};
type SheetRead = { grid: Grid; merges: Merge[] } | { fault: "import_too_wide" } | { fault: "import_too_many_rows"; rows: number };

/** Unpack a workbook, within the sizes that its directory names; null when it has none or would be too much. */
export async function openWorkbook(bytes: Buffer): Promise<Workbook | null> {
  const named = unpackedSize(bytes);
  if (named === null || named > UNPACKED_BYTES) return null;
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  const paths = new Map<string, string>();
  const beside: Workbook["beside"] = {};
  for (const token of xmlTokens(textOf(parts, "xl/_rels/workbook.xml.rels"))) {
    if (token.kind !== "open" || token.name !== "Relationship") continue;
    const type = attribute(token.attributes, "Type").split("/").at(-1) ?? "";
    const target = plainText(attribute(token.attributes, "Target"));
    const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
    if (type === "worksheet") paths.set(attribute(token.attributes, "Id"), part);
    else if (type === "styles" || type === "sharedStrings") beside[type] = part;
  }
  const sheets: Workbook["sheets"] = [];
  let is1904 = false;
  for (const token of xmlTokens(textOf(parts, "xl/workbook.xml"))) {
    if (token.kind !== "open") continue;
    if (token.name === "workbookPr") is1904 = /^(?:1|true)$/.test(attribute(token.attributes, "date1904"));
    const part = token.name === "sheet" ? paths.get(attribute(token.attributes, "id")) : undefined;
    if (part !== undefined) sheets.push({ name: plainText(attribute(token.attributes, "name")), part });
  }
  return { sheets: sheets.slice(0, SHEETS), is1904, parts, beside };
}

/** The first sheet whose beginning is wanted, by its place; 0 where none is. `head`: rows with a value that are looked at. */
export async function wantedSheet(book: Workbook, wanted: (grid: Grid) => boolean, head: number): Promise<number> {
  if (book.sheets.length < 2) return 0;
  const heads: Scanned[] = [];
  for (const { part } of book.sheets) heads.push(await scan(textOf(book.parts, part), head, true));
  const grids = await gridsOf(book, heads);
  return Math.max(0, grids.findIndex(wanted));
}

/** All cells of one sheet, unless more than `rows` of its rows hold a value. */
export async function readWorksheet(book: Workbook, at: number, rows: number): Promise<SheetRead> {
  const scanned = await scan(textOf(book.parts, book.sheets[at]?.part ?? ""), rows, false);
  if (scanned.valued > rows) return { fault: "import_too_many_rows", rows: scanned.valued };
  if (scanned.at.length * scanned.width > CELLS) return { fault: "import_too_wide" };
  const [grid] = await gridsOf(book, [scanned]);
  return { grid: grid ?? [], merges: scanned.merges };
}

/** All cells of all sheets, unless more than `rows` of their rows hold a value. */
export async function readWorksheets(
  book: Workbook,
  rows: number,
): Promise<{ sheets: { name: string; grid: Grid }[] } | Extract<SheetRead, { fault: string }>> {
  const scans: Scanned[] = [];
  let valued = 0;
  for (const { part } of book.sheets) {
    const scanned = await scan(textOf(book.parts, part), rows, false);
    scans.push(scanned);
    valued += scanned.valued;
    if (valued > rows) return { fault: "import_too_many_rows", rows: valued };
  }
  if (scans.reduce((sum, { at, width }) => sum + at.length * width, 0) > CELLS) return { fault: "import_too_wide" };
  const grids = await gridsOf(book, scans);
  return { sheets: book.sheets.map(({ name }, at) => ({ name, grid: grids[at] ?? [] })) };
}

/** A sheet as it is handed to the reader: only rows with a value, one after the other, and the row (from 0) at which each stands. */
type Scanned = { xml: string; at: number[]; valued: number; width: number; merges: Merge[] };
type Found = { column: number; type: string; style: string; value: string };

/**
 * The reader makes a row of whatever a sheet says of rows: of a hundred thousand formatted blanks, and of the numbers between two rows, however far
 * they are apart. So it gets a sheet made anew, of the cells that hold something.
 */
async function scan(text: string, keep: number, headOnly: boolean): Promise<Scanned> {
  const breathe = breather();
  const found: Scanned = { xml: "", at: [], valued: 0, width: 0, merges: [] };
  const rows: string[] = [];
  let row: { at: number; cells: Found[]; column: number } | null = null;
  let cell: (Found & { inline: string }) | null = null;
  let last = 0;
  let inside: string | null = null;
  let isPhonetic = false;
  for (const token of xmlTokens(text)) {
    if (token.kind === "text") {
      if (cell && inside === "v") cell.value += token.text;
      else if (cell && inside === "t" && !isPhonetic) cell.inline += token.text;
      continue;
    }
    const { name, kind } = token;
    if (name === "row" && kind === "open") {
      if (row) throw new Error("a row in a row");
      const at = Number(attribute(token.attributes, "r") || last + 1);
      if (!Number.isInteger(at) || at <= last || at > LAST_ROW) throw new Error("a row out of place");
      row = { at, cells: [], column: 0 };
      last = at;
    } else if (name === "c" && kind === "open" && row) {
      const column = columnOf(attribute(token.attributes, "r")) ?? row.column + 1;
      if (cell || column <= row.column || column > LAST_COLUMN) throw new Error("a cell out of place");
      cell = { column, type: attribute(token.attributes, "t"), style: attribute(token.attributes, "s"), value: "", inline: "" };
      row.column = column;
    } else if (name === "rPh") isPhonetic = kind === "open" && !token.isEmpty;
    else if (cell && (name === "v" || name === "t")) inside = kind === "open" && !token.isEmpty ? name : null;
    else if (name === "mergeCell" && kind === "open" && found.merges.length < MERGES) {
      const merge = mergeOf(attribute(token.attributes, "ref"));
      if (merge) found.merges.push(merge);
    }
    if (kind === "open" && !token.isEmpty) continue;
    if (name === "c" && cell && row) {
      const value = cell.type === "inlineStr" ? cell.inline : cell.value;
      if (value.trim() !== "" && (!headOnly || cell.column <= HEAD_COLUMNS)) row.cells.push({ ...cell, value });
      cell = null;
    } else if (name === "row" && row) {
      if (row.cells.length > 0 && ++found.valued <= keep) {
        found.at.push(row.at - 1);
        found.width = Math.max(found.width, row.cells.at(-1)?.column ?? 0);
        rows.push(rowXml(found.at.length, row.cells));
      }
      row = null;
      if (headOnly && found.valued >= keep) break;
      await breathe();
    }
  }
  found.xml = rows.join("");
  return found;
}

function rowXml(row: number, cells: readonly Found[]): string {
  const made = cells.map(({ column, type, style, value }) => {
    const at = `r="${lettersOf(column)}${row}"`;
    if (type === "inlineStr") return `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`;
    return `<c ${at}${/^\d+$/.test(style) ? ` s="${style}"` : ""}${/^\w+$/.test(type) ? ` t="${type}"` : ""}><v>${value}</v></c>`;
  });
  return `<row r="${row}">${made.join("")}</row>`;
}

/** The cells of scanned sheets, each row back where it stands. */
async function gridsOf(book: Workbook, sheets: readonly Scanned[]): Promise<Grid[]> {
  const kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const files: Record<string, Uint8Array> = {
    "xl/workbook.xml": strToU8(
      `<workbook><workbookPr date1904="${book.is1904 ? 1 : 0}"/><sheets>${sheets.map((_, i) => `<sheet name="${i}" sheetId="${i + 1}" id="r${i}"/>`).join("")}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships>${sheets.map((_, i) => `<Relationship Id="r${i}" Type="${kinds}worksheet" Target="worksheets/${i}.xml"/>`).join("")}</Relationships>`,
    ),
  };
  sheets.forEach(({ xml }, i) => (files[`xl/worksheets/${i}.xml`] = strToU8(`<worksheet><sheetData>${xml}</sheetData></worksheet>`)));
  for (const kind of ["styles", "sharedStrings"]) {
    const part = book.parts[book.beside[kind] ?? `xl/${kind}.xml`];
    if (part) files[`xl/${kind}.xml`] = part;
  }
  const read = await readXlsxFile(Buffer.from(zipSync(files, { level: 0 })));
  return sheets.map(({ at }, i) => {
    const rows = (read[i]?.data ?? []) as unknown as Cell[][];
    const grid: (readonly Cell[])[] = Array.from({ length: (at.at(-1) ?? -1) + 1 }, () => BLANK_ROW);
    at.forEach((row, n) => (grid[row] = rows[n] ?? BLANK_ROW));
    return grid;
  });
}

function textOf(parts: Workbook["parts"], part: string): string {
  const bytes = parts[part];
  return bytes ? new TextDecoder().decode(bytes) : "";
}

/** The column of a cell such as $BC$12, from 1. */
function columnOf(at: string): number | null {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/.exec(at)?.[1];
  return letters ? [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) : null;
}

function lettersOf(column: number): string {
  return column > 26 ? lettersOf(Math.floor((column - 1) / 26)) + lettersOf(((column - 1) % 26) + 1) : String.fromCharCode(64 + column);
}

function mergeOf(range: string): Merge | null {
  const [from = "", to = ""] = range.split(":");
  const rowOf = (at: string) => Number(/\d+$/.exec(at)?.[0] ?? Number.NaN);
  const [left, right] = [columnOf(from), columnOf(to)];
  if (left === null || right === null || left > right || rowOf(from) > rowOf(to)) return null;
  return { top: rowOf(from) - 1, left: left - 1, bottom: rowOf(to) - 1, right: right - 1 };
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
