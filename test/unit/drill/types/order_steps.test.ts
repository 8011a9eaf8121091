import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opaqueIds } from "~/drill/types/opaque";
import { moved, placed, takenOut } from "~/drill/types/order_steps/moves";
import type { QuestionOf } from "~/drill/types/question";
import { answerFromForm, gradeOf, parseAnswer, verdictOf, viewOf } from "~/drill/types/registry";
import { noFacts, single } from "../questions";
import { holdsAgainstAnything, noAnswers } from "./hostile";
import { shopQuestions } from "./shop-content";

const { options: _, ...base } = single;
const ordered = (...texts: string[]): QuestionOf<"order_steps"> => ({
  ...base,
  type: "order_steps",
  steps: texts.map((text, i) => ({ id: "abcdefgh".charAt(i), text: { "zh-CN": text, en: `en ${text}` } })),
});
/** By their texts the ids are: 选 3, 裁 2, 缝 1, 验 4. */
const question = ordered("d选", "c裁", "a缝", "e验");
const asked = { body: question, facts: noFacts };

describe("grading", () => {
  it.each<[string, unknown, number]>([
    ["the right order", ["3", "2", "1", "4"], 6],
    ["two neighbours exchanged", ["3", "1", "2", "4"], 4],
    ["the first put last", ["2", "1", "4", "3"], 0],
    ["one step two places off", ["2", "1", "3", "4"], 2],
    ["the wrong way round", ["4", "1", "2", "3"], 0],
    ["three placed, in order", ["3", "2", "1"], 3],
    ["three placed, two exchanged", ["2", "3", "1"], 1],
    ["one placed", ["3"], 0],
    ["the ids as content has them", ["a", "b", "c", "d"], 0],
    ["the texts", ["d选", "c裁", "a缝", "e验"], 0],
    ["a step that there is not", ["3", "2", "1", "5"], 0],
    ["a step twice", ["3", "2", "1", "1"], 0],
    ["more steps than there are", ["3", "2", "1", "4", "4"], 0],
    ["numbers", [3, 2, 1, 4], 0],
    ["full-width", ["３", "２", "１", "４"], 0],
    ["zero-width tails", ["3\u200b", "2", "1", "4"], 0],
    ["marks from right to left", ["\u202e3", "2", "1", "4"], 0],
    ["emoji", ["3️⃣", "2️⃣", "1️⃣", "4️⃣"], 0],
    ["HTML", ["<i>3</i>", "2", "1", "4"], 0],
    ["SQL", ["3; drop table attempt", "2", "1", "4"], 0],
    ["names of the language", ["constructor", "2", "1", "4"], 0],
    ["lists inside", [["3"], ["2"], ["1"], ["4"]], 0],
    ["nothing placed", [], 0],
    ["a text", "3214", 0],
    ["a hundred thousand steps", Array.from({ length: 100_000 }, () => "3"), 0],
    ["1 MB", ["3".repeat(1_000_000), "2", "1", "4"], 0],
  ])("%s", (_name, steps, points) => {
    const grade = gradeOf(asked, { steps });
    expect(grade.points).toBe(points);
    expect(grade.correct).toBe(points === 6);
  });

  it.each(noAnswers)("%s is no answer", (_name, raw) => expect(parseAnswer(question, raw)).toBeNull());

  it("steps of the same wording stand for one another", () => {
    const twice = ordered("a洗", "b晾", "a洗", "c包");
    const share = (steps: string[]) => gradeOf({ body: twice, facts: noFacts }, { steps }).correct;
    expect(share(["1", "3", "2", "4"])).toBe(true);
    expect(share(["2", "3", "1", "4"])).toBe(true);
    expect(share(["1", "2", "3", "4"])).toBe(false);
  });

  it("holds against anything", () => holdsAgainstAnything(question, ["1", "2", "3", "4"]));

  it.each(shopQuestions("order_steps").map((q) => [q.slug, q] as const))("%s can be answered", (_slug, q) => {
    const steps = opaqueIds(q.steps.map((s) => s.text));
    expect(gradeOf({ body: q, facts: noFacts }, { steps }).correct).toBe(true);
    expect(gradeOf({ body: q, facts: noFacts }, { steps: steps.reverse() }).points).toBe(0);
  });
});

it("reads the fields of a plain form: a place for each step", () => {
  expect(answerFromForm(question, ["1=3", "2=2", "3=1", "4=4"])).toEqual({ steps: ["3", "2", "1", "4"] });
  expect(answerFromForm(question, ["1=4", "", "3=1", ""])).toEqual({ steps: ["3", "1"] });
  expect(answerFromForm(question, ["", "", "", ""])).toBeNull();
  expect(answerFromForm(question, [])).toBeNull();
  // Two steps on one place.
  expect(parseAnswer(question, answerFromForm(question, ["1=1", "2=1", "3=2", "4=3"]))).toBeNull();
  expect(parseAnswer(question, answerFromForm(question, ["1=x", "2=-1"]))).toBeNull();
});

describe("what is seen", () => {
  const shown = (q: QuestionOf<"order_steps">, seed: string) => {
    const view = viewOf({ body: q, facts: noFacts }, "en", seed);
    return view.type === "order_steps" ? view.steps : [];
  };

  it("before the answer: steps in one language under ids that say nothing", () => {
    const view = JSON.stringify(viewOf(asked, "en", "seed"));
    for (const key of ["the reason", "讲解", '"a"', '"b"', '"c"', '"d"']) expect(view).not.toContain(key);
    // The same texts in another right order have the same ids.
    const other = ordered("e验", "a缝", "c裁", "d选");
    const ids = (q: typeof question) => Object.fromEntries(shown(q, "seed").map((s) => [s.text, s.id]));
    expect(ids(other)).toEqual(ids(question));
  });

  it("never in the right order, in every other one", () => {
    const right = ["3", "2", "1", "4"].join();
    const orders = new Set(
      Array.from({ length: 600 }, (_, i) =>
        shown(question, `${i}`)
          .map((s) => s.id)
          .join(),
      ),
    );
    expect(orders.has(right)).toBe(false);
    expect(orders.size).toBe(23);
    expect(shown(question, "one")).toEqual(shown(question, "one"));
  });

  it("the steps of the shop are never shown in their order", () => {
    for (const q of shopQuestions("order_steps"))
      for (let i = 0; i < 50; i++) expect(shown(q, `${i}`).map((s) => s.text)).not.toEqual(q.steps.map((s) => s.text.en));
  });

  it("after the answer: the right order and the own places", () => {
    expect(verdictOf(asked, { steps: ["3", "1", "2"] }, "en")).toMatchObject({
      correct: false,
      share: "0.166666666667",
      key: {
        steps: [
          { id: "3", yours: 1 },
          { id: "2", yours: 3 },
          { id: "1", yours: 2 },
          { id: "4", yours: null },
        ],
      },
    });
    expect(verdictOf(asked, null, "en")).toMatchObject({ key: { steps: [{ id: "3", yours: null }, {}, {}, {}] } });
  });
});

describe("moves", () => {
  const all = ["1", "2", "3", "4"];
  it("places a step, and with the last but one the last", () => {
    expect(placed([], "3", all)).toEqual(["3"]);
    expect(placed(["3"], "1", all)).toEqual(["3", "1"]);
    expect(placed(["3", "1"], "4", all)).toEqual(["3", "1", "4", "2"]);
    expect(placed(["3"], "3", all)).toEqual(["3"]);
  });

  it("moves a step by one, and not beyond the ends", () => {
    expect(moved(all, "3", -1)).toEqual(["1", "3", "2", "4"]);
    expect(moved(all, "3", 1)).toEqual(["1", "2", "4", "3"]);
    expect(moved(all, "1", -1)).toEqual(all);
    expect(moved(all, "4", 1)).toEqual(all);
    expect(moved(all, "9", 1)).toEqual(all);
  });

  it("leaves every other step in its order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all), fc.constantFrom(...all), fc.constantFrom(-1 as const, 1 as const), (order, id, by) => {
        expect(takenOut(moved(order, id, by), id)).toEqual(takenOut(order, id));
        expect(moved(order, id, by)).toHaveLength(order.length);
      }),
    );
  });
});
