import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { contentFaults } from "~/curriculum/content-rules";
import { type PackItem, readPack } from "~/curriculum/read-pack.server";
import { faultInChinese } from "~/library/faults-zh";
import { both, item, lesson, packWith, question, quiz, topic } from "./content-rules-pack";

const faults = (...given: PackItem[]) => contentFaults(packWith(...given)).map((f) => `${f.path}: ${f.rule}`);

const further = (given: object = {}) =>
  item("module", "modules/further.yaml", {
    slug: "further",
    title: both("进阶", "Further"),
    intro: both("给老手", "For old hands"),
    qualities: ["confidence"],
    lessons: ["haggling"],
    quiz: "haggling-quiz",
    ...given,
  });
const exam = (slug: string, drawn: string) =>
  item("exam", `exams/${slug}.yaml`, {
    ...{ slug, title: both("考试", "Exam"), intro: both("考试", "An exam"), pass: 80, minutes: 20, role: "rules_exam" },
    blueprint: [{ topic: drawn, count: 1 }],
  });
const levels = (higher: object = {}) =>
  item("level_rules", "levels.yaml", {
    slug: "agent-levels",
    title: both("等级", "Levels"),
    levels: [
      { slug: "first", title: both("一级", "First"), meaning: both("开始", "The beginning") },
      { slug: "higher", title: both("二级", "Higher"), meaning: both("往上", "Upwards"), entry: { months: 2, score: 80 }, ...higher },
    ],
    step_down_months: 2,
  });
const asked = ["one", "two", "three"].map((slug, at) =>
  question(`haggle-${slug}`, at, {
    lesson: "haggling",
    topic: "further",
    required: false,
    stem: both(`第 ${at} 种人`, `Sort ${at} of them`),
  }),
);
const own: PackItem[] = [
  topic("further"),
  lesson("haggling", { check: ["haggle-one", "haggle-two"] }),
  ...asked,
  quiz("haggling-quiz", ["haggle-one", "haggle-two", "haggle-three"]),
];
const opening = levels({ opens: ["further"] });

describe("a module", () => {
  it("is sound when a level opens it and its quiz asks what its lessons teach", () => {
    expect(faults(further(), ...own, opening)).toEqual([]);
  });

  it.each<[string, PackItem[], string]>([
    ["opens with no level", [further(), ...own, levels()], "further: the module opens with no level"],
    ["names a lesson that is not there", [further({ lessons: ["haggling", "gone"] })], 'further.lessons.1: there is no lesson "gone"'],
    [
      "names a practice chat that is not there",
      [further({ simulations: ["gone"] })],
      'further.simulations.0: there is no simulation "gone"',
    ],
    ["names a quiz that is not there", [further({ quiz: "gone" })], 'further.quiz: there is no quiz "gone"'],
    [
      "has a question that the desk asks for",
      [question("haggle-four", 3, { lesson: "haggling", topic: "further", stem: both("第四种", "A fourth sort") })],
      'further.lessons: "haggle-four" is required before the desk; a question of a module is not',
    ],
    [
      "asks about another lesson in its quiz",
      [quiz("haggling-quiz", ["haggle-one", "haggle-two", "ask-first"])],
      'further.quiz: "ask-first" of its quiz is a question of another lesson',
    ],
    [
      "teaches what an exam draws",
      [exam("paper", "further")],
      'further.lessons: the exam "paper" draws from "further", a topic of its questions',
    ],
    ["is asked for and not there", [levels({ opens: ["further", "gone"] })], 'agent-levels.levels.higher.opens: there is no module "gone"'],
  ])("is named where it %s", (_, given, fault) => {
    const replaced = new Set(given.map((one) => `${one.kind} ${one.slug}`));
    const rest = [further(), ...own, opening].filter((one) => !replaced.has(`${one.kind} ${one.slug}`));
    expect(faults(...rest, ...given)).toContain(fault);
    expect(faultInChinese(fault.slice(fault.indexOf(": ") + 2))).toMatch(/\p{Script=Han}/u);
  });
});

describe("the modules of the pack", async () => {
  const { pack } = await readPack(fileURLToPath(new URL("../../../content/taobao-cs", import.meta.url)));
  const items = pack?.items ?? [];
  const of = <K extends PackItem["kind"]>(kind: K) => items.filter((one): one is Extract<PackItem, { kind: K }> => one.kind === kind);
  const modules = of("module").map(({ body }) => body);

  it.each(modules.map((module) => [module.slug, module] as const))("%s: enough to learn, to practise and to be asked", (_, module) => {
    const questions = of("question").filter(({ body }) => module.lessons.includes(body.lesson));
    const quizBody = of("quiz").find(({ slug }) => slug === module.quiz)?.body;
    expect(module.lessons.length).toBeGreaterThanOrEqual(5);
    expect(module.simulations.length).toBeGreaterThanOrEqual(2);
    expect(questions.length).toBeGreaterThanOrEqual(24);
    expect(new Set(questions.map(({ body }) => body.type)).size).toBeGreaterThanOrEqual(8);
    expect(questions.some(({ slug, body }) => body.critical && quizBody?.questions.includes(slug))).toBe(true);
    expect(quizBody).toMatchObject({ critical_must_be_right: true });
  });

  it("open with a level before the one that asks for them", () => {
    const [rules] = of("level_rules");
    expect(rules?.body.levels.map(({ slug, opens, entry }) => [slug, opens, entry?.modules ?? []]).slice(1, 4)).toEqual([
      ["advanced", ["bargaining-for-experts"], []],
      ["elite", ["saving-a-complaint"], ["bargaining-for-experts"]],
      ["expert", [], ["saving-a-complaint"]],
    ]);
  });
});
