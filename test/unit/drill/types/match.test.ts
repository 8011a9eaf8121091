import { describe, expect, it } from "vitest";
import { opaqueIds } from "~/drill/types/opaque";
import type { QuestionOf } from "~/drill/types/question";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { noFacts, single } from "../questions";
import { holdsAgainstAnything, noAnswers } from "./hostile";
import { shopQuestions } from "./shop-content";

const { options: _, ...base } = single;
const text = (zh: string) => ({ "zh-CN": zh, en: `en ${zh}` });
const paired = (pairs: [string, string][], extra: string[] = []): QuestionOf<"match"> => ({
  ...base,
  type: "match",
  pairs: pairs.map(([left, right], i) => ({ id: "abcdefg".charAt(i), left: text(left), right: text(right) })),
  extra: extra.map(text),
});
/** By their texts the ids are: left 咚咚 2, 京麦 1, 星级 3; right q 3, r 4, p 2, o (extra) 1. */
const question = paired(
  [
    ["l2咚咚", "q聊天"],
    ["l1京麦", "r后台"],
    ["l3星级", "p成绩"],
  ],
  ["o千牛"],
);
const asked = { body: question, facts: noFacts };
const pairs = (...list: string[]) => ({ pairs: list.map((p) => ({ left: p.charAt(0), right: p.charAt(1) })) });

describe("grading", () => {
  it.each<[string, unknown, number]>([
    ["all right", pairs("23", "14", "32"), 3],
    ["in any order", pairs("32", "14", "23"), 3],
    ["two of three", pairs("23", "14"), 2],
    ["two exchanged", pairs("24", "13", "32"), 1],
    ["what is left over, chosen", pairs("23", "14", "31"), 2],
    ["one right side for all", pairs("23", "13", "33"), 1],
    ["none right", pairs("21", "12", "33"), 0],
    ["a left side twice", pairs("23", "23", "14"), 0],
    ["a left side twice, with two right ones", pairs("23", "24"), 0],
    ["a left side that there is not", pairs("43", "14"), 0],
    ["a right side that there is not", pairs("25", "14"), 0],
    ["the ids as content has them", pairs("aa", "bb", "cc"), 0],
    ["more pairs than there are", pairs("23", "14", "32", "11"), 0],
    ["numbers", { pairs: [{ left: 2, right: 3 }] }, 0],
    ["the texts", { pairs: [{ left: "l2咚咚", right: "q聊天" }] }, 0],
    ["full-width", pairs("２３", "14", "32"), 0],
    ["zero-width tails", { pairs: [{ left: "2\u200b", right: "3" }] }, 0],
    ["marks from right to left", { pairs: [{ left: "\u202e2", right: "3" }] }, 0],
    ["emoji", { pairs: [{ left: "2️⃣", right: "3️⃣" }] }, 0],
    ["HTML", { pairs: [{ left: "<b>2</b>", right: "3" }] }, 0],
    ["SQL", { pairs: [{ left: "2'--", right: "3" }] }, 0],
    ["a name of the language", { pairs: [{ left: "2", right: "constructor" }] }, 0],
    ["lists for pairs", { pairs: [["2", "3"]] }, 0],
    ["null for a pair", { pairs: [null] }, 0],
    ["half a pair", { pairs: [{ left: "2" }] }, 0],
    ["an object of pairs", { pairs: { 2: "3" } }, 0],
    ["no pairs", { pairs: [] }, 0],
    ["a hundred thousand pairs", { pairs: Array.from({ length: 100_000 }, () => ({ left: "2", right: "3" })) }, 0],
    ["1 MB", { pairs: [{ left: "2".repeat(1_000_000), right: "3" }] }, 0],
  ])("%s", (_name, raw, points) => {
    const grade = gradeOf(asked, raw);
    expect(grade.points).toBe(points);
    expect(grade.correct).toBe(points === 3);
  });

  it.each(noAnswers)("%s is no answer", (_name, raw) => expect(parseAnswer(question, raw)).toBeNull());

  it("keeps only what is the answer, in one order", () => {
    expect(
      parseAnswer(question, {
        pairs: [
          { left: "3", right: "2", correct: true },
          { left: "1", right: "4" },
        ],
      }),
    ).toEqual(pairs("14", "32"));
  });

  it("right sides of the same wording are as good as one another", () => {
    const same = paired([
      ["a", "同"],
      ["b", "同"],
      ["c", "异"],
    ]);
    expect(gradeOf({ body: same, facts: noFacts }, pairs("11", "22", "33")).correct).toBe(true);
    expect(gradeOf({ body: same, facts: noFacts }, pairs("12", "21", "33")).correct).toBe(true);
    expect(verdictOf({ body: same, facts: noFacts }, pairs("12", "23"), "en")).toMatchObject({
      key: { pairs: [{ left: "1", right: "2", correct: true }, { left: "2", right: "2", correct: false }, { correct: false }] },
    });
  });

  it("holds against anything", () => holdsAgainstAnything(question, ["1", "2", "3", "4"]));

  it.each(shopQuestions("match").map((q) => [q.slug, q] as const))("%s can be answered", (_slug, q) => {
    const left = opaqueIds(q.pairs.map((p) => p.left));
    const right = opaqueIds([...q.pairs.map((p) => p.right), ...q.extra]);
    const given = (by: number) => ({ pairs: left.map((l, at) => ({ left: l, right: right[(at + by) % left.length] })) });
    expect(gradeOf({ body: q, facts: noFacts }, given(0)).correct).toBe(true);
    expect(gradeOf({ body: q, facts: noFacts }, given(1)).points).toBe(0);
  });
});

it("reads the fields of a plain form", () => {
  expect(answerFromForm(question, ["1=4", "2=3", "3=2"])).toEqual(pairs("14", "23", "32"));
  expect(answerFromForm(question, ["", "2=3", ""])).toEqual(pairs("23"));
  expect(answerFromForm(question, ["", "", ""])).toBeNull();
  expect(answerFromForm(question, [])).toBeNull();
  expect(parseAnswer(question, answerFromForm(question, ["1=4", "1=3"]))).toBeNull();
});

describe("what is seen", () => {
  const shown = (q: typeof question, seed: string) => {
    const view = viewOf({ body: q, facts: noFacts }, "en", seed);
    return view.type === "match" ? view : { left: [], right: [] };
  };

  it("before the answer: both sides in one language under ids that say nothing", () => {
    const view = JSON.stringify(viewOf(asked, "en", "seed"));
    for (const key of ["the reason", "讲解", "extra", '"a"', '"b"', '"c"', "pairs"]) expect(view).not.toContain(key);
    // The same texts otherwise paired make the same view.
    const other = paired(
      [
        ["l3星级", "o千牛"],
        ["l2咚咚", "r后台"],
        ["l1京麦", "q聊天"],
      ],
      ["p成绩"],
    );
    const ids = (q: typeof question) => {
      const { left, right } = shown(q, "seed");
      return Object.fromEntries([...left, ...right].map((s) => [s.text, s.id]));
    };
    expect(ids(other)).toEqual(ids(question));
  });

  it("both sides in the order of the seed, one independent of the other", () => {
    expect(shown(question, "one")).toEqual(shown(question, "one"));
    const orders = Array.from({ length: 600 }, (_, i) => shown(question, `${i}`));
    const told = (sides: { id: string }[]) => sides.map((s) => s.id).join("");
    expect(new Set(orders.map((o) => told(o.left))).size).toBe(6);
    expect(new Set(orders.map((o) => told(o.right))).size).toBe(24);
    expect(new Set(orders.map((o) => told(o.left) + told(o.right))).size).toBeGreaterThan(130);
  });

  it("after the answer: what belongs together, what was right of it, and what is left over", () => {
    expect(verdictOf(asked, pairs("23", "12"), "en")).toMatchObject({
      correct: false,
      share: "0.333333333333",
      key: {
        pairs: [
          { left: "2", right: "3", correct: true },
          { left: "1", right: "4", correct: false },
          { left: "3", right: "2", correct: false },
        ],
        extra: ["1"],
      },
    });
    expect(verdictOf(asked, null, "en")).toMatchObject({ key: { pairs: [{ correct: false }, { correct: false }, { correct: false }] } });
  });
});
