import { sql } from "drizzle-orm";
import type { Measures } from "@db/schema";
import type { Tx } from "~/platform/database.server";

/** From where a figure has what it says now. */
export type Origin = { importId: string | null; enteredBy: string; at: Date; reason: string | null };

const AT_ONCE = 1000;

/** Put new measures in the place of what these figures say, and keep what they said, with who changed it, when and why. The caller holds `lockFigures` and renews the months. */
export async function correctFigures(
  tx: Tx,
  corrections: readonly { id: string; measures: Measures; row?: number }[],
  origin: Origin,
): Promise<void> {
  const { importId, enteredBy, reason } = origin;
  const at = origin.at.toISOString();
  for (let from = 0; from < corrections.length; from += AT_ONCE) {
    const part = corrections
      .slice(from, from + AT_ONCE)
      .map(({ id, measures, row }) => ({ id, measures, row: importId ? (row ?? null) : null }));
    const ids = sql.param(part.map(({ id }) => id));
    await tx.execute(sql`
      insert into figure_past (id, figure_id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at, ending, ended_by, ended_at, ended_by_import, reason)
      select gen_random_uuid(), id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at, 'corrected', ${enteredBy}::uuid, ${at}::timestamptz, ${importId}::uuid, ${reason}
      from figure where id = any(${ids}::uuid[])`);
    await tx.execute(sql`
      update figure f set measures = c.measures, import_id = ${importId}::uuid, import_row = c."row", entered_by = ${enteredBy}::uuid, at = ${at}::timestamptz
      from json_to_recordset(${JSON.stringify(part)}::json) as c(id uuid, measures jsonb, "row" integer) where c.id = f.id`);
  }
}
