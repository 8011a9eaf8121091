import { describe, expect, it } from "vitest";
import { type Calendar, entryDates, entryOf } from "~/training/calendar";
import {
  activityLocks,
  type ActivityFacts,
  type ActivityStatus,
  dayState,
  lastDateOfPlan,
  lateness,
  type PlanFacts,
} from "~/training/unlocking";

const calendar = (values: Partial<Calendar> = {}): Calendar => ({ workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [], ...values });
const START = "2026-03-02"; // a Monday

describe("entryDates", () => {
  it.each<[string, Calendar, string, { step: "day" | "week"; count: number }, string[]]>([
    ["days: one training day each", calendar(), START, { step: "day", count: 3 }, ["2026-03-02", "2026-03-03", "2026-03-04"]],
    ["days over a weekend", calendar(), "2026-03-06", { step: "day", count: 2 }, ["2026-03-06", "2026-03-09"]],
    ["weeks from Monday to Friday", calendar(), START, { step: "week", count: 2 }, ["2026-03-02…2026-03-06", "2026-03-09…2026-03-13"]],
    [
      "weeks that begin in the middle of one",
      calendar(),
      "2026-03-04",
      { step: "week", count: 2 },
      ["2026-03-04…2026-03-10", "2026-03-11…2026-03-17"],
    ],
    ["a start on a Saturday", calendar(), "2026-03-07", { step: "week", count: 1 }, ["2026-03-09…2026-03-13"]],
    [
      "a holiday makes a week longer",
      calendar({ holidays: [{ day: "2026-03-04", kind: "off", own: false }] }),
      START,
      { step: "week", count: 2 },
      ["2026-03-02…2026-03-09", "2026-03-10…2026-03-16"],
    ],
    [
      "leave moves what comes after",
      calendar({ leaves: [{ from: "2026-03-09", to: "2026-03-13" }] }),
      START,
      { step: "week", count: 2 },
      ["2026-03-02…2026-03-06", "2026-03-16…2026-03-20"],
    ],
    [
      "a six-day week",
      calendar({ workingWeek: [1, 2, 3, 4, 5, 6] }),
      START,
      { step: "week", count: 2 },
      ["2026-03-02…2026-03-06", "2026-03-07…2026-03-12"],
    ],
    ["a calendar without working days", calendar({ workingWeek: [] }), START, { step: "week", count: 2 }, ["", ""]],
    ["no entries", calendar(), START, { step: "week", count: 0 }, []],
  ])("%s", (_, given, start, plan, expected) => {
    const shown = entryDates(given, start, plan).map((dates) => [...new Set([dates[0], dates.at(-1)])].filter(Boolean).join("…"));
    expect(shown).toEqual(expected);
  });

  it("gives thirteen weeks sixty-five training days, each once", () => {
    const dates = entryDates(calendar(), START, { step: "week", count: 13 }).flat();
    expect(dates).toHaveLength(65);
    expect(new Set(dates).size).toBe(65);
    expect(dates.at(-1)).toBe("2026-05-29");
  });
});

it.each<["day" | "week", number, number]>([
  ["day", 0, 0],
  ["day", 1, 1],
  ["day", 15, 15],
  ["week", 0, 0],
  ["week", 1, 1],
  ["week", 5, 1],
  ["week", 6, 2],
  ["week", 10, 2],
  ["week", 65, 13],
])("by %s, training day %i belongs to entry %i", (step, trainingDay, entry) => {
  expect(entryOf(step, trainingDay)).toBe(entry);
});

/** Three weeks from Monday 2 March, each with a lesson and a practical. */
function weeks(statuses: Record<string, ActivityStatus> = {}): PlanFacts {
  const days = entryDates(calendar(), START, { step: "week", count: 3 }).map(([date = null, ...rest], i) => ({
    day: i + 1,
    date,
    rest,
    opensAfterAccepted: i === 2 ? ["practical-2"] : [],
  }));
  const activities = [1, 2, 3].flatMap((day) =>
    (["lesson", "practical"] as const).map((kind, position): ActivityFacts => {
      const slug = `${kind}-${day}`;
      return { slug, day, position, kind, status: statuses[slug] ?? "open", mandatory: true, minutes: 30, deskExam: false, retake: null };
    }),
  );
  return { days, activities };
}
const first = { "lesson-1": "done", "practical-1": "done" } as const;
const second = { ...first, "lesson-2": "done", "practical-2": "submitted" } as const;

describe("a plan by weeks", () => {
  it.each<[string, string, PlanFacts, string, object[]]>([
    ["the first week opens on its first training day", "lesson-1", weeks(), START, []],
    ["and stays open in its middle", "lesson-1", weeks(), "2026-03-05", []],
    [
      "the second is shut until its own first day, though the first is done",
      "lesson-2",
      weeks(first),
      "2026-03-06",
      [{ code: "date", date: "2026-03-09" }],
    ],
    ["the second opens on its first day", "lesson-2", weeks(first), "2026-03-09", []],
    [
      "own work of the first week keeps the second shut",
      "lesson-2",
      weeks({ "lesson-1": "done" }),
      "2026-03-10",
      [{ code: "own_work", day: 1, slugs: ["practical-1"] }],
    ],
    [
      "what must be accepted keeps the third shut",
      "lesson-3",
      weeks(second),
      "2026-03-16",
      [{ code: "needs_acceptance", slug: "practical-2" }],
    ],
  ])("%s", (_, slug, plan, today, locks) => {
    expect(activityLocks(plan, slug, today)).toEqual(locks);
  });

  it.each<[string, PlanFacts, string, { days: number; own: string[]; others: string[] }]>([
    ["nobody is late inside the week", weeks(), "2026-03-06", { days: 0, own: [], others: [] }],
    [
      "on the weekend after it the week's last day has passed",
      weeks(),
      "2026-03-07",
      { days: 1, own: ["lesson-1", "practical-1"], others: [] },
    ],
    ["each training day adds one", weeks(), "2026-03-11", { days: 3, own: ["lesson-1", "practical-1"], others: [] }],
    [
      "counted from the first week that misses some",
      weeks(),
      "2026-03-16",
      { days: 6, own: ["lesson-1", "practical-1", "lesson-2", "practical-2"], others: [] },
    ],
    ["what waits for others makes nobody late", weeks(second), "2026-03-16", { days: 0, own: [], others: ["practical-2"] }],
    [
      "after the plan it does not grow",
      weeks({ ...second, "practical-2": "done" }),
      "2026-04-20",
      { days: 1, own: ["lesson-3", "practical-3"], others: [] },
    ],
  ])("late: %s", (_, plan, today, expected) => {
    expect(lateness(plan, today)).toEqual(expected);
  });

  it.each<[string, PlanFacts, string, string[]]>([
    ["before the plan", weeks(), "2026-03-01", ["ahead", "ahead", "ahead"]],
    ["on the first day", weeks(), START, ["today", "ahead", "ahead"]],
    ["on the last day of the first week", weeks(), "2026-03-06", ["today", "ahead", "ahead"]],
    ["done before it ends", weeks(first), "2026-03-04", ["done", "ahead", "ahead"]],
    ["in the second week with the first missing", weeks(), "2026-03-10", ["late", "today", "ahead"]],
    ["waiting for a sign-off", weeks(second), "2026-03-12", ["done", "waiting", "ahead"]],
  ])("the line %s", (_, plan, today, states) => {
    expect([1, 2, 3].map((day) => dayState(plan, day, today))).toEqual(states);
  });

  it("ends on the last training day of its last week", () => {
    expect(lastDateOfPlan(weeks())).toBe("2026-03-20");
    expect(lastDateOfPlan({ days: [] })).toBeNull();
    expect(lastDateOfPlan({ days: [{ day: 1, date: null, opensAfterAccepted: [] }] })).toBeNull();
  });
});
