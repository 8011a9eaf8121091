import { eq, sql } from "drizzle-orm";
import { chatImport, type ImportFault } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { sideBySide } from "~/platform/side-by-side";
import { storeNamed, type StoreNames } from "./accounts";
import type { Crew } from "./import-crew.server";
import { hasUpload, RowFault, rowsOf, textPieces, uploadPath } from "./import-file.server";
import { jsonSessions } from "./import-json";
import { faultAt } from "./import-part";
import { Cancelled, ImportFailure, type ImportRow } from "./import-stage.server";
import type { ReadBatch, ReadRecord } from "./import-work";

/** The first step of an import: the file, batch by batch, into a table of its own. Nothing reaches it but what the crew has masked. */

/** Faults that are kept by name; beyond them they are counted. */
const MOST_FAULTS = 1000;
/** A batch is full with so many lines, records or characters. */
const FULL = { lines: 1000, records: 1000, characters: 1_000_000 };
/** Batches that are masked or written at a time. */
const AT_ONCE = 4;

/** What stands in the file, one after the other; `null` for what is no session. */
type Read = { one: ReadRecord | null; fault?: ImportFault; lines: number; characters: number };
type Batch = { records: ReadRecord[]; faults: { record: number; fault: ImportFault }[]; lines: number; characters: number };
const emptyBatch = (): Batch => ({ records: [], faults: [], lines: 0, characters: 0 });

/** Read the file of an import into parts, from where the last committed batch ended. Throws `Cancelled`, or an `ImportFailure` that says why nothing can come of it. */
export async function readAll(db: Db, row: ImportRow, crew: Crew, names: StoreNames): Promise<void> {
  if (!(await hasUpload(row.id))) throw new ImportFailure("import_file_gone");
  const ofStore = storeFaults(names);
  const ending = sideBySide<ReadBatch>(AT_ONCE);
  let [bytes, record, batch] = [0, 0, emptyBatch()];
  const hand = async (isLast: boolean) => {
    const [{ records, faults }, at] = [batch, { bytes: isLast ? row.bytes : bytes, records: record, isLast }];
    batch = emptyBatch();
    await ending.add(crew.read(records), (read) => keep(db, row.id, read, [...faults, ...read.faults, ...storesIn(read)], at));
  };
  // Stores of records that were kept before a kill are heard again, so that they are not said twice.
  const storesIn = ({ heard }: ReadBatch) =>
    heard
      .flatMap(({ record, at, said }) => ofStore(at, said).map((fault) => ({ record, fault })))
      .filter((one) => one.record >= row.records);
  try {
    for await (const { one, fault, lines, characters } of recordsOf(row, (at) => (bytes = at))) {
      if (one) batch.records.push(one);
      if (fault && record >= row.records) batch.faults.push({ record, fault });
      record++;
      batch.lines += lines;
      batch.characters += characters;
      if (batch.lines >= FULL.lines || batch.records.length >= FULL.records || batch.characters >= FULL.characters) await hand(false);
    }
    await hand(true);
  } finally {
    // Also where the reading failed: what is emptied then must not be written to any more.
    await ending.done();
  }
}

/** Every record of the file, in its order. What was read of a table before is read again, since later lines of its sessions rest on it; sessions of JSON are passed over. */
async function* recordsOf(row: ImportRow, told: (bytes: number) => void): AsyncGenerator<Read> {
  const path = uploadPath(row.id);
  let record = 0;
  if (row.format === "json") {
    for await (const read of jsonSessions(textPieces(path, row.encoding, told))) {
      if ("fault" in read && read.fault === "json_broken") throw new ImportFailure(read.fault, read.line);
      if ("fault" in read) yield { one: null, fault: faultAt(read.line, read.fault), lines: 0, characters: 0 };
      else if (record < row.records) yield { one: null, lines: 0, characters: 0 };
      else {
        const { session } = read;
        yield { one: { record, session }, lines: session.messages.length, characters: session.size };
      }
      record++;
    }
    return;
  }
  let isFirst = row.hasHeading;
  try {
    for await (const { row: at, cells } of rowsOf(path, row.format, row.encoding, told)) {
      if (isFirst) isFirst = false;
      else {
        const characters = cells.reduce<number>((sum, cell) => sum + (typeof cell === "string" ? cell.length : 0), 0);
        yield { one: { record, row: at, cells, isKnown: record < row.records }, lines: 1, characters };
        record++;
      }
    }
  } catch (error) {
    throw error instanceof RowFault ? new ImportFailure("row_too_long", error.row) : error;
  }
}

/** Names where a file speaks of another store than the one that was chosen for it: each line of another of the shop, the first of a store that nobody knows. */
function storeFaults(names: StoreNames): (at: number, said: string) => ImportFault[] {
  const heard = new Set<string>();
  return (at, said) => {
    const whose = storeNamed(said, names);
    if (whose === "other") return [{ at, code: "store_other", value: said }];
    if (whose === "own" || heard.has(said) || heard.size >= MOST_FAULTS) return [];
    heard.add(said);
    return [faultAt(at, "store_unknown", said)];
  };
}

/** Write a batch with how far the reading is: one is there if the other is. */
async function keep(
  db: Db,
  importId: string,
  { parts, lines }: ReadBatch,
  found: readonly { record: number; fault: ImportFault }[],
  at: { bytes: number; records: number; isLast: boolean },
): Promise<void> {
  // Of one record what is wrong with it stands before whose it is: the sort keeps the order of equals.
  const faults = [...found].sort((a, b) => a.record - b.record).map(({ fault }) => fault);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: chatImport.state, faultCount: chatImport.faultCount, faults: chatImport.faults })
      .from(chatImport)
      .where(eq(chatImport.id, importId))
      .for("update");
    if (!row || row.state === "cancelled") throw new Cancelled();
    if (parts !== "")
      await tx.execute(sql`
        insert into chat_import_part (import_id, key, record, body)
        select ${importId}::uuid, key, record, body from json_to_recordset(${`[${parts}]`}::json) as r(key text, record integer, body jsonb)
        on conflict do nothing`);
    await tx
      .update(chatImport)
      .set({
        state: at.isLast ? "counting" : "reading",
        bytesRead: at.bytes,
        records: at.records,
        lines: sql`${chatImport.lines} + ${lines}`,
        faultCount: row.faultCount + faults.length,
        faults: [...row.faults, ...faults].slice(0, MOST_FAULTS),
      })
      .where(eq(chatImport.id, importId));
  });
}
