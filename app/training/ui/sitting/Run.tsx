import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useLocation } from "@remix-run/react";
import { drillMessages } from "~/drill/messages";
import { sittingMessages } from "~/drill/messages.sitting";
import { QuestionPlayer } from "~/drill/types/players";
import type { Answer, QuestionView } from "~/drill/types/registry";
import type { Refusal } from "~/platform/refusal";
import { useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { KeyHint } from "~/ui/KeyHint";
import { Notice } from "~/ui/Notice";
import { Conflict } from "./Conflict";
import { End } from "./End";
import { LinkNotice } from "./LinkNotice";
import { NumberStrip } from "./NumberStrip";
import { Over } from "./Over";
import { TimeBar, TimeFigures } from "./TimeBar";
import { useAnswers } from "./use-answers";
import { useFocusLosses } from "./use-focus-losses";
import { useSittingKeys } from "./use-sitting-keys";
import { useTimeLeft } from "./use-time-left";

export type OpenSitting = {
  slug: string;
  title: string;
  sittingId: string;
  attempt: number;
  questions: { id: string; view: QuestionView; answer: Answer | null }[];
  at: number;
  revision: number;
  startedAt: Date;
  deadlineAt: Date | null;
  now: Date;
  over: boolean;
  focusLosses: number;
  focusNoted: boolean;
};

/** An open sitting: one question at a time, every answer saved as it is given, resumed where it was left. */
export function Run({ sitting, refusals }: { sitting: OpenSitting; refusals: readonly Refusal[] | undefined }) {
  const { slug, sittingId, questions } = sitting;
  const t = useT(sittingMessages);
  const drill = useT(drillMessages);
  const location = useLocation();
  const url = `/learn/${slug}/sitting/answers`;
  const given = useMemo(() => Object.fromEntries(questions.flatMap((q) => (q.answer ? [[q.id, q.answer]] : []))), [questions]);
  const store = useAnswers(url, { sittingId, revision: sitting.revision, answers: given });
  const losses = useFocusLosses(url, sittingId, sitting.focusLosses, sitting.focusNoted);
  const left = useTimeLeft(sitting.deadlineAt, sitting.now);
  const [at, setAt] = useState(sitting.at);
  const question = questions[at];
  const over = sitting.over || left === 0;
  const onScreen = useOnScreen(question?.id ?? null);

  const moved = useRef(false);
  const go = useCallback(
    (to: number) => {
      moved.current = true;
      setAt(Math.max(0, Math.min(questions.length, to)));
    },
    [questions.length],
  );
  useEffect(() => {
    const field = document.querySelector<HTMLElement>("input[name=answer][type=text], textarea[name=answer]");
    // At first the keyboard of a phone stays down, and the page is read from its top.
    if (!moved.current) return window.matchMedia("(pointer: fine)").matches ? field?.focus({ preventScroll: true }) : undefined;
    // The address follows, so that a reload comes back here; the router need not load anything for it.
    window.history.replaceState(window.history.state, "", `${location.pathname}?q=${at + 1}`);
    (field ?? document.querySelector<HTMLElement>("[data-question]"))?.focus();
  }, [at, location.pathname]);
  const next = useCallback(() => go(at + 1), [go, at]);
  const previous = useCallback(() => go(at - 1), [go, at]);
  // Words to mark are gone through with the arrows.
  const arrows = question?.view.type !== "spot_violation";
  useSittingKeys({ next, previous, on: !over, arrows });

  const { answer } = store;
  const onAnswer = useCallback((value: Answer | null) => question && answer(question.id, value, onScreen()), [answer, question, onScreen]);
  const answered = questions.map((q) => store.answers[q.id] !== undefined);

  const { flush } = store;
  useEffect(() => {
    if (over) flush();
  }, [over, flush]);

  if (over) return <Over sittingId={sittingId} settled={store.settled || store.link !== "fine"} refusals={refusals} />;
  return (
    <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4">
      <div className="sticky top-0 z-10 -mx-gutter grid grid-cols-[minmax(0,1fr)] gap-1.5 bg-paper px-gutter pt-2 pb-1 sm:mx-0 sm:px-0">
        <div className="flex items-baseline justify-between gap-4">
          <h1 className="min-w-0 truncate text-sm font-medium">{sitting.title}</h1>
          {left !== null && <TimeFigures left={left} />}
          <p className="shrink-0 text-sm text-muted">
            {store.settled ? t("run.saved") : store.link === "fine" ? t("run.saving") : t("run.unsaved")}
          </p>
        </div>
        {left !== null && sitting.deadlineAt && <TimeBar left={left} total={sitting.deadlineAt.getTime() - sitting.startedAt.getTime()} />}
        <NumberStrip answered={answered} at={at} onGo={go} />
      </div>
      <LinkNotice link={store.link} restored={store.restored && !store.settled} losses={losses} slug={slug} sittingId={sittingId} />
      {store.conflict && <Conflict conflict={store.conflict} order={questions.map((q) => q.id)} onTake={answer} onKeep={store.letGo} />}
      {question && refusals && (
        <Notice tone="blocked" role="alert">
          {refusals.map((r) => drill(`refusal.${r.code}` as "refusal.locked", r.params)).join(" ")}
        </Notice>
      )}
      {question ? (
        <form
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const to = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value");
            go(to ? Number(to) - 1 : at + 1);
          }}
        >
          <input type="hidden" name="intent" value="save" />
          <input type="hidden" name="sittingId" value={sittingId} />
          <input type="hidden" name="revision" value={store.revision} />
          <input type="hidden" name="question" value={question.id} />
          {/* Enter in a field presses the first button of a form: it shall be the way onwards. */}
          <button type="submit" name="to" value={at + 2} tabIndex={-1} aria-hidden className="sr-only" />
          <Card raised className="animate-arrive" key={question.id}>
            <p className="text-sm text-muted">{t("run.position", { n: at + 1, of: questions.length })}</p>
            <h2 tabIndex={-1} data-question className="mt-1 mb-5 text-lg font-medium whitespace-pre-line">
              {question.view.stem}
            </h2>
            <QuestionPlayer view={question.view} answer={store.answers[question.id] ?? null} onAnswer={onAnswer} keys />
          </Card>
          <div className="mt-4 flex items-center justify-between gap-3">
            <Button type="submit" name="to" value={at} disabled={at === 0}>
              {t("run.previous")}
            </Button>
            <KeyHint className="border-0! bg-transparent!">{t(keysFor(question.view.type))}</KeyHint>
            <Button type="submit" name="to" value={at + 2} variant="primary">
              {at === questions.length - 1 ? t("run.to_end") : t("run.next")}
            </Button>
          </div>
        </form>
      ) : (
        <End sittingId={sittingId} answered={answered} settled={store.settled} refusals={refusals} onGo={go} />
      )}
    </div>
  );
}

/** The keys that are worth saying of a type of question. */
function keysFor(type: QuestionView["type"]) {
  if (type === "spot_violation") return "run.keys_words";
  return type === "free_reply" || type === "rewrite" ? "run.keys_lines" : "run.keys";
}

/** How long each question was on the screen so far, in ms, by this device's steady clock; hidden time does not count. */
function useOnScreen(id: string | null): () => number {
  const spent = useRef(new Map<string, number>());
  const since = useRef(0);
  useEffect(() => {
    since.current = performance.now();
    if (id === null) return;
    const times = spent.current;
    const stop = () => times.set(id, (times.get(id) ?? 0) + performance.now() - since.current);
    const turn = () => {
      if (document.visibilityState === "hidden") stop();
      since.current = performance.now();
    };
    document.addEventListener("visibilitychange", turn);
    return () => {
      document.removeEventListener("visibilitychange", turn);
      if (document.visibilityState !== "hidden") stop();
    };
  }, [id]);
  return useCallback(() => Math.round((id === null ? 0 : (spent.current.get(id) ?? 0)) + performance.now() - since.current), [id]);
}
