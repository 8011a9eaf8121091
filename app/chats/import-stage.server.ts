import { sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { chatImport } from "@db/schema";
import type { Tx } from "~/platform/database.server";

export type ImportRow = typeof chatImport.$inferSelect;
/** The states of an import that was ordered and has not ended. */
export const UNDER_WAY = ["queued", "reading", "counting", "moving"] as const;

/** Somebody stopped an import while it ran. */
export class Cancelled extends Error {}

/** Why an import ends without anything: `code` is a refusal of the messages, `at` the line. */
export class ImportFailure extends Error {
  constructor(
    readonly code: string,
    readonly at = 0,
  ) {
    super(code);
  }
}

/** Forget what an import has staged. */
export async function emptyStage(tx: Tx, importId: string): Promise<void> {
  await tx.execute(sql`delete from chat_import_part where import_id = ${importId}`);
  await tx.execute(sql`delete from chat_import_row where import_id = ${importId}`);
}

/** Take an import for oneself until the transaction ends: true unless somebody runs it. When a process is killed, the database gives back what it held. */
export const holdsImport = (importId: AnyPgColumn | string) =>
  sql<boolean>`pg_try_advisory_xact_lock(hashtext('chat import'), hashtext(${importId}::text))`;
