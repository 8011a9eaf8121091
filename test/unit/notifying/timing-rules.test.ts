import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainDateIn } from "~/platform/dates";
import { afterQuiet, digestDue, isClockTime, isQuiet, type QuietHours } from "~/notifying/timing-rules";

const night = { from: "22:00", to: "08:00" };
const noon = { from: "12:00", to: "13:30" };

describe("a time of the day", () => {
  it.each([
    ["00:00", true],
    ["23:59", true],
    ["24:00", false],
    ["8:30", false],
    ["08:60", false],
    ["", false],
    [null, false],
  ])("%j: %s", (text, expected) => expect(isClockTime(text)).toBe(expected));
});

describe("what comes in quiet hours waits for their end", () => {
  it.each<[string, QuietHours | null, string, string, string]>([
    ["before them", night, "Asia/Shanghai", "2026-03-02T21:59+08:00", "2026-03-02T21:59+08:00"],
    ["at their beginning", night, "Asia/Shanghai", "2026-03-02T22:00+08:00", "2026-03-03T08:00+08:00"],
    ["after midnight", night, "Asia/Shanghai", "2026-03-03T00:30+08:00", "2026-03-03T08:00+08:00"],
    ["at their end", night, "Asia/Shanghai", "2026-03-03T08:00+08:00", "2026-03-03T08:00+08:00"],
    ["within a day", noon, "Asia/Shanghai", "2026-03-03T12:45+08:00", "2026-03-03T13:30+08:00"],
    ["with none", null, "Asia/Shanghai", "2026-03-03T03:00+08:00", "2026-03-03T03:00+08:00"],
    ["on the reader's clocks", night, "America/New_York", "2026-03-02T14:00Z", "2026-03-02T14:00Z"],
    ["on the reader's clocks, at night", night, "America/New_York", "2026-03-02T04:00Z", "2026-03-02T13:00Z"],
    ["over a night that is an hour shorter", night, "Europe/Berlin", "2026-03-28T23:00+01:00", "2026-03-29T08:00+02:00"],
    ["over a night that is an hour longer", night, "Europe/Berlin", "2026-10-24T23:00+02:00", "2026-10-25T08:00+01:00"],
    [
      "with an end that the clocks leave out",
      { from: "22:00", to: "02:30" },
      "Europe/Berlin",
      "2026-03-29T00:00+01:00",
      "2026-03-29T03:30+02:00",
    ],
  ])("%s", (_name, quiet, zone, at, expected) => {
    expect(afterQuiet(new Date(at), quiet, zone).toISOString()).toBe(new Date(expected).toISOString());
  });

  it("is never earlier, never quiet, and never more than a day and an hour later", () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`);
    const zone = fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC");
    const at = fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(at, time, time, zone, (moment, from, to, where) => {
        fc.pre(from !== to);
        const sent = afterQuiet(moment, { from, to }, where);
        expect(sent.getTime()).toBeGreaterThanOrEqual(moment.getTime());
        expect(isQuiet(sent, { from, to }, where)).toBe(false);
        expect(sent.getTime() - moment.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the digest of a day", () => {
  it.each<[string, string, string | null, string | null]>([
    ["before its time", "2026-03-02T08:29+08:00", null, null],
    ["at its time", "2026-03-02T08:30+08:00", null, "2026-03-02"],
    ["hours later, when nobody swept", "2026-03-02T20:00+08:00", "2026-03-01", "2026-03-02"],
    ["once it was made", "2026-03-02T08:31+08:00", "2026-03-02", null],
    ["the next day", "2026-03-03T08:30+08:00", "2026-03-02", "2026-03-03"],
    ["after midnight", "2026-03-03T00:10+08:00", "2026-03-02", null],
  ])("%s", (_name, now, last, day) => {
    expect(digestDue(new Date(now), "08:30", last, "Asia/Shanghai")?.day ?? null).toBe(day);
  });

  it("goes by the reader's day", () => {
    const now = new Date("2026-03-02T17:00Z");
    expect(plainDateIn("Asia/Shanghai", now)).toBe("2026-03-03");
    expect(digestDue(now, "08:30", "2026-03-01", "America/New_York")?.day).toBe("2026-03-02");
    expect(digestDue(now, "08:30", "2026-03-02", "Asia/Shanghai")).toBe(null);
  });
});
