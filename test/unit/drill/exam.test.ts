import { describe, expect, it } from "vitest";
import {
  answerMs,
  attemptsLeft,
  codeRefusal,
  deadlineOf,
  handedInAt,
  resultOf,
  type StartFacts,
  startRefusal,
  takesAnswers,
} from "~/drill/exam";
import { Decimal } from "~/platform/decimal";

const at = (time: string) => new Date(`2026-03-16T${time}Z`);

describe("whether a sitting may begin", () => {
  const first: StartFacts = {
    test: { attempts: 3, proctored: false },
    used: 0,
    passed: false,
    waiting: false,
    extra: 0,
    retakeOn: null,
    today: "2026-03-16",
    hasCode: false,
  };
  const failed = { ...first, used: 1, retakeOn: "2026-03-17" };
  const proctored = { ...first, test: { attempts: 3, proctored: true } };
  it.each<[string, StartFacts, string | null]>([
    ["the first", first, null],
    ["on the day that it failed", failed, "retake_later"],
    ["on the next training day", { ...failed, today: "2026-03-17" }, null],
    ["later than the next training day", { ...failed, today: "2026-04-01" }, null],
    ["when the calendar has no further day", { ...failed, retakeOn: null }, "retake_unknown"],
    ["after passing", { ...failed, passed: true, today: "2026-03-17" }, "already_passed"],
    ["while the last one waits for a grade", { ...failed, waiting: true, today: "2026-03-17" }, "waits_for_grading"],
    ["after three failures", { ...failed, used: 3, today: "2026-03-20" }, "attempts_used_up"],
    ["after three failures and a manager's leave", { ...failed, used: 3, extra: 1, today: "2026-03-20" }, null],
    ["with a manager's leave, on the same day", { ...failed, used: 3, extra: 1 }, "retake_later"],
    ["the desk exam without a code", proctored, "code_required"],
    ["the desk exam with a code", { ...proctored, hasCode: true }, null],
    ["a code does not shorten the wait", { ...proctored, used: 1, retakeOn: "2026-03-17", hasCode: true }, "retake_later"],
  ])("%s", (_name, facts, code) => {
    expect(startRefusal(facts)?.code ?? null).toBe(code);
  });

  it.each([
    [0, 0, 3],
    [2, 0, 1],
    [3, 0, 0],
    [4, 0, 0],
    [3, 2, 2],
  ])("%i used and %i added leave %i", (used, extra, left) => {
    expect(attemptsLeft({ test: { attempts: 3, proctored: false }, used, extra })).toBe(left);
  });
});

describe("time", () => {
  const open = { deadlineAt: at("09:45:00.000"), submittedAt: null };
  it.each([
    ["09:44:59.999", true],
    ["09:45:00.000", true],
    ["09:46:00.000", true],
    ["09:46:00.001", false],
  ])("at %s answers are taken: %s", (time, taken) => {
    expect(takesAnswers(open, at(time))).toBe(taken);
  });

  it("has no end without a deadline, and ends with handing in", () => {
    expect(takesAnswers({ deadlineAt: null, submittedAt: null }, at("23:00:00"))).toBe(true);
    expect(takesAnswers({ deadlineAt: null, submittedAt: at("09:00:00") }, at("09:00:01"))).toBe(false);
  });

  it("is counted from the start, on the server's clock", () => {
    expect(deadlineOf(at("09:00:00"), 45)).toEqual(at("09:45:00"));
    expect(deadlineOf(at("09:00:00"), null)).toBeNull();
  });

  it.each([
    ["09:30:00", "09:30:00"],
    ["09:46:00", "09:46:00"],
    ["23:00:00", "09:46:00"],
  ])("handed in at %s counts as of %s", (now, counts) => {
    expect(handedInAt(open, at(now))).toEqual(at(counts));
  });

  it.each<[unknown, number]>([
    [5_000, 5_000],
    [300, 300],
    [299, 60_000],
    [62_000, 62_000],
    [62_001, 60_000],
    [-1, 60_000],
    [Number.NaN, 60_000],
    ["5000", 60_000],
    [null, 60_000],
    [5_000.4, 5_000],
  ])("a client's %j ms after a minute count as %i", (client, ms) => {
    expect(answerMs(client, at("09:00:00"), at("09:01:00"))).toBe(ms);
  });

  it("never overflows the column", () => {
    expect(answerMs(null, new Date(0), at("09:00:00"))).toBe(2_000_000_000);
  });
});

describe("the result", () => {
  const right = { grade: { points: 1, of: 1, correct: true }, critical: false };
  const wrong = { grade: { points: 0, of: 1, correct: false }, critical: false };
  const third = { grade: { points: 1, of: 3, correct: false }, critical: false };
  const criticalWrong = { ...wrong, critical: true };
  const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);
  const eighty = { pass: Decimal.of(80), criticalMustBeRight: true };
  const ninety = { pass: Decimal.of(90), criticalMustBeRight: true };

  it.each<[string, Parameters<typeof resultOf>[0], Parameters<typeof resultOf>[1], string, boolean]>([
    ["all right", times(5, right), eighty, "100", true],
    ["none right", times(5, wrong), eighty, "0", false],
    ["exactly the pass mark", [...times(4, right), wrong], eighty, "80", true],
    ["27 of 30 pass the desk exam", [...times(27, right), ...times(3, wrong)], ninety, "90", true],
    ["26 of 30 do not", [...times(26, right), ...times(4, wrong)], ninety, "86.666666666667", false],
    ["three thirds are one", [...times(7, right), ...times(3, third)], eighty, "80", true],
    ["a third", [third], eighty, "33.333333333333", false],
    ["32 of 40 pass the rules exam", [...times(32, right), ...times(8, wrong)], eighty, "80", true],
    ["one critical question wrong, where it counts", [...times(9, right), criticalWrong], eighty, "90", false],
    [
      "one critical question wrong, where it does not",
      [...times(9, right), criticalWrong],
      { ...eighty, criticalMustBeRight: false },
      "90",
      true,
    ],
    [
      "a critical question half right is wrong",
      [...times(9, right), { grade: { points: 1, of: 2, correct: false }, critical: true }],
      ninety,
      "95",
      false,
    ],
    ["89.995 is below 90", [...times(17_999, right), ...times(2_001, wrong)], ninety, "89.995", false],
  ])("%s", (_name, graded, test, score, passed) => {
    expect(resultOf(graded, test)).toMatchObject({ score, passed });
  });

  it("counts the critical ones that are wrong", () => {
    expect(resultOf([right, criticalWrong, criticalWrong, { ...right, critical: true }], eighty).criticalWrong).toBe(2);
  });
});

describe("a one-time code", () => {
  const live = { expiresAt: at("09:10:00"), usedAt: null, failures: 0 };
  it.each<[string, Parameters<typeof codeRefusal>[0], string, string | null]>([
    ["live", live, "09:09:59", null],
    ["expired to the instant", live, "09:10:00", "code_none"],
    ["used", { ...live, usedAt: at("09:05:00") }, "09:06:00", "code_none"],
    ["none at all", null, "09:06:00", "code_none"],
    ["four failures", { ...live, failures: 4 }, "09:06:00", null],
    ["five failures", { ...live, failures: 5 }, "09:06:00", "code_worn_out"],
  ])("%s", (_name, code, now, refusal) => {
    expect(codeRefusal(code, at(now))?.code ?? null).toBe(refusal);
  });
});
