import { and, asc, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activityState, attempt, attemptGrading, attemptWaiting, audit, sitting, sittingResult, workItem } from "@db/schema";
import type { Outcome } from "~/platform/write.server";
import { newId } from "~/platform/ids";
import { sittingById } from "~/drill/queries.server";
import { sittingReview } from "~/drill/review.server";
import { gradeAnswer } from "~/training/grading.server";
import { settleSittingIn } from "~/training/settle.server";
import { codeRefusalFor, saveAnswers, startSitting, submitSitting, testActivity } from "~/training/sitting.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const TUESDAY = new Date("2026-03-03T01:00:00.000Z");
const WEDNESDAY = new Date("2026-03-04T01:00:00.000Z");
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${codes(outcome)}`);
  return outcome.value;
}

const UNSURE = "包的肩带可以换，我再看一下您说的那种情况。";
let planVersionId = "";
beforeAll(async () => {
  planVersionId = (await make.plan()).id;
  // Two of the quiz's three questions are written freely.
  for (const q of [2, 3])
    await make.content("question", `lesson-1-q${q}`, {
      lesson: "lesson-1",
      type: "free_reply",
      options: undefined,
      required: false,
      critical: q === 3,
      must_say: [{ point: both("the strap"), any_of: { "zh-CN": ["肩带可以拆"], en: ["the strap comes off"] } }],
      model_answers: { "zh-CN": ["肩带可以拆下来换。"], en: ["The strap comes off."] },
    } as never);
});

let teamId = "";
let personId = "";
let graderId = "";
let enrolmentId = "";
beforeEach(async () => {
  teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  graderId = (await make.supervisor(teamId)).id;
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId })).id;
});

const state = async () =>
  (
    await db
      .select()
      .from(activityState)
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "quiz-1")))
  )[0];
const results = (sittingId: string) =>
  db.select().from(sittingResult).where(eq(sittingResult.sittingId, sittingId)).orderBy(asc(sittingResult.number));
const waiting = (sittingId: string) =>
  db
    .select()
    .from(attemptWaiting)
    .where(and(eq(attemptWaiting.contextId, sittingId), isNull(attemptWaiting.closedAt)));

/** Sit the quiz: the choice right or wrong, both replies as written. */
async function handedIn(now = MONDAY, right = true, reply = UNSURE) {
  const { sittingId } = value(await startSitting(ctx(now, personId), { personId, slug: "quiz-1", typedCode: "" }));
  const { drawn = [] } = (await sittingById(db, sittingId)) ?? {};
  const review = Object.fromEntries(
    await Promise.all(
      drawn.map(async (id) => {
        const [row] = await db.query.contentVersion.findMany({ where: (v) => eq(v.id, id) });
        const type = (row?.body as { type: string }).type;
        return [id, { answer: type === "free_reply" ? { text: reply } : { option: right ? "a" : "b" }, ms: 5000 }] as const;
      }),
    ),
  );
  value(await saveAnswers(ctx(now, personId), { sittingId, personId, revision: 0, changes: review }));
  const done = value(await submitSitting(ctx(now, personId), { sittingId, personId }));
  return { sittingId, done };
}

/** Grade one waiting answer as a supervisor would, and look at the sitting again. */
function grade(sittingId: string, row: { attemptId: string; personId: string }, points: number, now = TUESDAY) {
  return db.transaction(async (tx) => {
    await tx.insert(attemptGrading).values({
      personId: row.personId,
      attemptId: row.attemptId,
      number: 1,
      cause: "person",
      grade: points,
      share: String(points / 4),
      correct: points >= 3,
      remark: "please name the strap",
      gradedBy: graderId,
      gradedAt: now,
    });
    await tx.update(attemptWaiting).set({ closedAt: now }).where(eq(attemptWaiting.attemptId, row.attemptId));
    return settleSittingIn(tx, ctx(now, graderId), sittingId);
  });
}

describe("a sitting with answers that a machine cannot decide", () => {
  it("is handed in without a result, and waits", async () => {
    const { sittingId, done } = await handedIn();
    expect(done).toEqual({ sittingId, slug: "quiz-1", score: null, passed: false, waiting: 2 });
    expect(await results(sittingId)).toEqual([]);
    expect(await waiting(sittingId)).toMatchObject([
      { personId, context: "sitting", teamId, openedAt: MONDAY },
      { personId, context: "sitting", teamId },
    ]);
    expect(await db.select().from(attempt).where(eq(attempt.contextId, sittingId))).toSatisfy(
      (rows: (typeof attempt.$inferSelect)[]) => rows.filter((r) => r.undecided).length === 2 && rows.length === 3,
    );
    expect(await state()).toMatchObject({ status: "submitted", attempts: 1, score: null, submittedAt: MONDAY, doneAt: null });
    // Handing in again, or from two windows, tells the same.
    expect(value(await submitSitting(ctx(TUESDAY, personId), { sittingId, personId }))).toEqual(done);
  });

  it("keeps the next attempt shut until its result is there", async () => {
    await handedIn();
    expect(codes(await startSitting(ctx(WEDNESDAY, personId), { personId, slug: "quiz-1", typedCode: "" }))).toBe("waits_for_grading");
    const facts = await testActivity(db, personId, "quiz-1", WEDNESDAY);
    expect(facts && codeRefusalFor({ ...facts, test: { ...facts.test, proctored: true } })).toEqual({ code: "waits_for_grading" });
  });

  it("has its result when the last of them is graded, and moves the activity", async () => {
    const { sittingId } = await handedIn();
    const [one, two] = await waiting(sittingId);
    if (!one || !two) throw new Error("nothing waits");
    expect(await grade(sittingId, one, 4)).toEqual({ state: "waiting", count: 1 });
    expect(await results(sittingId)).toEqual([]);
    expect(await grade(sittingId, two, 3, WEDNESDAY)).toMatchObject({ state: "recorded", number: 1, before: null });
    expect(await results(sittingId)).toMatchObject([
      { number: 1, score: "91.666666666667", criticalWrong: 0, passed: true, cause: "grading", gradedAt: WEDNESDAY },
    ]);
    expect(await state()).toMatchObject({ status: "done", score: "91.666666666667", submittedAt: MONDAY, doneAt: WEDNESDAY });
    expect(await db.select().from(audit).where(eq(audit.action, "drill.sitting_graded"))).toHaveLength(1);
  });

  it("writes one result when the last two are graded at once", async () => {
    const { sittingId } = await handedIn();
    const open = await waiting(sittingId);
    const settled = await Promise.all(open.map((row) => grade(sittingId, row, 4)));
    expect(settled.map((s) => s.state).sort()).toEqual(["recorded", "waiting"]);
    expect(await results(sittingId)).toHaveLength(1);
  });

  it("leads to the retake when the grades do not suffice", async () => {
    const { sittingId } = await handedIn();
    for (const row of await waiting(sittingId)) await grade(sittingId, row, 1);
    expect(await results(sittingId)).toMatchObject([{ passed: false, criticalWrong: 1, score: "50" }]);
    expect(await state()).toMatchObject({ status: "returned", attempts: 1, score: "50" });
    expect(codes(await startSitting(ctx(TUESDAY, personId), { personId, slug: "quiz-1", typedCode: "" }))).toBe("ok");
  });

  it("shows the review at once, the waiting ones as waiting, and later the grade with its remark", async () => {
    const { sittingId } = await handedIn(MONDAY, false);
    const reviewed = async () => {
      const done = await sittingById(db, sittingId);
      return done && sittingReview(db, done, "en");
    };
    const before = await reviewed();
    expect(before).toMatchObject({ result: null, waiting: 2 });
    expect(before?.questions.filter((q) => q.verdict.undecided)).toHaveLength(2);
    const [row] = await waiting(sittingId);
    if (!row) throw new Error("nothing waits");
    await grade(sittingId, row, 3);
    const graded = (await reviewed())?.questions.find((q) => q.attemptId === row.attemptId);
    expect(graded).toMatchObject({
      verdict: { undecided: false, correct: true, share: "0.75" },
      graded: { cause: "person", grade: 3, remark: "please name the strap" },
    });
  });
});

describe("after an accepted appeal", () => {
  /** The choice of a sitting counts after all. */
  const accepted = (sittingId: string, now: Date) =>
    db.transaction(async (tx) => {
      const [wrong] = await tx
        .select()
        .from(attempt)
        .where(and(eq(attempt.contextId, sittingId), eq(attempt.undecided, false)));
      if (!wrong) throw new Error("nothing was wrong");
      const row = { personId, attemptId: wrong.id, number: 1, cause: "appeal" as const, share: "1", correct: true };
      await tx.insert(attemptGrading).values({ ...row, gradedBy: graderId, gradedAt: now });
      return settleSittingIn(tx, ctx(now, graderId), sittingId, { cause: "appeal", appealId: newId() });
    });

  it("adds a result beside the first, lifts the activity and lets go of what was asked of a manager", async () => {
    const sat = [];
    for (const now of [MONDAY, TUESDAY, new Date("2026-03-06T01:00:00.000Z")]) {
      const { sittingId } = await handedIn(now, false);
      for (const row of await waiting(sittingId)) await grade(sittingId, row, 4, now);
      sat.push(sittingId);
    }
    const [first = ""] = sat;
    expect(await state()).toMatchObject({ status: "returned", attempts: 3 });
    const asked = () =>
      db
        .select()
        .from(workItem)
        .where(and(eq(workItem.personId, personId), eq(workItem.kind, "attempts_used")));
    expect(await asked()).toMatchObject([{ closedAt: null }]);
    const now = new Date("2026-03-09T01:00:00.000Z");
    expect(await accepted(first, now)).toMatchObject({
      state: "recorded",
      number: 2,
      before: { score: "66.666666666667", passed: false },
      result: { score: "100", passed: true },
    });
    expect(await results(first)).toMatchObject([
      { number: 1, cause: "grading", appealId: null, passed: false },
      { number: 2, cause: "appeal", passed: true, gradedAt: now },
    ]);
    expect(await state()).toMatchObject({ status: "done", attempts: 3, score: "100", doneAt: now });
    expect(await asked()).toMatchObject([{ closedAt: now, outcome: "regraded" }]);
    expect(await db.transaction((tx) => settleSittingIn(tx, ctx(now, graderId), first))).toMatchObject({ state: "unchanged" });
  });

  it("refuses an open sitting and one that does not exist: a fault of the caller", async () => {
    const { sittingId } = value(await startSitting(ctx(MONDAY, personId), { personId, slug: "quiz-1", typedCode: "" }));
    const settle = (id: string) => db.transaction((tx) => settleSittingIn(tx, ctx(MONDAY, graderId), id));
    await expect(settle(sittingId)).rejects.toThrow("is open");
    await expect(settle(newId())).rejects.toThrow("no sitting");
    expect(await db.select().from(sitting).where(eq(sitting.id, sittingId))).toMatchObject([{ submittedAt: null }]);
  });
});

describe("graded in the queue", () => {
  it("the last two answers at the same moment by two people make one result", async () => {
    const { sittingId } = await handedIn();
    const second = (await make.supervisor(teamId)).id;
    const rows = await waiting(sittingId);
    const outcomes = await Promise.all(
      rows.map(({ attemptId }, i) =>
        gradeAnswer(ctx(TUESDAY, i === 0 ? graderId : second), { attemptId, grade: 4, remark: "", blind: false, seen: 0 }),
      ),
    );
    expect(outcomes.map(codes)).toEqual(["ok", "ok"]);
    expect(await results(sittingId)).toMatchObject([{ number: 1, score: "100", passed: true, cause: "grading" }]);
    expect(await state()).toMatchObject({ status: "done" });
    // Thought better of within the quarter of an hour: another result, and the one before stays.
    const again = { attemptId: rows[0]?.attemptId ?? "", grade: 0 as const, remark: "", blind: false, seen: 1 };
    expect(codes(await gradeAnswer(ctx(TUESDAY, graderId), again))).toBe("ok");
    expect((await results(sittingId)).map((r) => r.passed)).toEqual([true, false]);
  });
});
