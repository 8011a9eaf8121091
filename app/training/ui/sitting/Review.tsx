import { Link } from "@remix-run/react";
import { useState } from "react";
import { sittingMessages } from "~/drill/messages.sitting";
import { QuestionPlayer } from "~/drill/types/players";
import type { Answer, QuestionView, Verdict } from "~/drill/types/registry";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";

export type ReviewedQuestion = {
  id: string;
  view: QuestionView;
  answer: Answer | null;
  verdict: Verdict;
  percent: number;
  critical: boolean;
  lesson: { to: string; title: string } | null;
};

/** Every question of a sitting with the own answer, the right one and why. The wrong ones come first to the eye: they are what one reads. */
export function Review({ questions }: { questions: readonly ReviewedQuestion[] }) {
  const t = useT(sittingMessages);
  const wrong = questions.filter((q) => !q.verdict.correct).length;
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
      {wrong === 0 && <p className="mb-3 text-muted">{t("result.nothing_wrong")}</p>}
      <ol className="grid gap-3">
        {questions.map((q, i) => (
          <li key={q.id} hidden={!all && q.verdict.correct}>
            <Reviewed question={q} n={i + 1} of={questions.length} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reviewed({ question, n, of }: { question: ReviewedQuestion; n: number; of: number }) {
  const t = useT(sittingMessages);
  const { verdict, answer, critical, lesson, percent } = question;
  const part = !verdict.correct && percent > 0;
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <span className="me-auto">{t("run.position", { n, of })}</span>
        {critical && <Badge tone={verdict.correct ? "neutral" : "blocked"}>{t("result.critical")}</Badge>}
        {answer === null ? (
          <Badge tone="blocked">{t("result.unanswered")}</Badge>
        ) : (
          <Badge tone={verdict.correct ? "cleared" : "blocked"}>{t(verdict.correct ? "result.right" : "result.wrong")}</Badge>
        )}
        {part && <Badge tone="waiting">{t("result.part", { percent })}</Badge>}
      </div>
      <h3 className="mt-2 mb-4 text-base font-medium whitespace-pre-line">{question.view.stem}</h3>
      <QuestionPlayer view={question.view} answer={answer} verdict={verdict} />
      <div className="mt-4 border-t border-line pt-3">
        <p className="text-sm font-medium">{t("result.why")}</p>
        <p className="measure mt-0.5 whitespace-pre-line">{verdict.explanation}</p>
        {lesson && !verdict.correct && (
          <p className="mt-2 text-sm">
            <Link to={lesson.to} prefetch="intent" className="link">
              {t("result.lesson", { title: lesson.title })}
            </Link>
          </p>
        )}
      </div>
    </Card>
  );
}
