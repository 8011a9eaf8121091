import { Logger, run } from "graphile-worker";
import { db } from "~/platform/database.server";
import { registeredTasks } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";
import { workerPool } from "./worker-pool";

/** Take jobs, and sweep the due dates each minute; of several workers one sweeps. */
export async function startWorker(appUrl: string): Promise<{ stop(): Promise<void> }> {
  const pool = workerPool(appUrl, 3);
  const tasks = Object.fromEntries([...registeredTasks()].map(([name, handler]) => [name, (payload: unknown) => handler(payload, db())]));
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
