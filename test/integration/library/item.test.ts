import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eq } from "drizzle-orm";
import { connect } from "@db/client";
import { contentItem } from "@db/schema";
import { itemPage } from "~/library/item.server";
import { shownKinds } from "~/library/kinds";
import { loader } from "~/library/routes/item";
import { setDb } from "~/platform/database.server";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase } from "@test/setup/database";

const { db, make, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);

beforeAll(async () => {
  await make.plan();
  await make.content("product", "bag-1");
  await make.content("script", "hello");
  await make.content("simulation", "chat", { scripts: ["hello"] });
  await make.content("term", "best");
  await make.content("house_form", "escalation");
  await make.content("module", "further", { simulations: ["chat"] });
  await make.content("kpi_rules", "month");
  await make.content("level_rules", "levels");
  await make.content("conduct_rules", "conduct");
  await make.content("drill_rules", "drill");
  await make.content("checklist", "probation", {
    areas: [
      {
        slug: "a",
        title: both("area"),
        how: both("how"),
        weight: 100,
        items: [
          {
            slug: "i",
            title: both("item"),
            draw: { from: "products", count: 3 },
            descriptors: [both("0"), both("1"), both("2"), both("3"), both("4")],
          },
        ],
      },
    ],
  });
});
const slugs: Record<(typeof shownKinds)[number], string> = {
  plan: "plan",
  module: "further",
  lesson: "lesson-1",
  question: "lesson-1-q1",
  practical: "practical-1",
  quiz: "quiz-1",
  exam: "rules-exam",
  acknowledgement: "rules-3",
  checklist: "probation",
  product: "bag-1",
  script: "hello",
  simulation: "chat",
  term: "best",
  house_form: "escalation",
  kpi_rules: "month",
  level_rules: "levels",
  conduct_rules: "conduct",
  drill_rules: "drill",
};

describe("itemPage", () => {
  it.each(shownKinds)("shows a %s with what it names", async (kind) => {
    const page = await itemPage(db, kind, slugs[kind], "en");
    expect(page).toMatchObject({ kind, slug: slugs[kind], version: 1, view: { kind } });
  });

  it("names what it refers to, and where it is used", async () => {
    const lesson = await itemPage(db, "lesson", "lesson-1", "en");
    expect(lesson?.uses.map((u) => [u.kind, u.slug])).toContainEqual(["plan", "plan"]);
    expect(lesson?.view).toMatchObject({
      html: { en: expect.anything(), "zh-CN": expect.anything() },
      questions: [{ slug: "lesson-1-q1" }, { slug: "lesson-1-q2" }],
    });
    const question = await itemPage(db, "question", "lesson-1-q1", "en");
    expect(question?.uses.map((u) => u.kind)).toEqual(expect.arrayContaining(["lesson"]));
    expect(question?.view).toMatchObject({
      refs: { "topic topic": { title: both("topic"), to: null }, "lesson lesson-1": { to: "/library/lesson/lesson-1" } },
    });
    expect((await itemPage(db, "product", "bag-1", "en"))?.uses.map((u) => [u.kind, u.slug])).toEqual([
      ["checklist", "probation"],
      ["simulation", "chat"],
    ]);
    expect((await itemPage(db, "script", "hello", "en"))?.uses).toEqual([{ kind: "simulation", slug: "chat", title: "chat" }]);
    expect((await itemPage(db, "simulation", "chat", "en"))?.view).toMatchObject({
      refs: { "product bag-1": { to: "/library/product/bag-1" }, "script hello": { title: both("hello") } },
    });
    expect((await itemPage(db, "plan", "plan", "en"))?.uses).toEqual([]);
  });

  it("names no exam as drawing a question that exams do not draw, and the lesson that shows a form", async () => {
    const judged = {
      type: "free_reply" as const,
      required: false,
      options: undefined,
      must_say: [{ point: both("days"), any_of: { "zh-CN": ["3 天"], en: ["3 days"] } }],
    };
    await make.content("question", "in-days", {
      ...judged,
      should_say: [],
      must_not_say: [],
      model_answers: { "zh-CN": ["3 天内到。"], en: ["In 3 days."] },
      lesson: "lesson-1",
    });
    expect((await itemPage(db, "question", "lesson-1-q1", "en"))?.uses.map((u) => u.slug)).toContain("rules-exam");
    expect((await itemPage(db, "question", "in-days", "en"))?.uses).toEqual([]);
    await make.content("lesson", "with-form", { forms: ["escalation", "gone"] });
    expect((await itemPage(db, "house_form", "escalation", "en"))?.uses).toMatchObject([{ kind: "lesson", slug: "with-form" }]);
    expect((await itemPage(db, "lesson", "with-form", "en"))?.view).toMatchObject({ forms: [{ slug: "escalation" }] });
  });

  it("names the products that answer a question, with their pictures", async () => {
    const find = { type: "find_product" as const, required: false, products: ["bag-1", "bag-gone"], options: undefined };
    await make.content("question", "find-it", { ...find, lesson: "lesson-1" });
    expect((await itemPage(db, "question", "find-it", "en"))?.view).toMatchObject({
      refs: {
        "product bag-1": {
          to: "/library/product/bag-1",
          title: { en: "bag-1 bag-1" },
          picture: expect.stringContaining("/products/bag-1/picture"),
        },
        "product bag-gone": { to: null, title: null, picture: null },
      },
    });
    expect((await itemPage(db, "product", "bag-1", "en"))?.uses).toContainEqual({
      kind: "question",
      slug: "find-it",
      title: "stem of find-it",
    });
    await db.update(contentItem).set({ archivedAt: new Date() }).where(eq(contentItem.slug, "find-it"));
  });

  it("stands when something it names is not there", async () => {
    await make.content("lesson", "lonely", { check: ["gone-1", "gone-2"] });
    await make.content("question", "orphan", { topic: "no-topic", lesson: "no-lesson" });
    expect((await itemPage(db, "lesson", "lonely", "en"))?.view).toMatchObject({ questions: [] });
    expect((await itemPage(db, "question", "orphan", "en"))?.view).toMatchObject({
      refs: { "lesson no-lesson": { to: null, title: null, slug: "no-lesson" } },
    });
  });

  it("shows the newest version", async () => {
    await make.content("practical", "revised", { intro: both("old") });
    await make.content("practical", "revised", { intro: both("new") });
    expect(await itemPage(db, "practical", "revised", "en")).toMatchObject({ version: 2, view: { body: { intro: both("new") } } });
  });
});

describe("the loader", () => {
  const asked = async (kind: string, slug: string, personId: string) => {
    const cookie = await make.signIn(personId);
    setDb(counted.db, () => void statements++);
    const ask = () => loader(routeArgs(`/library/${kind}/${slug}`, { cookie, params: { kind, slug } })).catch((e: unknown) => e);
    await ask();
    statements = 0;
    return { answer: await ask(), statements };
  };

  it.each(shownKinds)("shows a %s in at most 6 statements, session included; with how it does, a question in 8", async (kind) => {
    const { answer, statements: cost } = await asked(kind, slugs[kind], (await make.manager()).id);
    expect(answer).toMatchObject({ kind, side: "en" });
    expect(cost).toBeLessThanOrEqual(kind === "question" ? 8 : 6);
  });

  it.each([
    ["nothing", "plan"],
    ["topic", "topic"],
    ["plan", "no-such-plan"],
    ["plan", "../../etc"],
    ["__proto__", "plan"],
    ["lesson", "x".repeat(500)],
  ])("answers 404 for %s/%s", async (kind, slug) => {
    expect((await asked(kind, slug, (await make.manager()).id)).answer).toMatchObject({ status: 404 });
  });

  it("is no page for a trainee: it shows what is right", async () => {
    const team = await make.team();
    expect((await asked("question", "lesson-1-q1", (await make.trainee(team.id)).id)).answer).toMatchObject({ status: 403 });
  });
});
