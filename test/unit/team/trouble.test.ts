import { describe, expect, it } from "vitest";
import { sortByDay, sortByName, sortByTrouble, type Standing, troubleOf } from "~/team/trouble";

const person = (name: string, values: Partial<Standing> = {}): Standing => ({
  personId: name,
  name,
  state: "training",
  lateDays: 0,
  waitingDays: null,
  day: 5,
  ...values,
});
const names = (people: Standing[]) => people.map((p) => p.name);

describe("sortByTrouble", () => {
  it.each<[string, Standing[], string[]]>([
    [
      "late before waiting before calm",
      [person("calm"), person("waits", { waitingDays: 9 }), person("late", { lateDays: 1 })],
      ["late", "waits", "calm"],
    ],
    [
      "the latest first",
      [person("one", { lateDays: 1 }), person("three", { lateDays: 3 }), person("two", { lateDays: 2 })],
      ["three", "two", "one"],
    ],
    [
      "late and waiting counts as late",
      [person("waits", { waitingDays: 9 }), person("both", { lateDays: 1, waitingDays: 1 })],
      ["both", "waits"],
    ],
    [
      "who waits longest first, today's too",
      [person("today", { waitingDays: 0 }), person("four", { waitingDays: 4 }), person("calm")],
      ["four", "today", "calm"],
    ],
    [
      "then the furthest on",
      [person("day 2", { day: 2 }), person("day 14", { day: 14 }), person("day 0", { day: 0 })],
      ["day 14", "day 2", "day 0"],
    ],
    [
      "the same trouble: training before probation before invited before suspended",
      [
        person("s", { state: "suspended" }),
        person("i", { state: "invited", day: 0 }),
        person("p", { state: "probation", day: 15 }),
        person("t", { day: 1 }),
      ],
      ["t", "p", "i", "s"],
    ],
    ["a waiting probation before a calm trainee", [person("t"), person("p", { state: "probation", waitingDays: 2 })], ["p", "t"]],
    ["equal in all: by name, Chinese by pinyin", [person("赵敏"), person("陈曦"), person("李雷")], ["陈曦", "李雷", "赵敏"]],
    ["nobody", [], []],
  ])("%s", (_, people, expected) => {
    expect(names(sortByTrouble(people))).toEqual(expected);
    expect(names(sortByTrouble([...people].reverse()))).toEqual(expected);
  });

  it("leaves what it was given as it was", () => {
    const given = [person("b"), person("a")];
    sortByTrouble(given);
    expect(names(given)).toEqual(["b", "a"]);
  });
});

describe("the other orders", () => {
  const people = [person("b", { day: 3, lateDays: 5 }), person("a", { day: 9 }), person("c", { state: "probation", day: 15 })];
  it("by day within the stage, and by name", () => {
    expect(names(sortByDay(people))).toEqual(["a", "b", "c"]);
    expect(names(sortByName(people))).toEqual(["a", "b", "c"]);
  });
});

describe("troubleOf", () => {
  it.each([
    [0, null, null],
    [0, 0, "waiting"],
    [2, null, "late"],
    [1, 3, "late"],
  ] as const)("late %s, waiting %s: %s", (lateDays, waitingDays, expected) => {
    expect(troubleOf({ lateDays, waitingDays })).toBe(expected);
  });
});
