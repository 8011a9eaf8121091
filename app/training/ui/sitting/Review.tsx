import { Link } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { sittingMessages } from "~/drill/messages.sitting";
import { QuestionPlayer } from "~/drill/types/players";
import type { Answer, QuestionView, Verdict } from "~/drill/types/registry";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";

export type ReviewedQuestion = {
  id: string;
  /** As an appeal names it. */
  attemptId: string;
  view: QuestionView;
  answer: Answer | null;
  verdict: Verdict;
  /** What a person said of it. */
  graded: { cause: "person" | "appeal"; grade: number | null; remark: string } | null;
  percent: number;
  critical: boolean;
  lesson: { to: string; title: string } | null;
};

type ReviewProps<Q extends ReviewedQuestion> = {
  questions: readonly Q[];
  /** What can be done about a question, under it. */
  actions?: (question: Q) => ReactNode;
};

/** Every question of a sitting with the own answer, the right one and why. The wrong ones come first to the eye: they are what one reads. */
export function Review<Q extends ReviewedQuestion>({ questions, actions }: ReviewProps<Q>) {
  const t = useT(sittingMessages);
  const wrong = questions.filter(isWrong).length;
  const [all, setAll] = useState(wrong === 0);
  return (
    <section aria-labelledby="review">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 id="review" className="text-lg font-semibold">
          {t("result.questions")}
        </h2>
        {wrong > 0 && wrong < questions.length && (
          <div role="group" aria-labelledby="review" className="flex gap-1.5" data-print="hide">
            <Button size="sm" aria-pressed={!all} variant={all ? "quiet" : "secondary"} onClick={() => setAll(false)}>
              {t("result.only_wrong", { count: wrong })}
            </Button>
            <Button size="sm" aria-pressed={all} variant={all ? "secondary" : "quiet"} onClick={() => setAll(true)}>
              {t("result.all", { count: questions.length })}
            </Button>
          </div>
        )}
      </div>
      {wrong === 0 && (
        <p className="mb-3 text-muted">{t(questions.some((q) => q.verdict.undecided) ? "result.none_wrong" : "result.nothing_wrong")}</p>
      )}
      <ol className="grid gap-3">
        {questions.map((q, i) => (
          <li key={q.id} hidden={!all && !isWrong(q)}>
            <Reviewed question={q} n={i + 1} of={questions.length}>
              {actions?.(q)}
            </Reviewed>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Neither right nor waiting for a person's word. */
function isWrong({ verdict }: ReviewedQuestion): boolean {
  return !verdict.correct && !verdict.undecided;
}

function Reviewed({ question, n, of, children }: { question: ReviewedQuestion; n: number; of: number; children: ReactNode }) {
  const t = useT(sittingMessages);
  const { verdict, graded, answer, critical, lesson, percent } = question;
  const wrong = isWrong(question);
  const part = wrong && percent > 0;
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <span className="me-auto">{t("run.position", { n, of })}</span>
        {critical && <Badge tone={wrong ? "blocked" : "neutral"}>{t("result.critical")}</Badge>}
        {answer === null ? (
          <Badge tone="blocked">{t("result.unanswered")}</Badge>
        ) : verdict.undecided ? (
          <Badge tone="waiting">{t("result.waits")}</Badge>
        ) : (
          <Badge tone={verdict.correct ? "cleared" : "blocked"}>{t(verdict.correct ? "result.right" : "result.wrong")}</Badge>
        )}
        {part && <Badge tone="waiting">{t("result.part", { percent })}</Badge>}
      </div>
      <h3 className="mt-2 mb-4 text-base font-medium whitespace-pre-line">{question.view.stem}</h3>
      <QuestionPlayer view={question.view} answer={answer} verdict={verdict} />
      {graded && (
        <p className="mt-4 text-sm">
          <span className="font-medium">{t(`result.by_${graded.cause}`)}</span>
          {graded.remark && <span className="block measure whitespace-pre-line">{graded.remark}</span>}
        </p>
      )}
      <div className="mt-4 border-t border-line pt-3">
        <p className="text-sm font-medium">{t("result.why")}</p>
        <p className="measure mt-0.5 whitespace-pre-line">{verdict.explanation}</p>
        {wrong && (
          <p className="mt-2 text-sm" data-print="hide">
            <Link to={`/appeals/new?attempt=${question.attemptId}`} className="text-muted underline underline-offset-4">
              {t("result.appeal")}
            </Link>
          </p>
        )}
        {lesson && wrong && (
          <p className="mt-2 text-sm">
            <Link to={lesson.to} prefetch="intent" className="link">
              {t("result.lesson", { title: lesson.title })}
            </Link>
          </p>
        )}
      </div>
      {children}
    </Card>
  );
}
