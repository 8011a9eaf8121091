import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempt } from "@db/schema";
import { gradeCheck } from "~/drill/lesson-check.server";
import { newId } from "~/platform/ids";
import type { Outcome } from "~/platform/write.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, ctx, make } = await freshDatabase();
const minutes = (n: number) => new Date(MONDAY.getTime() + n * 60_000);
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${codes(outcome)}`);
  return outcome.value;
}

let questionVersionId = "";
let lessonVersionId = "";
beforeAll(async () => {
  questionVersionId = (await make.content("question", "lesson-q1")).id;
  lessonVersionId = (await make.content("lesson", "lesson")).id;
});
let personId = "";
beforeEach(async () => {
  personId = (await make.trainee((await make.team()).id)).id;
});

describe("a question inside a lesson", () => {
  const check = (input: Partial<Parameters<typeof gradeCheck>[2]>) =>
    db.transaction((tx) =>
      gradeCheck(
        tx,
        ctx(minutes(1), personId),
        {
          attemptId: newId(),
          personId,
          questionVersionId: "",
          contextId: lessonVersionId,
          answer: { option: "a" },
          ms: 5000,
          issuedAt: MONDAY,
          ...input,
        },
        "en",
      ),
    );

  it("is graded once per attempt id, whatever comes the second time", async () => {
    const attemptId = newId();
    const first = value(await check({ attemptId, questionVersionId, answer: { option: "b" } }));
    expect(first).toMatchObject({ correct: false, explanation: "because", key: { right: ["a"] } });
    expect(value(await check({ attemptId, questionVersionId, answer: { option: "a" } }))).toEqual(first);
    expect(await db.select().from(attempt).where(eq(attempt.id, attemptId))).toMatchObject([
      { context: "lesson", correct: false, share: "0", answerMs: 5000 },
    ]);
  });

  it("refuses what is no answer, no question, an id of another question or of another time", async () => {
    expect(codes(await check({ questionVersionId, answer: { option: "z" } }))).toBe("answer_malformed");
    expect(codes(await check({ questionVersionId: newId() }))).toBe("not_found");
    expect(codes(await check({ questionVersionId: "not-an-id" }))).toBe("not_found");
    expect(codes(await check({ questionVersionId: lessonVersionId }))).toBe("not_found");
    for (const days of [-91, 40])
      expect(codes(await check({ questionVersionId, attemptId: newId(Date.now() + days * 86_400_000) }))).toBe("submission_too_old");
    const attemptId = newId();
    value(await check({ attemptId, questionVersionId }));
    const { id } = await make.content("question", "another");
    expect(codes(await check({ attemptId, questionVersionId: id }))).toBe("submission_of_another");
  });
});
