import { useFetcher } from "@remix-run/react";
import { useId, useState } from "react";
import type { Answer, QuestionView, Verdict } from "~/drill/types/registry";
import { useT } from "~/platform/use-locale";
import { Notice } from "~/ui/Notice";
import { trainingMessages } from "../messages";
import type { CheckReply } from "../routes/lesson-check";
import { AskedQuestion } from "./AskedQuestion";

export type CheckQuestion = { id: string; slug: string; view: QuestionView; right: boolean };
/** The answer before this page was loaded, where the browser sent a plain form. */
export type Answered = { question: string; answer: Answer | null; verdict: Verdict } | { refused: true };

/** The questions at the end of a lesson, one at a time; a wrong one comes back after the others. */
export function LessonCheck({
  slug,
  done,
  questions,
  answered,
}: {
  slug: string;
  done: boolean;
  questions: readonly CheckQuestion[];
  answered: Answered | null;
}) {
  const t = useT(trainingMessages);
  const heading = useId();
  const before = answered && "verdict" in answered ? answered : null;
  const [queue, setQueue] = useState(() => startingQueue(questions, before?.question));
  const [wrongOnce, setWrongOnce] = useState<readonly string[]>([]);
  const [known, setKnown] = useState<readonly string[]>(() => questions.filter((q) => q.right).map((q) => q.slug));
  const [round, setRound] = useState(0);
  const fetcher = useFetcher<CheckReply>({ key: `check ${slug} ${round}` });

  const reply = fetcher.data ?? null;
  const verdict = reply?.ok ? reply.verdict : round === 0 && before ? before.verdict : null;
  const right = reply?.ok ? reply.right : known;
  const current = queue[0];

  if (questions.length === 0) {
    return (
      <Notice tone="waiting" className="mt-10 max-w-2xl">
        {t("lesson.no_questions")}
      </Notice>
    );
  }
  const goOn = () => {
    const rest = queue.slice(1);
    const again = current && verdict && !verdict.correct ? [current] : [];
    setQueue([...rest, ...again]);
    setWrongOnce([...wrongOnce, ...again.map((q) => q.slug)]);
    setKnown(right);
    setRound(round + 1);
  };
  return (
    <section aria-labelledby={heading} id="check" className="mt-10 max-w-2xl scroll-mt-20">
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id={heading} className="text-lg font-semibold">
          {t("lesson.check_title")}
        </h2>
        <p className="text-sm text-muted tabular-nums">
          {t("lesson.progress", { done: done ? questions.length : right.length, of: questions.length })}
        </p>
      </div>
      {current && (!done || verdict) ? (
        <>
          {right.length === 0 && !verdict && <p className="mb-4 text-muted">{t("lesson.check_lead", { count: questions.length })}</p>}
          <AskedQuestion
            key={round}
            slug={slug}
            question={current}
            n={questions.indexOf(current) + 1}
            of={questions.length}
            again={wrongOnce.includes(current.slug)}
            fetcher={fetcher}
            given={round === 0 ? (before?.answer ?? null) : null}
            verdict={verdict}
            refused={round === 0 && answered !== null && "refused" in answered}
            onwards={queue.length > 1 ? "next_question" : verdict?.correct ? "finish" : "again"}
            onGoOn={goOn}
          />
        </>
      ) : (
        <Notice title={t("lesson.done_title")} role="status">
          {t("lesson.done_body")}
        </Notice>
      )}
    </section>
  );
}

/** What is not right yet; first the question that was answered just now, whose verdict the page shows. */
function startingQueue(questions: readonly CheckQuestion[], shown: string | undefined): CheckQuestion[] {
  const first = questions.filter((q) => q.slug === shown);
  return [...first, ...questions.filter((q) => !q.right && q.slug !== shown)];
}
