import { and, eq, isNull, sql } from "drizzle-orm";
import { leave, person } from "@db/schema";
import { daysBetween, isPlainDate, type PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";

const LONGEST_LEAVE_DAYS = 366;

/** Enter a leave, both days inclusive. Refused when it ends before it begins, is over a year long, has no reason, or overlaps another of the person. */
export function addLeave(
  ctx: WriteContext,
  personId: string,
  values: { from: PlainDate; to: PlainDate; reason: string },
): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const { from, to } = values;
    const reason = values.reason.trim();
    if (!isPlainDate(from)) return refuse("date_malformed", { field: "from" });
    if (!isPlainDate(to)) return refuse("date_malformed", { field: "to" });
    if (to < from || daysBetween(from, to) > LONGEST_LEAVE_DAYS) return refuse("leave_order", { field: "to" });
    if (reason === "" || reason.length > 500) return refuse("reason_missing", { field: "reason" });
    const [locked] = await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("update");
    if (!locked) return refuse("person_unknown");
    const overlaps = await tx
      .select({ id: leave.id })
      .from(leave)
      .where(and(eq(leave.personId, personId), isNull(leave.cancelledAt), sql`${leave.from} <= ${to} and ${leave.to} >= ${from}`));
    if (overlaps.length > 0) return refuse("leave_overlaps", { field: "from" });
    const id = newId();
    await tx.insert(leave).values({ id, personId, from, to, reason, createdBy: ctx.actorId, createdAt: ctx.now });
    await audit(tx, ctx, { action: "people.leave_added", subject: { type: "leave", id }, personId, after: { from, to }, reason });
    return accept({ id });
  });
}

/** Cancel a leave of this person. One that was cancelled already, or another person's, is refused. */
export function cancelLeave(ctx: WriteContext, personId: string, leaveId: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [row] = await tx
      .update(leave)
      .set({ cancelledAt: ctx.now })
      .where(and(eq(leave.id, leaveId), eq(leave.personId, personId), isNull(leave.cancelledAt)))
      .returning({ from: leave.from, to: leave.to });
    if (!row) return refuse("leave_gone");
    await audit(tx, ctx, { action: "people.leave_cancelled", subject: { type: "leave", id: leaveId }, personId, before: row });
    return accept({ id: leaveId });
  });
}
