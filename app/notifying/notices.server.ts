import { sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { noticeLines } from "./notice-lines";
import { mutedBy } from "./preferences.server";

/** How many notices one page of the list holds. */
const NOTICES_A_PAGE = 30;

type Row = Pick<typeof notice.$inferSelect, "id" | "kind" | "data" | "important"> & {
  createdAt: string;
  unread: boolean;
  total: number;
  left: number;
};

/** One page of all that somebody was told: what they have not read first, each part the newest first. What is switched off counts as read. One statement. */
export async function noticePage(reader: Reader, personId: string, page: number, locale: Locale, zone: string) {
  const rows = await reader.execute<Row>(sql`
    with own as (select n.*, n.seen_at is null and not n.kind = any(${mutedBy(personId)}) as unread from ${notice} n where n.person_id = ${personId})
    select id, kind, data, important, created_at as "createdAt", unread, (count(*) over ())::int as total, (count(*) filter (where unread) over ())::int as left
    from own order by unread desc, created_at desc, id desc limit ${NOTICES_A_PAGE} offset ${(page - 1) * NOTICES_A_PAGE}`);
  const said = [...rows].flatMap((row) => {
    const createdAt = new Date(row.createdAt);
    const [line] = noticeLines([{ ...row, createdAt }], locale, zone);
    return line ? [{ ...line, createdAt, unread: row.unread }] : [];
  });
  const total = rows[0]?.total ?? 0;
  return { rows: said, unread: rows[0]?.left ?? 0, total, pages: Math.max(1, Math.ceil(total / NOTICES_A_PAGE)) };
}
