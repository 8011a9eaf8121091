import { describe, expect, it } from "vitest";
import { disputeRefusal, isReadByTime, lastDayOf, type OutcomeFacts, readRefusal } from "~/probation/outcome-rules";

const week = { workingWeek: [1, 2, 3, 4, 5], holidays: [], leaves: [] };

describe("the last day", () => {
  // 2 March 2026 is a Monday; five working days after the day of the result.
  it.each([
    ["from a Monday", week, "2026-03-02", 5, "2026-03-09"],
    ["from a Friday", week, "2026-03-06", 5, "2026-03-13"],
    ["from a Sunday", week, "2026-03-08", 5, "2026-03-13"],
    ["of one day", week, "2026-03-02", 1, "2026-03-03"],
    ["over a day off", { ...week, holidays: [{ day: "2026-03-04", kind: "off" as const, own: false }] }, "2026-03-02", 5, "2026-03-10"],
    ["over a week of leave", { ...week, leaves: [{ from: "2026-03-03", to: "2026-03-09" }] }, "2026-03-02", 5, "2026-03-16"],
    ["of a team that never works", { ...week, workingWeek: [] }, "2026-03-02", 5, "2026-03-07"],
  ])("%s", (_, calendar, from, days, last) => {
    expect(lastDayOf(calendar, from, days)).toBe(last);
  });
});

const facts: OutcomeFacts = {
  personId: "agent",
  state: "probation",
  isLast: true,
  until: "2026-03-09",
  today: "2026-03-02",
  dispute: null,
  read: false,
};

describe("disputing a result", () => {
  it.each([
    ["on the day", {}, "agent", null],
    ["on the last day", { today: "2026-03-09" }, "agent", null],
    ["on the day after", { today: "2026-03-10" }, "agent", "dispute_late"],
    ["by somebody else", {}, "mother", "dispute_not_own"],
    ["twice", { dispute: "open" as const }, "agent", "dispute_twice"],
    ["after the ruling", { dispute: "ruled" as const }, "agent", "dispute_ruled"],
    ["of an earlier attempt", { isLast: false }, "agent", "dispute_not_last"],
    ["when it was read", { read: true }, "agent", null],
    ["after the activation", { state: "active" }, "agent", null],
    ["while suspended", { state: "suspended" }, "agent", null],
    ["after leaving", { state: "left" }, "agent", "dispute_state"],
    ["taken back into training", { state: "training" }, "agent", "dispute_state"],
    ["by who is no agent", { state: null }, "agent", "dispute_state"],
  ])("%s", (_, more, actor, code) => {
    expect(disputeRefusal({ ...facts, ...more }, actor)?.code ?? null).toBe(code);
  });
});

describe("reading a result", () => {
  it.each([
    ["one's own", false, "agent", null],
    ["somebody else's", false, "mother", "read_not_own"],
    ["again", true, "agent", "read_already"],
  ])("%s", (_, read, actor, code) => {
    expect(readRefusal({ personId: "agent", read }, actor)?.code ?? null).toBe(code);
  });

  it.each([
    ["on the last day", { today: "2026-03-09" }, false],
    ["on the day after", { today: "2026-03-10" }, true],
    ["read before", { today: "2026-03-10", read: true }, false],
    ["disputed", { today: "2026-03-10", dispute: "open" as const }, false],
    ["ruled on", { today: "2026-03-10", dispute: "ruled" as const }, false],
  ])("counts by time %s: %s", (_, more, counts) => {
    expect(isReadByTime({ ...facts, ...more })).toBe(counts);
  });
});
