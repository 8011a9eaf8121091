import { formatDateTime } from "~/platform/format";
import { showScore } from "~/platform/decimal";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Button } from "~/ui/Button";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { TextArea } from "~/ui/TextArea";
import { levelMessages } from "../levels/messages";
import type { ProposalPage } from "../levels/proposals.server";
import { LevelMonths, LevelRequirements } from "./LevelRequirements";
import { useMonth } from "./month";

/** One proposal: the step, what it rests on, and the decision, or what became of it. */
export function ProposalView({ title, page, refusals }: { title: string; page: ProposalPage; refusals?: Refusal[] }) {
  const t = useT(levelMessages);
  const monthOf = useMonth();
  const { finding, kind } = page;
  const countsFrom = finding.months[0]?.month ?? page.month;
  return (
    <>
      <PageHeader
        title={title}
        detail={[page.team, t("one.step", { from: page.from, to: page.to }), monthOf(page.month)].filter(Boolean).join(" · ")}
        back={{ to: "/levels/proposals", label: t("list.title") }}
        action={<LinkButton to={`/levels/${page.personId}`}>{t("one.to_person", { name: page.name })}</LinkButton>}
      />
      <div className="grid max-w-3xl gap-5">
        <Card title={t("one.evidence")}>
          {kind === "up" && <LevelRequirements finding={finding} countsFrom={countsFrom} modules={page.modules} />}
          {kind === "down" && finding.below && (
            <p className="text-ui">
              {t("below", { score: finding.below.score, count: finding.below.months.length, needed: finding.below.needed })}{" "}
              {finding.below.months.map((m) => `${monthOf(m.month)} ${showScore(m.score)}`).join(" · ")}
            </p>
          )}
          <h3 className="mt-5 mb-2 text-sm font-semibold">{t("months")}</h3>
          <LevelMonths months={finding.months} />
        </Card>
        {page.outcome === null ? <Decide page={page} refusals={refusals} /> : <Decided page={page} />}
      </div>
    </>
  );
}

function Decide({ page, refusals }: { page: ProposalPage; refusals?: Refusal[] }) {
  const t = useT(levelMessages);
  return (
    <Card title={t("one.decide")} raised>
      <Form messages={levelMessages} refusals={refusals} className="grid gap-4">
        <p className="measure text-sm text-muted">{t("one.decide_lead")}</p>
        <TextArea name="reason" label={t("one.reason")} hint={t("one.reason_hint")} maxLength={500} />
        <div className="flex flex-wrap gap-2">
          <ConfirmButton
            name="decision"
            value="confirm"
            variant="primary"
            question={t(`one.confirm_question_${page.kind}`, { to: page.to })}
            consequence={t(`one.confirm_consequence_${page.kind}`)}
          >
            {t("one.confirm")}
          </ConfirmButton>
          <Button type="submit" name="decision" value="decline">
            {t("one.decline")}
          </Button>
        </div>
      </Form>
    </Card>
  );
}

function Decided({ page }: { page: ProposalPage }) {
  const t = useT(levelMessages);
  const { locale, zone } = useReader();
  if (page.outcome === null) return null;
  return (
    <Notice title={t(`outcome.${page.outcome}`)}>
      {page.outcome === "lapsed" && <p>{t("outcome.lapsed_why")}</p>}
      {page.closedBy && page.closedAt && (
        <p>{t("outcome.by", { name: page.closedBy, when: formatDateTime(new Date(page.closedAt), locale, zone) })}</p>
      )}
      {page.reason && <p className="whitespace-pre-line">{page.reason}</p>}
    </Notice>
  );
}
