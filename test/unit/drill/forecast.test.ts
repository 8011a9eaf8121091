import { describe, expect, it } from "vitest";
import { type BankDay, barsOf, forecastOf, type Outlook, paceOf, percentOf } from "~/drill/forecast";

/** The n-th of March 2026, which begins on a Sunday. */
const march = (n: number) => `2026-03-${String(n).padStart(2, "0")}`;
/** The fifteen training days of a plan that began on Monday the 2nd, weekends off. */
const DAYS = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20].map(march);
const from = (day: number) => DAYS.slice(day - 1);
/** Days of study that ended with so many fluent of 200. */
const past = (...fluent: number[]): BankDay[] => fluent.map((n, i) => ({ day: DAYS[i] ?? "", required: 200, fluent: n, answered: 40 }));
const outlook = (more: Partial<Outlook>): Outlook => ({
  ...{ past: past(20, 50, 80), required: 200, fluent: 80, ahead: from(4), today: march(5), toCome: [] },
  ...more,
});

describe("the design's line: bank fluent 62 % ▁▂▃▅ day 13", () => {
  const line = {
    past: [
      { day: DAYS[1] ?? "", required: 50, fluent: 5, answered: 30 },
      { day: DAYS[2] ?? "", required: 60, fluent: 12, answered: 30 },
      { day: DAYS[3] ?? "", required: 80, fluent: 28, answered: 40 },
    ],
    required: 80,
    fluent: 50,
  };
  it("is drawn", () => {
    expect(percentOf(line.fluent, line.required)).toBe(62);
    expect(barsOf(line.past, line)).toBe("▁▂▃▅");
  });

  it("names day 13 where a lesson of day 12 brings the last questions", () => {
    const toCome = [
      { date: DAYS[7] ?? "", questions: 10 },
      { date: DAYS[11] ?? "", questions: 5 },
    ];
    expect(forecastOf({ ...line, toCome, ahead: from(5), today: DAYS[4] ?? "" })).toEqual({ kind: "on", date: DAYS[12] });
  });
});

describe("the pace", () => {
  it.each<[string, BankDay[], number | null]>([
    ["none without a day that is over", [], null],
    ["none while nothing was answered", [{ day: march(2), required: 9, fluent: 0, answered: 0 }], null],
    ["none after the first day: nothing can be fluent on it", past(0), null],
    ["the mean of the days of study", past(20, 50, 70), 25],
    ["of the last five only", past(0, 90, 90, 100, 110, 120, 130), 8],
    ["what is forgotten on a day of study is taken off", past(0, 40, 30), 15],
  ])("%s", (_, days, perDay) => {
    expect(paceOf(days)?.perDay ?? null).toBe(perDay);
  });

  it("knows which share of what stood open that was, and how many were answered", () => {
    expect(paceOf(past(0, 50, 80))).toEqual({ perDay: 40, share: 80 / 350, answered: 40, studied: 2 });
    expect(paceOf(past(0, 20, 0))).toMatchObject({ perDay: 0, share: 0 });
  });

  it("leaves out days of absence, and what was forgotten on them", () => {
    const away = { day: march(5), required: 200, fluent: 60, answered: 0 };
    const days = [...past(20, 40, 80), away, { ...away, day: march(6), fluent: 70, answered: 9 }];
    expect(paceOf(days)).toMatchObject({ perDay: (20 + 40 + 10) / 3, studied: 3 });
  });
});

describe("the forecast", () => {
  it.each<[string, Partial<Outlook>, ReturnType<typeof forecastOf>]>([
    ["120 left at 30 a day, today included: the fourth day", {}, { kind: "on", date: march(10) }],
    ["what today gained already is not gained twice", { fluent: 100 }, { kind: "on", date: march(10) }],
    ["more than the pace is gained today: a day earlier", { fluent: 145 }, { kind: "on", date: march(9) }],
    ["today is no training day: from the next", { ahead: from(5) }, { kind: "on", date: march(11) }],
    ["forgotten since: later", { fluent: 60 }, { kind: "on", date: march(11) }],
    ["leave lies between", { ahead: from(11) }, { kind: "on", date: march(19) }],
    ["one left, and today would do", { fluent: 199, past: past(20, 50, 198) }, { kind: "on", date: march(5) }],
    [
      "much came in at once: the usual share of it, but never more than are answered on a day",
      { past: past(0, 100, 150).map((day) => ({ ...day, answered: 75 })), required: 400, fluent: 150 },
      { kind: "on", date: march(10) },
    ],
    ["all is fluent", { fluent: 200 }, { kind: "fluent" }],
    [
      "all that came is fluent, a lesson is to come",
      { fluent: 200, toCome: [{ date: march(13), questions: 9 }] },
      { kind: "on", date: march(16) },
    ],
    [
      "an overdue lesson comes today, its questions are fluent tomorrow",
      { fluent: 200, toCome: [{ date: march(2), questions: 9 }] },
      { kind: "on", date: march(6) },
    ],
    [
      "a lesson without a day counts as coming today",
      { fluent: 200, toCome: [{ date: null, questions: 9 }] },
      { kind: "on", date: march(6) },
    ],
    ["nothing is required", { required: 0, fluent: 0, past: [] }, { kind: "unknown", why: "empty" }],
    [
      "nothing came in yet",
      { required: 0, fluent: 0, past: [], toCome: [{ date: null, questions: 5 }] },
      { kind: "unknown", why: "too_early" },
    ],
    ["no day of study is over", { past: [], fluent: 3 }, { kind: "unknown", why: "too_early" }],
    ["two days after the first made nothing fluent", { past: past(0, 0, 0), fluent: 0 }, { kind: "unknown", why: "too_early" }],
    ["three days and nothing", { past: past(0, 0, 0, 0), fluent: 0 }, { kind: "unknown", why: "standing_still" }],
    ["more is forgotten than gained", { past: past(90, 60, 50, 40, 30, 20), fluent: 20 }, { kind: "unknown", why: "standing_still" }],
    ["so slow that the days looked at do not suffice", { past: past(1, 2, 3), fluent: 3 }, { kind: "unknown", why: "far" }],
    ["no training day ahead", { ahead: [] }, { kind: "unknown", why: "far" }],
  ])("%s", (_, more, forecast) => {
    expect(forecastOf(outlook(more))).toEqual(forecast);
  });
});

describe("the share that is fluent", () => {
  it.each([
    [0, 0, 0],
    [0, 200, 0],
    [199, 200, 99],
    [200, 200, 100],
    [62, 99, 62],
  ])("%i of %i: %i percent", (fluent, required, percent) => {
    expect(percentOf(fluent, required)).toBe(percent);
  });

  it("is drawn of at most six days that are over, and now", () => {
    expect(barsOf(past(0, 0, 25, 50, 100, 150, 175, 200), { fluent: 200, required: 200 })).toBe("▁▃▅▇▇██");
    expect(barsOf([], { fluent: 0, required: 0 })).toBe("▁");
  });
});
