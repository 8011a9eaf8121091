import { and, eq, isNull } from "drizzle-orm";
import { simulationExample, simulationResult, simulationRun } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { resultsOf, simulationOfRun } from "./debrief-read.server";
import { grantFaults } from "./grant-rules";
import { tellAboutRun } from "./tell.server";
import { type Granted, withGranted } from "./undecided-rules";

/** `seen`: the number of the result that the supervisor looked at. */
export type RunGrading = { runId: string; granted: readonly Granted[]; remark: string; seen: number };

const LONGEST_REMARK = 1000;

/** Lock a run that is over, for whoever writes about it; null: there is none of that id, or it goes on. */
export async function lockEnded(tx: Tx, runId: string): Promise<typeof simulationRun.$inferSelect | null> {
  const [run] = await tx.select().from(simulationRun).where(eq(simulationRun.id, runId)).for("update");
  return run?.endedAt ? run : null;
}

/** What is not passed is no example any more. Whether it was one. */
export async function dropExample(tx: Tx, ctx: WriteContext, runId: string): Promise<boolean> {
  const removed = await tx
    .update(simulationExample)
    .set({ removedAt: ctx.now, removedBy: ctx.actorId })
    .where(and(eq(simulationExample.runId, runId), isNull(simulationExample.removedAt)))
    .returning({ id: simulationExample.id });
  return removed.length > 0;
}

/**
 * Grade a run by what a supervisor read in it: a further result, that counts from now on. A run that was decided before needs a reason. The item in the inbox is
 * closed, and the trainee told.
 */
export function gradeByPerson(ctx: WriteContext, { runId, granted, remark, seen }: RunGrading): Promise<Outcome<{ passed: boolean }>> {
  return write(ctx, async (tx) => {
    const run = await lockEnded(tx, runId);
    const results = run ? await resultsOf(tx, runId) : [];
    const [machine, last] = [results[0], results.at(-1)];
    if (!run || !machine || !last) return refuse("not_found");
    if (ctx.actorId === null || run.personId === ctx.actorId) return refuse("own_run");
    if (last.number !== seen) return refuse("graded_meanwhile", { params: { name: last.by ?? "" } });
    const text = remark.trim();
    if (text.length > LONGEST_REMARK) return refuse("remark_too_long", { field: "remark" });
    if (!last.undecided && text === "") return refuse("reason_missing", { field: "remark" });
    if (grantFaults(machine, granted)) return refuse("granted_unknown");
    const grade = withGranted(await simulationOfRun(tx, run), machine.grade, granted);
    const { total, passed, hasProhibited } = grade;
    await tx.insert(simulationResult).values({
      ...{ runId, personId: run.personId, itemId: run.itemId, number: last.number + 1, cause: "person" },
      ...{ total: String(total), passed, hasProhibited, undecided: false, grade, chats: machine.chats },
      ...{ granted: [...granted], remark: text, gradedBy: ctx.actorId, gradedAt: ctx.now },
    });
    if (!passed) await dropExample(tx, ctx, runId);
    await closeItem(tx, ctx, "simulation", runId, passed ? "passed" : "failed");
    await tellAboutRun(tx, ctx, run.personId, passed ? "graded_passed" : "graded_failed", runId);
    await audit(tx, ctx, {
      action: "simulator.graded",
      subject: { type: "simulation_run", id: runId },
      personId: run.personId,
      before: { total: Math.floor(Number(last.total) * 100) / 100, passed: last.passed },
      after: { total: Math.floor(total * 100) / 100, passed },
      reason: text || null,
    });
    return accept({ passed });
  });
}
