import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { accept, type Outcome, write, type WriteContext } from "~/platform/write.server";

/** So many are looked at for what stands above a page; the list has all. */
const SHOWN = 12;

export type UnseenNotice = Pick<typeof notice.$inferSelect, "id" | "kind" | "data" | "createdAt" | "important">;

/**
 * What a person has not yet been told, newest first, at most twelve at a time; `kind` is capability.what. Kinds that are `muted` are left out. `beside` is read in the same
 * statement: both stand around every page.
 */
export async function unseenNotices<T>(
  reader: Reader,
  personId: string,
  { beside, muted }: { beside: SQL<T>; muted: SQL<string[]> },
): Promise<{ notices: UnseenNotice[]; beside: T }> {
  const [row] = await reader.execute<{ beside: T; notices: (Omit<UnseenNotice, "createdAt"> & { createdAt: string })[] }>(sql`
    select ${beside} as beside, (
      select coalesce(json_agg(json_build_object(
        'id', n.id, 'kind', n.kind, 'data', n.data, 'createdAt', n.created_at, 'important', n.important) order by n.id desc), '[]')
      from (select * from notice where person_id = ${personId} and seen_at is null and not kind = any(${muted}) order by id desc limit ${SHOWN}) n) as notices`);
  if (!row) throw new Error("a statement without a condition gave no row");
  return { beside: row.beside, notices: row.notices.map((n) => ({ ...n, createdAt: new Date(n.createdAt) })) };
}

/** The person has read these of their notices. Somebody else's, or one read before, changes nothing. */
export function markSeen(ctx: WriteContext, noticeIds: readonly string[]): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    await tx
      .update(notice)
      .set({ seenAt: ctx.now })
      .where(and(inArray(notice.id, [...noticeIds]), sql`${notice.personId} = ${ctx.actorId}`, isNull(notice.seenAt)));
    return accept(null);
  });
}

/** The person has read whatever they were told until now. Returns how much that was. */
export function markAllSeen(ctx: WriteContext): Promise<Outcome<{ count: number }>> {
  return write(ctx, async (tx) => {
    const seen = await tx
      .update(notice)
      .set({ seenAt: ctx.now })
      .where(and(sql`${notice.personId} = ${ctx.actorId}`, isNull(notice.seenAt)))
      .returning({ id: notice.id });
    return accept({ count: seen.length });
  });
}

/** What the notices of a kind asked for is done: nobody need close them by hand. `about` is the part of their data that says which. */
export async function settleNotices(
  tx: Tx,
  personId: string,
  { kind, about }: { kind: string; about: Record<string, string | number> },
  now: Date,
): Promise<void> {
  await tx
    .update(notice)
    .set({ seenAt: now })
    .where(
      and(
        eq(notice.personId, personId),
        eq(notice.kind, kind),
        isNull(notice.seenAt),
        sql`${notice.data} @> ${JSON.stringify(about)}::jsonb`,
      ),
    );
}
