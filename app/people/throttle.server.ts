import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { throttle } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { ACCOUNT_QUIET_MS, ADDRESS_FAILURES, ADDRESS_WINDOW_MS, delaySeconds, normalisedLogin } from "./rules";

/** A try that was let through. It counts as a failure until `succeeded` takes it back. */
export type Try = { account: string; address: string; failures: number };

/** What is typed as an account, known or not, has one counter; the typed text itself is not kept. */
function accountKey(identifier: string): string {
  return `account ${createHash("sha256").update(normalisedLogin(identifier)).digest("hex").slice(0, 32)}`;
}

/** IPv4 whole, IPv6 by its /64: one subscriber owns all of that. */
function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return `address ${plain}`;
  const [head = "", tail] = plain.split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(zeros).fill("0"), ...right].slice(0, 4);
  return `address ${groups.map((g) => Number.parseInt(g, 16).toString(16)).join(":")}::/64`;
}

/**
 * Ask to try a password. The try is counted at once, under a lock, so that a hundred at the same moment are a hundred tries;
 * refused ones are not counted. Returns the try, or the seconds to wait.
 */
export async function beginTry(db: Db, identifier: string, address: string): Promise<Try | { waitSeconds: number }> {
  const keys = { account: accountKey(identifier), address: addressKey(address) };
  return db.transaction(async (tx) => {
    // Always in the same order: two tries never wait for each other's lock.
    const names = [keys.account, keys.address].sort();
    // The update that changes nothing locks a row that is there already.
    const rows = await tx
      .insert(throttle)
      .values(names.map((key) => ({ key, failures: 0 })))
      .onConflictDoUpdate({ target: throttle.key, set: { key: sql`excluded.key` } })
      .returning({
        key: throttle.key,
        failures: throttle.failures,
        sinceLast: sql`extract(epoch from now() - ${throttle.lastFailure})`.mapWith(Number),
        age: sql`extract(epoch from now() - ${throttle.windowStart})`.mapWith(Number),
      });
    const account = rows.find((r) => r.key === keys.account);
    const source = rows.find((r) => r.key === keys.address);
    if (!account || !source) throw new Error("the throttle rows are gone");

    const rested = account.sinceLast * 1000 >= ACCOUNT_QUIET_MS;
    const failures = rested ? 0 : account.failures;
    const wait = failures > 0 ? delaySeconds(failures) - account.sinceLast : 0;
    const newWindow = source.age * 1000 >= ADDRESS_WINDOW_MS;
    const fromHere = newWindow ? 0 : source.failures;
    const addressWait = fromHere >= ADDRESS_FAILURES ? ADDRESS_WINDOW_MS / 1000 - source.age : 0;
    if (wait > 0 || addressWait > 0) return { waitSeconds: Math.ceil(Math.max(wait, addressWait)) };

    await tx
      .update(throttle)
      .set({ failures: failures + 1, lastFailure: sql`now()` })
      .where(eq(throttle.key, keys.account));
    await tx
      .update(throttle)
      .set({ failures: fromHere + 1, lastFailure: sql`now()`, windowStart: newWindow ? sql`now()` : throttle.windowStart })
      .where(eq(throttle.key, keys.address));
    return { ...keys, failures: failures + 1 };
  });
}

/** The password was right: forget the account's failures, and give the try back to the address. */
export async function succeeded(db: Db, made: Try): Promise<void> {
  await db.delete(throttle).where(eq(throttle.key, made.account));
  await db
    .update(throttle)
    .set({ failures: sql`greatest(${throttle.failures} - 1, 0)` })
    .where(eq(throttle.key, made.address));
}

/**
 * Count a request of somebody who may make `most` in a minute. Those beyond it are counted too, so that insisting does not help.
 * Returns the seconds to wait, 0 when it may go on.
 */
export async function countRequest(db: Db, key: string, most: number): Promise<{ waitSeconds: number }> {
  const isOver = sql`${throttle.windowStart} <= now() - interval '1 minute'`;
  const [row] = await db
    .insert(throttle)
    .values({ key, failures: 1 })
    .onConflictDoUpdate({
      target: throttle.key,
      set: {
        failures: sql`case when ${isOver} then 1 else least(${throttle.failures} + 1, 1000000) end`,
        windowStart: sql`case when ${isOver} then now() else ${throttle.windowStart} end`,
        lastFailure: sql`now()`,
      },
    })
    .returning({ requests: throttle.failures, age: sql`extract(epoch from now() - ${throttle.windowStart})`.mapWith(Number) });
  return { waitSeconds: row && row.requests > most ? Math.max(1, Math.ceil(60 - row.age)) : 0 };
}

/** The same for somebody who is known only by the address that the request came from. */
export function countRequestFrom(db: Db, address: string, what: string, most: number): Promise<{ waitSeconds: number }> {
  return countRequest(db, `${what} ${addressKey(address)}`, most);
}

/** Drop counters that no longer count. */
export async function sweepThrottle(db: Db): Promise<void> {
  await db.delete(throttle).where(sql`${throttle.lastFailure} < now() - make_interval(secs => ${ACCOUNT_QUIET_MS / 1000})`);
}
