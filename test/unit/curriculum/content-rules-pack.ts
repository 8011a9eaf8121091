import { type ItemBody, type ItemKind, itemSchemas } from "~/curriculum/pack";
import type { PackItem } from "~/curriculum/read-pack.server";

/** A small pack without a fault, whose parts a test may replace. */

type Given = Record<string, unknown>;
export const both = (zh: string, en: string) => ({ "zh-CN": zh, en });
const wordings = (zh: string[], en: string[]) => ({ "zh-CN": zh, en });

/** An item as `readPack` gives it; what is given as undefined is left out. */
export function item<K extends ItemKind>(kind: K, file: string, given: Given): PackItem {
  const body = itemSchemas[kind].parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))) as ItemBody<K>;
  return { kind, slug: body.slug, file, body } as unknown as PackItem;
}

export const lesson = (slug: string, given: Given = {}) =>
  item("lesson", `lessons/${slug}.yaml`, {
    slug,
    title: both("说话", "Speaking"),
    summary: both("说话的学问", "How to speak"),
    qualities: ["confidence"],
    minutes: 20,
    body: both("## 先回答\n先回答，再问一句。", "## Answer first\nAnswer first, then ask."),
    check: ["ask-first", "ask-second"],
    ...given,
  });

const stems = [
  both("客户问什么时候发货，先说什么？", "When does it leave? What comes first in the answer?"),
  both("同事请假，交接表写给谁看？", "A colleague is on leave: who reads the handover form?"),
  both("包带断了一根，退还是换？", "One strap of the bag has torn; return or exchange?"),
];

export const question = (slug: string, at: number, given: Given = {}) =>
  item("question", "questions/speaking.yaml", {
    slug,
    topic: "speaking",
    lesson: "speaking",
    difficulty: 1,
    quality: "confidence",
    type: "single_choice",
    stem: stems[at],
    explanation: both("客户先要答案。", "A customer wants the answer first."),
    options: [
      { id: "a", text: both(`时间${at}`, `The time ${at}`), correct: true },
      { id: "b", text: both(`缘由和经过${at}`, `The whole story ${at}`) },
    ],
    ...given,
  });

export const reply = (given: Given = {}) =>
  question("reply", 0, {
    type: "rewrite",
    options: undefined,
    required: false,
    stem: both("把这句话改好。", "Turn this into a good reply."),
    poor: both("不知道。", "No idea."),
    must_say: [{ point: both("给时间", "Names a time"), any_of: wordings(["五分钟内"], ["within five minutes"]) }],
    must_not_say: [{ point: both("许诺", "Promises"), any_of: wordings(["保证"], ["promise"]) }],
    model_answers: wordings(["我查一下，五分钟内回您。"], ["Let me look, back within five minutes."]),
    ...given,
  });

export const script = (slug: string, given: Given = {}) =>
  item("script", "scripts/greeting.yaml", {
    slug,
    branch: "greeting",
    title: both("有没有货", "Is it in stock"),
    situation: both("新客户", "A new customer"),
    qualities: ["confidence"],
    variants: [
      { slug: "hurried", customer: both("赶时间", "in a hurry"), text: both("有的，{{price}} 元。", "Yes, {{price}} yuan.") },
      { slug: "calm", customer: both("慢慢看", "browsing"), text: both("有，您怎么背？", "Yes. How will you carry it?") },
    ],
    why: both("先答后问。", "Answer, then ask."),
    ...given,
  });

export const term = (slug: string, given: Given = {}) =>
  item("term", "terms/superlatives.yaml", {
    slug,
    group: "superlative",
    words: { "zh-CN": ["最好"], en: ["the best"] },
    severity: "block",
    reason: both("绝对化用语", "A superlative"),
    instead: both("说事实", "Say a fact"),
    ...given,
  });

export const plan = (given: Given = {}) =>
  item("plan", "plans/plan.yaml", {
    slug: "plan",
    title: both("一天", "One day"),
    description: both("一天上岗", "Ready in a day"),
    phases: [{ slug: "all", title: both("全程", "All of it"), short: both("全程", "All"), from: 1, to: 1 }],
    days: [{ day: 1, title: both("第一天", "Day one"), goal: both("会说话", "Able to speak"), activities }],
    ...given,
  });

export const activities = [
  { slug: "speaking", kind: "lesson", ref: "speaking", minutes: 20 },
  { slug: "talk", kind: "practical", ref: "talk", minutes: 330 },
  { slug: "talk-again", kind: "practical", ref: "talk", minutes: 20 },
  { slug: "check", kind: "quiz", ref: "check", minutes: 10 },
];

export const topic = (slug: string) => item("topic", "topics.yaml", { slug, title: both("说话", "Speaking") });
export const practical = (slug: string) =>
  item("practical", `practicals/${slug}.yaml`, {
    slug,
    title: both("练习", "Practice"),
    intro: both("和同桌练", "With your neighbour"),
    qualities: ["confidence"],
    minutes: 350,
    steps: [both("问", "Ask"), both("答", "Answer")],
    looks_for: [both("先答", "Answers first"), both("再问", "Then asks")],
    failed_looks_like: both("不答", "No answer"),
    photos: { min: 0, max: 1 },
  });
export const quiz = (slug: string, questions = ["ask-first", "ask-second", "ask-third"]) =>
  item("quiz", `quizzes/${slug}.yaml`, { slug, title: both("小测", "Check"), questions });
export const form = (slug: string) =>
  item("house_form", `forms/${slug}.yaml`, {
    slug,
    title: both("表", "Form"),
    intro: both("填一填", "To be filled in"),
    columns: [
      { slug: "a", title: both("甲", "A") },
      { slug: "b", title: both("乙", "B") },
    ],
    rows: [["1", "2"]],
  });

/** The pack itself; what is given stands beside it, and replaces items of the same kind and slug. */
export function packWith(...given: PackItem[]): PackItem[] {
  const sound = [
    plan(),
    topic("speaking"),
    lesson("speaking"),
    practical("talk"),
    quiz("check"),
    ...["ask-first", "ask-second", "ask-third"].map((slug, at) => question(slug, at)),
    reply(),
    term("best"),
    ...Array.from({ length: 10 }, (_, at) => script(`greet-${at + 1}`, { prepared: at + 1 })),
  ];
  const key = (one: PackItem) => `${one.kind} ${one.slug}`;
  const replaced = new Set(given.map(key));
  return [...sound.filter((one) => !replaced.has(key(one))), ...given];
}
