import { describe, expect, it } from "vitest";
import { currentVersion } from "~/curriculum/queries.server";
import { askableById, questionVersions } from "~/drill/askable.server";
import { drawFor } from "~/drill/queries.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase } from "@test/setup/database";

const { db, make } = await freshDatabase();

describe("questions that cannot be asked", () => {
  const number = { topic: "sums", required: false, type: "number" as const, answer: 3, unit: both("days"), options: undefined };

  async function examWith(blueprint: { topic: string; count: number }[]) {
    await make.content("exam", "sums-exam", { blueprint });
    const version = await currentVersion(db, "exam", "sums-exam");
    if (!version) throw new Error("no exam");
    return version;
  }

  it("are drawn by no exam, whatever their topic", async () => {
    for (const q of [1, 2, 3]) await make.content("question", `sum-${q}`, { topic: "sums" });
    await make.content("question", "sum-in-days", number);
    const blueprint = [{ topic: "sums", count: 3 }];
    const exam = await examWith(blueprint);
    for (const seed of ["a", "b", "c"]) {
      const draw = await drawFor(db, exam, seed);
      const drawn = "drawn" in draw ? await questionVersions(db, draw.drawn) : [];
      expect(drawn.map((q) => q.slug).sort()).toEqual(["sum-1", "sum-2", "sum-3"]);
    }
    const larger = await examWith([{ topic: "sums", count: 4 }]);
    expect(await drawFor(db, larger, "a")).toEqual({ shortage: { topic: "sums", wanted: 4, found: 3 } });
  });

  it("make a quiz that names one too small to sit", async () => {
    await make.content("question", "sum-in-days", number);
    await make.content("quiz", "sums", { questions: ["sum-1", "sum-2", "sum-in-days"] });
    const version = await currentVersion(db, "quiz", "sums");
    if (!version) throw new Error("no quiz");
    expect(await drawFor(db, version, "a")).toEqual({ shortage: { topic: "sums", wanted: 3, found: 2 } });
  });

  it("are never taken for a question of a sitting", async () => {
    const { id } = await make.content("question", "sum-in-days", number);
    await expect(questionVersions(db, [id])).rejects.toThrow("can be asked");
    expect(await askableById(db, id)).toBeNull();
    expect(await askableById(db, "no id")).toBeNull();
  });
});
