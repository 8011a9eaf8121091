import { afterAll, describe, expect, it } from "vitest";
import { Logger, run } from "graphile-worker";
import { addJob } from "~/platform/jobs.server";
import { newId } from "~/platform/ids";
import { audit } from "@db/schema";
import { migrate } from "@db/migrate";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, appSql, ownerSql, appUrl, ownerUrl, make } = await freshDatabase();

const row = { id: newId(), at: MONDAY, action: "test.done", subjectType: "test", subjectId: "1" };

describe("the app's role", () => {
  it("adds to the audit", async () => {
    await db.insert(audit).values(row);
    expect(await db.select().from(audit)).toHaveLength(1);
  });

  it.each([
    "update audit set action = 'x'",
    "delete from audit",
    "truncate audit",
    "delete from attempt",
    "update signoff set remark = 'x'",
    "delete from gate_evidence",
    "create table mine (a int)",
    "drop table audit",
    "alter table audit disable trigger all",
    "insert into drizzle.__drizzle_migrations (hash) values ('x')",
  ])("may not: %s", async (statement) => {
    await expect(appSql.unsafe(statement)).rejects.toMatchObject({ code: "42501" });
  });

  it("owns nothing", async () => {
    const owned = await ownerSql`select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'deskready_app'`;
    expect(owned).toHaveLength(0);
  });
});

describe("jobs", () => {
  const seen: unknown[] = [];
  let stop = () => Promise.resolve();
  afterAll(() => stop());

  it("are added in the app's transaction, vanish with it, and are run by the app's role", async () => {
    await expect(
      db.transaction(async (tx) => {
        await addJob(tx, "note", { n: 1 });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await db.transaction((tx) => addJob(tx, "note", { n: 2 }, { key: "once" }));
    await db.transaction((tx) => addJob(tx, "note", { n: 3 }, { key: "once" }));
    const runner = await run({
      connectionString: appUrl,
      maxPoolSize: 2,
      concurrency: 1,
      noHandleSignals: true,
      pollInterval: 100,
      logger: new Logger(() => () => undefined),
      taskList: { note: async (payload) => void seen.push(payload) },
    });
    stop = () => runner.stop();
    await expect.poll(() => seen, { timeout: 5_000 }).toEqual([{ n: 3 }]);
  });
});

describe("migrate", () => {
  it("changes nothing when called again, several times at once", async () => {
    const team = await make.team();
    await Promise.all([migrate(ownerUrl), migrate(ownerUrl), migrate(ownerUrl)]);
    const [kept] = await appSql`select name from team where id = ${team.id}`;
    expect(kept).toEqual({ name: team.name });
  });
});
