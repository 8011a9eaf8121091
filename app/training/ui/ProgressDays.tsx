import { Link } from "@remix-run/react";
import ChevronRight from "lucide-react/icons/chevron-right";
import { sittingMessages } from "~/drill/messages.sitting";
import { formatDateTime, formatDay } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import type { Step } from "../calendar";
import { trainingMessages } from "../messages";
import { planMessages } from "../messages.plan";
import type { ProgressActivity, ProgressDay } from "../progress-page.server";
import { KindIcon } from "../KindIcon";
import { Photos } from "./Photos";
import { StatusBadge } from "../StatusBadge";
import { usePastResult } from "./sitting/use-past-result";

/** The days or weeks of a plan with what was done in each; what is over or still to come is folded. */
export function ProgressDays({ personId, days, step }: { personId: string; days: readonly ProgressDay[]; step: Step }) {
  const t = useT(planMessages);
  const { locale } = useReader();
  return (
    <ol className="divide-y divide-line rounded-box border border-line bg-surface">
      {days.map((day) => {
        const mandatory = day.activities.filter((a) => a.mandatory);
        const done = mandatory.filter((a) => a.status === "done").length;
        return (
          <li key={day.day}>
            <details open={day.open} className="group">
              <summary className="flex min-h-12 list-none items-center gap-3 px-4 py-3 hover:bg-hover sm:px-5 [&::-webkit-details-marker]:hidden">
                <ChevronRight aria-hidden className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90" />
                <span className="shrink-0 text-end text-muted tabular-nums max-sm:w-6 sm:w-16">
                  <span aria-hidden className="sm:hidden">
                    {day.day}
                  </span>
                  <span className="max-sm:sr-only">{t(`progress.number_${step}`, { day: day.day })}</span>
                </span>
                <span className="min-w-0 flex-1 font-medium">{day.title}</span>
                <span className="shrink-0 text-end text-sm text-muted tabular-nums">
                  <span className="max-sm:block">{day.date ? formatDay(day.date, locale) : t("progress.no_date")}</span>
                  <span className="sm:ms-4">{t("progress.done_count", { done, of: mandatory.length })}</span>
                </span>
              </summary>
              <ul className="divide-y divide-line border-t border-line">
                {day.activities.map((activity) => (
                  <Row key={activity.slug} personId={personId} activity={activity} />
                ))}
              </ul>
            </details>
          </li>
        );
      })}
    </ol>
  );
}

function Row({ personId, activity }: { personId: string; activity: ProgressActivity }) {
  const t = useT(planMessages);
  const say = useT(trainingMessages);
  const { locale, zone } = useReader();
  const facts = [
    activity.since &&
      (activity.status === "done"
        ? formatDateTime(activity.since, locale, zone)
        : t("progress.since", { when: formatDateTime(activity.since, locale, zone) })),
    activity.score !== null && t("progress.score", { score: activity.score }),
    activity.attempts > 1 && t("progress.attempts", { count: activity.attempts }),
    activity.status === "returned" && activity.retakeOn && t("progress.next_attempt", { date: formatDay(activity.retakeOn, locale) }),
    activity.usedUp && t("progress.attempts_over"),
  ].filter(Boolean);
  return (
    <li className="px-4 py-3 sm:ps-16 sm:pe-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <KindIcon kind={activity.kind} />
        <span className="min-w-0 flex-1 basis-40">{activity.title}</span>
        {!activity.mandatory && <span className="text-xs text-faint">{say("status.optional")}</span>}
        <StatusBadge status={activity.status} kind={activity.kind} />
      </div>
      {facts.length > 0 && <p className="mt-0.5 ps-8 text-sm text-muted tabular-nums">{facts.join(" · ")}</p>}
      <Sat personId={personId} sittings={activity.sittings} />
      {activity.history.map((h) => (
        <div key={h.id} className="mt-3 grid gap-2 ps-8 text-sm">
          <p className="text-muted">
            {say("practical.attempt", { n: h.attempt })} · {formatDateTime(h.at, locale, zone)}
          </p>
          {h.note && <p className="measure whitespace-pre-line">{h.note}</p>}
          {h.fileIds.length > 0 && <Photos fileIds={h.fileIds} attempt={h.attempt} />}
          {h.decision && (
            <p className="measure whitespace-pre-line text-muted">
              {say(h.decision.accepted ? "practical.accepted" : "practical.returned_title", { name: h.decision.by })}
              {h.decision.remark && `: ${h.decision.remark}`}
            </p>
          )}
        </div>
      ))}
    </li>
  );
}

/** Each attempt at a quiz or exam, with the way to its answers. */
function Sat({ personId, sittings }: { personId: string; sittings: ProgressActivity["sittings"] }) {
  const t = useT(sittingMessages);
  const pastResult = usePastResult();
  if (sittings.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-1 ps-8 text-sm text-muted tabular-nums">
      {sittings.map((sat) => (
        <li key={sat.id} className="flex flex-wrap items-baseline gap-x-3">
          <Link to={`/training/${personId}/result/${sat.id}`} prefetch="intent" className="link inline-flex min-h-control-sm items-center">
            {t("code.past_row", { n: sat.attempt, result: pastResult(sat) })}
          </Link>
          {sat.focusLosses > 0 && <span>{t("code.left_window", { count: sat.focusLosses })}</span>}
        </li>
      ))}
    </ul>
  );
}
