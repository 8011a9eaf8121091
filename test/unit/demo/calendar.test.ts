import { describe, expect, it } from "vitest";
import { openingMoment, shopCalendar, workingDayBefore } from "@db/demo/calendar";
import { isTrainingDay } from "~/training/calendar";

describe("the moment at which the demo begins", () => {
  it.each([
    ["a Wednesday at three", "2026-03-18T07:00:00Z", "2026-03-18T07:00:00Z"],
    ["a Wednesday morning", "2026-03-18T02:30:00Z", "2026-03-18T06:00:00Z"],
    ["a Wednesday evening", "2026-03-18T12:00:00Z", "2026-03-19T06:00:00Z"],
    ["a Saturday, on which the shop works", "2026-03-21T07:30:00Z", "2026-03-21T07:30:00Z"],
    ["a Sunday", "2026-03-22T04:00:00Z", "2026-03-23T06:00:00Z"],
    ["the first of October, in the middle of a holiday week", "2026-10-01T04:00:00Z", "2026-10-08T06:00:00Z"],
  ])("%s", (_, now, opens) => {
    expect(openingMoment(new Date(now)).toISOString()).toBe(new Date(opens).toISOString());
  });
});

describe("the shop's days", () => {
  it("have one day of stock-taking inside the plans of those who train now", () => {
    const { calendar, stockDay } = shopCalendar("2026-03-18");
    expect(stockDay).toBe("2026-03-14");
    expect(isTrainingDay(calendar, stockDay)).toBe(false);
  });

  it("are counted backwards over Sundays and days off", () => {
    const { calendar } = shopCalendar("2026-03-18");
    expect(workingDayBefore(calendar, "2026-03-18", 0)).toBe("2026-03-18");
    expect(workingDayBefore(calendar, "2026-03-18", 3)).toBe("2026-03-13");
  });
});
