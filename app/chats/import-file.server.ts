import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse";
import { env } from "~/platform/env.server";
import { readGrids } from "~/platform/spreadsheet.server";

/** The uploaded file while it is read: outside the database and the backups, for its owner only, in pieces however large it is. */

export type Format = "json" | "tsv" | "csv" | "xlsx";
export type Encoding = "utf-8" | "utf-16le" | "gb18030";
export type Kept = { bytes: number; digest: string; format: Format; encoding: Encoding };

/** A workbook is unpacked as a whole: so much of one is read. */
export const WORKBOOK = { bytes: 30_000_000, rows: 300_000 };
/** Characters that are read of a file to show how it begins: a page waits for it. */
export const LOOKED_INTO = 2_000_000;
const LONGEST_ROW = 1_000_000;
/** The rest of a form around its file. */
const FORM_BYTES = 1_000_000;
/** So much of the disk stays free for the database and all others, looked at every so many bytes. */
const ROOM_KEPT = 500_000_000;
const LOOK_EVERY = 32_000_000;
const folder = () => join(env.DATA_DIR, "uploads");

/** Where the file of an import lies. */
export function uploadPath(importId: string): string {
  return join(folder(), importId);
}

type KeepFault = "import_too_large" | "import_file_empty" | "import_no_room" | "import_workbook";
/** `most`: bytes of a file; `announced`: how many the sender says that come, 0 where they say nothing; `room`: how many the disk has left. */
export type KeepLimits = { most: number; announced?: number; room?: () => Promise<number> };

/** Keep an upload as it comes, in pieces. Nothing is kept of what is empty, larger than `most`, breaks off, or would fill the disk; what is too large by its own saying is not begun. */
export async function keepUpload(importId: string, pieces: AsyncIterable<Uint8Array>, limits: KeepLimits): Promise<Kept | KeepFault> {
  await mkdir(folder(), { recursive: true, mode: 0o700 });
  const { most, announced = 0, room = roomLeft } = limits;
  const fault = announced > most + FORM_BYTES ? "import_too_large" : announced + ROOM_KEPT > (await room()) ? "import_no_room" : null;
  if (fault) {
    // What comes is read and dropped, so that the sender hears the answer.
    for await (const _piece of pieces) continue;
    return fault;
  }
  try {
    const kept = await written(importId, pieces, most, room);
    if (typeof kept === "string") await dropUpload(importId);
    return kept;
  } catch (error) {
    await dropUpload(importId);
    throw error;
  }
}

async function written(
  importId: string,
  pieces: AsyncIterable<Uint8Array>,
  most: number,
  room: () => Promise<number>,
): Promise<Kept | KeepFault> {
  const handle = await open(uploadPath(importId), "wx", 0o600);
  const hash = createHash("sha256");
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let [bytes, looked, isUtf8] = [0, 0, true];
  let head = Buffer.alloc(0);
  let fault: KeepFault | null = null;
  try {
    for await (const piece of pieces) {
      if (fault) continue;
      bytes += piece.byteLength;
      if (bytes > most) fault = "import_too_large";
      else if (bytes - looked > LOOK_EVERY) {
        looked = bytes;
        if ((await room()) < ROOM_KEPT) fault = "import_no_room";
      }
      if (fault) continue;
      hash.update(piece);
      if (head.length < 4096) head = Buffer.concat([head, piece]).subarray(0, 4096);
      if (isUtf8) isUtf8 = decodes(utf8, piece);
      await handle.write(piece);
    }
    if (!fault) await handle.sync();
  } finally {
    await handle.close();
  }
  if (fault) return fault;
  if (bytes === 0) return "import_file_empty";
  const encoding: Encoding = head.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))
    ? "utf-16le"
    : isUtf8 && endsWell(utf8)
      ? "utf-8"
      : "gb18030";
  const format = formatOf(head, encoding);
  if (format === "xlsx" && bytes > WORKBOOK.bytes) return "import_workbook";
  return { bytes, digest: hash.digest("hex"), encoding, format };
}

/** Bytes that the disk of the uploads has left. */
async function roomLeft(): Promise<number> {
  const { bavail, bsize } = await statfs(folder());
  return bavail * bsize;
}

function decodes(decoder: TextDecoder, piece: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function endsWell(decoder: TextDecoder): boolean {
  try {
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

function formatOf(head: Buffer, encoding: Encoding): Format {
  if (head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) return "xlsx";
  const text = new TextDecoder(encoding).decode(head).trimStart();
  if (/^[[{]/.test(text)) return "json";
  const [line = ""] = text.split(/\r?\n/, 1);
  return line.includes("\t") ? "tsv" : "csv";
}

/** Forget the file of an import. */
export async function dropUpload(importId: string): Promise<void> {
  await rm(uploadPath(importId), { force: true });
}

/** Whether the file is still there. */
export async function hasUpload(importId: string): Promise<boolean> {
  return (await stat(uploadPath(importId)).catch(() => null)) !== null;
}

/** Whether a file was last written before an instant of the machine's clock. */
export async function uploadIsOlder(importId: string, before: Date): Promise<boolean> {
  const found = await stat(uploadPath(importId)).catch(() => null);
  return found !== null && found.mtime < before;
}

/** The files that lie there, by import. */
export async function uploads(): Promise<string[]> {
  return readdir(folder()).catch(() => []);
}

/** The text of a file in pieces; `told` hears how many bytes were read. */
export async function* textPieces(
  path: string,
  encoding: Encoding,
  told: (bytes: number) => void = () => undefined,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 64 * 1024 })) {
    bytes += (piece as Buffer).length;
    told(bytes);
    yield decoder.decode(piece as Buffer, { stream: true });
  }
  yield decoder.decode();
}

export type Row = { row: number; cells: unknown[] };

/** The rows of a table in any of its formats, with their line or row in the file. Throws `RowFault` where one has no end. */
export async function* rowsOf(
  path: string,
  format: Exclude<Format, "json">,
  encoding: Encoding,
  told?: (bytes: number) => void,
): AsyncGenerator<Row> {
  if (format === "xlsx") {
    yield* workbookRows(path);
    return;
  }
  const parser = parse({
    delimiter: format === "tsv" ? "\t" : await delimiterOf(path, encoding),
    // In a table by tabs a quote is a letter.
    quote: format === "tsv" ? false : '"',
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    info: true,
  });
  const source = textPieces(path, encoding, told);
  const feeding = (async () => {
    for await (const piece of source)
      if (!parser.destroyed && !parser.write(piece)) await new Promise<void>((go) => void parser.once("drain", go).once("close", go));
    parser.end();
  })();
  feeding.catch((error: unknown) => parser.destroy(error as Error));
  let last = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      last = info.lines;
      yield { row: info.lines, cells: record };
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith("CSV_")) throw new RowFault(last + 1);
    throw error;
  } finally {
    parser.destroy();
    await source.return(undefined);
  }
}

/** A row without an end: nothing behind it can be read. */
export class RowFault extends Error {
  constructor(readonly row: number) {
    super("a row without an end");
  }
}

async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  let head = "";
  for await (const piece of textPieces(path, encoding)) {
    head = piece.slice(0, 2000);
    break;
  }
  const [line = ""] = head.split(/\r?\n/, 1);
  return [",", ";"].sort((a, b) => line.split(b).length - line.split(a).length)[0] ?? ",";
}

async function* workbookRows(path: string): AsyncGenerator<Row> {
  const read = await readGrids(new Blob([new Uint8Array(await readFile(path))]), WORKBOOK);
  if (!read.ok) throw new RowFault(1);
  const [first] = read.sheets;
  for (const [i, cells] of (first?.grid ?? []).entries())
    if (cells.some((cell) => cell !== null && cell !== "")) yield { row: i + 1, cells: [...cells] };
}
