import { describe, expect, it } from "vitest";
import {
  type DraftMove,
  draftStates,
  emptyBody,
  LIMITS,
  missingIn,
  preparedBranches,
  sameBody,
  saveRefusals,
  stateAfter,
} from "~/scripts/draft-rules";
import { scriptsProgress } from "~/scripts/progress-rules";
import { decisionRefusal } from "~/scripts/review-rules";

describe("the way of a draft", () => {
  const allowed: [string, DraftMove, string][] = [
    ["draft", "save", "draft"],
    ["draft", "hand_in", "submitted"],
    ["draft", "withdraw", "withdrawn"],
    ["returned", "save", "returned"],
    ["returned", "hand_in", "submitted"],
    ["returned", "withdraw", "withdrawn"],
    ["submitted", "take_back", "draft"],
    ["submitted", "approve", "approved"],
    ["submitted", "return", "returned"],
    ["withdrawn", "restore", "draft"],
    ["approved", "publish", "published"],
  ];
  const moves: DraftMove[] = ["save", "hand_in", "take_back", "withdraw", "restore", "approve", "return", "publish"];
  it.each(draftStates.flatMap((state) => moves.map((move): [(typeof draftStates)[number], DraftMove] => [state, move])))(
    "%s: %s",
    (state, move) => {
      const to = allowed.find(([from, by]) => from === state && by === move)?.[2] ?? null;
      expect(stateAfter(state, move)).toBe(to);
    },
  );
});

describe("what a draft holds", () => {
  const body = { ...emptyBody("greeting", ["jd"]), title: "t", customer: "c", situation: "s", why: "w", text: { en: "Hi?" } };
  it("lacks nothing with one wording, and names what it lacks", () => {
    expect(missingIn(body)).toEqual([]);
    expect(missingIn(emptyBody("greeting", [])).map(({ field }) => field)).toEqual([
      "title",
      "customer",
      "situation",
      "why",
      "platforms",
      "text.zh-CN",
    ]);
  });
  it("is kept up to its limits", () => {
    expect(saveRefusals({ ...body, title: "t".repeat(LIMITS.title), text: { en: "e".repeat(LIMITS.text) } })).toEqual([]);
    expect(
      saveRefusals({ ...body, why: "w".repeat(LIMITS.why + 1), text: { en: "e".repeat(LIMITS.text + 1) } }).map(({ field }) => field),
    ).toEqual(["why", "text.en"]);
  });
  it("says the same whether a wording is empty or missing", () => {
    expect(sameBody(body, { ...body, text: { "zh-CN": "", en: "Hi?" } })).toBe(true);
    expect(sameBody(body, { ...body, platforms: ["jd", "tmall"] })).toBe(false);
  });
  it("has ten prepared messages", () => expect(preparedBranches).toHaveLength(10));
});

describe("how far somebody is", () => {
  it.each([
    [{ approved: 0, prepared: [] }, [0, 0, false]],
    [{ approved: 4, prepared: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }, [4, 10, false]],
    [{ approved: 7, prepared: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, [5, 9, false]],
    [{ approved: 5, prepared: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }, [5, 10, true]],
  ])("%o", (standing, [approved, prepared, met]) => {
    const progress = scriptsProgress(standing);
    expect([progress.approved.have, progress.prepared.have, progress.met]).toEqual([approved, prepared, met]);
  });
});

describe("a decision", () => {
  const deciding = { authorId: "a", reviewerId: "r", decision: "returned" as const, remark: "", openComments: 0 };
  it.each([
    [{}, "say_why"],
    [{ remark: "ok" }, "say_why"],
    [{ remark: "say the price later" }, null],
    [{ openComments: 1 }, null],
    [{ decision: "approved" as const }, null],
    [{ decision: "approved" as const, reviewerId: "a" }, "own"],
    [{ remark: "x".repeat(501) }, "too_long"],
  ])("%o: %s", (values, code) => expect(decisionRefusal({ ...deciding, ...values })?.code ?? null).toBe(code));
});
