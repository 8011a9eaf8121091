import { describe, expect, it } from "vitest";
import { itemSchemas } from "~/curriculum/pack";
import { learnerOf, type RawActivity, type RawLearner } from "~/team/board";
import { both } from "@test/factories/curriculum";

const plan = itemSchemas.plan.parse({
  slug: "plan",
  title: both("plan"),
  description: both("plan"),
  phases: [{ slug: "all", title: both("all"), short: both("all"), from: 1, to: 4 }],
  days: [1, 2, 3, 4].map((day) => ({
    day,
    title: both(`day ${day}`),
    goal: both("goal"),
    activities: [{ slug: `a${day}`, kind: "practical", ref: "p", minutes: 10 }],
  })),
});
const team = { id: "t", name: "Team", zone: "Asia/Shanghai", workingWeek: [1, 2, 3, 4, 5], holidays: [] };
// Wednesday of the week in which the plan began on Monday: day 3.
const NOW = new Date("2026-03-04T01:00:00Z");
const undone = (day: number, values: Partial<RawActivity> = {}): RawActivity => ({
  slug: `a${day}`,
  day,
  position: 0,
  kind: "practical",
  minutes: 10,
  status: "open",
  attempts: 0,
  extra: 0,
  submittedAt: null,
  exam: null,
  ...values,
});
const submitted = (day: number, at: string) => undone(day, { status: "submitted", submittedAt: at });
const raw = (activities: RawActivity[], values: Partial<RawLearner> = {}, start = "2026-03-02"): RawLearner => ({
  personId: "p",
  name: "Chen Xi",
  teamId: "t",
  teamName: "Team",
  state: "training",
  stateSince: "2026-03-01T01:00:00Z",
  probationEnd: null,
  accepted: true,
  enrolment: { planVersionId: "v", startDate: start, undone: activities, leaves: [] },
  ...values,
});
const learner = (given: RawLearner, gateSince: Date | null = null) => learnerOf(given, team, plan, gateSince, NOW);

describe("learnerOf", () => {
  it.each<[string, RawActivity[], object]>([
    [
      "on time",
      [undone(3), undone(4)],
      { line: ["done", "done", "today", "ahead"], day: 3, lateDays: 0, waitingDays: null, waitingFor: 0 },
    ],
    ["late by two days", [undone(1), undone(3), undone(4)], { line: ["late", "done", "today", "ahead"], lateDays: 2, waitingDays: null }],
    [
      "waiting for two sign-offs since Monday",
      [submitted(1, "2026-03-02T09:00:00Z"), submitted(2, "2026-03-03T09:00:00Z"), undone(3), undone(4)],
      { line: ["waiting", "waiting", "today", "ahead"], waitingDays: 2, waitingFor: 2, lateDays: 0 },
    ],
    [
      "today's own work handed in is no trouble yet",
      [submitted(3, "2026-03-04T00:30:00Z"), undone(4)],
      { line: ["done", "done", "waiting", "ahead"], waitingDays: null, waitingFor: 0 },
    ],
    [
      "a quiz with no attempt left waits for the manager",
      [undone(2, { kind: "quiz", status: "returned", attempts: 3, submittedAt: "2026-03-03T02:00:00Z" }), undone(4)],
      { lateDays: 0, waitingFor: 1, waitingDays: 1 },
    ],
    [
      "a quiz with an attempt allowed once more is late",
      [undone(2, { kind: "quiz", status: "returned", attempts: 3, extra: 1, submittedAt: "2026-03-03T02:00:00Z" }), undone(4)],
      { lateDays: 1, waitingFor: 0 },
    ],
    [
      "an exam's own number of attempts counts",
      [
        undone(2, {
          kind: "exam",
          status: "returned",
          attempts: 3,
          submittedAt: "2026-03-03T02:00:00Z",
          exam: { role: "rules_exam", attempts: 5 },
        }),
        undone(4),
      ],
      { lateDays: 1, waitingFor: 0 },
    ],
  ])("%s", (_, activities, expected) => {
    expect(learner(raw(activities))).toMatchObject(expected);
  });

  it("tells a plan that has not begun, and leave today", () => {
    expect(learner(raw([undone(1)], {}, "2026-03-07"))).toMatchObject({
      day: 0,
      startsOn: "2026-03-09",
      line: ["ahead", "ahead", "ahead", "ahead"],
    });
    const away = raw([undone(3)]);
    if (away.enrolment) away.enrolment.leaves = [{ from: "2026-03-04", to: "2026-03-05" }];
    expect(learner(away)).toMatchObject({ onLeave: true, day: 2, line: ["done", "done", "ahead", "ahead"] });
  });

  it.each<[string, RawLearner, Date | null, object]>([
    [
      "a gate that waits for its confirmation",
      raw([]),
      new Date("2026-03-03T03:00:00Z"),
      { holdup: "gate", waitingDays: 1, lateDays: 0, line: ["done", "done", "done", "ahead"] },
    ],
    ["an undecided probation", raw([], { state: "probation", probationEnd: "2026-03-01" }), null, { holdup: "probation", waitingDays: 3 }],
    ["a probation that still runs", raw([], { state: "probation", probationEnd: "2026-03-04" }), null, { holdup: null, waitingDays: null }],
    [
      "somebody who signed up and has no plan",
      raw([], { state: "invited", enrolment: null }),
      null,
      { holdup: "plan", waitingDays: 3, line: [], day: 0 },
    ],
    [
      "somebody who has not accepted",
      raw([], { state: "invited", accepted: false, enrolment: null }),
      null,
      { holdup: null, waitingDays: null },
    ],
    [
      "a suspension stops lateness and waiting",
      raw([undone(1)], { state: "suspended" }),
      null,
      { lateDays: 0, waitingDays: null, waitingFor: 0 },
    ],
  ])("%s", (_, given, gateSince, expected) => {
    expect(learner(given, gateSince)).toMatchObject(expected);
  });

  it("stands without a plan whose content is gone", () => {
    expect(learnerOf(raw([undone(1)]), team, null, null, NOW)).toMatchObject({ planVersionId: null, line: [], day: 0, lateDays: 0 });
  });
});

describe("a plan by weeks on the board", () => {
  const byWeeks = { ...plan, step: "week" as const };
  it.each<[string, string, object]>([
    ["the third day of the first week", "2026-03-02", { day: 3, entry: 1, lateDays: 0, line: ["today", "ahead", "ahead", "ahead"] }],
    ["the second week with the first missing", "2026-02-23", { day: 8, entry: 2, lateDays: 3, line: ["late", "today", "ahead", "ahead"] }],
    ["before its first day", "2026-03-09", { day: 0, entry: 0, startsOn: "2026-03-09" }],
    ["after its last", "2026-01-05", { day: 20, entry: 4, line: ["late", "late", "late", "late"] }],
  ])("%s", (_, start, expected) => {
    const given = raw(
      [1, 2, 3, 4].map((week) => undone(week)),
      {},
      start,
    );
    expect(learnerOf(given, team, byWeeks, null, NOW)).toMatchObject(expected);
  });
});
