import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "~/curriculum/canonical";
import { question as questionSchema } from "~/curriculum/pack-question";
import { readPack } from "~/curriculum/read-pack.server";
import { bodyOfCells, cellsOf, questionKinds } from "~/drill/question-cells";
import type { Cells } from "~/drill/types/cells";
import type { Question, QuestionKind } from "~/drill/types/question";
import { exchanges } from "~/drill/types/registry";
import { anyText } from "../../factories/text";

const packs = await Promise.all(["content/taobao-cs", "content/foreign-trade"].map(readPack));
const questions = packs.flatMap(({ pack }) => (pack?.items ?? []).flatMap((item) => (item.kind === "question" ? [item.body] : [])));

/** The question that a type's template shows. */
function exampleOf(type: QuestionKind): Question {
  const head = { slug: `example-${type.replaceAll("_", "-")}`, type, topic: "selling", lesson: "greeting", difficulty: 2 };
  return questionSchema.parse({ ...head, quality: "confidence", required: false, ...exchanges[type].example });
}

const parsed = (cells: Cells, known: Question | null) => {
  const read = bodyOfCells(cells, known);
  expect(read.faults).toEqual([]);
  return canonicalJson(questionSchema.parse(read.body));
};

describe("questions as cells", () => {
  it("have questions of every type to try", () => {
    expect(questions.length).toBeGreaterThan(480);
    expect(new Set(questions.map((q) => q.type)).size).toBe(questionKinds.length);
  });

  it("bring back every question of both packs as it was", () => {
    for (const question of questions) {
      expect(parsed(cellsOf(question), question)).toBe(canonicalJson(question));
      expect(parsed({}, question)).toBe(canonicalJson(question));
    }
  });

  it("bring back every question of both packs where none is known yet, but for the letters and order of its entries", () => {
    for (const question of questions) expect(bodyOfCells(cellsOf(question), null).faults).toEqual([]);
    const plain = questions.filter((q) => !("options" in q) && !("steps" in q) && !("pairs" in q) && !("reasons" in q));
    for (const question of plain) expect(parsed(cellsOf(question), null)).toBe(canonicalJson(question));
  });

  it.each(questionKinds)("the example of %s is a question, and comes back", (type) => {
    const example = exampleOf(type);
    expect(parsed(cellsOf(example), null)).toBe(canonicalJson(example));
  });

  it("hold any text: separators, backslashes, line ends and letters that look like others", () => {
    const said = fc
      .oneof(anyText(30), fc.string({ unit: fc.constantFrom(..."a/／|｜=＝:：\\n\n\r A、2第行.") }))
      .map((text) => text.replace(/\r\n?/g, "\n").trim())
      .filter((text) => text !== "");
    const local = fc.record({ "zh-CN": said, en: said });
    const lists = fc.record({
      "zh-CN": fc.array(said, { minLength: 1, maxLength: 3 }),
      en: fc.array(said, { minLength: 1, maxLength: 3 }),
    });
    const points = (min: number, max: number) => fc.array(fc.record({ point: local, any_of: lists }), { minLength: min, maxLength: max });
    const ids = (count: number) => fc.shuffledSubarray(["a", "b", "c", "d", "e"], { minLength: count, maxLength: count });
    const options = (min: number) =>
      fc
        .tuple(
          fc.integer({ min, max: 5 }).chain(ids),
          fc.array(fc.record({ text: local, why: fc.option(local, { nil: undefined }) }), { minLength: 5, maxLength: 5 }),
        )
        .map(([order, texts]) => order.map((id, i) => ({ id, ...texts[i], correct: i === 0 })));
    const chat = (min: number) =>
      fc.array(fc.record({ who: fc.constantFrom("customer", "agent"), text: local }), { minLength: min, maxLength: 6 });
    const entries = <T extends object>(one: fc.Arbitrary<T>) =>
      fc
        .tuple(ids(4), fc.array(one, { minLength: 4, maxLength: 4 }))
        .map(([order, list]) => list.map((entry, i) => ({ id: order[i], ...entry })));
    const reply = { must_say: points(1, 3), should_say: points(0, 2), must_not_say: points(0, 2), model_answers: lists };
    const own: Record<QuestionKind, Record<string, fc.Arbitrary<unknown>>> = {
      single_choice: { options: options(2) },
      multiple_choice: { options: options(3) },
      choose_next_line: { chat: chat(1), options: options(2) },
      true_false: { answer: fc.boolean(), reasons: options(2) },
      short_text: { accepted: lists, answer_hint: fc.option(local, { nil: undefined }) },
      number: {
        answer: fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
        tolerance: fc.double({ min: 0, max: 9, noNaN: true }),
        unit: local,
      },
      fill_blanks: {
        body: local.map((t) => ({ "zh-CN": `${t["zh-CN"]} [[a]] [[c]]`, en: `[[a]] [[c]] ${t.en}` })),
        blanks: fc.tuple(lists, lists).map(([a, c]) => [
          { id: "a", accepted: a },
          { id: "c", accepted: c },
        ]),
      },
      order_steps: { steps: entries(fc.record({ text: local })) },
      match: { pairs: entries(fc.record({ left: local, right: local })), extra: fc.array(local, { maxLength: 3 }) },
      spot_violation: {
        chat: chat(2),
        violations: fc.array(fc.record({ line: fc.integer({ min: 1, max: 12 }), words: local, rule: local }), {
          minLength: 1,
          maxLength: 4,
        }),
      },
      find_product: { products: fc.constant(["bag-one", "bag-two"]) },
      image_choice: { options: ids(3).map((order) => order.map((id, i) => ({ id, product: `bag-${i}`, correct: i === 1 }))) },
      free_reply: { chat: fc.option(chat(1), { nil: undefined }), ...reply },
      rewrite: { chat: fc.option(chat(1), { nil: undefined }), poor: local, ...reply },
    };
    const any = fc.constantFrom(...questionKinds).chain((type) =>
      fc.record({
        slug: fc.constant("any"),
        type: fc.constant(type),
        topic: fc.constant("selling"),
        lesson: fc.constant("greeting"),
        difficulty: fc.integer({ min: 1, max: 5 }),
        critical: fc.boolean(),
        required: fc.boolean(),
        quality: fc.constant("confidence"),
        target_seconds: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
        stem: local,
        explanation: local,
        ...own[type],
      }),
    );
    fc.assert(
      fc.property(any, (raw) => {
        const question = questionSchema.safeParse(raw);
        fc.pre(question.success);
        if (question.data) expect(parsed(cellsOf(question.data), question.data)).toBe(canonicalJson(question.data));
      }),
      { numRuns: 400 },
    );
  });
});
