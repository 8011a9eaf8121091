import { storeNamed, type StoreNames } from "./accounts";
import { LOOKED_INTO, rowsOf, textPieces, uploadPath } from "./import-file.server";
import { jsonSessions } from "./import-json";
import { accountOfSession, rowSides } from "./import-part";
import type { ImportRow } from "./import-stage.server";

/** Before a file is brought in: whether it is one of another store. Looked at from its beginning; nothing of it is masked or kept. */

/** So many sessions of JSON, or rows of a table, are looked at: a file of another store says so at once. */
const LOOKED_AT = 2000;

/** `looked`: sessions or rows; `others`: how many name another store of the shop, by its name; `unknown`: how many name one that nobody knows, which may be anybody's name. */
export type Strangers = { looked: number; others: { store: string; count: number }[]; unknown: number };

/** How many of the first sessions or rows of chats name another store than the one that was chosen. Null for orders, and where nothing can be read. */
export async function strangersIn(row: ImportRow, names: StoreNames): Promise<Strangers | null> {
  if (row.kind !== "chats") return null;
  const others = new Map<string, number>();
  let [looked, unknown] = [0, 0];
  try {
    for await (const said of storesSaid(row)) {
      const whose = storeNamed(said, names);
      if (whose === "other") others.set(said, (others.get(said) ?? 0) + 1);
      if (whose === "unknown") unknown++;
      if (++looked >= LOOKED_AT) break;
    }
  } catch {
    // What is wrong with the file is said when it is read.
  }
  return looked === 0 ? null : { looked, unknown, others: [...others].map(([store, count]) => ({ store, count })) };
}

async function* storesSaid(row: ImportRow): AsyncGenerator<string> {
  const path = uploadPath(row.id);
  if (row.format === "json") {
    for await (const read of jsonSessions(textPieces(path, row.encoding), { most: LOOKED_INTO }))
      if ("session" in read) yield accountOfSession(read.session).store;
    return;
  }
  const sidesOf = rowSides(row.mapping);
  let [isFirst, characters] = [row.hasHeading, 0];
  for await (const { cells } of rowsOf(path, row.format, row.encoding)) {
    if (!isFirst) yield sidesOf(cells)?.store ?? "";
    isFirst = false;
    for (const cell of cells) characters += typeof cell === "string" ? cell.length : 0;
    if (characters > LOOKED_INTO) return;
  }
}
