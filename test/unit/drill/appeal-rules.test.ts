import { describe, expect, it } from "vitest";
import { APPEAL_DAYS, appealRefusal, parseRuling, reasonRefusal, sameAnswerKey } from "~/drill/appeal-rules";

const ANSWERED = new Date("2026-03-02T01:00:00.000Z");
const after = (days: number, ms = 0) => new Date(ANSWERED.getTime() + days * 86_400_000 + ms);
const sound = { context: "sitting", answeredAt: ANSWERED, isFull: false, isPending: false, isAppealed: false } as const;

describe("an appeal", () => {
  it.each([
    ["on an answer of a sitting", sound, after(1), null],
    ["on the last instant of the last day", sound, after(APPEAL_DAYS), null],
    ["an instant later", sound, after(APPEAL_DAYS, 1), "appeal_late"],
    ["on an answer of a drill", { ...sound, context: "drill" }, after(1), null],
    ["on practice in a lesson", { ...sound, context: "lesson" }, after(1), "appeal_lesson"],
    ["on full points", { ...sound, isFull: true }, after(1), "appeal_full"],
    ["before the grade is there", { ...sound, isPending: true }, after(1), "appeal_waits"],
    ["twice", { ...sound, isAppealed: true }, after(1), "appeal_twice"],
  ] as const)("%s", (_, facts, now, code) => {
    expect(appealRefusal(facts, now)?.code ?? null).toBe(code);
  });

  it.each([
    ["", "reason_missing"],
    ["  too short ", "reason_missing"],
    ["long enough", null],
    ["x".repeat(1001), "reason_long"],
  ])("with the reason %j", (reason, code) => {
    expect(reasonRefusal(reason)?.code ?? null).toBe(code);
  });

  it.each([
    ["also_right", "also_right"],
    ["", null],
    ["toString", null],
    ["ALL_RIGHT", null],
  ])("reads the ruling %j as %j", (text, ruling) => {
    expect(parseRuling(text)).toBe(ruling);
  });
});

describe("the same answer", () => {
  it.each([
    ["width, case and spaces", { text: "ＶＩＰ 7 天" }, { text: "vip7天" }],
    ["traditional characters", { text: "運費" }, { text: "运费" }],
    ["punctuation and unseen characters", { text: "七天，可退\u200b。" }, { text: "七天可退" }],
    ["the order of fields", { truth: true, reason: "a" }, { reason: "a", truth: true }],
  ])("in spite of %s", (_, one, other) => {
    expect(sameAnswerKey(one)).toBe(sameAnswerKey(other));
  });

  it.each([
    ["a figure", { text: "7.5" }, { text: "75" }],
    ["an option", { option: "a" }, { option: "b" }],
    ["the order of steps", { steps: ["1", "2"] }, { steps: ["2", "1"] }],
    ["signs that are all there is", { text: "?!" }, { text: "!?" }],
    ["nothing and something", {}, { text: "x" }],
  ])("is another by %s", (_, one, other) => {
    expect(sameAnswerKey(one)).not.toBe(sameAnswerKey(other));
  });
});
