import { describe, expect, it } from "vitest";
import { todayView } from "~/today/view";
import { type Calendar, trainingDates } from "~/training/calendar";
import type { Training, TrainingActivity } from "~/training/facts.server";

const START = "2026-03-02"; // a Monday
const both = (en: string) => ({ "zh-CN": en, en });
const week: Calendar = { workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] };
const waits = { id: "s", attempt: 1, at: new Date(0), decision: null, remark: null, by: null };
const sentBack = { ...waits, decision: "returned" as const, remark: "again, please", by: "Li" };

type Change = Partial<TrainingActivity>;

/** Three days of a lesson, a practical and a quiz; the desk exam on the third. */
function training(today: string, changes: Record<string, Change> = {}, calendar = week): Training {
  const kinds = [
    ["lesson", 20],
    ["practical", 120],
    ["quiz", 10],
  ] as const;
  const activities = [1, 2, 3].flatMap((day) => [
    ...kinds.map(([kind, minutes], position) => ({ slug: `${kind}-${day}`, kind, minutes, day, position })),
    ...(day === 3 ? [{ slug: "desk-exam", kind: "exam" as const, minutes: 30, day, position: 3 }] : []),
  ]);
  const dates = trainingDates(calendar, START, 3);
  return {
    enrolmentId: "e",
    endedAt: null,
    startDate: START,
    person: { id: "p", name: "Wang", state: "training" },
    team: { id: "t", name: "Team", zone: "Asia/Shanghai" },
    currentTeamId: "t",
    supervisors: [{ id: "l", name: "Li" }],
    leaves: [],
    calendar,
    today,
    certificate: null,
    certified: false,
    deskWork: [],
    plan: {
      versionId: "v",
      slug: "plan",
      title: both("Plan"),
      step: "day",
      phases: [
        { slug: "one", title: both("Phase one"), short: both("One"), from: 1, to: 2 },
        { slug: "two", title: both("Phase two"), short: both("Two"), from: 3, to: 3 },
      ],
    },
    days: dates.map((date, i) => ({
      day: i + 1,
      date,
      opensAfterAccepted: [],
      title: both(`title ${i + 1}`),
      goal: both("goal"),
      phase: i < 2 ? "one" : "two",
    })),
    activities: activities.map((a) => ({
      ...a,
      ref: a.slug,
      title: both(a.slug),
      versionId: "v",
      status: "open",
      mandatory: true,
      deskExam: a.slug === "desk-exam",
      retake: null,
      startedAt: null,
      submittedAt: null,
      doneAt: null,
      score: null,
      attempts: 0,
      attemptsAllowed: 3,
      renewSince: null,
      submission: null,
      ...changes[a.slug],
    })),
  };
}

const done = (...slugs: string[]) => Object.fromEntries(slugs.map((slug) => [slug, { status: "done" as const }]));
const day = (n: number) => [`lesson-${n}`, `practical-${n}`, `quiz-${n}`];
const slugs = (lines: { slug: string }[]) => lines.map((l) => l.slug);

describe("todayView", () => {
  it("on the first morning: the lesson next, the rest of the day after it", () => {
    const view = todayView(training(START), "en");
    expect(view).toMatchObject({
      kind: "work",
      day: 1,
      days: 3,
      phase: "One",
      lateDays: 0,
      minutesLeft: 150,
      next: { slug: "lesson-1" },
      shown: { day: 1 },
    });
    expect(slugs(view.then)).toEqual(["practical-1", "quiz-1"]);
    expect(view.upcoming).toEqual({ day: 2, title: "title 2", date: "2026-03-03" });
  });

  it("what is done stays on the list, last; what waits stands apart", () => {
    const view = todayView(training(START, { ...done("lesson-1"), "practical-1": { status: "submitted", submission: waits } }), "en");
    expect(view.next?.slug).toBe("quiz-1");
    expect(slugs(view.then)).toEqual(["lesson-1"]);
    expect(slugs(view.waiting)).toEqual(["practical-1"]);
    expect(view.supervisors).toEqual(["Li"]);
    expect(view.minutesLeft).toBe(10);
  });

  it("a returned practical is next, with its remark, while the list shows today", () => {
    const view = todayView(
      training("2026-03-03", { ...done("lesson-1", "quiz-1"), "practical-1": { status: "returned", submission: sentBack } }),
      "en",
    );
    expect(view).toMatchObject({
      kind: "work",
      next: { slug: "practical-1", returned: { remark: "again, please", by: "Li" } },
      shown: { day: 2 },
      lateDays: 1,
    });
    expect(slugs(view.then)).toEqual(["lesson-2", "practical-2", "quiz-2"]);
  });

  it("an earlier day with own work missing comes before today's", () => {
    const view = todayView(training("2026-03-03", done("lesson-1")), "en");
    expect(view).toMatchObject({ day: 2, shown: { day: 1 }, lateDays: 1, next: { slug: "practical-1" } });
    expect(slugs(view.then)).toEqual(["quiz-1", "lesson-1"]);
  });

  it("a failed quiz names the day of its retake", () => {
    const failed = { status: "returned" as const, attempts: 1, retake: { opensOn: "2026-03-03", left: 2 } };
    const view = todayView(training(START, { ...done("lesson-1", "practical-1"), "quiz-1": failed }), "en");
    expect(view).toMatchObject({ kind: "finished", next: null });
    expect(view.then[0]).toMatchObject({ slug: "quiz-1", retakeOn: "2026-03-03", usedUp: false });
  });

  it("the desk exam stands on its day, shut while something waits for others", () => {
    const changes = {
      ...done(...day(1), ...day(2), "lesson-3", "quiz-3"),
      "practical-3": { status: "submitted" as const, submission: waits },
    };
    const view = todayView(training("2026-03-04", changes), "en");
    expect(view).toMatchObject({ kind: "waiting", next: null, upcoming: null });
    expect(view.then.find((l) => l.slug === "desk-exam")).toMatchObject({ locked: true });
    expect(todayView(training("2026-03-04", done(...day(1), ...day(2), ...day(3))), "en")).toMatchObject({
      kind: "work",
      next: { slug: "desk-exam" },
    });
  });

  it.each([
    [
      "before the plan",
      training("2026-02-28"),
      { kind: "before", day: 0, next: null, upcoming: { day: 1, date: START }, shown: { day: 1 } },
    ],
    ["done for today", training(START, done(...day(1))), { kind: "finished", next: null, upcoming: { day: 2 } }],
    [
      "on a Sunday",
      training("2026-03-08", done(...day(1), ...day(2), ...day(3))),
      { kind: "off", resumesOn: "2026-03-09", next: { slug: "desk-exam" } },
    ],
    [
      "on leave",
      training("2026-03-03", done(...day(1)), { ...week, leaves: [{ from: "2026-03-03", to: "2026-03-04" }] }),
      { kind: "leave", day: 1, resumesOn: "2026-03-05", next: null, upcoming: { day: 2, date: "2026-03-05" } },
    ],
    [
      "when all is done",
      training("2026-03-10", done(...day(1), ...day(2), ...day(3), "desk-exam")),
      { kind: "complete", next: null, done: 10, of: 10 },
    ],
  ] as const)("%s", (_, facts, expected) => {
    expect(todayView(facts, "en")).toMatchObject(expected);
  });

  it("before the plan its first day is shown, shut", () => {
    const view = todayView(training("2026-02-28"), "en");
    expect(view.then.map((l) => [l.slug, l.locked])).toEqual([
      ["lesson-1", true],
      ["practical-1", true],
      ["quiz-1", true],
    ]);
    expect(view.minutesLeft).toBe(0);
  });
});
