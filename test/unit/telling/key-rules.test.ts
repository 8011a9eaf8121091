import { describe, expect, it } from "vitest";
import { keyIn, type KeyFields, keyValues, standingOf } from "~/telling/key-rules";

const KEY = `drk_${"aB3_-".repeat(8)}abc`;

describe("the key of a request", () => {
  it.each([
    [`Bearer ${KEY}`, KEY],
    [`bearer   ${KEY} `, KEY],
    [KEY, null],
    [`Basic ${KEY}`, null],
    [`Bearer ${KEY}x`, null],
    [`Bearer ${KEY.slice(0, -1)}`, null],
    [`Bearer drk_${"é".repeat(43)}`, null],
    ["Bearer ", null],
    ["", null],
    [null, null],
  ])("%s", (header, key) => {
    expect(keyIn(header)).toBe(key);
  });
});

describe("whether a key opens anything", () => {
  const now = new Date("2026-03-02T01:00:00.000Z");
  const at = (ms: number) => new Date(now.getTime() + ms);
  it.each([
    ["without an end", { revokedAt: null, expiresAt: null }, "live"],
    ["a moment before its end", { revokedAt: null, expiresAt: at(1) }, "live"],
    ["at its end", { revokedAt: null, expiresAt: now }, "expired"],
    ["revoked", { revokedAt: at(-1), expiresAt: null }, "revoked"],
    ["revoked and over", { revokedAt: at(-9), expiresAt: at(-1) }, "revoked"],
  ])("%s", (_what, key, standing) => {
    expect(standingOf(key, now)).toBe(standing);
  });
});

describe("what is typed of a new key", () => {
  const typed: KeyFields = { name: " Seats ", scopes: ["clearance:read"], teamId: "", lastDay: "" };
  it("is taken as it is meant", () => {
    expect(keyValues({ ...typed, scopes: ["clearance:read", "clearance:read", "names:read"] }, "2026-03-02")).toEqual({
      ok: true,
      value: { name: "Seats", scopes: ["clearance:read", "names:read"], teamId: null, lastDay: null },
    });
    expect(keyValues({ ...typed, lastDay: "2026-03-02" }, "2026-03-02").ok).toBe(true);
  });

  it.each([
    [{ name: "  " }, "name_missing"],
    [{ name: "x".repeat(81) }, "name_long"],
    [{ scopes: [] }, "scopes_missing"],
    [{ scopes: ["clearance:read", "everything"] }, "scopes_missing"],
    [{ scopes: ["names:read"] }, "scopes_names_alone"],
    [{ lastDay: "2026-02-30" }, "date_malformed"],
    [{ lastDay: "2026-03-01" }, "key_over"],
  ])("%j is refused as %s", (wrong, code) => {
    const outcome = keyValues({ ...typed, ...wrong }, "2026-03-02");
    expect(outcome.ok ? [] : outcome.refusals.map((refusal) => refusal.code)).toEqual([code]);
  });
});
