import { eq, sql } from "drizzle-orm";
import { chatImport } from "@db/schema";
import { type Db, isUnavailable } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { deskHistory, namesOfStores } from "./accounts.server";
import { groundWords } from "./ground.server";
import { countAll } from "./import-count.server";
import { type Crew, crewFor, crewInPlace } from "./import-crew.server";
import { dropUpload } from "./import-file.server";
import { moveAll } from "./import-move.server";
import { faultAt } from "./import-part";
import { readAll } from "./import-read.server";
import { Cancelled, emptyStage, holdsImport, ImportFailure, type ImportRow, UNDER_WAY } from "./import-stage.server";
import { orderWork } from "./import-work";
import { sealsOf } from "./seals.server";

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
    if (row.state !== "moving") await prepare(db, row);
    await moveAll(db, row, now);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    await clear(db, row, error, now);
  }
  await dropUpload(importId);
}

async function prepare(db: Db, row: ImportRow): Promise<void> {
  const names = await namesOfStores(db, row.storeId);
  const crew = await crewOf(db, row, names);
  try {
    if (row.state !== "counting") await readAll(db, row, crew, names);
    await countAll(db, row, crew);
  } finally {
    await crew.close();
  }
}

async function crewOf(db: Db, row: ImportRow, names: Awaited<ReturnType<typeof namesOfStores>>): Promise<Crew> {
  const [store] = await db.execute<{ id: string; name: string; platform: string }>(
    sql`select id, name, platform from store where id = ${row.storeId}`,
  );
  if (!store) throw new Error("the store of an import is gone");
  const { id: importId, day, mapping } = row;
  if (row.kind === "orders") return crewInPlace(orderWork(mapping, sealsOf(store.platform)));
  const [words, history] = await Promise.all([groundWords(db), deskHistory(db)]);
  return crewFor({ importId, day, store, mapping, words, names, history }, row.bytes);
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
