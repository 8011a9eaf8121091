import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { questionVersions } from "./askable.server";
import type { SittingResult } from "./exam";
import type { Sitting } from "./queries.server";
import { type Graded, heldGrades, lastResult } from "./results.server";
import { type Answer, parseAnswer, type QuestionView, type Verdict, verdictOf, viewOf } from "./types/registry";

export type ReviewedQuestion = {
  id: string;
  itemId: string;
  /** The attempt that it is about, as gradings and appeals name it. */
  attemptId: string;
  view: QuestionView;
  answer: Answer | null;
  /** As it holds now: of a supervisor's grade or an appeal where there is one. `undecided`: it still waits for a supervisor. */
  verdict: Verdict;
  /** What a person said of it. */
  graded: Graded | null;
  critical: boolean;
  lesson: string;
};
export type Review = { result: SittingResult | null; waiting: number; questions: ReviewedQuestion[] };

/** The review of a sitting that was handed in: each question with the own answer, the right one and why. Null while it is open. */
export async function sittingReview(reader: Reader, done: Sitting, locale: Locale): Promise<Review | null> {
  if (done.submittedAt === null) return null;
  const [result, held, versions] = await Promise.all([
    lastResult(reader, done.id),
    heldGrades(reader, done),
    questionVersions(reader, done.drawn),
  ]);
  const byQuestion = new Map(held.map((h) => [h.questionVersionId, h]));
  return {
    result,
    waiting: held.filter((h) => h.waiting).length,
    questions: versions.flatMap((asked) => {
      const found = byQuestion.get(asked.id);
      if (!found) return [];
      const { attemptId, answer, grade, share, waiting, graded } = found;
      return {
        id: asked.id,
        itemId: asked.itemId,
        attemptId,
        view: viewOf(asked, locale, `${done.seed} ${asked.id}`),
        answer: parseAnswer(asked.body, answer),
        verdict: { ...verdictOf(asked, answer, locale), correct: grade.correct, share, undecided: waiting },
        graded,
        critical: asked.body.critical,
        lesson: asked.body.lesson,
      };
    }),
  };
}
