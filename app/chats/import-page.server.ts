import { eq } from "drizzle-orm";
import { chatImport, store } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { namesOfStores } from "./accounts.server";
import { fieldsOf } from "./import-fields";
import { isUnderWay, isUndoable } from "./import.server";
import { maskedPreview } from "./import-preview.server";
import { strangersIn } from "./import-strangers.server";

const SHOWN_FAULTS = 200;

/** One import as its page shows it, or null. Of a file that is not ordered yet the first lines, masked, read from the file. */
export async function importPage(reader: Reader, importId: string, now: Date) {
  const [found] = await reader
    .select({ row: chatImport, store: store.name })
    .from(chatImport)
    .innerJoin(store, eq(store.id, chatImport.storeId))
    .where(eq(chatImport.id, importId));
  if (!found) return null;
  const { row } = found;
  const isTable = row.format !== "json";
  const checked =
    row.state === "checked"
      ? {
          preview: await maskedPreview(reader, row),
          strangers: await strangersIn(row, await namesOfStores(reader, row.storeId)),
          columns: isTable
            ? row.headings.map((heading, i) => ({ heading: row.hasHeading ? heading : "", field: row.mapping[i] ?? null }))
            : [],
          fields: fieldsOf(row.kind),
          asksDay: isTable && row.kind === "chats" && !row.mapping.includes("time"),
          day: row.day,
        }
      : null;
  const { id, kind, fileName, format, encoding, bytes, state, failure, bytesRead, lines, added, known, parked, faultCount } = row;
  return {
    ...{
      id,
      kind,
      store: found.store,
      fileName,
      format,
      encoding,
      bytes,
      state,
      failure,
      lines,
      added,
      known,
      parked,
      faultCount,
      checked,
    },
    faults: row.faults.slice(0, SHOWN_FAULTS),
    percent: Math.min(100, Math.round((bytesRead / Math.max(1, bytes)) * 100)),
    isGoing: isUnderWay(state),
    isUndoable: isUndoable(row, now),
  };
}

export type ImportPage = NonNullable<Awaited<ReturnType<typeof importPage>>>;
