import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activityState, attempt, audit, contentVersion, sitting, sittingResult, workItem } from "@db/schema";
import type { Outcome } from "~/platform/write.server";
import { newId } from "~/platform/ids";
import { closeExpiredSittings, noteFocusLoss, saveAnswers, startSitting, submitSitting } from "~/training/sitting.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const TUESDAY = new Date("2026-03-03T01:00:00.000Z");
const minutes = (n: number, from = MONDAY) => new Date(from.getTime() + n * 60_000);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${codes(outcome)}`);
  return outcome.value;
}

let planVersionId = "";
beforeAll(async () => {
  planVersionId = (await make.plan()).id;
  // Critical and partly right answers, for the results.
  await make.content("question", "lesson-1-q3", {
    lesson: "lesson-1",
    critical: true,
    type: "multiple_choice",
    options: [
      { id: "a", text: { "zh-CN": "一", en: "one" }, correct: true },
      { id: "b", text: { "zh-CN": "二", en: "two" }, correct: true },
      { id: "c", text: { "zh-CN": "三", en: "three" } },
    ],
  });
});

let teamId = "";
let personId = "";
let enrolmentId = "";
beforeEach(async () => {
  teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  await make.supervisor(teamId);
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId })).id;
});

const start = (slug = "quiz-1", now = MONDAY, typedCode = "") => startSitting(ctx(now, personId), { personId, slug, typedCode });
const state = async (slug = "quiz-1") =>
  (
    await db
      .select()
      .from(activityState)
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, slug)))
  )[0];
const rowOf = async (id: string) => (await db.select().from(sitting).where(eq(sitting.id, id)))[0];
const save = (sittingId: string, revision: number, answers: Record<string, unknown>, now = MONDAY) =>
  saveAnswers(ctx(now, personId), {
    sittingId,
    personId,
    revision,
    changes: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, { answer, ms: 5000 }])),
  });
const submit = (sittingId: string, now = MONDAY) => submitSitting(ctx(now, personId), { sittingId, personId });

/** The right (or a wrong) answer to a drawn question of the test content. */
async function answerTo(id: string, right: boolean) {
  const [version] = await db.select().from(contentVersion).where(eq(contentVersion.id, id));
  const type = (version?.body as { type: string }).type;
  return type === "multiple_choice" ? { options: right ? ["a", "b"] : ["c"] } : { option: right ? "a" : "b" };
}

/** Start and answer everything; `wrong`: how many of them wrongly. */
async function sat(slug: string, wrong: number, now = MONDAY, typedCode = "") {
  const { sittingId } = value(await start(slug, now, typedCode));
  const drawn = (await rowOf(sittingId))?.drawn ?? [];
  const answers = Object.fromEntries(await Promise.all(drawn.map(async (id, i) => [id, await answerTo(id, i >= wrong)] as const)));
  value(await save(sittingId, 0, answers, minutes(1, now)));
  return sittingId;
}

describe("starting", () => {
  it("draws, notes the begin and pins the version", async () => {
    const { sittingId } = value(await start());
    expect(await rowOf(sittingId)).toMatchObject({ attempt: 1, role: "quiz", deadlineAt: null, submittedAt: null });
    expect((await rowOf(sittingId))?.drawn).toHaveLength(3);
    expect(await state()).toMatchObject({
      status: "started",
      startedAt: MONDAY,
      contentVersionId: (await rowOf(sittingId))?.contentVersionId,
    });
    expect(await db.select().from(audit).where(eq(audit.personId, personId))).toMatchObject([{ action: "drill.sitting_started" }]);
  });

  it("goes on with the open one, and two starts at once make one", async () => {
    const both = await Promise.all([start(), start(), start()]);
    const ids = new Set(both.map((o) => value(o).sittingId));
    expect(ids.size).toBe(1);
    expect(value(await start()).resumed).toBe(true);
    expect(await db.select().from(sitting).where(eq(sitting.personId, personId))).toHaveLength(1);
  });

  it("refuses what is locked, what is no test, and what is not in the plan", async () => {
    expect(codes(await start("quiz-2"))).toBe("locked");
    expect(codes(await start("lesson-1"))).toBe("no_such_activity");
    expect(codes(await start("rules-exam"))).toBe("locked");
    expect(codes(await start("nothing"))).toBe("no_such_activity");
    expect(codes(await start("'; drop table sitting; --"))).toBe("no_such_activity");
  });
});

describe("saving", () => {
  it("takes the later revision and gives the older window the newer answers", async () => {
    const { sittingId } = value(await start());
    const [q1 = "", q2 = ""] = (await rowOf(sittingId))?.drawn ?? [];
    const [a1, a2, other] = [await answerTo(q1, true), await answerTo(q2, true), await answerTo(q1, false)];
    expect(value(await save(sittingId, 0, { [q1]: a1 }))).toEqual({ state: "saved", revision: 1, answers: { [q1]: a1 } });
    expect(value(await save(sittingId, 1, { [q2]: a2 }))).toMatchObject({ state: "saved", revision: 2 });
    const older = value(await save(sittingId, 1, { [q1]: other }));
    expect(older).toEqual({ state: "newer", revision: 2, answers: { [q1]: a1, [q2]: a2 } });
    expect(value(await save(sittingId, 2, { [q1]: null }))).toEqual({ state: "saved", revision: 3, answers: { [q2]: a2 } });
  });

  it("lets one of two windows win that save at once", async () => {
    const { sittingId } = value(await start());
    const [q1 = ""] = (await rowOf(sittingId))?.drawn ?? [];
    const outcomes = await Promise.all([true, false, true].map(async (right) => save(sittingId, 0, { [q1]: await answerTo(q1, right) })));
    expect(outcomes.map((o) => value(o).state).sort()).toEqual(["newer", "newer", "saved"]);
  });

  it("refuses whole what is malformed or was not drawn", async () => {
    const { sittingId } = value(await start());
    const [q1 = "", q2 = ""] = (await rowOf(sittingId))?.drawn ?? [];
    const a1 = await answerTo(q1, true);
    expect(codes(await save(sittingId, 0, { [q1]: a1, [newId()]: { option: "a" } }))).toBe("not_drawn");
    expect(codes(await save(sittingId, 0, { [q1]: a1, [q2]: { option: "z" } }))).toBe("answer_malformed");
    expect(codes(await save(sittingId, 0, { [q2]: "x".repeat(900_000) }))).toBe("answer_malformed");
    expect((await rowOf(sittingId))?.answers).toEqual({});
  });

  it("keeps another person out, without saying why", async () => {
    const { sittingId } = value(await start());
    const thief = await make.trainee(teamId);
    const asThief = { sittingId, personId: thief.id };
    expect(codes(await saveAnswers(ctx(MONDAY, thief.id), { ...asThief, revision: 0, changes: {} }))).toBe("not_found");
    expect(codes(await submitSitting(ctx(MONDAY, thief.id), asThief))).toBe("not_found");
    expect(codes(await noteFocusLoss(ctx(MONDAY, thief.id), asThief))).toBe("not_found");
    expect(codes(await submitSitting(ctx(MONDAY, thief.id), { ...asThief, sittingId: newId() }))).toBe("not_found");
  });
});

describe("handing in", () => {
  it("writes attempts, the result and where the person stands, at once", async () => {
    const sittingId = await sat("quiz-1", 0);
    expect(value(await submit(sittingId, minutes(4)))).toEqual({ sittingId, slug: "quiz-1", score: "100", passed: true, waiting: 0 });
    const attempts = await db.select().from(attempt).where(eq(attempt.contextId, sittingId));
    expect(attempts.map((a) => [a.correct, a.share, a.answerMs, a.at])).toEqual(
      Array.from({ length: 3 }, () => [true, "1", 5000, minutes(4)]),
    );
    expect(await db.select().from(sittingResult).where(eq(sittingResult.sittingId, sittingId))).toMatchObject([
      { number: 1, score: "100", criticalWrong: 0, passed: true, gradedAt: minutes(4) },
    ]);
    expect(await state()).toMatchObject({ status: "done", doneAt: minutes(4), submittedAt: minutes(4), attempts: 1, score: "100" });
    expect(codes(await start("quiz-1", TUESDAY))).toBe("already_passed");
  });

  it("counts once, however often it is pressed", async () => {
    const sittingId = await sat("quiz-1", 1);
    const outcomes = await Promise.all([submit(sittingId), submit(sittingId), submit(sittingId, minutes(1))]);
    expect(new Set(outcomes.map((o) => JSON.stringify(value(o)))).size).toBe(1);
    expect(await db.select().from(attempt).where(eq(attempt.contextId, sittingId))).toHaveLength(3);
    expect(await db.select().from(sittingResult).where(eq(sittingResult.sittingId, sittingId))).toHaveLength(1);
    expect((await state())?.attempts).toBe(1);
    expect(codes(await save(sittingId, 1, {}))).toBe("sitting_submitted");
    expect(codes(await noteFocusLoss(ctx(MONDAY, personId), { sittingId, personId }))).toBe("ok");
  });

  it("grades what is unanswered as wrong and keeps it as an empty attempt", async () => {
    const { sittingId } = value(await start());
    const [q1 = ""] = (await rowOf(sittingId))?.drawn ?? [];
    value(await save(sittingId, 0, { [q1]: await answerTo(q1, true) }));
    expect(value(await submit(sittingId))).toMatchObject({ score: "33.333333333333", passed: false });
    const attempts = await db.select().from(attempt).where(eq(attempt.contextId, sittingId));
    expect(attempts.filter((a) => JSON.stringify(a.answer) === "{}" && a.share === "0")).toHaveLength(2);
  });

  it("gives part of the points, and does not pass with a critical question wrong", async () => {
    const { sittingId } = value(await start());
    const drawn = (await rowOf(sittingId))?.drawn ?? [];
    const answers = Object.fromEntries(
      await Promise.all(
        drawn.map(async (id) => {
          const right = await answerTo(id, true);
          return [id, "options" in right ? { options: ["a"] } : right] as const;
        }),
      ),
    );
    value(await save(sittingId, 0, answers));
    expect(value(await submit(sittingId))).toMatchObject({ score: "83.333333333333", passed: false });
    const [result] = await db.select().from(sittingResult).where(eq(sittingResult.sittingId, sittingId));
    expect(result?.criticalWrong).toBe(1);
  });
});

describe("failing", () => {
  it("opens the retake on the next training day, three times, then a manager decides", async () => {
    value(await submit(await sat("quiz-1", 3)));
    expect(await state()).toMatchObject({ status: "returned", attempts: 1, score: "0", doneAt: null });
    expect(codes(await start())).toBe("retake_later");
    const friday = new Date("2026-03-06T01:00:00.000Z");
    value(await submit(await sat("quiz-1", 2, TUESDAY), TUESDAY));
    expect(await state()).toMatchObject({ status: "returned", attempts: 2, score: "33.333333333333" });
    expect(codes(await start("quiz-1", minutes(60, TUESDAY)))).toBe("retake_later");
    const third = await sat("quiz-1", 3, friday);
    // A retake that runs stays `returned`: it locks no other day.
    expect(await state()).toMatchObject({ status: "returned" });
    value(await submit(third, friday));
    expect(await state()).toMatchObject({ status: "returned", attempts: 3, score: "33.333333333333" });
    expect(codes(await start("quiz-1", new Date("2026-03-09T01:00:00.000Z")))).toBe("attempts_used_up");
    expect(await db.select().from(workItem).where(eq(workItem.personId, personId))).toMatchObject([
      { kind: "attempts_used", role: "manager", teamId, subjectId: third, closedAt: null, data: { slug: "quiz-1", attempt: 3 } },
    ]);
  });
});

describe("time", () => {
  beforeEach(async () => {
    await db
      .update(activityState)
      .set({ status: "done", submittedAt: MONDAY, doneAt: MONDAY })
      .where(and(eq(activityState.enrolmentId, enrolmentId)));
    await db
      .update(activityState)
      .set({ status: "open" })
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "rules-exam")));
  });
  const WEDNESDAY = new Date("2026-03-04T01:00:00.000Z");

  it("is a deadline with a minute's grace, after which saved answers are graded and later ones refused", async () => {
    const { sittingId } = value(await start("rules-exam", WEDNESDAY));
    expect((await rowOf(sittingId))?.deadlineAt).toEqual(minutes(30, WEDNESDAY));
    const [q1 = "", q2 = ""] = (await rowOf(sittingId))?.drawn ?? [];
    const [a1, a2] = [await answerTo(q1, true), await answerTo(q2, true)];
    expect(codes(await save(sittingId, 0, { [q1]: a1 }, minutes(31, WEDNESDAY)))).toBe("ok");
    const late = new Date(minutes(31, WEDNESDAY).getTime() + 1);
    expect(codes(await save(sittingId, 1, { [q2]: a2 }, late))).toBe("time_up");
    expect(value(await submit(sittingId, minutes(600, WEDNESDAY)))).toMatchObject({ score: "50", passed: false });
    expect((await rowOf(sittingId))?.submittedAt).toEqual(minutes(31, WEDNESDAY));
  });

  it("is closed by the sweep when nobody comes back", async () => {
    const { sittingId } = value(await start("rules-exam", WEDNESDAY));
    const [q1 = "", q2 = ""] = (await rowOf(sittingId))?.drawn ?? [];
    value(await save(sittingId, 0, { [q1]: await answerTo(q1, true), [q2]: await answerTo(q2, true) }, minutes(2, WEDNESDAY)));
    await closeExpiredSittings(db, minutes(31, WEDNESDAY));
    expect((await rowOf(sittingId))?.submittedAt).toBeNull();
    await Promise.all([closeExpiredSittings(db, minutes(32, WEDNESDAY)), closeExpiredSittings(db, minutes(32, WEDNESDAY))]);
    expect(await state("rules-exam")).toMatchObject({ status: "done", score: "100" });
    expect(await db.select().from(sittingResult).where(eq(sittingResult.sittingId, sittingId))).toHaveLength(1);
  });

  it("notes each loss of the focus while it runs, and fails nobody for it", async () => {
    const sittingId = await sat("rules-exam", 0, WEDNESDAY);
    const lose = (now: Date) => noteFocusLoss(ctx(now, personId), { sittingId, personId });
    await Promise.all([lose(minutes(1, WEDNESDAY)), lose(minutes(2, WEDNESDAY))]);
    await lose(minutes(60, WEDNESDAY));
    expect((await rowOf(sittingId))?.focusLosses).toBe(2);
    expect(value(await submit(sittingId, minutes(3, WEDNESDAY))).passed).toBe(true);
  });
});
