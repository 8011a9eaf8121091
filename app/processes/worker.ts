import { sql } from "drizzle-orm";
import { Logger, run } from "graphile-worker";
import { Pool } from "pg";
import { db, isUnavailable } from "~/platform/database.server";
import { registeredTasks, type TaskHandler } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";

const AGAIN_MS = 250;
const PATIENCE_MS = 120_000;

/** A job that fails while the database is away says so when it is back: the queue could not write it down, and its failure to do so would end the process. */
async function handled(handler: TaskHandler, payload: unknown): Promise<void> {
  try {
    await handler(payload, db());
  } catch (error) {
    for (let waited = 0; isUnavailable(error) && waited < PATIENCE_MS && !(await answers()); waited += AGAIN_MS)
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    throw error;
  }
}

const answers = () =>
  db()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );

/** Take jobs, and sweep the due dates each minute; of several workers one sweeps. */
export async function startWorker(appUrl: string): Promise<{ stop(): Promise<void> }> {
  const pool = new Pool({ connectionString: appUrl, max: 3, application_name: "deskready-worker" });
  pool.on("error", (error) => log.warn({ err: error }, "a connection of the worker broke"));
  pool.on("connect", (client) => client.on("error", (error) => log.warn({ err: error }, "a connection of the worker broke")));
  const tasks = Object.fromEntries(
    [...registeredTasks()].map(([name, handler]) => [name, (payload: unknown) => handled(handler, payload)]),
  );
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 2000,
    crontab: "* * * * * sweep",
    taskList: tasks,
    logger: new Logger(() => (level, message) => log[level === "warning" ? "warn" : level === "error" ? "error" : "debug"](message)),
  });
  runner.promise.catch((error: unknown) => log.error({ err: error }, "the worker stopped"));
  return {
    async stop() {
      await runner.stop();
      await pool.end();
    },
  };
}
