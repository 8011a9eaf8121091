import { expect, it } from "vitest";
import { connectRaw } from "@db/client";
import { freshDatabase } from "@test/setup/database";

const { appUrl } = await freshDatabase();

it("a pool opens a connection again within half a second, however many broke", async () => {
  const sql = connectRaw(appUrl, { max: 1 });
  expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
  const wait = sql.options.backoff as unknown as (broken: number) => number;
  for (const broken of [0, 1, 10, 1000]) expect(wait(broken)).toBeLessThanOrEqual(0.5);
  await sql.end({ timeout: 5 });
});
