import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, daysBetween, isPlainDate, plainDateIn, startOfDay, weekdayOf } from "~/platform/dates";

describe("plain dates", () => {
  it.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-08-31", 6, "2027-02-28"],
    ["2026-03-15", 2, "2026-05-15"],
    ["2026-12-31", 2, "2027-02-28"],
  ])("%s + %i months = %s", (from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });

  it.each([
    ["2026-03-02", 1],
    ["2026-03-08", 7],
  ])("%s is weekday %i", (day, weekday) => {
    expect(weekdayOf(day)).toBe(weekday);
  });

  it.each([
    ["2026-02-30", false],
    ["2026-02-28", true],
    ["2026-2-8", false],
    ["", false],
    ["2026-13-01", false],
  ])("%j a date: %s", (value, expected) => {
    expect(isPlainDate(value)).toBe(expected);
  });

  it("fall by the zone", () => {
    const instant = new Date("2026-03-01T16:30:00Z");
    expect([plainDateIn("Asia/Shanghai", instant), plainDateIn("Europe/Berlin", instant)]).toEqual(["2026-03-02", "2026-03-01"]);
  });

  it("begin at midnight of the zone, summer time included", () => {
    expect(startOfDay("2026-03-02", "Asia/Shanghai").toISOString()).toBe("2026-03-01T16:00:00.000Z");
    expect(startOfDay("2026-03-30", "Europe/Berlin").toISOString()).toBe("2026-03-29T22:00:00.000Z");
  });

  it("adding and counting days are each other's inverse, and a day begins on itself", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.constantFrom("Asia/Shanghai", "America/New_York", "Pacific/Auckland"),
        (n, zone) => {
          const day = addDays("2026-03-02", n);
          expect(daysBetween("2026-03-02", day)).toBe(n);
          expect(plainDateIn(zone, startOfDay(day, zone))).toBe(day);
        },
      ),
    );
  });
});
