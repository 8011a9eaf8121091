import { sql } from "drizzle-orm";
import type { Db, Reader } from "./database.server";

/** A job's handler: gets the payload it was added with. Runs at least once; must be safe to run again. */
export type TaskHandler = (payload: unknown, db: Db) => Promise<void>;
/** Compares rows with `now` and handles each once. */
export type Sweep = (db: Db, now: Date) => Promise<void>;

const tasks = new Map<string, TaskHandler>();
const sweeps = new Map<string, Sweep>();

/** Add a job inside the caller's transaction: it runs only if that commits. `key` replaces an earlier job of the same key. */
export async function addJob(tx: Reader, task: string, payload: unknown, options: { runAt?: Date; key?: string } = {}): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      ${task}, ${JSON.stringify(payload)}::json,
      run_at => ${options.runAt?.toISOString() ?? null}::timestamptz, job_key => ${options.key ?? null}::text)`);
}

/** Declare the handler of a task; called by the composition root. */
export function registerTask(name: string, handler: TaskHandler): void {
  tasks.set(name, handler);
}

/** Declare a sweep that runs each minute. */
export function registerSweep(name: string, sweep: Sweep): void {
  sweeps.set(name, sweep);
}

/** All declared tasks, for the worker. */
export function registeredTasks(): ReadonlyMap<string, TaskHandler> {
  return tasks;
}

/** Run every sweep once. One that fails does not stop the others; the failures are thrown together at the end. */
export async function runSweeps(db: Db, now: Date): Promise<void> {
  const errors: unknown[] = [];
  for (const [, sweep] of sweeps) {
    try {
      await sweep(db, now);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} sweeps failed`);
}
