import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "~/platform/dates";
import {
  type Calendar,
  isOnLeave,
  isTrainingDay,
  isWorkingDay,
  nextTrainingDay,
  trainingDates,
  trainingDayOn,
  workingDaysAfter,
} from "~/training/calendar";

const week: Calendar = { workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] };
const off = (day: string, own = false) => ({ day, kind: "off" as const, own });
const on = (day: string, own = false) => ({ day, kind: "working" as const, own });

describe("isWorkingDay", () => {
  it.each([
    ["a Monday of the week", week, "2026-03-02", true],
    ["a Sunday", week, "2026-03-01", false],
    ["a shop holiday", { ...week, holidays: [off("2026-03-02")] }, "2026-03-02", false],
    ["a Saturday worked for a bridge day", { ...week, holidays: [on("2026-03-07")] }, "2026-03-07", true],
    ["the team works on the shop's holiday", { ...week, holidays: [off("2026-03-02"), on("2026-03-02", true)] }, "2026-03-02", true],
    ["the team is off on the shop's extra day", { ...week, holidays: [off("2026-03-07", true), on("2026-03-07")] }, "2026-03-07", false],
  ])("%s", (_, calendar, day, works) => {
    expect(isWorkingDay(calendar, day)).toBe(works);
  });
});

describe("trainingDates", () => {
  it.each([
    ["fifteen days take three weeks", week, "2026-03-02", 15, "2026-03-20"],
    ["a start on a Saturday begins on Monday", week, "2026-03-07", 1, "2026-03-09"],
    ["a week of six days ends on the 18th", { ...week, workingWeek: [1, 2, 3, 4, 5, 6] }, "2026-03-02", 15, "2026-03-18"],
    [
      "two days of leave move the end over the weekend",
      { ...week, leaves: [{ from: "2026-03-10", to: "2026-03-11" }] },
      "2026-03-02",
      15,
      "2026-03-24",
    ],
    [
      "leave over a weekend costs only its working days",
      { ...week, leaves: [{ from: "2026-03-06", to: "2026-03-09" }] },
      "2026-03-02",
      15,
      "2026-03-24",
    ],
    ["a holiday moves the end", { ...week, holidays: [off("2026-03-04")] }, "2026-03-02", 15, "2026-03-23"],
  ])("%s", (_, calendar, start, count, last) => {
    const dates = trainingDates(calendar, start, count);
    expect(dates).toHaveLength(count);
    expect(dates.at(-1)).toBe(last);
  });

  it("ends where the calendar has no working day", () => {
    expect(trainingDates({ ...week, workingWeek: [] }, "2026-03-02", 3)).toEqual([]);
    expect(nextTrainingDay({ ...week, workingWeek: [] }, "2026-03-02")).toBeNull();
    expect(trainingDates(week, "2026-03-02", 0)).toEqual([]);
  });
});

describe("trainingDayOn, nextTrainingDay, workingDaysAfter", () => {
  it.each([
    ["2026-03-01", 0],
    ["2026-03-02", 1],
    ["2026-03-06", 5],
    ["2026-03-08", 5],
    ["2026-03-09", 6],
    ["2026-03-20", 15],
    ["2026-03-23", 16],
  ])("%s is day %i of a plan that began on 2 March", (date, day) => {
    expect(trainingDayOn(week, "2026-03-02", date)).toBe(day);
  });

  it("a retake after a Friday is on Monday, after leave when there is leave", () => {
    expect(nextTrainingDay(week, "2026-03-06")).toBe("2026-03-09");
    expect(nextTrainingDay({ ...week, leaves: [{ from: "2026-03-09", to: "2026-03-10" }] }, "2026-03-06")).toBe("2026-03-11");
  });

  it.each([
    ["2026-03-02", "2026-03-02", 0],
    ["2026-03-02", "2026-03-03", 1],
    ["2026-03-06", "2026-03-16", 6],
    ["2026-03-10", "2026-03-02", 0],
  ])("after %s until %s: %i", (from, to, days) => {
    expect(workingDaysAfter(week, from, to)).toBe(days);
  });
});

const START = "2026-01-05";
const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays(START, n));
const leave = fc.tuple(day, fc.integer({ min: 0, max: 20 })).map(([from, n]) => ({ from, to: addDays(from, n) }));
const calendars: fc.Arbitrary<Calendar> = fc.record({
  workingWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  holidays: fc.array(fc.record({ day, kind: fc.constantFrom("off" as const, "working" as const), own: fc.boolean() }), { maxLength: 20 }),
  leaves: fc.array(leave, { maxLength: 4 }),
});
const count = fc.integer({ min: 1, max: 60 });

describe("for every calendar", () => {
  it("training days come in order, and none lies on a day off or on leave", () => {
    fc.assert(
      fc.property(calendars, day, count, (calendar, start, n) => {
        const dates = trainingDates(calendar, start, n);
        expect(dates).toHaveLength(n);
        dates.forEach((date, i) => {
          expect(date >= start && (i === 0 || date > (dates[i - 1] ?? ""))).toBe(true);
          expect(isWorkingDay(calendar, date)).toBe(true);
          expect(isOnLeave(calendar, date)).toBe(false);
        });
      }),
    );
  });

  it("no training day is left out: the days between two are days off or leave", () => {
    fc.assert(
      fc.property(calendars, day, count, (calendar, start, n) => {
        const dates = new Set(trainingDates(calendar, start, n));
        const last = [...dates].at(-1) ?? start;
        for (let i = 0; i <= daysBetween(start, last); i++) {
          const d = addDays(start, i);
          expect(isTrainingDay(calendar, d)).toBe(dates.has(d));
        }
      }),
    );
  });

  it("number and date are each other's inverse", () => {
    fc.assert(
      fc.property(calendars, day, count, (calendar, start, n) => {
        trainingDates(calendar, start, n).forEach((date, i) => expect(trainingDayOn(calendar, start, date)).toBe(i + 1));
      }),
    );
  });

  it("more leave only delays", () => {
    fc.assert(
      fc.property(calendars, day, count, leave, (calendar, start, n, more) => {
        const before = trainingDates(calendar, start, n);
        const after = trainingDates({ ...calendar, leaves: [...calendar.leaves, more] }, start, n);
        after.forEach((date, i) => expect(date >= (before[i] ?? "")).toBe(true));
      }),
    );
  });

  it("the next training day is the second date of a plan that starts on a training day", () => {
    fc.assert(
      fc.property(calendars, day, (calendar, start) => {
        const [first, second] = trainingDates(calendar, start, 2);
        expect(nextTrainingDay(calendar, first ?? "")).toBe(second);
      }),
    );
  });
});
