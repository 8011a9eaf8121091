import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "~/platform/dates";
import { trainingDates } from "~/training/calendar";
import {
  activityLocks,
  type ActivityFacts,
  type ActivityKind,
  type ActivityStatus,
  dayLocks,
  dayState,
  isDoable,
  lateness,
  type PlanFacts,
  suggestedOrder,
} from "~/training/unlocking";

const START = "2026-03-02"; // a Monday
const DATES = trainingDates({ workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] }, START, 15);
const dateOf = (day: number) => DATES[day - 1] ?? "";

/** The plan of the domain document in small: each day a lesson, a practical and a quiz; day 8 waits for the warehouse exam, day 15 ends with the desk exam. */
function plan(statuses: Record<string, ActivityStatus> = {}, doneBefore = 1, more: Record<string, Partial<ActivityFacts>> = {}): PlanFacts {
  const activities = Array.from({ length: 15 }, (_, i) => i + 1).flatMap((day) => {
    const kinds: [string, ActivityKind][] = [
      ["lesson", "lesson"],
      ["practical", "practical"],
      ["quiz", "quiz"],
    ];
    if (day === 15) kinds.push(["desk-exam", "exam"]);
    return kinds.map(([name, kind], position): ActivityFacts => {
      const slug = name === "desk-exam" ? name : `${name}-${day}`;
      return {
        slug,
        day,
        position,
        kind,
        mandatory: true,
        minutes: kind === "practical" ? 150 : 20,
        deskExam: slug === "desk-exam",
        retake: null,
        status: statuses[slug] ?? (day < doneBefore ? "done" : "open"),
        ...more[slug],
      };
    });
  });
  const days = DATES.map((date, i) => ({ day: i + 1, date, opensAfterAccepted: i + 1 === 8 ? ["practical-7"] : [] }));
  return { days, activities };
}

describe("dayLocks", () => {
  it.each([
    ["day 1 opens on its date", plan(), 1, dateOf(1), []],
    ["the day before the plan, day 1 is shut", plan(), 1, "2026-03-01", [{ code: "date", date: dateOf(1) }]],
    ["day 2 waits for its date although day 1 is done", plan({}, 2), 2, dateOf(1), [{ code: "date", date: dateOf(2) }]],
    ["day 2 opens on its date", plan({}, 2), 2, dateOf(2), []],
    ["days cannot be compressed: day 5 on the date of day 3", plan({}, 5), 5, dateOf(3), [{ code: "date", date: dateOf(5) }]],
    ["own work of day 1 is missing", plan({ "quiz-1": "started" }, 2), 2, dateOf(2), [{ code: "own_work", day: 1, slugs: ["quiz-1"] }]],
    [
      "own work is named for the earliest day",
      plan({ "lesson-2": "open" }, 2),
      4,
      dateOf(4),
      [{ code: "own_work", day: 2, slugs: ["lesson-2", "practical-2", "quiz-2"] }],
    ],
    ["a practical that waits for its sign-off locks nothing", plan({ "practical-1": "submitted" }, 2), 2, dateOf(2), []],
    ["a returned practical locks nothing either", plan({ "practical-1": "returned" }, 2), 2, dateOf(2), []],
    ["a failed quiz locks nothing", plan({ "quiz-3": "returned" }, 4), 4, dateOf(4), []],
    [
      "day 8 waits for the acceptance of the warehouse exam",
      plan({ "practical-7": "submitted" }, 8),
      8,
      dateOf(8),
      [{ code: "needs_acceptance", slug: "practical-7" }],
    ],
    [
      "day 8 waits for it when it was returned",
      plan({ "practical-7": "returned" }, 8),
      8,
      dateOf(8),
      [{ code: "needs_acceptance", slug: "practical-7" }],
    ],
    [
      "not handed in at all it is own work",
      plan({ "practical-7": "open" }, 8),
      8,
      dateOf(8),
      [{ code: "own_work", day: 7, slugs: ["practical-7"] }],
    ],
    ["day 8 opens when it is accepted, whatever else waits", plan({ "practical-6": "submitted" }, 8), 8, dateOf(8), []],
    ["an earlier sign-off that waits keeps no other day shut", plan({ "practical-9": "submitted" }, 10), 10, dateOf(10), []],
    ["a day that the plan does not have", plan(), 16, dateOf(15), [{ code: "date", date: null }]],
  ] as const)("%s", (_, facts, day, today, locks) => {
    expect(dayLocks(facts, day, today)).toEqual(locks);
  });

  it("optional work locks nothing", () => {
    const facts = plan({ "quiz-1": "open" }, 2, { "quiz-1": { mandatory: false } });
    expect(dayLocks(facts, 2, dateOf(2))).toEqual([]);
  });

  it("a calendar that never reaches the day says so", () => {
    const facts = plan({}, 15);
    const days = facts.days.map((d) => (d.day === 15 ? { ...d, date: null } : d));
    expect(dayLocks({ ...facts, days }, 15, dateOf(15))).toEqual([{ code: "date", date: null }]);
  });
});

describe("activityLocks", () => {
  it("leave that moves today's day away takes no begun work away", () => {
    const facts = plan({ "lesson-4": "started" }, 4);
    expect(activityLocks(facts, "lesson-4", dateOf(3))).toEqual([]);
    expect(activityLocks(facts, "practical-4", dateOf(3))).toEqual([{ code: "date", date: dateOf(4) }]);
  });

  it("the order within a day is free", () => {
    for (const slug of ["lesson-1", "practical-1", "quiz-1"]) expect(activityLocks(plan(), slug, dateOf(1))).toEqual([]);
  });

  it.each([
    ["opens when everything else is done", { "lesson-15": "done", "practical-15": "done", "quiz-15": "done" }, []],
    [
      "waits for a sign-off of day 3",
      { "practical-3": "submitted", "lesson-15": "done", "practical-15": "done", "quiz-15": "done" },
      ["practical-3"],
    ],
    ["waits for what is returned", { "quiz-12": "returned", "lesson-15": "done", "practical-15": "done", "quiz-15": "done" }, ["quiz-12"]],
    ["waits for its own day", {}, ["lesson-15", "practical-15", "quiz-15"]],
  ] as const)("the desk exam %s", (_, statuses, slugs) => {
    const locks = activityLocks(plan({ ...statuses }, 15), "desk-exam", dateOf(15));
    expect(locks).toEqual(slugs.length > 0 ? [{ code: "desk_exam", slugs, work: [] }] : []);
  });

  it("the desk exam waits for the bank's certificate, and nothing else does", () => {
    const rest = { "lesson-15": "done", "practical-15": "done", "quiz-15": "done" } as const;
    const open = { ...plan(rest, 15), deskWork: ["bank" as const] };
    expect(activityLocks(open, "desk-exam", dateOf(15))).toEqual([{ code: "desk_exam", slugs: [], work: ["bank"] }]);
    expect(activityLocks({ ...plan({}, 15), deskWork: ["bank" as const] }, "quiz-15", dateOf(15))).toEqual([]);
    const exam = open.activities.find((a) => a.deskExam);
    expect(exam && isDoable(open, exam, dateOf(15))).toBe(false);
    // It is the person's own to drill: a day later they are late with it, and nobody else is.
    expect(lateness(open, addDays(dateOf(15), 1))).toMatchObject({ own: ["desk-exam"], others: [] });
  });

  it("the desk exam names its date too, and other exams do not wait for everything", () => {
    expect(activityLocks(plan({}, 15), "desk-exam", dateOf(14)).map((l) => l.code)).toEqual(["desk_exam", "date"]);
    expect(activityLocks(plan({ "practical-3": "submitted" }, 15), "quiz-15", dateOf(15))).toEqual([]);
  });

  it("an activity of no plan is shut", () => {
    expect(activityLocks(plan(), "nothing", dateOf(1))).toEqual([{ code: "date", date: null }]);
  });
});

describe("isDoable", () => {
  const failed = (retake: ActivityFacts["retake"]) => plan({ "quiz-1": "returned" }, 2, { "quiz-1": { retake } });
  it.each([
    ["a retake whose day has come", failed({ opensOn: dateOf(2), left: 2 }), dateOf(2), true],
    ["a retake on the day of the failure", failed({ opensOn: dateOf(2), left: 2 }), dateOf(1), false],
    ["attempts used up", failed({ opensOn: null, left: 0 }), dateOf(2), false],
  ])("%s", (_, facts, today, doable) => {
    const quiz = facts.activities.find((a) => a.slug === "quiz-1");
    expect(quiz && isDoable(facts, quiz, today)).toBe(doable);
  });
});

describe("lateness and dayState", () => {
  it.each([
    ["on time", plan({}, 3), dateOf(3), { days: 0, own: [], others: [] }],
    ["today's own work is not late", plan({}, 3), dateOf(3), { days: 0, own: [], others: [] }],
    ["one passed day with own work missing", plan({ "quiz-2": "open" }, 3), dateOf(3), { days: 1, own: ["quiz-2"], others: [] }],
    ["counted since the first such day", plan({ "quiz-1": "open" }, 4), dateOf(4), { days: 3, own: ["quiz-1"], others: [] }],
    [
      "a sign-off that waits is not the trainee's lateness",
      plan({ "practical-2": "submitted" }, 3),
      dateOf(3),
      { days: 0, own: [], others: ["practical-2"] },
    ],
    ["a returned practical is", plan({ "practical-2": "returned" }, 3), dateOf(3), { days: 1, own: ["practical-2"], others: [] }],
    [
      "used-up attempts wait for the manager",
      plan({ "quiz-2": "returned" }, 3, { "quiz-2": { retake: { opensOn: null, left: 0 } } }),
      dateOf(3),
      { days: 0, own: [], others: ["quiz-2"] },
    ],
    ["a weekend after day 5 makes it late", plan({}, 5), "2026-03-07", { days: 1, own: ["lesson-5", "practical-5", "quiz-5"], others: [] }],
  ])("%s", (_, facts, today, late) => {
    expect(lateness(facts, today)).toEqual(late);
  });

  it("the desk exam that waits for sign-offs is late with others, then with the trainee", () => {
    const done = { "lesson-15": "done", "practical-15": "submitted", "quiz-15": "done" } as const;
    expect(lateness(plan(done, 15), "2026-03-23")).toMatchObject({ own: [], others: ["practical-15", "desk-exam"] });
    expect(lateness(plan({ ...done, "practical-15": "done" }, 15), "2026-03-23")).toMatchObject({ own: ["desk-exam"], others: [] });
  });

  it.each([
    [2, {}, dateOf(3), "done"],
    [2, { "practical-2": "submitted" }, dateOf(3), "waiting"],
    [2, { "practical-2": "returned" }, dateOf(3), "late"],
    [3, {}, dateOf(3), "today"],
    [3, { "lesson-3": "done", "practical-3": "submitted", "quiz-3": "done" }, dateOf(3), "waiting"],
    [3, { "lesson-3": "done", "practical-3": "done", "quiz-3": "done" }, dateOf(3), "done"],
    [4, {}, dateOf(3), "ahead"],
  ] as const)("day %i with %j on %s is %s", (day, statuses, today, state) => {
    expect(dayState(plan({ ...statuses }, 3), day, today)).toBe(state);
  });
});

describe("suggestedOrder", () => {
  const order = (facts: PlanFacts, today: string) => suggestedOrder(facts, today).map((a) => a.slug);

  it("lessons first, the exit check last", () => {
    const facts = plan();
    const shuffledDay = { ...facts, activities: facts.activities.map((a) => ({ ...a, position: 9 - a.position })) };
    expect(order(shuffledDay, dateOf(1))).toEqual(["lesson-1", "practical-1", "quiz-1"]);
  });

  it("a returned practical comes before today's work, what was begun before what was not", () => {
    expect(order(plan({ "practical-1": "returned", "quiz-2": "started" }, 2), dateOf(2))).toEqual([
      "practical-1",
      "quiz-2",
      "lesson-2",
      "practical-2",
    ]);
  });

  it("names nothing that is locked, with others, or to be sat again tomorrow", () => {
    expect(
      order(
        plan({ "practical-1": "submitted", "lesson-1": "done", "quiz-1": "returned" }, 1, {
          "quiz-1": { retake: { opensOn: dateOf(2), left: 1 } },
        }),
        dateOf(1),
      ),
    ).toEqual([]);
  });
});

const status = fc.constantFrom<ActivityStatus>("open", "started", "submitted", "returned", "done");
const randomPlan = fc.array(status, { minLength: 46, maxLength: 46 }).map((statuses) => {
  const facts = plan();
  return { ...facts, activities: facts.activities.map((a, i) => ({ ...a, status: statuses[i] ?? "open" })) };
});
const someDay = fc.integer({ min: -3, max: 40 }).map((n) => addDays(START, n));

describe("for every state of a plan", () => {
  it("an activity that was never begun is shut before its day's date", () => {
    fc.assert(
      fc.property(randomPlan, someDay, (facts, today) => {
        for (const a of facts.activities) {
          if (a.status === "open" && today < dateOf(a.day))
            expect(activityLocks(facts, a.slug, today).map((l) => l.code)).toContain("date");
        }
      }),
    );
  });

  it("no sign-off that waits locks a day, but for day 8 and the desk exam", () => {
    fc.assert(
      fc.property(randomPlan, someDay, (facts, today) => {
        const accepted = {
          ...facts,
          activities: facts.activities.map((a) => (a.status === "submitted" ? { ...a, status: "done" as const } : a)),
        };
        for (const a of facts.activities.filter((x) => x.day !== 8 && !x.deskExam)) {
          expect(activityLocks(facts, a.slug, today)).toEqual(
            activityLocks({ ...accepted, activities: accepted.activities.map((x) => (x.slug === a.slug ? a : x)) }, a.slug, today),
          );
        }
      }),
    );
  });

  it("what is suggested is open", () => {
    fc.assert(
      fc.property(randomPlan, someDay, (facts, today) => {
        for (const a of suggestedOrder(facts, today)) expect(activityLocks(facts, a.slug, today)).toEqual([]);
      }),
    );
  });
});
