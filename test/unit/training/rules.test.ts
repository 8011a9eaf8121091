import { describe, expect, it } from "vitest";
import { extraAttemptRefusal, nameSigns, signoffRefusal, startRefusal, submissionRefusal } from "~/training/rules";

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
