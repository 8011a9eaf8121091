import type { Server } from "node:http";
import type { ServerBuild } from "@remix-run/node";
import type { Handler } from "express";
import { ensurePolicies } from "~/activation/policy.server";
import { ensureFirstRemarks } from "~/drill/remarks.server";
import { clock } from "~/platform/clock.server";
import { db } from "~/platform/database.server";
import { restoreDemoClock } from "~/platform/demo-clock.server";
import { env } from "~/platform/env.server";
import { closeEventStreams } from "~/platform/event-stream.server";
import { log } from "~/platform/log.server";
import { onRestart } from "~/platform/restart.server";
import { announce } from "./announce";
import { loadContent } from "./content";
import { openDatabase } from "./database";
import { firstLinks } from "./first-links";
import { createApp } from "./http";
import { readMode } from "~/platform/mode.server";
import { wire } from "./wiring";
import { startWorker } from "./worker";

/** Asked for by "start my shop": the launcher starts the process again, in the new mode. */
const RESTART_EXIT_CODE = 75;
const DRAIN_MS = 10_000;
/** A file of two gigabytes over a line of an office takes longer than Node's five minutes; the head of a request still has a minute. */
const WHOLE_REQUEST_MS = 60 * 60_000;

/** The whole product in one process: database, content, demo shop, jobs, pages. Resolves when it listens. */
export async function startServer(build: ServerBuild | (() => Promise<ServerBuild>), vite?: { middlewares: Handler }): Promise<void> {
  const mode = readMode();
  announce({ step: env.DATABASE_URL ? "Connecting to the database" : "Starting the embedded database" });
  const database = await openDatabase(10);
  if (mode === "demo") await restoreDemoClock(db());
  announce({ step: "Loading content" });
  await loadContent(db());
  await ensurePolicies(db(), clock.now());
  await ensureFirstRemarks(db(), clock.now());
  const links = await firstLinks(db(), mode, (step) => announce({ step }));
  wire();
  const worker = env.WORKER === "inline" ? await startWorker(database.appUrl) : null;

  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createApp(build, mode === "demo", vite).listen(env.PORT, env.HOST, () => resolve(listening));
    listening.requestTimeout = WHOLE_REQUEST_MS;
    listening.on("error", reject);
  });
  announce({ ready: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`, mode, links });
  log.info({ port: env.PORT, mode, now: clock.now() }, "listening");

  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    log.info("stopping: answering what was asked, then closing");
    const drained = new Promise<void>((resolve) => server.close(() => resolve()));
    closeEventStreams();
    server.closeIdleConnections();
    const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    await drained;
    clearTimeout(timer);
    await worker?.stop();
    await database.stop();
    process.exit(code);
  };
  // Not once: the terminal and the launcher may both say it, and a second signal must not end what the first began to close.
  process.on("SIGTERM", () => void stop(0));
  process.on("SIGINT", () => void stop(0));
  // The launcher was killed: nobody would stop this process any more.
  process.once("disconnect", () => void stop(0));
  onRestart(() => void stop(RESTART_EXIT_CODE));
}
