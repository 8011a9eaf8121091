import { afterAll, describe, expect, inject, it } from "vitest";
import { connectRaw } from "@db/client";
import { workerPool } from "~/processes/worker-pool";
import { freshDatabase } from "@test/setup/database";

const { appUrl } = await freshDatabase();
const admin = connectRaw(inject("cluster").superUrl, { max: 1 });
const pool = workerPool(appUrl, 2);
afterAll(async () => {
  await pool.end();
  await admin.end();
});

const codeOf = (error: unknown) => (error as { code?: string }).code;

// A job that is done while the database goes away cannot be struck off: the queue asks again only where it reads 57P03, and anything else ended the process.
describe("the worker's connections", () => {
  it("say that the database is away when one ends in the middle of a statement", async () => {
    const client = await pool.connect();
    const code = await client.query("select pg_terminate_backend(pg_backend_pid())").then(() => "answered", codeOf);
    client.release(true);
    expect(code).toBe("57P03");
  });

  it("say so when none is to be had", async () => {
    const name = new URL(appUrl).pathname.slice(1);
    await admin.unsafe(`alter database ${name} connection limit 0`);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`;
    const code = await pool.connect().then(() => "connected", codeOf);
    await admin.unsafe(`alter database ${name} connection limit -1`);
    expect(code).toBe("57P03");
  });

  it("leave an answer as it is", async () => {
    expect(await pool.query("select 1 / 0").then(() => "answered", codeOf)).toBe("22012");
    expect((await pool.query<{ n: number }>("select 1 as n")).rows).toEqual([{ n: 1 }]);
  });
});
