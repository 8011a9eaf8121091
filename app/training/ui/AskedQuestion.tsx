import { type FetcherWithComponents, Link } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { QuestionPlayer } from "~/drill/types/players";
import type { Answer, Verdict } from "~/drill/types/registry";
import { newId } from "~/platform/ids";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { buttonStyle } from "~/ui/button-style";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { trainingMessages } from "../messages";
import type { CheckReply } from "../routes/lesson-check";
import type { CheckQuestion } from "./LessonCheck";

type AskedQuestionProps = {
  slug: string;
  question: CheckQuestion;
  n: number;
  of: number;
  /** It was answered wrongly before. */
  again: boolean;
  fetcher: FetcherWithComponents<CheckReply>;
  /** The answer to begin with. */
  given: Answer | null;
  verdict: Verdict | null;
  /** The plain form came back without an answer. */
  refused: boolean;
  onwards: "next_question" | "finish" | "again";
  onGoOn: () => void;
};

/** One question of a lesson's check: its fields, and after the answer whether it was right and why. */
export function AskedQuestion({ slug, question, n, of, again, fetcher, given, verdict, refused, onwards, onGoOn }: AskedQuestionProps) {
  const t = useT(trainingMessages);
  const [answer, setAnswer] = useState(given);
  const [missing, setMissing] = useState(refused);
  const [attemptId, setAttemptId] = useState("");
  const since = useRef(0);
  const further = useRef<HTMLAnchorElement>(null);
  const verdictId = useId();
  const to = `/learn/${slug}/check`;

  // One id for each time it is asked: a double click and a retry are one attempt.
  useEffect(() => {
    setAttemptId(newId());
    since.current = performance.now();
  }, []);
  const answeredNow = verdict !== null && given === null;
  useEffect(() => {
    if (answeredNow) further.current?.focus({ preventScroll: true });
  }, [answeredNow]);

  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(answer === null);
    if (answer === null || fetcher.state !== "idle") return;
    const ms = String(Math.round(performance.now() - since.current));
    fetcher.submit({ question: question.id, attemptId, ms, payload: JSON.stringify(answer) }, { method: "post", action: to });
  };
  const refusal = missing ? "answer_malformed" : fetcher.data && !fetcher.data.ok ? fetcher.data.code : null;
  return (
    <Card raised>
      <fetcher.Form method="post" action={to} onSubmit={send}>
        <input type="hidden" name="question" value={question.id} />
        <input type="hidden" name="attemptId" value={attemptId} />
        <p className="mb-1 text-sm text-muted tabular-nums">
          {t("lesson.question", { n, of })}
          {again && ` · ${t("lesson.show_again")}`}
        </p>
        <h3 className="mb-4 text-base font-semibold">{question.view.stem}</h3>
        <QuestionPlayer
          view={question.view}
          answer={answer}
          onAnswer={(changed) => {
            setAnswer(changed);
            setMissing(false);
          }}
          verdict={verdict}
          keys
        />
        {refusal && !verdict && (
          <p role="alert" className="mt-3 text-sm text-blocked-ink">
            {t(`refusal.${refusal}` as "refusal.answer_malformed")}
          </p>
        )}
        {!verdict && (
          <Button type="submit" variant="primary" className="mt-5" pending={fetcher.state !== "idle"}>
            {t("lesson.answer")}
          </Button>
        )}
      </fetcher.Form>
      {verdict && (
        <div role="status" className="mt-5">
          {/* The link that takes the focus is described by the verdict: it is read aloud even where what comes in anew is not. */}
          <div id={verdictId}>
            <Notice
              tone={verdict.undecided ? "waiting" : verdict.correct ? "cleared" : "blocked"}
              title={t(verdict.undecided ? "lesson.undecided" : verdict.correct ? "lesson.right" : "lesson.wrong")}
            >
              {verdict.explanation}
            </Notice>
          </div>
          <Link
            ref={further}
            aria-describedby={verdictId}
            to={`/learn/${slug}`}
            onClick={(event) => {
              event.preventDefault();
              onGoOn();
            }}
            className={`${buttonStyle("primary")} mt-4`}
          >
            {t(`lesson.${onwards}`)}
          </Link>
        </div>
      )}
    </Card>
  );
}
