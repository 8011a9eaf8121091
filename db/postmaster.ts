import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { program, type ServerUser } from "./binaries";

/** A cluster on this machine: its data, the binaries that run it, the user they run as, and settings over the usual ones. */
export type Cluster = { data: string; native: string; run: string; logFile: string; user: ServerUser; settings: Record<string, string> };

/** What `postmaster.pid` says of a running server. */
export type Running = { pid: number; port: number; ready: boolean };

const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_permissions: "0700",
  max_connections: "40",
  shared_buffers: "64MB",
  work_mem: "4MB",
  maintenance_work_mem: "32MB",
  effective_cache_size: "512MB",
  random_page_cost: "1.1",
  max_wal_size: "512MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum_max_workers: "2",
  max_parallel_workers_per_gather: "0",
  io_method: "sync",
  jit: "off",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

const environment: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: process.env.PATH ?? "",
  LC_ALL: "C",
  TZ: "UTC",
  SystemRoot: process.env.SystemRoot,
};

/** The live server of this cluster, or null. A pid file left by a dead server, or by a pid that is now another program, counts as none. */
export function running(cluster: Cluster): Running | null {
  const file = join(cluster.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, "utf8").split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!isAlive(pid)) return null;
  if (!isPostgres(pid)) {
    rmSync(file, { force: true });
    return null;
  }
  return { pid, port: Number(lines[3] ?? 0), ready: (lines[7] ?? "").trim() === "ready" };
}

/** Whether a process of this id exists (also one of another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform === "linux") {
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
    return stat.includes("(postgres)") && !/\) Z /.test(stat);
  }
  if (process.platform === "win32") return true;
  const answer = spawnSync("ps", ["-o", "comm=", "-p", String(pid)], { encoding: "utf8" });
  return answer.status !== 0 || answer.stdout.includes("postgres");
}

/** Create the cluster's files in `data`; the caller names the finished folder. */
export function initialise(cluster: Cluster, passwordFile: string): void {
  const options = ["-D", cluster.data, "-U", "postgres", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  options.push("--locale=C", "--auth=scram-sha-256", `--pwfile=${passwordFile}`);
  try {
    execFileSync(program(cluster.native, "initdb"), options, { ...asUser(cluster), stdio: "pipe" });
  } catch (error) {
    const said = String((error as { stderr?: Buffer }).stderr ?? error).trim();
    throw new Error(`The embedded database could not be created: ${said}`);
  }
}

/** Start the server on `port`, and resolve when it accepts connections; null when it ended before. */
export async function launch(cluster: Cluster, port: number): Promise<ChildProcess | null> {
  if ((statSync(cluster.logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) truncateSync(cluster.logFile);
  const log = openSync(cluster.logFile, "a", 0o600);
  const all = {
    ...settings,
    ...cluster.settings,
    port: String(port),
    ...(process.platform === "win32" ? {} : { unix_socket_directories: cluster.run }),
  };
  const args = ["-D", cluster.data, ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const child = spawn(program(cluster.native, "postgres"), args, { ...asUser(cluster), detached: true, stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
  let over = false;
  void ended.then(() => (over = true));
  while (!over) {
    const now = running(cluster);
    if (now?.pid === child.pid && now?.ready) {
      child.unref();
      return child;
    }
    await pause(30);
  }
  return null;
}

/** Ask the server to end its sessions and stop (SIGINT: fast), then insist. Resolves when it is gone. */
export async function halt(cluster: Cluster, pid: number, patienceMs: number): Promise<void> {
  if (process.platform === "win32") {
    spawnSync(program(cluster.native, "pg_ctl"), ["stop", "-D", cluster.data, "-m", "fast", "-w"], { env: environment });
    return;
  }
  for (const [signal, patience] of [
    ["SIGINT", patienceMs],
    ["SIGQUIT", 3_000],
    ["SIGKILL", 3_000],
  ] as const) {
    if (!isAlive(pid) || !isPostgres(pid)) return;
    process.kill(pid, signal);
    for (let waited = 0; waited < patience; waited += 20) {
      if (!isAlive(pid) || !isPostgres(pid)) return;
      await pause(20);
    }
  }
}

/** The last lines of the server's own log, for a message that says why it did not start. */
export function lastWords(cluster: Cluster): string {
  if (!existsSync(cluster.logFile)) return "";
  return readFileSync(cluster.logFile, "utf8").trimEnd().split("\n").slice(-4).join(" | ");
}

/** A port on 127.0.0.1 that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function asUser(cluster: Cluster): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
  return { cwd: cluster.run, env: environment, ...(cluster.user ?? {}) };
}
