import { eq } from "drizzle-orm";
import { simulationMessage } from "@db/schema";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { lockRun } from "./finish.server";
import { msOf, runById, stateOf } from "./run.server";
import { LONGEST_MESSAGE, sayRefusal } from "./say-rules";

/** A message to a customer. The browser makes the id. */
export type Said = { id: string; customer: string; text: string };

/**
 * Send a message in one's own open run: it was said when the server took it, and later than everything before it. Sent again under its id it is there once, at
 * the time at which it was there first.
 */
export async function say(ctx: WriteContext, personId: string, runId: string, { id, customer, text }: Said): Promise<Outcome<null>> {
  return write({ ...ctx, submissionId: null }, async (tx) => {
    const known = await lockRun(tx, runId);
    const run = known ? await runById(tx, runId) : null;
    if (!run || run.personId !== personId) return refuse("not_found");
    if (run.messages.some((message) => message.id === id)) return accept(null);
    if (run.endedAt) return refuse("ended");
    const at = Math.max(msOf(run, ctx.now), (run.messages.at(-1)?.at ?? -1) + 1);
    const refusal = sayRefusal(await stateOf(ctx.db, run, at, tx), customer, text);
    if (refusal) return refuse(refusal, { params: { most: LONGEST_MESSAGE } });
    const made = await tx
      .insert(simulationMessage)
      .values({ id, runId, customer, atMs: at, text })
      .onConflictDoNothing()
      .returning({ id: simulationMessage.id });
    if (made.length > 0) return accept(null);
    const [other] = await tx.select({ runId: simulationMessage.runId }).from(simulationMessage).where(eq(simulationMessage.id, id));
    return other?.runId === runId ? accept(null) : refuse("id_taken");
  });
}
