import { eq, sql } from "drizzle-orm";
import { chatImport, type ImportFault } from "@db/schema";
import { breather } from "~/platform/breath";
import { type Db, isUnavailable } from "~/platform/database.server";
import { seal } from "~/platform/keys.server";
import { log } from "~/platform/log.server";
import { storeNamed, type StoreNames } from "./accounts";
import { namesOfStores } from "./accounts.server";
import { chatGround } from "./ground.server";
import { countAll } from "./import-count.server";
import { dropUpload, hasUpload, RowFault, rowsOf, textPieces, uploadPath } from "./import-file.server";
import { jsonSessions } from "./import-json";
import type { HarmlessLines } from "./import-mask";
import { moveAll } from "./import-move.server";
import { chatRowReader, faultAt, orderRowReader, type Part, type Seals, sessionPart } from "./import-part";
import { Cancelled, emptyStage, holdsImport, type ImportRow, UNDER_WAY } from "./import-stage.server";

/** Faults that are kept by name; beyond them they are counted. */
const MOST_FAULTS = 1000;
const LINES_AT_ONCE = 2000;
const PARTS_AT_ONCE = 1000;

/** Why an import ends without anything: `code` is a refusal of the messages. */
class ImportFailure extends Error {
  constructor(
    readonly code: string,
    readonly at = 0,
  ) {
    super(code);
  }
}

/** The digests of one platform's names under the instance's key. */
function sealsOf(platform: string): Seals {
  return {
    session: (name) => seal("chat session", `${platform}\0${name}`),
    buyer: (nick) => seal("chat buyer", `${platform}\0${nick.normalize("NFKC").trim().toLowerCase()}`),
    order: (number) => seal("shop order", `${platform}\0${number}`),
  };
}

type Read = { part: Part<unknown> | null; faults: ImportFault[]; lines: number };

/**
 * Do an ordered import: read the file into tables of its own, masked; count; move all of it at once. Run again after a kill it goes on where the last committed batch ended. A failure,
 * or somebody who cancels it, leaves nothing of it, nor of the file. Does nothing where somebody else runs it. Throws where the database is away: whatever is there waits for it.
 */
export async function runChatImport(db: Db, importId: string, now: Date): Promise<void> {
  await db.transaction(async (held) => {
    const [own] = await held.execute<{ own: boolean }>(sql`select ${holdsImport(importId)} as own`);
    if (own?.own) await run(db, importId, now);
  });
}

async function run(db: Db, importId: string, now: Date): Promise<void> {
  const [row] = await db.select().from(chatImport).where(eq(chatImport.id, importId));
  if (!row || !(UNDER_WAY as readonly string[]).includes(row.state)) return;
  try {
    if (row.state === "queued" || row.state === "reading") await readAll(db, row);
    if (row.state !== "moving") await countAll(db, row);
    await moveAll(db, row, now);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    await clear(db, row, error, now);
  }
  await dropUpload(importId);
}

/** Whatever was staged goes; what happened stays with the import. */
async function clear(db: Db, row: ImportRow, error: unknown, now: Date): Promise<void> {
  if (!(error instanceof Cancelled) && !(error instanceof ImportFailure))
    log.error({ err: error, importId: row.id }, "an import of chats failed");
  const failure = error instanceof ImportFailure ? error : null;
  await db.transaction(async (tx) => {
    await emptyStage(tx, row.id);
    const fault = failure && failure.at > 0 ? [faultAt(failure.at, failure.code)] : [];
    const values = { failure: failure?.code ?? "import_broke", finishedAt: now, added: 0, known: 0, parked: 0 };
    await tx
      .update(chatImport)
      .set(
        error instanceof Cancelled
          ? { state: "cancelled", finishedAt: now }
          : { ...values, state: "failed", ...(fault.length > 0 && { faults: fault, faultCount: 1 }) },
      )
      .where(eq(chatImport.id, row.id));
  });
}

async function readAll(db: Db, row: ImportRow): Promise<void> {
  if (!(await hasUpload(row.id))) throw new ImportFailure("import_file_gone");
  const breathe = breather();
  let bytes = 0;
  let record = 0;
  let batch: { record: number; read: Read }[] = [];
  let lines = 0;
  // A batch is written while the next one is read.
  let writing = Promise.resolve();
  const hand = async (isLast: boolean) => {
    const [full, at] = [batch, { bytes: isLast ? row.bytes : bytes, record }];
    [batch, lines] = [[], 0];
    await writing;
    writing = keep(db, row.id, full, at, isLast);
    writing.catch(() => undefined);
  };
  try {
    for await (const read of recordsOf(db, row, (at) => (bytes = at))) {
      if (record++ < row.records) continue;
      batch.push({ record, read });
      lines += read.lines;
      if (lines >= LINES_AT_ONCE || batch.length >= PARTS_AT_ONCE) await hand(false);
      await breathe();
    }
    await hand(true);
  } finally {
    // Also where the reading failed: what is emptied then must not be written to any more.
    await writing;
  }
}

/** Every record of the file, in its order: a session of JSON, a row of a table. What was read before is read again and passed over. */
async function* recordsOf(db: Db, row: ImportRow, told: (bytes: number) => void): AsyncGenerator<Read> {
  const [store] = await db.execute<{ platform: string }>(sql`select platform from store where id = ${row.storeId}`);
  const seals = sealsOf(store?.platform ?? "other");
  const [{ catalogue }, names] = [await chatGround(db), await namesOfStores(db, row.storeId)];
  const ofStore = storeFaults(names);
  const harmless: HarmlessLines = new Set();
  const path = uploadPath(row.id);
  if (row.format === "json") {
    let index = 0;
    for await (const read of jsonSessions(textPieces(path, row.encoding, told))) {
      if ("fault" in read) {
        if (read.fault === "json_broken") throw new ImportFailure(read.fault, read.line);
        yield { part: null, faults: [faultAt(read.line, read.fault)], lines: 0 };
        index++;
        continue;
      }
      const isKnown = index++ < row.records;
      if (isKnown) {
        yield { part: null, faults: [], lines: 0 };
        continue;
      }
      const { part, faults } = sessionPart(read.session, seals, catalogue, harmless);
      yield { part, faults: [...faults, ...ofStore(read.session.line, part?.body.store)], lines: read.session.messages.length };
    }
    return;
  }
  const chats = row.kind === "chats" ? chatRowReader(row.mapping, seals, catalogue) : null;
  const orders = chats ? null : orderRowReader(row.mapping, seals);
  let isFirst = row.hasHeading;
  try {
    for await (const { row: at, cells } of rowsOf(path, row.format, row.encoding, told)) {
      if (isFirst) isFirst = false;
      else if (chats) {
        const { part, faults } = chats(at, cells);
        yield { part, faults: [...faults, ...ofStore(at, part?.body.store)], lines: 1 };
      } else if (orders) yield { ...orders(at, cells), lines: 1 };
    }
  } catch (error) {
    throw error instanceof RowFault ? new ImportFailure("row_too_long", error.row) : error;
  }
}

/** Names where a file speaks of another store than the one that was chosen for it: each line of another of the shop, the first of a store that nobody knows. */
function storeFaults(names: StoreNames): (at: number, said?: string) => ImportFault[] {
  const heard = new Set<string>();
  return (at, said = "") => {
    const whose = storeNamed(said, names);
    if (whose === "other") return [{ at, code: "store_other", value: said }];
    if (whose === "own" || heard.has(said) || heard.size >= MOST_FAULTS) return [];
    heard.add(said);
    return [faultAt(at, "store_unknown", said)];
  };
}

type Body = { lines?: unknown[] };

/** Write a batch with how far the reading is: one is there if the other is. */
async function keep(
  db: Db,
  importId: string,
  batch: readonly { record: number; read: Read }[],
  at: { bytes: number; record: number },
  isLast = false,
): Promise<void> {
  const parts = new Map<string, { key: string; record: number; body: Body }>();
  for (const { record, read } of batch) {
    if (!read.part) continue;
    const { key, body } = read.part as Part<Body>;
    const known = parts.get(key);
    // Lines of one session that lie near each other make one part.
    if (known?.body.lines && body.lines) {
      known.body.lines.push(...body.lines);
      known.body = { ...body, ...known.body, ...joinedEnds(known.body, body) };
    } else if (known) parts.set(`${key} ${record}`, { key, record, body });
    else parts.set(key, { key, record, body });
  }
  const faults = batch.flatMap(({ read }) => read.faults);
  const lines = batch.reduce((sum, { read }) => sum + (read.part ? read.lines : 0), 0);
  await db.transaction(async (tx) => {
    const [row] = await tx
      .select({ state: chatImport.state, faultCount: chatImport.faultCount, faults: chatImport.faults })
      .from(chatImport)
      .where(eq(chatImport.id, importId))
      .for("update");
    if (!row || row.state === "cancelled") throw new Cancelled();
    if (parts.size > 0)
      await tx.execute(sql`
        insert into chat_import_part (import_id, key, record, body)
        select ${importId}::uuid, key, record, body from json_to_recordset(${JSON.stringify([...parts.values()])}::json) as r(key text, record integer, body jsonb)
        on conflict do nothing`);
    await tx
      .update(chatImport)
      .set({
        state: isLast ? "counting" : "reading",
        bytesRead: at.bytes,
        records: at.record,
        lines: sql`${chatImport.lines} + ${lines}`,
        faultCount: row.faultCount + faults.length,
        faults: [...row.faults, ...faults].slice(0, MOST_FAULTS),
      })
      .where(eq(chatImport.id, importId));
  });
}

/** What an earlier part left open and a later one says. */
function joinedEnds(known: Record<string, unknown>, more: Record<string, unknown>) {
  return {
    account: known.account || more.account,
    store: known.store || more.store,
    buyer: known.buyer ?? more.buyer,
    skus: [...new Set([...((known.skus as string[] | undefined) ?? []), ...((more.skus as string[] | undefined) ?? [])])],
  };
}
