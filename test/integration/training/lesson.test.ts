import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { activityState, attempt } from "@db/schema";
import { currentVersion } from "~/curriculum/queries.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/write.server";
import { answerCheck, lessonParts } from "~/training/lesson.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const plan = await make.plan();
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());

let personId = "";
let enrolmentId = "";
beforeEach(async () => {
  const teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId: plan.id })).id;
});

const question = async (slug: string) => (await currentVersion(db, "question", slug))?.id ?? "";
async function answer(slug: string, choice: string, more: { attemptId?: string; activity?: string } = {}) {
  const input = { attemptId: more.attemptId ?? newId(), questionVersionId: await question(slug), answer: { option: choice }, ms: 4000 };
  return answerCheck(ctx(MONDAY, personId), personId, more.activity ?? "lesson-1", input, "en");
}
const state = async () =>
  (
    await db
      .select()
      .from(activityState)
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "lesson-1")))
  )[0];
const attempts = () => db.select().from(attempt).where(eq(attempt.personId, personId));

describe("answerCheck", () => {
  it("explains a wrong answer, asks again, and is done when all were right once", async () => {
    expect(await answer("lesson-1-q1", "b")).toMatchObject({
      ok: true,
      value: { verdict: { correct: false, explanation: "because" }, right: [], done: false },
    });
    expect((await state())?.status).toBe("started");
    expect(await answer("lesson-1-q2", "a")).toMatchObject({ ok: true, value: { right: ["lesson-1-q2"], done: false } });
    expect(await answer("lesson-1-q1", "a")).toMatchObject({ ok: true, value: { right: ["lesson-1-q1", "lesson-1-q2"], done: true } });
    expect(await state()).toMatchObject({ status: "done", doneAt: MONDAY, submittedAt: MONDAY });
    expect(await attempts()).toHaveLength(3);
  });

  it("stays right when a question is answered wrongly later", async () => {
    await answer("lesson-1-q1", "a");
    expect(await answer("lesson-1-q1", "b")).toMatchObject({ ok: true, value: { right: ["lesson-1-q1"] } });
  });

  it("keeps one attempt of a double click, with its first result", async () => {
    const attemptId = newId();
    const outcomes = await Promise.all([answer("lesson-1-q1", "b", { attemptId }), answer("lesson-1-q1", "b", { attemptId })]);
    expect(outcomes.map(codes)).toEqual(["ok", "ok"]);
    expect(await answer("lesson-1-q1", "a", { attemptId })).toMatchObject({ ok: true, value: { verdict: { correct: false } } });
    expect(await attempts()).toHaveLength(1);
  });

  it.each([
    ["a question of another lesson", () => answer("lesson-2-q1", "a"), "not_asked"],
    ["a question of the lesson that its check does not ask", () => answer("lesson-1-q3", "a"), "not_asked"],
    ["an answer that is none", () => answer("lesson-1-q1", "z"), "answer_malformed"],
    ["a malformed attempt id", () => answer("lesson-1-q1", "a", { attemptId: "x" }), "submission_too_old"],
    ["tomorrow's lesson", () => answer("lesson-2-q1", "a", { activity: "lesson-2" }), "locked"],
    ["a practical", () => answer("lesson-1-q1", "a", { activity: "practical-1" }), "wrong_kind"],
    ["an activity of no plan", () => answer("lesson-1-q1", "a", { activity: "nothing" }), "no_such_activity"],
  ])("refuses %s", async (_, post, code) => {
    expect(codes(await post())).toBe(code);
    expect(await attempts()).toEqual([]);
  });
});

describe("a lesson that names what a person has to judge", () => {
  it("asks only the others, takes no answer to it, and is done without it", async () => {
    const now = await currentVersion(db, "lesson", "lesson-1");
    const reply = {
      lesson: "lesson-1",
      required: false,
      type: "free_reply" as const,
      must_say: [{ point: both("sorry"), any_of: { "zh-CN": ["抱歉"], en: ["sorry"] } }],
      model_answers: { "zh-CN": ["抱歉"], en: ["Sorry"] },
      options: undefined,
    };
    await make.content("question", "lesson-1-reply", reply);
    await make.content("lesson", "lesson-1", { check: ["lesson-1-q1", "lesson-1-reply"], forms: ["handover", "gone"] });
    await make.content("house_form", "handover");
    const lesson = await currentVersion(db, "lesson", "lesson-1");
    if (!lesson || !now) throw new Error("no lesson");
    const { questions, forms } = await lessonParts(db, lesson);
    expect(questions.map((q) => q.slug)).toEqual(["lesson-1-q1"]);
    expect(forms.map((f) => f.slug)).toEqual(["handover"]);
    expect(codes(await answer("lesson-1-reply", "a"))).toBe("not_asked");
    expect(await answer("lesson-1-q1", "a")).toMatchObject({ ok: true, value: { done: true } });
    await make.content("lesson", "lesson-1", { check: now.body.check });
  });
});
