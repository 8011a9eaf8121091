import { formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { classes } from "~/ui/classes";
import { Ring } from "~/ui/Ring";
import { inkTone, type Tone } from "~/ui/tone";
import { ToneIcon } from "~/ui/ToneIcon";
import type { DebriefPage, GradeView } from "../../debrief.server";
import { debriefMessages } from "../../messages.debrief";
import { pointsText } from "../../points";

/** What a grade comes to, as a word and as its tone. */
export function outcomeOf({ passed, undecided }: Pick<GradeView, "passed" | "undecided">): {
  word: "passed" | "failed" | "undecided";
  tone: Tone;
} {
  if (undecided) return { word: "undecided", tone: "waiting" };
  return passed ? { word: "passed", tone: "cleared" } : { word: "failed", tone: "blocked" };
}

/** The total against the pass line, who graded, and what they said. */
export function Outcome({ page }: { page: DebriefPage }) {
  const t = useT(debriefMessages);
  const { locale, zone } = useReader();
  const { grade, earlier, pass, hasProhibited } = page;
  const { word, tone } = outcomeOf(grade);
  const total = pointsText(grade.total);
  return (
    <Card title={t("outcome.title")} raised>
      <div className="flex items-center gap-4">
        <Ring value={grade.total / 100} label={t("outcome.ring")} size={84} cleared={grade.passed}>
          {Math.floor(grade.total)}
        </Ring>
        <div className="min-w-0">
          <p className={classes("flex items-center gap-2 text-lg font-semibold", inkTone[tone])}>
            <ToneIcon tone={tone} className="size-6" />
            {t(`outcome.${word}`)}
          </p>
          <p className="text-sm text-muted tabular-nums">{t("outcome.points", { total, pass })}</p>
        </div>
      </div>
      {hasProhibited && <p className="mt-3 text-sm text-blocked-ink">{t("outcome.prohibited")}</p>}
      {grade.undecided && <p className="mt-3 text-sm">{t(page.isOwn ? "outcome.undecided_body" : "outcome.undecided_review")}</p>}
      {grade.by && (
        <div className="mt-3 border-s-2 border-line-strong/40 ps-3 text-sm">
          {grade.remark && <p className="measure break-words whitespace-pre-line">{grade.remark}</p>}
          <p className="text-muted">{t("outcome.graded", { name: grade.by, when: formatDateTime(grade.at, locale, zone) })}</p>
        </div>
      )}
      {earlier.map((one) => (
        <p key={one.number} className="mt-1 text-sm text-muted">
          {t("outcome.before", { total: pointsText(one.total), how: one.by ? t("outcome.by", { name: one.by }) : t("outcome.by_machine") })}
        </p>
      ))}
    </Card>
  );
}
