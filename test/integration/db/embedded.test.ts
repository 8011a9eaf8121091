import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectRaw } from "@db/client";
import { type Embedded, startEmbedded } from "@db/embedded";

const said: string[] = [];
const log = { info: (m: string) => void said.push(m), warn: (m: string) => void said.push(m) };

let folder: string;
let servers: Embedded[];
let keeper: ChildProcess | null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deskready-embedded-"));
  chmodSync(folder, 0o711);
  servers = [];
  keeper = null;
  said.length = 0;
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  if (keeper?.exitCode === null && keeper.signalCode === null) {
    keeper.kill("SIGKILL");
    await once(keeper, "exit");
    await (await startEmbedded(folder, log)).stop();
  }
  rmSync(folder, { recursive: true, force: true });
});

async function start(dataDir = folder): Promise<Embedded> {
  const server = await startEmbedded(dataDir, log);
  servers.push(server);
  return server;
}

async function ask(url: string, statement: string): Promise<unknown[][]> {
  const sql = connectRaw(url, { max: 1 });
  try {
    return await sql.unsafe(statement).values();
  } finally {
    await sql.end();
  }
}

async function startKeeper(): Promise<number> {
  const script = fileURLToPath(new URL("./keeper.ts", import.meta.url));
  keeper = spawn(process.execPath, ["--import", "tsx", script, folder], { stdio: ["ignore", "pipe", "inherit"] });
  if (!keeper.stdout) throw new Error("no output to read");
  const [line] = (await once(keeper.stdout, "data")) as [Buffer];
  return Number(String(line).trim());
}

describe("the embedded database", () => {
  it("is durable, speaks UTF-8, listens on loopback only and lets nobody in without a password", async () => {
    const server = await start();
    await server.ensureDatabase("deskready");
    await server.ensureDatabase("deskready");
    const url = server.urlFor("deskready", "owner");
    const settings =
      "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes'), current_setting('listen_addresses')";
    expect(await ask(url, settings)).toEqual([["on", "on", "on", "127.0.0.1"]]);
    expect(
      await ask(
        url,
        "select pg_encoding_to_char(encoding), lower('ÀÉ'), length('您好') from pg_database where datname = current_database()",
      ),
    ).toEqual([["UTF8", "àé", 2]]);
    expect(statSync(join(folder, "postgres-passwords.json")).mode & 0o777).toBe(0o600);
    await expect(ask(url.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toMatchObject({ code: "28P01" });
    await expect(ask(server.urlFor("postgres", "app"), "create database mine")).rejects.toMatchObject({ code: "42501" });
    await expect(server.ensureDatabase("x; drop database deskready")).rejects.toThrow("no name for a database");
  });

  it("comes back on the same address after kill -9, with everything that was committed", async () => {
    const server = await start();
    await server.ensureDatabase("deskready");
    const url = server.urlFor("deskready", "owner");
    await ask(url, "create table kept as select 42 as n");
    const killed = server.pid();
    process.kill(killed ?? 0, "SIGKILL");
    await expect.poll(() => said, { timeout: 15_000 }).toContain("The database server runs again");
    expect(server.pid()).not.toBe(killed);
    expect(await ask(url, "select n from kept")).toEqual([[42]]);
  });

  it("is adopted when its process was killed, and then stopped by the one that adopted it", async () => {
    const pid = await startKeeper();
    keeper?.kill("SIGKILL");
    await once(keeper as ChildProcess, "exit");
    const server = await start();
    expect(server.pid()).toBe(pid);
    expect(said).toContain("Adopted the database server that was still running");
    await server.stop();
    expect(server.pid()).toBeNull();
    expect(existsSync(join(folder, "postgres.keeper"))).toBe(false);
  });

  it("is left alone by a guest", async () => {
    const pid = await startKeeper();
    const server = await start();
    expect(server.pid()).toBe(pid);
    expect(await ask(server.superUrl, "select 1")).toEqual([[1]]);
    await server.stop();
    expect(server.pid()).toBe(pid);
  });

  it("starts over what a crash left: a half-made cluster, a dead lock, a pid file of another program", async () => {
    const first = await start();
    await first.stop();
    servers = [];
    const home = join(folder, "postgres");
    mkdirSync(join(home, "cluster.new"));
    writeFileSync(join(folder, "postgres.lock"), "999999999");
    writeFileSync(join(home, "cluster", "postmaster.pid"), `${process.pid}\n${home}/cluster\n1\n5432\n\n\n\nready\n`);
    const server = await start();
    expect(await ask(server.superUrl, "select 1")).toEqual([[1]]);
  });

  it.runIf(process.getuid?.() === 0)("lives elsewhere when its user may not walk to the data folder", async () => {
    const closed = join(folder, "home");
    mkdirSync(join(closed, "data"), { recursive: true });
    chmodSync(closed, 0o700);
    const server = await start(join(closed, "data"));
    expect(await ask(server.superUrl, "select 1")).toEqual([[1]]);
    expect(readdirSync(join(closed, "data")).sort()).toEqual(["postgres-passwords.json", "postgres.keeper"]);
    const [[place]] = (await ask(server.superUrl, "show data_directory")) as [[string]];
    expect(place).toMatch(/^\/var\/lib\/deskready\//);
    await server.stop();
    rmSync(join(place, ".."), { recursive: true });
  });

  it("says which file is missing when the passwords are gone", async () => {
    await (await start()).stop();
    rmSync(join(folder, "postgres-passwords.json"));
    await expect(start()).rejects.toThrow(/passwords of the embedded database are missing: put .*postgres-passwords.json back/);
  });

  it("keeps its passwords", async () => {
    const first = await start();
    await first.stop();
    const before = readFileSync(join(folder, "postgres-passwords.json"), "utf8");
    const second = await start();
    expect(readFileSync(join(folder, "postgres-passwords.json"), "utf8")).toBe(before);
    expect(await ask(second.superUrl, "select 1")).toEqual([[1]]);
  });
});
