import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { accept, type Outcome, write, type WriteContext } from "~/platform/write.server";

const SHOWN = 3;

/** What a person has not yet been told, newest first, at most three at a time. `kind` is capability.what. */
export function unseenNotices(reader: Reader, personId: string) {
  return reader
    .select({ id: notice.id, kind: notice.kind, data: notice.data, createdAt: notice.createdAt, important: notice.important })
    .from(notice)
    .where(and(eq(notice.personId, personId), isNull(notice.seenAt)))
    .orderBy(desc(notice.id))
    .limit(SHOWN);
}

/** The person has read one of their notices. Somebody else's, or one read before, changes nothing. */
export function markSeen(ctx: WriteContext, noticeId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    await tx
      .update(notice)
      .set({ seenAt: ctx.now })
      .where(and(eq(notice.id, noticeId), sql`${notice.personId} = ${ctx.actorId}`, isNull(notice.seenAt)));
    return accept(null);
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
