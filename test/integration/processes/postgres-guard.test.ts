import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect as connectTo, type Socket } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type postgres from "postgres";
import { afterAll, describe, expect, inject, it } from "vitest";
import { connectRaw } from "@db/client";
import { guardPostgres } from "~/processes/postgres-guard";
import { freshDatabase } from "@test/setup/database";

const { appUrl } = await freshDatabase();
const folder = mkdtempSync(join(resolve("node_modules"), ".guard-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** postgres.js as the build makes it. */
async function guarded(): Promise<typeof postgres> {
  const from = resolve("node_modules/postgres/src");
  cpSync(from, folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "connection.js"), guardPostgres(readFileSync(join(from, "connection.js"), "utf8")));
  return ((await import(/* @vite-ignore */ pathToFileURL(join(folder, "index.js")).href)) as { default: typeof postgres }).default;
}

describe("postgres.js with our guards", () => {
  it("opens a connection anew that ended while something waited to be written", async () => {
    const make = await guarded();
    const sockets: Socket[] = [];
    const { hostname, port } = new URL(appUrl);
    const socket = () => {
      const made = connectTo(Number(port), hostname);
      sockets.push(made);
      return new Promise<Socket>((connected) => made.once("connect", () => connected(made)));
    };
    // The types of postgres.js do not know of sockets that one makes oneself.
    const options = { max: 1, connect_timeout: 2, backoff: () => 0, socket, onnotice: () => undefined };
    const sql = make(appUrl, options);
    expect(await sql.unsafe("select 1 as n")).toEqual([{ n: 1 }]);
    // A statement that waits for its turn to be written when the connection ends.
    const last = sql.unsafe("select 2 as n").then(null, (error: unknown) => error);
    await Promise.resolve();
    await Promise.resolve();
    sockets[0]?.destroy();
    sockets[0]?.emit("close", false);
    expect(await last).toMatchObject({ code: "CONNECTION_CLOSED" });
    expect(await sql.unsafe("select 3 as n")).toEqual([{ n: 3 }]);
    await sql.end({ timeout: 5 });
  });

  it("tells who asks that the server takes no more connections, when the one before ended in the middle of a statement", async () => {
    const make = await guarded();
    const sql = make(appUrl, {
      max: 1,
      onnotice: () => undefined,
      connection: { application_name: "deskready-test-guard" },
      backoff: () => 0,
    });
    const admin = connectRaw(inject("cluster").superUrl, { max: 1 });
    const database = new URL(appUrl).pathname.slice(1);
    const long = sql`select pg_sleep(60)`.then(null, (error: unknown) => error);
    const end = () =>
      admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'deskready-test-guard' and state = 'active' and query like '%pg_sleep%'`;
    await expect.poll(async () => (await end()).length).toBe(1);
    await admin.unsafe(`alter database ${database} connection limit 0`);
    expect(await long).toMatchObject({ code: expect.stringMatching(/^CONNECTION_CLOSED|ECONNRESET|57P01$/) as string });
    await expect(sql`select 1`).rejects.toMatchObject({ code: "53300" });
    await admin.unsafe(`alter database ${database} connection limit -1`);
    expect(await sql.unsafe("select 1 as n")).toEqual([{ n: 1 }]);
    await Promise.all([sql.end({ timeout: 1 }), admin.end({ timeout: 1 })]);
  }, 15_000);

  it("are refused where the driver is another than they were made for", () => {
    expect(() => guardPostgres("const x = socket.write(chunk, fn)")).toThrow(/postgres\.js has changed/);
  });
});
