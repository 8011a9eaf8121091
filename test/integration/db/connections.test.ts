import { expect, inject, it } from "vitest";
import { connectRaw } from "@db/client";
import { freshDatabase } from "@test/setup/database";

const { appUrl } = await freshDatabase();

it("a pool whose connections were all ended from outside is good again at once, however often that happens", async () => {
  const name = "deskready-test-ended";
  const sql = connectRaw(appUrl, { max: 10, name });
  const admin = connectRaw(inject("cluster").superUrl, { max: 1 });
  for (let round = 0; round < 3; round++) {
    await Promise.all(Array.from({ length: 10 }, () => sql`select pg_sleep(0.05)`));
    const ended = await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${name}`;
    expect(ended).toHaveLength(10);
    // Each connection may have to tell once that it is no more.
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => {
        for (;;) {
          const rows = await sql<{ n: number }[]>`select 1 as n`.catch(() => null);
          if (rows) return rows[0]?.n;
        }
      }),
    );
    expect(new Set(answers)).toEqual(new Set([1]));
  }
  const wait = sql.options.backoff as unknown as (broken: number) => number;
  expect(wait(30)).toBeLessThanOrEqual(0.5);
  await Promise.all([sql.end({ timeout: 5 }), admin.end({ timeout: 5 })]);
}, 15_000);
