import { describe, expect, it } from "vitest";
import { isDecided, isExaminable, productsOf } from "~/curriculum/pack-question";
import { packFaults, sharedSlugFaults } from "~/curriculum/pack-rules";
import type { PackItem } from "~/curriculum/read-pack.server";
import { both, item, lesson, packWith, question, reply, topic } from "./content-rules-pack";

const faults = (...given: PackItem[]) => packFaults(packWith(...given), () => true).map((f) => `${f.file} ${f.path}: ${f.rule}`);
const quizOf = (...questions: string[]) => item("quiz", "quizzes/check.yaml", { slug: "check", title: both("小测", "Check"), questions });
const exam = (...blueprint: object[]) =>
  item("exam", "exams/rules.yaml", {
    slug: "rules",
    title: both("考试", "Exam"),
    intro: both("规则", "The rules"),
    pass: 90,
    minutes: 30,
    role: "rules_exam",
    blueprint: blueprint.map((row) => ({ topic: "speaking", ...row })),
  });

describe("packFaults", () => {
  it("finds nothing in a sound pack", () => {
    expect(faults()).toEqual([]);
  });

  it.each<[string, PackItem, string]>([
    [
      "is required and says its points in one way only",
      reply({ required: true }),
      "questions/speaking.yaml reply.must_say.0: a required reply has at least 4 wordings of each point in each language, this one 1 and 1",
    ],
    [
      "stands in a lesson's check",
      lesson("speaking", { check: ["ask-first", "reply"] }),
      'lessons/speaking.yaml speaking.check: "reply" is of the type rewrite, which a person has to judge',
    ],
    [
      "stands in a quiz",
      quizOf("ask-first", "ask-second", "reply"),
      'quizzes/check.yaml check.questions: "reply" is of the type rewrite, which a person has to judge',
    ],
  ])("names a question that a person has to judge where it %s", (_, given, fault) => {
    expect(faults(given)).toEqual([fault]);
  });

  it("takes a required one whose points are known in several wordings", () => {
    const any_of = {
      "zh-CN": ["五分钟内", "五分钟之内", "5 分钟内", "几分钟内"],
      en: ["within five minutes", "in five minutes", "in a few minutes", "five minutes from now"],
    };
    expect(faults(reply({ required: true, must_say: [{ point: both("给时间", "Names a time"), any_of }] }))).toEqual([]);
  });

  it("names an option that would show no picture", () => {
    const product = (slug: string, picture?: string) =>
      item("product", "products/bags.yaml", {
        ...{
          slug,
          code: slug,
          name: both(`包${slug}`, `Bag ${slug}`),
          family: "bags",
          price_yuan: 59,
          colours: [both("黑", "black")],
          picture,
        },
        ...{ size: both("小", "small"), material: both("帆布", "canvas"), features: [both("轻", "light"), both("结实", "strong")] },
        ...{ craft: both("缝", "sewn"), reason: both("值", "worth it"), fits: both("谁都行", "all"), not_for: both("没有", "nobody") },
        ...{ shelf: "A-01-2", stock: 3 },
      });
    const pictures = question("which-bag", 1, {
      type: "image_choice",
      options: [
        { id: "a", product: "tote", correct: true },
        { id: "b", product: "crossbody" },
      ],
    });
    const shown = [pictures, product("tote", "tote.svg")];
    expect(faults(...shown, product("crossbody", "crossbody.svg"))).toEqual([]);
    expect(faults(...shown, product("crossbody"))).toEqual([
      'questions/speaking.yaml which-bag.options.b: the product "crossbody" has no picture',
    ]);
  });

  it("counts for an exam only what it may draw", () => {
    expect(faults(exam({ count: 3 }))).toEqual([]);
    expect(faults(exam({ count: 4 }))).toEqual([
      'exams/rules.yaml rules.blueprint.0: topic "speaking" has 3 questions that this row can draw, it draws 4',
    ]);
  });

  it.each<[string, PackItem, string[]]>([
    ["what a person judges, named by its type", exam({ count: 1, types: ["rewrite"] }), []],
    [
      "a difficulty that nobody wrote",
      exam({ count: 1, difficulty: { min: 4 } }),
      ['blueprint.0: topic "speaking" has 0 questions that this row can draw, it draws 1'],
    ],
    [
      "critical questions that are missing",
      exam({ count: 2, critical: 1 }),
      ['blueprint.0: topic "speaking" has 0 critical questions that this row can draw, it draws 1'],
    ],
    [
      "rows that want the same questions",
      exam({ count: 2 }, { count: 2, difficulty: { min: 1, max: 1 } }),
      ['blueprint.1: other rows draw the same questions of "speaking": 2 are wanted here, 1 are left'],
    ],
  ])("goes through an exam row by row: %s", (_, given, rules) => {
    expect(faults(given)).toEqual(rules.map((rule) => `exams/rules.yaml rules.${rule}`));
  });

  it.each([
    [{ count: 1, critical: 2 }, "more critical questions than questions"],
    [{ count: 1, difficulty: { min: 4, max: 2 } }, "the hardest is easier than the easiest"],
    [{ count: 1, types: ["match", "match"] }, "a type stands here twice"],
  ])("refuses a row that cannot be meant: %j", (row, rule) => {
    expect(() => exam(row)).toThrow(rule);
  });

  it("says of a question that is not there only that", () => {
    expect(faults(quizOf("ask-first", "ask-second", "gone"))).toEqual(['quizzes/check.yaml check: there is no question "gone"']);
  });

  it("names the row of a form that has too few or too many cells", () => {
    const form = item("house_form", "forms/handover.yaml", {
      slug: "handover",
      title: both("交接表", "Handover"),
      intro: both("下班前填", "Fill it in before you leave"),
      columns: [
        { slug: "what", title: both("事", "What") },
        { slug: "who", title: both("人", "Who") },
      ],
      rows: [["8001", both("仓库", "Warehouse")], ["8002"], ["8003", "x", "y"]],
    });
    expect(faults(form)).toEqual([
      "forms/handover.yaml handover.rows.1: 1 cells stand under 2 columns",
      "forms/handover.yaml handover.rows.2: 3 cells stand under 2 columns",
    ]);
  });

  it("takes a topic that only other types ask for", () => {
    expect(faults(topic("other"), reply({ topic: "other" }))).toEqual([]);
  });
});

describe("sharedSlugFaults", () => {
  const pack = (folder: string, ...items: PackItem[]) => ({ folder, items });

  it("names what a second pack brings again, and where it stands first", () => {
    const found = sharedSlugFaults([
      pack("desk", topic("speaking"), lesson("speaking")),
      pack("trade", lesson("speaking"), lesson("writing")),
      pack("more", topic("speaking"), lesson("writing")),
    ]);
    expect([...found]).toEqual([
      [
        "trade",
        [
          {
            file: "lessons/speaking.yaml",
            path: "speaking",
            rule: 'the lesson "speaking" stands already in another pack, in desk/lessons/speaking.yaml',
          },
        ],
      ],
      [
        "more",
        [
          { file: "topics.yaml", path: "speaking", rule: 'the topic "speaking" stands already in another pack, in desk/topics.yaml' },
          {
            file: "lessons/writing.yaml",
            path: "writing",
            rule: 'the lesson "writing" stands already in another pack, in trade/lessons/writing.yaml',
          },
        ],
      ],
    ]);
  });

  it("takes one slug for items of two kinds, and leaves what one pack says twice to that pack's own rules", () => {
    expect(sharedSlugFaults([pack("desk", topic("speaking"), topic("speaking")), pack("trade", lesson("speaking"))]).size).toBe(0);
  });
});

const body = (given: PackItem) => (given.kind === "question" ? given.body : null);
it.each<[PackItem, [decided: boolean, examinable: boolean], string[]]>([
  [question("ask-first", 0), [true, true], []],
  [reply(), [false, true], []],
  [
    question("find", 0, { type: "find_product", options: undefined, required: false, products: ["bag-1", "bag-2"] }),
    [true, true],
    ["bag-1", "bag-2"],
  ],
  [
    question("see", 0, {
      type: "image_choice",
      required: false,
      options: [
        { id: "a", product: "bag-1", correct: true },
        { id: "b", product: "bag-3" },
      ],
    }),
    [true, true],
    ["bag-1", "bag-3"],
  ],
])("knows what a machine decides, what an exam draws, and which products are answers", (given, kept, products) => {
  const found = body(given);
  expect(found && [isDecided(found), isExaminable(found)]).toEqual(kept);
  expect(found && productsOf(found)).toEqual(products);
});
