import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { drillMessages } from "~/drill/messages";
import { sittingMessages } from "~/drill/messages.sitting";
import { formatTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { Form } from "~/ui/Form";
import { Notice } from "~/ui/Notice";
import { usePastResult } from "./use-past-result";
import { clockText, useTimeLeft } from "./use-time-left";

export type CodeExam = {
  slug: string;
  title: string;
  refusal: Refusal | null;
  live: { expiresAt: Date; issuedByName: string } | null;
  running: { startedAt: Date; deadlineAt: Date | null; focusLosses: number } | null;
  past: { id: string; attempt: number; score: string | null; passed: boolean; focusLosses: number }[];
};
export type IssuedCode = { code: string; expiresAt: Date; now: Date };

const LOOK_AGAIN_MS = 5_000;

/** What is said to the learner as "you" is said to the supervisor about the learner. */
const aboutThem = ["locked", "already_passed", "attempts_used_up", "retake_later", "waits_for_grading", "not_in_training"];

/** One exam that starts with a code: the code large and running out, or why there can be none; and what is going on. */
export function CodeCard({
  exam,
  name,
  issued,
  refusals,
  single,
}: {
  exam: CodeExam;
  name: string;
  issued: IssuedCode | null;
  refusals: readonly Refusal[] | undefined;
  single: boolean;
}) {
  const t = useT(sittingMessages);
  const pastResult = usePastResult();
  const drill = useT(drillMessages);
  const { locale, zone } = useReader();
  const { running, live } = exam;
  useLookAgain(issued !== null || running !== null);
  return (
    <Card title={single ? undefined : exam.title} raised>
      {running ? (
        <Notice tone="accent" title={t("code.running")} role="status">
          {running.deadlineAt && (
            <p>
              {t("code.running_detail", {
                time: formatTime(running.startedAt, locale, zone),
                end: formatTime(running.deadlineAt, locale, zone),
              })}
            </p>
          )}
          <p>{running.focusLosses > 0 ? t("code.left_window", { count: running.focusLosses }) : t("code.stayed")}</p>
        </Notice>
      ) : exam.refusal ? (
        <Notice
          tone={exam.refusal.code === "already_passed" ? "cleared" : "waiting"}
          title={exam.refusal.code === "already_passed" ? undefined : t("code.shut")}
        >
          {aboutThem.find((code) => code === exam.refusal?.code)
            ? t(`code.shut_${exam.refusal.code}` as "code.shut_locked", { name, ...exam.refusal.params })
            : drill(`refusal.${exam.refusal.code}` as "refusal.locked", exam.refusal.params)}
        </Notice>
      ) : (
        <>
          {issued ? (
            <Issued key={issued.code} issued={issued} name={name} title={exam.title} />
          ) : (
            <p className="measure text-muted">{t("code.lead", { name })}</p>
          )}
          {live && !issued && (
            <p className="mt-3 text-sm text-waiting-ink">
              {t("code.live", { name: live.issuedByName, time: formatTime(live.expiresAt, locale, zone) })}
            </p>
          )}
          <Form refusals={refusals} messages={drillMessages} className="mt-5">
            <input type="hidden" name="slug" value={exam.slug} />
            <Button type="submit" variant={issued ? "secondary" : "primary"} size={issued ? "md" : "lg"}>
              {t(issued || live ? "code.renew" : "code.make")}
            </Button>
          </Form>
        </>
      )}
      {exam.past.length > 0 && (
        <div className="mt-5 border-t border-line pt-4">
          <h3 className="text-sm font-medium">{t("code.past")}</h3>
          <ul className="mt-1 grid gap-1 text-sm text-muted">
            {exam.past.map((p) => (
              <li key={p.id}>
                {[
                  t("code.past_row", { n: p.attempt, result: pastResult(p) }),
                  ...(p.focusLosses > 0 ? [t("code.left_window", { count: p.focusLosses })] : []),
                ].join(" · ")}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Issued({ issued, name, title }: { issued: IssuedCode; name: string; title: string }) {
  const t = useT(sittingMessages);
  const left = useTimeLeft(issued.expiresAt, issued.now) ?? 0;
  if (left === 0) return <Notice tone="waiting">{t("code.over")}</Notice>;
  return (
    <div className="text-center">
      <p className="text-sm text-muted">{t("code.for", { name })}</p>
      <p>
        <span className="sr-only">{t("code.label")}</span>
        <output className="block text-[clamp(2.75rem,14vw,5.5rem)] leading-tight font-semibold tracking-[0.12em] tabular-nums">
          {issued.code.slice(0, 3)} {issued.code.slice(3)}
        </output>
      </p>
      <p role="timer" className="text-lg tabular-nums">
        {t("code.left", { time: clockText(left) })}
      </p>
      <p className="mx-auto mt-3 max-w-md text-sm text-muted">
        {t("code.open_page", { name, title })} {t("code.once")}
      </p>
    </div>
  );
}

/** While a code is live or the exam runs, the page looks every few seconds whether something happened. */
function useLookAgain(on: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!on || state !== "idle") return;
    const timer = setTimeout(() => document.visibilityState === "visible" && navigator.onLine && revalidate(), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  });
}
