import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { migrate } from "@db/migrate";
import type { Figure } from "./run";

/** A migrated database as the app's role reaches it, and as its owner does; the server's process, and how many statements the app's role has sent. */
export type BenchDatabase = {
  db: ReturnType<typeof connect>["db"];
  sql: ReturnType<typeof connectRaw>;
  pid: number;
  statements: () => number;
};

/** Measure on an empty migrated database of its own, which is gone afterwards. */
export async function withDatabase(
  name: string,
  tell: (line: string) => void,
  work: (on: BenchDatabase) => Promise<Figure[]>,
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "deskready-bench-"));
  chmodSync(folder, 0o711);
  const server = await startEmbedded(folder, { info: () => undefined, warn: tell });
  try {
    await server.ensureDatabase(name);
    await migrate(server.urlFor(name, "owner"));
    let sent = 0;
    const { db, close } = connect(server.urlFor(name, "app"), { max: 3, onStatement: () => void sent++ });
    const sql = connectRaw(server.urlFor(name, "owner"), { max: 1 });
    try {
      return await work({ db, sql, pid: server.pid() ?? 0, statements: () => sent });
    } finally {
      await close();
      await sql.end({ timeout: 5 });
    }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long something takes. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The figure of one client's times. */
export function timed(name: string, times: readonly number[]): Figure {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const mean = times.reduce((sum, one) => sum + one, 0) / Math.max(1, times.length);
  return { name, clients: 1, perSecond: 1000 / mean, p50Ms: at(0.5), p95Ms: at(0.95), cpuMsPerOp: 0, sqlPerOp: 0, peakMb: 0 };
}
