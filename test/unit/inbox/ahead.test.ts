import { describe, expect, it } from "vitest";
import { comingUp, type OnTheWay } from "~/inbox/ahead";
import { both } from "@test/factories/curriculum";

// Wednesday morning in Shanghai.
const NOW = new Date("2026-03-04T01:00:00Z");
const trainee = (name: string, days: number[], values: Partial<OnTheWay> = {}): OnTheWay => ({
  personId: name,
  name,
  zone: "Asia/Shanghai",
  startDate: "2026-03-02",
  step: "day",
  calendar: { workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] },
  practicals: days.map((day) => ({ slug: `p${day}`, day, title: both(`p${day}`) })),
  ...values,
});
const shape = (trainees: OnTheWay[], limit = 10) =>
  comingUp(trainees, NOW, limit).map((c) => `${c.name} ${c.slug} ${c.date}${c.overdue ? " overdue" : ""}`);

describe("comingUp", () => {
  it.each<[string, OnTheWay[], string[]]>([
    ["by date on the trainee's calendar, over the weekend", [trainee("a", [3, 6])], ["a p3 2026-03-04", "a p6 2026-03-09"]],
    ["what is overdue comes first", [trainee("a", [4]), trainee("b", [1])], ["b p1 2026-03-02 overdue", "a p4 2026-03-05"]],
    [
      "of a plan by weeks on the last day of the week",
      [trainee("a", [1, 2], { step: "week" }), trainee("b", [1], { step: "week", startDate: "2026-02-24" })],
      ["b p1 2026-03-02 overdue", "a p1 2026-03-06", "a p2 2026-03-13"],
    ],
    ["at most two of one person", [trainee("a", [3, 4, 5])], ["a p3 2026-03-04", "a p4 2026-03-05"]],
    [
      "holidays and leave move them",
      [
        trainee("a", [3], {
          calendar: {
            workingWeek: [1, 2, 3, 4, 5],
            holidays: [{ day: "2026-03-03", kind: "off", own: true }],
            leaves: [{ from: "2026-03-04", to: "2026-03-05" }],
          },
        }),
      ],
      ["a p3 2026-03-09"],
    ],
    ["on the same day by name", [trainee("陈曦", [3]), trainee("安然", [3])], ["安然 p3 2026-03-04", "陈曦 p3 2026-03-04"]],
    [
      "a calendar without working days has nothing ahead",
      [trainee("a", [3], { calendar: { workingWeek: [], holidays: [], leaves: [] } })],
      [],
    ],
    ["nobody, or nothing left", [trainee("a", [])], []],
  ])("%s", (_, trainees, expected) => expect(shape(trainees)).toEqual(expected));

  it("stops at the limit", () => expect(shape([trainee("a", [3, 4]), trainee("b", [3, 4])], 3)).toHaveLength(3));
});
