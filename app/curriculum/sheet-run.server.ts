import { rm } from "node:fs/promises";
import { eq } from "drizzle-orm";
import { catalogueImport } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { storePicture } from "~/platform/files.server";
import { log } from "~/platform/log.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { publishMany } from "./catalogue.server";
import { renewDrills } from "./drills.server";
import { SHOP } from "./pack-basics";
import { pictureReader } from "./picture-archive.server";
import { lockContent } from "./search.server";
import { archivePath, keptArchive, planOf, type SheetImport, sheetImport, type SheetResult } from "./sheet-import.server";
import type { PlannedProduct } from "./sheet-plan";

/**
 * Write an ordered import: products, pictures and the questions made from them in one transaction, everything or nothing. How far it is stands in the
 * import's own row, beside that transaction, for the page that waits. Run again after a kill it begins anew; done, it does nothing.
 */
export async function runImport(db: Db, importId: string, now: Date): Promise<void> {
  const row = await sheetImport(db, importId);
  if (!row || (row.state !== "queued" && row.state !== "running")) return;
  const tell = (values: Partial<typeof catalogueImport.$inferInsert>) =>
    db.update(catalogueImport).set(values).where(eq(catalogueImport.id, importId));
  await tell({ state: "running", written: 0 });
  const ctx: WriteContext = { db, actorId: row.orderedBy, now, requestId: `import ${importId}`, submissionId: null };
  try {
    const result = await db.transaction((tx) => writeAll(tx, ctx, row, async (written) => void (await tell({ written }))));
    await tell({ state: "done", result, written: result.created + result.changed, finishedAt: now });
  } catch (error) {
    log.error({ err: error, importId }, "an import of products was rolled back");
    await tell({ state: "failed", finishedAt: now });
    return;
  }
  await rm(archivePath(importId), { force: true });
}

async function writeAll(tx: Tx, ctx: WriteContext, row: SheetImport, told: (written: number) => Promise<void>): Promise<SheetResult> {
  await lockContent(tx);
  const plan = await planOf(tx, row);
  const products = [...plan.created, ...plan.changed];
  await storePictures(tx, ctx, row, products);
  await publishMany(
    tx,
    ctx,
    products.map(({ known, body }) => ({
      kind: "product",
      itemId: known?.itemId ?? null,
      pack: known?.pack ?? SHOP,
      body,
      madeFrom: row.fileName,
    })),
    row.fileName,
    told,
  );
  const { made, retired } = await renewDrills(tx, ctx);
  const faulty = new Set(plan.errors.map((error) => error.row)).size;
  const result = { created: plan.created.length, changed: plan.changed.length, unchanged: plan.unchanged, faulty, made, retired };
  if (products.length > 0)
    await audit(tx, ctx, {
      action: "curriculum.products_imported",
      subject: { type: "import", id: row.id },
      after: { ...result, fileName: row.fileName, codes: products.map(({ body }) => body.code) },
    });
  return result;
}

async function storePictures(tx: Tx, ctx: WriteContext, row: SheetImport, products: readonly PlannedProduct[]): Promise<void> {
  const files = new Set(products.flatMap(({ file, known, body }) => (file && known?.body.picture !== body.picture ? [file] : [])));
  if (files.size === 0) return;
  const archive = await keptArchive(row.id);
  const read = archive && pictureReader(archive);
  for (const file of files) {
    const picture = await read?.(file);
    const stored = picture && (await storePicture(tx, ctx.actorId ?? row.createdBy, picture, ctx.now));
    if (!stored || "refused" in stored) throw new Error(`the picture ${file} is not in the archive any more`);
  }
}
