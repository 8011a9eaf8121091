import { parse } from "csv-parse/sync";
import { readSheet } from "read-excel-file/node";
import type { Cell, Grid } from "./import-rules";

const IMPORT_BYTES = 5_000_000;
/** What an XLSX of 5 MB may unpack to; more is a bomb, not a list of people. */
const UNPACKED_BYTES = 60_000_000;

export type FileFault = "import_no_file" | "import_too_large" | "import_xls" | "import_not_readable";

/** The cells of an uploaded CSV or XLSX (its first sheet), by its bytes, not by its name; or why it cannot be read. */
export async function readGrid(file: Blob | null): Promise<{ ok: true; grid: Grid } | { ok: false; fault: FileFault }> {
  if (!file || file.size === 0) return { ok: false, fault: "import_no_file" };
  if (file.size > IMPORT_BYTES) return { ok: false, fault: "import_too_large" };
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return { ok: false, fault: "import_xls" };
  try {
    const grid = bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004")) ? await readXlsx(bytes) : readCsv(bytes);
    return grid ? { ok: true, grid } : { ok: false, fault: "import_not_readable" };
  } catch {
    return { ok: false, fault: "import_not_readable" };
  }
}

async function readXlsx(bytes: Buffer): Promise<Grid | null> {
  const unpacked = unpackedSize(bytes);
  if (unpacked === null || unpacked > UNPACKED_BYTES) return null;
  return (await readSheet(bytes)) as unknown as Cell[][];
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

function readCsv(bytes: Buffer): Grid | null {
  const text = decoded(bytes);
  // Control characters are no part of any text file: this is something else.
  if (text === null || /[\u0000-\u0008\u000e-\u001f]/.test(text.slice(0, 10_000))) return null;
  const first = text.slice(0, 2000).split(/\r?\n/, 5).join("\n");
  const delimiter = [",", "\t", ";"].sort((a, b) => first.split(b).length - first.split(a).length)[0] ?? ",";
  return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, to: 20_000 }) as string[][];
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
