import { formatDate } from "~/platform/format";
import { plainDateIn } from "~/platform/dates";
import { showScore } from "~/platform/decimal";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Card } from "~/ui/Card";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { Timeline } from "~/ui/Timeline";
import { levelMessages } from "../levels/messages";
import type { LevelPage } from "../levels/page.server";
import { LevelByHand } from "./LevelByHand";
import { LevelLadder } from "./LevelLadder";
import { LevelMonths, LevelRequirements } from "./LevelRequirements";
import { Mentoring } from "./Mentoring";
import { Modules } from "./Modules";
import { useMonth } from "./month";

type LevelViewProps = {
  page: LevelPage;
  own: boolean;
  mayDecide: boolean;
  refused?: { intent: string; refusals: Refusal[] } | null;
};

/** Somebody's level: what they hold, what the next step asks for with what is missing, the ladder, and how they came here. */
export function LevelView({ page, own, mayDecide, refused }: LevelViewProps) {
  const t = useT(levelMessages);
  const monthOf = useMonth();
  const { held, finding, proposal } = page;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid gap-5">
        {proposal && (
          <Notice tone="waiting">
            <p>{t(`proposal_${proposal.kind}`, { to: proposal.to, month: monthOf(proposal.month) })}</p>
            {mayDecide && (
              <LinkButton to={`/levels/proposals/${proposal.id}`} size="sm" className="mt-2">
                {t("open_proposal")}
              </LinkButton>
            )}
          </Notice>
        )}
        {held && finding && <NextStep page={page} own={own} />}
        {held && finding && (
          <Card title={t("months")}>
            <LevelMonths months={finding.months} />
          </Card>
        )}
        {page.views.length > 0 && <Modules modules={page.views} own={own} />}
        <History changes={page.changes} />
        {held && (mayDecide || page.trainees.length > 0) && (
          <Mentoring
            trainees={page.trainees}
            choices={mayDecide ? page.choices : []}
            mayEnd={mayDecide}
            refusals={refused?.intent === "mentor" || refused?.intent === "mentor_end" ? refused.refusals : null}
          />
        )}
        {held && mayDecide && (
          <LevelByHand
            levels={page.levels}
            held={held}
            open={refused?.intent === "level"}
            refusals={refused?.intent === "level" ? refused.refusals : null}
          />
        )}
      </div>
      <Card title={t("ladder")}>
        <LevelLadder levels={page.levels} held={held?.track === "agent" ? held.level : null} modules={page.modules} />
        <p className="mt-5 text-sm text-muted">{t("step_down", { count: page.stepDown })}</p>
      </Card>
    </div>
  );
}

function NextStep({ page, own }: Pick<LevelViewProps, "page" | "own">) {
  const t = useT(levelMessages);
  const monthOf = useMonth();
  const { held, finding } = page;
  if (!held || !finding) return null;
  const next = page.levels.find(({ slug }) => slug === finding.next);
  const below = finding.below && finding.below.months.length > 0 ? finding.below : null;
  return (
    <Card title={next ? t("next", { level: next.title }) : t("top")} raised>
      {next && (
        <>
          <p className="mb-3 text-sm text-muted">
            {t("next_lead")} {t("counts_from", { month: monthOf(held.countsFrom) })}
          </p>
          <LevelRequirements finding={finding} countsFrom={held.countsFrom} modules={page.modules} own={own} />
        </>
      )}
      {below && (
        <Notice tone="waiting" className="mt-4">
          <p>{t("below", { score: below.score, count: below.months.length, needed: below.needed })}</p>
          <p className="text-sm">
            {t("below_months", { months: below.months.map((m) => `${monthOf(m.month)} ${showScore(m.score)}`).join(" · ") })}
          </p>
        </Notice>
      )}
    </Card>
  );
}

function History({ changes }: { changes: LevelPage["changes"] }) {
  const t = useT(levelMessages);
  const { locale, zone } = useReader();
  if (changes.length === 0) return null;
  return (
    <Card title={t("history")}>
      <Timeline
        items={changes.map((one) => ({
          id: String(one.at),
          when: formatDate(plainDateIn(zone, new Date(one.at)), locale),
          title: t(one.track === "management" ? "cause.management" : `cause.${one.cause}`, {
            from: one.from ?? "",
            to: one.to,
            by: one.by ?? "",
          }),
          children: one.reason ? <p className="text-sm whitespace-pre-line">{one.reason}</p> : null,
        }))}
      />
    </Card>
  );
}
