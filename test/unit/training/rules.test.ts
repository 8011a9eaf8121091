import { describe, expect, it } from "vitest";
import { extraAttemptRefusal, nameSigns, signoffRefusal, standingAfter, startRefusal, submissionRefusal } from "~/training/rules";

const code = (refusal: { code: string } | null) => refusal?.code ?? "ok";

describe("nameSigns", () => {
  it.each([
    ["王小明", "王小明", true],
    ["  王小明\u3000", "王小明", true],
    ["Wang  Xiaoming", "Wang Xiaoming", true],
    ["José", "Jose\u0301", true],
    ["wang xiaoming", "Wang Xiaoming", false],
    ["王小", "王小明", false],
    ["", "王小明", false],
  ])("%j signs for %j: %s", (typed, name, signs) => {
    expect(nameSigns(typed, name)).toBe(signs);
  });
});

describe("startRefusal", () => {
  it.each([
    ["today", "2026-03-02", null, "ok"],
    ["yesterday", "2026-03-01", null, "start_in_past"],
    ["in 366 days", "2027-03-03", null, "ok"],
    ["in 367 days", "2027-03-04", null, "start_too_far"],
    ["on the hire date", "2026-03-05", "2026-03-05", "ok"],
    ["before the hire date", "2026-03-04", "2026-03-05", "start_before_hire"],
    ["30 February", "2026-02-30", null, "date_malformed"],
    ["nothing", "", null, "date_malformed"],
  ])("%s", (_, start, hired, expected) => {
    expect(code(startRefusal(start, "2026-03-02", hired))).toBe(expected);
  });
});

describe("submissionRefusal", () => {
  const photos = { given: 1, min: 1, max: 3 };
  it.each([
    ["the first time", "open", photos, "", "ok"],
    ["after a return", "returned", photos, "", "ok"],
    ["while it waits", "submitted", photos, "", "already_submitted"],
    ["once accepted", "done", photos, "", "already_done"],
    ["without the photo it needs", "started", { ...photos, given: 0 }, "", "too_few_photos"],
    ["with as many as fit", "started", { ...photos, given: 3 }, "", "ok"],
    ["with one too many", "started", { ...photos, given: 4 }, "", "too_many_photos"],
    ["with none where none is asked", "started", { given: 0, min: 0, max: 3 }, "", "ok"],
    ["with the longest note", "started", photos, "x".repeat(2000), "ok"],
    ["with a longer one", "started", photos, "x".repeat(2001), "note_too_long"],
  ] as const)("%s", (_, status, given, note, expected) => {
    expect(code(submissionRefusal(status, given, note))).toBe(expected);
  });
});

describe("signoffRefusal", () => {
  const about = { personId: "a", decidedBy: "b", decision: "accepted" as const, remark: "" };
  it.each([
    ["accepted without a remark", about, "ok"],
    ["returned with one", { ...about, decision: "returned" as const, remark: "太暗了" }, "ok"],
    ["returned without", { ...about, decision: "returned" as const, remark: "暗" }, "remark_missing"],
    ["one's own", { ...about, decidedBy: "a" }, "own_work"],
    ["an endless remark", { ...about, remark: "x".repeat(1001) }, "remark_too_long"],
  ])("%s", (_, values, expected) => {
    expect(code(signoffRefusal(values))).toBe(expected);
  });
});

describe("extraAttemptRefusal", () => {
  const used = { kind: "quiz" as const, status: "returned" as const, retake: { left: 0, opensOn: null }, attempts: 3, attemptsAllowed: 3 };
  it.each([
    ["all used", used, "ok"],
    ["one left", { ...used, attempts: 2 }, "attempts_left"],
    ["one granted already", { ...used, attemptsAllowed: 4 }, "attempts_left"],
    ["passed at last", { ...used, status: "done" as const }, "attempts_left"],
    ["a practical", { ...used, kind: "practical" as const }, "wrong_kind"],
  ])("%s", (_, activity, expected) => {
    expect(code(extraAttemptRefusal(activity, "a reason long enough"))).toBe(expected);
  });
});

describe("where somebody stands after an attempt was graded", () => {
  const [first, second, now] = ["2026-03-02", "2026-03-03", "2026-03-05"].map((d) => new Date(`${d}T04:00:00Z`)) as [Date, Date, Date];
  type Standing = Parameters<typeof standingAfter>[0];
  const begun: Standing = { status: "started", attempts: 0, score: null, submittedAt: null, doneAt: null };
  const failed: Standing = { status: "returned", attempts: 1, score: "50", submittedAt: first, doneAt: null };
  const waits: Standing = { status: "submitted", attempts: 2, score: "50", submittedAt: second, doneAt: null };
  const done: Standing = { status: "done", attempts: 1, score: "95", submittedAt: first, doneAt: first };
  const pass = { score: "90", passed: true };
  const fail = { score: "40", passed: false };
  it.each<[string, Standing, number, { score: string; passed: boolean } | null, Partial<Standing>]>([
    ["passing at once", begun, 1, pass, { status: "done", attempts: 1, score: "90", doneAt: now }],
    ["failing at once", begun, 1, fail, { status: "returned", attempts: 1, score: "40", doneAt: null }],
    ["waiting for a grade", begun, 1, null, { status: "submitted", attempts: 1, score: null }],
    ["waiting at the second try", failed, 2, null, { status: "submitted", attempts: 2, score: "50" }],
    ["the grade makes it pass", waits, 2, pass, { status: "done", score: "90", doneAt: now }],
    ["the grade makes it fail", waits, 2, fail, { status: "returned", score: "50" }],
    ["an appeal lifts the only attempt", failed, 1, pass, { status: "done", score: "90", submittedAt: second }],
    ["an appeal lifts an old one while the last waits", waits, 1, fail, { status: "submitted", attempts: 2, submittedAt: second }],
    ["an appeal makes an old one pass while the last waits", waits, 1, pass, { status: "done", attempts: 2, submittedAt: second }],
    ["a worse grade takes nothing back", done, 1, fail, { status: "done", score: "95", doneAt: first }],
    ["a better grade of what is done", done, 1, { score: "97", passed: true }, { status: "done", score: "97", doneAt: first }],
  ])("%s", (_, before, attempt, result, after) => {
    expect(standingAfter(before, { attempt, submittedAt: second, result, now })).toMatchObject(after);
  });
});
