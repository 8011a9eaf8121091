import { formatDate, formatDateTime } from "~/platform/format";
import { useReader, useT } from "~/platform/use-locale";
import { Badge } from "~/ui/Badge";
import { Card } from "~/ui/Card";
import { CheckboxField } from "~/ui/CheckboxField";
import { ConfirmButton } from "~/ui/ConfirmButton";
import { Form } from "~/ui/Form";
import { TextArea } from "~/ui/TextArea";
import { REASON_MAX } from "../check-rules";
import { checkMessages } from "../messages.checks";
import type { Refused } from "./ChatView";
import { MarkSheet } from "./MarkSheet";
import type { CheckShown } from "./ScorePart";

/** The dispute of a check: to open it, to take it back, to rule on it, or what came of it. Nothing where none of that is to be said. */
export function DisputePart({ check, isOwn, refused }: { check: CheckShown; isOwn: boolean; refused: Refused }) {
  const t = useT(checkMessages);
  const { locale } = useReader();
  const refusalsOf = (intent: string) => (refused?.intent === intent ? refused.refusals : undefined);
  const { dispute, card } = check;
  if (!dispute && !check.mayDispute) return null;
  return (
    <Card title={t("dispute.title")}>
      {dispute && <Said dispute={dispute} names={card.criteria} />}
      {check.mayDispute && (
        <Form refusals={refusalsOf("dispute")} messages={checkMessages} draftKey="chat-dispute" className="grid gap-3">
          <p className="text-sm">{t("dispute.open", { day: formatDate(check.disputeUntil, locale) })}</p>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">{t("dispute.criteria")}</legend>
            <div className="grid gap-x-3 sm:grid-cols-2 lg:grid-cols-1">
              {card.criteria.map(({ slug, name }) => (
                <CheckboxField key={slug} name="criterion" value={slug} label={name} />
              ))}
            </div>
          </fieldset>
          <TextArea name="reason" label={t("dispute.reason")} hint={t("dispute.reason_hint")} rows={3} maxLength={REASON_MAX} required />
          <div>
            <ConfirmButton
              name="intent"
              value="dispute"
              variant="secondary"
              question={t("dispute.question")}
              consequence={t("dispute.consequence")}
            >
              {t("dispute.send")}
            </ConfirmButton>
          </div>
        </Form>
      )}
      {isOwn && dispute?.outcome === null && (
        <Form refusals={refusalsOf("withdraw")} messages={checkMessages} className="mt-3">
          <ConfirmButton
            name="intent"
            value="withdraw"
            variant="quiet"
            question={t("dispute.withdraw_question")}
            consequence={t("dispute.withdraw_consequence")}
          >
            {t("dispute.withdraw")}
          </ConfirmButton>
        </Form>
      )}
      {check.mayRule && (
        <Form
          refusals={refusalsOf("rule")}
          messages={checkMessages}
          draftKey="chat-ruling"
          className="mt-4 grid gap-3 border-t border-line pt-3"
        >
          <h3 className="font-semibold">{t("rule.title")}</h3>
          <p className="text-sm text-muted">{t("rule.lead")}</p>
          <MarkSheet card={card} given={check.marks} />
          <TextArea name="reason" label={t("rule.reason")} rows={3} maxLength={REASON_MAX} required />
          <div>
            <ConfirmButton name="intent" value="rule" variant="primary" question={t("rule.question")} consequence={t("rule.consequence")}>
              {t("rule.send")}
            </ConfirmButton>
          </div>
        </Form>
      )}
    </Card>
  );
}

function Said({ dispute, names }: { dispute: NonNullable<CheckShown["dispute"]>; names: readonly { slug: string; name: string }[] }) {
  const t = useT(checkMessages);
  const { locale, zone } = useReader();
  const when = formatDateTime(dispute.closedAt ?? dispute.openedAt, locale, zone);
  const about =
    dispute.criteria.length === 0 ? [t("dispute.all")] : names.flatMap(({ slug, name }) => (dispute.criteria.includes(slug) ? [name] : []));
  return (
    <div className="grid gap-2 text-sm">
      <p>
        <Badge tone={dispute.outcome === null ? "waiting" : "accent"}>
          {dispute.outcome === null || dispute.outcome === "withdrawn"
            ? t("dispute.waits", { when })
            : t(`dispute.${dispute.outcome}`, { name: dispute.by ?? "", when })}
        </Badge>
      </p>
      <p className="text-muted">{about.join(locale === "en" ? ", " : "、")}</p>
      <p>
        <span className="font-medium">{t("dispute.what")}</span>
        <span className="block whitespace-pre-line">{dispute.reason}</span>
      </p>
      {dispute.ruling && (
        <p>
          <span className="font-medium">{t("dispute.ruling")}</span>
          <span className="block whitespace-pre-line">{dispute.ruling}</span>
        </p>
      )}
    </div>
  );
}
