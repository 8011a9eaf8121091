import { describe, expect, it } from "vitest";
import type { ChatLine } from "@db/schema";
import { actionRefusals, actionStanding, type ActionStanding, type ActionValues, closeRefusal, toldRefusal } from "~/cases/action-rules";
import { questionDraft, questionSlug } from "~/cases/question-draft";
import { question } from "~/curriculum/pack-question";

const facts = { today: "2026-03-06", owners: new Set(["max"]), agents: new Set(["ann"]) };
const values: ActionValues = { kind: "question", ownerId: "max", due: "2026-03-13", note: "", people: [], target: "", toldTo: "" };

describe("an action", () => {
  it.each<[string, Partial<ActionValues>, string[]]>([
    ["a question with owner and day", {}, []],
    ["nobody's", { ownerId: "ann" }, ["owner_missing"]],
    ["of yesterday", { due: "2026-03-05" }, ["due_range"]],
    ["181 days ahead", { due: "2026-09-03" }, ["due_range"]],
    ["180 days ahead", { due: "2026-09-02" }, []],
    ["a lesson without its name", { kind: "lesson" }, ["lesson_missing"]],
    ["a drill of nobody", { kind: "drill" }, ["people_missing"]],
    ["a drill of somebody who is no agent of the team", { kind: "drill", people: ["bob"] }, ["people_missing"]],
    ["a drill", { kind: "drill", people: ["ann"] }, []],
    ["telling nobody nothing", { kind: "tell" }, ["told_missing", "note_missing"]],
    ["telling the warehouse", { kind: "tell", toldTo: "仓库", note: "黑色断码要提前说" }, []],
  ])("%s", (_, change, codes) => {
    expect(actionRefusals({ ...values, ...change }, facts).map(({ code }) => code)).toEqual(codes);
  });

  it.each<[string, "done" | "cancelled" | null, boolean, ActionStanding]>([
    ["2026-03-05", null, false, "overdue"],
    ["2026-03-06", null, false, "soon"],
    ["2026-03-07", null, false, "soon"],
    ["2026-03-08", null, false, "open"],
    ["2026-03-05", null, true, "done"],
    ["2026-03-05", "done", false, "done"],
    ["2026-03-05", "cancelled", false, "cancelled"],
  ])("due on %s, %s, with its thing there %s, is %s on 6 March", (due, outcome, hasEvidence, standing) => {
    expect(actionStanding({ due, outcome, hasEvidence }, "2026-03-06")).toBe(standing);
  });

  it.each([
    ["2026-03-01", "told_on"],
    ["2026-03-02", null],
    ["2026-03-06", null],
    ["2026-03-07", "told_on"],
    ["", "told_on"],
  ])("decided on the 2nd, told on %j: %s", (on, code) => {
    expect(toldRefusal(on, { today: "2026-03-06", decided: "2026-03-02" })?.code ?? null).toBe(code);
  });

  it("a meeting ends only where somebody was", () => {
    expect(closeRefusal({ present: 0 })?.code).toBe("attendance_missing");
    expect(closeRefusal({ present: 1 })).toBeNull();
  });
});

const lines: ChatLine[] = [
  { at: 0, who: "buyer", text: "能便宜点吗" },
  { at: 1000, who: "system", text: "正在浏览" },
  { at: 9000, who: "agent", text: "不议价" },
  { at: 20_000, who: "buyer", text: "那算了" },
  { at: 30_000, who: "agent", text: "好的" },
];
const of = { number: 41, title: "嫌贵", lines, marked: [2, 4], better: "值在哪里：头层牛皮，用三年。", why: "没有把话题带回价值" };

describe("a question from a case", () => {
  it("asks for the next line where it was lost, the wrong lines as distractors, what should have been said as the key", () => {
    const draft = questionDraft(of, { lesson: "from-price-to-value", topic: "selling" });
    const made = question.parse({ slug: "case-41", ...draft });
    if (made.type !== "choose_next_line") throw new Error(made.type);
    expect(made.chat.map(({ who, text }) => [who, text["zh-CN"]])).toEqual([["customer", "能便宜点吗"]]);
    expect(made.options.filter(({ correct }) => correct).map(({ text }) => text["zh-CN"])).toEqual([of.better]);
    expect(made.options.filter(({ correct }) => !correct).map(({ text }) => text["zh-CN"])).toEqual(["不议价", "好的"]);
  });

  it("takes the first reply where only the customer's lines are marked", () => {
    const draft = questionDraft({ ...of, marked: [0] }, { lesson: "l", topic: "t" });
    expect(JSON.stringify(draft.options)).toContain("不议价");
  });

  it("does not always put the right one in the same place", () => {
    const places = [1, 2, 3].map((number) => {
      const { options } = questionDraft({ ...of, number }, { lesson: "l", topic: "t" }) as { options: { correct?: boolean }[] };
      return options.findIndex(({ correct }) => correct);
    });
    expect(new Set(places).size).toBe(3);
  });

  it.each([
    [1, "case-41"],
    [2, "case-41-2"],
  ])("the %d. of a case is called %s", (nth, slug) => {
    expect(questionSlug(41, nth)).toBe(slug);
  });
});
