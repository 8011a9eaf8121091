import { describe, expect, it } from "vitest";
import type { DrillQuestion } from "~/drill/session.server";
import type { DrillReply } from "~/training/bank.server";
import { isStale, picturesOf } from "~/training/ui/drill/ahead";
import { nextBatch } from "~/training/ui/drill/batch";
import { begun, begunFrom, type Go, graded, type Held, isOver, replied, resumed, savedHere, wentOn, without } from "~/training/ui/drill/go";
import { saidOf } from "~/training/ui/drill/said";

const at = (wall: number) => ({ wall, page: 0, run: wall });
const question = (n: number) => ({ ticket: `ticket ${n}`, itemId: `item ${n}`, view: { stem: `Question ${n}` } }) as DrillQuestion;
const questions = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => question(from + i));
const held = (from: number, to: number): Held[] => questions(from, to).map((one) => ({ question: one, since: at(0) }));
const start = (n: number, planned = n): Go =>
  begun({ questions: questions(1, n), line: "", planned, waiting: 40, fluent: 0, required: 50, chosen: null }, at(0));
const verdict = (correct: boolean) => ({ correct, share: "1", undecided: false, explanation: "", key: {} }) as never;
const reply = (ticket: string, correct: boolean, next: DrillQuestion[] = []) =>
  ({
    results: [{ ticket, ok: true, verdict: verdict(correct), turnedFluent: false }],
    next,
    fluent: 1,
    required: 50,
  }) as unknown as DrillReply;
const asked = (go: Go) => go.current?.question.itemId;

describe("a go of the drill", () => {
  it("takes a verdict and the questions that came with it, none twice", () => {
    const go = replied(start(3), reply("ticket 1", true, questions(3, 5)), at(9));
    expect(go).toMatchObject({ answered: 1, right: 1, fluent: 1, outcome: { state: "answered" } });
    expect(go.rest.map(({ question: { itemId } }) => itemId)).toEqual(["item 2", "item 3", "item 4", "item 5"]);
    expect(go.rest.at(-1)?.since).toEqual(at(9));
  });

  it("counts an answer that waits here once, and its grade when it comes", () => {
    const saved = savedHere(start(2));
    expect(savedHere(saved)).toBe(saved);
    expect(saved).toMatchObject({ answered: 1, right: 0, saved: ["ticket 1"], outcome: { state: "saved" } });
    const known = graded(wentOn(saved, []), [
      { id: "ticket 1", right: true },
      { id: "another's", right: true },
    ]);
    expect(known).toMatchObject({ answered: 1, right: 1, saved: [] });
  });

  it("goes on from what was fetched ahead when nothing else is here, but not with the question just asked", () => {
    const go = wentOn(savedHere(start(1, 20)), held(1, 3));
    expect(asked(go)).toBe("item 2");
    expect(go.rest).toHaveLength(1);
    expect(isOver(wentOn(go, []))).toBe(false);
    expect(isOver(wentOn(wentOn(go, []), []))).toBe(true);
  });

  it("of what was chosen ends with it, whatever was fetched ahead", () => {
    const go = { ...start(1), chosen: "/drill?topic=prices" };
    expect(isOver(wentOn(replied(go, reply("ticket 1", true), at(0)), held(2, 9)))).toBe(true);
  });

  it("begins anew with at most twenty of what was fetched ahead", () => {
    expect(begunFrom(start(1), held(1, 30))).toMatchObject({ planned: 20, answered: 0, waiting: 30 });
    expect(begunFrom(start(1), [])).toMatchObject({ current: null, planned: 0 });
  });

  it("leaves out what was answered before the server knew, but not from a go that is under way", () => {
    expect(asked(without(start(3), new Set(["item 1"])))).toBe("item 2");
    const under = wentOn(savedHere(start(3)), []);
    expect(without(under, new Set(["item 2"]))).toBe(under);
  });
});

describe("an interrupted go", () => {
  const kept = (go: Go) => ({ locale: "en" as const, at: at(1000), go });
  const back = { locale: "en" as const, chosen: null as string | null, now: at(2000), waits: new Set<string>(), results: [], reserve: [] };

  it.each<[string, Go, Partial<typeof back>, string | undefined]>([
    ["at the question that was open", start(3), {}, "item 1"],
    ["after a verdict at the next one", replied(start(3), reply("ticket 1", true), at(0)), {}, "item 2"],
    ["after a saved one at the next one", savedHere(start(3)), { waits: new Set(["ticket 1"]) }, "item 2"],
    ["sending, and kept: at the next one", { ...start(3), outcome: { state: "sending" } }, { waits: new Set(["ticket 1"]) }, "item 2"],
    ["sending, and not even kept: at the same", { ...start(3), outcome: { state: "sending" } }, {}, "item 1"],
    ["in another language: not", start(3), { locale: "zh-CN" as never }, undefined],
    ["half a day later: not", start(3), { now: at(1000 + 13 * 3_600_000) }, undefined],
    ["of something else than what was chosen now: not", start(3), { chosen: "/drill?weakest=1" }, undefined],
    ["at its end: not", savedHere(start(1)), { waits: new Set(["ticket 1"]) }, undefined],
  ])("goes on %s", (_, go, change, item) => {
    const found = resumed(kept(go), { ...back, ...change });
    expect(found ? asked(found) : undefined).toBe(item);
  });

  it("knows what was graded while its page was closed", () => {
    const found = resumed(kept(savedHere(start(3))), { ...back, results: [{ id: "ticket 1", right: true }] as never });
    expect(found).toMatchObject({ answered: 1, right: 1, saved: [] });
  });
});

describe("what goes together", () => {
  const one = (n: number, signs: number) => ({ body: { ticket: `t${n}`, answer: { text: "字".repeat(signs) } } });
  it.each([
    [[one(1, 10), one(2, 10), one(3, 10)], 2, 2, "no more than are taken at once"],
    [[one(1, 60_000), one(2, 60_000)], 100, 1, "no more text than a form takes"],
    [[one(1, 500_000), one(2, 1)], 100, 1, "one in any case"],
    [[], 100, 0, "nothing"],
  ])("%#: %s", (waiting, most, count) => {
    expect(nextBatch(waiting, most)).toHaveLength(count);
  });
});

describe("what is fetched ahead", () => {
  const ahead = { locale: "en" as const, at: at(0), questions: held(1, 30) };
  const minutes = (n: number) => at(n * 60_000);
  it.each([
    [undefined, 0, "en", 0, true, "nothing is here"],
    [ahead, 0, "zh-CN", 0, true, "another language"],
    [ahead, 0, "en", 5, false, "fresh"],
    [ahead, 20, "en", 5, false, "few are left, but it was only just fetched"],
    [ahead, 20, "en", 11, true, "few are left"],
    [ahead, 0, "en", 241, true, "old"],
  ] as const)("%#", (what, used, locale, age, stale, _why) => {
    const done = new Set(held(1, Math.max(1, used)).map(({ question: { itemId } }) => itemId));
    expect(isStale(what, used === 0 ? new Set() : done, locale, minutes(age))).toBe(stale);
  });

  it("finds the pictures of a question, and no other address", () => {
    const view = {
      stem: "Which?",
      options: [
        { id: "1", picture: "/pictures/a" },
        { id: "2", picture: null },
      ],
      link: "/lessons/x",
    };
    expect(picturesOf(view)).toEqual(["/pictures/a"]);
  });
});

describe("what is said of answers that arrived", () => {
  const result = (right: boolean | null, refused: string | null = null) => ({ kind: "answer" as const, id: "", title: "", right, refused });
  it.each([
    [[result(true), result(true), result(false)], "en", "3 answers were graded: 2 right."],
    [
      [result(true), result(null), result(null, "ticket_old")],
      "en",
      "One answer was graded: 1 right. One goes to a supervisor. One was not taken.",
    ],
    [[result(true), result(false)], "zh-CN", "批改了 2 个答案，答对 1 个。"],
    [[], "en", ""],
  ] as const)("%#: %s", (results, locale, text) => {
    expect(saidOf(results, locale)).toBe(text);
  });
});
