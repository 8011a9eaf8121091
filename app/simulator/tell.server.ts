import { and, eq, isNull, sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";

/** What a trainee is told about a run of theirs. */
export type RunNews = "graded_passed" | "graded_failed" | "commented" | "example";

/** Tell somebody about a run of theirs: one unread notice of a kind and run, however often. */
export async function tellAboutRun(tx: Tx, ctx: WriteContext, personId: string, news: RunNews, runId: string): Promise<void> {
  const kind = `simulator.${news}`;
  const told = await tx
    .update(notice)
    .set({ createdAt: ctx.now })
    .where(
      and(
        eq(notice.personId, personId),
        eq(notice.kind, kind),
        isNull(notice.seenAt),
        sql`${notice.data} @> ${JSON.stringify({ runId })}::jsonb`,
      ),
    )
    .returning({ id: notice.id });
  if (told.length === 0) await tx.insert(notice).values({ personId, kind, data: { runId }, createdAt: ctx.now });
}
