import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { chatImport, setting, store } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { isId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { takeBack } from "./import-back.server";
import { BARE_COLUMNS, type ImportKind, isField, isHeading, lessonOf, mappingOf, missingFields, type Remembered } from "./import-fields";
import { dropUpload, hasUpload, type KeepLimits, type Kept, keepUpload, uploadPath, WORKBOOK } from "./import-file.server";
import { firstRows } from "./import-preview.server";
import { emptyStage, type ImportRow, UNDER_WAY } from "./import-stage.server";
import { wordsOfCell } from "./import-values";
import { maskLine } from "./mask";

export const CHAT_IMPORT_TASK = "import chats";
const UNDO_DAYS = 7;
const COLUMNS_KEY = "chat_columns";
const MOST_COLUMNS = 60;

const rememberedSchema = z.record(z.string(), z.record(z.string(), z.string().nullable()));

/** What the columns of a store's files were taken for before. */
async function remembered(reader: Reader, storeId: string, kind: ImportKind): Promise<Remembered> {
  const [row] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, COLUMNS_KEY));
  return rememberedSchema.safeParse(row?.value).data?.[`${kind} ${storeId}`] ?? {};
}

export type Upload = { importId: string; kind: ImportKind; storeId: string; day: string; fileName: string };

/** Keep a file that comes in, look what it is, and wait until somebody orders its import. Refuses what is empty, too large, finds no room, or came in before. */
export async function stageUpload(
  ctx: WriteContext,
  upload: Upload,
  pieces: AsyncIterable<Uint8Array>,
  limits: KeepLimits,
): Promise<Outcome<{ importId: string }>> {
  const { importId, kind, storeId } = upload;
  const kept = await keepUpload(importId, pieces, limits);
  const limit = kept === "import_workbook" ? WORKBOOK.bytes : limits.most;
  if (typeof kept === "string") return refuse(kept, { field: "file", params: { limit: Math.round(limit / 1_000_000) } });
  const outcome = await stage(kept);
  if (!outcome.ok) await dropUpload(importId);
  return outcome;

  async function stage(kept: Kept): Promise<Outcome<{ importId: string }>> {
    if (upload.day !== "" && !isPlainDate(upload.day)) return refuse("date_malformed", { field: "day" });
    if (kept.format === "json" && kind === "orders") return refuse("orders_no_json", { field: "file" });
    const [target] = isId(storeId) ? await ctx.db.select().from(store).where(eq(store.id, storeId)) : [];
    if (!target) return refuse("store_missing", { field: "storeId" });
    const rows = kept.format === "json" ? [] : await firstRows(uploadPath(importId), kept.format, kept.encoding, 2).catch(() => []);
    const first = (rows[0] ?? []).slice(0, MOST_COLUMNS).map((cell) => wordsOfCell(cell));
    if (kept.format !== "json" && first.length < 2) return refuse("import_not_readable", { field: "file" });
    const known = await remembered(ctx.db, storeId, kind);
    const hasHeading = kept.format === "json" || isHeading(kind, first) || !(kind === "chats" && first.length === BARE_COLUMNS.length);
    // What heads nothing is somebody's words: they are not kept.
    const headings =
      kept.format === "json"
        ? []
        : hasHeading
          ? first.map((heading) => maskLine(heading).text.slice(0, 60))
          : first.map((_, i) => String(i + 1));
    const mapping = hasHeading ? mappingOf(kind, headings, known) : [...BARE_COLUMNS];
    return write(ctx, async (tx) => {
      const [same] = await tx
        .select({ id: chatImport.id })
        .from(chatImport)
        .where(and(eq(chatImport.digest, kept.digest), eq(chatImport.kind, kind), eq(chatImport.state, "done")));
      if (same) return refuse("import_same_file", { field: "file" });
      await tx.insert(chatImport).values({
        ...{ id: importId, kind, storeId, fileName: maskLine(upload.fileName.slice(0, 120)).text, bytes: kept.bytes, digest: kept.digest },
        ...{ format: kept.format, encoding: kept.encoding, headings, hasHeading, mapping, day: upload.day === "" ? null : upload.day },
        ...{ state: "checked", createdBy: ctx.actorId ?? importId, createdAt: ctx.now },
      });
      return accept({ importId });
    });
  }
}

/** One import, or null. */
export async function chatImportRow(reader: Reader, importId: string, lock = false): Promise<ImportRow | null> {
  if (!isId(importId)) return null;
  const query = reader.select().from(chatImport).where(eq(chatImport.id, importId));
  const [row] = lock ? await query.for("update") : await query;
  return row ?? null;
}

/** Choose what the columns mean; the choice is remembered for the next file of this store with these headings. Refuses a field that two columns have. */
export function chooseChatColumns(ctx: WriteContext, importId: string, chosen: readonly string[]): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await chatImportRow(tx, importId, true);
    if (row?.state !== "checked") return refuse("import_gone");
    const mapping = row.headings.map((_, i) => (isField(row.kind, chosen[i]) ? chosen[i] : null));
    const twice = mapping.findIndex((field, i) => field !== null && mapping.indexOf(field) !== i);
    if (twice >= 0) return refuse("column_twice", { field: `column-${twice}` });
    await tx.update(chatImport).set({ mapping }).where(eq(chatImport.id, importId));
    if (row.hasHeading) await remember(tx, ctx, row, mapping);
    return accept({ importId });
  });
}

async function remember(tx: Tx, ctx: WriteContext, row: ImportRow, mapping: readonly (string | null)[]): Promise<void> {
  const [known] = await tx.select({ value: setting.value }).from(setting).where(eq(setting.key, COLUMNS_KEY));
  const before = rememberedSchema.safeParse(known?.value).data ?? {};
  const of = `${row.kind} ${row.storeId}`;
  const value = { ...before, [of]: { ...before[of], ...lessonOf(row.headings, mapping) } };
  await tx
    .insert(setting)
    .values({ key: COLUMNS_KEY, value, updatedAt: ctx.now })
    .onConflictDoUpdate({ target: setting.key, set: { value, updatedAt: ctx.now } });
}

/** Order an import. A job does it; the page shows how far it is. Refuses where a needed column is not known, or the file is gone. */
export function orderChatImport(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await chatImportRow(tx, importId, true);
    if (row?.state !== "checked") return refuse("import_gone");
    if (!(await hasUpload(importId))) return refuse("import_file_gone");
    const [missing] = row.format === "json" ? [] : missingFields(row.kind, row.mapping);
    if (missing) return refuse("column_missing", { params: { field: missing } });
    if (row.kind === "chats" && row.format !== "json" && !row.mapping.includes("time") && row.day === null)
      return refuse("day_missing", { field: "day" });
    await tx.update(chatImport).set({ state: "queued", orderedBy: ctx.actorId }).where(eq(chatImport.id, importId));
    await addJob(tx, CHAT_IMPORT_TASK, { importId }, { key: `${CHAT_IMPORT_TASK} ${importId}` });
    return accept({ importId });
  });
}

/** Say on which day chats were whose file tells no time. */
export function setImportDay(ctx: WriteContext, importId: string, day: string): Promise<Outcome<{ importId: string }>> {
  if (!isPlainDate(day)) return Promise.resolve(refuse("date_malformed", { field: "day" }));
  return write(ctx, async (tx) => {
    const row = await chatImportRow(tx, importId, true);
    if (row?.state !== "checked") return refuse("import_gone");
    await tx.update(chatImport).set({ day }).where(eq(chatImport.id, importId));
    return accept({ importId });
  });
}

/** Stop an import that is not yet through, or one that was never ordered. Nothing of it stays but that it was. */
export async function cancelChatImport(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  const outcome = await write(ctx, async (tx) => {
    const row = await chatImportRow(tx, importId, true);
    if (!row || !["checked", "queued", "reading", "counting"].includes(row.state)) return refuse("import_gone");
    await emptyStage(tx, importId);
    await tx.update(chatImport).set({ state: "cancelled", finishedAt: ctx.now }).where(eq(chatImport.id, importId));
    await audit(tx, ctx, {
      action: "chats.import_cancelled",
      subject: { type: "chat_import", id: importId },
      after: { fileName: row.fileName },
    });
    return accept({ importId });
  });
  if (outcome.ok) await dropUpload(importId);
  return outcome;
}

/** Whether an import may still be taken back. */
export function isUndoable(row: Pick<ImportRow, "state" | "finishedAt">, now: Date): boolean {
  return row.state === "done" && row.finishedAt !== null && now.getTime() - row.finishedAt.getTime() < UNDO_DAYS * 86_400_000;
}

/** Take an import back, within a week. Refuses where something rests on one of its chats: a check, a case. */
export async function undoChatImport(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  try {
    return await write(ctx, async (tx) => {
      const row = await chatImportRow(tx, importId, true);
      if (!row || !isUndoable(row, ctx.now)) return refuse("import_final");
      await takeBack(tx, row);
      await tx.update(chatImport).set({ state: "undone" }).where(eq(chatImport.id, importId));
      await audit(tx, ctx, {
        action: "chats.import_undone",
        subject: { type: "chat_import", id: importId },
        before: { fileName: row.fileName, added: row.added },
      });
      return accept({ importId });
    });
  } catch (error) {
    // What is checked or made a case of is referred to: the database says so.
    if (isReferred(error)) return refuse("import_used");
    throw error;
  }
}

function isReferred(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if ("code" in at && (at.code === "23503" || at.code === "23001")) return true;
  return false;
}

const ON_A_PAGE = 50;

/** The latest imports, with their stores. One statement. */
export function chatImports(reader: Reader) {
  return reader
    .select({
      id: chatImport.id,
      kind: chatImport.kind,
      fileName: chatImport.fileName,
      state: chatImport.state,
      createdAt: chatImport.createdAt,
      added: chatImport.added,
      known: chatImport.known,
      faultCount: chatImport.faultCount,
      store: store.name,
    })
    .from(chatImport)
    .innerJoin(store, eq(store.id, chatImport.storeId))
    .orderBy(desc(chatImport.createdAt))
    .limit(ON_A_PAGE);
}

export const isUnderWay = (state: string): boolean => (UNDER_WAY as readonly string[]).includes(state);
