import { describe, expect, it } from "vitest";
import { beginTry, succeeded, sweepThrottle, type Try } from "~/people/throttle.server";
import { freshDatabase } from "@test/setup/database";

const { db, appSql } = await freshDatabase();
let serial = 0;
const fresh = () => ({ who: `somebody${++serial}`, from: `198.51.100.${++serial}` });
const passed = (result: Try | { waitSeconds: number }): result is Try => "account" in result;
/** Let time pass for the counters. */
const age = (seconds: number) =>
  appSql`update throttle set last_failure = last_failure - make_interval(secs => ${seconds}), window_start = window_start - make_interval(secs => ${seconds})`;

describe("throttle of sign-in", () => {
  it("lets five failures through, then makes the account wait longer and longer, without ever locking it", async () => {
    const { who, from } = fresh();
    for (let i = 0; i < 5; i++) expect(passed(await beginTry(db, who, from))).toBe(true);
    expect(await beginTry(db, who, from)).toEqual({ waitSeconds: 2 });
    await age(2);
    expect(passed(await beginTry(db, who, from))).toBe(true);
    expect(await beginTry(db, who, from)).toEqual({ waitSeconds: 4 });
    for (const seconds of [4, 8, 16, 32, 60, 60, 60]) {
      await age(seconds);
      expect(passed(await beginTry(db, who, from))).toBe(true);
    }
    expect(await beginTry(db, who, from)).toEqual({ waitSeconds: 60 });
  });

  it("treats an account that does not exist in the same way, and an account under any spelling as one", async () => {
    const { from } = fresh();
    for (const typed of ["No.Body", "no.body", " NO.BODY ", "no.body", "ｎo.body"]) await beginTry(db, typed, from);
    expect(await beginTry(db, "no.body", from)).toEqual({ waitSeconds: 2 });
  });

  it("counts a hundred at the same moment as a hundred", async () => {
    const { who, from } = fresh();
    const results = await Promise.all(Array.from({ length: 20 }, () => beginTry(db, who, from)));
    expect(results.filter(passed)).toHaveLength(5);
  });

  it("forgets the failures of an account once the password was right", async () => {
    const { who, from } = fresh();
    for (let i = 0; i < 4; i++) await beginTry(db, who, from);
    const made = await beginTry(db, who, from);
    if (!passed(made)) throw new Error("the fifth try was refused");
    await succeeded(db, made);
    expect(passed(await beginTry(db, who, from))).toBe(true);
  });

  it("stops an address after 100 failures in 15 minutes, over however many accounts, and only that address", async () => {
    const { from } = fresh();
    const tries = await Promise.all(Array.from({ length: 110 }, (_, i) => beginTry(db, `guess${i}`, from)));
    expect(tries.filter(passed)).toHaveLength(100);
    const refused = await beginTry(db, "another", from);
    expect(passed(refused)).toBe(false);
    if (!passed(refused)) expect(refused.waitSeconds).toBeGreaterThan(800);
    expect(passed(await beginTry(db, "another", fresh().from))).toBe(true);
    await age(900);
    expect(passed(await beginTry(db, "another", from))).toBe(true);
  });

  it("gives right passwords back to the address: a shop shares one", async () => {
    const { from } = fresh();
    for (let i = 0; i < 120; i++) {
      const made = await beginTry(db, `colleague${i}`, from);
      if (!passed(made)) throw new Error(`refused after ${i}`);
      await succeeded(db, made);
    }
  });

  it("takes one IPv6 subscriber as one address", async () => {
    await Promise.all(Array.from({ length: 100 }, (_, i) => beginTry(db, `six${i}`, `2001:db8:1:2::${(i + 1).toString(16)}`)));
    expect(passed(await beginTry(db, "six", "2001:0db8:0001:0002:ffff:ffff:ffff:ffff"))).toBe(false);
    expect(passed(await beginTry(db, "six", "2001:db8:1:3::1"))).toBe(true);
  });

  it("drops what was left alone for an hour", async () => {
    await age(3601);
    await sweepThrottle(db);
    expect(await appSql`select 1 from throttle`).toHaveLength(0);
  });
});
