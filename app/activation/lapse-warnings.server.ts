import { and, eq, isNull } from "drizzle-orm";
import { lapseWarning, notice, workItem } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import type { WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import type { PersonGateFacts } from "./facts.server";
import { type Lapse, warningDue } from "./lapse-rules";

/**
 * Tell a person of the lapses that lie ahead, each stage of each date once, and let their managers know by an item, which closes when nothing that was warned of lies ahead any more.
 * The caller holds the person's row.
 */
export async function warn(tx: Tx, ctx: WriteContext, facts: PersonGateFacts, ahead: readonly Lapse[]): Promise<void> {
  const { personId, name, teamId, zone, state } = facts;
  // The day whose end it is.
  const dayOf = (at: Date) => plainDateIn(zone, new Date(at.getTime() - 1));
  const due = state === "left" ? [] : ahead.map((lapse) => ({ ...lapse, days: warningDue(lapse, ctx.now) }));
  const said = due.flatMap(({ reason, causeId, at, days }) => (days === null ? [] : [{ reason, causeId, lapsesAt: at, days }]));
  if (said.length === 0) {
    await closeItem(tx, ctx, "clearance_warning", personId, "settled");
    return;
  }
  const fresh = await tx
    .insert(lapseWarning)
    .values(said.map((one) => ({ personId, ...one, at: ctx.now })))
    .onConflictDoNothing()
    .returning({ reason: lapseWarning.reason, lapsesAt: lapseWarning.lapsesAt });
  if (fresh.length === 0) return;
  await tx.insert(notice).values(
    fresh.map(({ reason, lapsesAt }) => ({
      personId,
      kind: `activation.ahead_${reason}`,
      data: { end: dayOf(lapsesAt) },
      createdAt: ctx.now,
    })),
  );
  const [first] = said.toSorted((a, b) => a.lapsesAt.getTime() - b.lapsesAt.getTime());
  const data = { name, reason: first?.reason ?? "", end: first ? dayOf(first.lapsesAt) : "" };
  await openItem(tx, ctx, { kind: "clearance_warning", teamId, personId, subjectId: personId, data });
  await tx
    .update(workItem)
    .set({ data })
    .where(and(eq(workItem.kind, "clearance_warning"), eq(workItem.subjectId, personId), isNull(workItem.closedAt)));
}
