import { sql } from "drizzle-orm";
import { contentItem } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { type ItemRef, refText } from "./lineage-rules";

/** Those of some items that the library has, archived ones too, as "kind/slug". One statement, none for none. */
export async function knownRefs(reader: Reader, refs: readonly ItemRef[]): Promise<ReadonlySet<string>> {
  if (refs.length === 0) return new Set();
  const rows = await reader
    .select({ ref: sql<string>`${contentItem.kind} || '/' || ${contentItem.slug}` })
    .from(contentItem)
    .where(sql`${contentItem.kind} || '/' || ${contentItem.slug} = any(${sql.param(refs.map(refText))})`);
  return new Set(rows.map((row) => row.ref));
}
