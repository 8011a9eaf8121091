import { sittingMessages } from "~/drill/messages.sitting";
import { useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { ToneIcon } from "~/ui/ToneIcon";
import type { ReviewedQuestion } from "./Review";

export type OutcomePage = {
  slug: string;
  pass: string;
  criticalMustBeRight: boolean;
  /** Null: answers wait for a supervisor, and the result with them. */
  result: { score: string; passed: boolean; criticalWrong: number } | null;
  waiting: number;
  retake: { state: "used_up" | "unknown" | "now" | "later"; day: string } | null;
  questions: readonly ReviewedQuestion[];
};

const looks = {
  passed: { tone: "cleared", icon: "text-cleared", ink: "text-cleared-ink" },
  failed: { tone: "blocked", icon: "text-blocked", ink: "text-blocked-ink" },
  handed_in: { tone: "waiting", icon: "text-waiting", ink: "text-waiting-ink" },
} as const;

/** What came of a sitting: passed or not and what comes next, or what it still waits for. `name`: whose it is, for somebody else's eyes. */
export function Outcome({ page, name }: { page: OutcomePage; name?: string }) {
  const t = useT(sittingMessages);
  const { result, retake } = page;
  const word = result === null ? "handed_in" : result.passed ? "passed" : "failed";
  const look = looks[word];
  const right = page.questions.filter((q) => q.verdict.correct && !q.verdict.undecided).length;
  return (
    <Card raised className="mb-6">
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-4">
        <div className="flex items-center gap-3">
          <ToneIcon tone={look.tone} className={`size-9 ${look.icon}`} />
          <div>
            <p className={`text-xl font-semibold ${look.ink}`}>{t(`result.${word}`)}</p>
            <p className="text-sm text-muted">
              {t(page.criticalMustBeRight ? "result.needed_critical" : "result.needed", { percent: page.pass })}
            </p>
          </div>
        </div>
        {result && (
          <div className="sm:text-end">
            <p className="text-2xl font-semibold tabular-nums">{t("result.score", { score: result.score })}</p>
            <p className="text-sm text-muted tabular-nums">{t("result.right_of", { right, of: page.questions.length })}</p>
          </div>
        )}
      </div>
      {page.waiting > 0 && (
        <Notice tone="waiting" className="mt-4">
          {t(name === undefined ? "result.waiting" : "result.waiting_of", { count: page.waiting })}
        </Notice>
      )}
      {result && page.criticalMustBeRight && result.criticalWrong > 0 && (
        <Notice tone="blocked" className="mt-4">
          {t("result.critical", { count: result.criticalWrong })}
        </Notice>
      )}
      {retake && (
        <Notice tone="waiting" className="mt-4">
          {name === undefined ? (
            <>
              {retake.state === "later" && t("result.retake", { day: retake.day })}
              {retake.state === "now" && t("result.retake_now")}
              {retake.state === "unknown" && t("result.retake_unknown")}
              {retake.state === "used_up" && t("result.none_left")}
            </>
          ) : (
            <>
              {retake.state === "later" && t("code.shut_retake_later", { name, day: retake.day })}
              {retake.state === "now" && t("result.retake_now_of", { name })}
              {retake.state === "unknown" && t("result.retake_unknown_of", { name })}
              {retake.state === "used_up" && t("code.shut_attempts_used_up", { name })}
            </>
          )}
        </Notice>
      )}
      {name === undefined && (
        <div className="mt-5 flex flex-wrap gap-2" data-print="hide">
          {retake?.state === "now" ? (
            <LinkButton to={`/learn/${page.slug}/sitting`} variant="primary">
              {t("result.again")}
            </LinkButton>
          ) : (
            <LinkButton to="/today" variant="primary">
              {t("result.onward")}
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  );
}
