import { showScore } from "~/platform/decimal";
import { formatDateTime } from "~/platform/format";
import type { Refusal } from "~/platform/refusal";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { LinkButton } from "~/ui/LinkButton";
import { Notice } from "~/ui/Notice";
import { PageHeader } from "~/ui/PageHeader";
import { RadioCards } from "~/ui/RadioCards";
import { TextArea } from "~/ui/TextArea";
import { Timeline } from "~/ui/Timeline";
import type { KpiDisputePage } from "../disputes/page.server";
import { partOf } from "../measures";
import { kpiDisputeMessages } from "../messages.disputes";
import { lastOf } from "../month-days";
import { monthTitle, yuan } from "../month-title";
import { monthAddress, queried, versionsAddress } from "../months/address";
import { REASON_MAX } from "../months/month-rules";
import { DifferenceTable } from "./DifferenceTable";
import { disputedText } from "./disputed-text";

const tones = { open: "waiting", kept: "neutral", corrected: "accent", withdrawn: "neutral" } as const;

/** A dispute: what the statement said, what the agent says, the answer with its effect or the form that gives it, and what happened. */
export function DisputeView({ page, title, refusals }: { page: KpiDisputePage; title: string; refusals?: Refusal[] }) {
  const t = useT(kpiDisputeMessages);
  const { locale, zone } = useReader();
  const state = page.outcome ?? "open";
  const when = (at: Date | string) => formatDateTime(new Date(at), locale, zone);
  const back = page.self
    ? { to: versionsAddress(page.month, page.person.id), label: t("back.statement") }
    : { to: monthAddress(page.month, page.teamId), label: t("back.month") };
  return (
    <div className="mx-auto grid max-w-3xl gap-5">
      <PageHeader
        title={title}
        detail={
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
            {t("detail", { month: monthTitle(page.month, locale), team: page.team, when: when(page.openedAt) })}
            <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
          </span>
        }
        back={back}
      />
      {page.outcome && page.outcome !== "withdrawn" && <Answer page={page} />}
      <Card title={disputedText({ ...page, metric: page.metricSlug }, page.names, t)}>
        <Said page={page} />
      </Card>
      <Card title={page.self ? t("claim.own") : t("claim", { name: page.person.name })}>
        <p className="measure whitespace-pre-line">{page.claim}</p>
        {page.hasPicture && (
          <p className="mt-3">
            <a href={`/kpi/disputes/${page.id}/picture`} className="link">
              {t("picture")}
            </a>
          </p>
        )}
      </Card>
      {page.whyNot === "answer_entered" && <Notice>{t("answer.entered")}</Notice>}
      {page.mayAnswer && <AnswerForm page={page} refusals={refusals} />}
      {page.self && page.outcome === null && (
        <Form refusals={refusals} messages={kpiDisputeMessages}>
          <ConfirmButton
            variant="secondary"
            name="intent"
            value="withdraw"
            question={t("withdraw.question")}
            consequence={t("withdraw.consequence")}
          >
            {t("withdraw")}
          </ConfirmButton>
        </Form>
      )}
      <Card title={t("history")}>
        <Timeline
          items={[
            { id: "opened", when: when(page.openedAt), title: t("history.opened", { name: page.person.name }) },
            ...(page.outcome && page.closedAt
              ? [{ id: "closed", when: when(page.closedAt), title: t(`history.${page.outcome}`, { name: page.closedBy ?? "" }) }]
              : []),
          ]}
        />
      </Card>
    </div>
  );
}

/** What the disputed statement said of it. */
function Said({ page }: { page: KpiDisputePage }) {
  const t = useT(kpiDisputeMessages);
  const { metric } = page;
  const rows: [string, string][] = metric
    ? [
        [t("said.value"), metric.value === null ? t("said.none") : showScore(metric.value)],
        [t("said.counted"), metric.numerator ?? "–"],
        [t("said.divided"), metric.denominator ?? "–"],
        [
          t("said.points"),
          metric.points === null ? "–" : t("said.points_of", { points: showScore(metric.points), of: showScore(metric.of ?? "0") }),
        ],
      ]
    : page.shares.map(({ storeId, share }) => [page.names.stores[storeId] ?? "", showScore(share)]);
  return (
    <div className="grid gap-2">
      <p className="text-sm text-muted">{t("said")}</p>
      <dl className="grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1 text-sm tabular-nums">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Answer({ page }: { page: KpiDisputePage }) {
  const t = useT(kpiDisputeMessages);
  const { locale, zone } = useReader();
  const { effect } = page;
  const score = (value: string | null) => (value === null ? t("answer.none") : showScore(value));
  return (
    <Card title={t("answer")} flush>
      <div className="grid gap-2 px-4 pb-4 sm:px-5">
        <p className="measure whitespace-pre-line">{page.answer}</p>
        <p className="text-sm text-muted">
          {t("answer.by", { name: page.closedBy ?? "", when: page.closedAt ? formatDateTime(new Date(page.closedAt), locale, zone) : "" })}
        </p>
        {effect && (
          <p className="font-medium tabular-nums">
            {t("answer.score", { before: score(effect.before.score), after: score(effect.after.score) })}
            <br />
            {t("answer.bonus", { before: yuan(effect.before.bonusFen ?? 0), after: yuan(effect.after.bonusFen ?? 0) })}
          </p>
        )}
      </div>
      {effect && effect.changes.length > 0 && <DifferenceTable caption={t("answer.effect")} changes={effect.changes} names={page.names} />}
    </Card>
  );
}

function AnswerForm({ page, refusals }: { page: KpiDisputePage; refusals?: Refusal[] }) {
  const t = useT(kpiDisputeMessages);
  const mend =
    page.about === "metric"
      ? { to: figuresOf(page), label: t("answer.to_figures") }
      : { to: `/people/${page.person.id}`, label: t("answer.to_person") };
  return (
    <Card
      title={t("answer.title")}
      raised
      action={
        <LinkButton to={mend.to} size="sm">
          {mend.label}
        </LinkButton>
      }
    >
      <Form refusals={refusals} messages={kpiDisputeMessages} draftKey={`kpi-answer:${page.id}`} className="grid gap-4">
        {page.alone && <Notice tone="waiting">{t("answer.alone")}</Notice>}
        <input type="hidden" name="intent" value="answer" />
        <RadioCards
          name="outcome"
          legend={t("answer.title")}
          legendHidden
          columns={2}
          required
          options={[
            { value: "kept", label: t("answer.kept"), description: t("answer.kept_detail") },
            { value: "corrected", label: t("answer.corrected"), description: t("answer.corrected_detail") },
          ]}
        />
        <TextArea name="answer" label={t("answer.reason")} rows={4} maxLength={REASON_MAX} required />
        <div>
          <ConfirmButton
            variant="primary"
            question={t("answer.question")}
            consequence={t("answer.consequence", { name: page.person.name })}
          >
            {t("answer.send")}
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}

/** Where the figures stand from which a disputed metric was reckoned. */
function figuresOf({ person, month, storeId, metricSlug }: KpiDisputePage): string {
  const query = { agent: person.id, store: storeId ?? "", part: partOf(metricSlug ?? "") ?? "", from: month, to: lastOf(month) };
  return queried("/results", query);
}
