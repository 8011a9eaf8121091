import { eq } from "drizzle-orm";
import { conductThreshold } from "@db/schema";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { settleRefusals } from "./entry-rules";
import { lockLedger } from "./ledger.server";

/** A manager writes down what the agent said to a threshold that was reached and what was agreed or decided, once: it waits no more. Refuses what `settleRefusals` names. */
export function settleThreshold(
  ctx: WriteContext,
  personId: string,
  thresholdId: string,
  asked: { heard: string; note: string },
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    await lockLedger(tx, personId);
    const [row] = await tx.select().from(conductThreshold).where(eq(conductThreshold.id, thresholdId)).for("update");
    if (!row || row.personId !== personId || ctx.actorId === null) return refuse("no_such_threshold");
    const wrong = settleRefusals({ personId, settled: row.settledAt !== null, lifted: row.liftedAt !== null }, asked, ctx.actorId);
    if (wrong.length > 0) return refuseAll(wrong);
    const said = { heard: asked.heard.trim(), note: asked.note.trim() };
    await tx
      .update(conductThreshold)
      .set({ settledAt: ctx.now, settledBy: ctx.actorId, ...said })
      .where(eq(conductThreshold.id, thresholdId));
    await closeItem(tx, ctx, "conduct_threshold", thresholdId, "settled");
    await audit(tx, ctx, {
      action: "conduct.threshold_settled",
      subject: { type: "conduct_threshold", id: thresholdId },
      personId,
      after: { threshold: row.threshold, month: row.month },
    });
    return accept(null);
  });
}
