import { sql } from "drizzle-orm";
import type { chatImport } from "@db/schema";
import type { Tx } from "~/platform/database.server";

export type ImportRow = typeof chatImport.$inferSelect;

/** Forget what an import has staged. */
export async function emptyStage(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`delete from chat_import_part where import_id = ${importId}`);
  await tx.execute(sql`delete from chat_import_row where import_id = ${importId}`);
}
