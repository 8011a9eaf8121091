import { Link } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { DrillQuestion } from "~/drill/session.server";
import { QuestionPlayer } from "~/drill/types/players";
import type { Answer } from "~/drill/types/registry";
import { useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Button } from "~/ui/Button";
import { buttonStyle } from "~/ui/button-style";
import { Card } from "~/ui/Card";
import { Notice } from "~/ui/Notice";
import { drillPageMessages } from "../../messages.drill";
import { TimeBar } from "./TimeBar";
import type { Outcome } from "./go";

type QuestionProps = {
  question: DrillQuestion;
  outcome: Outcome;
  /** What a plain form brought along. */
  given: Answer | null;
  lesson: { to: string; title: string } | null;
  /** The case that it comes from. */
  caseNumber: number | null;
  isLast: boolean;
  /** The page that it stands on. */
  address: string;
  /** It followed another one: what is read aloud and where the page stands move along. */
  followed: boolean;
  /** How long it had stood here before the page was loaded anew. */
  spentMs: number;
  onSend: (answer: Answer, ms: number) => void;
  /** What is entered, as it is entered, and how long the question stands here. */
  onTyped: (answer: Answer | null, spentMs: number) => void;
  onGoOn: () => void;
};

/** One question of a drill, and after its answer whether it was right and why. Works as a plain form as well. */
export function Question({
  question,
  outcome,
  given,
  lesson,
  caseNumber,
  isLast,
  address,
  followed,
  spentMs,
  onSend,
  onTyped,
  onGoOn,
}: QuestionProps) {
  const t = useT(drillPageMessages);
  const [answer, setAnswer] = useState(given);
  const [missing, setMissing] = useState(false);
  const since = useRef(0);
  const form = useRef<HTMLFormElement>(null);
  const stem = useRef<HTMLHeadingElement>(null);
  const further = useRef<HTMLAnchorElement>(null);
  const verdictId = useId();
  const answered = outcome.state === "answered" ? outcome : null;
  const seconds = Math.round(question.targetMs / 1000);

  useEffect(() => {
    since.current = performance.now() - spentMs;
  }, [spentMs]);
  const isSaved = outcome.state === "saved";
  const isAnswered = answered !== null || isSaved;
  useEffect(() => {
    if (isAnswered || (document.activeElement && document.activeElement !== document.body)) return;
    const field = form.current?.querySelector<HTMLElement>("input[type=text], textarea");
    // Where keys are at hand one types at once; a phone's keyboard would cover the question.
    if (field && window.matchMedia("(pointer: fine)").matches) field.focus({ preventScroll: true });
    else if (followed) stem.current?.focus({ preventScroll: true });
    if (followed) stem.current?.scrollIntoView({ block: "nearest" });
  }, [isAnswered, followed]);
  useEffect(() => {
    if (!isAnswered) return;
    further.current?.focus({ preventScroll: true });
    further.current?.scrollIntoView({ block: "nearest" });
  }, [isAnswered]);
  useEffect(() => {
    if (isAnswered) return;
    const press = (event: KeyboardEvent) => {
      // An input method's Enter is no Enter: Safari tells it by the code alone.
      if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || event.defaultPrevented || event.altKey) return;
      const { target } = event;
      // A line of text sends by itself; in a larger field Enter is a new line, with Ctrl it sends.
      if (target instanceof HTMLTextAreaElement && !event.ctrlKey && !event.metaKey) return;
      if (target instanceof HTMLElement && target.closest("button, a, [role=button], summary")) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [isAnswered]);

  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(answer === null);
    if (answer !== null && outcome.state !== "sending") onSend(answer, performance.now() - since.current);
  };
  const fault = missing ? "missing.answer" : outcome.state === "refused" ? `refusal.${outcome.code}` : null;
  return (
    <>
      <TimeBar ms={question.targetMs} running={outcome.state === "asking"} />
      <Card raised className="mt-3">
        <form ref={form} method="post" action={address} onSubmit={send}>
          <input type="hidden" name="ticket" value={question.ticket} />
          <p className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <span>{t(`reason.${question.reason}`)}</span>
            <span className="tabular-nums">{t("target", { seconds })}</span>
            {question.critical && <Badge tone="waiting">{t("critical")}</Badge>}
          </p>
          <h2 ref={stem} tabIndex={-1} className="mb-4 scroll-mt-28 text-lg font-semibold outline-none">
            {question.view.stem}
          </h2>
          <QuestionPlayer
            view={question.view}
            answer={answer}
            onAnswer={(changed) => {
              if (isSaved) return;
              setAnswer(changed);
              setMissing(false);
              onTyped(changed, performance.now() - since.current);
            }}
            verdict={answered?.verdict ?? null}
            keys={!isSaved}
          />
          {fault && (
            <p role="alert" className="mt-3 text-sm text-blocked-ink">
              {t(fault as "missing.answer")}
            </p>
          )}
          {outcome.state === "lost" && (
            <Notice tone="waiting" className="mt-4" role="alert">
              {t("offline.lost")}
            </Notice>
          )}
          {!isAnswered && (
            <div className="mt-5 flex flex-wrap items-center gap-4">
              <Button type="submit" variant="primary" pending={outcome.state === "sending"}>
                {t("send")}
              </Button>
              {outcome.state === "refused" && (
                <Button type="button" onClick={onGoOn}>
                  {t("next")}
                </Button>
              )}
              <span className="hidden text-sm text-muted lg:inline">{t("keys")}</span>
            </div>
          )}
        </form>
        {isAnswered && (
          <div role="status" className="mt-5">
            {/* The link that takes the focus is described by the verdict: it is read aloud even where what comes in anew is not. */}
            <div id={verdictId}>
              {answered ? (
                <Notice
                  tone={answered.verdict.undecided ? "waiting" : answered.verdict.correct ? "cleared" : "blocked"}
                  title={t(answered.verdict.undecided ? "undecided" : answered.verdict.correct ? "right" : "wrong")}
                >
                  {answered.verdict.explanation}
                </Notice>
              ) : (
                <Notice tone="waiting" title={t("offline.saved")}>
                  {t("offline.saved_lead")}
                </Notice>
              )}
              {answered?.verdict.undecided && <p className="mt-2 text-sm text-muted">{t("undecided_lead")}</p>}
              {answered?.turnedFluent && <p className="mt-2 text-sm font-medium text-cleared-ink">{t("fluent")}</p>}
            </div>
            <div className="mt-4 flex flex-wrap items-center gap-x-5 gap-y-3">
              <Link
                ref={further}
                aria-describedby={verdictId}
                to={address}
                reloadDocument
                onClick={(event) => {
                  event.preventDefault();
                  onGoOn();
                }}
                className={`${buttonStyle("primary")} scroll-mb-24`}
              >
                {t(isLast ? "finish" : "next")}
              </Link>
              {answered && !answered.verdict.undecided && answered.verdict.share !== "1" && (
                <Link
                  to={`/appeals/new?ticket=${encodeURIComponent(question.ticket)}`}
                  className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4"
                >
                  {t("appeal")}
                </Link>
              )}
              {answered?.verdict.undecided && (
                <Link to="/drill/graded" className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">
                  {t("written")}
                </Link>
              )}
              {caseNumber !== null && answered && (
                <Link
                  to={`/cases/${caseNumber}`}
                  className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4"
                >
                  {t("from_case", { number: caseNumber })}
                </Link>
              )}
              {lesson && answered && (
                <Link to={lesson.to} className="inline-flex min-h-11 items-center text-sm text-muted underline underline-offset-4">
                  {t("lesson", { title: lesson.title })}
                </Link>
              )}
            </div>
          </div>
        )}
      </Card>
    </>
  );
}
