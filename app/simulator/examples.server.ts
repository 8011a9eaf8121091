import { desc, eq } from "drizzle-orm";
import { simulationExample, simulationResult } from "@db/schema";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { dropExample, lockEnded } from "./grade.server";
import { tellAboutRun } from "./tell.server";

const LONGEST = 500;

/** Hold somebody's passed run up as an example, with the reason why. Twice is once: the first reason stays. */
export function markExample(ctx: WriteContext, runId: string, reason: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const run = await lockEnded(tx, runId);
    if (!run?.itemId || ctx.actorId === null) return refuse("not_found");
    if (run.personId === ctx.actorId) return refuse("own_run");
    const why = reason.trim();
    if (why === "") return refuse("reason_missing", { field: "reason" });
    if (why.length > LONGEST) return refuse("reason_too_long", { field: "reason" });
    const [last] = await tx
      .select({ passed: simulationResult.passed })
      .from(simulationResult)
      .where(eq(simulationResult.runId, runId))
      .orderBy(desc(simulationResult.number))
      .limit(1);
    if (!last?.passed) return refuse("example_not_passed");
    const [marked] = await tx
      .insert(simulationExample)
      .values({ runId, itemId: run.itemId, markedBy: ctx.actorId, reason: why, markedAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: simulationExample.id });
    if (!marked) return accept(null);
    await tellAboutRun(tx, ctx, run.personId, "example", runId);
    await audit(tx, ctx, {
      action: "simulator.example_marked",
      subject: { type: "simulation_run", id: runId },
      personId: run.personId,
      reason: why,
    });
    return accept(null);
  });
}

/** It is no example any more. */
export function unmarkExample(ctx: WriteContext, runId: string): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const run = await lockEnded(tx, runId);
    if (!run || ctx.actorId === null) return refuse("not_found");
    if (await dropExample(tx, ctx, runId))
      await audit(tx, ctx, { action: "simulator.example_removed", subject: { type: "simulation_run", id: runId }, personId: run.personId });
    return accept(null);
  });
}
