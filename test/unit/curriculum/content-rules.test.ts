import { describe, expect, it } from "vitest";
import { contentFaults } from "~/curriculum/content-rules";
import { contentCounts } from "~/curriculum/content-rules-counts";
import type { PackItem } from "~/curriculum/read-pack.server";
import { activities, both, form, lesson, packWith, plan, practical, question, quiz, reply, topic } from "./content-rules-pack";

const faults = (...given: PackItem[]) => contentFaults(packWith(...given)).map((f) => `${f.file} ${f.path}: ${f.rule}`);
const day = (list: unknown[], step = "day") =>
  plan({ step, days: [{ day: 1, title: both("第一天", "Day one"), goal: both("会说话", "Able to speak"), activities: list }] });
const source = { name: both("淘宝规则", "Taobao rules"), checked_on: "2026-11-01" };
const sentences = (text: string, count: number) => Array.from({ length: count }, () => text).join("\n");

describe("a sound pack", () => {
  it("has no fault", () => {
    expect(faults()).toEqual([]);
  });
});

describe("what is left over", () => {
  it.each<[PackItem, string]>([
    [practical("lost"), "practicals/lost.yaml lost: the practical stands in no plan"],
    [quiz("lost"), "quizzes/lost.yaml lost: the quiz stands in no plan and no module"],
    [lesson("lost"), "lessons/lost.yaml lost: the lesson stands in no plan and no module"],
    [form("lost"), "forms/lost.yaml lost: the house_form stands under no lesson"],
    [topic("lost"), "topics.yaml lost: the topic has no question"],
  ])("is named", (orphan, fault) => {
    expect(faults(orphan)).toEqual([fault]);
  });

  it("is not what a lesson shows", () => {
    expect(faults(form("handover"), lesson("speaking", { forms: ["handover"] }))).toEqual([]);
    expect(faults(lesson("speaking", { forms: ["handover"] }))).toEqual([
      'lessons/speaking.yaml speaking.forms: there is no house_form "handover"',
    ]);
  });

  it("is a product that a question asks for in vain", () => {
    const finding = question("find", 0, { type: "find_product", options: undefined, stem: both("找那只", "Find it"), products: ["bag"] });
    expect(faults(finding)).toEqual(['questions/speaking.yaml find.products: there is no product "bag"']);
  });
});

describe("a picture that lies elsewhere", () => {
  it("is named, one of the app itself is not", () => {
    const body = both("![图](https://elsewhere.example/p.png)", "![a picture](/files/1)");
    expect(faults(lesson("speaking", { body }))).toEqual([
      'lessons/speaking.yaml speaking.body.zh-CN: the picture "https://elsewhere.example/p.png" cannot be shown; a picture lies in this app, its address begins with one "/"',
    ]);
  });
});

describe("what was made from products", () => {
  it("is held to no rule about writing, and counts as asked", () => {
    const made = (slug: string, given: object = {}) =>
      question(slug, 0, { ...given, made_from: { product: "bag", template: "price", basis: "0123456789abcdef", untranslated: true } });
    const alike = Array.from({ length: 30 }, (_, n) => made(`cat-${n}`, { topic: n === 0 ? "lost" : "speaking" }));
    expect(faults(topic("lost"), ...alike)).toEqual([]);
    expect(faults(made("find", { type: "find_product", options: undefined, products: ["gone"] }))).toEqual([
      'questions/speaking.yaml find.products: there is no product "gone"',
    ]);
  });
});

describe("the minutes", () => {
  it.each([
    [309, ["plans/plan.yaml plan.days.0: day 1 takes 359 minutes; a day takes 360 to 420"]],
    [310, []],
    [370, []],
    [371, ["plans/plan.yaml plan.days.0: day 1 takes 421 minutes; a day takes 360 to 420"]],
  ])("of a day with a practical of %i", (minutes, expected) => {
    expect(faults(day(activities.map((a) => (a.slug === "talk" ? { ...a, minutes } : a))))).toEqual(expected);
  });

  it("of a week are not counted", () => {
    expect(
      faults(
        day(
          activities.map((a) => (a.slug === "talk" ? { ...a, minutes: 100 } : a)),
          "week",
        ),
      ),
    ).toEqual([]);
  });

  it("suffice to read the lesson, in either language", () => {
    const long = both(sentences("先回答客户的问题，然后再问一句。", 130), sentences("Answer first, then ask one more question.", 40));
    expect(faults(lesson("speaking", { minutes: 5, body: long }))).toEqual([
      "lessons/speaking.yaml speaking.body.zh-CN: takes 6 minutes to read; the lesson has 5",
    ]);
    const wordy = both("短", sentences("Answer first, then ask one more question.", 144));
    expect(faults(lesson("speaking", { minutes: 5, body: wordy }))).toEqual([
      "lessons/speaking.yaml speaking.body.en: takes 6 minutes to read; the lesson has 5",
    ]);
    expect(faults(lesson("speaking", { minutes: 6, body: wordy }))).toEqual([]);
  });

  it("are kept by the plan too", () => {
    const body = both("短", sentences("Answer first, then ask one more question.", 144));
    const short = activities.map((a) => (a.slug === "speaking" ? { ...a, minutes: 5 } : { ...a, minutes: a.minutes + 5 }));
    expect(faults(lesson("speaking", { body }), day(short))).toEqual([
      "plans/plan.yaml plan.days.0.speaking: the lesson takes 6 minutes to read; the plan gives it 5",
    ]);
  });
});

describe("the check at the end", () => {
  const [speaking, talk, again, check] = activities;
  const rest = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ slug: `talk-${at}`, kind: "practical", ref: "talk", minutes: Math.floor(350 / count) }));

  it.each<[string, unknown[], string[]]>([
    [
      "is the last of a day",
      [speaking, check, talk, again],
      ["plan.days.0: day 1 ends with no check; its last activity is a quiz or an exam"],
    ],
    [
      "stands beside three activities at least",
      [speaking, talk, check],
      ["plan.days.0: day 1 has 2 activities beside its check; a day has 3 to 5"],
    ],
    ["stands beside five activities", [speaking, ...rest(4), check], []],
    [
      "stands beside five at most",
      [speaking, ...rest(5), check],
      ["plan.days.0: day 1 has 6 activities beside its check; a day has 3 to 5"],
    ],
    ["may follow another one", [speaking, talk, { ...check, slug: "early" }, check], []],
  ])("%s", (_, list, expected) => {
    const found = faults(day(list), practical("talk")).filter((fault) => !fault.includes("minutes"));
    expect(found).toEqual(expected.map((fault) => `plans/plan.yaml ${fault}`));
  });

  it("stands once at least in every phase of a plan by weeks", () => {
    const phase = (slug: string, from: number, to: number) => ({ slug, title: both("月", "Month"), short: both("月", "Month"), from, to });
    const week = (of: number, list: unknown[]) => ({
      day: of,
      title: both("周", "Week"),
      goal: both("会说话", "Able to speak"),
      activities: list,
    });
    const weeks = [week(1, [talk]), week(2, [speaking, check]), week(3, [again])];
    expect(faults(plan({ step: "week", phases: [phase("first", 1, 3)], days: weeks }))).toEqual([]);
    expect(faults(plan({ step: "week", phases: [phase("first", 1, 2), phase("last", 3, 3)], days: weeks }))).toEqual([
      'plans/plan.yaml plan.phases.1: the phase "last" has no check; a quiz or an exam stands in one of its weeks',
    ]);
  });
});

describe("choices", () => {
  const alphabet = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒";
  /** Forty questions that have nothing in common; `right` gives the place and the length of the right option. */
  const many = (right: (at: number) => { place: number; length: number }, en = (zh: number) => zh) =>
    Array.from({ length: 30 }, (_, at) => {
      const { place, length } = right(at);
      const own = alphabet.charAt(at);
      const latin = String.fromCharCode(97 + (at % 26)) + String.fromCharCode(97 + ((at * 7) % 23));
      const options = [0, 1].map((option) => {
        const size = option === place ? length : 6;
        return {
          id: "ab".charAt(option),
          correct: option === place,
          text: both(own.repeat(size), latin.repeat(10).slice(0, en(size))),
        };
      });
      return question(`many-${at}`, 0, { stem: both(own.repeat(9), latin.repeat(9)), options });
    });

  it("are fair when the right option is seldom the longest and stands here and there", () => {
    expect(faults(...many((at) => ({ place: at % 2, length: at % 3 === 0 ? 8 : 4 })))).toEqual([]);
  });

  it("give themselves away by length, told for each language", () => {
    expect(
      faults(
        ...many(
          (at) => ({ place: at % 2, length: at < 15 ? 8 : 4 }),
          () => 6,
        ),
      ),
    ).toEqual(["questions zh-CN: the right option is the longest in 15 of 33 choice questions (45.5%); at most 35% may be"]);
  });

  it("give themselves away by place", () => {
    expect(faults(...many((at) => ({ place: at < 25 ? 1 : 0, length: 4 })))).toEqual([
      "questions : right answers of questions with 2 options are not balanced over the places: a 8, b 25",
    ]);
  });

  it("are not judged by length and place when they are few", () => {
    const few = ["ask-first", "ask-second", "ask-third"].map((slug, at) =>
      question(slug, at, {
        options: [
          { id: "a", correct: true, text: both(`很长很长的正确答案${at}`, `A very long right answer ${at}`) },
          { id: "b", text: both(`短${at}`, `No ${at}`) },
        ],
      }),
    );
    expect(faults(...few)).toEqual([]);
  });
});

describe("two questions that ask the same", () => {
  it("are named, in the language in which they do", () => {
    const twin = question("twin", 1, { stem: both("客户问，什么时候发货：先说什么", "Who buys bags in spring, and why then?") });
    expect(faults(question("twin", 1, { stem: both("请假谁看交接", "Who, then?") }))).toEqual([]);
    expect(faults(question("ask-first", 0), question("twin", 0, { ...copyOf(twin) }))).toEqual([
      expect.stringMatching(
        /^questions\/speaking\.yaml (twin|ask-first)\.zh-CN: asks the same as "(twin|ask-first)" in questions\/speaking\.yaml/,
      ),
    ]);
  });

  function copyOf(other: PackItem) {
    return other.kind === "question" ? { stem: other.body.stem } : {};
  }
});

describe("replies", () => {
  const model = (zh: string, en = "Let me look, back within five minutes.") => ({ model_answers: { "zh-CN": [zh], en: [en] } });
  it.each<[Record<string, unknown>, string[]]>([
    [model("我查一下。"), ["reply.model_answers.zh-CN.0: holds no wording of must_say.0 (给时间)"]],
    [model("我查，没法五分钟内回您。"), ['reply.model_answers.zh-CN.0: denies must_say.0 (给时间): "五分钟内"']],
    [model("保证五 分鐘内回您。"), ['reply.model_answers.zh-CN.0: says "保证" of must_not_say.0']],
    [model("不能保证，五分钟内回您。"), []],
    [
      model("五分钟内回您。", "I promised you an answer."),
      [
        "reply.model_answers.en.0: holds no wording of must_say.0 (Names a time)",
        'reply.model_answers.en.0: says "promise" of must_not_say.0',
      ],
    ],
    [{ poor: both("五分钟内回。", "Hm.") }, ["reply.poor.zh-CN: the poor reply says all that must be said and nothing wrong"]],
    [{ poor: both("保证五分钟内回。", "Hm.") }, []],
    [model("最好的五分钟内回。"), ['reply.model_answers.zh-CN.0: holds "最好", prohibited by the term "best" (最好)']],
  ])("%j", (given, expected) => {
    expect(faults(reply(given))).toEqual(expected.map((fault) => `questions/speaking.yaml ${fault}`));
  });
});

describe("figures", () => {
  const rules = (body: { "zh-CN": string; en: string }, given = {}) => [
    topic("taobao-rules"),
    ...["ask-first", "ask-second", "ask-third"].map((slug, at) => question(slug, at, { topic: "taobao-rules" })),
    lesson("speaking", { body, ...given }),
  ];
  const zhFault = (figure: string) =>
    `lessons/speaking.yaml speaking.body.zh-CN: states "${figure}" of a platform's or a law's rules and names no source`;

  it.each<[string, string, string[]]>([
    ["平台要求 30 秒内回复。", "Reply soon.", [zhFault("30 秒")]],
    ["满意率低于 92.5% 会降权。", "Keep it high.", [zhFault("92.5%")]],
    ["广告法第 9 条说得清楚。", "Article 9 says it.", []],
    ["七天无理由退货。", "Seven days to return.", []],
    ["例如「亲，199 元，48 小时内发」。", "As in '199 yuan, within 48 hours'.", []],
    ["分类有 3 种。", "Three kinds.", []],
  ])("in a lesson about platform rules: %s", (zh, en, expected) => {
    expect(faults(...rules(both(zh, en)))).toEqual(expected);
    expect(faults(...rules(both(zh, en), { sources: [source] }))).toEqual([]);
  });

  it("in English", () => {
    expect(faults(...rules(both("按规定发货。", "Ship within 48 hours.")))).toEqual([
      `lessons/speaking.yaml speaking.body.en: states "48 hours" of a platform's or a law's rules and names no source`,
    ]);
  });

  it("in the explanation of such a question", () => {
    const told = question("ask-first", 0, { topic: "taobao-rules", explanation: both("罚 500 元。", "It is fined.") });
    const others = rules(both("按规定发货。", "Ship in time.")).filter((one) => one.slug !== told.slug);
    expect(faults(...others, told)).toEqual([
      'questions/speaking.yaml ask-first.explanation.zh-CN: states "500 元", and its lesson "speaking" names no source',
    ]);
  });

  it("in any other lesson only beside the one who made the rule", () => {
    expect(faults(lesson("speaking", { body: both("这只包 199 元，我们 10 分钟内回。", "It costs 199 yuan.") }))).toEqual([]);
    expect(faults(lesson("speaking", { body: both("淘宝看 30 秒。", "Taobao counts.") }))).toEqual([zhFault("30 秒")]);
  });
});

describe("the counts", () => {
  it("tell items, texts and length per kind and language, questions per type and topic", () => {
    const counts = contentCounts(packWith());
    expect(counts.counts).toMatchObject({ lesson: 1, question: 4, script: 10, term: 1, product: 0 });
    expect(counts.languages["zh-CN"]?.lesson).toEqual({ items: 1, texts: 3, length: 17 });
    expect(counts.languages.en?.lesson).toEqual({ items: 1, texts: 3, length: 10 });
    expect(counts).toMatchObject({
      questionTypes: { single_choice: 3, rewrite: 1 },
      questionTopics: { speaking: 4 },
      writtenOrSeveralSteps: { n: 1, of: 4 },
      scriptVariants: 20,
      longestIsRight: { "zh-CN": { n: 0, of: 3 }, en: { n: 0, of: 3 } },
      answerPositions: [{ kind: "2 options", counts: [3, 0] }],
    });
  });
});
