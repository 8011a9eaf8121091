import { Logger, run } from "graphile-worker";
import { Pool } from "pg";
import { db } from "~/platform/database.server";
import { registeredTasks } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";

/** Take jobs, and sweep the due dates each minute; of several workers one sweeps. */
export async function startWorker(appUrl: string): Promise<{ stop(): Promise<void> }> {
  const pool = new Pool({ connectionString: appUrl, max: 3, application_name: "deskready-worker" });
  pool.on("error", (error) => log.warn({ err: error }, "a connection of the worker broke"));
  pool.on("connect", (client) => client.on("error", (error) => log.warn({ err: error }, "a connection of the worker broke")));
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
