import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { and, eq, lt, notInArray, sql } from "drizzle-orm";
import { pinyin } from "pinyin-pro";
import { z } from "zod";
import { catalogueImport, setting } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { isId, newId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";
import { readGrid } from "~/platform/spreadsheet.server";
import { accept, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { asciiSlug } from "./catalogue-rules";
import { catalogueItems } from "./catalogue.server";
import { readArchive } from "./picture-archive.server";
import { GRID_ROWS, hasProducts, readSheet, SHEET_ROWS } from "./sheet-grid";
import { planSheet, type SheetPlan } from "./sheet-plan";
import { lessonOf, type Mapping, mappingOf, type Remembered, type Sheet, sheetFields } from "./sheet-rules";

const SHEET_BYTES = 10_000_000;
export const IMPORT_TASK = "import products";
const KEPT_DAYS = 7;
const COLUMNS_KEY = "catalogue_columns";
/** The lock of the folder of archives: shared while one is put there with its row, alone while those without a row are swept out. */
const ARCHIVES = "deskready import archives";

const field = z.enum(sheetFields);
const rememberedSchema = z.record(z.string(), field.nullable());
const sheetSchema = z.object({
  headings: z.array(z.string()),
  rows: z.array(z.object({ row: z.number(), cells: z.array(z.string()), over: z.string().optional() })),
  name: z.string().optional(),
});
const resultSchema = z.object({
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  faulty: z.number(),
  made: z.number(),
  retired: z.number(),
});
export type SheetResult = z.output<typeof resultSchema>;

/** A sheet on its way into the catalogue. */
export type SheetImport = Omit<typeof catalogueImport.$inferSelect, "sheet" | "mapping" | "result"> & {
  sheet: Sheet;
  mapping: Mapping;
  result: SheetResult | null;
};

/** Where the archive of pictures waits for the order to import. */
export function archivePath(importId: string): string {
  return join(env.DATA_DIR, "imports", `${importId}.zip`);
}

async function remembered(reader: Reader): Promise<Remembered> {
  const [row] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, COLUMNS_KEY));
  return rememberedSchema.safeParse(row?.value).data ?? {};
}

/** Read an uploaded sheet and the archive that came with it, and keep both until somebody orders the import. Nothing of the catalogue is written. */
export async function stageSheet(ctx: WriteContext, file: File | null, archive: File | null): Promise<Outcome<{ importId: string }>> {
  const known = await remembered(ctx.db);
  const read = await readGrid(file, { bytes: SHEET_BYTES, rows: GRID_ROWS }, (grid) => hasProducts(grid, known));
  if (!read.ok) return refuse(read.fault, { field: "file", params: "rows" in read ? { count: read.rows, limit: SHEET_ROWS } : undefined });
  const found = readSheet(read.grid, known, read.merges);
  if (!found.ok) return refuse(found.fault, { field: "file", params: found.params });
  const bytes = archive && archive.size > 0 ? new Uint8Array(await archive.arrayBuffer()) : null;
  const pictures = bytes && (await readArchive(bytes));
  if (pictures && !pictures.ok) return refuse(pictures.fault, { field: "archive", params: pictures.params });
  const importId = newId();
  const mapping = mappingOf(found.sheet.headings, known);
  return write(ctx, async (tx) => {
    if (bytes) {
      // Until its row is committed nobody knows whose the archive is: meanwhile no sweep looks.
      await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext(${ARCHIVES}))`);
      await keepArchive(importId, bytes);
    }
    await tx.insert(catalogueImport).values({
      id: importId,
      fileName: (file?.name ?? "").slice(0, 200),
      createdBy: ctx.actorId ?? importId,
      createdAt: ctx.now,
      sheet: read.sheet === null ? found.sheet : { ...found.sheet, name: read.sheet.slice(0, 100) },
      mapping,
      pictures: pictures && { found: pictures.found, bad: pictures.bad },
      state: "checked",
    });
    return accept({ importId });
  });
}

async function keepArchive(importId: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(env.DATA_DIR, "imports"), { recursive: true, mode: 0o700 });
  const handle = await open(archivePath(importId), "wx", 0o600);
  await handle.writeFile(bytes).finally(() => handle.close());
}

/** The archive of an import; null when none came. */
export async function keptArchive(importId: string): Promise<Uint8Array | null> {
  return readFile(archivePath(importId)).catch(() => null);
}

/** A staged import, or null when there is none (any more). */
export async function sheetImport(reader: Reader, importId: string, lock = false): Promise<SheetImport | null> {
  if (!isId(importId)) return null;
  const query = reader.select().from(catalogueImport).where(eq(catalogueImport.id, importId));
  const [row] = lock ? await query.for("update") : await query;
  if (!row) return null;
  return {
    ...row,
    sheet: sheetSchema.parse(row.sheet),
    mapping: row.mapping.map((name) => field.safeParse(name).data ?? null),
    result: resultSchema.safeParse(row.result).data ?? null,
  };
}

/** A few letters that tell a text from others, for slugs. */
export function markOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 6);
}

/** The slug of a family that is named for the first time: its name in letters. */
export function familySlug(name: string): string {
  const spelled = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true }).join("-");
  return asciiSlug(spelled) || `family-${markOf(name)}`;
}

/** What the import of a staged sheet would do to the catalogue as it stands. */
export async function planOf(reader: Reader, { sheet, mapping, pictures }: SheetImport): Promise<SheetPlan> {
  const items = await catalogueItems(reader);
  const catalogue = items.map(({ archivedAt, ...item }) => ({ ...item, isArchived: archivedAt !== null }));
  return planSheet(sheet, mapping, catalogue, pictures?.found ?? null, {
    family: familySlug,
    mark: markOf,
  });
}

/** Choose what the columns mean. The choice is remembered for the next sheet with these headings. */
export function chooseColumns(ctx: WriteContext, importId: string, chosen: readonly string[]): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await sheetImport(tx, importId, true);
    if (!row || row.state !== "checked") return refuse("import_gone");
    const mapping = row.sheet.headings.map((_, i) => field.safeParse(chosen[i]).data ?? null);
    const twice = mapping.find((one, i) => one !== null && mapping.indexOf(one) !== i);
    if (twice) return refuse("column_twice", { field: `column-${mapping.lastIndexOf(twice)}`, params: { field: twice } });
    await tx.update(catalogueImport).set({ mapping }).where(eq(catalogueImport.id, importId));
    await remember(tx, ctx, lessonOf(row.sheet.headings, mapping), row.sheet.headings);
    return accept({ importId });
  });
}

async function remember(tx: Tx, ctx: WriteContext, learnt: Remembered, headings: readonly string[]): Promise<void> {
  const before = await remembered(tx);
  // What these headings were taken for before gives way to what they are taken for now.
  const forgotten = new Set(
    Object.keys(
      lessonOf(
        headings,
        headings.map(() => null),
      ),
    ),
  );
  const value = { ...Object.fromEntries(Object.entries(before).filter(([heading]) => !forgotten.has(heading))), ...learnt };
  await tx
    .insert(setting)
    .values({ key: COLUMNS_KEY, value, updatedAt: ctx.now })
    .onConflictDoUpdate({ target: setting.key, set: { value, updatedAt: ctx.now } });
}

/** Order the import of all rows without a fault. A job does it; the page shows how far it is. */
export function orderImport(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await sheetImport(tx, importId, true);
    if (!row || (row.state !== "checked" && row.state !== "failed")) return refuse("import_gone");
    const plan = await planOf(tx, row);
    if (plan.faults.length > 0) return refuseAll(plan.faults);
    const total = plan.created.length + plan.changed.length;
    if (total === 0) return refuse("import_nothing");
    await tx
      .update(catalogueImport)
      .set({ state: "queued", total, written: 0, orderedBy: ctx.actorId, orderedAt: ctx.now, finishedAt: null })
      .where(eq(catalogueImport.id, importId));
    await addJob(tx, IMPORT_TASK, { importId }, { key: `${IMPORT_TASK} ${importId}` });
    return accept({ importId });
  });
}

/**
 * Forget sheets that were uploaded a week ago, with their archives; once an hour. What is ordered stays until it is done. While an upload is under way no
 * archive is touched: the next hour's sweep sees what became of it.
 */
export async function sweepSheets(db: Db, now: Date): Promise<void> {
  if (now.getUTCMinutes() !== 45) return;
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await db
    .delete(catalogueImport)
    .where(and(lt(catalogueImport.createdAt, before), notInArray(catalogueImport.state, ["queued", "running"])));
  await db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext(${ARCHIVES})) as free`);
    if (!lock?.free) return;
    const waiting = await tx.select({ id: catalogueImport.id }).from(catalogueImport);
    const known = new Set(waiting.map((row) => `${row.id}.zip`));
    for (const name of await readdir(join(env.DATA_DIR, "imports")).catch(() => []))
      if (!known.has(name)) await rm(join(env.DATA_DIR, "imports", name), { force: true });
  });
}
