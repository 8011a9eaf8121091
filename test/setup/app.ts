import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@db/postmaster";

import { nodeFlags } from "../../app/processes/upkeep.mjs";
export type RunningApp = {
  url: string;
  pid: number;
  dataDir: string;
  /** Sign-in links by role (demo), or the set-up link. */
  links: Record<string, string>;
  /** How long it took from spawn to listening, ms. */
  startedInMs: number;
  /** What the process printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Stop it in good order; with `wipe` its data goes too. */
  stop(options?: { wipe?: boolean }): Promise<void>;
};

/**
 * Start the built app (`npm run build` first) as a process of its own, with data in a temporary folder unless `dataDir` is given, on a free port unless `port` is.
 * Resolves when it listens; rejects with what it printed when it ends before.
 */
export async function startApp(options: { dataDir?: string; port?: number; env?: Record<string, string> } = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "deskready-app-")));
  // Run by root, the database has a user of its own, who must be able to walk in.
  if (!options.dataDir) await chmod(dataDir, 0o711);
  const port = options.port ?? (await freePort());
  const began = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, "build/server/index.js", "server"], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
      ...options.env,
    },
  });
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const links = await new Promise<{ for: string; url: string }[]>((resolve, reject) => {
    child.on("message", (news: { ready?: string; links?: { for: string; url: string }[]; failed?: string }) => {
      if (news.ready) resolve(news.links ?? []);
      if (news.failed) reject(new Error(news.failed));
    });
    child.once("exit", (code) => reject(new Error(`the app ended with ${code} before it listened:\n${output}`)));
  });
  return {
    url: `http://localhost:${port}`,
    pid: child.pid ?? 0,
    dataDir,
    links: Object.fromEntries(links.map((l) => [l.for, l.url])),
    startedInMs: performance.now() - began,
    output: () => output,
    kill: (signal) => ended(child, () => child.kill(signal)),
    async stop({ wipe = true } = {}) {
      await ended(child, () => child.kill("SIGTERM"));
      if (wipe && !options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function ended(child: ChildProcess, act: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    act();
  });
}
