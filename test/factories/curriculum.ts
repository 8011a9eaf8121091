import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Database } from "@db/client";
import { contentItem, contentVersion } from "@db/schema";
import { canonicalJson } from "~/curriculum/canonical";
import { type ItemKind, itemSchemas } from "~/curriculum/pack";
import { newId } from "~/platform/ids";

const CREATED = new Date("2026-01-05T01:00:00.000Z");
type Input<K extends ItemKind> = z.input<(typeof itemSchemas)[K]>;

/** A text in both languages. */
export const both = (en: string) => ({ "zh-CN": `中文 ${en}`, en });

/** Sound content of each kind; give only what matters to the test. */
const bodies: { [K in ItemKind]: (slug: string) => Input<K> } = {
  topic: (slug) => ({ slug, title: both(slug) }),
  lesson: (slug) => ({
    slug,
    title: both(slug),
    summary: both("summary"),
    qualities: ["confidence"],
    minutes: 20,
    body: both("## Heading\n\nText."),
    check: [`${slug}-q1`, `${slug}-q2`],
  }),
  question: (slug) => ({
    slug,
    topic: "topic",
    lesson: "lesson",
    difficulty: 1,
    quality: "confidence",
    stem: both(`stem of ${slug}`),
    explanation: both("because"),
    type: "single_choice",
    options: [
      { id: "a", text: both("right"), correct: true },
      { id: "b", text: both("wrong") },
    ],
  }),
  quiz: (slug) => ({ slug, title: both(slug), pass: 80, questions: ["q1", "q2", "q3"] }),
  exam: (slug) => ({
    slug,
    title: both(slug),
    intro: both("intro"),
    pass: 90,
    minutes: 30,
    role: "rules_exam",
    blueprint: [{ topic: "topic", count: 2 }],
  }),
  practical: (slug) => ({
    slug,
    title: both(slug),
    intro: both("intro"),
    qualities: ["professionalism"],
    minutes: 60,
    steps: [both("one"), both("two")],
    looks_for: [both("this"), both("that")],
    failed_looks_like: both("not this"),
    photos: { min: 0, max: 3 },
  }),
  acknowledgement: (slug) => ({ slug, title: both(slug), body: both("The rules."), statement: both("I have read them.") }),
  product: (slug) => ({
    slug,
    code: slug,
    name: both(slug),
    family: "bags",
    price_yuan: 59,
    colours: [both("black")],
    size: both("small"),
    material: both("canvas"),
    features: [both("light"), both("strong")],
    craft: both("sewn"),
    reason: both("reason"),
    fits: both("all"),
    not_for: both("nobody"),
    shelf: "A-01-2",
    stock: 3,
    picture: `${slug}.svg`,
  }),
  checklist: (slug) => ({
    slug,
    title: both(slug),
    intro: both("intro"),
    areas: [
      {
        slug: "area",
        title: both("area"),
        how: both("how"),
        weight: 100,
        items: [{ slug: "item", title: both("item"), descriptors: [both("0"), both("1"), both("2"), both("3"), both("4")] }],
      },
    ],
  }),
  term: (slug) => ({
    slug,
    group: "superlative",
    words: { "zh-CN": ["最好"], en: ["the best"] },
    severity: "block",
    reason: both("the law forbids it"),
    instead: both("many customers like it"),
  }),
  script: (slug) => ({
    slug,
    branch: "greeting",
    title: both(slug),
    situation: both("a customer writes first"),
    qualities: ["enthusiasm"],
    variants: [
      { slug: "new", customer: both("new here"), text: both("hello {{customer}}") },
      { slug: "regular", customer: both("a regular"), text: both("welcome back {{customer}}") },
    ],
    why: both("a name opens a talk"),
  }),
  simulation: (slug) => ({
    slug,
    title: both(slug),
    intro: both("one customer, in no hurry"),
    qualities: ["enthusiasm"],
    level: 1,
    products: ["bag-1"],
    customers: [
      {
        slug: "calm",
        name: both("Mr Calm"),
        arrives_s: 0,
        mood: both("calm"),
        goal: both("a bag"),
        facts: [{ slug: "use", name: both("use"), value: both("to work"), asked_with: "use" }],
        points: [
          { slug: "use", title: both("asks for the use"), kind: "need", any_of: { "zh-CN": ["怎么用"], en: ["what for"] } },
          { slug: "order", title: both("asks for the order"), kind: "order", any_of: { "zh-CN": ["现在拍"], en: ["order it now"] } },
        ],
        nodes: [
          {
            slug: "start",
            lines: [{ after_s: 0, text: both("a bag, please") }],
            patience_s: 60,
            ways: [{ when: { asked_order: true }, to: "bought" }],
            otherwise: "left",
            silence: "complained",
          },
        ],
        endings: [
          {
            slug: "bought",
            kind: "bought",
            closing: both("paid"),
            meaning: both("you asked"),
            run: [{ after_s: 10, text: both("order it now") }],
          },
          { slug: "left", kind: "left", closing: both("bye"), meaning: both("nobody asked"), run: [{ after_s: 10, text: both("hello") }] },
          { slug: "complained", kind: "complained", closing: both("?!"), meaning: both("nobody was there"), run: [] },
        ],
        model_run: [{ after_s: 10, text: both("what for? order it now") }],
      },
    ],
  }),
  house_form: (slug) => ({
    slug,
    title: both(slug),
    intro: both("fill this in"),
    columns: [
      { slug: "what", title: both("what") },
      { slug: "who", title: both("who"), hint: both("a name") },
    ],
    rows: [[both("parcel lost"), "8001"]],
  }),
  kpi_rules: (slug) => ({
    slug,
    title: both(slug),
    metrics: [
      {
        slug: "reply",
        title: both("first reply"),
        points: 100,
        unit: "seconds",
        band: [
          [10, 100],
          [60, 0],
        ],
        formula: both("mean over the month"),
      },
    ],
    bonus: [{ from: 60, base_yuan: 500 }],
    store_shares: [70, 30],
    min_inquiries: 50,
    attribution_days: { default: 3, min: 1, max: 7 },
    dispute_working_days: 3,
    filters: [{ slug: "spam", title: both("spam"), on: true }],
    workload: { low: 80, high: 160 },
  }),
  level_rules: (slug) => ({
    slug,
    title: both(slug),
    levels: [
      { slug: "junior", title: both("junior"), meaning: both("learns") },
      { slug: "senior", title: both("senior"), meaning: both("teaches"), allowance_yuan: 300, entry: { months: 3, score: 85 } },
    ],
    step_down_months: 2,
  }),
  conduct_rules: (slug) => ({
    slug,
    title: both(slug),
    points_a_month: 12,
    thresholds: [{ slug: "talk", title: both("talk"), at_most: 6, means: both("a talk with the manager") }],
    rules: [{ slug: "late", title: both("late"), points: -1, evidence: both("the schedule") }],
  }),
  drill_rules: (slug) => ({ slug, title: both(slug) }),
  module: (slug) => ({
    slug,
    title: both(slug),
    intro: both("for those who go on"),
    qualities: ["confidence"],
    lessons: ["lesson-1"],
    simulations: [],
    quiz: "quiz-1",
  }),
  plan: (slug) => ({
    slug,
    title: both(slug),
    description: both("description"),
    phases: [{ slug: "phase", title: both("phase"), short: both("phase"), from: 1, to: 1 }],
    days: [{ day: 1, title: both("day"), goal: both("goal"), activities: [{ slug: "a", kind: "practical", ref: "p", minutes: 10 }] }],
  }),
};

/** Writes content as a load would. */
export function curriculumFactories(db: Database) {
  /** Publish an item (or, where it exists, its next version); returns the version's row. */
  async function content<K extends ItemKind>(kind: K, slug: string, values: Partial<Input<K>> = {}) {
    // `undefined` takes out what the sound content has.
    const given = Object.entries({ ...bodies[kind](slug), ...values }).filter(([, v]) => v !== undefined);
    const body = itemSchemas[kind].parse(Object.fromEntries(given));
    const digest = createHash("sha256").update(canonicalJson(body)).digest("hex");
    const [item] = await db
      .select()
      .from(contentItem)
      .where(and(eq(contentItem.kind, kind), eq(contentItem.slug, slug)));
    const itemId = item?.id ?? newId();
    const versionId = newId();
    const versions = item ? await db.select({ id: contentVersion.id }).from(contentVersion).where(eq(contentVersion.itemId, itemId)) : [];
    if (item) await db.update(contentItem).set({ currentVersionId: versionId }).where(eq(contentItem.id, itemId));
    else await db.insert(contentItem).values({ id: itemId, kind, slug, pack: "test", currentVersionId: versionId, createdAt: CREATED });
    const [version] = await db
      .insert(contentVersion)
      .values({ id: versionId, itemId, version: versions.length + 1, body, digest, origin: "pack", packVersion: 1, publishedAt: CREATED })
      .returning();
    if (!version) throw new Error("nothing was inserted");
    return version;
  }

  return {
    content,

    /**
     * A plan in small, with all its content: days 1 and 2 hold a lesson (with two check questions), a practical and a quiz; day 3 an acknowledgement and
     * the rules exam and opens after the acceptance of `practical-2`; day 4 the desk exam. Slugs end on the day's number.
     */
    async plan(slug = "plan") {
      await content("topic", "topic");
      for (const day of [1, 2]) {
        for (const q of [1, 2, 3]) await content("question", `lesson-${day}-q${q}`, { lesson: `lesson-${day}` });
        await content("lesson", `lesson-${day}`);
        await content("practical", `practical-${day}`, { photos: { min: day - 1, max: 2 } });
        await content("quiz", `quiz-${day}`, { questions: [1, 2, 3].map((q) => `lesson-${day}-q${q}`) });
      }
      await content("acknowledgement", "rules-3");
      await content("exam", "rules-exam", { role: "rules_exam" });
      await content("exam", "desk-exam", { role: "desk_exam", proctored: true });
      const activity = (kind: "lesson" | "practical" | "quiz" | "acknowledgement" | "exam", ref: string, minutes: number) => ({
        slug: ref,
        kind,
        ref,
        minutes,
      });
      const twoDays = [1, 2].map((day) => ({
        day,
        title: both(`day ${day}`),
        goal: both("goal"),
        activities: [
          activity("lesson", `lesson-${day}`, 20),
          activity("practical", `practical-${day}`, 120),
          activity("quiz", `quiz-${day}`, 10),
        ],
      }));
      return content("plan", slug, {
        phases: [
          { slug: "warehouse", title: both("Warehouse"), short: both("Warehouse"), from: 1, to: 2 },
          { slug: "rules", title: both("Rules"), short: both("Rules"), from: 3, to: 4 },
        ],
        days: [
          ...twoDays,
          {
            day: 3,
            title: both("day 3"),
            goal: both("goal"),
            opens_after_accepted: ["practical-2"],
            activities: [activity("acknowledgement", "rules-3", 15), activity("exam", "rules-exam", 30)],
          },
          { day: 4, title: both("day 4"), goal: both("goal"), activities: [activity("exam", "desk-exam", 30)] },
        ],
      });
    },
  };
}
