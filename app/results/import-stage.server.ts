import { createHash } from "node:crypto";
import { eq, lt, and, sql } from "drizzle-orm";
import { z } from "zod";
import { figureImport, figureImportRow, figureMapping, person, store } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { isPlainDate } from "~/platform/dates";
import { isId, newId } from "~/platform/ids";
import { readGrid } from "~/platform/spreadsheet.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { fields, knownColumns, layoutOf, type Mapping, plainHeading } from "./columns";
import { figureSheet } from "./figure-sheet";
import { type ImportRow, planOf, stagedSheet } from "./import-plan.server";

export const FIGURE_BYTES = 10_000_000;
const ROWS = 20_000;
/** Titles and two rows of headings may stand above them. */
const ABOVE = 25;
const ROWS_AT_ONCE = 1000;
const KEPT_DAYS = 7;

/** What remembers the meaning of columns: their headings, in their order. */
function keyOf(headings: readonly string[]): string {
  return createHash("sha256").update(headings.map(plainHeading).join("\n")).digest("hex");
}

/** Read an upload, keep its rows until somebody orders the import or cancels it, and tell what it would do. Refuses what is no table, or has more than 20 000 rows. */
export async function stageFigures(ctx: WriteContext, file: File | null): Promise<Outcome<{ importId: string }>> {
  const read = await readGrid(file, { bytes: FIGURE_BYTES, rows: ROWS + ABOVE }, (grid) => {
    const sheet = figureSheet(grid);
    return sheet !== null && knownColumns(sheet.headings).filter((field) => field !== null).length >= 2;
  });
  if (!read.ok) return refuse(read.fault, { field: "file", params: "rows" in read ? { count: read.rows, limit: ROWS } : undefined });
  const sheet = figureSheet(read.grid, read.merges);
  if (!sheet) return refuse("import_no_header", { field: "file" });
  if (sheet.rows.length === 0) return refuse("import_no_rows", { field: "file" });
  if (sheet.rows.length > ROWS) return refuse("import_too_many_rows", { field: "file", params: { count: sheet.rows.length, limit: ROWS } });
  const bytes = Buffer.from(file ? await file.arrayBuffer() : new ArrayBuffer(0));
  return write(ctx, async (tx) => {
    const [remembered] = await tx
      .select()
      .from(figureMapping)
      .where(eq(figureMapping.key, keyOf(sheet.headings)));
    const mapping = remembered?.mapping ?? knownColumns(sheet.headings);
    const importId = newId();
    const plan = await planOf(tx, { mapping, answers: {} }, sheet, ctx.now);
    await tx.insert(figureImport).values({
      ...{
        id: importId,
        fileName: (file?.name ?? "").slice(0, 200),
        digest: createHash("sha256").update(bytes).digest("hex"),
        bytes: bytes.length,
      },
      ...{
        sheet: read.sheet,
        layout: remembered ? "mapped" : layoutOf(mapping),
        headings: sheet.headings,
        mapping,
        state: "checked" as const,
      },
      ...{ createdBy: ctx.actorId ?? importId, createdAt: ctx.now },
      ...plan.state,
    });
    for (let at = 0; at < sheet.rows.length; at += ROWS_AT_ONCE)
      await tx.insert(figureImportRow).values(sheet.rows.slice(at, at + ROWS_AT_ONCE).map((row) => ({ importId, ...row })));
    return accept({ importId });
  });
}

/** One import, locked; null where there is none. */
async function lockedImport(tx: Tx, importId: string): Promise<ImportRow | null> {
  if (!isId(importId)) return null;
  const [row] = await tx.select().from(figureImport).where(eq(figureImport.id, importId)).for("update");
  return row ?? null;
}

/** Change what is known of a file that waits, and tell anew what it would do. Refuses one that does not wait any more. */
function change(
  ctx: WriteContext,
  importId: string,
  to: (tx: Tx, row: ImportRow) => Promise<Outcome<Partial<Pick<ImportRow, "mapping" | "answers" | "layout">>>>,
): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await lockedImport(tx, importId);
    if (row?.state !== "checked") return refuse("import_gone");
    const changed = await to(tx, row);
    if (!changed.ok) return changed;
    const plan = await planOf(tx, { ...row, ...changed.value }, await stagedSheet(tx, row), ctx.now);
    await tx
      .update(figureImport)
      .set({ ...changed.value, ...plan.state, failure: null, revision: row.revision + 1 })
      .where(eq(figureImport.id, importId));
    return accept({ importId });
  });
}

/** Look again at how accounts, people and closed months stand now. */
export function checkFigures(ctx: WriteContext, importId: string) {
  return change(ctx, importId, () => Promise.resolve(accept({})));
}

/** Say what the columns mean. Remembered for the next file with these headings. Refuses a meaning that is given twice. */
export function chooseFigureColumns(ctx: WriteContext, importId: string, chosen: readonly string[]) {
  return change(ctx, importId, async (tx, { headings }) => {
    const mapping: Mapping = headings.map((_, i) => (fields.includes(chosen[i] ?? "") ? (chosen[i] ?? null) : null));
    const twice = mapping.findIndex((field, i) => field !== null && mapping.indexOf(field) !== i);
    if (twice >= 0) return refuse("column_twice", { field: `column-${twice}` });
    const saved = { headings, mapping, savedBy: ctx.actorId ?? "", at: ctx.now };
    await tx
      .insert(figureMapping)
      .values({ key: keyOf(headings), ...saved })
      .onConflictDoUpdate({ target: figureMapping.key, set: saved });
    return accept({ mapping, layout: "mapped" });
  });
}

const answersSchema = z.object({
  storeId: z.string().refine(isId).optional(),
  personId: z.string().refine(isId).optional(),
  from: z.string().refine(isPlainDate).optional(),
  to: z.string().refine(isPlainDate).optional(),
  dates: z.enum(["day-first", "month-first"]).optional(),
});

/** Say what the file does not: the store, the agent, the days, how days are written. An empty answer leaves the earlier one. Refuses days that are no stretch, a store or agent that is none. */
export function answerFigures(ctx: WriteContext, importId: string, said: Record<keyof z.input<typeof answersSchema>, string>) {
  return change(ctx, importId, async (tx, { answers }) => {
    const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ""));
    const parsed = answersSchema.safeParse({ ...answers, ...given });
    if (!parsed.success) return refuse("answer_wrong", { field: String(parsed.error.issues[0]?.path[0] ?? "") });
    const { storeId, personId, from, to } = parsed.data;
    if (from && to && (from > to || from.slice(0, 7) !== to.slice(0, 7))) return refuse("period_wrong", { field: "to" });
    if (storeId && (await tx.select({ id: store.id }).from(store).where(eq(store.id, storeId))).length === 0)
      return refuse("answer_wrong", { field: "storeId" });
    if (
      personId &&
      (
        await tx
          .select({ id: person.id })
          .from(person)
          .where(and(eq(person.id, personId), sql`${person.state} is not null`))
      ).length === 0
    )
      return refuse("answer_wrong", { field: "personId" });
    return accept({ answers: parsed.data });
  });
}

/** Drop a file that waits: nothing of it was kept. */
export function cancelFigures(ctx: WriteContext, importId: string): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const row = await lockedImport(tx, importId);
    if (row?.state !== "checked") return refuse("import_gone");
    await tx.delete(figureImportRow).where(eq(figureImportRow.importId, importId));
    await tx.update(figureImport).set({ state: "cancelled", finishedAt: ctx.now }).where(eq(figureImport.id, importId));
    await audit(tx, ctx, {
      action: "results.import_cancelled",
      subject: { type: "figure_import", id: importId },
      after: { fileName: row.fileName },
    });
    return accept({ importId });
  });
}

/** Drop the files that nobody ordered within a week; once an hour. */
export async function sweepFigureImports(db: Db, now: Date): Promise<void> {
  if (now.getUTCMinutes() !== 40) return;
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  await db.transaction(async (tx) => {
    const old = await tx
      .update(figureImport)
      .set({ state: "cancelled", finishedAt: now })
      .where(and(eq(figureImport.state, "checked"), lt(figureImport.createdAt, before)))
      .returning({ id: figureImport.id });
    for (const { id } of old) await tx.delete(figureImportRow).where(eq(figureImportRow.importId, id));
  });
}
