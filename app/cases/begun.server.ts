import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { peopleOf } from "./people.server";

const KIND = "cases.meeting_begun";

/** Tell everybody who belongs to a meeting, but whoever presents it, that it has begun. Called when its screen is made, which happens once: stopped or taken over it is the same meeting. */
export async function tellBegun(
  tx: Tx,
  ctx: WriteContext,
  { meetingId, teamId, team, presenterId }: { meetingId: string; teamId: string; team: string; presenterId: string },
): Promise<void> {
  const people = (await peopleOf(tx, teamId, ctx.now)).filter(({ id, belongs }) => belongs && id !== presenterId);
  if (people.length === 0) return;
  await tx.insert(notice).values(people.map(({ id }) => ({ personId: id, kind: KIND, data: { meetingId, team }, createdAt: ctx.now })));
}

/** A meeting is over: nobody need follow it, nor be told of it by a letter. */
export async function settleBegun(tx: Tx, ctx: WriteContext, { meetingId, teamId }: { meetingId: string; teamId: string }): Promise<void> {
  const people = (await peopleOf(tx, teamId, ctx.now)).map(({ id }) => id);
  await tx
    .update(notice)
    .set({ seenAt: ctx.now })
    .where(
      and(
        inArray(notice.personId, people),
        isNull(notice.seenAt),
        eq(notice.kind, KIND),
        sql`${notice.data} ->> 'meetingId' = ${meetingId}`,
      ),
    );
}
