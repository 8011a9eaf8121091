import { describe, expect, it } from "vitest";
import { currentVersion } from "~/curriculum/queries.server";
import { askableById, askableBySlugs, questionVersions } from "~/drill/askable.server";
import { drawFor } from "~/drill/queries.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase } from "@test/setup/database";

const { db, make } = await freshDatabase();

describe("an exam", () => {
  const number = { topic: "sums", required: false, type: "number" as const, answer: 3, unit: both("days"), options: undefined };

  async function examWith(blueprint: { topic: string; count: number }[]) {
    await make.content("exam", "sums-exam", { blueprint });
    const version = await currentVersion(db, "exam", "sums-exam");
    if (!version) throw new Error("no exam");
    return version;
  }

  it("draws no question of a type that its pages were not made for, whatever the topic", async () => {
    for (const q of [1, 2, 3]) await make.content("question", `sum-${q}`, { topic: "sums" });
    await make.content("question", "sum-in-days", number);
    const exam = await examWith([{ topic: "sums", count: 3 }]);
    for (const seed of ["a", "b", "c"]) {
      const draw = await drawFor(db, exam, seed);
      const drawn = "drawn" in draw ? await questionVersions(db, draw.drawn) : [];
      expect(drawn.map((q) => q.slug).sort()).toEqual(["sum-1", "sum-2", "sum-3"]);
    }
    const larger = await examWith([{ topic: "sums", count: 4 }]);
    expect(await drawFor(db, larger, "a")).toEqual({ shortage: { topic: "sums", wanted: 4, found: 3 } });
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
