import { log } from "~/platform/log.server";
import { openDatabase } from "./database";
import { wire } from "./wiring";
import { startWorker } from "./worker";

/** The worker as a process of its own, beside app processes that run with WORKER=none. */
export async function runWorker(): Promise<void> {
  const database = await openDatabase(3);
  wire();
  const worker = await startWorker(database.appUrl);
  log.info("the worker takes jobs");
  const stop = async () => {
    await worker.stop();
    await database.stop();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
