import { describe, expect, it } from "vitest";
import { sitting } from "@db/schema";
import { currentVersion } from "~/curriculum/queries.server";
import { askableById, askableBySlugs, questionVersions } from "~/drill/askable.server";
import { drawFor } from "~/drill/queries.server";
import type { Blueprint } from "~/curriculum/blueprint";
import { newId } from "~/platform/ids";
import { both } from "@test/factories/curriculum";
import { freshDatabase } from "@test/setup/database";

const { db, make } = await freshDatabase();

describe("an exam", () => {
  const number = { topic: "sums", required: false, type: "number" as const, answer: 3, unit: both("days"), options: undefined };

  async function examWith(blueprint: Blueprint) {
    await make.content("exam", "sums-exam", { blueprint });
    const version = await currentVersion(db, "exam", "sums-exam");
    if (!version) throw new Error("no exam");
    return version;
  }

  const drawnBy = async (exam: Awaited<ReturnType<typeof examWith>>, seed: string, personId = newId()) => {
    const draw = await drawFor(db, exam, seed, { personId, slug: "sums-exam" });
    return "drawn" in draw ? (await questionVersions(db, draw.drawn)).map((q) => q.slug).sort() : draw.shortage;
  };

  it("draws every type that a machine decides, what a person judges only where a row names it, and nothing of the catalogue", async () => {
    for (const q of [1, 2, 3]) await make.content("question", `sum-${q}`, { topic: "sums" });
    await make.content("question", "sum-in-days", number);
    const freely = { topic: "sums", required: false, type: "free_reply" as const, options: undefined };
    const said = { must_say: [{ point: both("three"), any_of: { "zh-CN": ["三天"], en: ["three days"] } }] };
    await make.content("question", "sum-said", { ...freely, ...said, model_answers: { "zh-CN": ["三天到。"], en: ["In three days."] } });
    await make.content("product", "bag");
    const madeFrom = { product: "bag", template: "price" as const, basis: "0123456789abcdef" };
    await make.content("question", "sum-of-bag", { topic: "sums", required: false, made_from: madeFrom });
    const all = ["sum-1", "sum-2", "sum-3", "sum-in-days"];
    const exam = await examWith([{ topic: "sums", count: 4 }]);
    for (const seed of ["a", "b", "c"]) expect(await drawnBy(exam, seed)).toEqual(all);
    const larger = await examWith([{ topic: "sums", count: 5 }]);
    expect(await drawnBy(larger, "a")).toEqual({ row: 1, topic: "sums", part: "any", wanted: 5, found: 4 });
    const judged = await examWith([
      { topic: "sums", count: 4 },
      { topic: "sums", count: 1, types: ["free_reply"] },
    ]);
    expect(await drawnBy(judged, "a")).toEqual([...all, "sum-said"]);
  });

  it("asks in a retake first what the person was not asked before, whatever became of the questions meanwhile", async () => {
    const exam = await examWith([{ topic: "sums", count: 2 }]);
    const teamId = (await make.team()).id;
    const personId = (await make.trainee(teamId)).id;
    const first = await drawFor(db, exam, "first", { personId, slug: "sums-exam" });
    if (!("drawn" in first)) throw new Error("short");
    const before = (await questionVersions(db, first.drawn)).map((q) => q.slug);
    const sat = {
      personId,
      enrolmentId: newId(),
      slug: "sums-exam",
      role: "rules_exam" as const,
      contentVersionId: exam.id,
      attempt: 1,
      seed: "first",
    };
    await db.insert(sitting).values({ ...sat, drawn: first.drawn, startedAt: new Date(), submittedAt: new Date() });
    // A new version is the same question.
    await make.content("question", before[0] ?? "", { topic: "sums", explanation: both("said better") });
    for (const seed of ["a", "b", "c", "d"]) {
      const again = await drawnBy(exam, seed, personId);
      expect(before.filter((slug) => (again as string[]).includes(slug))).toEqual([]);
    }
    // Somebody else's past is not theirs.
    const others = await Promise.all(["a", "b", "c", "d", "e", "f"].map((seed) => drawnBy(exam, seed)));
    expect(new Set(others.flat()).size).toBe(4);
  });
});

describe("a question", () => {
  it("comes with what it names, and with nothing where it names nothing", async () => {
    const { id } = await make.content("product", "tote", { code: "TB-1", name: both("Canvas tote") });
    await make.content("term", "best");
    const find = { type: "find_product" as const, options: undefined, required: false, products: ["tote"] };
    await make.content("question", "find-tote", find);
    await make.content("question", "plain");
    const [found, plain] = await askableBySlugs(db, ["find-tote", "plain"]);
    expect(found?.facts.products.get("tote")).toMatchObject({ code: "TB-1", name: both("Canvas tote") });
    expect([found?.facts.terms.length, plain?.facts.products.size]).toEqual([0, 1]);
    const [alone] = await askableBySlugs(db, ["plain"]);
    expect(alone?.facts).toEqual({ products: new Map(), terms: [] });
    expect(await askableById(db, id)).toBeNull();
    expect(await askableById(db, "no id")).toBeNull();
    await expect(questionVersions(db, [id])).rejects.toThrow("no question version");
  });
});
