import { desc } from "drizzle-orm";
import { default_w } from "ts-fsrs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { attempt, attemptGrading, memoryFit } from "@db/schema";
import { fitPage, goBackToPublished, orderFit, runFit, sweepFit, weightsInForce } from "~/drill/fit.server";
import { recallAt, remember, scheduler } from "~/drill/memory";
import { action, loader } from "~/drill/routes/memory";
import { tuningInForce } from "~/drill/tuning.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { seededRandom } from "~/platform/seed";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { visit } from "../library/visit";

const { db, owner, ctx, make } = await freshDatabase();
const DAY = 86_400_000;
const people: string[] = [];
let versionId = "";
let administrator = "";

beforeAll(async () => {
  setDb(db);
  versionId = (await make.content("question", "q")).id;
  for (let i = 0; i < 40; i++) people.push((await make.person({ name: `P${i}` })).id);
  administrator = (await make.person({ name: "Ada", roles: ["administrator"] })).id;
});
afterEach(async () => {
  await owner.execute("truncate memory_fit, memory_fit_run, attempt_grading, attempt");
});

/** People whose memory follows these weights, and who are asked some days apart: what they answer is drawn from the chance of recall at that time. */
async function answersBy(weights: readonly number[], howMany: number, cards: number, seed: string): Promise<void> {
  const random = seededRandom(seed);
  const by = scheduler(weights);
  const rows: (typeof attempt.$inferInsert)[] = [];
  for (const personId of people.slice(0, howMany))
    for (let c = 0; c < cards; c++) {
      const itemId = newId();
      let at = MONDAY;
      let memory: ReturnType<typeof remember> | null = null;
      for (let i = 0; i < 6; i++) {
        const correct = memory === null ? random() < 0.6 : random() < recallAt(memory, at, by);
        const rating = correct ? ("good" as const) : ("again" as const);
        rows.push({
          ...{ personId, questionVersionId: versionId, context: "drill", contextId: itemId, itemId, answer: { option: "a" } },
          ...{ correct, share: correct ? "1" : "0", answerMs: 5000, at, rating },
        });
        memory = remember(memory, rating, at, by);
        at = new Date(at.getTime() + (1 + Math.floor(random() * [3, 5, 9, 16, 30][Math.min(i, 4)]!)) * DAY);
      }
    }
  for (let i = 0; i < rows.length; i += 2000) await owner.insert(attempt).values(rows.slice(i, i + 2000));
}

/** Forgets three times as fast as the published parameters say, and gains less by a right answer. */
const forgetful = default_w.map((w, i) => (i <= 3 ? w / 3 : i === 8 ? w - 0.6 : w));
const fit = async (at = MONDAY) => {
  expect(await orderFit(ctx(at, administrator))).toMatchObject({ ok: true });
  await runFit(db, at);
  const [row] = await db.select().from(memoryFit).orderBy(desc(memoryFit.id)).limit(1);
  if (!row) throw new Error("nothing was kept");
  return row;
};

describe("fitting the parameters of memory", () => {
  it("adopts what forecasts better for people it has not seen, goes by it within ten seconds, and lets one go back", async () => {
    await answersBy(forgetful, 40, 30, "forgetful");
    const before = await tuningInForce(db, MONDAY);
    expect(before.by.parameters.w).toEqual([...default_w]);
    const row = await fit();
    expect(row).toMatchObject({ outcome: "adopted", people: 40, requestedBy: administrator });
    expect(row.weights).toHaveLength(21);
    expect(row.lossAfter ?? 1).toBeLessThan((row.lossBefore ?? 0) * 0.99);
    const later = await tuningInForce(db, new Date(MONDAY.getTime() + 10_000));
    expect(later.by.parameters.w[2]).toBeCloseTo(row.weights?.[2] ?? 0, 3);

    // A second fit measures itself against what is in force now, and is no better.
    expect((await fit(new Date(MONDAY.getTime() + DAY))).outcome).toBe("no_better");
    expect(await weightsInForce(db)).toEqual(row.weights);
    expect(await goBackToPublished(ctx(new Date(MONDAY.getTime() + 2 * DAY), administrator))).toMatchObject({ ok: true });
    expect(await weightsInForce(db)).toBeNull();
    expect(await goBackToPublished(ctx(MONDAY, administrator))).toMatchObject({ ok: false, refusals: [{ code: "fit_published_already" }] });
  }, 120_000);

  it("keeps the published ones where people forget as those say", async () => {
    await answersBy(default_w, 40, 30, "published");
    const row = await fit();
    expect(row.outcome).toBe("no_better");
    expect(row.lossAfter ?? 0).toBeGreaterThan((row.lossBefore ?? 1) * 0.99);
    expect(await weightsInForce(db)).toBeNull();
  }, 120_000);

  it.each([
    ["too few people", 19, 30],
    ["too few answers", 40, 2],
  ])("does nothing with %s, and says so", async (_, howMany, cards) => {
    await answersBy(forgetful, howMany, cards, "few");
    expect(await fit()).toMatchObject({ outcome: "not_enough", people: howMany, weights: null, lossAfter: null });
    expect(await weightsInForce(db)).toBeNull();
  });

  it("takes what a person said of an answer above what it was rated, and leaves out what waits", async () => {
    await answersBy(default_w, 2, 1, "graded");
    const all = await db.select().from(attempt);
    await owner.insert(attemptGrading).values(
      all.slice(0, 3).map((row) => ({
        ...{ personId: row.personId, attemptId: row.id, number: 1, cause: "person" as const, grade: 0, share: "0", correct: false },
        ...{ gradedBy: administrator, gradedAt: MONDAY },
      })),
    );
    expect(await fit()).toMatchObject({ outcome: "not_enough", reviews: 10, people: 2 });
    await owner.execute("update attempt set undecided = true");
    expect(await fit(new Date(MONDAY.getTime() + 1000))).toMatchObject({ outcome: "not_enough", reviews: 2, people: 1 });
  });

  it("runs once however often it is asked for, begins anew after a kill, and comes by itself each month", async () => {
    expect(await orderFit(ctx(MONDAY, administrator))).toMatchObject({ ok: true });
    expect(await orderFit(ctx(MONDAY, administrator))).toMatchObject({ ok: false, refusals: [{ code: "fit_running" }] });
    // Killed an hour ago in the middle.
    await owner.execute("update memory_fit_run set state = 'running', progress = 40");
    expect((await fitPage(db)).run).toEqual({ state: "running", progress: 40 });
    await runFit(db, MONDAY);
    await runFit(db, MONDAY);
    expect((await fitPage(db)).rows).toHaveLength(1);
    const due = async (at: Date) => {
      await sweepFit(db, at);
      return (await fitPage(db)).run !== null;
    };
    const hour = new Date("2026-03-20T03:20:00Z");
    expect(await due(hour)).toBe(false);
    expect(await due(new Date("2026-04-02T03:21:00Z"))).toBe(false);
    expect(await due(new Date("2026-04-02T03:20:00Z"))).toBe(true);
  });

  it("is shown to who may see the settings, and ordered by who may change them", async () => {
    const cookie = await make.signIn(administrator);
    expect((await visit(loader, "/settings/memory", { cookie })).body).toMatchObject({ rows: [], own: null, run: null, mayEdit: true });
    expect((await visit(action, "/settings/memory", { cookie, form: { step: "fit" } })).to).toBe("/settings/memory");
    expect((await visit(action, "/settings/memory", { cookie, form: { step: "fit" } })).status).toBe(409);
    expect((await visit(action, "/settings/memory", { cookie, form: { step: "else" } })).status).toBe(400);
    const manager = await make.signIn((await make.person({ name: "Mo", roles: ["manager"] })).id);
    expect((await visit(loader, "/settings/memory", { cookie: manager })).body).toMatchObject({ mayEdit: false, run: { state: "queued" } });
    expect((await visit(action, "/settings/memory", { cookie: manager, form: { step: "back" } })).status).toBe(403);
  });
});
