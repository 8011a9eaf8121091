import { eq, isNull } from "drizzle-orm";
import { simulationResult, simulationRun } from "@db/schema";
import { gradeRun } from "~/curriculum/simulation-grade";
import { LONGEST_RUN_MS, type RunState } from "~/curriculum/simulation-run";
import type { Db, Tx } from "~/platform/database.server";
import { accept, audit, write, type WriteContext } from "~/platform/write.server";
import { askSupervisor } from "./queue.server";
import { msOf, runById, stateOf, type StoredRun } from "./run.server";
import { isUndecided } from "./undecided-rules";

/** Take the row of a run: whatever else would be sent in it or end it waits. Whether there is such a run. */
export async function lockRun(tx: Tx, runId: string): Promise<boolean> {
  const rows = await tx.select({ id: simulationRun.id }).from(simulationRun).where(eq(simulationRun.id, runId)).for("update");
  return rows.length > 0;
}

/**
 * End a run whose customers have all gone, and grade it. `givenUp`: it ends now, and is graded as if nothing more were said until the last has gone. Returns
 * whether it has ended by now. Twice is once.
 */
export async function finishRun(ctx: WriteContext, runId: string, givenUp = false): Promise<boolean> {
  const outcome = await write({ ...ctx, submissionId: null }, async (tx) => accept(await finishRunIn(tx, ctx, runId, givenUp)));
  return outcome.ok && outcome.value;
}

/** The same in the caller's transaction. */
export async function finishRunIn(tx: Tx, ctx: WriteContext, runId: string, givenUp = false): Promise<boolean> {
  const run = (await lockRun(tx, runId)) ? await runById(tx, runId) : null;
  if (!run || run.endedAt) return run !== null;
  const at = givenUp ? LONGEST_RUN_MS : msOf(run, ctx.now);
  const state = await stateOf(ctx.db, run, at, tx);
  // What goes on for a day ends, whatever its content makes of it.
  if (!state.isOver && at < LONGEST_RUN_MS) return false;
  await end(tx, ctx, run, state, givenUp);
  return true;
}

/** The one place where a run ends: its row, its result, and whoever is asked about it. */
async function end(tx: Tx, ctx: WriteContext, run: StoredRun, state: RunState, givenUp: boolean): Promise<void> {
  const { id: runId, personId, itemId, slug, simulation } = run;
  const grade = gradeRun(simulation, state);
  const undecided = isUndecided(simulation, state, grade);
  const { total, passed, hasProhibited } = grade;
  await tx
    .update(simulationRun)
    .set({ endedAt: givenUp ? ctx.now : endOf(run, state, ctx.now), endedAs: givenUp ? "given_up" : "over" })
    .where(eq(simulationRun.id, runId));
  await tx.insert(simulationResult).values({
    ...{ runId, personId, itemId, number: 1, cause: "machine", total: String(total), passed, hasProhibited, undecided, grade },
    chats: state.customers,
    gradedAt: ctx.now,
  });
  if (undecided) await askSupervisor(tx, ctx, { runId, personId, title: simulation.title });
  await audit(tx, ctx, {
    action: givenUp ? "simulator.given_up" : "simulator.finished",
    subject: { type: "simulation_run", id: runId },
    personId,
    after: { simulation: slug ?? "", total: Math.round(total * 10) / 10, passed },
  });
}

/** When the last customer went: nobody may have looked for long. */
function endOf({ startedAt }: StoredRun, { customers }: RunState, now: Date): Date {
  const last = Math.max(...customers.map(({ ended }) => ended?.at ?? Infinity));
  return new Date(Math.min(now.getTime(), startedAt.getTime() + last));
}

const AT_ONCE = 500;

/** The minute sweep: runs that are over though nobody looks. */
export async function finishRunsThatAreOver(db: Db, now: Date): Promise<void> {
  const open = await db
    .select({ id: simulationRun.id })
    .from(simulationRun)
    .where(isNull(simulationRun.endedAt))
    .orderBy(simulationRun.startedAt)
    .limit(AT_ONCE);
  const ctx = { db, actorId: null, now, requestId: "sweep", submissionId: null };
  for (const { id } of open) {
    const run = await runById(db, id);
    if (run && (await stateOf(db, run, msOf(run, now))).isOver) await finishRun(ctx, id);
  }
}
