import { describe, expect, it } from "vitest";
import { disputedRefusals, gradesAfter, ruledItems, rulingRefusal } from "~/probation/dispute-rules";

const known = ["a", "b", "c", "d", "e"];
const said = (more: object = {}) => ({ item: "a", reason: "I said the price first", link: "", picture: false, ...more });

describe("what is disputed", () => {
  it.each([
    ["one item with a reason", [said()], []],
    ["nothing", [], ["dispute_empty"]],
    ["an item that was not graded", [said({ item: "x" })], ["no_such_item"]],
    ["nine characters", [said({ reason: "123456789" })], ["dispute_reason"]],
    ["ten", [said({ reason: "1234567890" })], []],
    ["ten with blanks around nine", [said({ reason: " 123456789 " })], ["dispute_reason"]],
    ["a thousand", [said({ reason: "x".repeat(1000) })], []],
    ["one more", [said({ reason: "x".repeat(1001) })], ["dispute_reason_long"]],
    ["a link without a reason", [said({ reason: "", link: "https://example.com/chat" })], ["dispute_reason"]],
    ["a link", [said({ link: "https://example.com/chat?id=1" })], []],
    ["a script for a link", [said({ link: "javascript:alert(1)" })], ["dispute_link"]],
    ["words for a link", [said({ link: "see the chat" })], ["dispute_link"]],
    ["a link of 501 characters", [said({ link: `https://example.com/${"x".repeat(481)}` })], ["dispute_link"]],
    ["four pictures", known.slice(0, 4).map((item) => said({ item, picture: true })), []],
    ["five pictures", known.map((item) => said({ item, picture: true })), ["too_many_pictures"]],
  ])("%s", (_, disputed, codes) => {
    expect(disputedRefusals(disputed, known).map((r) => r.code)).toEqual(codes);
  });

  it("names the field", () => {
    expect(disputedRefusals([said({ reason: "no", link: "x" })], known).map((r) => r.field)).toEqual(["reason:a", "link:a"]);
  });
});

describe("who rules", () => {
  const facts = { personId: "agent", graders: ["first", "second", "settler"], alone: false, outcome: null };
  it.each([
    ["somebody else", {}, "other", null],
    ["the agent", {}, "agent", "rule_oneself"],
    ["the first grader", {}, "first", "rule_grader"],
    ["the second grader", {}, "second", "rule_grader"],
    ["who settled", {}, "settler", "rule_grader"],
    ["a grader where nobody else is", { alone: true }, "first", null],
    ["the agent where nobody else is", { alone: true }, "agent", "rule_oneself"],
    ["after a ruling", { outcome: "ruled" as const }, "other", "already_ruled"],
    ["after it was taken back", { outcome: "withdrawn" as const }, "other", "dispute_withdrawn"],
    ["after the agent left", { outcome: "left" as const }, "other", "dispute_over"],
  ])("%s", (_, more, actor, code) => {
    expect(rulingRefusal({ ...facts, ...more }, actor)?.code ?? null).toBe(code);
  });
});

describe("a ruling", () => {
  const reason = "the chat shows it";
  it.each([
    ["keeps", "keep", reason, [null], []],
    ["changes", "4", reason, [4], []],
    ["goes down", "0", reason, [0], []],
    ["gives what stands", "3", reason, [null], []],
    ["is missing", "", reason, [], ["verdict_missing"]],
    ["is no step", "5", reason, [], ["verdict_missing"]],
    ["is a half", "3.5", reason, [], ["verdict_missing"]],
    ["has no reason", "4", "so", [4], ["dispute_reason"]],
    ["has too long a reason", "4", "x".repeat(1001), [4], ["dispute_reason_long"]],
  ])("%s", (_, verdict, why, grades, codes) => {
    const { ruled, refusals } = ruledItems([{ item: "a", verdict, reason: why }], { a: "3", b: "3.5" });
    expect([ruled.map((r) => r.grade), refusals.map((r) => r.code)]).toEqual([grades, codes]);
  });

  it("changes nothing but what was ruled", () => {
    const standing = { a: "3", b: "3.5", c: "4" };
    expect(gradesAfter(standing, [{ item: "b", grade: 4, reason }])).toEqual({ grades: { a: "3", b: "4", c: "4" }, changed: true });
    expect(gradesAfter(standing, [{ item: "b", grade: null, reason }])).toEqual({ grades: standing, changed: false });
  });
});
